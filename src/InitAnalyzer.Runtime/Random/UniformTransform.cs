using System.Runtime.CompilerServices;

namespace InitAnalyzer.Runtime;

/// <summary>low + u·width, with u a multiple of 2^-24 in [0, 1).</summary>
internal readonly struct UniformTransform(float low, float width) : ITransform
{
    private readonly float _low = low;
    private readonly float _step = width * (1f / (1 << 24));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<T>(ref T x0, ref T x1, ref T x2, ref T x3)
        where T : struct, ILanes<T>
    {
        T low = T.Floats(_low);
        T step = T.Floats(_step);
        x0 = T.MultiplyAdd(T.ToFloats(T.ShiftRight(x0, 8)), step, low);
        x1 = T.MultiplyAdd(T.ToFloats(T.ShiftRight(x1, 8)), step, low);
        x2 = T.MultiplyAdd(T.ToFloats(T.ShiftRight(x2, 8)), step, low);
        x3 = T.MultiplyAdd(T.ToFloats(T.ShiftRight(x3, 8)), step, low);
    }

    public void Finish<T>(Span<float> tiles)
        where T : struct, ILanes<T>
    {
    }
}
