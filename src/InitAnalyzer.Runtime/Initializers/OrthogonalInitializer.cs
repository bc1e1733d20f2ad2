using System.Runtime.InteropServices;
using InitAnalyzer.Theory;

namespace InitAnalyzer.Runtime;

/// <summary>
/// A matrix of orthonormal rows or columns, whichever are fewer, times a gain (Saxe et al., 2014), uniform over all of them. A tensor is the matrix
/// [first axis, product of the others], as in PyTorch. In double where the elements are double, else in single precision.
/// </summary>
internal sealed class OrthogonalInitializer(string name, double gain) : DependentInitializer(name)
{
    public override WeightLaw LawFor(WeightShape shape)
    {
        CheckFans(shape);
        long rows = shape.Sizes[0];

        // A row or column of the longer side has norm 1.
        return WeightLaw.OfVariance(Distribution.Orthogonal, gain * gain / Math.Max(rows, shape.Count / rows));
    }

    private protected override void FillWhole<T>(Span<T> destination, WeightShape shape, RandomStream stream, ParallelOptions options, IProgress<double>? progress)
    {
        int rows = (int)shape.Sizes[0];
        int columns = (int)(shape.Count / rows);
        Fill(destination, rows, columns, gain, stream, options, progress);
    }

    /// <summary>Fills a matrix, row by row.</summary>
    internal static void Fill<T>(Span<T> destination, int rows, int columns, double gain, RandomStream stream, ParallelOptions options, IProgress<double>? progress)
        where T : unmanaged
    {
        if (typeof(T) == typeof(double))
        {
            Copy(Draw<double>(rows, columns, stream, options, progress), MemoryMarshal.Cast<T, double>(destination), rows, columns, gain, static (x, gain) => x * gain);
        }
        else if (typeof(T) == typeof(float))
        {
            Copy(Draw<float>(rows, columns, stream, options, progress), MemoryMarshal.Cast<T, float>(destination), rows, columns, gain, static (x, gain) => (float)(x * gain));
        }
        else
        {
            Copy(Draw<float>(rows, columns, stream, options, progress), MemoryMarshal.Cast<T, Half>(destination), rows, columns, gain, static (x, gain) => (Half)(x * gain));
        }
    }

    private static T[] Draw<T>(int rows, int columns, RandomStream stream, ParallelOptions options, IProgress<double>? progress)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        T[] normal = new T[rows * columns];
        stream.FillNormal<T>(normal);
        return OrthonormalRows.Of(new Matrix<T>(normal, Math.Min(rows, columns), Math.Max(rows, columns)), options, progress);
    }

    private static void Copy<TSource, TElement>(
        TSource[] source, Span<TElement> destination, int rows, int columns, double gain, Func<TSource, double, TElement> convert)
    {
        bool transposed = rows > columns;
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                TSource element = transposed ? source[column * rows + row] : source[row * columns + column];
                destination[row * columns + column] = convert(element, gain);
            }
        }
    }
}
