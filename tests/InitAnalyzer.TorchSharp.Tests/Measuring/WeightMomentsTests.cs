using TorchSharp;
using static TorchSharp.torch;

namespace InitAnalyzer.Torch.Tests;

[Collection(NativeCollection.Name)]
public class WeightMomentsTests
{
    [NativeTheory]
    [InlineData(ScalarType.Float32, 7, 1001)]
    [InlineData(ScalarType.Float32, 1, 3)]
    [InlineData(ScalarType.Float64, 3, 1001)]
    [InlineData(ScalarType.Float16, 5, 37)]
    [InlineData(ScalarType.BFloat16, 64, 64)]
    public void They_are_those_of_the_numbers(ScalarType type, int rows, int columns)
    {
        using Tensor drawn = SignalInit.normal_(zeros(columns, rows), mean: 3, std: 0.1, generator: new InitAnalyzer.Runtime.RandomStream(1, "weight")).to_type(type);

        // Not contiguous.
        using Tensor weight = drawn.t();
        double[] values = TensorValues.Of(weight);
        double mean = values.Average();
        double variance = values.Average(x => (x - mean) * (x - mean));
        double kurtosis = values.Average(x => Math.Pow(x - mean, 4)) / (variance * variance);
        WeightMoments moments = WeightMoments.Of(weight);
        Assert.Equal(mean, moments.Mean, 1e-12);
        Assert.Equal(1, moments.Variance / variance, 1e-9);
        Assert.Equal(1, moments.Kurtosis / kurtosis, 1e-9);
    }

    [NativeFact]
    public void Weights_that_are_all_alike_have_variance_0_and_none_have_no_moments()
    {
        using Tensor alike = full([33, 77], 0.1);
        Assert.Equal(0, WeightMoments.Of(alike).Variance);
        Assert.Equal(0.1, WeightMoments.Of(alike).Mean, 1e-8);
        Assert.True(double.IsNaN(WeightMoments.Of(alike).Kurtosis));
        using Tensor none = zeros(0, 5);
        Assert.True(double.IsNaN(WeightMoments.Of(none).Mean));
        using Tensor broken = full([9], float.NaN);
        Assert.True(double.IsNaN(WeightMoments.Of(broken).Variance));
    }
}
