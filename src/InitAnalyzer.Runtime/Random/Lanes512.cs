using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace InitAnalyzer.Runtime;

/// <summary>16 lanes.</summary>
internal readonly struct Lanes512(Vector512<uint> bits) : ILanes<Lanes512>
{
    private readonly Vector512<uint> _bits = bits;

    public static int Count => Vector512<uint>.Count;

    public static Lanes512 FirstLongs
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector512.Create(0UL, 1, 4, 5, 8, 9, 12, 13).AsUInt32());
    }

    public static Lanes512 SecondLongs
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector512.Create(2UL, 3, 6, 7, 10, 11, 14, 15).AsUInt32());
    }

    private Lanes256 Lower => new(_bits.GetLower());

    private Lanes256 Upper => new(_bits.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Words(uint word) => new(Vector512.Create(word));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Floats(float number) => new(Vector512.Create(number).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Longs(ulong word) => new(Vector512.Create(word).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator +(Lanes512 a, Lanes512 b) => new((a._bits.AsSingle() + b._bits.AsSingle()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator -(Lanes512 a, Lanes512 b) => new((a._bits.AsSingle() - b._bits.AsSingle()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator *(Lanes512 a, Lanes512 b) => new((a._bits.AsSingle() * b._bits.AsSingle()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator /(Lanes512 a, Lanes512 b) => new((a._bits.AsSingle() / b._bits.AsSingle()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator &(Lanes512 a, Lanes512 b) => new(a._bits & b._bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator |(Lanes512 a, Lanes512 b) => new(a._bits | b._bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator ^(Lanes512 a, Lanes512 b) => new(a._bits ^ b._bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 MultiplyAdd(Lanes512 a, Lanes512 b, Lanes512 c)
    {
        if (Avx512F.IsSupported)
        {
            return new(Avx512F.FusedMultiplyAdd(a._bits.AsSingle(), b._bits.AsSingle(), c._bits.AsSingle()).AsUInt32());
        }

        return Emulated(a, b, c);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 SubtractProduct(Lanes512 c, Lanes512 a, Lanes512 b)
    {
        if (Avx512F.IsSupported)
        {
            return new(Avx512F.FusedMultiplyAddNegated(a._bits.AsSingle(), b._bits.AsSingle(), c._bits.AsSingle()).AsUInt32());
        }

        return Emulated(a ^ Words(0x80000000), b, c);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Sqrt(Lanes512 a) => new(Vector512.Sqrt(a._bits.AsSingle()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Min(Lanes512 a, Lanes512 b) =>
        Avx512F.IsSupported
            ? new(Avx512F.Min(a._bits.AsSingle(), b._bits.AsSingle()).AsUInt32())
            : new(Vector512.ConditionalSelect(Vector512.LessThan(a._bits.AsSingle(), b._bits.AsSingle()).AsUInt32(), a._bits, b._bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Max(Lanes512 a, Lanes512 b) =>
        Avx512F.IsSupported
            ? new(Avx512F.Max(b._bits.AsSingle(), a._bits.AsSingle()).AsUInt32())
            : new(Vector512.ConditionalSelect(Vector512.LessThan(a._bits.AsSingle(), b._bits.AsSingle()).AsUInt32(), b._bits, a._bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Less(Lanes512 a, Lanes512 b) => new(Vector512.LessThan(a._bits.AsSingle(), b._bits.AsSingle()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 LessWords(Lanes512 a, Lanes512 b) => new(Vector512.LessThan(a._bits, b._bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Select(Lanes512 mask, Lanes512 a, Lanes512 b) => new(Vector512.ConditionalSelect(mask._bits, a._bits, b._bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Lanes512 mask) => mask._bits != Vector512<uint>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 AddWords(Lanes512 a, Lanes512 b) => new(a._bits + b._bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 SubtractWords(Lanes512 a, Lanes512 b) => new(a._bits - b._bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 ShiftLeft(Lanes512 a, int count) => new(Vector512.ShiftLeft(a._bits, count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 ShiftRight(Lanes512 a, int count) => new(Vector512.ShiftRightLogical(a._bits, count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 ShiftRightSigned(Lanes512 a, int count) =>
        new(Vector512.ShiftRightArithmetic(a._bits.AsInt32(), count).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 ToFloats(Lanes512 a) => new(Vector512.ConvertToSingle(a._bits.AsInt32()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 UpperWords(Lanes512 a) => new(Vector512.ShiftRightLogical(a._bits.AsUInt64(), 32).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 MultiplyLowerWords(Lanes512 a, Lanes512 b) =>
        Avx512F.IsSupported
            ? new(Avx512F.Multiply(a._bits, b._bits).AsUInt32())
            : new(((a._bits.AsUInt64() & Vector512.Create((ulong)uint.MaxValue)) * (b._bits.AsUInt64() & Vector512.Create((ulong)uint.MaxValue))).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Join(Lanes512 first, Lanes512 second) =>
        Avx512F.IsSupported
            ? new(Avx512F.Shuffle(first._bits.AsSingle(), second._bits.AsSingle(), 0b10_00_10_00).AsUInt32())
            : new(Vector512.Create(Lanes256.Join(first.Lower, second.Lower).Bits, Lanes256.Join(first.Upper, second.Upper).Bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Load(ref float source) => new(Vector512.LoadUnsafe(ref source).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes512 a, ref float destination) => a._bits.AsSingle().StoreUnsafe(ref destination);

    /// <summary>Lane by lane, for machines that have no fused instruction; with the same rounding.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Lanes512 Emulated(Lanes512 a, Lanes512 b, Lanes512 c)
    {
        Span<float> result = stackalloc float[Count];
        for (int lane = 0; lane < Count; lane++)
        {
            result[lane] = MathF.FusedMultiplyAdd(a._bits.AsSingle()[lane], b._bits.AsSingle()[lane], c._bits.AsSingle()[lane]);
        }

        return Load(ref result[0]);
    }
}
