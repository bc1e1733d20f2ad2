using InitAnalyzer.Theory;

namespace InitAnalyzer.Tests.CodeFixes.Generated;

/// <summary>An activation and the ways to write it.</summary>
/// <param name="Activation">The activation.</param>
/// <param name="Module">The module, as an expression.</param>
/// <param name="Calls">Expressions over a tensor <c>{0}</c>.</param>
internal sealed record ActivationChoice(Activation Activation, string Module, params string[] Calls)
{
    public static readonly ActivationChoice[] All =
    [
        new(Of("ReLU"), "ReLU()", "functional.relu({0})", "{0}.relu()", "torch.nn.functional.relu({0})"),
        new(Of("ReLU6"), "ReLU6()", "functional.relu6({0})"),
        new(Of("LeakyReLU", 0.2), "LeakyReLU(0.2)", "functional.leaky_relu({0}, 0.2)"),
        new(Of("LeakyReLU", 0.01), "LeakyReLU()", "functional.leaky_relu({0}, negative_slope: 0.01)"),
        new(Of("GELU"), "GELU()", "functional.gelu({0})", "{0}.gelu()"),
        new(Of("SiLU"), "SiLU()", "functional.silu({0})", "{0}.silu()"),
        new(Of("Mish"), "Mish()", "functional.mish({0})"),
        new(Of("Softplus"), "Softplus()", "functional.softplus({0})"),
        new(Of("Hardswish"), "Hardswish()", "functional.hardswish({0})"),
        new(Of("ELU"), "ELU()", "functional.elu({0}, 1.0)"),
        new(Of("CELU"), "CELU()", "functional.celu({0}, 1.0)"),
        new(Of("Tanh"), "Tanh()", "tanh({0})", "functional.tanh({0})", "{0}.tanh()"),
        new(Of("Hardtanh"), "Hardtanh(inplace: true)", "functional.hardtanh({0}, inplace: true)"),
        new(Of("Softsign"), "Softsign(false)", "functional.softsign({0})"),
        new(Of("Sigmoid"), "Sigmoid()", "sigmoid({0})", "functional.sigmoid({0})", "{0}.sigmoid()"),
        new(Of("LogSigmoid"), "LogSigmoid()", "functional.logsigmoid({0})"),
        new(Of("Hardsigmoid"), "Hardsigmoid()", "functional.hardsigmoid({0})"),
        new(Of("SELU"), "SELU()", "functional.selu({0})", "{0}.selu()"),
    ];

    public Recommendation Recommendation => Recommendation.For(Activation)!;

    /// <summary>Whether it is judged where the network ends in it, too.</summary>
    public bool IsJudgedAtTheEnd => Activation.Class is not (ActivationClass.TanhLike or ActivationClass.SigmoidLike);

    private static Activation Of(string name, double? parameter = null) => ActivationCatalog.Create(name, parameter);
}

/// <summary>An initializer call and the law it stands for.</summary>
/// <param name="Function">The function's name.</param>
/// <param name="Law">What it should draw from, by its name.</param>
/// <param name="Arguments">
/// Names and values of the arguments after the tensor; in the values, <c>{init}</c> stands for the qualification and <c>{w}</c> for the weight.
/// </param>
internal sealed record InitializerChoice(string Function, WeightLaw Law, params (string Name, string Value)[] Arguments)
{
    private const string Gain = "gain";
    private const string Mode = "mode";
    private const string Slope = "a";
    private const string Nonlinearity = "nonlinearity";
    private const string FanOut = "{init}FanInOut.FanOut";

    public static readonly InitializerChoice[] All = [.. Xavier(), .. Orthogonal(), .. Kaiming(), .. Kumar()];

    /// <summary>The class of the activation that the author names, if any.</summary>
    public ActivationClass? Named { get; init; }

    /// <summary>Whether a gain is written as a number, or as that of tanh.</summary>
    public bool GainWrittenOut { get; init; }

    /// <summary>Whether the name says normal, and the function draws uniform numbers.</summary>
    public bool IsFalseNormal => Function is "xavier_normal_" or "glorot_normal_";

    private bool IsKaiming => Function.StartsWith("kaiming", StringComparison.Ordinal);

    private bool HasSlope => Arguments.Any(argument => argument.Name == Slope);

    public bool Fits(ActivationChoice activation) =>
        activation.Recommendation.AcceptedFor(Law.Distribution, GainWrittenOut).Contains(Law.Scale);

    /// <summary>Which rule reports it before an activation that it does not fit.</summary>
    public string RuleFor(ActivationChoice activation) =>
        HasSlope || (Named is { } named && named != activation.Activation.Class)
            ? "INIT005"
            : activation.Activation.Class switch
            {
                ActivationClass.TanhLike => "INIT002",
                ActivationClass.SigmoidLike => "INIT003",
                ActivationClass.SelfNormalizing => "INIT004",
                _ => "INIT001",
            };

    /// <summary>The law after the fix: of the same kind, and over the same fan where the author named it.</summary>
    public WeightLaw FixedFor(ActivationChoice activation)
    {
        if (Fits(activation))
        {
            return Law;
        }

        var recommendation = activation.Recommendation;
        return recommendation.LawName == "Xavier" && Law.Distribution == Distribution.Uniform
            ? WeightLaw.OfScale(Distribution.Uniform, recommendation.Scale, FanMode.FanAverage)
            : WeightLaw.OfScale(Law.Distribution, recommendation.Scale, IsKaiming ? Law.Mode : FanMode.FanIn);
    }

    private static IEnumerable<InitializerChoice> Xavier()
    {
        foreach (var (function, distribution) in new[]
        {
            ("xavier_uniform_", Distribution.Uniform), ("glorot_uniform_", Distribution.Uniform),
            ("xavier_normal_", Distribution.Normal), ("glorot_normal_", Distribution.Normal),
        })
        {
            yield return new(function, OfGain(1));
            yield return new(function, OfGain(0.5), (Gain, "0.5")) { GainWrittenOut = true };
            yield return new(function, OfGain(3), (Gain, "3")) { GainWrittenOut = true };
            yield return new(function, OfGain(Math.Sqrt(2)), (Gain, "Math.Sqrt(2)")) { GainWrittenOut = true };
            yield return new(function, OfGain(Math.Sqrt(2)), GainOf("ReLU")) { Named = ActivationClass.Rectifier };
            yield return new(function, OfGain(5.0 / 3), GainOf("Tanh")) { Named = ActivationClass.TanhLike, GainWrittenOut = true };

            WeightLaw OfGain(double gain) => WeightLaw.OfScale(distribution, gain * gain, FanMode.FanAverage);
        }
    }

    private static IEnumerable<InitializerChoice> Orthogonal()
    {
        yield return new("orthogonal_", OfGain(1));
        yield return new("orthogonal_", OfGain(0.5), (Gain, "0.5")) { GainWrittenOut = true };
        yield return new("orthogonal_", OfGain(2), (Gain, "2")) { GainWrittenOut = true };
        yield return new("orthogonal_", OfGain(Math.Sqrt(2)), GainOf("ReLU")) { Named = ActivationClass.Rectifier };
        yield return new("orthogonal_", OfGain(5.0 / 3), GainOf("Tanh")) { Named = ActivationClass.TanhLike, GainWrittenOut = true };

        static WeightLaw OfGain(double gain) => WeightLaw.OfScale(Distribution.Orthogonal, gain * gain);
    }

    private static IEnumerable<InitializerChoice> Kaiming()
    {
        foreach (var (function, distribution) in new[] { ("kaiming_uniform_", Distribution.Uniform), ("kaiming_normal_", Distribution.Normal) })
        {
            yield return new(function, OfScale(2));
            yield return new(function, OfScale(2, FanMode.FanOut), (Mode, FanOut));
            yield return new(function, OfScale(2), (Nonlinearity, Member("ReLU")));
            yield return new(function, OfScale(2, FanMode.FanOut), (Mode, FanOut), (Nonlinearity, Member("ReLU")));
            yield return new(function, OfScale(2 / 1.04), (Slope, "0.2"));
            yield return new(function, OfScale(1.0 / 3), (Slope, "Math.Sqrt(5)"));
            yield return new(function, OfScale(1.0 / 3, FanMode.FanOut), (Slope, "Math.Sqrt(5)"), (Mode, FanOut));
            yield return new(function, OfScale(1), (Nonlinearity, Member("Linear"))) { Named = ActivationClass.Linear };
            yield return new(function, OfScale(1), (Nonlinearity, Member("Sigmoid"))) { Named = ActivationClass.SigmoidLike };
            yield return new(function, OfScale(25.0 / 9), (Nonlinearity, Member("Tanh"))) { Named = ActivationClass.TanhLike, GainWrittenOut = true };

            WeightLaw OfScale(double scale, FanMode mode = FanMode.FanIn) => WeightLaw.OfScale(distribution, scale, mode);
        }
    }

    private static IEnumerable<InitializerChoice> Kumar()
    {
        const string overRoot = " / Math.Sqrt({init}CalculateFanInAndFanOut({w}).fanIn)";
        yield return new("normal_", WeightLaw.OfScale(Distribution.Normal, 3.6 * 3.6), ("mean", "0"), ("std", "3.6" + overRoot));
        yield return new("normal_", WeightLaw.OfScale(Distribution.Normal, 1), ("mean", "0"), ("std", "1" + overRoot));
        yield return new("normal_", WeightLaw.OfScale(Distribution.Normal, 2), ("mean", "0"), ("std", "Math.Sqrt(2.0 / {init}CalculateFanInAndFanOut({w}).fanIn)"));
    }

    private static (string Name, string Value) GainOf(string member) => (Gain, "{init}calculate_gain(" + Member(member) + ")");

    private static string Member(string member) => "{init}NonlinearityType." + member;
}
