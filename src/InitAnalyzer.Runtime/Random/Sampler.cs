using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace InitAnalyzer.Runtime;

/// <summary>A law of independent numbers, ready to be drawn from a stream at any position, in any of the element types.</summary>
internal readonly struct Sampler
{
    private readonly Kind _kind;
    private readonly double _a;
    private readonly double _b;
    private readonly TruncatedNormal _truncated;

    private Sampler(Kind kind, double a, double b, TruncatedNormal truncated = default)
    {
        _kind = kind;
        _a = a;
        _b = b;
        _truncated = truncated;
    }

    private enum Kind
    {
        Uniform,
        Normal,
        TruncatedNormal,
        Sign,
    }

    public static Sampler Sign => new(Kind.Sign, 0, 0);

    public static Sampler Uniform(double low, double high) => new(Kind.Uniform, low, high);

    public static Sampler Normal(double mean, double deviation) => new(Kind.Normal, mean, deviation);

    public static Sampler TruncatedNormal(double mean, double deviation, double low, double high) =>
        new(Kind.TruncatedNormal, mean, deviation, new(mean, deviation, low, high));

    public void Fill<T>(RandomStream stream, Span<T> destination, long offset, int lanes)
        where T : struct
    {
        if (typeof(T) == typeof(float))
        {
            FillSingle(stream, MemoryMarshal.Cast<T, float>(destination), offset, lanes);
        }
        else if (typeof(T) == typeof(double))
        {
            FillDouble(stream, MemoryMarshal.Cast<T, double>(destination), offset, lanes);
        }
        else
        {
            FillHalf(stream, MemoryMarshal.Cast<T, Half>(destination), offset, lanes);
        }
    }

    private void FillSingle(RandomStream stream, Span<float> destination, long offset, int lanes)
    {
        switch (_kind)
        {
            case Kind.Uniform:
                Tiles.Fill(stream.Key, stream.Counter, new UniformTransform((float)_a, (float)_b - (float)_a), destination, offset, lanes);
                break;
            case Kind.Normal:
                Tiles.Fill(stream.Key, stream.Counter, new NormalTransform((float)_a, (float)_b), destination, offset, lanes);
                break;
            case Kind.TruncatedNormal when _truncated.IsCentral:
                Tiles.Fill(stream.Key, stream.Counter, new CentralTransform(_truncated), destination, offset, lanes);
                break;
            case Kind.TruncatedNormal when _truncated.IsTameInSingle:
                Tiles.Fill(stream.Key, stream.Counter, new TruncatedTransform(_truncated), destination, offset, lanes);
                break;
            case Kind.TruncatedNormal:
                Tiles.Fill(stream.Key, stream.Counter, default(WordTransform), destination, offset, lanes);
                foreach (ref float element in destination)
                {
                    uint word = BitConverter.SingleToUInt32Bits(element);
                    element = (float)_truncated.Quantile((word + 0.5) / 4294967296, (~word + 0.5) / 4294967296);
                }

                break;
            default:
                Tiles.Fill(stream.Key, stream.Counter, default(SignTransform), destination, offset, lanes);
                break;
        }
    }

    /// <summary>By way of single precision, rounded to the nearest.</summary>
    [SkipLocalsInit]
    private void FillHalf(RandomStream stream, Span<Half> destination, long offset, int lanes)
    {
        Span<float> buffer = stackalloc float[4 * Tiles.Length];
        while (destination.Length > 0)
        {
            // Up to the end of a tile, so that none is computed twice.
            int count = Math.Min(buffer.Length - (int)(offset % Tiles.Length), destination.Length);
            FillSingle(stream, buffer[..count], offset, lanes);
            for (int i = 0; i < count; i++)
            {
                destination[i] = (Half)buffer[i];
            }

            destination = destination[count..];
            offset += count;
        }
    }

    /// <summary>Two words an element: the tile has 32 of them, whose words are 16 apart.</summary>
    [SkipLocalsInit]
    private void FillDouble(RandomStream stream, Span<double> destination, long offset, int lanes)
    {
        const int Length = Tiles.Length / 2;
        const int Stride = Tiles.Length / 4;
        Span<float> words = stackalloc float[Tiles.Length];
        Span<double> elements = stackalloc double[Length];
        while (destination.Length > 0)
        {
            Tiles.Fill(stream.Key, stream.Counter, default(WordTransform), words, offset / Length * Tiles.Length, lanes);
            Span<uint> bits = MemoryMarshal.Cast<float, uint>(words);
            for (int i = 0; i < Stride; i++)
            {
                ulong first = bits[i] | (ulong)bits[i + Stride] << 32;
                ulong second = bits[i + 2 * Stride] | (ulong)bits[i + 3 * Stride] << 32;
                (elements[i], elements[i + Stride]) = _kind == Kind.Normal ? NormalPair(first, second) : (Single(first), Single(second));
            }

            int skipped = (int)(offset % Length);
            int count = Math.Min(Length - skipped, destination.Length);
            elements.Slice(skipped, count).CopyTo(destination);
            destination = destination[count..];
            offset += count;
        }
    }

    private double Single(ulong bits) => _kind switch
    {
        Kind.Uniform => Math.Min(_a + (bits >> 11) * (1.0 / (1L << 53)) * (_b - _a), _b),
        Kind.TruncatedNormal => _truncated.Quantile(Unit(bits), Unit(~bits)),
        _ => (long)bits < 0 ? -1 : 1,
    };

    private (double, double) NormalPair(ulong radius, ulong angle)
    {
        double r = Math.Sqrt(-2 * ScalarMath.Log(Unit(radius)));
        ulong rounded = angle + (1UL << 61);
        long rest = (long)(rounded & ((1UL << 62) - 1)) - (1L << 61);
        (double sin, double cos) = ScalarMath.SinCosQuarters(rest * (1.0 / (1L << 62)));
        (double x, double y) = (rounded >> 62) switch
        {
            0 => (cos, sin),
            1 => (-sin, cos),
            2 => (-cos, -sin),
            _ => (sin, -cos),
        };
        return (_a + _b * (r * x), _a + _b * (r * y));
    }

    /// <summary>From 2^-65 to 1, with relative accuracy near 0.</summary>
    private static double Unit(ulong bits) => (bits + 0.5) * (1 / 18446744073709551616.0);
}
