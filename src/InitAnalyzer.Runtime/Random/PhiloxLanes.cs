using System.Runtime.CompilerServices;

namespace InitAnalyzer.Runtime;

/// <summary><see cref="Philox"/> for as many blocks at once as there are lanes.</summary>
/// <remarks>
/// <para>
/// Each block has a pair of lanes for each of its words, so that a product needs no rearranging: its upper half is moved down, and what is left in the
/// upper lanes goes unused. Two halves of the blocks are computed side by side, since one would wait for its products, and are joined at the end.
/// </para>
/// <para>
/// The counter's words differ between blocks in the lowest alone as long as there is no carry, so that in the first rounds half of the products are the same for all
/// of them. Those are computed once, and stand together with the keys.
/// </para>
/// </remarks>
internal struct PhiloxLanes<T>
    where T : struct, ILanes<T>
{
    private readonly ulong _key;
    private readonly ulong _counterHigh;
    private uint _counterUpper;
    private Addends _addends;

    /// <summary>Ready for blocks below 2^32; for others see <see cref="Carry"/>.</summary>
    public PhiloxLanes(ulong counterHigh, ulong key)
    {
        _key = key;
        _counterHigh = counterHigh;
        (uint k0, uint k1) = ((uint)key, (uint)(key >> 32));
        for (int round = 0; round < Philox.Rounds; round++)
        {
            _addends[2 * round] = T.Words(k0);
            _addends[2 * round + 1] = T.Words(k1);
            k0 += Philox.Weyl0;
            k1 += Philox.Weyl1;
        }

        Prepare();
    }

    /// <summary>Makes ready for a block and those that follow, as far as they have the upper half of the counter's lower word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Carry(ulong block)
    {
        if ((uint)(block >> 32) != _counterUpper)
        {
            _counterUpper = (uint)(block >> 32);
            Prepare();
        }
    }

    /// <summary>Blocks of consecutive counters; lane i of <paramref name="x0"/> is word 0 of block i.</summary>
    /// <param name="counter">The lowest word of the first one's counter: a multiple of the number of lanes.</param>
    /// <param name="x0">Words 0.</param>
    /// <param name="x1">Words 1.</param>
    /// <param name="x2">Words 2.</param>
    /// <param name="x3">Words 3.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Blocks(uint counter, out T x0, out T x1, out T x2, out T x3)
    {
        T multiplier0 = T.Words(Philox.Multiplier0);
        T multiplier1 = T.Words(Philox.Multiplier1);
        T counters = T.Words(counter);
        FirstRounds(T.AddWords(counters, T.FirstLongs), multiplier0, multiplier1, out T a0, out T a1, out T a2, out T a3);
        FirstRounds(T.AddWords(counters, T.SecondLongs), multiplier0, multiplier1, out T b0, out T b1, out T b2, out T b3);
        Round(3, multiplier0, multiplier1, ref a0, ref a1, ref a2, ref a3, ref b0, ref b1, ref b2, ref b3);
        Round(4, multiplier0, multiplier1, ref a0, ref a1, ref a2, ref a3, ref b0, ref b1, ref b2, ref b3);
        Round(5, multiplier0, multiplier1, ref a0, ref a1, ref a2, ref a3, ref b0, ref b1, ref b2, ref b3);
        Round(6, multiplier0, multiplier1, ref a0, ref a1, ref a2, ref a3, ref b0, ref b1, ref b2, ref b3);
        Round(7, multiplier0, multiplier1, ref a0, ref a1, ref a2, ref a3, ref b0, ref b1, ref b2, ref b3);
        Round(8, multiplier0, multiplier1, ref a0, ref a1, ref a2, ref a3, ref b0, ref b1, ref b2, ref b3);
        Round(9, multiplier0, multiplier1, ref a0, ref a1, ref a2, ref a3, ref b0, ref b1, ref b2, ref b3);
        x0 = T.Join(a0, b0);
        x1 = T.Join(a1, b1);
        x2 = T.Join(a2, b2);
        x3 = T.Join(a3, b3);
    }

    /// <summary>Rounds 0 to 2, without the products that all blocks share.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void FirstRounds(T counter, T multiplier0, T multiplier1, out T x0, out T x1, out T x2, out T x3)
    {
        T p0 = T.MultiplyLowerWords(counter, multiplier0);
        T p1 = T.MultiplyLowerWords(T.UpperWords(p0) ^ _addends[1], multiplier1);
        x0 = T.UpperWords(p1) ^ _addends[2];
        x2 = p0 ^ _addends[3];
        p0 = T.MultiplyLowerWords(x0, multiplier0);
        x3 = T.MultiplyLowerWords(x2, multiplier1);
        x0 = T.UpperWords(x3) ^ (p1 ^ _addends[4]);
        x2 = T.UpperWords(p0) ^ _addends[5];
        x1 = x3;
        x3 = p0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Round(int round, T multiplier0, T multiplier1, ref T a0, ref T a1, ref T a2, ref T a3, ref T b0, ref T b1, ref T b2, ref T b3)
    {
        T key0 = _addends[2 * round];
        T key1 = _addends[2 * round + 1];
        T p0 = T.MultiplyLowerWords(a0, multiplier0);
        T p1 = T.MultiplyLowerWords(a2, multiplier1);
        T q0 = T.MultiplyLowerWords(b0, multiplier0);
        T q1 = T.MultiplyLowerWords(b2, multiplier1);
        a0 = T.UpperWords(p1) ^ (a1 ^ key0);
        a2 = T.UpperWords(p0) ^ (a3 ^ key1);
        b0 = T.UpperWords(q1) ^ (b1 ^ key0);
        b2 = T.UpperWords(q0) ^ (b3 ^ key1);
        (a1, a3, b1, b3) = (p1, p0, q1, q0);
    }

    /// <summary>
    /// The addends of the first rounds. In round 0 words 1, 2 and 3 of the counter are the same in all blocks, which leaves words 0 and 1 the same; in round 1
    /// therefore the product of word 0, which leaves word 3 the same.
    /// </summary>
    private void Prepare()
    {
        (uint k0, uint k1) = ((uint)_key, (uint)(_key >> 32));
        ulong product1 = (ulong)Philox.Multiplier1 * (uint)_counterHigh;
        uint x0 = (uint)(product1 >> 32) ^ _counterUpper ^ k0;
        ulong product0 = (ulong)Philox.Multiplier0 * x0;
        _addends[1] = T.Words((uint)(_counterHigh >> 32) ^ k1);
        _addends[2] = T.Words((uint)product1 ^ (k0 + Philox.Weyl0));
        _addends[3] = T.Words((uint)(product0 >> 32) ^ (k1 + Philox.Weyl1));
        _addends[5] = T.Words((uint)product0 ^ (k1 + Philox.Weyl1 + Philox.Weyl1));
    }

    /// <summary>Two a round, which are combined with words 0 and 2.</summary>
    [InlineArray(2 * Philox.Rounds)]
    private struct Addends
    {
        private T _first;
    }
}
