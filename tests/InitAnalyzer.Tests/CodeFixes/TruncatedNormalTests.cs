using InitAnalyzer.CodeFixes;
using Xunit;

namespace InitAnalyzer.Tests.CodeFixes;

public class TruncatedNormalTests
{
    /// <summary>Closed forms: with α, β the bounds in units of the standard deviation, mean (φ(α) − φ(β))/Z and so on.</summary>
    [Theory]
    [InlineData(0, 1, -2, 2, 0, 0.87962566103423978)]
    [InlineData(0, 1, -1, 1, 0, 0.53956009375488)]
    [InlineData(0, 1, 0, double.PositiveInfinity, 0.79788456080286536, 0.60281027498704)]
    [InlineData(3, 0.5, 3, double.PositiveInfinity, 3.39894228040143268, 0.30140513749352)]
    [InlineData(0, 0.02, -2, 2, 0, 0.02)]
    [InlineData(5, 2, double.NegativeInfinity, double.PositiveInfinity, 5, 2)]
    public void Moments_agree_with_the_closed_form(double mean, double std, double lower, double upper, double ownMean, double ownStd)
    {
        var moments = TruncatedNormal.Moments(mean, std, lower, upper);
        Assert.NotNull(moments);
        Assert.Equal(ownMean, moments.Value.Mean, 1e-9);
        Assert.Equal(ownStd, moments.Value.Std, 1e-9);
    }

    [Fact]
    public void A_narrow_interval_is_nearly_uniform()
    {
        var (mean, std) = TruncatedNormal.Moments(0, 1, 0.5, 0.5001)!.Value;
        Assert.Equal(0.50005, mean, 1e-9);
        Assert.Equal(0.0001 / Math.Sqrt(12), std, 1e-9);
    }

    [Theory]
    [InlineData(0, 1, 2, -2)]
    [InlineData(0, 1, 1, 1)]
    [InlineData(0, 0, -1, 1)]
    [InlineData(0, -1, -1, 1)]
    [InlineData(0, double.NaN, -1, 1)]
    [InlineData(0, 1, double.NaN, 1)]
    [InlineData(0, 1, 40, 50)]
    public void Nothing_can_be_drawn(double mean, double std, double lower, double upper) =>
        Assert.Null(TruncatedNormal.Moments(mean, std, lower, upper));
}
