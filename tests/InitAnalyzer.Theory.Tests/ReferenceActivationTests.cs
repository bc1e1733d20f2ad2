namespace InitAnalyzer.Theory.Tests;

/// <summary>Every number of Data/activations.tsv, which prints 12 digits.</summary>
public class ReferenceActivationTests
{
    private const double Tolerance = 1e-9;

    public static TheoryData<string> Rows() => [.. ReferenceTable.Read("activations.tsv").Select(row => row.Activation)];

    [Fact]
    public void The_table_has_all_its_rows() => Assert.Equal(22, ReferenceTable.Read("activations.tsv").Count());

    [Theory]
    [MemberData(nameof(Rows))]
    public void Moments_agree(string text)
    {
        (Activation activation, Dictionary<string, double> row) = Row(text);
        double second = GaussianMoments.SecondMoment(activation);
        Assert.Equal(row["mean"], GaussianMoments.Mean(activation), Tolerance);
        Assert.Equal(row["second_moment"], second, Tolerance);
        Assert.Equal(row["gain"], 1 / Math.Sqrt(second), Tolerance);
        Assert.Equal(row["derivative_second_moment"], GaussianMoments.DerivativeSecondMoment(activation), Tolerance);
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Values_at_zero_agree(string text)
    {
        (Activation activation, Dictionary<string, double> row) = Row(text);
        Assert.Equal(row["value_at_0"], activation.ValueAtZero, Tolerance);
        Assert.Equal(row["slope_at_0"], activation.SlopeAtZero, Tolerance);
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Kumar_scale_agrees(string text)
    {
        (Activation activation, Dictionary<string, double> row) = Row(text);
        Assert.Equal(row["kumar_scale"], activation.KumarScale ?? double.NaN, Tolerance);
    }

    private static (Activation Activation, Dictionary<string, double> Numbers) Row(string text) =>
        (ReferenceTable.Parse(text), ReferenceTable.Read("activations.tsv").Single(row => row.Activation == text).Numbers);
}
