using InitAnalyzer.CodeFixes.Syntax;
using InitAnalyzer.Theory;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitAnalyzer.CodeFixes.Frameworks.TorchSharp;

/// <summary>Gives the weight the law that the theory recommends before an activation, in the kind of distribution it has.</summary>
internal static class RecommendedLaw
{
    /// <summary>Kumar's own rounding of √12.8, under which the initialisation is known (Kumar 2017, section 3).</summary>
    private const string KumarGain = "3.6";

    /// <summary>12.96, the square of that rounding.</summary>
    private const double KumarGainSquared = 3.6 * 3.6;

    public static Rewrite? Write(TorchSharpCall call, Activation activation, Distribution distribution, double tanhGain)
    {
        if (Recommendation.For(activation, tanhGain) is not { } recommendation)
        {
            return null;
        }

        return distribution switch
        {
            Distribution.Orthogonal => Orthogonal(call, activation, recommendation),
            Distribution.Uniform => Independent(call, activation, recommendation, isUniform: true),
            Distribution.Normal or Distribution.TruncatedNormal => Independent(call, activation, recommendation, isUniform: false),
            _ => null,
        };
    }

    private static Rewrite? Independent(TorchSharpCall call, Activation activation, Recommendation recommendation, bool isUniform)
    {
        var kaiming = isUniform ? Functions.KaimingUniform : Functions.KaimingNormal;
        return recommendation.LawName switch
        {
            "He" => He(call, activation, kaiming),
            "Kumar" => Kumar(call, activation, recommendation.Scale, isUniform),
            "Xavier" when isUniform => Xavier(call, activation, recommendation),
            "Xavier" when IsGainOfTanh(recommendation) => Kaiming(call, kaiming, "Tanh", slope: 0, $"Use {kaiming} with the gain of Tanh{For(activation)}"),

            // The fan average is xavier_normal_'s alone, and that is uniform; 1/fan keeps the scale.
            "Xavier" or "LeCun" => Kaiming(call, kaiming, "Linear", slope: 0, $"Use {kaiming} with gain 1 for {Display(activation)}"),
            _ => null,
        };
    }

    private static Rewrite? He(TorchSharpCall call, Activation activation, string kaiming)
    {
        var slope = NegativeSlope(activation);
        return slope == 0
            ? Kaiming(call, kaiming, "ReLU", slope, $"Use {kaiming} for {Display(activation)}")
            : Kaiming(call, kaiming, "LeakyReLU", slope, $"Use {kaiming} with a = {Numbers.Write(slope)} for {Display(activation)}");
    }

    /// <summary>Writes <c>kaiming_*_</c>, whose default nonlinearity is the leaky rectifier.</summary>
    private static Rewrite? Kaiming(TorchSharpCall call, string function, string nonlinearity, double slope, string title)
    {
        var rewriter = new CallRewriter(call);
        if (Functions.IsKaiming(call.Function))
        {
            rewriter.Keep("mode");
        }

        if (slope != 0)
        {
            rewriter.Set("a", Numbers.Write(slope), isNamed: true);
        }

        if (call.IsMember("nonlinearity", nonlinearity))
        {
            rewriter.Keep("nonlinearity");
        }
        else if (slope == 0 || call.Has("nonlinearity"))
        {
            rewriter.Set("nonlinearity", call.Names.Init("NonlinearityType." + nonlinearity), isNamed: !call.UsesPositions);
        }

        return Make(call, title, rewriter.ToInit(function));
    }

    private static Rewrite? Xavier(TorchSharpCall call, Activation activation, Recommendation recommendation)
    {
        var function = Functions.IsGlorot(call.Function) ? Functions.GlorotUniform : Functions.XavierUniform;
        if (IsGainOfTanh(recommendation))
        {
            var rewriter = new CallRewriter(call).Set("gain", GainOf(call, "Tanh"), isNamed: !call.UsesPositions);
            return Make(call, $"Use {function} with the gain of Tanh{For(activation)}", rewriter.ToInit(function));
        }

        var title = call.Function == function ? $"Use {function} with gain 1 for {Display(activation)}" : $"Use {function} for {Display(activation)}";
        return Make(call, title, new CallRewriter(call).ToInit(function));
    }

    private static Rewrite? Orthogonal(TorchSharpCall call, Activation activation, Recommendation recommendation)
    {
        var rewriter = new CallRewriter(call);
        var slope = NegativeSlope(activation);
        var (gain, text) = recommendation.LawName switch
        {
            "He" when slope == 0 => (GainOf(call, "ReLU"), "the gain of ReLU"),
            "He" => (GainOf(call, "LeakyReLU", ", " + Numbers.Write(slope)), "the gain of LeakyReLU"),
            "Xavier" when IsGainOfTanh(recommendation) => (GainOf(call, "Tanh"), "the gain of Tanh"),
            "Kumar" => (Gain(recommendation.Scale), "gain " + Gain(recommendation.Scale)),
            _ => (null, "gain 1"),
        };
        if (gain is not null)
        {
            rewriter.Set("gain", gain, isNamed: !call.UsesPositions);
        }

        var whose = text.EndsWith(" " + activation.Name, StringComparison.Ordinal) ? "" : $" for {Display(activation)}";
        return Make(call, $"Use {Functions.Orthogonal} with {text}{whose}", rewriter.ToInit(Functions.Orthogonal));
    }

    /// <summary>Whether the gain 5/3 is wanted before a tanh, which is what the gain function gives for it.</summary>
    private static bool IsGainOfTanh(Recommendation recommendation) => recommendation is { LawName: "Xavier", Scale: > 1 };

    private static string GainOf(TorchSharpCall call, string nonlinearity, string parameter = "") =>
        $"{call.Names.Init("calculate_gain")}({call.Names.Init("NonlinearityType." + nonlinearity)}{parameter})";

    private static Rewrite? Kumar(TorchSharpCall call, Activation activation, double scale, bool isUniform)
    {
        if (!call.IsWeightRepeatable)
        {
            return null;
        }

        var isFanOut = Functions.IsKaiming(call.Function) && call.IsMember("mode", "FanOut");
        var fan = isFanOut ? "fanOut" : "fanIn";
        var fanText = isFanOut ? "fan_out" : "fan_in";
        var overRoot = $" / {call.Names.Math("Sqrt")}({call.Names.Init("CalculateFanInAndFanOut")}({call.Weight.WithoutTrivia()}).{fan})";
        var function = isUniform ? Functions.Uniform : Functions.Normal;
        var rewriter = new CallRewriter(call);
        string title;
        if (isUniform)
        {
            // A uniform law over ±b has the variance b²/3.
            var bound = Numbers.WriteRoot(3 * scale);
            var (low, high) = call.IsTensorMethod && call.Function == function ? ("from", "to") : ("low", "high");
            rewriter.Set(low, "-" + bound + overRoot, call.UsesNames).Set(high, bound + overRoot, call.UsesNames);
            title = $"Use {function} between ±{bound}/√{fanText} for {Display(activation)}";
        }
        else
        {
            var gain = Gain(scale);
            if (call.Function == function && call.Has("mean"))
            {
                rewriter.Keep("mean");
            }
            else if (!call.UsesNames)
            {
                rewriter.Set("mean", "0", isNamed: false);
            }

            rewriter.Set("std", gain + overRoot, call.UsesNames);
            title = $"Use {function} with standard deviation {gain}/√{fanText} for {Display(activation)}";
        }

        if (call.Function != function)
        {
            return Make(call, title, rewriter.ToInit(function));
        }

        // Another standard deviation is all that it takes. That an ignored generator is passed is another matter.
        rewriter.Keep("generator");
        return Make(call, title, rewriter.ToSameFunction());
    }

    private static Rewrite? Make(TorchSharpCall call, string title, ExpressionSyntax? replacement) =>
        replacement is null ? null : Rewrite.Replace(title, EquivalenceKeys.RecommendedLaw, call.Syntax, replacement);

    private static double NegativeSlope(Activation activation) =>
        activation.Class == ActivationClass.Rectifier ? activation.Parameter ?? 0 : 0;

    /// <summary>The root of a scale as it is written.</summary>
    public static string Gain(double scale) =>
        Math.Abs((KumarGainSquared / scale) - 1) < 0.02 ? KumarGain : Numbers.WriteRoot(scale);

    /// <summary>" for" the activation, where it is another than Tanh, whose gain is spoken of already.</summary>
    private static string For(Activation activation) => activation.Name == "Tanh" ? "" : $" for {Display(activation)}";

    /// <summary>The activation's name, with the slope where that decides.</summary>
    private static string Display(Activation activation) =>
        NegativeSlope(activation) is not 0 and var slope ? $"{activation.Name}({Numbers.Write(slope)})" : activation.Name;
}
