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

    public void Finish<T>(Span<float> tiles)
        where T : struct, ILanes<T>
    {
        // One after the other: the processor looks some 250 instructions ahead, and finds more to do at a time in a short loop.
        Radii<T>(tiles);
        Rotate<T>(tiles);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Radii<T>(Span<float> tiles)
        where T : struct, ILanes<T>
    {
        for (; tiles.Length > 0; tiles = tiles[(2 * Tiles.Blocks)..])
        {
            for (int lane = 0; lane < Tiles.Blocks; lane += T.Count)
            {
                ref float radius = ref tiles[lane];

                // From ½ · 2^-32 to 1.
                T u = T.Max(LaneMath.UnsignedToFloats(T.Load(ref radius)), T.Floats(0.5f)) * T.Floats(1f / 4294967296f);
                T.Store(T.Sqrt(T.Floats(-2) * LaneMath.Log(u)), ref radius);
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Rotate<T>(Span<float> tiles)
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
                T r = T.Load(ref first);

                // The angle's two upper bits, rounded, are quarter turns; the 24 bits after them the rest, from −½ to ½ quarters, exactly.
                T rounded = T.AddWords(T.Load(ref second), T.Words(0x20000000));
                T rest = T.ShiftRightSigned(T.SubtractWords(rounded & T.Words(0x3FFFFFFF), T.Words(0x20000000)), 6);
                LaneMath.SinCosQuarters(T.ToFloats(rest) * T.Floats(1f / (1 << 24)), out T sin, out T cos);

                // In odd quarters sine and cosine change places; the signs are those of the four quarters.
                T odd = T.ShiftRightSigned(T.ShiftLeft(rounded, 1), 31);
                T half = rounded & T.Words(0x80000000);
                T x = T.Select(odd, sin, cos) ^ (half ^ (odd & T.Words(0x80000000)));
                T y = T.Select(odd, cos, sin) ^ half;
                T.Store(T.MultiplyAdd(r * x, deviation, mean), ref first);
                T.Store(T.MultiplyAdd(r * y, deviation, mean), ref second);
            }
        }
    }
}
