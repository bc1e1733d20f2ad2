using FsCheck;
using FsCheck.Fluent;

namespace InitAnalyzer.Theory.Tests;

public class FansTests
{
    [Fact]
    public void A_linear_layer_has_its_features()
    {
        Fans fans = Fans.ForLinear(300, 100);
        Assert.Equal(new Fans(300, 100), fans);
        Assert.Equal(200, fans.Average);
        Assert.Equal(fans, Fans.FromShape([100, 300], WeightLayout.OutputsFirst));
        Assert.Equal(fans, Fans.FromShape([300, 100], WeightLayout.InputsFirst));
    }

    [Fact]
    public void A_mode_names_a_fan()
    {
        Fans fans = new(3, 5);
        Assert.Equal(3, fans.Of(FanMode.FanIn));
        Assert.Equal(5, fans.Of(FanMode.FanOut));
        Assert.Equal(4, fans.Of(FanMode.FanAverage));
        Assert.Throws<ArgumentOutOfRangeException>("mode", () => fans.Of((FanMode)3));
    }

    [Fact]
    public void A_convolution_has_the_fans_of_its_weight() =>
        Prop.ForAll(Arbitraries.Convolutions, c =>
            Fans.ForConvolution(c.In, c.Out, c.Field, c.Groups) == Fans.FromShape([c.Out, c.In / c.Groups, c.Field], WeightLayout.OutputsFirst)
            && Fans.ForConvolution(c.In, c.Out, c.Field, c.Groups).Out == c.Out * c.Field).QuickCheckThrowOnFailure();

    [Fact]
    public void A_transposed_convolution_has_its_fans_reversed() =>
        Prop.ForAll(Arbitraries.Convolutions, c =>
            Fans.ForTransposedConvolution(c.In, c.Out, c.Field, c.Groups) == Fans.FromShape([c.In, c.Out / c.Groups, c.Field], WeightLayout.OutputsFirst)
            && Fans.ForTransposedConvolution(c.In, c.Out, c.Field, c.Groups).In == c.Out / c.Groups * c.Field).QuickCheckThrowOnFailure();

    [Fact]
    public void Layouts_swap_the_fans() =>
        Prop.ForAll(Arbitraries.Convolutions, c =>
        {
            Fans outputsFirst = Fans.FromShape([c.Out, c.In, c.Field, 2], WeightLayout.OutputsFirst);
            Fans inputsFirst = Fans.FromShape([c.Out, c.In, c.Field, 2], WeightLayout.InputsFirst);
            return outputsFirst.In == inputsFirst.Out && outputsFirst.Out == inputsFirst.In && outputsFirst.In == c.In * c.Field * 2;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Large_products_do_not_overflow() =>
        Assert.Equal(8e18 * 8, Fans.ForConvolution(8_000_000_000_000_000_000, 1, 8).In);

    [Fact]
    public void Bad_arguments_are_named()
    {
        Assert.Throws<ArgumentOutOfRangeException>("in", () => new Fans(-1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("out", () => new Fans(1, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("inputs", () => Fans.ForLinear(-1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("outputs", () => Fans.ForLinear(1, -1));
        Assert.All<Func<long, long, long, long, Fans>>([Fans.ForConvolution, Fans.ForTransposedConvolution], make =>
        {
            Assert.Throws<ArgumentOutOfRangeException>("inChannels", () => make(-1, 1, 1, 1));
            Assert.Throws<ArgumentOutOfRangeException>("outChannels", () => make(1, -1, 1, 1));
            Assert.Throws<ArgumentOutOfRangeException>("receptiveField", () => make(1, 1, -1, 1));
            Assert.Throws<ArgumentOutOfRangeException>("groups", () => make(1, 1, 1, 0));
            Assert.Throws<ArgumentException>("inChannels", () => make(3, 4, 1, 2));
            Assert.Throws<ArgumentException>("outChannels", () => make(4, 3, 1, 2));
        });
        Assert.Throws<ArgumentNullException>("shape", () => Fans.FromShape(null!, WeightLayout.OutputsFirst));
        Assert.Throws<ArgumentException>("shape", () => Fans.FromShape([3], WeightLayout.OutputsFirst));
        Assert.Throws<ArgumentOutOfRangeException>("shape", () => Fans.FromShape([3, 3, -1], WeightLayout.OutputsFirst));
        Assert.Throws<ArgumentOutOfRangeException>("layout", () => Fans.FromShape([3, 3], (WeightLayout)2));
    }
}
