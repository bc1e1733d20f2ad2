using InitAnalyzer.Theory;

namespace InitAnalyzer.Runtime;

/// <summary>Where an activation is flat: its slope is below a tenth of the steepest.</summary>
internal sealed class Saturation
{
    private const double Part = 0.1;
    private const double Reach = 64;
    private const int Steps = 1 << 14;

    /// <summary>Ends of the flat intervals, ascending; from −∞ where <see cref="_startsFlat"/>.</summary>
    private readonly List<double> _ends = [];
    private readonly bool _startsFlat;

    public Saturation(Activation activation)
    {
        double reach = Reach * activation.Curve.Width;
        double Slope(double x) => Math.Abs(activation.Derivative(x));
        double step = 2 * reach / Steps;
        double steepest = 0;
        for (int i = 0; i <= Steps; i++)
        {
            // Off the grid's kinks.
            steepest = Math.Max(steepest, Slope(-reach + (i + 1e-7) * step));
        }

        Threshold = Part * steepest;
        bool flat = _startsFlat = Slope(-reach) < Threshold;
        for (int i = 1; i <= Steps; i++)
        {
            double x = -reach + (i + 1e-7) * step;
            if (Slope(x) < Threshold == flat)
            {
                continue;
            }

            double low = x - step;
            double high = x;
            for (int k = 0; k < 60; k++)
            {
                double middle = (low + high) / 2;
                (low, high) = Slope(middle) < Threshold == flat ? (middle, high) : (low, middle);
            }

            _ends.Add(high);
            flat = !flat;
        }
    }

    /// <summary>The slope below which the activation counts as flat.</summary>
    public double Threshold { get; }

    /// <summary>The probability of the flat part under N(0, variance).</summary>
    public double Probability(double variance)
    {
        double deviation = Math.Sqrt(variance);
        bool flat = _startsFlat;
        double last = 0;
        double sum = 0;
        foreach (double end in _ends)
        {
            double below = deviation == 0 ? (end > 0 ? 1 : end < 0 ? 0 : 0.5) : SpecialFunctions.NormalCdf(end / deviation);
            sum += flat ? below - last : 0;
            last = below;
            flat = !flat;
        }

        return sum + (flat ? 1 - last : 0);
    }
}
