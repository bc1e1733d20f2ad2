using InitAnalyzer.Theory;

namespace InitAnalyzer.Runtime;

/// <summary>
/// The normal law N(mean, deviation²) between two bounds, prepared for drawing by inversion. Three ways, by where the bounds lie: the
/// quantile where they hold a part of the bulk; the logarithm of the tail where both are far out on one side, where its probabilities underflow;
/// and an exponential law between bounds that are so close that the density's curvature does not show.
/// </summary>
internal readonly struct TruncatedNormal
{
    /// <summary>In standard deviations; nearer bounds leave the density's curvature below 1.2e-7 of it.</summary>
    private const double Narrow = 1 / 1024.0;

    /// <summary>In standard deviations; single precision resolves a quantile no better than some 1e-5 of this width.</summary>
    private const double NarrowForSingle = 1 / 8.0;

    /// <summary>In standard deviations; the tail beyond is 7.6e-24.</summary>
    private const double Far = 10;

    private readonly Method _method;

    /// <summary>The bound nearer to the mean, in standard deviations; both are mirrored so that the interval reaches further to the right.</summary>
    private readonly double _near;

    /// <summary>The distance of the bounds in standard deviations.</summary>
    private readonly double _width;

    /// <summary>1 − Q(far)/Q(near), the far bound's share of the tail from the near one on; of the exponential law, 1 − e^−s.</summary>
    private readonly double _share;

    public TruncatedNormal(double mean, double deviation, double low, double high)
    {
        Mean = mean;
        Low = low;
        High = high;
        double alpha = (low - mean) / deviation;
        double beta = (high - mean) / deviation;
        if (deviation == 0 || low == high)
        {
            // The limit: all mass in the point of the interval that is nearest to the mean.
            _method = Method.Point;
            return;
        }

        bool mirrored = alpha + beta < 0;
        SignedDeviation = mirrored ? -deviation : deviation;
        _near = mirrored ? -beta : alpha;
        double far = mirrored ? -alpha : beta;
        _width = (high - low) / deviation;
        if (_width <= Narrow)
        {
            _method = Method.Exponential;

            // The slope of the log-density in the middle.
            _share = -Math.Exp(-Slope) + 1;
            _share = Math.Abs(Slope) < 1e-5 ? Slope * (1 - Slope / 2) : _share;
        }
        else if (_near >= Far)
        {
            _method = Method.Tail;
            double logRatio = Math.Log(SpecialFunctions.MillsRatio(far) / SpecialFunctions.MillsRatio(_near)) - _width * (_near + _width / 2);
            _share = double.IsNaN(logRatio) ? 1 : -Math.Exp(logRatio) + 1;
        }
        else
        {
            _method = Method.Quantile;
            LowerTail = SpecialFunctions.NormalCdf(_near);
            UpperTail = SpecialFunctions.NormalCdf(-far);
            Mass = _near > 0 ? SpecialFunctions.NormalCdf(-_near) - UpperTail : 1 - LowerTail - UpperTail;
            double median = Math.Floor((0.5 - LowerTail) / Mass * 4294967296);
            MedianWord = _near >= 0 ? 0 : (uint)Math.Clamp(median, 0, uint.MaxValue);
        }
    }

    private enum Method
    {
        Quantile,
        Tail,
        Exponential,
        Point,
    }

    public double Mean { get; }

    public double Low { get; }

    public double High { get; }

    /// <summary>Negative where the law is drawn mirrored.</summary>
    public double SignedDeviation { get; }

    /// <summary>Φ(near).</summary>
    public double LowerTail { get; }

    /// <summary>1 − Φ(far).</summary>
    public double UpperTail { get; }

    /// <summary>Φ(far) − Φ(near).</summary>
    public double Mass { get; }

    /// <summary>Words below it give the lower half of the untruncated law; 0 where the interval has no part of that.</summary>
    public uint MedianWord { get; }

    /// <summary>Whether single precision suffices to invert the distribution function.</summary>
    public bool IsTameInSingle => _method == Method.Quantile && _width >= NarrowForSingle;

    /// <summary>Whether the bounds are near enough for <see cref="LaneMath.CentralNormalQuantile"/>.</summary>
    public bool IsCentral => IsTameInSingle && _near >= -LaneMath.CentralReach && _near + _width <= LaneMath.CentralReach;

    /// <summary>How much the log-density of the exponential law falls between the bounds.</summary>
    private double Slope => (_near + _width / 2) * _width;

    /// <summary>The value at a position of the distribution function.</summary>
    /// <param name="u">The position: in (0, 1).</param>
    /// <param name="complement">1 − <paramref name="u"/>, exact where that is small.</param>
    /// <returns>The value, from <see cref="Low"/> to <see cref="High"/>.</returns>
    public double Quantile(double u, double complement)
    {
        if (_method == Method.Point)
        {
            return Math.Clamp(Mean, Low, High);
        }

        if (_method == Method.Quantile)
        {
            double lower = LowerTail + u * Mass;
            double upper = UpperTail + complement * Mass;
            double z = _near < 0 && lower < upper ? -ScalarMath.UpperNormalQuantile(lower) : ScalarMath.UpperNormalQuantile(Math.Min(upper, 0.5));
            return Math.Clamp(Mean + SignedDeviation * z, Low, High);
        }

        double distance = _method == Method.Tail ? TailDistance(u) : ExponentialDistance(u);
        double edge = SignedDeviation > 0 ? Low : High;
        return Math.Clamp(edge + SignedDeviation * distance, Low, High);
    }

    /// <summary>Mean and variance after the cut, by quadrature over the part that has mass.</summary>
    public (double Mean, double Variance) Moments()
    {
        if (_method == Method.Point)
        {
            return (Math.Clamp(Mean, Low, High), 0);
        }

        // From the near bound on, but no further out than 12 deviations, beyond which the density adds nothing.
        const int Panels = 64;
        double start = Math.Max(_near, -12);
        double length = Math.Min(_near + _width - start, (start > 0 ? Math.Sqrt(start * start + 90) : 12) - start);
        double half = length / (2 * Panels);
        double mass = 0;
        double first = 0;
        double second = 0;
        (double[] nodes, double[] weights) = GaussLegendre.Rule;
        for (int panel = 0; panel < Panels; panel++)
        {
            for (int node = -nodes.Length; node < nodes.Length; node++)
            {
                int index = node < 0 ? -1 - node : node;
                double x = half * (2 * panel + 1 + (node < 0 ? -nodes[index] : nodes[index]));
                double density = weights[index] * Math.Exp(-x * (start + x / 2) - (start < 0 ? start * start / 2 : 0));
                mass += density;
                first += density * x;
                second += density * x * x;
            }
        }

        first /= mass;
        double edge = SignedDeviation > 0 ? Low : High;
        double mean = edge + SignedDeviation * (start - _near + first);
        return (mean, SignedDeviation * SignedDeviation * (second / mass - first * first));
    }

    private double ExponentialDistance(double u)
    {
        double slope = Slope;
        return Math.Abs(slope) < 1e-12 ? u * _width : -ScalarMath.LogOnePlus(-u * _share) / slope * _width;
    }

    /// <summary>Solves Q(near + x) = v·Q(near) for x by Newton's method on the logarithm, which is concave: from the left of the root it never steps over it.</summary>
    private double TailDistance(double u)
    {
        double logV = ScalarMath.LogOnePlus(-u * _share);
        double mills = SpecialFunctions.MillsRatio(_near);
        double x = -logV / (_near + 1 / _near);
        for (int step = 0; step < 4; step++)
        {
            double here = SpecialFunctions.MillsRatio(_near + x);
            double excess = ScalarMath.Log(here / mills) - x * (_near + x / 2) - logV;
            x += excess * here;
        }

        return x;
    }
}
