using InitAnalyzer.Theory;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace InitAnalyzer.Native.Tests.Facts;

/// <summary>What TorchSharp's initializers really draw: the laws that the framework's table gives them, and the quirks of INIT105.</summary>
[Collection(NativeCollection.Name)]
public class InitializerTests
{
    private static readonly Dictionary<string, (Action<Tensor> Fill, Distribution Distribution, double Scale, FanMode Mode)> s_laws = new()
    {
        ["xavier_uniform_"] = (w => init.xavier_uniform_(w), Distribution.Uniform, 1, FanMode.FanAverage),
        ["xavier_uniform_, gain 2"] = (w => init.xavier_uniform_(w, 2), Distribution.Uniform, 4, FanMode.FanAverage),
        ["glorot_uniform_"] = (w => init.glorot_uniform_(w), Distribution.Uniform, 1, FanMode.FanAverage),
        ["kaiming_uniform_"] = (w => init.kaiming_uniform_(w), Distribution.Uniform, 2, FanMode.FanIn),
        ["kaiming_uniform_, a = 0.2"] = (w => init.kaiming_uniform_(w, 0.2), Distribution.Uniform, 2 / 1.04, FanMode.FanIn),
        ["kaiming_uniform_, FanOut"] = (w => init.kaiming_uniform_(w, mode: init.FanInOut.FanOut), Distribution.Uniform, 2, FanMode.FanOut),
        ["kaiming_normal_"] = (w => init.kaiming_normal_(w), Distribution.Normal, 2, FanMode.FanIn),
        ["kaiming_normal_, ReLU"] = (w => init.kaiming_normal_(w, nonlinearity: init.NonlinearityType.ReLU), Distribution.Normal, 2, FanMode.FanIn),
        ["kaiming_normal_, Linear"] = (w => init.kaiming_normal_(w, nonlinearity: init.NonlinearityType.Linear), Distribution.Normal, 1, FanMode.FanIn),
        ["kaiming_normal_, Sigmoid"] = (w => init.kaiming_normal_(w, nonlinearity: init.NonlinearityType.Sigmoid), Distribution.Normal, 1, FanMode.FanIn),
        ["kaiming_normal_, Tanh"] = (w => init.kaiming_normal_(w, nonlinearity: init.NonlinearityType.Tanh), Distribution.Normal, 25.0 / 9, FanMode.FanIn),

        // The slope counts for the leaky rectifier alone.
        ["kaiming_normal_, ReLU, a = 1"] = (w => init.kaiming_normal_(w, 1, nonlinearity: init.NonlinearityType.ReLU), Distribution.Normal, 2, FanMode.FanIn),

        // The first quirk: the name says normal.
        ["xavier_normal_"] = (w => init.xavier_normal_(w), Distribution.Uniform, 1, FanMode.FanAverage),
        ["glorot_normal_"] = (w => init.glorot_normal_(w), Distribution.Uniform, 1, FanMode.FanAverage),
        ["xavier_normal_, gain 2"] = (w => init.xavier_normal_(w, 2), Distribution.Uniform, 4, FanMode.FanAverage),
    };

    public static TheoryData<string> Laws => [.. s_laws.Keys];

    [NativeTheory]
    [MemberData(nameof(Laws))]
    public void An_initializer_draws_from_its_law(string initializer)
    {
        var (fill, distribution, scale, mode) = s_laws[initializer];
        foreach (var shape in new long[][] { [90, 150], [64, 20, 3, 3], [40, 30, 15] })
        {
            random.manual_seed(1);
            using var weight = empty(shape);
            fill(weight);
            var fans = Fans.FromShape(shape, WeightLayout.OutputsFirst);
            WeightStatistics.Of(weight).AssertDrawnFrom(distribution, scale / fans.Of(mode), 0, $"{initializer} on [{string.Join(", ", shape)}]");
        }
    }

    [NativeFact]
    public void A_normal_and_a_uniform_of_given_numbers()
    {
        random.manual_seed(1);
        using var weight = empty(200, 100);
        init.normal_(weight, 0, 0.02);
        WeightStatistics.Of(weight).AssertDrawnFrom(Distribution.Normal, 0.0004, 0, "normal_");
        init.uniform_(weight, -0.3, 0.3);
        WeightStatistics.Of(weight).AssertDrawnFrom(Distribution.Uniform, 0.03, 0, "uniform_");

        // Without bounds, not about 0 but from 0 to 1.
        init.uniform_(weight);
        Assert.InRange(WeightStatistics.Of(weight).Mean, 0.49, 0.51);
    }

    [NativeTheory]
    [InlineData(60, 100, 1.0)]
    [InlineData(100, 60, 1.4)]
    public void Orthogonal(long rows, long columns, double gain)
    {
        random.manual_seed(1);
        using var weight = empty(rows, columns);
        init.orthogonal_(weight, gain);
        WeightStatistics.AssertOrthogonal(weight, gain * gain, 0, "orthogonal_");
        using var kernel = empty(32, 4, 3, 3);
        init.orthogonal_(kernel, gain);
        WeightStatistics.AssertOrthogonal(kernel, gain * gain, 0, "orthogonal_ of a kernel");
    }

    /// <summary>The second quirk: it multiplies by the mean and adds the standard deviation, so with mean 0 nothing random is left.</summary>
    [NativeTheory]
    [InlineData(1.0)]
    [InlineData(0.02)]
    public void Trunc_normal_of_mean_0_is_a_constant(double std)
    {
        random.manual_seed(1);
        using var weight = empty(100, 100);
        init.trunc_normal_(weight, std: std);
        var statistics = WeightStatistics.Of(weight);
        Assert.Equal(std, statistics.Minimum, 6);
        Assert.Equal(std, statistics.Maximum, 6);
    }

    [NativeFact]
    public void Trunc_normal_of_another_mean_is_neither_of_that_mean_nor_of_that_deviation()
    {
        random.manual_seed(1);
        using var weight = empty(100, 100);
        init.trunc_normal_(weight, mean: 3, std: 0.5, a: 0, b: 6);
        var statistics = WeightStatistics.Of(weight);
        Assert.False(Math.Abs(statistics.Mean - 3) < 0.5, statistics.ToString());
        Assert.False(Math.Abs(Math.Sqrt(statistics.Variance) - 0.5) < 0.3, statistics.ToString());
    }

    private static readonly Dictionary<string, Action<Tensor, Generator>> s_generated = new()
    {
        ["init.normal_"] = (w, g) => init.normal_(w, 0, 1, g),
        ["init.uniform_"] = (w, g) => init.uniform_(w, 0, 1, g),
        ["init.trunc_normal_"] = (w, g) => init.trunc_normal_(w, 1, 1, 0, 2, g),
        ["Tensor.normal_"] = (w, g) => w.normal_(0, 1, g),
        ["Tensor.uniform_"] = (w, g) => w.uniform_(0, 1, g),
    };

    /// <summary>The third quirk, and that the tensor's own methods, which the fix writes, do not share it.</summary>
    [NativeTheory]
    [InlineData("init.normal_", false)]
    [InlineData("init.uniform_", false)]
    [InlineData("init.trunc_normal_", false)]
    [InlineData("Tensor.normal_", true)]
    [InlineData("Tensor.uniform_", true)]
    public void Whether_a_generator_is_honoured(string function, bool isHonoured)
    {
        Assert.Equal(isHonoured, Draw(7).equal(Draw(7)).all().item<bool>());

        Tensor Draw(long seed)
        {
            var weight = empty(50);
            using var generator = new Generator((ulong)seed, CPU);
            s_generated[function](weight, generator);
            return weight;
        }
    }

    [NativeTheory]
    [InlineData(init.NonlinearityType.Linear, 0, 1)]
    [InlineData(init.NonlinearityType.Conv2D, 0, 1)]
    [InlineData(init.NonlinearityType.Sigmoid, 0, 1)]
    [InlineData(init.NonlinearityType.Tanh, 0, 5.0 / 3)]
    [InlineData(init.NonlinearityType.ReLU, 0, 1.4142135623730951)]
    [InlineData(init.NonlinearityType.LeakyReLU, 0, 1.4142135623730951)]
    [InlineData(init.NonlinearityType.LeakyReLU, 1, 1)]
    public void Gains(init.NonlinearityType nonlinearity, double parameter, double gain) =>
        Assert.Equal(gain, init.calculate_gain(nonlinearity, parameter), 12);
}
