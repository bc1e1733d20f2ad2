using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace InitAnalyzer.Runtime;

/// <summary>4 lanes.</summary>
internal readonly struct Lanes128(Vector128<uint> bits) : ILanes<Lanes128>
{
    private readonly Vector128<uint> _bits = bits;

    public Vector128<uint> Bits => _bits;

    public static int Count => Vector128<uint>.Count;

    public static Lanes128 FirstLongs
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector128.Create(0UL, 1).AsUInt32());
    }

    public static Lanes128 SecondLongs
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector128.Create(2UL, 3).AsUInt32());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Words(uint word) => new(Vector128.Create(word));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Floats(float number) => new(Vector128.Create(number).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Longs(ulong word) => new(Vector128.Create(word).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator +(Lanes128 a, Lanes128 b) => new((a._bits.AsSingle() + b._bits.AsSingle()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator -(Lanes128 a, Lanes128 b) => new((a._bits.AsSingle() - b._bits.AsSingle()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator *(Lanes128 a, Lanes128 b) => new((a._bits.AsSingle() * b._bits.AsSingle()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator /(Lanes128 a, Lanes128 b) => new((a._bits.AsSingle() / b._bits.AsSingle()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator &(Lanes128 a, Lanes128 b) => new(a._bits & b._bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator |(Lanes128 a, Lanes128 b) => new(a._bits | b._bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator ^(Lanes128 a, Lanes128 b) => new(a._bits ^ b._bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 MultiplyAdd(Lanes128 a, Lanes128 b, Lanes128 c)
    {
        if (Fma.IsSupported)
        {
            return new(Fma.MultiplyAdd(a._bits.AsSingle(), b._bits.AsSingle(), c._bits.AsSingle()).AsUInt32());
        }

        if (AdvSimd.IsSupported)
        {
            return new(AdvSimd.FusedMultiplyAdd(c._bits.AsSingle(), a._bits.AsSingle(), b._bits.AsSingle()).AsUInt32());
        }

        return Emulated(a, b, c);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 SubtractProduct(Lanes128 c, Lanes128 a, Lanes128 b)
    {
        if (Fma.IsSupported)
        {
            return new(Fma.MultiplyAddNegated(a._bits.AsSingle(), b._bits.AsSingle(), c._bits.AsSingle()).AsUInt32());
        }

        if (AdvSimd.IsSupported)
        {
            return new(AdvSimd.FusedMultiplySubtract(c._bits.AsSingle(), a._bits.AsSingle(), b._bits.AsSingle()).AsUInt32());
        }

        return Emulated(a ^ Words(0x80000000), b, c);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Sqrt(Lanes128 a) => new(Vector128.Sqrt(a._bits.AsSingle()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Min(Lanes128 a, Lanes128 b) =>
        Sse.IsSupported
            ? new(Sse.Min(a._bits.AsSingle(), b._bits.AsSingle()).AsUInt32())
            : new(Vector128.ConditionalSelect(Vector128.LessThan(a._bits.AsSingle(), b._bits.AsSingle()).AsUInt32(), a._bits, b._bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Max(Lanes128 a, Lanes128 b) =>
        Sse.IsSupported
            ? new(Sse.Max(b._bits.AsSingle(), a._bits.AsSingle()).AsUInt32())
            : new(Vector128.ConditionalSelect(Vector128.LessThan(a._bits.AsSingle(), b._bits.AsSingle()).AsUInt32(), b._bits, a._bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Less(Lanes128 a, Lanes128 b) => new(Vector128.LessThan(a._bits.AsSingle(), b._bits.AsSingle()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 LessWords(Lanes128 a, Lanes128 b) => new(Vector128.LessThan(a._bits, b._bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Select(Lanes128 mask, Lanes128 a, Lanes128 b) => new(Vector128.ConditionalSelect(mask._bits, a._bits, b._bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Lanes128 mask) => mask._bits != Vector128<uint>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 AddWords(Lanes128 a, Lanes128 b) => new(a._bits + b._bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 SubtractWords(Lanes128 a, Lanes128 b) => new(a._bits - b._bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 ShiftLeft(Lanes128 a, int count) => new(Vector128.ShiftLeft(a._bits, count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 ShiftRight(Lanes128 a, int count) => new(Vector128.ShiftRightLogical(a._bits, count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 ShiftRightSigned(Lanes128 a, int count) =>
        new(Vector128.ShiftRightArithmetic(a._bits.AsInt32(), count).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 ToFloats(Lanes128 a) => new(Vector128.ConvertToSingle(a._bits.AsInt32()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 UpperWords(Lanes128 a) => new(Vector128.ShiftRightLogical(a._bits.AsUInt64(), 32).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 MultiplyLowerWords(Lanes128 a, Lanes128 b)
    {
        if (Sse2.IsSupported)
        {
            return new(Sse2.Multiply(a._bits, b._bits).AsUInt32());
        }

        if (AdvSimd.IsSupported)
        {
            Vector64<uint> left = AdvSimd.ExtractNarrowingLower(a._bits.AsUInt64());
            Vector64<uint> right = AdvSimd.ExtractNarrowingLower(b._bits.AsUInt64());
            return new(AdvSimd.MultiplyWideningLower(left, right).AsUInt32());
        }

        return new(((a._bits.AsUInt64() & Vector128.Create((ulong)uint.MaxValue)) * (b._bits.AsUInt64() & Vector128.Create((ulong)uint.MaxValue))).AsUInt32());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Join(Lanes128 first, Lanes128 second)
    {
        if (Sse.IsSupported)
        {
            return new(Sse.Shuffle(first._bits.AsSingle(), second._bits.AsSingle(), 0b10_00_10_00).AsUInt32());
        }

        if (AdvSimd.Arm64.IsSupported)
        {
            return new(AdvSimd.Arm64.UnzipEven(first._bits, second._bits));
        }

        return new(Vector128.Create(first._bits[0], first._bits[2], second._bits[0], second._bits[2]));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Load(ref float source) => new(Vector128.LoadUnsafe(ref source).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes128 a, ref float destination) => a._bits.AsSingle().StoreUnsafe(ref destination);

    /// <summary>Lane by lane, for machines that have no fused instruction; with the same rounding.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Lanes128 Emulated(Lanes128 a, Lanes128 b, Lanes128 c)
    {
        Span<float> result = stackalloc float[Count];
        for (int lane = 0; lane < Count; lane++)
        {
            result[lane] = MathF.FusedMultiplyAdd(a._bits.AsSingle()[lane], b._bits.AsSingle()[lane], c._bits.AsSingle()[lane]);
        }

        return Load(ref result[0]);
    }
}
