namespace InitAnalyzer.Theory;

/// <summary>
/// Expectations under N(0, variance) by Gauss–Legendre quadrature on panels. A panel never crosses a kink, and is short against both
/// scales at work: that of the Gaussian, and that on which the function bends. One of them alone fails where they are far apart:
/// Gauss–Hermite, for example, sees tanh as a step once the variance is large.
/// </summary>
internal static class GaussianQuadrature
{
    /// <summary>In standard deviations; the density is 0 in double precision beyond.</summary>
    private const double Cutoff = 38;

    /// <summary>From here on, in standard deviations, the sum ends when a panel adds nothing to what there is; a shrinker has nothing up to its kink.</summary>
    private const double Bulk = 8;

    /// <summary>From here on, in standard deviations, the density falls by so much within one that panels are halved.</summary>
    private const double Steep = 16;

    /// <summary>Multiples of the curve's width up to which panels double, so that e^-x is resolved; beyond, powers remain.</summary>
    private const double Bend = 64;

    /// <summary>The shortest bend that is looked at, in standard deviations; one that underflows to 0 would never grow.</summary>
    private const double ShortestBend = 1e-300;

    /// <summary>E[f(z)] or E[f(z)²] for f = φ or φ' of a curve.</summary>
    public static double Expectation(Curve curve, Func<double, double> function, bool squared, double variance)
    {
        double deviation = Math.Sqrt(variance);
        if (deviation == 0)
        {
            // The limit: the mean of the values on either side of 0.
            return (Term(function, squared, double.Epsilon) + Term(function, squared, -double.Epsilon)) / 2;
        }

        // Folded at 0, which every curve with a kink or a bend in its second derivative there needs anyway.
        // In units of the standard deviation, so that nothing overflows before the result does.
        double sum = 0;
        foreach ((double left, double right) in Panels(curve, deviation))
        {
            double panel = Panel(function, squared, deviation, left, right);
            sum += panel;
            if (left >= Bulk && sum != 0 && Math.Abs(panel) <= 1e-18 * Math.Abs(sum))
            {
                break;
            }
        }

        return sum;
    }

    /// <summary>The panels from 0 to the end of double precision, in units of the deviation.</summary>
    public static IEnumerable<(double Left, double Right)> Panels(Curve curve, double deviation)
    {
        double[] kinks = FoldedKinks(curve, deviation);
        double width = Math.Max(curve.Width / deviation, ShortestBend);
        double feature = width;
        int kink = 0;
        double left = 0;
        while (left < Cutoff)
        {
            double right = left < Steep ? Math.Floor(left) + 1 : left + 0.5;
            while (feature <= left)
            {
                feature *= feature < Bend * width ? 2 : 4;
            }

            right = Math.Min(right, feature);
            while (kink < kinks.Length && kinks[kink] <= left)
            {
                kink++;
            }

            if (kink < kinks.Length)
            {
                right = Math.Min(right, kinks[kink]);
            }

            yield return (left, right);
            left = right;
        }
    }

    private static double Panel(Func<double, double> function, bool squared, double deviation, double left, double right)
    {
        (double[] nodes, double[] weights) = GaussLegendre.Rule;
        double centre = (left + right) / 2;
        double half = (right - left) / 2;
        double sum = 0;
        for (int i = 0; i < nodes.Length; i++)
        {
            double offset = half * nodes[i];
            sum += weights[i] * (Folded(function, squared, deviation, centre - offset) + Folded(function, squared, deviation, centre + offset));
        }

        return half * sum;
    }

    private static double Folded(Func<double, double> function, bool squared, double deviation, double t)
    {
        double x = deviation * t;
        return SpecialFunctions.NormalDensity(t) * (Term(function, squared, x) + Term(function, squared, -x));
    }

    private static double Term(Func<double, double> function, bool squared, double x)
    {
        double value = function(x);
        return squared ? value * value : value;
    }

    private static double[] FoldedKinks(Curve curve, double deviation)
    {
        double[] kinks = new double[curve.Kinks.Count];
        for (int i = 0; i < kinks.Length; i++)
        {
            kinks[i] = Math.Abs(curve.Kinks[i]) / deviation;
        }

        Array.Sort(kinks);
        return kinks;
    }
}
