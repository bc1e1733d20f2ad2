namespace InitAnalyzer.Reading.Values;

/// <summary>What happens to a tensor on its way from one layer or activation to the next.</summary>
/// <param name="KeepsMoments">Whether signal and gradient come through as strong as they were, but for a dropout.</param>
/// <param name="Kept">The share of the elements that dropouts keep in training.</param>
internal readonly record struct Passage(bool KeepsMoments, double Kept)
{
    public static readonly Passage Straight = new(true, 1);
    public static readonly Passage Rescaled = new(false, 1);

    public Passage With(Passage other) => this == other ? this : Rescaled;

    public Passage Dropped(double probability) =>
        KeepsMoments && probability is >= 0 and < 1 ? this with { Kept = Kept * (1 - probability) } : Rescaled;
}
