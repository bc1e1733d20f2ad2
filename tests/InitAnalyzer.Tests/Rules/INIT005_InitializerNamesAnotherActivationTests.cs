using InitAnalyzer.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Xunit;
using static InitAnalyzer.Tests.Rules.RuleTest;

namespace InitAnalyzer.Tests.Rules;

public class INIT005_InitializerNamesAnotherActivationTests
{
    /// <summary>c = (5/3)² = 2.78; SELU's slope at 0 from the left is 1.758.</summary>
    [Fact]
    public async Task Message_names_the_activation_that_is_written()
    {
        var diagnostic = await Single(
            Hidden("init.xavier_uniform_(fc.weight, init.calculate_gain(init.NonlinearityType.Tanh));", "functional.selu(h)"),
            "INIT005");
        Assert.Equal(
            "'fc' feeds SELU, but the arguments of xavier_uniform_ speak of Tanh and give Var(w) = 2.78/fan_avg; SELU wants LeCun, 1/fan (forward multiplier 2.78 a layer, origin slope multiplier 8.59)",
            Message(diagnostic));
        Assert.Equal(DiagnosticSeverity.Warning, diagnostic.Severity);
        Assert.Equal("The initializer names another activation", diagnostic.Descriptor.Title.ToString());
    }

    /// <summary>The library's own default, written out before ReLU: a = √5, c = 2/(1 + 5) = 1/3.</summary>
    [Fact]
    public async Task Message_for_the_slope_of_the_default()
    {
        var diagnostic = await Single(Hidden("init.kaiming_uniform_(fc.weight, a: Math.Sqrt(5));", "functional.relu(h)"), "INIT005");
        Assert.StartsWith("'fc' feeds ReLU, but the arguments of kaiming_uniform_ speak of LeakyReLU(2.24) ", Message(diagnostic), StringComparison.Ordinal);
        Assert.EndsWith(
            "and give Var(w) = 0.333/fan_in; ReLU wants He, 2/fan (forward multiplier 0.167 a layer, origin slope multiplier 0)",
            Message(diagnostic),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stands_on_the_initializer_call_and_points_at_layer_and_activation()
    {
        var diagnostic = await Single(Hidden("init.kaiming_uniform_(fc.weight, a: Math.Sqrt(5));", "functional.relu(h)"), "INIT005");
        Assert.Equal("init.kaiming_uniform_(fc.weight, a: Math.Sqrt(5))", TextAt(diagnostic.Location));
        Assert.Equal(["Linear(16, 8)", "functional.relu(h)"], AdditionalTexts(diagnostic));
    }

    /// <summary>It takes the place of INIT001 to 004: the same mismatch without the name is theirs.</summary>
    [Theory]
    [InlineData("functional.relu(h)", "init.kaiming_normal_(fc.weight, nonlinearity: init.NonlinearityType.Linear)", "INIT005")]
    [InlineData("functional.relu(h)", "init.xavier_uniform_(fc.weight)", "INIT001")]
    [InlineData("torch.tanh(h)", "init.xavier_uniform_(fc.weight, init.calculate_gain(init.NonlinearityType.ReLU))", "INIT005")]
    [InlineData("torch.tanh(h)", "init.kaiming_normal_(fc.weight, nonlinearity: init.NonlinearityType.ReLU)", "INIT002")]
    [InlineData("torch.sigmoid(h)", "init.kaiming_normal_(fc.weight, nonlinearity: init.NonlinearityType.Tanh)", "INIT005")]
    [InlineData("torch.sigmoid(h)", "init.kaiming_normal_(fc.weight, nonlinearity: init.NonlinearityType.Sigmoid)", "INIT003")]
    [InlineData("functional.selu(h)", "init.kaiming_normal_(fc.weight, a: 0.1)", "INIT005")]
    [InlineData("functional.selu(h)", "init.kaiming_normal_(fc.weight, nonlinearity: init.NonlinearityType.ReLU)", "INIT004")]
    public async Task Takes_the_place_of_the_others(string activation, string initializer, string rule) =>
        await Single(Hidden(initializer + ";", activation), rule);

    /// <summary>A name of another class whose law fits all the same is no mismatch.</summary>
    [Theory]
    [InlineData("torch.tanh(h)", "init.kaiming_normal_(fc.weight, nonlinearity: init.NonlinearityType.Linear)")]
    [InlineData("torch.tanh(h)", "init.xavier_uniform_(fc.weight, init.calculate_gain(init.NonlinearityType.Sigmoid))")]
    [InlineData("functional.gelu(h)", "init.kaiming_normal_(fc.weight, nonlinearity: init.NonlinearityType.Tanh)")]
    [InlineData("functional.selu(h)", "init.kaiming_normal_(fc.weight, nonlinearity: init.NonlinearityType.Linear)")]
    [InlineData("functional.relu(h)", "init.kaiming_uniform_(fc.weight, a: 0.01)")]
    [InlineData("functional.elu(h, 1)", "init.kaiming_uniform_(fc.weight, a: 1)")]
    public Task A_law_that_fits_is_no_mismatch(string activation, string initializer) =>
        Verify.Diagnostics(Hidden(initializer + ";", activation));

    [Fact]
    public Task A_gain_passed_as_the_slope() => Verify.Diagnostics(
        """
        class Net : Module<Tensor, Tensor>
        {
            private readonly Linear a = Linear(8, 8), b = Linear(8, 8), c = Linear(8, 1);

            public Net() : base("net")
            {
                {|INIT005:init.kaiming_uniform_(a.weight, Math.Sqrt(2))|};
                {|INIT005:init.kaiming_normal_(b.weight, init.calculate_gain(init.NonlinearityType.ReLU))|};
                init.kaiming_uniform_(c.weight, Math.Sqrt(5));
            }

            public override Tensor forward(Tensor x) => c.forward(b.forward(a.forward(x).relu()).relu());
        }
        """);
}
