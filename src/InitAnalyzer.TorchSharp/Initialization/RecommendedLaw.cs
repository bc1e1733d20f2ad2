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
        return Recommendation.For(activation) switch
        {
            null => Initializers.LeCun(distribution),
            { LawName: "He" } he => Initializers.He(distribution, slope: Math.Sqrt(2 / he.Scale - 1)),
            { LawName: "Xavier" } xavier => Initializers.Xavier(distribution, Math.Sqrt(xavier.Scale)),
            { LawName: "LeCun" } => Initializers.LeCun(distribution),
            { } kumar => Initializers.VarianceScaling(kumar.Scale, FanMode.FanIn, distribution),
        };
    }
}
