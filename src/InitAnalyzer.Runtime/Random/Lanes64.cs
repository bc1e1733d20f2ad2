using System.Runtime.CompilerServices;

namespace InitAnalyzer.Runtime;

/// <summary>2 lanes in an ordinary register, for machines without vectors, and as the reference for those with them.</summary>
internal readonly struct Lanes64(uint lower, uint upper) : ILanes<Lanes64>
{
    private readonly uint _lower = lower;
    private readonly uint _upper = upper;

    private Lanes64(ulong bits)
        : this((uint)bits, (uint)(bits >> 32))
    {
    }

    private Lanes64(float lower, float upper)
        : this(BitConverter.SingleToUInt32Bits(lower), BitConverter.SingleToUInt32Bits(upper))
    {
    }

    public static int Count => 2;

    public static Lanes64 FirstLongs => default;

    public static Lanes64 SecondLongs => new(1UL);

    private ulong Long => _lower | (ulong)_upper << 32;

    private float Lower => BitConverter.UInt32BitsToSingle(_lower);

    private float Upper => BitConverter.UInt32BitsToSingle(_upper);

    public static Lanes64 Words(uint word) => new(word, word);

    public static Lanes64 Floats(float number) => new(number, number);

    public static Lanes64 Longs(ulong word) => new(word);

    public static Lanes64 operator +(Lanes64 a, Lanes64 b) => new(a.Lower + b.Lower, a.Upper + b.Upper);

    public static Lanes64 operator -(Lanes64 a, Lanes64 b) => new(a.Lower - b.Lower, a.Upper - b.Upper);

    public static Lanes64 operator *(Lanes64 a, Lanes64 b) => new(a.Lower * b.Lower, a.Upper * b.Upper);

    public static Lanes64 operator /(Lanes64 a, Lanes64 b) => new(a.Lower / b.Lower, a.Upper / b.Upper);

    public static Lanes64 operator &(Lanes64 a, Lanes64 b) => new(a.Long & b.Long);

    public static Lanes64 operator |(Lanes64 a, Lanes64 b) => new(a.Long | b.Long);

    public static Lanes64 operator ^(Lanes64 a, Lanes64 b) => new(a.Long ^ b.Long);

    public static Lanes64 MultiplyAdd(Lanes64 a, Lanes64 b, Lanes64 c) =>
        new(MathF.FusedMultiplyAdd(a.Lower, b.Lower, c.Lower), MathF.FusedMultiplyAdd(a.Upper, b.Upper, c.Upper));

    public static Lanes64 SubtractProduct(Lanes64 c, Lanes64 a, Lanes64 b) => MultiplyAdd(a ^ Words(0x80000000), b, c);

    public static Lanes64 Sqrt(Lanes64 a) => new(MathF.Sqrt(a.Lower), MathF.Sqrt(a.Upper));

    public static Lanes64 Min(Lanes64 a, Lanes64 b) => Select(Less(a, b), a, b);

    public static Lanes64 Max(Lanes64 a, Lanes64 b) => Select(Less(a, b), b, a);

    public static Lanes64 Less(Lanes64 a, Lanes64 b) => Mask(a.Lower < b.Lower, a.Upper < b.Upper);

    public static Lanes64 LessWords(Lanes64 a, Lanes64 b) => Mask(a._lower < b._lower, a._upper < b._upper);

    public static Lanes64 Select(Lanes64 mask, Lanes64 a, Lanes64 b) => new((mask.Long & a.Long) | (~mask.Long & b.Long));

    public static bool Any(Lanes64 mask) => mask.Long != 0;

    public static Lanes64 AddWords(Lanes64 a, Lanes64 b) => new(a._lower + b._lower, a._upper + b._upper);

    public static Lanes64 SubtractWords(Lanes64 a, Lanes64 b) => new(a._lower - b._lower, a._upper - b._upper);

    public static Lanes64 ShiftLeft(Lanes64 a, int count) => new(a._lower << count, a._upper << count);

    public static Lanes64 ShiftRight(Lanes64 a, int count) => new(a._lower >> count, a._upper >> count);

    public static Lanes64 ShiftRightSigned(Lanes64 a, int count) => new((uint)((int)a._lower >> count), (uint)((int)a._upper >> count));

    public static Lanes64 ToFloats(Lanes64 a) => new((float)(int)a._lower, (float)(int)a._upper);

    public static Lanes64 UpperWords(Lanes64 a) => new(a.Long >> 32);

    public static Lanes64 MultiplyLowerWords(Lanes64 a, Lanes64 b) => new((ulong)a._lower * b._lower);

    public static Lanes64 Join(Lanes64 first, Lanes64 second) => new(first._lower, second._lower);

    public static Lanes64 Load(ref float source) => new(source, Unsafe.Add(ref source, 1));

    public static void Store(Lanes64 a, ref float destination)
    {
        destination = a.Lower;
        Unsafe.Add(ref destination, 1) = a.Upper;
    }

    private static Lanes64 Mask(bool lower, bool upper) => new(lower ? uint.MaxValue : 0, upper ? uint.MaxValue : 0);
}
