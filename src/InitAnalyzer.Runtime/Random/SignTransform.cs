using System.Runtime.CompilerServices;

namespace InitAnalyzer.Runtime;

/// <summary>1 or −1, by the word's uppermost bit.</summary>
internal readonly struct SignTransform : ITransform
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<T>(ref T x0, ref T x1, ref T x2, ref T x3)
        where T : struct, ILanes<T>
    {
        T one = T.Floats(1);
        T sign = T.Words(0x80000000);
        x0 = (x0 & sign) | one;
        x1 = (x1 & sign) | one;
        x2 = (x2 & sign) | one;
        x3 = (x3 & sign) | one;
    }

    public void Finish<T>(Span<float> tiles)
        where T : struct, ILanes<T>
    {
    }
}
