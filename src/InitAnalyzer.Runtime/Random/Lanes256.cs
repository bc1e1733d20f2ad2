using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace InitAnalyzer.Runtime;

/// <summary>8 lanes.</summary>
internal readonly struct Lanes256(Vector256<uint> bits) : ILanes<Lanes256>
{
    private readonly Vector256<uint> _bits = bits;

    public Vector256<uint> Bits => _bits;

    public static int Count => Vector256<uint>.Count;

    public static Lanes256 FirstLongs
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector256.Create(0UL, 1, 4, 5).AsUInt32());
    }

    public static Lanes256 SecondLongs
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector256.Create(2UL, 3, 6, 7).AsUInt32());
    }

    private Lanes128 Lower => new(_bits.GetLower());

    private Lanes128 Upper => new(_bits.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Words(uint word) => new(Vector256.Create(word));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Floats(float number) => new(Vector256.Create(number).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Longs(ulong word) => new(Vector256.Create(word).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator +(Lanes256 a, Lanes256 b) => new((a._bits.AsSingle() + b._bits.AsSingle()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator -(Lanes256 a, Lanes256 b) => new((a._bits.AsSingle() - b._bits.AsSingle()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator *(Lanes256 a, Lanes256 b) => new((a._bits.AsSingle() * b._bits.AsSingle()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator /(Lanes256 a, Lanes256 b) => new((a._bits.AsSingle() / b._bits.AsSingle()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator &(Lanes256 a, Lanes256 b) => new(a._bits & b._bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator |(Lanes256 a, Lanes256 b) => new(a._bits | b._bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator ^(Lanes256 a, Lanes256 b) => new(a._bits ^ b._bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 MultiplyAdd(Lanes256 a, Lanes256 b, Lanes256 c)
    {
        if (Fma.IsSupported)
        {
            return new(Fma.MultiplyAdd(a._bits.AsSingle(), b._bits.AsSingle(), c._bits.AsSingle()).AsUInt32());
        }

        return Emulated(a, b, c);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 SubtractProduct(Lanes256 c, Lanes256 a, Lanes256 b)
    {
        if (Fma.IsSupported)
        {
            return new(Fma.MultiplyAddNegated(a._bits.AsSingle(), b._bits.AsSingle(), c._bits.AsSingle()).AsUInt32());
        }

        return Emulated(a ^ Words(0x80000000), b, c);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Sqrt(Lanes256 a) => new(Vector256.Sqrt(a._bits.AsSingle()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Min(Lanes256 a, Lanes256 b) =>
        Avx.IsSupported
            ? new(Avx.Min(a._bits.AsSingle(), b._bits.AsSingle()).AsUInt32())
            : new(Vector256.ConditionalSelect(Vector256.LessThan(a._bits.AsSingle(), b._bits.AsSingle()).AsUInt32(), a._bits, b._bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Max(Lanes256 a, Lanes256 b) =>
        Avx.IsSupported
            ? new(Avx.Max(b._bits.AsSingle(), a._bits.AsSingle()).AsUInt32())
            : new(Vector256.ConditionalSelect(Vector256.LessThan(a._bits.AsSingle(), b._bits.AsSingle()).AsUInt32(), b._bits, a._bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Less(Lanes256 a, Lanes256 b) => new(Vector256.LessThan(a._bits.AsSingle(), b._bits.AsSingle()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 LessWords(Lanes256 a, Lanes256 b) => new(Vector256.LessThan(a._bits, b._bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Select(Lanes256 mask, Lanes256 a, Lanes256 b) => new(Vector256.ConditionalSelect(mask._bits, a._bits, b._bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Lanes256 mask) => mask._bits != Vector256<uint>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 AddWords(Lanes256 a, Lanes256 b) => new(a._bits + b._bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 SubtractWords(Lanes256 a, Lanes256 b) => new(a._bits - b._bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 ShiftLeft(Lanes256 a, int count) => new(Vector256.ShiftLeft(a._bits, count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 ShiftRight(Lanes256 a, int count) => new(Vector256.ShiftRightLogical(a._bits, count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 ShiftRightSigned(Lanes256 a, int count) =>
        new(Vector256.ShiftRightArithmetic(a._bits.AsInt32(), count).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 ToFloats(Lanes256 a) => new(Vector256.ConvertToSingle(a._bits.AsInt32()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 UpperWords(Lanes256 a) => new(Vector256.ShiftRightLogical(a._bits.AsUInt64(), 32).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 MultiplyLowerWords(Lanes256 a, Lanes256 b) =>
        Avx2.IsSupported
            ? new(Avx2.Multiply(a._bits, b._bits).AsUInt32())
            : new(((a._bits.AsUInt64() & Vector256.Create((ulong)uint.MaxValue)) * (b._bits.AsUInt64() & Vector256.Create((ulong)uint.MaxValue))).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Join(Lanes256 first, Lanes256 second) =>
        Avx.IsSupported
            ? new(Avx.Shuffle(first._bits.AsSingle(), second._bits.AsSingle(), 0b10_00_10_00).AsUInt32())
            : new(Vector256.Create(Lanes128.Join(first.Lower, second.Lower).Bits, Lanes128.Join(first.Upper, second.Upper).Bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Load(ref float source) => new(Vector256.LoadUnsafe(ref source).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes256 a, ref float destination) => a._bits.AsSingle().StoreUnsafe(ref destination);

    /// <summary>Lane by lane, for machines that have no fused instruction; with the same rounding.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Lanes256 Emulated(Lanes256 a, Lanes256 b, Lanes256 c)
    {
        Span<float> result = stackalloc float[Count];
        for (int lane = 0; lane < Count; lane++)
        {
            result[lane] = MathF.FusedMultiplyAdd(a._bits.AsSingle()[lane], b._bits.AsSingle()[lane], c._bits.AsSingle()[lane]);
        }

        return Load(ref result[0]);
    }
}
