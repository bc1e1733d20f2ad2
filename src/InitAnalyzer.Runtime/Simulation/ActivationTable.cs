using InitAnalyzer.Theory;

namespace InitAnalyzer.Runtime;

/// <summary>
/// φ and φ' of many single-precision numbers: cubics between points that are near against the length on which φ bends. Their error is below that of single
/// precision. Where it would not be, in cells with a kink, and far out, they are evaluated as they are.
/// </summary>
internal sealed class ActivationTable
{
    private const int PerWidth = 128;
    private const int Reach = 16;
    private const int Cells = 2 * Reach * PerWidth;

    /// <summary>Relative; half a unit in the last place of single precision.</summary>
    private const double Tolerance = 3e-8;

    private readonly Activation _activation;
    private readonly double _perCell;
    private readonly double _cell;
    private readonly double[] _coefficients = new double[4 * Cells];

    public ActivationTable(Activation activation)
    {
        _activation = activation;
        _cell = activation.Curve.Width / PerWidth;
        _perCell = 1 / _cell;
        for (int i = 0; i < Cells; i++)
        {
            double left = (i - Cells / 2) * _cell;
            Fit(left, left + _cell, _coefficients.AsSpan(4 * i, 4));
        }
    }

    public double Evaluate(double x, out double slope)
    {
        double position = x * _perCell;
        int cell = (int)Math.Floor(position) + Cells / 2;
        if (x != 0 && Math.Abs(position) < Cells / 2)
        {
            ReadOnlySpan<double> c = _coefficients.AsSpan(4 * cell, 4);
            if (!double.IsNaN(c[0]))
            {
                // From the end that is nearer to 0, so that small signals keep their precision.
                double t = x - (cell - Cells / 2 + (x < 0 ? 1 : 0)) * _cell;
                slope = c[1] + t * (2 * c[2] + 3 * c[3] * t);
                return c[0] + t * (c[1] + t * (c[2] + t * c[3]));
            }
        }

        slope = _activation.Derivative(x);
        return _activation.Evaluate(x);
    }

    private void Fit(double left, double right, Span<double> c)
    {
        foreach (double kink in _activation.Kinks)
        {
            if (kink > left && kink < right)
            {
                c[0] = double.NaN;
                return;
            }
        }

        (double near, double far) = right <= 0 ? (right, left) : (left, right);
        (double value, double slope) = At(near, far);
        (double farValue, double farSlope) = At(far, near);
        double h = far - near;
        double rise = (farValue - value) / h;
        c[0] = value;
        c[1] = slope;
        c[2] = (3 * rise - 2 * slope - farSlope) / h;
        c[3] = (slope + farSlope - 2 * rise) / (h * h);
        foreach (double part in (ReadOnlySpan<double>)[0.1, 0.5, 0.8])
        {
            double t = part * h;
            double exact = _activation.Evaluate(near + t);
            if (Math.Abs(c[0] + t * (c[1] + t * (c[2] + t * c[3])) - exact) > Tolerance * Math.Abs(exact))
            {
                c[0] = double.NaN;
                return;
            }
        }
    }

    /// <summary>Value and slope at an end of a cell, seen from the other.</summary>
    private (double Value, double Slope) At(double end, double other)
    {
        if (!_activation.Kinks.Contains(end))
        {
            return (_activation.Evaluate(end), _activation.Derivative(end));
        }

        double inside = end + 1e-9 * (other - end);
        double value = _activation.Evaluate(inside);
        bool jumps = Math.Abs(value - _activation.Evaluate(end)) > 1e-6 * Math.Abs(other - end);
        return (jumps ? value : _activation.Evaluate(end), _activation.Derivative(inside));
    }
}
