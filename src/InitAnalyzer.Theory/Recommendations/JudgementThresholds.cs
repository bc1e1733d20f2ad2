namespace InitAnalyzer.Theory;

/// <summary>
/// From where on what a law does to a signal is worth a report: the same for what the analyzer predicts from source and for what is measured in a network that runs.
/// A user of the analyzer may set others.
/// </summary>
public static class JudgementThresholds
{
    /// <summary>The ratio of variances over a network below which its signal, or its gradient, counts as vanishing (INIT201).</summary>
    public const double Vanishing = 1e-3;

    /// <summary>The ratio of variances over a network above which its signal, or its gradient, counts as exploding (INIT201).</summary>
    public const double Exploding = 1e3;

    /// <summary>The number of weight layers from which a network is judged as a whole (INIT201).</summary>
    public const int MinimumDepth = 4;

    /// <summary>How many times above or below the recommended one the scale of weights of a fixed size must be before it is no longer a choice (INIT202).</summary>
    public const double FarOff = 30;
}
