using System.Runtime.Intrinsics;
using InitAnalyzer.Theory;

namespace InitAnalyzer.Runtime;

/// <summary>
/// What the theory needs of one activation at many variances q: the moments of φ(z), z ~ N(0, q), and its expansion in Hermite polynomials. All are smooth
/// functions of log q, so that beyond the first few they are interpolated between Chebyshev nodes in every two octaves, to a relative error of 1e-9.
/// </summary>
internal sealed class MomentTable(Activation activation)
{
    private const int Nodes = 16;

    private const double Least = 1e-290;

    /// <summary>Of a function with kinks, all count; the rest's value and slope at full correlation are known.</summary>
    private const int LargestOrder = 128;

    /// <summary>Ranges get a table when asked this often.</summary>
    private const int Patience = Nodes / 2;

    /// <summary>The part of E[φ²] that the expansion may leave to the power that stands for its rest.</summary>
    private const double Rest = 1e-6;

    /// <summary>In standard deviations; the density beyond is 1e-18, and no moment grows faster than a power.</summary>
    private const double Cutoff = 9;

    private static readonly int Lanes = Vector256<double>.Count;

    private static readonly (double[] Position, double[] Weight) s_chebyshev = Chebyshev();

    private readonly Dictionary<int, Range> _ranges = [];
    private readonly bool _isHomogeneous = IsHomogeneous(activation);
    private int _order = 32;
    private readonly double _linearBelow = IsLinear(activation, 1e-9 * activation.Curve.Width) ? Square(1e-10 * activation.Curve.Width) : 0;
    private readonly double _linearAbove = IsLinear(activation, 1e9 * activation.Curve.Width) ? Square(1e10 * activation.Curve.Width) : double.PositiveInfinity;
    private double[]? _unit;
    private double[]? _smallest;
    private double[]? _largest;

    /// <summary>The moments at a variance: at least 0.</summary>
    public ActivationMoments At(double variance)
    {
        if (_isHomogeneous)
        {
            return new ActivationMoments(_unit ??= Compute(1), variance, scale: variance);
        }

        // Far down φ is a line through 0 and far up a pair of half-lines, where it is: the moments are powers of q.
        if (variance < _linearBelow && variance > 0)
        {
            return new ActivationMoments(_smallest ??= Compute(_linearBelow), variance, scale: variance / _linearBelow);
        }

        if (variance > _linearAbove)
        {
            return new ActivationMoments(_largest ??= Compute(_linearAbove), variance, scale: variance / _linearAbove);
        }

        double log = Math.Log2(Math.Max(variance, Least)) / 2;
        int index = (int)Math.Floor(log);
        if (!_ranges.TryGetValue(index, out Range? range))
        {
            _ranges[index] = range = new Range();
        }

        if (range.LastVariance == variance)
        {
            return range.Last!;
        }

        range.LastVariance = variance;
        range.Last = ++range.Asked <= Patience
            ? new ActivationMoments(Compute(variance), variance)
            : new ActivationMoments(Interpolate(range.Table ??= Tabulate(index), 2 * (log - index) - 1), variance);
        return range.Last;
    }

    /// <summary>Whether φ(λx) = λφ(x) for λ &gt; 0, so that one variance tells of all.</summary>
    private static bool IsHomogeneous(Activation activation)
    {
        double right = activation.Evaluate(1);
        double left = activation.Evaluate(-1);
        return ((ReadOnlySpan<double>)[1e-9, 1e-3, 0.37, 2.7, 7, 1e3, 1e9]).ToArray().All(
            x => Math.Abs(activation.Evaluate(x) - x * right) <= 1e-14 * x && Math.Abs(activation.Evaluate(-x) - x * left) <= 1e-14 * x);
    }

    /// <summary>Whether φ(x) is a multiple of x around a place and its mirror image.</summary>
    private static bool IsLinear(Activation activation, double place)
    {
        double right = activation.Evaluate(place);
        double left = activation.Evaluate(-place);
        double size = Math.Abs(right) + Math.Abs(left);
        return size > 1e-3 * place
            && Math.Abs(activation.Evaluate(place / 10) * 10 - right) <= 1e-8 * size && Math.Abs(activation.Evaluate(-place / 10) * 10 - left) <= 1e-8 * size;
    }

    private static double Square(double x) => x * x;

    private double[][] Tabulate(int index)
    {
        double[][] table = new double[Nodes][];
        int needed = 1;
        for (int i = 0; i < Nodes; i++)
        {
            double[] values = table[i] = Compute(Math.Pow(4, index + (s_chebyshev.Position[i] + 1) / 2));
            double rest = values[1];
            for (int k = 0; k < values.Length - ActivationMoments.Count && rest > Rest / 10 * values[1]; k++)
            {
                rest -= values[ActivationMoments.Count + k];
                needed = Math.Max(needed, k + 1);
            }
        }

        // The order may have grown on the way, and few coefficients may be all that there is.
        int length = ActivationMoments.Count + Math.Min(needed, table.Min(static values => values.Length) - ActivationMoments.Count);
        return [.. table.Select(values => values[..length])];
    }

    /// <summary>By the second barycentric formula (Berrut and Trefethen, 2004).</summary>
    private static double[] Interpolate(double[][] table, double x)
    {
        double[] result = new double[table[0].Length];
        double total = 0;
        for (int i = 0; i < Nodes; i++)
        {
            double distance = x - s_chebyshev.Position[i];
            if (distance == 0)
            {
                return table[i];
            }

            double weight = s_chebyshev.Weight[i] / distance;
            total += weight;
            AddMultiple(result, weight, table[i]);
        }

        for (int k = 0; k < result.Length; k++)
        {
            result[k] /= total;
        }

        return result;
    }

    private static void AddMultiple(Span<double> sums, double factor, ReadOnlySpan<double> values)
    {
        int k = 0;
        for (; k <= sums.Length - Lanes; k += Lanes)
        {
            (Vector256.Create<double>(sums[k..]) + factor * Vector256.Create(values[k..])).CopyTo(sums[k..]);
        }

        for (; k < sums.Length; k++)
        {
            sums[k] += factor * values[k];
        }
    }

    /// <summary>Four moments of φ, the second of φ', and the squared coefficients of the normalised Hermite polynomials.</summary>
    private double[] Compute(double variance)
    {
        while (true)
        {
            double[] values = Compute(variance, _order);
            double rest = values[1];
            for (int k = 0; k < _order; k++)
            {
                rest -= values[ActivationMoments.Count + k];
            }

            if (_order == LargestOrder || rest <= Rest * values[1])
            {
                return values;
            }

            _order *= 2;
        }
    }

    private double[] Compute(double variance, int order)
    {
        double deviation = Math.Sqrt(Math.Max(variance, Least));
        double[] values = new double[ActivationMoments.Count + order];
        Vector256<double>[] coefficients = new Vector256<double>[order];
        (double[] nodes, double[] weights) = GaussLegendre.Rule;
        Span<double> places = stackalloc double[Lanes];
        Span<double> evenParts = stackalloc double[Lanes];
        Span<double> oddParts = stackalloc double[Lanes];
        int lane = 0;
        foreach ((double left, double right) in GaussianQuadrature.Panels(activation.Curve, deviation))
        {
            if (left >= Cutoff)
            {
                break;
            }

            double half = (right - left) / 2;
            for (int i = 0; i < nodes.Length; i++)
            {
                foreach (double node in (ReadOnlySpan<double>)[-nodes[i], nodes[i]])
                {
                    double t = (left + right) / 2 + half * node;
                    double weight = half * weights[i] * SpecialFunctions.NormalDensity(t);
                    double above = Add(values, weight, deviation * t);
                    double below = Add(values, weight, -deviation * t);
                    places[lane] = t;
                    evenParts[lane] = weight * (above + below);
                    oddParts[lane] = weight * (above - below);
                    if (++lane == Lanes)
                    {
                        Expand(coefficients, Vector256.Create<double>(places), Vector256.Create<double>(evenParts), Vector256.Create<double>(oddParts));
                        lane = 0;
                    }
                }
            }
        }

        if (lane > 0)
        {
            evenParts[lane..].Clear();
            oddParts[lane..].Clear();
            Expand(coefficients, Vector256.Create<double>(places), Vector256.Create<double>(evenParts), Vector256.Create<double>(oddParts));
        }

        for (int k = 0; k < order; k++)
        {
            double coefficient = Vector256.Sum(coefficients[k]);
            values[ActivationMoments.Count + k] = coefficient * coefficient;
        }

        return values;
    }

    /// <summary>Adds one place to the moments; returns φ there.</summary>
    private double Add(double[] values, double weight, double z)
    {
        double phi = activation.Evaluate(z);
        double slope = activation.Derivative(z);
        double square = phi * phi;
        values[0] += weight * phi;
        values[1] += weight * square;
        values[2] += weight * square * phi;
        values[3] += weight * square * square;
        values[4] += weight * slope * slope;
        return phi;
    }

    /// <summary>Adds some places t, and their mirror images, to the coefficients: the polynomials are even and odd in turn.</summary>
    private static void Expand(Vector256<double>[] coefficients, Vector256<double> t, Vector256<double> even, Vector256<double> odd)
    {
        Vector256<double> previous = Vector256<double>.Zero;
        Vector256<double> current = Vector256<double>.One;
        for (int k = 0; k < coefficients.Length; k++)
        {
            coefficients[k] += (k % 2 == 0 ? even : odd) * current;
            (previous, current) = (current, (t * current - s_roots[k] * previous) * s_reciprocals[k + 1]);
        }
    }

    private static readonly double[] s_roots = [.. Enumerable.Range(0, LargestOrder + 1).Select(static k => Math.Sqrt(k))];
    private static readonly double[] s_reciprocals = [.. s_roots.Select(static root => 1 / root)];

    private static (double[] Position, double[] Weight) Chebyshev()
    {
        double[] position = new double[Nodes];
        double[] weight = new double[Nodes];
        for (int i = 0; i < Nodes; i++)
        {
            double angle = Math.PI * (2 * i + 1) / (2 * Nodes);
            position[i] = Math.Cos(angle);
            weight[i] = (i % 2 == 0 ? 1 : -1) * Math.Sin(angle);
        }

        return (position, weight);
    }

    private sealed class Range
    {
        public int Asked { get; set; }

        public double LastVariance { get; set; } = double.NaN;

        public ActivationMoments? Last { get; set; }

        public double[][]? Table { get; set; }
    }
}
