using System.Numerics;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace InitAnalyzer.Torch;

/// <summary>Mean, variance and kurtosis of a weight.</summary>
internal readonly record struct WeightMoments(double Mean, double Variance, double Kurtosis)
{
    /// <summary>So many numbers are summed at a time; in double precision they fit into the nearest cache.</summary>
    private const int Chunk = 1 << 11;

    public static WeightMoments Of(Tensor weight)
    {
        using IDisposable withoutGradients = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor values = weight.detach().cpu().reshape(-1);
        return values.numel() == 0 ? new(double.NaN, double.NaN, double.NaN)
            : values.dtype == ScalarType.Float64 ? Of<double>(values, static (from, to) => from.CopyTo(to))
            : Of<float>(values.to_type(ScalarType.Float32), Widen);
    }

    /// <summary>In place and in one pass, by the distances from the first number, so that weights that are all alike have variance 0.</summary>
    private static WeightMoments Of<T>(Tensor values, Widening<T> widen)
        where T : unmanaged
    {
        Span<double> numbers = stackalloc double[Chunk];
        long count = values.numel();
        double? origin = null;
        PowerSums sums = default;
        for (long offset = 0, length; offset < count; offset += length)
        {
            length = Math.Min(Array.MaxLength, count - offset);
            ReadOnlySpan<T> part = new TensorMemory<T>(values, offset, (int)length).GetSpan();
            while (part.Length > 0)
            {
                Span<double> some = numbers[..Math.Min(Chunk, part.Length)];
                widen(part[..some.Length], some);
                part = part[some.Length..];
                sums += PowerSums.Of(some, origin ??= some[0]);
            }
        }

        double mean = sums.First / count;
        double variance = Math.Max(0, sums.Second / count - mean * mean);
        double fourth = (sums.Fourth - 4 * mean * sums.Third + 6 * mean * mean * sums.Second) / count - 3 * mean * mean * mean * mean;
        return new(origin!.Value + mean, variance, variance > 0 ? fourth / (variance * variance) : double.NaN);
    }

    private static void Widen(ReadOnlySpan<float> from, Span<double> to)
    {
        ReadOnlySpan<Vector<float>> narrow = MemoryMarshal.Cast<float, Vector<float>>(from);
        Span<Vector<double>> wide = MemoryMarshal.Cast<double, Vector<double>>(to);
        for (int i = 0; i < narrow.Length; i++)
        {
            Vector.Widen(narrow[i], out wide[2 * i], out wide[2 * i + 1]);
        }

        for (int i = narrow.Length * Vector<float>.Count; i < from.Length; i++)
        {
            to[i] = from[i];
        }
    }

    private delegate void Widening<T>(ReadOnlySpan<T> from, Span<double> to);

    /// <summary>Sums of the first four powers.</summary>
    private readonly record struct PowerSums(double First, double Second, double Third, double Fourth)
    {
        public static PowerSums operator +(PowerSums a, PowerSums b) => new(a.First + b.First, a.Second + b.Second, a.Third + b.Third, a.Fourth + b.Fourth);

        /// <summary>Those of the distances from a number.</summary>
        public static PowerSums Of(ReadOnlySpan<double> values, double origin)
        {
            Vector<double> zero = new(origin);
            (Vector<double> first, Vector<double> second, Vector<double> third, Vector<double> fourth) = (default, default, default, default);
            ReadOnlySpan<Vector<double>> vectors = MemoryMarshal.Cast<double, Vector<double>>(values);
            foreach (Vector<double> vector in vectors)
            {
                Vector<double> x = vector - zero;
                Vector<double> square = x * x;
                first += x;
                second += square;
                third += square * x;
                fourth += square * square;
            }

            PowerSums sums = new(Vector.Sum(first), Vector.Sum(second), Vector.Sum(third), Vector.Sum(fourth));
            foreach (double value in values[(vectors.Length * Vector<double>.Count)..])
            {
                double x = value - origin;
                sums += new PowerSums(x, x * x, x * x * x, x * x * x * x);
            }

            return sums;
        }
    }
}
