namespace InitAnalyzer.Runtime.Tests;

public class GemmTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(6, 16, 16)]
    [InlineData(7, 300, 17)]
    [InlineData(100, 5, 1030)]
    [InlineData(97, 513, 41)]
    [InlineData(200, 200, 200)]
    public void Products_are_those_of_the_definition(int rows, int depth, int columns)
    {
        double[] a = new double[rows * depth];
        double[] b = new double[depth * columns];
        new RandomStream(1, "a").FillNormal<double>(a);
        new RandomStream(1, "b").FillNormal<double>(b);
        double[] expected = new double[rows * columns];
        for (int i = 0; i < rows; i++)
        {
            for (int k = 0; k < depth; k++)
            {
                for (int j = 0; j < columns; j++)
                {
                    expected[i * columns + j] += -0.5 * a[i * depth + k] * b[k * columns + j];
                }
            }
        }

        ParallelOptions options = new();
        double[] twice = new double[rows * columns];
        Gemm.Multiply(-0.5, new(a, rows, depth), new(b, depth, columns), new Matrix<double>(twice, rows, columns), options);
        float[] single = new float[rows * columns];
        float[] transposedB = new float[b.Length];
        for (int i = 0; i < b.Length; i++)
        {
            transposedB[i % columns * depth + i / columns] = (float)b[i];
        }

        Gemm.Multiply(-0.5f, new([.. a.Select(static x => (float)x)], rows, depth), new Matrix<float>(transposedB, columns, depth).Transposed, new Matrix<float>(single, rows, columns), options);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], twice[i], 1e-13 * depth);
            Assert.Equal(expected[i], single[i], 5e-7 * (10 + depth));
        }
    }
}
