namespace InitAnalyzer.Runtime;

/// <summary>
/// Elementary functions in double precision that use nothing but rounded arithmetic, so that every platform computes the same bits;
/// errors are at most 2 units in the last place where not stated otherwise.
/// </summary>
internal static class ScalarMath
{
    /// <summary>The natural logarithm of a normal, positive, finite number.</summary>
    public static double Log(double x)
    {
        // x = 2^e m with m from √½ to √2; log m = 2 artanh s.
        const long SqrtHalf = 0x3FE6A09E667F3BCD;
        long shifted = BitConverter.DoubleToInt64Bits(x) - SqrtHalf;
        double exponent = shifted >> 52;
        double m = BitConverter.Int64BitsToDouble((shifted & 0x000FFFFFFFFFFFFF) + SqrtHalf);
        double f = m - 1;
        double s = f / (2 + f);
        double z = s * s;
        double series = 0;
        for (int k = 23; k >= 3; k -= 2)
        {
            series = series * z + 1.0 / k;
        }

        // log m = f − s·(f − 2z·series): the leading term f is exact. The first part of log 2 has trailing zeros, so that its multiples are exact.
        double tail = s * (f - 2 * z * series) - exponent * 1.90821492927058770002e-10;
        return exponent * 6.93147180369123816490e-1 - (tail - f);
    }

    /// <summary>log(1 + x) for x &gt; −1, with relative accuracy near 0 (Kahan's quotient).</summary>
    public static double LogOnePlus(double x)
    {
        double u = 1 + x;
        return u == 1 ? x : Log(u) * x / (u - 1);
    }

    /// <summary>Sine and cosine of t quarter turns, for t from −½ to ½.</summary>
    public static (double Sin, double Cos) SinCosQuarters(double t)
    {
        double x = t * (Math.PI / 2);
        double z = x * x;
        double sin = 0;
        double cos = 0;
        for (int k = 18; k >= 4; k -= 2)
        {
            sin = (1 - sin) * z / (k * (k + 1));
            cos = (1 - cos) * z / (k * (k - 1));
        }

        // The last steps apart: x − x³(1 − …)/6 and 1 − z/2 + z²(1 − …)/24 lose the least.
        return (x - x * (z * (1 - sin) / 6), 1 - (z / 2 - z * cos / 2));
    }

    /// <summary>The quantile of the standard normal distribution's upper tail, Q⁻¹(t) for t in (0, ½], by Wichura's (1988) algorithm AS 241, PPND16, of relative accuracy 1e-15.</summary>
    public static double UpperNormalQuantile(double t)
    {
        double q = 0.5 - t;
        double r;
        if (q <= 0.425)
        {
            r = 0.180625 - q * q;
            return q * (((((((r * 2509.0809287301226727 + 33430.575583588128105) * r + 67265.770927008700853) * r + 45921.953931549871457) * r
                    + 13731.693765509461125) * r + 1971.5909503065514427) * r + 133.14166789178437745) * r + 3.387132872796366608)
                / (((((((r * 5226.495278852854561 + 28729.085735721942674) * r + 39307.89580009271061) * r + 21213.794301586595867) * r
                    + 5394.1960214247511077) * r + 687.1870074920579083) * r + 42.313330701600911252) * r + 1);
        }

        r = Math.Sqrt(-Log(t));
        if (r <= 5)
        {
            r -= 1.6;
            return (((((((r * 7.7454501427834140764e-4 + 0.0227238449892691845833) * r + 0.24178072517745061177) * r + 1.27045825245236838258) * r
                    + 3.64784832476320460504) * r + 5.7694972214606914055) * r + 4.6303378461565452959) * r + 1.42343711074968357734)
                / (((((((r * 1.05075007164441684324e-9 + 5.475938084995344946e-4) * r + 0.0151986665636164571966) * r + 0.14810397642748007459) * r
                    + 0.68976733498510000455) * r + 1.6763848301838038494) * r + 2.05319162663775882187) * r + 1);
        }

        r -= 5;
        return (((((((r * 2.01033439929228813265e-7 + 2.71155556874348757815e-5) * r + 0.0012426609473880784386) * r + 0.026532189526576123093) * r
                + 0.29656057182850489123) * r + 1.7848265399172913358) * r + 5.4637849111641143699) * r + 6.6579046435011037772)
            / (((((((r * 2.04426310338993978564e-15 + 1.4215117583164458887e-7) * r + 1.8463183175100546818e-5) * r + 7.868691311456132591e-4) * r
                + 0.0148753612908506148525) * r + 0.13692988092273580531) * r + 0.59983220655588793769) * r + 1);
    }
}
