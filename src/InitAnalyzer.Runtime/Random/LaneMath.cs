using System.Runtime.CompilerServices;

namespace InitAnalyzer.Runtime;

/// <summary>
/// Elementary functions over lanes. Errors are at most 2 units in the last place of the exact value at the given argument, tested
/// over the ranges that are stated; polynomials are near-minimax fits of the functions named.
/// </summary>
internal static class LaneMath
{
    /// <summary>The natural logarithm of normal, positive, finite numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Log<T>(T x)
        where T : struct, ILanes<T>
    {
        // x = 2^e (1 + f) with 1 + f from √½ to √2.
        T offset = T.Words(0x3F3504F3);
        T shifted = T.SubtractWords(x, offset);
        T exponent = T.ToFloats(T.ShiftRightSigned(shifted, 23));
        T f = T.AddWords(shifted & T.Words(0x007FFFFF), offset) - T.Floats(1);
        T square = f * f;
        T p = T.Floats(0.0697161147f);
        p = p * f + T.Floats(-0.114797338f);
        p = p * f + T.Floats(0.116854199f);
        p = p * f + T.Floats(-0.124256873f);
        p = p * f + T.Floats(0.142490576f);
        p = p * f + T.Floats(-0.166678023f);
        p = p * f + T.Floats(0.200007157f);
        p = p * f + T.Floats(-0.24999997f);
        p = p * f + T.Floats(0.333333312f);

        // log 2 in two parts, the first of which has so few bits that its multiples are exact.
        T tail = p * f * square + exponent * T.Floats(-2.12194440e-4f);
        return exponent * T.Floats(0.693359375f) + (f + (tail - T.Floats(0.5f) * square));
    }

    /// <summary>Sine and cosine of t quarter turns, for t from −½ to ½.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SinCosQuarters<T>(T t, out T sin, out T cos)
        where T : struct, ILanes<T>
    {
        T z = t * t;
        T s = T.Floats(-0.00460214921f);
        s = s * z + T.Floats(0.0796802176f);
        s = s * z + T.Floats(-0.645963478f);

        // π/2 in two parts, so that its rounding does not show.
        sin = t * T.Floats(1.57079625f) + t * (T.Floats(7.195e-8f) + z * s);
        T c = T.Floats(0.000906739898f);
        c = c * z + T.Floats(-0.0208615283f);
        c = c * z + T.Floats(0.25366941f);
        c = c * z + T.Floats(-1.23370055f);
        cos = T.Floats(1) + z * c;
    }

    /// <summary>The words as the nearest numbers. The conversion at hand takes them as signed, so that it is made for both halves, exactly, and the sum rounds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T UnsignedToFloats<T>(T words)
        where T : struct, ILanes<T> =>
        T.ToFloats(T.ShiftRight(words, 16)) * T.Floats(65536) + T.ToFloats(words & T.Words(0xFFFF));

    /// <summary>
    /// The quantile of the standard normal distribution's upper tail, Q⁻¹(t) for t from the least normal number to ½, by Wichura's (1988) algorithm AS 241,
    /// PPND7, of relative accuracy 1e-7 before rounding.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T UpperNormalQuantile<T>(T t)
        where T : struct, ILanes<T>
    {
        T q = T.Floats(0.5f) - t;
        T r = T.Floats(0.180625f) - q * q;
        T numerator = ((T.Floats(59.1093747f) * r + T.Floats(159.291132f)) * r + T.Floats(50.4342719f)) * r + T.Floats(3.38713272f);
        T denominator = ((T.Floats(67.1875636f) * r + T.Floats(78.7577577f)) * r + T.Floats(17.8951695f)) * r + T.Floats(1);
        T result = q * numerator / denominator;
        T isTail = T.Less(t, T.Floats(0.075f));
        if (!T.Any(isTail))
        {
            return result;
        }

        T root = T.Sqrt(T.Floats(0) - Log(t));
        r = root - T.Floats(1.6f);
        numerator = ((T.Floats(0.170238211f) * r + T.Floats(1.30672848f)) * r + T.Floats(2.75681539f)) * r + T.Floats(1.42343728f);
        denominator = (T.Floats(0.120211330f) * r + T.Floats(0.737001643f)) * r + T.Floats(1);
        result = T.Select(isTail, numerator / denominator, result);
        T isFarTail = T.Less(T.Floats(5), root);
        if (!T.Any(isFarTail))
        {
            return result;
        }

        r = root - T.Floats(5);
        numerator = ((T.Floats(0.0173372040f) * r + T.Floats(0.428682943f)) * r + T.Floats(3.08122639f)) * r + T.Floats(6.65790512f);
        denominator = (T.Floats(0.0122582026f) * r + T.Floats(0.241978942f)) * r + T.Floats(1);
        return T.Select(isFarTail, numerator / denominator, result);
    }
}
