using System.Runtime.CompilerServices;

namespace InitAnalyzer.Runtime;

/// <summary>
/// Normal numbers in pairs, by Box and Muller (1958): words 0 and 1 of a block give its elements 0 and 1, words 2 and 3 the others.
/// The radius takes all 32 bits of its word, which reaches 6.66 standard deviations.
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
    private void Radii<T>(Span<float> tiles)
        where T : struct, ILanes<T>
    {
        T deviation = T.Floats(_deviation);
        for (; tiles.Length > 0; tiles = tiles[(2 * Tiles.Blocks)..])
        {
            for (int lane = 0; lane < Tiles.Blocks; lane += T.Count)
            {
                ref float radius = ref tiles[lane];

                // From 2^-32 to 1; the power of 2 goes into the logarithm.
                T word = T.Load(ref radius) | T.Words(1);
                T.Store(T.Sqrt(T.Floats(-2) * LaneMath.Log(LaneMath.UnsignedToFloats(word), exponentOfUnit: 32)) * deviation, ref radius);
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Rotate<T>(Span<float> tiles)
        where T : struct, ILanes<T>
    {
        T mean = T.Floats(_mean);
        T sign = T.Words(0x80000000);
        for (; tiles.Length > 0; tiles = tiles[(2 * Tiles.Blocks)..])
        {
            for (int lane = 0; lane < Tiles.Blocks; lane += T.Count)
            {
                ref float first = ref tiles[lane];
                ref float second = ref tiles[lane + Tiles.Blocks];
                T r = T.Load(ref first);
                T angle = T.Load(ref second);

                // The angle's two upper bits are quarter turns, the others the rest, from −½ to ½ quarters.
                T rest = T.ToFloats(T.ShiftLeft(angle, 2) ^ sign) * T.Floats(1f / 4294967296f);
                LaneMath.SinCosQuarters(rest, out T sin, out T cos);

                // In odd quarters sine and cosine change places; the signs are those of the four quarters.
                T shifted = T.ShiftLeft(angle, 1);
                T exchange = (sin ^ cos) & T.ShiftRightSigned(shifted, 31);
                T x = cos ^ exchange ^ ((angle ^ shifted) & sign);
                T y = sin ^ exchange ^ (angle & sign);
                T.Store(T.MultiplyAdd(r, x, mean), ref first);
                T.Store(T.MultiplyAdd(r, y, mean), ref second);
            }
        }
    }
}
