using System.Runtime.CompilerServices;

namespace InitAnalyzer.Runtime;

/// <summary>
/// Normal numbers in pairs, by Box and Muller (1958): words 0 and 1 of a block give its elements 0 and 1, words 2 and 3 the others.
/// The radius takes 31 bits of its word, which reaches 6.66 standard deviations; the last one decides on the half of the circle.
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
        T deviation = T.Floats(_deviation);
        T mean = T.Floats(_mean);
        for (; tiles.Length > 0; tiles = tiles[(2 * Tiles.Blocks)..])
        {
            for (int lane = 0; lane < Tiles.Blocks; lane += T.Count)
            {
                ref float first = ref tiles[lane];
                ref float second = ref tiles[lane + Tiles.Blocks];

                // From 2^-32 to 1, in the middle of the steps; the power of 2 goes into the logarithm.
                T word = T.Load(ref first);
                T u = T.ToFloats(word & T.Words(0x7FFFFFFF)) + T.Floats(0.5f);
                T radius = T.Sqrt(LaneMath.MinusTwoLog(u, exponentOfUnit: 31)) * deviation;
                radius ^= word & T.Words(0x80000000);
                LaneMath.SinCosQuarters(T.ToFloats(T.Load(ref second)) * T.Floats(1f / 2147483648f), out T sin, out T cos);
                T.Store(T.MultiplyAdd(radius, cos, mean), ref first);
                T.Store(T.MultiplyAdd(radius, sin, mean), ref second);
            }
        }
    }
}
