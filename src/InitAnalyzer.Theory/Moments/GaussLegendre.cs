namespace InitAnalyzer.Theory;

/// <summary>The Gauss–Legendre rule of 20 nodes on [-1, 1], exact for polynomials up to degree 39.</summary>
internal static class GaussLegendre
{
    private const int Count = 20;

    private static readonly Lazy<(double[] Nodes, double[] Weights)> s_rule = new(Compute);

    /// <summary>The positive nodes and their weights; the negative ones mirror them.</summary>
    public static (double[] Nodes, double[] Weights) Rule => s_rule.Value;

    /// <summary>Newton's method on the Legendre polynomial from the usual cosine guess.</summary>
    private static (double[] Nodes, double[] Weights) Compute()
    {
        double[] nodes = new double[Count / 2];
        double[] weights = new double[Count / 2];
        for (int i = 0; i < nodes.Length; i++)
        {
            double x = Math.Cos(Math.PI * (i + 0.75) / (Count + 0.5));
            double slope = 0;
            for (int step = 0; step < 6; step++)
            {
                (double value, slope) = Legendre(x);
                x -= value / slope;
            }

            nodes[i] = x;
            weights[i] = 2 / ((1 - x * x) * slope * slope);
        }

        return (nodes, weights);
    }

    private static (double Value, double Slope) Legendre(double x)
    {
        double previous = 1;
        double current = x;
        for (int n = 2; n <= Count; n++)
        {
            (previous, current) = (current, ((2 * n - 1) * x * current - (n - 1) * previous) / n);
        }

        return (current, Count * (x * current - previous) / (x * x - 1));
    }
}
