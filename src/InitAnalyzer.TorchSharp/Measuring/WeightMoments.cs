using TorchSharp;
using static TorchSharp.torch;

namespace InitAnalyzer.Torch;

/// <summary>Mean, variance and kurtosis of a weight.</summary>
internal readonly record struct WeightMoments(double Mean, double Variance, double Kurtosis)
{
    public static WeightMoments Of(Tensor weight)
    {
        using IDisposable withoutGradients = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor values = weight.detach().cpu().to_type(ScalarType.Float64);
        Tensor mean = values.mean();
        Tensor squares = TensorMath.Square(values - mean);
        double variance = squares.mean().item<double>();
        return new(mean.item<double>(), variance, variance > 0 ? TensorMath.Square(squares).mean().item<double>() / (variance * variance) : double.NaN);
    }
}
