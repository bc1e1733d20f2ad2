using InitAnalyzer.Model;
using InitAnalyzer.Theory;
using static InitAnalyzer.Frameworks.TorchSharp.TorchSharpFramework;

namespace InitAnalyzer.Frameworks.TorchSharp;

/// <summary>
/// <c>torch.nn.init</c> and the in-place fills of a tensor: which law each gives, from its arguments.
/// The quirks are those of TorchSharp up to 0.107.
/// </summary>
internal static class TorchSharpInitializers
{
    /// <summary>The last version in which the quirks were seen.</summary>
    public static readonly Version LastQuirkyVersion = new(0, 107, int.MaxValue);

    private const string Weight = "tensor";

    /// <summary>What has two fans.</summary>
    private static readonly RankRange Matrix = RankRange.AtLeast(2);

    public static readonly FrameworkRow[] Rows =
    [
        Scaled("kaiming_uniform_", arguments => Kaiming(arguments, Distribution.Uniform), ranks: Matrix),
        Scaled("kaiming_normal_", arguments => Kaiming(arguments, Distribution.Normal), ranks: Matrix),
        Scaled("xavier_uniform_", arguments => Xavier(arguments, Distribution.Uniform), ranks: Matrix),
        Scaled("glorot_uniform_", arguments => Xavier(arguments, Distribution.Uniform), ranks: Matrix),
        Scaled("xavier_normal_", arguments => Xavier(arguments, Distribution.Uniform), InitializerQuirk.NormalIsUniform, ranks: Matrix),
        Scaled("glorot_normal_", arguments => Xavier(arguments, Distribution.Uniform), InitializerQuirk.NormalIsUniform, ranks: Matrix),
        Scaled("orthogonal_", Orthogonal, ranks: Matrix),
        Scaled("normal_", Normal, InitializerQuirk.GeneratorIsIgnored, "generator"),
        Scaled("uniform_", arguments => Laws.Uniform(arguments, "low", "high"), InitializerQuirk.GeneratorIsIgnored, "generator"),
        new(Init, "trunc_normal_", new Initializes(new Initializer(
            "trunc_normal_", Weight, _ => InitializerLaw.Unknown, InitializerQuirk.TruncatedNormalIsConstant))),
        Unscaled("sparse_", Distribution.Sparse, ranks: RankRange.Exactly(2)),
        new(Init, "constant_", new Initializes(new Initializer("constant_", Weight, arguments => Laws.Constant(arguments, "val")))),
        new(Init, "zeros_", new Initializes(new Initializer("zeros_", Weight, _ => Laws.Zero))),
        Unscaled("ones_", Distribution.Constant),
        Unscaled("eye_", Distribution.Identity, ranks: RankRange.Exactly(2)),
        Unscaled("dirac_", Distribution.Identity, ranks: new RankRange(3, 5)),

        Fill("normal_", Normal),
        Fill("uniform_", arguments => Laws.Uniform(arguments, "from", "to")),
        Fill("fill_", arguments => Laws.Constant(arguments, "value")),
        Fill("zero_", _ => Laws.Zero),
        Fill("bernoulli_ cauchy_ exponential_ geometric_ log_normal_ random_", _ => InitializerLaw.Unknown),

        // These take something from the tensor, or may: a copy can be made of it.
        Fill("copy_ clamp_ erfinv_", _ => InitializerLaw.Unknown, overwrites: false),
        Fill("set_", _ => InitializerLaw.Unknown, overwrites: false, needsNoGradient: false),

        new(Init, "calculate_gain", new ComputesGain("nonlinearity", "param", Nonlinearity)),
        new(Init, "CalculateFanInAndFanOut", new ComputesFans()),
    ];

    /// <summary>The activation that a member of <c>NonlinearityType</c> names, and its gain in libtorch.</summary>
    public static (Activation Activation, double Gain)? Nonlinearity(int value, double parameter) => value switch
    {
        >= 0 and <= 6 => (ActivationCatalog.Create("Identity"), 1),
        7 => (ActivationCatalog.Create("Sigmoid"), 1),
        8 => (ActivationCatalog.Create("Tanh"), 5.0 / 3),
        9 => (ActivationCatalog.Create("ReLU"), Math.Sqrt(2)),
        10 when Laws.IsFinite(parameter) => (ActivationCatalog.Create("LeakyReLU", parameter), Math.Sqrt(2 / (1 + (parameter * parameter)))),
        _ => null,
    };

    private static FrameworkRow Scaled(
        string name,
        Func<IInitializerArguments, InitializerLaw> law,
        InitializerQuirk quirk = InitializerQuirk.None,
        string? generator = null,
        RankRange? ranks = null) =>
        new(Init, name, new Initializes(new Initializer(name, Weight, law, quirk, generator) { HasScale = true, Ranks = ranks ?? RankRange.Any }));

    private static FrameworkRow Unscaled(
        string name,
        Distribution distribution,
        InitializerQuirk quirk = InitializerQuirk.None,
        RankRange? ranks = null) =>
        new(Init, name, new Initializes(new Initializer(name, Weight, _ => Laws.Of(distribution), quirk) { Ranks = ranks ?? RankRange.Any }));

    private static FrameworkRow Fill(string names, Func<IInitializerArguments, InitializerLaw> law, bool overwrites = true, bool needsNoGradient = true) =>
        new(Tensor, names, new Initializes(new Initializer(names, Tensor: null, law) { HasScale = true, Overwrites = overwrites, NeedsNoGradient = needsNoGradient }));

    private static InitializerLaw Kaiming(IInitializerArguments arguments, Distribution distribution)
    {
        if (arguments.Enum("mode") is not { } mode || arguments.Enum("nonlinearity") is not { } nonlinearity)
        {
            return InitializerLaw.Unknown;
        }

        // The slope counts for the leaky rectifier alone, which is also the default.
        const int leakyReLU = 10, reLU = 9;
        var slope = 0.0;
        if (nonlinearity == leakyReLU)
        {
            if (arguments.Number("a") is not { IsConstant: true } a || !Laws.IsFinite(a.Coefficient))
            {
                return InitializerLaw.Unknown;
            }

            slope = a.Coefficient;
        }

        if (Nonlinearity(nonlinearity, slope) is not var (activation, gain))
        {
            return InitializerLaw.Unknown;
        }

        var origin = slope != 0
            ? LawOrigin.Slope
            : arguments.IsWritten("nonlinearity") && nonlinearity is not (leakyReLU or reLU)
                ? LawOrigin.Nonlinearity
                : LawOrigin.Initializer;
        var law = WeightLaw.OfScale(distribution, gain * gain, mode == 0 ? FanMode.FanIn : FanMode.FanOut);
        return new InitializerLaw(law, origin, activation, ComputesFan: true);
    }

    private static InitializerLaw Xavier(IInitializerArguments arguments, Distribution distribution) =>
        Laws.WithGain(arguments, "gain", distribution, FanMode.FanAverage);

    private static InitializerLaw Orthogonal(IInitializerArguments arguments) =>
        Laws.WithGain(arguments, "gain", Distribution.Orthogonal, FanMode.FanIn);

    private static InitializerLaw Normal(IInitializerArguments arguments) => Laws.Normal(arguments, "mean", "std");
}
