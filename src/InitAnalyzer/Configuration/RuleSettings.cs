using InitAnalyzer.Theory;

namespace InitAnalyzer.Configuration;

/// <summary>What a user can set; the same for all rules.</summary>
/// <param name="TanhGain">The gain that Xavier initialisation is recommended with before a tanh: 1 (Glorot and Bengio 2010), or 5/3.</param>
/// <param name="Distribution">The distribution that fixes write; null keeps the one that is written.</param>
/// <param name="ReportNormalized">Whether layers whose scale a normalisation cancels are judged all the same.</param>
/// <param name="VanishingThreshold">The ratio over a network below which its signal or gradient counts as vanishing.</param>
/// <param name="ExplodingThreshold">The ratio over a network above which its signal or gradient counts as exploding.</param>
/// <param name="MinimumDepth">The number of weight layers from which a network is judged as a whole.</param>
internal sealed record RuleSettings(
    double TanhGain = 1,
    Distribution? Distribution = null,
    bool ReportNormalized = false,
    double VanishingThreshold = JudgementThresholds.Vanishing,
    double ExplodingThreshold = JudgementThresholds.Exploding,
    int MinimumDepth = JudgementThresholds.MinimumDepth)
{
    public static readonly RuleSettings Default = new();
}
