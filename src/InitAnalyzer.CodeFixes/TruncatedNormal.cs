namespace InitAnalyzer.CodeFixes;

/// <summary>The moments of a normal distribution that is cut off at two bounds (Johnson, Kotz and Balakrishnan 1994, section 13.10.1).</summary>
internal static class TruncatedNormal
{
    private const int Intervals = 2000;

    /// <summary>Mean and standard deviation of N(mean, std²) given that it falls between the bounds.</summary>
    /// <returns>Null where the bounds leave nothing that could be drawn.</returns>
    public static (double Mean, double Std)? Moments(double mean, double std, double lower, double upper)
    {
        // Beyond 12 standard deviations the density is below 1e-31; the rest of the interval does not count.
        const double tail = 12;
        var from = Math.Max((lower - mean) / std, -tail);
        var to = Math.Min((upper - mean) / std, tail);
        if (!(std > 0) || !(from < to))
        {
            return null;
        }

        // Simpson's rule on the density instead of the closed form, which cancels where the bounds are narrow.
        // The density is taken relative to its largest value in the interval, so that it cannot underflow.
        var mode = Math.Min(Math.Max(0, from), to);
        var width = (to - from) / Intervals;
        double mass = 0, first = 0, second = 0;
        for (var i = 0; i <= Intervals; i++)
        {
            var x = from + (i * width);
            var weight = i is 0 or Intervals ? 1 : i % 2 == 0 ? 2 : 4;
            var density = weight * Math.Exp(0.5 * ((mode * mode) - (x * x)));
            mass += density;
            first += density * (x - mode);
            second += density * (x - mode) * (x - mode);
        }

        var offset = first / mass;
        return (mean + (std * (mode + offset)), std * Math.Sqrt((second / mass) - (offset * offset)));
    }
}
