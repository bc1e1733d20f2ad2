namespace InitAnalyzer.ML;

/// <summary>Sets a part of its inputs to 0 in training, and scales the others so that the mean stays; without effect afterwards (Srivastava et al., 2014).</summary>
public sealed class Dropout : Layer
{
    /// <summary>A layer that drops inputs.</summary>
    /// <param name="rate">The probability with which an input is dropped: at least 0, below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rate"/> is outside its range.</exception>
    public Dropout(double rate)
    {
        if (!(rate >= 0 && rate < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(rate), rate, "The rate must be at least 0 and below 1.");
        }

        Rate = rate;
    }

    /// <summary>The probability with which an input is dropped.</summary>
    public double Rate { get; }

    /// <summary>"Dropout(0.1)".</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => FormattableString.Invariant($"Dropout({Rate})");
}
