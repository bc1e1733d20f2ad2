namespace InitAnalyzer.Runtime;

/// <summary>A view of a part of an array as a matrix; a result of <see cref="Gemm"/> needs a column stride of 1.</summary>
internal readonly record struct Matrix<T>(T[] Array, int Offset, int Rows, int Columns, int RowStride, int ColumnStride)
{
    /// <summary>A whole array, row by row.</summary>
    public Matrix(T[] array, int rows, int columns)
        : this(array, 0, rows, columns, columns, 1)
    {
    }

    public Matrix<T> Transposed => new(Array, Offset, Columns, Rows, ColumnStride, RowStride);

    public Matrix<T> Part(int row, int column, int rows, int columns) =>
        new(Array, Offset + row * RowStride + column * ColumnStride, rows, columns, RowStride, ColumnStride);

    /// <summary>A row, where columns are next to each other.</summary>
    public Span<T> Row(int row) => Array.AsSpan(Offset + row * RowStride, Columns);
}
