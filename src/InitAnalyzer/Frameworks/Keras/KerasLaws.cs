using InitAnalyzer.Model;
using InitAnalyzer.Theory;

namespace InitAnalyzer.Frameworks.Keras;

/// <summary>What the strings and initializers of Keras mean, whatever language calls it.</summary>
internal static class KerasLaws
{
    /// <summary>glorot_uniform.</summary>
    public static readonly WeightLaw Default = WeightLaw.OfScale(Distribution.Uniform, 1, FanMode.FanAverage);

    /// <summary>A concept of what makes an initializer.</summary>
    public static MakesInitializer Makes(string name, Func<IInitializerArguments, InitializerLaw> law, string? deviation = null) =>
        new(Named(name, law) with { Deviation = deviation });

    /// <summary>The parameter that gives a standard deviation.</summary>
    public const string Deviation = "stddev";

    public static InitializerLaw Normal(IInitializerArguments arguments) => Laws.Normal(arguments, "mean", Deviation);

    public static InitializerLaw TruncatedNormal(IInitializerArguments arguments) => Laws.Normal(arguments, "mean", Deviation, Distribution.TruncatedNormal);

    public static Initializer Named(string name, Func<IInitializerArguments, InitializerLaw> law) => new(name, null, law) { HasScale = true };

    public static InitializerLaw VarianceScaling(IInitializerArguments arguments, string scale) => Laws.VarianceScaling(
        arguments,
        scale,
        arguments.Text("mode") switch
        {
            "fan_in" => FanMode.FanIn,
            "fan_out" => FanMode.FanOut,
            "fan_avg" => FanMode.FanAverage,
            _ => null,
        },
        arguments.Text("distribution") switch
        {
            "normal" or "truncated_normal" => Distribution.TruncatedNormal,
            "untruncated_normal" => Distribution.Normal,
            "uniform" => Distribution.Uniform,
            _ => null,
        });

    /// <summary>The initializers that Keras finds by their names.</summary>
    public static Dictionary<string, Initializer> Initializers(string names) => Words.Split(names).ToDictionary(name => name, name => Named(name, _ => LawOf(name)));

    /// <summary>The activations that Keras finds by their names; the words are its name and that of the catalogue, in turn.</summary>
    public static Dictionary<string, ActivationConcept> Activations(string names)
    {
        var words = Words.Split(names);
        return Enumerable.Range(0, words.Length / 2).ToDictionary(i => words[2 * i], i => new ActivationConcept(words[(2 * i) + 1], ""));
    }

    private static InitializerLaw LawOf(string name) => name.Replace("_", "").ToLowerInvariant() switch
    {
        "henormal" => Laws.Scaled(Distribution.TruncatedNormal, 2),
        "heuniform" => Laws.Scaled(Distribution.Uniform, 2),
        "glorotnormal" => Laws.Scaled(Distribution.TruncatedNormal, 1, FanMode.FanAverage),
        "glorotuniform" => Laws.Scaled(Distribution.Uniform, 1, FanMode.FanAverage),
        "lecunnormal" => Laws.Scaled(Distribution.TruncatedNormal, 1),
        "lecununiform" => Laws.Scaled(Distribution.Uniform, 1),
        "orthogonal" => Laws.Scaled(Distribution.Orthogonal, 1),
        "variancescaling" => Laws.Scaled(Distribution.TruncatedNormal, 1),
        "zeros" or "zero" => Laws.Zero,
        "ones" or "one" => Laws.Of(Distribution.Constant),
        "constant" => Laws.Zero,
        "identity" => Laws.Of(Distribution.Identity),
        "randomnormal" or "normal" => InitializerLaw.OfDeviation(Distribution.Normal, 0, new Quantity(0.05)),
        "truncatednormal" => InitializerLaw.OfDeviation(Distribution.TruncatedNormal, 0, new Quantity(0.05)),
        "randomuniform" or "uniform" => InitializerLaw.OfDeviation(Distribution.Uniform, 0, new Quantity(0.05 / Math.Sqrt(3))),
        _ => InitializerLaw.Unknown,
    };
}
