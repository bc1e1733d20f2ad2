using InitAnalyzer.Theory;

namespace InitAnalyzer.Runtime;

/// <summary>
/// The probability that a unit has slope 0 for every input of a batch, where pre-activations are normal: those of a pair with one correlation, those of inputs
/// that are no pair with another. Given what all inputs share and what a pair shares, they are independent.
/// </summary>
internal sealed class DeadUnits(Activation activation, int batch)
{
    /// <summary>In standard deviations.</summary>
    private const double Cutoff = 8;

    /// <summary>Ends of panels around a step, in widths of the step.</summary>
    private static readonly double[] s_around = [-8, -4, -2, -1, 0, 1, 2, 4, 8];

    private readonly FlatParts _dead = new(activation, static slope => slope == 0);

    /// <summary>The part of units that are dead.</summary>
    /// <param name="variance">The variance of a pre-activation.</param>
    /// <param name="pair">The correlation within a pair: from −1 to 1.</param>
    /// <param name="others">The correlation of inputs that are no pair: from −1 to 1; below 0 it is as good as 0, since many inputs cannot all be opposed.</param>
    public double Fraction(double variance, double pair, double others)
    {
        if (_dead.IsEmpty)
        {
            return 0;
        }

        double deviation = Math.Sqrt(variance);
        double shared = Math.Clamp(others, 0, 1);
        double common = deviation * Math.Sqrt(shared);
        double OfBatch(double t) => Math.Pow(OfPair(common * t, deviation, pair - shared, 1 - shared), batch / 2);
        return shared == 0 ? OfBatch(0) : Math.Clamp(Expectation(OfBatch, _dead.Ends.Select(end => end / common), Math.Sqrt((1 - shared) / shared)), 0, 1);
    }

    /// <summary>The probability that both inputs of a pair are at dead places, given what all inputs share.</summary>
    /// <param name="mean">What all share.</param>
    /// <param name="deviation">The standard deviation of a pre-activation.</param>
    /// <param name="within">The part of the variance that the pair shares besides; negative where they are opposed.</param>
    /// <param name="left">The part of the variance that is left to the pair.</param>
    private double OfPair(double mean, double deviation, double within, double left)
    {
        double strength = Math.Min(Math.Abs(within), left);
        double common = deviation * Math.Sqrt(strength);
        double own = deviation * Math.Sqrt(left - strength);
        if (common <= 1e-9 * deviation)
        {
            double alone = _dead.Probability(mean, own);
            return alone * alone;
        }

        double width = own / common;
        return within > 0
            ? Expectation(s => Square(_dead.Probability(mean + common * s, own)), _dead.Ends.Select(end => (end - mean) / common), width)
            : Expectation(
                s => _dead.Probability(mean + common * s, own) * _dead.Probability(mean - common * s, own),
                _dead.Ends.SelectMany(end => (double[])[(end - mean) / common, (mean - end) / common]),
                width);
    }

    /// <summary>E f(t) under N(0, 1) of a function that is smooth but for steps of a width, by Gauss–Legendre quadrature on panels around them.</summary>
    private static double Expectation(Func<double, double> function, IEnumerable<double> places, double width)
    {
        List<double> ends = [];
        for (double end = -Cutoff; end <= Cutoff; end += 2)
        {
            ends.Add(end);
        }

        ends.AddRange(places.SelectMany(place => s_around.Select(offset => place + offset * Math.Max(width, 1e-9))).Where(static end => Math.Abs(end) < Cutoff));
        ends.Sort();
        (double[] nodes, double[] weights) = GaussLegendre.Rule;
        double sum = 0;
        for (int panel = 0; panel < ends.Count - 1; panel++)
        {
            double half = (ends[panel + 1] - ends[panel]) / 2;
            double centre = (ends[panel + 1] + ends[panel]) / 2;
            for (int i = 0; half > 0 && i < nodes.Length; i++)
            {
                sum += half * weights[i] * (At(centre - half * nodes[i]) + At(centre + half * nodes[i]));
            }
        }

        return sum;

        double At(double t) => SpecialFunctions.NormalDensity(t) * function(t);
    }

    private static double Square(double x) => x * x;
}
