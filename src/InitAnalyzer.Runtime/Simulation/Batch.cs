namespace InitAnalyzer.Runtime;

/// <summary>
/// Numbers for each input of a batch, row by row, that stand for <see cref="Scale"/> times themselves: a signal that vanishes or explodes beyond single precision
/// is still followed.
/// </summary>
internal sealed class Batch(int rows, int width)
{
    private const double Small = 1e-12;
    private const double Large = 1e12;

    public int Rows { get; } = rows;

    public int Width { get; } = width;

    public double Scale { get; set; } = 1;

    public float[] Values { get; } = new float[rows * width];

    public Matrix<float> Matrix => new(Values, Rows, Width);

    public Span<float> Row(int row) => Values.AsSpan(row * Width, Width);

    /// <summary>The scale for numbers of a size: 1 as long as that is harmless.</summary>
    public static double ScaleFor(double size) => size is > 0 and < Small or > Large && double.IsFinite(size) ? size : 1;

    public PowerSums Sums(ParallelOptions options)
    {
        PowerSums[] rows = new PowerSums[Rows];
        Parallel.For(0, Rows, options, row => rows[row] = PowerSums.Of(Row(row), Scale));
        return rows.Aggregate(static (a, b) => a + b);
    }

    /// <summary>Chooses the scale anew.</summary>
    public void Rescale(ParallelOptions options)
    {
        PowerSums sums = Sums(options);
        SetScale(ScaleFor(Math.Sqrt(sums.MeanSquare)), options);
    }

    public void SetScale(double scale, ParallelOptions options)
    {
        if (scale == Scale)
        {
            return;
        }

        double factor = Scale / scale;
        Scale = scale;
        Parallel.For(0, Rows, options, row =>
        {
            foreach (ref float value in Row(row))
            {
                value = (float)(value * factor);
            }
        });
    }
}
