using InitAnalyzer.Theory;

namespace InitAnalyzer.Runtime;

/// <summary>Quantiles of Student's distribution.</summary>
internal static class StudentT
{
    /// <param name="probability">From ½ on, below 1.</param>
    /// <param name="freedom">The degrees of freedom: at least 1.</param>
    public static double Quantile(double probability, int freedom)
    {
        // t = √ν tan θ has the density cos^(ν−1) θ, up to a constant, on −π/2 to π/2.
        double total = Integral(Math.PI / 2, freedom);
        double low = 0;
        double high = Math.PI / 2;
        for (int step = 0; step < 60; step++)
        {
            double middle = (low + high) / 2;
            if (0.5 + 0.5 * Integral(middle, freedom) / total < probability)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return Math.Sqrt(freedom) * Math.Tan(low);
    }

    private static double Integral(double end, int freedom)
    {
        // The density's width is 1/√ν.
        int panels = 4 + (int)(2 * Math.Sqrt(freedom) * end);
        (double[] nodes, double[] weights) = GaussLegendre.Rule;
        double half = end / (2 * panels);
        double sum = 0;
        for (int panel = 0; panel < panels; panel++)
        {
            for (int i = 0; i < nodes.Length; i++)
            {
                double centre = half * (2 * panel + 1);
                sum += weights[i] * (Math.Pow(Math.Cos(centre - half * nodes[i]), freedom - 1) + Math.Pow(Math.Cos(centre + half * nodes[i]), freedom - 1));
            }
        }

        return half * sum;
    }
}
