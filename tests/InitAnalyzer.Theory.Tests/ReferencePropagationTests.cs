namespace InitAnalyzer.Theory.Tests;

/// <summary>Every number of Data/propagation.tsv, which prints 8 digits.</summary>
public class ReferencePropagationTests
{
    private const double Tolerance = 1e-6;

    /// <summary>The depth at which the table's iteration gave up and printed where it stood.</summary>
    private const int TableDepth = 450;

    /// <summary>
    /// Rows whose "fixed point" is not one: the variance is still on its way to 0 or to infinity after
    /// <see cref="TableDepth"/> layers. There the numbers are those of a chain of that depth, and there is no fixed point.
    /// </summary>
    private static readonly HashSet<(string Activation, int Scale)> s_creeping =
    [
        ("leaky_relu:0.01", 2), // q grows by a factor 1.0001 per layer
        ("leaky_relu:0.1", 2), // by 1.01
        ("elu:1", 2), // by about 1 per layer
        ("celu:1", 2),
        ("softplus:1", 2), // by about √q
        ("logsigmoid", 2),
        ("relu6", 2), // falls, because the cut at 6 always costs something
        ("elu:1", 1), // fall like 1/depth: χ = 1 at q = 0
        ("celu:1", 1),
        ("tanh", 1),
        ("hardtanh", 1),
        ("softsign", 1),
    ];

    /// <summary>
    /// Rows whose gradient ratio passes through variances above 1e4, where the table's quadrature lost the bend of the activation
    /// between its nodes. Data/gradient-ratios.tsv has them to 14 digits, integrated with 18.
    /// </summary>
    private static readonly Dictionary<(string Activation, double Scale, int Depth), double> s_gradientRatios =
        ReferenceTable.Read("gradient-ratios.tsv")
            .ToDictionary(row => (row.Activation, row.Numbers["scale"], (int)row.Numbers["depth"]), row => row.Numbers["gradient_ratio"]);

    public static TheoryData<string, double, int> Rows()
    {
        TheoryData<string, double, int> rows = [];
        foreach ((string activation, Dictionary<string, double> numbers) in ReferenceTable.Read("propagation.tsv"))
        {
            rows.Add(activation, numbers["scale"], (int)numbers["depth"]);
        }

        return rows;
    }

    [Fact]
    public void The_table_has_all_its_rows() => Assert.Equal(214, ReferenceTable.Read("propagation.tsv").Count());

    [Theory]
    [MemberData(nameof(Rows))]
    public void Chains_agree(string text, double scale, int depth)
    {
        Dictionary<string, double> row = Row(text, scale, depth);
        ChainPropagation chain = Propagation.Chain(ReferenceTable.Parse(text), scale, depth);
        AssertClose(row["pre_activation_variance_first"], chain.FirstPreActivationVariance);
        AssertClose(row["pre_activation_variance_last"], chain.LastPreActivationVariance);
        AssertClose(row["forward_ratio"], chain.ForwardRatio);
        if (s_gradientRatios.TryGetValue((text, scale, depth), out double accurate))
        {
            AssertClose(accurate, chain.GradientRatio, 1e-9);
            AssertClose(row["gradient_ratio"], chain.GradientRatio, 3e-3);
        }
        else
        {
            AssertClose(row["gradient_ratio"], chain.GradientRatio);
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Fixed_points_agree(string text, double scale, int depth)
    {
        Dictionary<string, double> row = Row(text, scale, depth);
        Activation activation = ReferenceTable.Parse(text);
        FixedPoint? actual = Propagation.FindFixedPoint(activation, scale);
        if (s_creeping.Contains((text, (int)scale)) && scale == (int)scale)
        {
            Assert.Null(actual);
            double q = Propagation.Chain(activation, scale, TableDepth).LastPreActivationVariance;
            AssertClose(row["fixed_point_q"], q);
            AssertClose(row["chi_at_fixed_point"], Propagation.BackwardMultiplier(activation, scale, q));
        }
        else if (double.IsNaN(row["fixed_point_q"]))
        {
            Assert.Null(actual);
        }
        else
        {
            Assert.NotNull(actual);
            AssertClose(row["fixed_point_q"], actual.Value.Q);
            AssertClose(row["chi_at_fixed_point"], actual.Value.Chi);
        }
    }

    private static Dictionary<string, double> Row(string text, double scale, int depth) =>
        ReferenceTable.Read("propagation.tsv")
            .Single(row => row.Activation == text && row.Numbers["scale"] == scale && row.Numbers["depth"] == depth).Numbers;

    private static void AssertClose(double expected, double actual, double tolerance = Tolerance) =>
        Assert.True(Math.Abs(actual - expected) <= tolerance * Math.Abs(expected), $"Expected {expected:R}, got {actual:R}.");
}
