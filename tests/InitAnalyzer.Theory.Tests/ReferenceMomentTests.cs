namespace InitAnalyzer.Theory.Tests;

/// <summary>Data/moments.tsv: moments over 24 decades of variance, integrated with 25 digits by an independent program.</summary>
public class ReferenceMomentTests
{
    private const double Tolerance = 1e-12;

    public static TheoryData<string> Activations() => [.. ReferenceTable.Read("moments.tsv").Select(row => row.Activation).Distinct()];

    [Theory]
    [MemberData(nameof(Activations))]
    public void Moments_agree_at_every_variance(string text)
    {
        Activation activation = ReferenceTable.Parse(text);
        Assert.All(ReferenceTable.Read("moments.tsv").Where(row => row.Activation == text), row =>
        {
            double variance = row.Numbers["variance"];
            double second = row.Numbers["second_moment"];
            double slope = row.Numbers["derivative_second_moment"];
            Assert.Equal(second, GaussianMoments.SecondMoment(activation, variance), Tolerance * second);
            Assert.Equal(slope, GaussianMoments.DerivativeSecondMoment(activation, variance), Tolerance * slope);

            // A mean may cancel, so its error is measured against the size of what is averaged.
            Assert.Equal(row.Numbers["mean"], GaussianMoments.Mean(activation, variance), Tolerance * Math.Sqrt(second));
        });
    }
}
