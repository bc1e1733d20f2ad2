using InitAnalyzer.Theory;

namespace InitAnalyzer.Runtime.Tests;

/// <summary>Sample statistics and the tests that compare them with a law. Seeds are fixed; a limit of 5 standard errors leaves 6e-7 to chance.</summary>
internal static class Statistics
{
    public const double Limit = 5;

    public static (double Mean, double Variance, double Kurtosis) Moments(ReadOnlySpan<double> sample)
    {
        double mean = 0;
        foreach (double x in sample)
        {
            mean += x;
        }

        mean /= sample.Length;
        double second = 0;
        double fourth = 0;
        foreach (double x in sample)
        {
            double square = (x - mean) * (x - mean);
            second += square;
            fourth += square * square;
        }

        second /= sample.Length;
        return (mean, second, fourth / sample.Length / (second * second));
    }

    /// <summary>Mean and variance within their intervals, given the law's kurtosis, which sets the width of the latter (3 gives that of χ²).</summary>
    public static void HasMoments(ReadOnlySpan<double> sample, double mean, double variance, double kurtosis)
    {
        (double actualMean, double actualVariance, double actualKurtosis) = Moments(sample);
        double n = sample.Length;
        Assert.InRange(actualMean, mean - Limit * Math.Sqrt(variance / n), mean + Limit * Math.Sqrt(variance / n));
        double error = Limit * variance * Math.Sqrt(Math.Max(kurtosis - 1, 1e-12) / n);
        Assert.InRange(actualVariance, variance - error - 1e-9 * variance, variance + error + 1e-9 * variance);

        // Of a normal sample 24/n; fewer for shorter tails.
        Assert.InRange(actualKurtosis, kurtosis - Limit * Math.Sqrt(24 / n), kurtosis + Limit * Math.Sqrt(24 / n));
    }

    /// <summary>Kolmogorov's distance times √n; above 2.5 with a probability of 7e-6.</summary>
    public static void FollowsDistribution(ReadOnlySpan<double> sample, Func<double, double> cumulative)
    {
        double[] sorted = sample.ToArray();
        Array.Sort(sorted);
        double n = sorted.Length;
        double distance = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            double expected = cumulative(sorted[i]);
            distance = Math.Max(distance, Math.Max(expected - i / n, (i + 1) / n - expected));
        }

        Assert.InRange(distance * Math.Sqrt(n), 0, 2.5);
    }

    /// <summary>χ² of counts that should all be alike, on both sides: too even is no more likely than too uneven.</summary>
    public static void AreAlike(ReadOnlySpan<long> counts)
    {
        double total = 0;
        foreach (long count in counts)
        {
            total += count;
        }

        double expected = total / counts.Length;
        double sum = 0;
        foreach (long count in counts)
        {
            sum += (count - expected) * (count - expected) / expected;
        }

        // Wilson and Hilferty (1931): the cube root of χ²/k is nearly normal.
        double k = counts.Length - 1;
        double z = (Math.Cbrt(sum / k) - (1 - 2 / (9 * k))) / Math.Sqrt(2 / (9 * k));
        Assert.InRange(z, -Limit, Limit);
    }

    public static void AreUncorrelated(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        (double meanX, double varianceX, _) = Moments(x);
        (double meanY, double varianceY, _) = Moments(y);
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += (x[i] - meanX) * (y[i] - meanY);
        }

        double correlation = sum / x.Length / Math.Sqrt(varianceX * varianceY);
        Assert.InRange(correlation * Math.Sqrt(x.Length), -Limit, Limit);
    }

    public static double[] ToDouble(ReadOnlySpan<float> sample)
    {
        double[] result = new double[sample.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = sample[i];
        }

        return result;
    }

    public static double NormalCdf(double x) => SpecialFunctions.NormalCdf(x);
}
