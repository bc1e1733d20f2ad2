using System.Runtime.CompilerServices;

namespace InitAnalyzer.Runtime;

/// <summary>
/// Truncated normal numbers by the inverse of the distribution function, from whichever tail is the smaller, so that nothing cancels.
/// One word an element; the tails are resolved to 2^-33 of the mass between the bounds.
/// </summary>
internal readonly struct TruncatedTransform(TruncatedNormal law) : ITransform
{
    /// <summary>Words stand for the middle of their share of the mass.</summary>
    private const double HalfWord = 0.5 / 4294967296.0;

    private readonly uint _median = law.MedianWord;
    private readonly float _lowerTail = (float)(law.LowerTail + HalfWord * law.Mass);
    private readonly float _upperTail = (float)(law.UpperTail + HalfWord * law.Mass);
    private readonly float _step = (float)(law.Mass / 4294967296.0);
    private readonly float _mean = (float)law.Mean;
    private readonly float _deviation = (float)law.SignedDeviation;
    private readonly float _low = (float)law.Low;
    private readonly float _high = (float)law.High;

    public void Apply<T>(ref T x0, ref T x1, ref T x2, ref T x3)
        where T : struct, ILanes<T>
    {
    }

    [SkipLocalsInit]
    public void Finish<T>(Span<float> tiles)
        where T : struct, ILanes<T>
    {
        // One after the other: the processor looks some 250 instructions ahead, and finds more to do at a time in a short loop.
        Span<float> logarithms = stackalloc float[tiles.Length];
        Tails<T>(tiles, logarithms);
        Quantiles<T>(tiles, logarithms);
    }

    /// <summary>Replaces the words by the probability beyond the element, on the side where that is the smaller; negative where it is the lower one.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Tails<T>(Span<float> tiles, Span<float> logarithms)
        where T : struct, ILanes<T>
    {
        for (int i = 0; i < tiles.Length && i < logarithms.Length; i += T.Count)
        {
            ref float element = ref tiles[i];
            T word = T.Load(ref element);
            T isLower = T.LessWords(word, T.Words(_median));
            T fromNearer = T.Select(isLower, word, word ^ T.Words(uint.MaxValue));
            T tail = T.Select(isLower, T.Floats(_lowerTail), T.Floats(_upperTail));
            T t = T.MultiplyAdd(LaneMath.UnsignedToFloats(fromNearer), T.Floats(_step), tail);
            T.Store(LaneMath.MinusTwoLogOfTails(t), ref logarithms[i]);
            T.Store(t ^ (isLower & T.Words(0x80000000)), ref element);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Quantiles<T>(Span<float> tiles, Span<float> logarithms)
        where T : struct, ILanes<T>
    {
        for (int i = 0; i < tiles.Length && i < logarithms.Length; i += T.Count)
        {
            ref float element = ref tiles[i];
            T signed = T.Load(ref element);
            T t = signed & T.Words(0x7FFFFFFF);
            T z = LaneMath.UpperNormalQuantile(t, T.Load(ref logarithms[i])) ^ (signed & T.Words(0x80000000));
            T.Store(T.Min(T.Max(T.MultiplyAdd(z, T.Floats(_deviation), T.Floats(_mean)), T.Floats(_low)), T.Floats(_high)), ref element);
        }
    }
}
