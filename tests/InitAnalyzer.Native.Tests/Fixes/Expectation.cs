using InitAnalyzer.Theory;
using TorchSharp.Modules;

namespace InitAnalyzer.Native.Tests.Fixes;

/// <summary>What a parameter shall hold when a fixed program has run.</summary>
/// <param name="Parameter">Its name in <c>named_parameters()</c>.</param>
/// <param name="Check">Fails unless it does; the second argument says whose it is.</param>
internal sealed record Expectation(string Parameter, Action<Parameter, string> Check)
{
    /// <summary>Fixes write gains and bounds with three digits: 3.6 for √12.8.</summary>
    private const double Rounding = 0.015;

    /// <summary>Drawn from a law over the fans as TorchSharp counts them.</summary>
    public static Expectation Of(string parameter, WeightLaw law) => new(parameter, (weight, what) =>
    {
        var fans = Fans.FromShape(weight.shape, WeightLayout.OutputsFirst);
        if (law.Distribution == Distribution.Orthogonal)
        {
            WeightStatistics.AssertOrthogonal(weight, law.Scale, Rounding, what);
        }
        else
        {
            WeightStatistics.Of(weight).AssertDrawnFrom(law.Distribution, law.VarianceFor(fans), Rounding, what);
        }
    });

    /// <summary>Normal, Var(w) = <paramref name="scale"/>/fan.</summary>
    public static Expectation Normal(string parameter, double scale, FanMode mode = FanMode.FanIn) =>
        Of(parameter, WeightLaw.OfScale(Distribution.Normal, scale, mode));

    /// <summary>Uniform, Var(w) = <paramref name="scale"/>/fan.</summary>
    public static Expectation Uniform(string parameter, double scale, FanMode mode = FanMode.FanIn) =>
        Of(parameter, WeightLaw.OfScale(Distribution.Uniform, scale, mode));

    /// <summary>Rows or columns orthogonal, of length √<paramref name="scale"/>.</summary>
    public static Expectation Orthogonal(string parameter, double scale) =>
        Of(parameter, WeightLaw.OfScale(Distribution.Orthogonal, scale));

    /// <summary>Normal of a standard deviation that no fan divides.</summary>
    public static Expectation NormalOfStd(string parameter, double std) =>
        Of(parameter, WeightLaw.OfVariance(Distribution.Normal, std * std));

    /// <summary>Uniform between two bounds that no fan divides.</summary>
    public static Expectation UniformWithin(string parameter, double bound) =>
        Of(parameter, WeightLaw.OfVariance(Distribution.Uniform, bound * bound / 3));

    /// <summary>As TorchSharp makes it: a Linear or Conv that nobody initialised.</summary>
    public static Expectation Default(string parameter) => Uniform(parameter, 1.0 / 3);

    /// <summary>One number everywhere.</summary>
    public static Expectation Constant(string parameter, double value) => new(parameter, (weight, what) =>
    {
        var statistics = WeightStatistics.Of(weight);
        Assert.True(
            Math.Abs(statistics.Minimum - value) < 1e-6 && Math.Abs(statistics.Maximum - value) < 1e-6,
            $"{what}: {statistics}; wanted: {value} everywhere");
    });
}
