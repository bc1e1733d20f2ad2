namespace InitAnalyzer.Runtime;

/// <summary>A number with the uncertainty of the draws that it is the mean of.</summary>
/// <param name="Value">The mean over the draws, or the theory's value; NaN where there is none.</param>
/// <param name="StandardError">The standard error of the mean; 0 of a theory, NaN of a single draw.</param>
/// <param name="Draws">The number of draws; 0 of a theory.</param>
public readonly record struct Estimate(double Value, double StandardError, int Draws)
{
    /// <summary>A value without uncertainty.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The estimate.</returns>
    public static Estimate Exact(double value) => new(value, 0, 0);

    /// <summary>The interval that covers the expectation with a probability, by Student's t (1908).</summary>
    /// <param name="confidence">The probability: above 0, below 1.</param>
    /// <returns>The ends; both are the value for a theory, and infinite for a single draw.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="confidence"/> is not between 0 and 1.</exception>
    public (double Low, double High) Interval(double confidence = 0.95)
    {
        if (!(confidence > 0 && confidence < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "The confidence must be above 0 and below 1.");
        }

        if (Draws == 1)
        {
            return (double.NegativeInfinity, double.PositiveInfinity);
        }

        double reach = StandardError == 0 ? 0 : StandardError * StudentT.Quantile((1 + confidence) / 2, Draws - 1);
        return (Value - reach, Value + reach);
    }

    /// <summary>The mean of values, one for each draw.</summary>
    internal static Estimate Of(ReadOnlySpan<double> draws)
    {
        double mean = 0;
        foreach (double draw in draws)
        {
            mean += draw / draws.Length;
        }

        double sum = 0;
        foreach (double draw in draws)
        {
            sum += (draw - mean) * (draw - mean);
        }

        double error = draws.Length == 1 ? double.NaN : Math.Sqrt(sum / (draws.Length - 1)) / Math.Sqrt(draws.Length);
        return new(mean, error, draws.Length);
    }
}
