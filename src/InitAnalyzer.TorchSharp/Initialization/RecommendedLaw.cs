using InitAnalyzer.Runtime;
using InitAnalyzer.Theory;

namespace InitAnalyzer.Torch;

/// <summary>The recommendations of the theory as initializers.</summary>
internal static class RecommendedLaw
{
    /// <summary>The initializer of the weights before an activation. Where no law is needed it is LeCun's, which keeps the variance of what it is given.</summary>
    public static Initializer Before(Activation activation, Distribution distribution)
    {
        ArgumentNullException.ThrowIfNull(activation);
        return Recommendation.For(activation) is { } recommendation ? Of(recommendation, distribution) : Initializers.LeCun(distribution);
    }

    /// <summary>The initializer of a recommendation.</summary>
    public static Initializer Of(Recommendation recommendation, Distribution distribution) => recommendation.LawName switch
    {
        "He" => Initializers.He(distribution, slope: Math.Sqrt(2 / recommendation.Scale - 1)),
        "Xavier" => Initializers.Xavier(distribution, Math.Sqrt(recommendation.Scale)),
        "LeCun" => Initializers.LeCun(distribution),
        _ => Initializers.VarianceScaling(recommendation.Scale, FanMode.FanIn, distribution),
    };
}
