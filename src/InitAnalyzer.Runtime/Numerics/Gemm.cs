using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace InitAnalyzer.Runtime;

/// <summary>
/// Products of matrices, by packing blocks that fit the caches and a kernel that keeps a 6 × 2-register tile of the result (Goto and van de Geijn, 2008,
/// "Anatomy of high-performance matrix multiplication"). Every element is summed in one order, whatever the number of threads.
/// </summary>
internal static class Gemm
{
    private const int KernelRows = 6;
    private const int BlockRows = 48;
    private const int BlockDepth = 256;
    private const int BlockColumns = 1024;

    /// <summary>Below it, in multiplications, threads cost more than they bring.</summary>
    private const long WorthThreads = 1 << 20;

    /// <summary>C += α·A·B.</summary>
    public static void Multiply<T>(T alpha, Matrix<T> a, Matrix<T> b, Matrix<T> c, ParallelOptions options)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        int kernelColumns = 2 * Vector256<T>.Count;
        int blocks = (a.Rows + BlockRows - 1) / BlockRows;
        bool parallel = (long)a.Rows * a.Columns * b.Columns >= WorthThreads && options.MaxDegreeOfParallelism != 1 && blocks > 1;
        T[] packedB = ArrayPool<T>.Shared.Rent(BlockDepth * RoundUp(Math.Min(b.Columns, BlockColumns), kernelColumns));
        for (int column = 0; column < b.Columns; column += BlockColumns)
        {
            int columns = Math.Min(BlockColumns, b.Columns - column);
            for (int depth = 0; depth < a.Columns; depth += BlockDepth)
            {
                options.CancellationToken.ThrowIfCancellationRequested();
                Matrix<T> partB = b.Part(depth, column, Math.Min(BlockDepth, a.Columns - depth), columns);
                int slivers = (columns + kernelColumns - 1) / kernelColumns;
                if (parallel)
                {
                    // Split into as many parts as there are blocks of rows.
                    int share = (slivers + blocks - 1) / blocks;
                    Parallel.For(0, blocks, options, block => Pack(partB.Transposed, kernelColumns, packedB, block * share, Math.Min(slivers, (block + 1) * share)));
                    Parallel.For(0, blocks, options, block => MultiplyBlock(alpha, a, partB.Rows, depth, packedB, c, column, columns, block * BlockRows));
                }
                else
                {
                    Pack(partB.Transposed, kernelColumns, packedB, 0, slivers);
                    for (int block = 0; block < blocks; block++)
                    {
                        MultiplyBlock(alpha, a, partB.Rows, depth, packedB, c, column, columns, block * BlockRows);
                    }
                }
            }
        }

        ArrayPool<T>.Shared.Return(packedB);
    }

    [SkipLocalsInit]
    private static void MultiplyBlock<T>(T alpha, Matrix<T> a, int depth, int firstDepth, T[] packedB, Matrix<T> c, int firstColumn, int columns, int firstRow)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        int kernelColumns = 2 * Vector256<T>.Count;
        int rows = Math.Min(BlockRows, a.Rows - firstRow);
        T[] packedA = ArrayPool<T>.Shared.Rent(BlockRows * BlockDepth);
        Pack(a.Part(firstRow, firstDepth, rows, depth), KernelRows, packedA, 0, (rows + KernelRows - 1) / KernelRows);
        Span<T> tile = stackalloc T[KernelRows * 16];
        for (int column = 0; column < columns; column += kernelColumns)
        {
            ref T sliverB = ref packedB[column * depth];
            for (int row = 0; row < rows; row += KernelRows)
            {
                int tileRows = Math.Min(KernelRows, rows - row);
                int tileColumns = Math.Min(kernelColumns, columns - column);
                int target = c.Offset + (firstRow + row) * c.RowStride + firstColumn + column;
                if (tileRows == KernelRows && tileColumns == kernelColumns)
                {
                    Kernel(alpha, ref packedA[row * depth], ref sliverB, depth, ref c.Array[target], c.RowStride);
                    continue;
                }

                // At the edges by way of a whole tile.
                tile.Clear();
                Kernel(alpha, ref packedA[row * depth], ref sliverB, depth, ref MemoryMarshal.GetReference(tile), kernelColumns);
                for (int i = 0; i < tileRows; i++)
                {
                    for (int j = 0; j < tileColumns; j++)
                    {
                        c.Array[target + i * c.RowStride + j] += tile[i * kernelColumns + j];
                    }
                }
            }
        }

        ArrayPool<T>.Shared.Return(packedA);
    }

    /// <summary>Rows in slivers of <paramref name="height"/>, each column by column; the last is filled up with zeros.</summary>
    private static void Pack<T>(Matrix<T> source, int height, T[] destination, int firstSliver, int endSliver)
        where T : unmanaged
    {
        for (int sliver = firstSliver; sliver < endSliver; sliver++)
        {
            int row = sliver * height;
            int present = Math.Min(height, source.Rows - row);
            Span<T> target = destination.AsSpan(row * source.Columns, height * source.Columns);
            if (present < height)
            {
                target.Clear();
            }

            if (source.RowStride == 1 && present == height)
            {
                for (int column = 0; column < source.Columns; column++)
                {
                    source.Array.AsSpan(source.Offset + row + column * source.ColumnStride, height).CopyTo(target[(column * height)..]);
                }

                continue;
            }

            for (int i = 0; i < present; i++)
            {
                int from = source.Offset + (row + i) * source.RowStride;
                int to = i;
                for (int column = 0; column < source.Columns; column++, from += source.ColumnStride, to += height)
                {
                    target[to] = source.Array[from];
                }
            }
        }
    }

    private static void Kernel<T>(T alpha, ref T a, ref T b, int depth, ref T c, int stride)
        where T : unmanaged
    {
        Vector256<T> c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default;
        Vector256<T> c30 = default, c31 = default, c40 = default, c41 = default, c50 = default, c51 = default;
        for (int k = 0; k < depth; k++)
        {
            Vector256<T> b0 = Vector256.LoadUnsafe(ref b);
            Vector256<T> b1 = Vector256.LoadUnsafe(ref b, (nuint)Vector256<T>.Count);
            Vector256<T> x = Vector256.Create(a);
            c00 = MultiplyAdd(x, b0, c00);
            c01 = MultiplyAdd(x, b1, c01);
            x = Vector256.Create(Unsafe.Add(ref a, 1));
            c10 = MultiplyAdd(x, b0, c10);
            c11 = MultiplyAdd(x, b1, c11);
            x = Vector256.Create(Unsafe.Add(ref a, 2));
            c20 = MultiplyAdd(x, b0, c20);
            c21 = MultiplyAdd(x, b1, c21);
            x = Vector256.Create(Unsafe.Add(ref a, 3));
            c30 = MultiplyAdd(x, b0, c30);
            c31 = MultiplyAdd(x, b1, c31);
            x = Vector256.Create(Unsafe.Add(ref a, 4));
            c40 = MultiplyAdd(x, b0, c40);
            c41 = MultiplyAdd(x, b1, c41);
            x = Vector256.Create(Unsafe.Add(ref a, 5));
            c50 = MultiplyAdd(x, b0, c50);
            c51 = MultiplyAdd(x, b1, c51);
            a = ref Unsafe.Add(ref a, KernelRows);
            b = ref Unsafe.Add(ref b, 2 * Vector256<T>.Count);
        }

        Vector256<T> scale = Vector256.Create(alpha);
        Accumulate(ref c, scale, c00, c01);
        Accumulate(ref Unsafe.Add(ref c, stride), scale, c10, c11);
        Accumulate(ref Unsafe.Add(ref c, 2 * stride), scale, c20, c21);
        Accumulate(ref Unsafe.Add(ref c, 3 * stride), scale, c30, c31);
        Accumulate(ref Unsafe.Add(ref c, 4 * stride), scale, c40, c41);
        Accumulate(ref Unsafe.Add(ref c, 5 * stride), scale, c50, c51);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Accumulate<T>(ref T target, Vector256<T> scale, Vector256<T> first, Vector256<T> second)
        where T : unmanaged
    {
        MultiplyAdd(scale, first, Vector256.LoadUnsafe(ref target)).StoreUnsafe(ref target);
        ref T right = ref Unsafe.Add(ref target, Vector256<T>.Count);
        MultiplyAdd(scale, second, Vector256.LoadUnsafe(ref right)).StoreUnsafe(ref right);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> MultiplyAdd<T>(Vector256<T> x, Vector256<T> y, Vector256<T> z)
        where T : unmanaged
    {
        if (Fma.IsSupported && typeof(T) == typeof(float))
        {
            return Fma.MultiplyAdd(x.AsSingle(), y.AsSingle(), z.AsSingle()).As<float, T>();
        }

        if (Fma.IsSupported && typeof(T) == typeof(double))
        {
            return Fma.MultiplyAdd(x.AsDouble(), y.AsDouble(), z.AsDouble()).As<double, T>();
        }

        return x * y + z;
    }

    private static int RoundUp(int value, int multiple) => (value + multiple - 1) / multiple * multiple;
}
