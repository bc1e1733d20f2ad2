using System.Runtime.CompilerServices;

namespace InitAnalyzer.Runtime;

/// <summary>
/// Elementary functions over lanes. Errors are at most 2 units in the last place of the exact value at the given argument, tested
/// over the ranges that are stated; polynomials are near-minimax fits of the functions named. They are evaluated in pairs (Estrin, 1960), since
/// a long chain of operations, and not their number, is what would take the time.
/// </summary>
internal static class LaneMath
{
    /// <summary>The natural logarithm of normal, positive, finite numbers, after a division by a power of 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Log<T>(T x, uint exponentOfUnit = 0)
        where T : struct, ILanes<T>
    {
        // x = 2^e (1 + f) with 1 + f from √½ to √2.
        T offset = T.Words(0x3F3504F3);
        T shifted = T.SubtractWords(x, T.Words(0x3F3504F3 + (exponentOfUnit << 23)));
        T exponent = T.ToFloats(T.ShiftRightSigned(shifted, 23));
        T f = T.AddWords(shifted & T.Words(0x007FFFFF), offset) - T.Floats(1);
        T f2 = f * f;
        T f4 = f2 * f2;
        T p01 = T.MultiplyAdd(T.Floats(-0.24999997f), f, T.Floats(0.333333312f));
        T p23 = T.MultiplyAdd(T.Floats(-0.166678023f), f, T.Floats(0.200007157f));
        T p45 = T.MultiplyAdd(T.Floats(-0.124256873f), f, T.Floats(0.142490576f));
        T p67 = T.MultiplyAdd(T.Floats(-0.114797338f), f, T.Floats(0.116854199f));
        T p = T.MultiplyAdd(
            T.MultiplyAdd(T.Floats(0.0697161147f), f4, T.MultiplyAdd(p67, f2, p45)), f4, T.MultiplyAdd(p23, f2, p01));

        // log 2 in two parts, the first of which has so few bits that its multiples are exact.
        T tail = T.MultiplyAdd(exponent, T.Floats(-2.12194440e-4f), T.MultiplyAdd(p * f, f2, f2 * T.Floats(-0.5f)));
        return T.MultiplyAdd(exponent, T.Floats(0.693359375f), f + tail);
    }

    /// <summary>Sine and cosine of t quarter turns, for t from −½ to ½.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SinCosQuarters<T>(T t, out T sin, out T cos)
        where T : struct, ILanes<T>
    {
        T z = t * t;
        T s = T.MultiplyAdd(
            z * z,
            T.MultiplyAdd(z, T.Floats(-0.00460214921f), T.Floats(0.0796802176f)),
            T.MultiplyAdd(z, T.Floats(-0.645963478f), T.Floats(7.195e-8f)));

        // π/2 in two parts, so that its rounding does not show.
        sin = T.MultiplyAdd(t, T.Floats(1.57079625f), t * s);
        T c = T.MultiplyAdd(
            z * z,
            T.MultiplyAdd(z, T.Floats(0.000906739898f), T.Floats(-0.0208615283f)),
            T.MultiplyAdd(z, T.Floats(0.25366941f), T.Floats(-1.23370055f)));
        cos = T.MultiplyAdd(z, c, T.Floats(1));
    }

    /// <summary>The words as the nearest numbers. The conversion at hand takes them as signed, so that it is made for both halves, exactly, and the sum rounds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T UnsignedToFloats<T>(T words)
        where T : struct, ILanes<T> =>
        T.MultiplyAdd(T.ToFloats(T.ShiftRight(words, 16)), T.Floats(65536), T.ToFloats(words & T.Words(0xFFFF)));

    /// <summary>log(4t(1 − t)), what <see cref="UpperNormalQuantile"/> goes by.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T LogOfTails<T>(T t)
        where T : struct, ILanes<T> =>
        Log(T.MultiplyAdd(T.Floats(-4) * t, t, T.Floats(4) * t));

    /// <summary>
    /// The quantile of the standard normal distribution's upper tail, Q⁻¹(t) for t from the least normal number to ½, of relative accuracy 6e-7. The bulk is a
    /// polynomial in w = −log(4t(1 − t)) (Giles, 2010, "Approximating the erfinv function"); tails beyond 0.0017, which few laws have, go by Wichura's (1988) algorithm AS 241, PPND7.
    /// </summary>
    /// <param name="t">The tails' probabilities.</param>
    /// <param name="log"><see cref="LogOfTails"/> of them.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T UpperNormalQuantile<T>(T t, T log)
        where T : struct, ILanes<T>
    {
        T x = T.MultiplyAdd(T.Floats(-2), t, T.Floats(1));
        T v = T.Floats(-2.5f) - log;
        T v2 = v * v;
        T v4 = v2 * v2;
        T p01 = T.MultiplyAdd(T.Floats(0.348802028f), v, T.Floats(2.12331348f));
        T p23 = T.MultiplyAdd(T.Floats(-0.00177162265f), v, T.Floats(-0.00590772566f));
        T p45 = T.MultiplyAdd(T.Floats(-7.03206336e-6f), v, T.Floats(0.000308792663f));
        T p67 = T.MultiplyAdd(T.Floats(6.62037701e-7f), v, T.Floats(-4.89881494e-6f));
        T p89 = T.MultiplyAdd(T.Floats(-1.26316509e-8f), v, T.Floats(3.30020413e-8f));
        T p = T.MultiplyAdd(T.MultiplyAdd(p89, v4, T.MultiplyAdd(p67, v2, p45)), v4, T.MultiplyAdd(p23, v2, p01));
        T result = x * p;
        T isTail = T.Less(T.Floats(2.5f), v);
        return T.Any(isTail) ? T.Select(isTail, TailQuantile(t), result) : result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static T TailQuantile<T>(T t)
        where T : struct, ILanes<T>
    {
        T root = T.Sqrt(T.Floats(0) - Log(t));
        T r = root - T.Floats(1.6f);
        T numerator = ((T.Floats(0.170238211f) * r + T.Floats(1.30672848f)) * r + T.Floats(2.75681539f)) * r + T.Floats(1.42343728f);
        T denominator = (T.Floats(0.120211330f) * r + T.Floats(0.737001643f)) * r + T.Floats(1);
        T result = numerator / denominator;
        r = root - T.Floats(5);
        numerator = ((T.Floats(0.0173372040f) * r + T.Floats(0.428682943f)) * r + T.Floats(3.08122639f)) * r + T.Floats(6.65790512f);
        denominator = (T.Floats(0.0122582026f) * r + T.Floats(0.241978942f)) * r + T.Floats(1);
        return T.Select(T.Less(T.Floats(5), root), numerator / denominator, result);
    }
}
