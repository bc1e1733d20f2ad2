using InitAnalyzer.Theory;
using TorchSharp;
using Xunit.Sdk;
using static TorchSharp.torch;

namespace InitAnalyzer.Native.Tests;

/// <summary>The yardstick itself: it must tell laws apart at the sizes that the tests use.</summary>
[Collection(NativeCollection.Name)]
public class WeightStatisticsTests
{
    private static readonly Dictionary<string, Func<Tensor>> s_wrong = new()
    {
        ["uniform in place of normal"] = () => (rand(104, 104) - 0.5) * Math.Sqrt(12),
        ["a mean"] = () => randn(104, 104) + 0.06,
        ["a tenth more variance"] = () => randn(104, 104) * Math.Sqrt(1.1),
        ["a tenth less variance"] = () => randn(104, 104) * Math.Sqrt(0.9),
        ["a constant"] = () => ones(104, 104),
        ["too few to tell"] = () => randn(90, 104),
        ["not a number"] = () => full(104, 104, double.NaN),
    };

    public static TheoryData<string> Wrong => [.. s_wrong.Keys];

    [NativeTheory]
    [MemberData(nameof(Wrong))]
    public void What_is_not_a_standard_normal_is_refused(string what)
    {
        random.manual_seed(1);
        using var weight = s_wrong[what]();
        Assert.Throws<TrueException>(() => WeightStatistics.Of(weight).AssertDrawnFrom(Distribution.Normal, 1, 0, what));
    }

    [NativeFact]
    public void A_standard_normal_is_accepted_and_refused_as_uniform()
    {
        random.manual_seed(1);
        using var weight = randn(104, 104);
        WeightStatistics.Of(weight).AssertDrawnFrom(Distribution.Normal, 1, 0, "randn");
        Assert.Throws<TrueException>(() => WeightStatistics.Of(weight).AssertDrawnFrom(Distribution.Uniform, 1, 0, "randn"));
    }

    [NativeFact]
    public void Only_an_orthogonal_matrix_of_the_gain_is_orthogonal()
    {
        random.manual_seed(1);
        using var weight = nn.init.orthogonal_(empty(60, 80));
        WeightStatistics.AssertOrthogonal(weight, 1, 0, "orthogonal_");
        Assert.Throws<TrueException>(() => WeightStatistics.AssertOrthogonal(weight, 2, 0, "another gain"));
        using var normal = randn(60, 80) / Math.Sqrt(80);
        Assert.Throws<TrueException>(() => WeightStatistics.AssertOrthogonal(normal, 1, 0.015, "a normal matrix"));
    }
}
