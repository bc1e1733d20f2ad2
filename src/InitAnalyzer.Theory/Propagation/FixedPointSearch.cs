namespace InitAnalyzer.Theory;

/// <summary>The limit of q ↦ F(q) = c·E[φ(z)²] + σ_b², z ~ N(0, q), from the first pre-activation variance on.</summary>
/// <remarks>
/// F increases for every activation of the catalogue, so the iteration is monotone and ends at the first root of F(q) − q in its direction. Iterating itself would be the
/// wrong tool: near the edge of chaos it creeps, and any cap on its steps turns a passing point into a result.
/// The root is bracketed by a march that never steps over less than an iteration would, then refined.
/// </remarks>
internal static class FixedPointSearch
{
    /// <summary>Relative; above the error of the moments. A start within it is a fixed point, as is every q of a ReLU with c = 2.</summary>
    private const double AtRest = 1e-12;

    /// <summary>
    /// Relative; what counts as a change of sign. F is analytic in q, so it cannot meet F(q) = q on an interval without meeting it
    /// everywhere: a smaller excess is rounding, on the way to a limit of 0 or ∞.
    /// </summary>
    private const double Noise = 1e-13;

    /// <summary>Relative; two units in the last place of F(q)/q, below which a bracket is not worth narrowing.</summary>
    private const double Exact = 4.5e-16;

    private const double Vanished = 1e-30;
    private const double Exploded = 1e30;

    public static double? Find(Func<double, double> map, double start)
    {
        if (!IsInside(start))
        {
            return null;
        }

        double Excess(double q) => map(q) / q - 1;

        double excess = Excess(start);
        if (Math.Abs(excess) <= AtRest)
        {
            return start;
        }

        int direction = excess > 0 ? 1 : -1;
        double behind = start;
        double excessBehind = excess;
        double stride = 1.1;
        while (true)
        {
            double strode = direction > 0 ? behind * stride : behind / stride;
            double iterated = behind * (1 + excessBehind);

            // An iteration never passes the root, so where it is the longer step nothing can be missed.
            double ahead = direction > 0 ? Math.Max(strode, iterated) : Math.Min(strode, iterated);
            if (!IsInside(ahead))
            {
                return null;
            }

            double excessAhead = Excess(ahead);
            if (direction * excessAhead < -Noise)
            {
                return Refine(Excess, behind, excessBehind, ahead, excessAhead);
            }

            behind = ahead;
            excessBehind = excessAhead;
            stride = Math.Min(2, stride * 1.1);
        }
    }

    private static bool IsInside(double q) => q > Vanished && q < Exploded;

    /// <summary>Secant steps on log q that keep the bracket (the "Illinois" method, Dowell and Jarratt, 1971), and bisections between them.</summary>
    private static double Refine(Func<double, double> excess, double a, double excessA, double b, double excessB)
    {
        double logA = Math.Log(a);
        double logB = Math.Log(b);
        for (int step = 0; step < 200 && Math.Abs(logB - logA) > 1e-15 * Math.Max(4, Math.Abs(logB)); step++)
        {
            // Every third step halves, which bounds the number of steps whatever the curve.
            double log = step % 3 == 2 ? (logA + logB) / 2 : logB - excessB * (logB - logA) / (excessB - excessA);
            double value = excess(Math.Exp(log));
            if (Math.Abs(value) <= Exact)
            {
                return Math.Exp(log);
            }

            if (value > 0 == excessB > 0)
            {
                excessA /= 2;
            }
            else
            {
                logA = logB;
                excessA = excessB;
            }

            logB = log;
            excessB = value;
        }

        return Math.Exp(logB);
    }
}
