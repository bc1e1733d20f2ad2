using InitAnalyzer.CodeFixes.Syntax;
using InitAnalyzer.Theory;

namespace InitAnalyzer.CodeFixes.Frameworks.TorchSharp;

/// <summary>The text of a new call that gives a weight the recommended law of an activation.</summary>
internal static class InitialisingCall
{
    /// <summary>Writes the call; null where no law is recommended.</summary>
    /// <param name="weight">The weight, as an expression that may be evaluated twice.</param>
    /// <param name="activation">The activation that the layer feeds.</param>
    /// <param name="isUniform">Whether to draw from a uniform distribution, or else from a normal one.</param>
    /// <param name="tanhGain">The gain that is wanted before a tanh.</param>
    /// <param name="names">The names at the place where the call will stand.</param>
    public static string? Write(string weight, Activation activation, bool isUniform, double tanhGain, TorchSharpNames names)
    {
        if (Recommendation.For(activation, tanhGain) is not { } recommendation)
        {
            return null;
        }

        var kaiming = names.Init(isUniform ? Functions.KaimingUniform : Functions.KaimingNormal);
        switch (recommendation.LawName)
        {
            case "He" when activation is { Class: ActivationClass.Rectifier, Parameter: { } slope } && slope != 0:
                return $"{kaiming}({weight}, a: {Numbers.Write(slope)})";
            case "He":
                return Kaiming("ReLU");
            case "Xavier" when isUniform && recommendation.Scale == 1:
                return $"{names.Init(Functions.XavierUniform)}({weight})";
            case "Xavier" when isUniform:
                return $"{names.Init(Functions.XavierUniform)}({weight}, {names.Init("calculate_gain")}({names.Init("NonlinearityType.Tanh")}))";
            case "Xavier" when recommendation.Scale != 1:
                return Kaiming("Tanh");
            case "Xavier" or "LeCun":
                return Kaiming("Linear");
            case "Kumar":
                var overRoot = $" / {names.Math("Sqrt")}({names.Init("CalculateFanInAndFanOut")}({weight}).fanIn)";
                var (bound, deviation) = (Numbers.WriteRoot(3 * recommendation.Scale), RecommendedLaw.Gain(recommendation.Scale));
                return isUniform
                    ? $"{names.Init(Functions.Uniform)}({weight}, -{bound}{overRoot}, {bound}{overRoot})"
                    : $"{names.Init(Functions.Normal)}({weight}, 0, {deviation}{overRoot})";
            default:
                return null;
        }

        string Kaiming(string nonlinearity) => $"{kaiming}({weight}, nonlinearity: {names.Init("NonlinearityType." + nonlinearity)})";
    }
}
