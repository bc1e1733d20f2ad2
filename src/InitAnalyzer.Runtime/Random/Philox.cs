using System.Runtime.CompilerServices;

namespace InitAnalyzer.Runtime;

/// <summary>Philox 4x32-10, the counter-based generator of Salmon, Moraes, Dror and Shaw (2011), "Parallel random numbers: as easy as 1, 2, 3".</summary>
internal static class Philox
{
    private const int Rounds = 10;
    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9;
    private const uint Weyl1 = 0xBB67AE85;

    /// <summary>One block: the four words of a 128-bit counter, lowest first, become four random words.</summary>
    public static (uint X0, uint X1, uint X2, uint X3) Block(ulong counterLow, ulong counterHigh, ulong key)
    {
        (uint x0, uint x1, uint x2, uint x3) = ((uint)counterLow, (uint)(counterLow >> 32), (uint)counterHigh, (uint)(counterHigh >> 32));
        (uint k0, uint k1) = ((uint)key, (uint)(key >> 32));
        for (int round = 0; round < Rounds; round++)
        {
            ulong p0 = (ulong)Multiplier0 * x0;
            ulong p1 = (ulong)Multiplier1 * x2;
            (x0, x1, x2, x3) = ((uint)(p1 >> 32) ^ x1 ^ k0, (uint)p1, (uint)(p0 >> 32) ^ x3 ^ k1, (uint)p0);
            k0 += Weyl0;
            k1 += Weyl1;
        }

        return (x0, x1, x2, x3);
    }

    /// <summary>As many blocks as there are lanes, of consecutive counters; lane i of <paramref name="x0"/> is word 0 of block i.</summary>
    /// <remarks>
    /// Each block has a pair of lanes for each of its words, so that a product needs no rearranging: its upper half is moved down, and
    /// what is left in the upper lanes goes unused. Even and odd blocks are computed apart and interleaved at the end.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Blocks<T>(ulong counterLow, ulong counterHigh, ulong key, out T x0, out T x1, out T x2, out T x3)
        where T : struct, ILanes<T>
    {
        T even0 = T.AddLongs(T.Longs(counterLow), T.EvenLongs);
        T odd0 = T.AddLongs(even0, T.Longs(1));
        T even1 = T.UpperWords(even0);
        T odd1 = T.UpperWords(odd0);
        T even2 = T.Longs(counterHigh);
        T odd2 = even2;
        T even3 = T.Longs(counterHigh >> 32);
        T odd3 = even3;
        T key0 = T.Words((uint)key);
        T key1 = T.Words((uint)(key >> 32));
        T multiplier0 = T.Words(Multiplier0);
        T multiplier1 = T.Words(Multiplier1);
        for (int round = 0; round < Rounds; round += 2)
        {
            // Two at once, after which every word is back in its register.
            Round(ref even0, ref even1, ref even2, ref even3, key0, key1, multiplier0, multiplier1);
            Round(ref odd0, ref odd1, ref odd2, ref odd3, key0, key1, multiplier0, multiplier1);
            key0 = T.AddWords(key0, T.Words(Weyl0));
            key1 = T.AddWords(key1, T.Words(Weyl1));
            Round(ref even0, ref even1, ref even2, ref even3, key0, key1, multiplier0, multiplier1);
            Round(ref odd0, ref odd1, ref odd2, ref odd3, key0, key1, multiplier0, multiplier1);
            key0 = T.AddWords(key0, T.Words(Weyl0));
            key1 = T.AddWords(key1, T.Words(Weyl1));
        }

        x0 = T.Interleave(even0, odd0);
        x1 = T.Interleave(even1, odd1);
        x2 = T.Interleave(even2, odd2);
        x3 = T.Interleave(even3, odd3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round<T>(ref T x0, ref T x1, ref T x2, ref T x3, T key0, T key1, T multiplier0, T multiplier1)
        where T : struct, ILanes<T>
    {
        T p0 = T.MultiplyLowerWords(x0, multiplier0);
        T p1 = T.MultiplyLowerWords(x2, multiplier1);
        x0 = T.UpperWords(p1) ^ (x1 ^ key0);
        x2 = T.UpperWords(p0) ^ (x3 ^ key1);
        x1 = p1;
        x3 = p0;
    }
}
