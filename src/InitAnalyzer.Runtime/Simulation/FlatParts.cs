using InitAnalyzer.Theory;

namespace InitAnalyzer.Runtime;

/// <summary>The intervals on which the slope of an activation is within some bound.</summary>
internal sealed class FlatParts
{
    private const double Reach = 64;
    private const int Steps = 1 << 14;

    private readonly List<double> _ends = [];
    private readonly bool _startsFlat;

    /// <param name="activation">The activation.</param>
    /// <param name="isFlat">Whether a slope, which is at least 0, counts as flat.</param>
    public FlatParts(Activation activation, Func<double, bool> isFlat)
    {
        bool IsFlatAt(double x) => isFlat(Math.Abs(activation.Derivative(x)));
        bool flat = _startsFlat = IsFlatAt(-Reach * activation.Curve.Width);
        double last = double.NaN;
        foreach (double x in Grid(activation))
        {
            if (!double.IsNaN(last) && IsFlatAt(x) != flat)
            {
                double low = last;
                double high = x;
                for (int k = 0; k < 60; k++)
                {
                    double middle = (low + high) / 2;
                    (low, high) = IsFlatAt(middle) == flat ? (middle, high) : (low, middle);
                }

                _ends.Add(high);
                flat = !flat;
            }

            last = x;
        }
    }

    /// <summary>Ends of the intervals, ascending; the first begins at −∞ where the left end is flat.</summary>
    public IReadOnlyList<double> Ends => _ends;

    /// <summary>Whether no place is flat.</summary>
    public bool IsEmpty => _ends.Count == 0 && !_startsFlat;

    /// <summary>Evenly spaced places where an activation bends, off their kinks.</summary>
    public static IEnumerable<double> Grid(Activation activation)
    {
        double reach = Reach * activation.Curve.Width;
        double step = 2 * reach / Steps;
        return Enumerable.Range(0, Steps + 1).Select(i => -reach + (i + 1e-7) * step);
    }

    /// <summary>The probability of the flat places under N(mean, deviation²).</summary>
    public double Probability(double mean, double deviation)
    {
        bool flat = _startsFlat;
        double last = 0;
        double sum = 0;
        foreach (double end in _ends)
        {
            double below = deviation == 0 ? (end > mean ? 1 : end < mean ? 0 : 0.5) : SpecialFunctions.NormalCdf((end - mean) / deviation);
            sum += flat ? below - last : 0;
            last = below;
            flat = !flat;
        }

        return sum + (flat ? 1 - last : 0);
    }
}
