using System.Numerics;
using System.Runtime.InteropServices;

namespace InitAnalyzer.Runtime;

/// <summary>
/// The orthonormal factor of a wide matrix A = L·Q with a positive diagonal of L, by Householder's reflections in blocks (Schreiber and Van Loan, 1989).
/// Of a normal A it is uniform over all matrices with orthonormal rows (Mezzadri, 2007).
/// </summary>
internal static class OrthonormalRows
{
    private const int BlockRows = 32;

    /// <param name="a">At most as many rows as columns, at least one; overwritten.</param>
    /// <param name="options">The number of threads, and cancellation.</param>
    /// <param name="progress">Told the part that is done.</param>
    /// <returns>Q, of the size of <paramref name="a"/>.</returns>
    public static T[] Of<T>(Matrix<T> a, ParallelOptions options, IProgress<double>? progress)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int blocks = (a.Rows + BlockRows - 1) / BlockRows;
        T[][] triangles = new T[blocks][];
        bool[] negative = new bool[a.Rows];
        for (int block = 0; block < blocks; block++)
        {
            int first = block * BlockRows;
            int rows = Math.Min(BlockRows, a.Rows - first);
            Matrix<T> panel = a.Part(first, first, rows, a.Columns - first);
            triangles[block] = Factor(panel, negative.AsSpan(first, rows));
            Matrix<T> rest = a.Part(first + rows, first, a.Rows - first - rows, a.Columns - first);
            Reflect(rest, panel, triangles[block], transposed: false, options);
            progress?.Report((block + 1) / (2.0 * blocks));
        }

        T[] result = new T[a.Rows * a.Columns];
        Matrix<T> q = new(result, a.Rows, a.Columns);
        for (int row = 0; row < a.Rows; row++)
        {
            result[row * a.Columns + row] = T.One;
        }

        for (int block = blocks - 1; block >= 0; block--)
        {
            int first = block * BlockRows;
            int rows = Math.Min(BlockRows, a.Rows - first);
            Matrix<T> panel = a.Part(first, first, rows, a.Columns - first);
            Reflect(q.Part(first, first, a.Rows - first, a.Columns - first), panel, triangles[block], transposed: true, options);
            progress?.Report(1 - block / (2.0 * blocks));
        }

        for (int row = 0; row < a.Rows; row++)
        {
            if (negative[row])
            {
                foreach (ref T element in q.Row(row))
                {
                    element = -element;
                }
            }
        }

        return result;
    }

    /// <summary>Leaves the reflections' vectors v in the rows, and returns the triangle T of H₁H₂… = I − VᵀTV.</summary>
    private static T[] Factor<T>(Matrix<T> panel, Span<bool> negative)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int count = panel.Rows;
        T[] triangle = new T[count * count];
        T[] products = new T[count];
        for (int i = 0; i < count; i++)
        {
            Span<T> row = panel.Row(i);
            Span<T> v = row[i..];

            // What is left of the diagonal belongs to L, which is not asked for.
            row[..i].Clear();
            T norm = T.Sqrt(Dot(v, v));
            T tau = T.Zero;
            if (norm == T.Zero)
            {
                v[0] = T.One;
            }
            else
            {
                T diagonal = v[0] > T.Zero ? -norm : norm;
                negative[i] = diagonal < T.Zero;
                T head = v[0] - diagonal;
                tau = -head / diagonal;
                Scale(v, T.One / head);
                v[0] = T.One;
            }

            for (int other = i + 1; other < count; other++)
            {
                Span<T> rest = panel.Row(other)[i..];
                AddScaled(rest, -tau * Dot(rest, v), v);
            }

            for (int j = 0; j < i; j++)
            {
                products[j] = Dot(panel.Row(j)[i..], v);
            }

            triangle[i * count + i] = tau;
            for (int j = 0; j < i; j++)
            {
                T sum = T.Zero;
                for (int k = j; k < i; k++)
                {
                    sum += triangle[j * count + k] * products[k];
                }

                triangle[j * count + i] = -tau * sum;
            }
        }

        return triangle;
    }

    /// <summary>X ← X(I − VᵀTV), or with Tᵀ in the place of T.</summary>
    private static void Reflect<T>(Matrix<T> x, Matrix<T> v, T[] triangle, bool transposed, ParallelOptions options)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (x.Rows == 0)
        {
            return;
        }

        Matrix<T> t = new(triangle, v.Rows, v.Rows);
        Matrix<T> products = new(new T[x.Rows * v.Rows], x.Rows, v.Rows);
        Matrix<T> weighted = new(new T[x.Rows * v.Rows], x.Rows, v.Rows);
        Gemm.Multiply(T.One, x, v.Transposed, products, options);
        Gemm.Multiply(T.One, products, transposed ? t.Transposed : t, weighted, options);
        Gemm.Multiply(-T.One, weighted, v, x, options);
    }

    private static T Dot<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ReadOnlySpan<Vector<T>> wideX = MemoryMarshal.Cast<T, Vector<T>>(x);
        ReadOnlySpan<Vector<T>> wideY = MemoryMarshal.Cast<T, Vector<T>>(y);
        Vector<T> even = Vector<T>.Zero;
        Vector<T> odd = Vector<T>.Zero;
        int i = 0;
        for (; i + 1 < wideX.Length; i += 2)
        {
            even += wideX[i] * wideY[i];
            odd += wideX[i + 1] * wideY[i + 1];
        }

        T sum = Vector.Sum(even + odd);
        for (i *= Vector<T>.Count; i < x.Length; i++)
        {
            sum += x[i] * y[i];
        }

        return sum;
    }

    private static void AddScaled<T>(Span<T> target, T scale, ReadOnlySpan<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Span<Vector<T>> wideTarget = MemoryMarshal.Cast<T, Vector<T>>(target);
        ReadOnlySpan<Vector<T>> wideX = MemoryMarshal.Cast<T, Vector<T>>(x);
        Vector<T> wideScale = new(scale);
        for (int i = 0; i < wideTarget.Length; i++)
        {
            wideTarget[i] += wideScale * wideX[i];
        }

        for (int i = wideTarget.Length * Vector<T>.Count; i < target.Length; i++)
        {
            target[i] += scale * x[i];
        }
    }

    private static void Scale<T>(Span<T> target, T scale)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (ref T element in target)
        {
            element *= scale;
        }
    }
}
