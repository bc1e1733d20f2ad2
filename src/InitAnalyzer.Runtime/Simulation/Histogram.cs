namespace InitAnalyzer.Runtime;

/// <summary>How values are distributed over bins of equal width.</summary>
/// <param name="Low">The lower end of the first bin.</param>
/// <param name="High">The upper end of the last bin.</param>
/// <param name="Fractions">The part of all values that each bin has; with what lies outside they add up to 1.</param>
public sealed record Histogram(double Low, double High, IReadOnlyList<double> Fractions)
{
    internal const int Bins = 60;

    /// <summary>The width of a bin.</summary>
    public double BinWidth => (High - Low) / Fractions.Count;

    /// <summary>The histogram of values, or <see langword="null"/> where the ends are not apart.</summary>
    internal static Histogram? Of(ReadOnlySpan<float> values, double low, double high, double scale = 1)
    {
        if (!(high > low))
        {
            return null;
        }

        double[] fractions = new double[Bins];
        foreach (float value in values)
        {
            int bin = BinOf(value * scale, low, high);
            if (bin is >= 0 and < Bins)
            {
                fractions[bin] += 1.0 / values.Length;
            }
        }

        return new(low, high, Array.AsReadOnly(fractions));
    }

    internal static int BinOf(double value, double low, double high) =>
        value == high ? Bins - 1 : (int)Math.Floor((value - low) / (high - low) * Bins);
}
