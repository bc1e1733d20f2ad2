namespace InitAnalyzer.Runtime;

/// <summary>
/// A register of 32-bit lanes, without a type of its own: the operators + − × ÷ take the lanes as IEEE single-precision numbers, the bitwise
/// ones as words. Kernels are written once over it, and every width computes the same bits: each operation rounds once, and
/// <see cref="MultiplyAdd"/> alone is fused, everywhere.
/// </summary>
internal interface ILanes<T>
    where T : struct, ILanes<T>
{
    /// <summary>The number of lanes: even, and a divisor of 16.</summary>
    static abstract int Count { get; }

    /// <summary>A word in every lane.</summary>
    static abstract T Words(uint word);

    /// <summary>A number in every lane.</summary>
    static abstract T Floats(float number);

    /// <summary>A 64-bit word in every pair of lanes.</summary>
    static abstract T Longs(ulong word);

    /// <summary>64-bit words, one for each pair of lanes: which of the numbers 0, 1, …, <see cref="Count"/> − 1 has its place here before <see cref="Join"/>.</summary>
    static abstract T FirstLongs { get; }

    /// <summary>The other half of the numbers.</summary>
    static abstract T SecondLongs { get; }

    static abstract T operator +(T a, T b);

    static abstract T operator -(T a, T b);

    static abstract T operator *(T a, T b);

    static abstract T operator /(T a, T b);

    static abstract T operator &(T a, T b);

    static abstract T operator |(T a, T b);

    static abstract T operator ^(T a, T b);

    /// <summary>a·b + c, rounded once.</summary>
    static abstract T MultiplyAdd(T a, T b, T c);

    /// <summary>c − a·b, rounded once.</summary>
    static abstract T SubtractProduct(T c, T a, T b);

    /// <summary>The square root of every number.</summary>
    static abstract T Sqrt(T a);

    /// <summary>a where a &lt; b, else b, which matters for zeros of different signs.</summary>
    static abstract T Min(T a, T b);

    /// <summary>b where a &lt; b, else a.</summary>
    static abstract T Max(T a, T b);

    /// <summary>All bits set in the lanes where a &lt; b as numbers.</summary>
    static abstract T Less(T a, T b);

    /// <summary>All bits set in the lanes where a &lt; b as unsigned words.</summary>
    static abstract T LessWords(T a, T b);

    /// <summary>The bits of <paramref name="a"/> where the mask is set, else those of <paramref name="b"/>.</summary>
    static abstract T Select(T mask, T a, T b);

    /// <summary>Whether any bit is set.</summary>
    static abstract bool Any(T mask);

    static abstract T AddWords(T a, T b);

    static abstract T SubtractWords(T a, T b);

    static abstract T ShiftLeft(T a, int count);

    /// <summary>Fills up with zeros.</summary>
    static abstract T ShiftRight(T a, int count);

    /// <summary>Fills up with the sign.</summary>
    static abstract T ShiftRightSigned(T a, int count);

    /// <summary>The words, read as signed integers, as the nearest numbers.</summary>
    static abstract T ToFloats(T a);

    /// <summary>The upper word of every 64-bit word, in the lower one's place.</summary>
    static abstract T UpperWords(T a);

    /// <summary>The full products of the lower words of every pair of lanes.</summary>
    static abstract T MultiplyLowerWords(T a, T b);

    /// <summary>The lower words of both, in the order of <see cref="FirstLongs"/> and <see cref="SecondLongs"/>, which is the one that takes a single instruction.</summary>
    static abstract T Join(T first, T second);

    static abstract T Load(ref float source);

    static abstract void Store(T a, ref float destination);
}
