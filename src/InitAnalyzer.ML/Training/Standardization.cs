namespace InitAnalyzer.ML;

/// <summary>Shift and scale that give columns mean 0 and variance 1; a constant column is given 0.</summary>
internal static class Standardization
{
    /// <summary>What to subtract from each column, and what to multiply it by then.</summary>
    /// <param name="values">The values [rows, width].</param>
    /// <param name="width">The number of columns.</param>
    /// <param name="rows">The rows that count: at least one.</param>
    public static (float[] Shift, float[] Scale) Of(ReadOnlySpan<float> values, int width, ReadOnlySpan<int> rows)
    {
        double[] mean = new double[width];
        foreach (int row in rows)
        {
            ReadOnlySpan<float> line = values.Slice(row * width, width);
            for (int column = 0; column < width; column++)
            {
                mean[column] += line[column];
            }
        }

        float[] shift = Array.ConvertAll(mean, Divide(rows.Length));
        double[] squares = new double[width];
        foreach (int row in rows)
        {
            ReadOnlySpan<float> line = values.Slice(row * width, width);
            for (int column = 0; column < width; column++)
            {
                double distance = (double)line[column] - shift[column];
                squares[column] += distance * distance;
            }
        }

        float[] scale = new float[width];
        for (int column = 0; column < width; column++)
        {
            double deviation = Math.Sqrt(squares[column] / rows.Length);

            // A deviation below the spacing of floats is rounding, and says nothing.
            scale[column] = deviation > 1e-7 * Math.Abs(shift[column]) && deviation > 0 && 1 / deviation <= float.MaxValue ? (float)(1 / deviation) : 0;
        }

        return (shift, scale);
    }

    /// <summary>Shifts and scales in place, as scoring does.</summary>
    public static void Apply(Span<float> values, float[] shift, float[] scale)
    {
        for (Span<float> rest = values; rest.Length > 0; rest = rest[shift.Length..])
        {
            Span<float> row = rest[..shift.Length];
            System.Numerics.Tensors.TensorPrimitives.Subtract(row, shift, row);
            System.Numerics.Tensors.TensorPrimitives.Multiply(row, scale, row);
        }
    }

    private static Converter<double, float> Divide(int count) => sum => (float)(sum / count);
}
