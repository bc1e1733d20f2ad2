using System.Globalization;
using InitAnalyzer.Theory;
using Xunit;
using static InitAnalyzer.Tests.CodeFixes.FixRunner;

namespace InitAnalyzer.Tests.CodeFixes;

/// <summary>The recommended law of every class of activations, from every initializer, in every argument style.</summary>
public class RecommendedLawTests
{
    private const Distribution Normal = Distribution.Normal;
    private const Distribution Uniform = Distribution.Uniform;
    private const Distribution Orthogonal = Distribution.Orthogonal;

    [Theory]
    [InlineData("ReLU", Uniform, "init.xavier_uniform_(w)", "init.kaiming_uniform_(w, nonlinearity: init.NonlinearityType.ReLU)")]
    [InlineData("ReLU", Normal, "init.xavier_normal_(w)", "init.kaiming_normal_(w, nonlinearity: init.NonlinearityType.ReLU)")]
    [InlineData("ReLU", Uniform, "init.glorot_uniform_(w)", "init.kaiming_uniform_(w, nonlinearity: init.NonlinearityType.ReLU)")]
    [InlineData("ReLU", Normal, "init.normal_(w, 0, 0.5)", "init.kaiming_normal_(w, nonlinearity: init.NonlinearityType.ReLU)")]
    [InlineData("ReLU", Uniform, "init.uniform_(w, -0.5, 0.5)", "init.kaiming_uniform_(w, nonlinearity: init.NonlinearityType.ReLU)")]
    [InlineData("ReLU", Distribution.TruncatedNormal, "init.trunc_normal_(w, std: 0.5)", "init.kaiming_normal_(w, nonlinearity: init.NonlinearityType.ReLU)")]
    [InlineData("GELU", Uniform, "init.xavier_uniform_(w)", "init.kaiming_uniform_(w, nonlinearity: init.NonlinearityType.ReLU)")]
    [InlineData("SiLU", Normal, "init.xavier_normal_(w)", "init.kaiming_normal_(w, nonlinearity: init.NonlinearityType.ReLU)")]
    [InlineData("ELU", Uniform, "init.xavier_uniform_(w)", "init.kaiming_uniform_(w, nonlinearity: init.NonlinearityType.ReLU)")]
    public Task He_is_written_for_every_rectifier(string activation, Distribution distribution, string before, string after) =>
        AssertFix(activation, distribution, before, after);

    [Theory]
    [InlineData("init.kaiming_uniform_(w, a: Math.Sqrt(5))", "init.kaiming_uniform_(w, nonlinearity: init.NonlinearityType.ReLU)")]
    [InlineData("init.kaiming_uniform_(w, Math.Sqrt(5))", "init.kaiming_uniform_(w, nonlinearity: init.NonlinearityType.ReLU)")]
    [InlineData("init.kaiming_uniform_(w, nonlinearity: init.NonlinearityType.Tanh)", "init.kaiming_uniform_(w, nonlinearity: init.NonlinearityType.ReLU)")]
    [InlineData("init.kaiming_uniform_(w, Math.Sqrt(5), init.FanInOut.FanOut)", "init.kaiming_uniform_(w, 0, init.FanInOut.FanOut, init.NonlinearityType.ReLU)")]
    [InlineData("init.kaiming_uniform_(w, 0, init.FanInOut.FanOut, init.NonlinearityType.Tanh)", "init.kaiming_uniform_(w, 0, init.FanInOut.FanOut, init.NonlinearityType.ReLU)")]
    [InlineData("init.kaiming_uniform_(w, Math.Sqrt(5), init.FanInOut.FanOut, init.NonlinearityType.LeakyReLU)", "init.kaiming_uniform_(w, 0, init.FanInOut.FanOut, init.NonlinearityType.ReLU)")]
    [InlineData("init.kaiming_uniform_(w, a: Math.Sqrt(5), mode: init.FanInOut.FanOut)", "init.kaiming_uniform_(w, mode: init.FanInOut.FanOut, nonlinearity: init.NonlinearityType.ReLU)")]
    [InlineData("init.kaiming_uniform_(w, Math.Sqrt(5), mode: init.FanInOut.FanOut)", "init.kaiming_uniform_(w, mode: init.FanInOut.FanOut, nonlinearity: init.NonlinearityType.ReLU)")]
    [InlineData("init.kaiming_uniform_(w, a: Math.Sqrt(5), init.FanInOut.FanOut)", "init.kaiming_uniform_(w, 0, init.FanInOut.FanOut, init.NonlinearityType.ReLU)")]
    [InlineData("init.kaiming_uniform_(nonlinearity: init.NonlinearityType.Tanh, tensor: w)", "init.kaiming_uniform_(nonlinearity: init.NonlinearityType.ReLU, tensor: w)")]
    [InlineData("init.kaiming_uniform_(w, mode: init.FanInOut.FanOut, nonlinearity: init.NonlinearityType.Sigmoid, a: 1)", "init.kaiming_uniform_(w, mode: init.FanInOut.FanOut, nonlinearity: init.NonlinearityType.ReLU)")]
    [InlineData("init.kaiming_uniform_(w, a: 2, nonlinearity: i > 0 ? init.NonlinearityType.ReLU : init.NonlinearityType.Tanh)", "init.kaiming_uniform_(w, nonlinearity: init.NonlinearityType.ReLU)")]
    public Task A_kaiming_call_is_edited_in_place(string before, string after) => AssertFix("ReLU", Uniform, before, after);

    [Theory]
    [InlineData("init.xavier_uniform_(w, gain: 2)", "init.kaiming_uniform_(w, nonlinearity: init.NonlinearityType.ReLU)")]
    [InlineData("init.xavier_uniform_(w, 2)", "init.kaiming_uniform_(w, nonlinearity: init.NonlinearityType.ReLU)")]
    [InlineData("init.xavier_uniform_(gain: 2, tensor: w)", "init.kaiming_uniform_(tensor: w, nonlinearity: init.NonlinearityType.ReLU)")]
    [InlineData("init.xavier_uniform_(w, init.calculate_gain(init.NonlinearityType.Tanh))", "init.kaiming_uniform_(w, nonlinearity: init.NonlinearityType.ReLU)")]
    [InlineData("init.uniform_(w, -0.1, 0.1, g)", "init.kaiming_uniform_(w, nonlinearity: init.NonlinearityType.ReLU)")]
    [InlineData("init.uniform_(w, low: -0.1, generator: new Generator(1))", "init.kaiming_uniform_(w, nonlinearity: init.NonlinearityType.ReLU)")]
    [InlineData("init.uniform_(w, -1 / Math.Sqrt(w.size(1)), 1 / Math.Sqrt(init.CalculateFanInAndFanOut(w).fanIn))", "init.kaiming_uniform_(w, nonlinearity: init.NonlinearityType.ReLU)")]
    public Task Arguments_that_only_compute_are_dropped(string before, string after) => AssertFix("ReLU", Uniform, before, after);

    [Theory]
    [InlineData("init.xavier_uniform_(w)", "init.kaiming_uniform_(w, a: 0.2)")]
    [InlineData("init.kaiming_uniform_(w)", "init.kaiming_uniform_(w, a: 0.2)")]
    [InlineData("init.kaiming_uniform_(w, a: Math.Sqrt(5))", "init.kaiming_uniform_(w, a: 0.2)")]
    [InlineData("init.kaiming_uniform_(w, 5, init.FanInOut.FanOut)", "init.kaiming_uniform_(w, 0.2, init.FanInOut.FanOut)")]
    [InlineData("init.kaiming_uniform_(w, 0, init.FanInOut.FanIn, init.NonlinearityType.Tanh)", "init.kaiming_uniform_(w, 0.2, init.FanInOut.FanIn, init.NonlinearityType.LeakyReLU)")]
    [InlineData("init.kaiming_uniform_(w, nonlinearity: init.NonlinearityType.Tanh)", "init.kaiming_uniform_(w, a: 0.2, nonlinearity: init.NonlinearityType.LeakyReLU)")]
    [InlineData("init.kaiming_uniform_(w, a: 3, nonlinearity: init.NonlinearityType.LeakyReLU)", "init.kaiming_uniform_(w, a: 0.2, nonlinearity: init.NonlinearityType.LeakyReLU)")]
    [InlineData("init.kaiming_uniform_(w, mode: init.FanInOut.FanOut)", "init.kaiming_uniform_(w, a: 0.2, mode: init.FanInOut.FanOut)")]
    public Task A_leaky_rectifier_gets_its_slope(string before, string after) => AssertFix("LeakyReLU", Uniform, before, after, 0.2);

    [Theory]
    [InlineData("PReLU", null, "init.kaiming_normal_(w, a: 0.25)")]
    [InlineData("RReLU", null, "init.kaiming_normal_(w, a: 0.2292)")]
    [InlineData("LeakyReLU", null, "init.kaiming_normal_(w, a: 0.01)")]
    [InlineData("LeakyReLU", 0.0, "init.kaiming_normal_(w, nonlinearity: init.NonlinearityType.ReLU)")]
    [InlineData("LeakyReLU", (double)0.2f, "init.kaiming_normal_(w, a: 0.2)")]
    [InlineData("LeakyReLU", 0.00001, "init.kaiming_normal_(w, a: 1E-05)")]
    [InlineData("LeakyReLU", -0.1, "init.kaiming_normal_(w, a: -0.1)")]
    [InlineData("LeakyReLU", 0.123456, "init.kaiming_normal_(w, a: 0.123456)")]
    [InlineData("ReLU6", null, "init.kaiming_normal_(w, nonlinearity: init.NonlinearityType.ReLU)")]
    public Task A_slope_is_written_as_its_author_did(string activation, double? slope, string after) =>
        AssertFix(activation, Normal, "init.xavier_normal_(w)", after, slope);

    [Theory]
    [InlineData("ReLU", null, "init.orthogonal_(w)", "init.orthogonal_(w, gain: init.calculate_gain(init.NonlinearityType.ReLU))")]
    [InlineData("GELU", null, "init.orthogonal_(w, 1)", "init.orthogonal_(w, init.calculate_gain(init.NonlinearityType.ReLU))")]
    [InlineData("ReLU", null, "init.orthogonal_(w, gain: 1)", "init.orthogonal_(w, gain: init.calculate_gain(init.NonlinearityType.ReLU))")]
    [InlineData("LeakyReLU", 0.2, "init.orthogonal_(w)", "init.orthogonal_(w, gain: init.calculate_gain(init.NonlinearityType.LeakyReLU, 0.2))")]
    [InlineData("Tanh", null, "init.orthogonal_(w, gain: 2)", "init.orthogonal_(w)")]
    [InlineData("SELU", null, "init.orthogonal_(w, Math.Sqrt(2))", "init.orthogonal_(w)")]
    [InlineData("Sigmoid", null, "init.orthogonal_(w)", "init.orthogonal_(w, gain: 3.6)")]
    [InlineData("Hardsigmoid", null, "init.orthogonal_(w, 2.0)", "init.orthogonal_(w, 5.37)")]
    public Task Orthogonal_stays_orthogonal(string activation, double? parameter, string before, string after) =>
        AssertFix(activation, Orthogonal, before, after, parameter);

    [Theory]
    [InlineData("Tanh", Uniform, "init.kaiming_uniform_(w)", "init.xavier_uniform_(w)")]
    [InlineData("Softsign", Uniform, "init.kaiming_uniform_(w, 0, init.FanInOut.FanOut, init.NonlinearityType.ReLU)", "init.xavier_uniform_(w)")]
    [InlineData("Tanh", Uniform, "init.xavier_uniform_(w, gain: 3)", "init.xavier_uniform_(w)")]
    [InlineData("Tanh", Uniform, "init.glorot_uniform_(w, 3)", "init.glorot_uniform_(w)")]
    [InlineData("Tanh", Normal, "init.kaiming_normal_(w)", "init.kaiming_normal_(w, nonlinearity: init.NonlinearityType.Linear)")]
    [InlineData("Hardtanh", Normal, "init.xavier_normal_(w, gain: 3)", "init.kaiming_normal_(w, nonlinearity: init.NonlinearityType.Linear)")]
    [InlineData("Tanh", Normal, "init.kaiming_normal_(w, a: 0.1, mode: init.FanInOut.FanOut)", "init.kaiming_normal_(w, mode: init.FanInOut.FanOut, nonlinearity: init.NonlinearityType.Linear)")]
    [InlineData("SELU", Normal, "init.kaiming_normal_(w)", "init.kaiming_normal_(w, nonlinearity: init.NonlinearityType.Linear)")]
    [InlineData("SELU", Uniform, "init.kaiming_uniform_(w, nonlinearity: init.NonlinearityType.ReLU)", "init.kaiming_uniform_(w, nonlinearity: init.NonlinearityType.Linear)")]
    [InlineData("SELU", Uniform, "init.xavier_uniform_(w, 2)", "init.kaiming_uniform_(w, nonlinearity: init.NonlinearityType.Linear)")]
    public Task Gain_one_is_written_for_tanh_and_selu(string activation, Distribution distribution, string before, string after) =>
        AssertFix(activation, distribution, before, after);

    [Theory]
    [InlineData("Sigmoid", Normal, "init.xavier_normal_(w)", "init.normal_(w, 0, 3.6 / Math.Sqrt(init.CalculateFanInAndFanOut(w).fanIn))")]
    [InlineData("Sigmoid", Normal, "init.xavier_normal_(w, gain: 2)", "init.normal_(w, std: 3.6 / Math.Sqrt(init.CalculateFanInAndFanOut(w).fanIn))")]
    [InlineData("LogSigmoid", Normal, "init.kaiming_normal_(w, 1)", "init.normal_(w, 0, 3.6 / Math.Sqrt(init.CalculateFanInAndFanOut(w).fanIn))")]
    [InlineData("Hardsigmoid", Normal, "init.kaiming_normal_(w)", "init.normal_(w, 0, 5.37 / Math.Sqrt(init.CalculateFanInAndFanOut(w).fanIn))")]
    [InlineData("Sigmoid", Normal, "init.kaiming_normal_(w, mode: init.FanInOut.FanOut)", "init.normal_(w, std: 3.6 / Math.Sqrt(init.CalculateFanInAndFanOut(w).fanOut))")]
    [InlineData("Sigmoid", Uniform, "init.xavier_uniform_(w)", "init.uniform_(w, -6.2 / Math.Sqrt(init.CalculateFanInAndFanOut(w).fanIn), 6.2 / Math.Sqrt(init.CalculateFanInAndFanOut(w).fanIn))")]
    [InlineData("Hardsigmoid", Uniform, "init.kaiming_uniform_(w, a: 1)", "init.uniform_(w, low: -9.3 / Math.Sqrt(init.CalculateFanInAndFanOut(w).fanIn), high: 9.3 / Math.Sqrt(init.CalculateFanInAndFanOut(w).fanIn))")]
    [InlineData("Sigmoid", Normal, "init.normal_(w, 0.0, 0.5)", "init.normal_(w, 0.0, 3.6 / Math.Sqrt(init.CalculateFanInAndFanOut(w).fanIn))")]
    [InlineData("Sigmoid", Normal, "init.normal_(w, std: 0.5)", "init.normal_(w, std: 3.6 / Math.Sqrt(init.CalculateFanInAndFanOut(w).fanIn))")]
    [InlineData("Sigmoid", Normal, "init.normal_(w, generator: g)", "init.normal_(w, std: 3.6 / Math.Sqrt(init.CalculateFanInAndFanOut(w).fanIn), generator: g)")]
    [InlineData("Sigmoid", Uniform, "init.uniform_(w, -1, 1, g)", "init.uniform_(w, -6.2 / Math.Sqrt(init.CalculateFanInAndFanOut(w).fanIn), 6.2 / Math.Sqrt(init.CalculateFanInAndFanOut(w).fanIn), g)")]
    [InlineData("Sigmoid", Normal, "init.xavier_normal_(layers[i].weight)", "init.normal_(layers[i].weight, 0, 3.6 / Math.Sqrt(init.CalculateFanInAndFanOut(layers[i].weight).fanIn))")]
    public Task Kumar_reads_the_fan_from_the_weight(string activation, Distribution distribution, string before, string after) =>
        AssertFix(activation, distribution, before, after);

    [Theory]
    [InlineData("ReLU", Normal, "fc.weight.normal_(0, 0.5)", "init.kaiming_normal_(fc.weight, nonlinearity: init.NonlinearityType.ReLU)")]
    [InlineData("Tanh", Uniform, "fc.weight.uniform_(-0.5, to: 0.5)", "init.xavier_uniform_(fc.weight)")]
    [InlineData("ReLU", Normal, "fc.weight.detach().normal_()", "init.kaiming_normal_(fc.weight.detach(), nonlinearity: init.NonlinearityType.ReLU)")]
    [InlineData("Sigmoid", Normal, "fc.weight.normal_(0, 0.5)", "fc.weight.normal_(0, 3.6 / Math.Sqrt(init.CalculateFanInAndFanOut(fc.weight).fanIn))")]
    [InlineData("Sigmoid", Uniform, "fc.weight.uniform_(from: -1, to: 1)", "fc.weight.uniform_(from: -6.2 / Math.Sqrt(init.CalculateFanInAndFanOut(fc.weight).fanIn), to: 6.2 / Math.Sqrt(init.CalculateFanInAndFanOut(fc.weight).fanIn))")]
    public Task A_fill_of_the_tensor_becomes_an_initializer(string activation, Distribution distribution, string before, string after) =>
        AssertFix(activation, distribution, before, after);

    [Theory]
    [InlineData("ReLU", Uniform, "init.xavier_uniform_(w)", "Use kaiming_uniform_ for ReLU")]
    [InlineData("LeakyReLU", Normal, "init.xavier_normal_(w)", "Use kaiming_normal_ with a = 0.01 for LeakyReLU(0.01)")]
    [InlineData("ELU", Normal, "init.xavier_normal_(w)", "Use kaiming_normal_ for ELU")]
    [InlineData("ReLU", Orthogonal, "init.orthogonal_(w)", "Use orthogonal_ with the gain of ReLU")]
    [InlineData("GELU", Orthogonal, "init.orthogonal_(w)", "Use orthogonal_ with the gain of ReLU for GELU")]
    [InlineData("Tanh", Orthogonal, "init.orthogonal_(w, 2)", "Use orthogonal_ with gain 1 for Tanh")]
    [InlineData("Tanh", Uniform, "init.kaiming_uniform_(w)", "Use xavier_uniform_ for Tanh")]
    [InlineData("Tanh", Uniform, "init.xavier_uniform_(w, 9)", "Use xavier_uniform_ with gain 1 for Tanh")]
    [InlineData("SELU", Normal, "init.kaiming_normal_(w)", "Use kaiming_normal_ with gain 1 for SELU")]
    [InlineData("Sigmoid", Normal, "init.xavier_normal_(w)", "Use normal_ with standard deviation 3.6/√fan_in for Sigmoid")]
    [InlineData("Sigmoid", Uniform, "init.kaiming_uniform_(w, 0, init.FanInOut.FanOut)", "Use uniform_ between ±6.2/√fan_out for Sigmoid")]
    public async Task The_title_says_what_will_be_written(string activation, Distribution distribution, string before, string title) =>
        Assert.Equal([title], await Snippet.Titles($"[|{before}|];", Recommend(activation, distribution)));

    [Fact]
    public async Task Numbers_are_written_in_csharp_whatever_the_culture()
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            await AssertFix("LeakyReLU", Normal, "init.xavier_normal_(w)", "init.kaiming_normal_(w, a: 0.2)", 0.2);
            await AssertFix("Hardsigmoid", Orthogonal, "init.orthogonal_(w)", "init.orthogonal_(w, gain: 5.37)");
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    private static async Task AssertFix(string activation, Distribution distribution, string before, string after, double? parameter = null) =>
        Assert.Equal(after + ";", await Snippet.Fix($"[|{before}|];", Recommend(activation, distribution, parameter)));
}
