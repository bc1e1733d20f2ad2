using System.Runtime.CompilerServices;

namespace InitAnalyzer.Runtime;

/// <summary>
/// Normal numbers in pairs, by Box and Muller (1958): words 0 and 1 of a block give its elements 0 and 1, words 2 and 3 the others.
/// The radius takes all 32 bits of its word, which reaches 6.7 standard deviations.
/// </summary>
internal readonly struct NormalTransform(float mean, float deviation) : ITransform
{
    private readonly float _mean = mean;
    private readonly float _deviation = deviation;

    public void Apply<T>(ref T x0, ref T x1, ref T x2, ref T x3)
        where T : struct, ILanes<T>
    {
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Finish<T>(Span<float> tiles)
        where T : struct, ILanes<T>
    {
        T mean = T.Floats(_mean);
        T deviation = T.Floats(_deviation);
        for (; tiles.Length > 0; tiles = tiles[(2 * Tiles.Blocks)..])
        {
            for (int lane = 0; lane < Tiles.Blocks; lane += T.Count)
            {
                ref float first = ref tiles[lane];
                ref float second = ref tiles[lane + Tiles.Blocks];
                T x = T.Load(ref first);
                T y = T.Load(ref second);
                Pair(ref x, ref y);
                T.Store(T.MultiplyAdd(x, deviation, mean), ref first);
                T.Store(T.MultiplyAdd(y, deviation, mean), ref second);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pair<T>(ref T radius, ref T angle)
        where T : struct, ILanes<T>
    {
        // From ½ · 2^-32 to 1.
        T u = T.Max(LaneMath.UnsignedToFloats(radius), T.Floats(0.5f)) * T.Floats(1f / 4294967296f);
        T r = T.Sqrt(T.Floats(-2) * LaneMath.Log(u));

        // The angle's two upper bits, rounded, are quarter turns; the 24 bits after them the rest, from −½ to ½ quarters, exactly.
        T rounded = T.AddWords(angle, T.Words(0x20000000));
        T rest = T.ShiftRightSigned(T.SubtractWords(rounded & T.Words(0x3FFFFFFF), T.Words(0x20000000)), 6);
        LaneMath.SinCosQuarters(T.ToFloats(rest) * T.Floats(1f / (1 << 24)), out T sin, out T cos);

        // In odd quarters sine and cosine change places; the signs are those of the four quarters.
        T odd = T.ShiftRightSigned(T.ShiftLeft(rounded, 1), 31);
        T second = T.SubtractWords(T.Words(0), T.ShiftRight(rounded, 31));
        T sign = T.Words(0x80000000);
        T x = T.Select(odd, sin, cos) ^ ((second ^ odd) & sign);
        T y = T.Select(odd, cos, sin) ^ (second & sign);
        radius = r * x;
        angle = r * y;
    }
}
