using InitAnalyzer.Theory;
using static TorchSharp.torch;

namespace InitAnalyzer.Native.Tests;

/// <summary>The sample moments of a tensor, and how far they may be from those of a law.</summary>
internal sealed record WeightStatistics(long Count, double Mean, double Variance, double Kurtosis, double Minimum, double Maximum)
{
    /// <summary>In standard errors. The random stream is seeded, so nothing fails by chance from one run to the next.</summary>
    private const double Tolerance = 5;

    public const double NormalKurtosis = 3;
    public const double UniformKurtosis = 1.8;

    public static WeightStatistics Of(Tensor weight)
    {
        using var scope = NewDisposeScope();
        var values = weight.detach().to_type(ScalarType.Float64).flatten();
        var centred = values - values.mean();
        var variance = centred.square().mean().item<double>();
        return new(
            values.numel(),
            values.mean().item<double>(),
            variance,
            variance == 0 ? double.NaN : centred.pow(4).mean().item<double>() / (variance * variance),
            values.min().item<double>(),
            values.max().item<double>());
    }

    /// <summary>Fails unless the numbers can be independent draws of mean 0 from a normal or uniform distribution of this variance.</summary>
    /// <param name="distribution">Normal or uniform.</param>
    /// <param name="variance">The variance of the law.</param>
    /// <param name="rounding">How far, relatively, the written law may be from it: fixes round square roots.</param>
    /// <param name="what">Whose weight it is.</param>
    public void AssertDrawnFrom(Distribution distribution, double variance, double rounding, string what)
    {
        var kurtosis = distribution switch
        {
            Distribution.Normal => NormalKurtosis,
            Distribution.Uniform => UniformKurtosis,
            _ => throw new ArgumentOutOfRangeException(nameof(distribution), distribution, "Normal or uniform."),
        };

        // The standard errors of the sample mean and variance, and of the kurtosis of a normal sample, which is the wider one.
        var deviations =
            $"{what}: {this}; wanted: {distribution}, variance {variance:G6}";
        Assert.True(Count >= 10_000, $"Too few weights to tell. {deviations}");
        Assert.True(Math.Abs(Mean) <= Tolerance * Math.Sqrt(variance / Count), "The mean is off. " + deviations);
        Assert.True(
            Math.Abs((Variance / variance) - 1) <= (Tolerance * Math.Sqrt((kurtosis - 1) / Count)) + rounding,
            "The variance is off. " + deviations);
        Assert.True(Math.Abs(Kurtosis - kurtosis) <= Tolerance * Math.Sqrt(24.0 / Count), "The kurtosis is off. " + deviations);
    }

    /// <summary>Fails unless the rows, or else the columns, of the flattened weight are orthogonal and of length √<paramref name="scale"/>.</summary>
    public static void AssertOrthogonal(Tensor weight, double scale, double rounding, string what)
    {
        using var scope = NewDisposeScope();
        var matrix = weight.detach().to_type(ScalarType.Float64).flatten(1);
        var (rows, columns) = (matrix.shape[0], matrix.shape[1]);
        var product = rows <= columns ? matrix.matmul(matrix.t()) : matrix.t().matmul(matrix);
        var error = (product - (eye(Math.Min(rows, columns), dtype: ScalarType.Float64) * scale)).abs().max().item<double>();
        Assert.True(error <= scale * (1e-5 + rounding), $"{what}: not orthogonal with gain² {scale:G6}, but {error:G3} off");
    }
}
