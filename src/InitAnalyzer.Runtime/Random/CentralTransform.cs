using System.Runtime.CompilerServices;

namespace InitAnalyzer.Runtime;

/// <summary>Truncated normal numbers between bounds near the mean, where few operations invert the distribution function. One word an element, of which 24 bits or more count.</summary>
internal readonly struct CentralTransform(TruncatedNormal law) : ITransform
{
    /// <summary>2Φ − 1 in the middle of the mass: words are read as signed, and stand for the middle of their share.</summary>
    private readonly float _middle = (float)(law.LowerTail - law.UpperTail + law.Mass / 4294967296);
    private readonly float _step = (float)(law.Mass / 2147483648);
    private readonly float _mean = (float)law.Mean;
    private readonly float _deviation = (float)law.SignedDeviation;
    private readonly float _low = (float)law.Low;
    private readonly float _high = (float)law.High;

    public void Apply<T>(ref T x0, ref T x1, ref T x2, ref T x3)
        where T : struct, ILanes<T>
    {
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Finish<T>(Span<float> tiles)
        where T : struct, ILanes<T>
    {
        T step = T.Floats(_step);
        T middle = T.Floats(_middle);
        T deviation = T.Floats(_deviation);
        T mean = T.Floats(_mean);
        T low = T.Floats(_low);
        T high = T.Floats(_high);
        for (int i = 0; i < tiles.Length; i += T.Count)
        {
            ref float element = ref tiles[i];
            T z = LaneMath.CentralNormalQuantile(T.MultiplyAdd(T.ToFloats(T.Load(ref element)), step, middle));
            T.Store(T.Min(T.Max(T.MultiplyAdd(z, deviation, mean), low), high), ref element);
        }
    }
}
