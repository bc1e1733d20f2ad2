using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace InitAnalyzer.Theory.Tests;

public class WeightLawTests
{
    private static readonly Fans s_fans = new(200, 600);

    [Theory]
    [InlineData(FanMode.FanIn, 2 / 200.0)]
    [InlineData(FanMode.FanOut, 2 / 600.0)]
    [InlineData(FanMode.FanAverage, 2 / 400.0)]
    public void A_relative_law_divides_its_scale_by_the_fan(FanMode mode, double variance)
    {
        WeightLaw law = WeightLaw.OfScale(Distribution.Uniform, 2, mode);
        Assert.Equal(variance, law.VarianceFor(s_fans), 1e-17);
        Assert.Equal(2, law.ScaleFor(s_fans));
        Assert.Equal(2, law.Scale);
        Assert.Equal(mode, law.Mode);
        Assert.Equal(Distribution.Uniform, law.Distribution);
        Assert.False(law.IsAbsolute);
        Assert.Equal(0, law.Mean);
    }

    [Fact]
    public void An_absolute_law_has_a_scale_in_a_layer_only()
    {
        WeightLaw law = WeightLaw.OfVariance(Distribution.Normal, 0.0004, 0.5);
        Assert.True(law.IsAbsolute);
        Assert.Equal(0.5, law.Mean);
        Assert.Equal(0.0004, law.VarianceFor(s_fans));
        Assert.Equal(0.08, law.ScaleFor(s_fans), 1e-16);
        Assert.Throws<InvalidOperationException>(() => law.Scale);
    }

    /// <summary>The scale of an absolute law is that of the fan-in law with the same variance.</summary>
    [Fact]
    public void Both_kinds_of_law_agree_on_the_scale() =>
        Prop.ForAll(Arbitraries.Scales, Arbitraries.Convolutions, (scale, c) =>
        {
            Fans fans = Fans.ForConvolution(c.In, c.Out, c.Field, c.Groups);
            double variance = WeightLaw.OfScale(Distribution.Normal, scale).VarianceFor(fans);
            return Math.Abs(WeightLaw.OfVariance(Distribution.Normal, variance).ScaleFor(fans) / scale - 1) < 1e-14;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_empty_layer_counts_as_one_weight()
    {
        Assert.Equal(2, WeightLaw.OfScale(Distribution.Normal, 2).VarianceFor(Fans.ForLinear(0, 10)));
        Assert.Equal(3, WeightLaw.OfVariance(Distribution.Normal, 3).ScaleFor(default));
    }

    [Fact]
    public void Equality_is_by_value()
    {
        WeightLaw law = WeightLaw.OfScale(Distribution.Normal, 2);
        Assert.True(law == WeightLaw.OfScale(Distribution.Normal, 2));
        Assert.Equal(law.GetHashCode(), WeightLaw.OfScale(Distribution.Normal, 2).GetHashCode());
        Assert.True(law != WeightLaw.OfScale(Distribution.Uniform, 2));
        Assert.True(law != WeightLaw.OfScale(Distribution.Normal, 1));
        Assert.True(law != WeightLaw.OfScale(Distribution.Normal, 2, FanMode.FanOut));
        Assert.True(law != WeightLaw.OfVariance(Distribution.Normal, 2));
        Assert.True(WeightLaw.OfVariance(Distribution.Normal, 2) != WeightLaw.OfVariance(Distribution.Normal, 2, 1));
        Assert.False(law.Equals(null));
        Assert.Equal(
            WeightLaw.OfVariance(Distribution.Normal, 2, 0.0).GetHashCode(),
            WeightLaw.OfVariance(Distribution.Normal, 2, -0.0).GetHashCode());
    }

    [Fact]
    public void Text_is_the_same_in_every_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal("Normal, Var(w) = 2/fan_in", WeightLaw.OfScale(Distribution.Normal, 2).ToString());
            Assert.Equal("Uniform, Var(w) = 0.333333/fan_out", WeightLaw.OfScale(Distribution.Uniform, 1 / 3.0, FanMode.FanOut).ToString());
            Assert.Equal("Normal, Var(w) = 1/fan_avg", WeightLaw.OfScale(Distribution.Normal, 1, FanMode.FanAverage).ToString());
            Assert.Equal("Uniform, Var(w) = 0.25, mean 0.5", WeightLaw.OfVariance(Distribution.Uniform, 0.25, 0.5).ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Bad_arguments_are_named()
    {
        Assert.Throws<ArgumentOutOfRangeException>("distribution", () => WeightLaw.OfScale((Distribution)7, 1));
        Assert.Throws<ArgumentOutOfRangeException>("distribution", () => WeightLaw.OfVariance((Distribution)(-1), 1));
        Assert.Throws<ArgumentOutOfRangeException>("mode", () => WeightLaw.OfScale(Distribution.Normal, 1, (FanMode)3));
        Assert.All([double.NaN, double.PositiveInfinity, -1], bad =>
        {
            Assert.Throws<ArgumentOutOfRangeException>("scale", () => WeightLaw.OfScale(Distribution.Normal, bad));
            Assert.Throws<ArgumentOutOfRangeException>("variance", () => WeightLaw.OfVariance(Distribution.Normal, bad));
        });
        Assert.Throws<ArgumentOutOfRangeException>("mean", () => WeightLaw.OfVariance(Distribution.Normal, 1, double.NaN));
    }
}
