using System.Runtime.CompilerServices;

namespace InitAnalyzer.Runtime;

/// <summary>
/// Elementary functions over lanes. Errors are at most 2 units in the last place of the exact value at the given argument, tested
/// over the ranges that are stated; polynomials are near-minimax fits of the functions named. They are evaluated in pairs (Estrin, 1960), since
/// a long chain of operations, and not their number, is what would take the time.
/// </summary>
internal static class LaneMath
{
    /// <summary>How far <see cref="CentralNormalQuantile"/> goes, in standard deviations.</summary>
    public const double CentralReach = 2.01;

    /// <summary>−2 log x, a squared radius, of positive, finite, normal numbers, after a division by a power of 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T MinusTwoLog<T>(T x, int exponentOfUnit = 0)
        where T : struct, ILanes<T>
    {
        // x = 2^e (1 − g/2) with 1 − g/2 from √½ to √2. The exponent stays in its place, 2^23 times what it is. Its product with log 2 rounds but once, and
        // where it is not 0 the sum is so large that the error of log 2 itself does not show.
        T exponent = T.SubtractWords(x, T.Words(0x3F3504F3 + ((uint)exponentOfUnit << 23))) & T.Words(0xFF800000);
        T twiceUnit = T.Words((uint)(128 - exponentOfUnit) << 23);
        T g = T.SubtractProduct(T.Floats(2), T.SubtractWords(x, exponent), twiceUnit);
        T g2 = g * g;
        T p01 = T.MultiplyAdd(T.Floats(0.0833348706f), g, T.Floats(0.249999955f));
        T p23 = T.MultiplyAdd(T.Floats(0.0124763474f), g, T.Floats(0.0312522314f));
        T p45 = T.MultiplyAdd(T.Floats(0.00233075325f), g, T.Floats(0.00517814001f));
        T p67 = T.MultiplyAdd(T.Floats(0.000341406208f), g, T.Floats(0.00111794239f));
        T p = T.MultiplyAdd(T.MultiplyAdd(p67, g2, p45), g2 * g2, T.MultiplyAdd(p23, g2, p01));
        return T.MultiplyAdd(T.ToFloats(exponent), T.Floats(-1.65259166e-7f), T.MultiplyAdd(p, g2, g));
    }

    /// <summary>Sine and cosine of t quarter turns, for t from −1 to 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SinCosQuarters<T>(T t, out T sin, out T cos)
        where T : struct, ILanes<T>
    {
        // sin = t + t(1 − z)·p(z) and cos = (1 − z) + z(1 − z)·q(z): both are exact where z is 0 or 1, and p and q add only a part in between.
        T z = t * t;
        T z2 = z * z;
        T rest = T.SubtractProduct(T.Floats(1), t, t);
        T p23 = T.MultiplyAdd(T.Floats(-0.000150808541f), z, T.Floats(0.00452152872f));
        T p = T.MultiplyAdd(p23, z2, T.MultiplyAdd(T.Floats(-0.0751671791f), z, T.Floats(0.570796311f)));
        sin = T.MultiplyAdd(t * rest, p, t);
        T q23 = T.MultiplyAdd(T.Floats(2.35996213e-5f), z, T.Floats(-0.000893543242f));
        T q = T.MultiplyAdd(q23, z2, T.MultiplyAdd(T.Floats(0.0199686214f), z, T.Floats(-0.233700514f)));
        cos = T.MultiplyAdd(z * rest, q, rest);
    }

    /// <summary>The words as the nearest numbers. The conversion at hand takes them as signed, so that it is made for both halves, exactly, and the sum rounds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T UnsignedToFloats<T>(T words)
        where T : struct, ILanes<T> =>
        T.MultiplyAdd(T.ToFloats(T.ShiftRight(words, 16)), T.Floats(65536), T.ToFloats(words & T.Words(0xFFFF)));

    /// <summary>−2 log(4t(1 − t)), what <see cref="UpperNormalQuantile"/> goes by.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T MinusTwoLogOfTails<T>(T t)
        where T : struct, ILanes<T> =>
        MinusTwoLog(T.MultiplyAdd(T.Floats(-4) * t, t, T.Floats(4) * t));

    /// <summary>
    /// The quantile of the standard normal distribution's upper tail, Q⁻¹(t) for t from the least normal number to ½, of relative accuracy 6e-7. The bulk is a
    /// polynomial in w = −log(4t(1 − t)) (Giles, 2010, "Approximating the erfinv function"); tails beyond 0.0017, which few laws have, go by Wichura's (1988) algorithm AS 241, PPND7.
    /// </summary>
    /// <param name="t">The tails' probabilities.</param>
    /// <param name="twiceW"><see cref="MinusTwoLogOfTails"/> of them.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T UpperNormalQuantile<T>(T t, T twiceW)
        where T : struct, ILanes<T>
    {
        T x = T.MultiplyAdd(T.Floats(-2), t, T.Floats(1));
        T v = T.MultiplyAdd(T.Floats(0.5f), twiceW, T.Floats(-2.5f));
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

    /// <summary>
    /// The bound z that a standard normal number exceeds in neither direction with probability |c|, of c's sign, where z is at most <see cref="CentralReach"/>: of relative
    /// accuracy 6e-7. A rational function of c², all of whose terms are positive, so that nothing cancels.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T CentralNormalQuantile<T>(T c)
        where T : struct, ILanes<T>
    {
        T u = T.SubtractProduct(T.Floats(937f / 1024), c, c);
        T u2 = u * u;
        T n = T.MultiplyAdd(T.MultiplyAdd(T.Floats(7.51218843f), u, T.Floats(83.1615601f)), u2, T.MultiplyAdd(T.Floats(101.494019f), u, T.Floats(29.1674213f)));
        T d = T.MultiplyAdd(T.MultiplyAdd(T.Floats(17.401392f), u, T.Floats(80.3135986f)), u2, T.MultiplyAdd(T.Floats(67.6803589f), u, T.Floats(15.7616377f)));
        return c * T.MultiplyAdd(n, u, T.Floats(2.11129498f)) / T.MultiplyAdd(d, u, T.Floats(1));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static T TailQuantile<T>(T t)
        where T : struct, ILanes<T>
    {
        T root = T.Sqrt(T.Floats(0.5f) * MinusTwoLog(t));
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
