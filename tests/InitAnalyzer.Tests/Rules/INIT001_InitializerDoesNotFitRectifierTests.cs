using InitAnalyzer.Tests.Reading;
using InitAnalyzer.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Xunit;
using static InitAnalyzer.Tests.Rules.RuleTest;

namespace InitAnalyzer.Tests.Rules;

public class INIT001_InitializerDoesNotFitRectifierTests
{
    [Fact]
    public async Task Message_names_layer_activation_laws_and_multipliers()
    {
        var diagnostic = await Single(Hidden("init.xavier_uniform_(fc.weight);", "functional.relu(h)"), "INIT001");
        Assert.Equal(
            "'fc' feeds ReLU, but xavier_uniform_ gives Var(w) = 1/fan_avg; ReLU wants He, 2/fan (forward multiplier 0.5 a layer, origin slope multiplier 0)",
            Message(diagnostic));
        Assert.Equal(DiagnosticSeverity.Warning, diagnostic.Severity);
        Assert.Equal("Initializer does not fit a rectifier", diagnostic.Descriptor.Title.ToString());
        Assert.True(diagnostic.Descriptor.IsEnabledByDefault);
    }

    /// <summary>c = 1 before LeakyReLU(0.2): (1 + 0.04)/2 of the second moment passes; the slope at 0 is 0.2 from the left.</summary>
    [Fact]
    public async Task Message_names_the_slope()
    {
        var diagnostic = await Single(Hidden("init.orthogonal_(fc.weight);", "h.leaky_relu(0.2)").Replace("h.leaky_relu(0.2)", "functional.leaky_relu(h, 0.2)", StringComparison.Ordinal), "INIT001");
        Assert.Equal(
            "'fc' feeds LeakyReLU(0.2), but orthogonal_ gives Var(w) = 1/fan_in; LeakyReLU(0.2) wants He, 1.92/fan (forward multiplier 0.52 a layer, origin slope multiplier 0.04)",
            Message(diagnostic));
    }

    [Theory]
    [InlineData("GELU", "0.425", "0.25")]
    [InlineData("SiLU", "0.356", "0.25")]
    [InlineData("Mish", "0.452", "0.36")]
    [InlineData("Hardswish", "0.332", "0.25")]
    [InlineData("ReLU6", "0.5", "0")]
    public async Task Message_gives_the_multipliers_of_the_activation(string activation, string forward, string slope)
    {
        var diagnostic = await Single(Hidden("init.xavier_uniform_(fc.weight);", $"nn.{activation}().forward(h)"), "INIT001");
        Assert.EndsWith(
            $"{activation} wants He, 2/fan (forward multiplier {forward} a layer, origin slope multiplier {slope})",
            Message(diagnostic),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stands_on_the_initializer_call_and_points_at_layer_and_function()
    {
        var diagnostic = await Single(Hidden("init.xavier_uniform_(fc.weight);", "functional.relu(h)"), "INIT001");
        Assert.Equal("init.xavier_uniform_(fc.weight)", TextAt(diagnostic.Location));
        Assert.Equal(["Linear(16, 8)", "functional.relu(h)"], AdditionalTexts(diagnostic));
    }

    [Fact]
    public async Task Points_at_the_activation_module_where_it_is_made()
    {
        var diagnostic = await Single(
            ProgramTable.Net(
                members: "private readonly Sequential net = Sequential(Conv2d(3, 8, 3), ReLU(inplace: true));",
                init: "init.xavier_uniform_(((Conv2d)net[0]).weight);",
                forward: "return net.forward(x);"),
            "INIT001");
        Assert.Equal("init.xavier_uniform_(((Conv2d)net[0]).weight)", TextAt(diagnostic.Location));
        Assert.Equal(["Conv2d(3, 8, 3)", "ReLU(inplace: true)"], AdditionalTexts(diagnostic));
        Assert.StartsWith("'net[0]' feeds ReLU, but ", Message(diagnostic), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stands_on_the_call_that_hands_the_layer_over()
    {
        var diagnostic = await Single(
            ProgramTable.Net(
                members: "private readonly Linear fc = Linear(8, 8);\n\nprivate static void Init(Linear layer)\n{\n    init.xavier_uniform_(layer.weight);\n}",
                init: "Init(fc);",
                forward: "return fc.forward(x).relu();"),
            "INIT001");
        Assert.Equal("Init(fc)", TextAt(diagnostic.Location));
        Assert.Equal(["Linear(8, 8)", "fc.forward(x).relu()"], AdditionalTexts(diagnostic));
        Assert.StartsWith("'fc' feeds ReLU, but xavier_uniform_ gives", Message(diagnostic), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("private readonly Linear fc1 = Linear(8, 8);", "fc1", "fc1")]
    [InlineData("private readonly Linear fc1 = Linear(8, 8);", "this.fc1", "fc1")]
    [InlineData("private readonly Linear[] layers = { Linear(8, 8), Linear(8, 8), Linear(8, 8) };", "layers[2]", "layers[2]")]
    [InlineData("public Linear Hidden { get; } = Linear(8, 8);", "Hidden", "Hidden")]
    [InlineData("private readonly (Linear Body, Linear Head) parts = (Linear(8, 8), Linear(8, 1));", "parts.Body", "parts.Body")]
    public async Task Message_names_the_layer_as_the_user_wrote_it(string member, string layer, string name)
    {
        var diagnostic = await Single(
            ProgramTable.Net(member, $"init.xavier_uniform_({layer}.weight);", $"return {layer}.forward(x).relu();"),
            "INIT001");
        Assert.StartsWith($"'{name}' feeds ReLU, but ", Message(diagnostic), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_call_in_a_loop_is_reported_once_and_names_the_layers_that_mismatch()
    {
        var diagnostic = await Single(
            ProgramTable.Net(
                members: "private readonly Linear fc1 = Linear(8, 8), fc2 = Linear(8, 8), fc3 = Linear(8, 1);",
                init: "foreach (var layer in new[] { fc1, fc2, fc3 })\n{\n    init.xavier_uniform_(layer.weight);\n}",
                forward: "return fc3.forward(fc2.forward(fc1.forward(x).relu()).relu());"),
            "INIT001");
        Assert.Equal("init.xavier_uniform_(layer.weight)", TextAt(diagnostic.Location));
        Assert.Contains("'fc1'", Message(diagnostic), StringComparison.Ordinal);
        Assert.Contains("'fc2'", Message(diagnostic), StringComparison.Ordinal);
        Assert.DoesNotContain("fc3", Message(diagnostic), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fan_out_law_is_named_as_such()
    {
        var diagnostic = await Single(
            Hidden("init.kaiming_normal_(fc.weight, mode: init.FanInOut.FanOut);", "functional.leaky_relu(h, 1)"),
            "INIT001");
        Assert.Contains("gives Var(w) = 2/fan_out;", Message(diagnostic), StringComparison.Ordinal);
    }

    /// <summary>The words section's example: a Xavier call with the gain of ReLU is a fine law for it.</summary>
    [Fact]
    public Task Laws_are_compared_never_names() => Verify.Diagnostics(
        Hidden("{|INIT105:init.xavier_normal_(fc.weight, gain: Math.Sqrt(2))|};", "h.relu()"));

    /// <summary>The fan that mode names is the author's choice.</summary>
    [Fact]
    public Task The_fan_is_the_authors_choice() => Verify.Diagnostics(
        """
        class Net : Module<Tensor, Tensor>
        {
            private readonly ConvTranspose2d up = ConvTranspose2d(256, 16, 4);
            private readonly Conv2d down = Conv2d(3, 64, 7, groups: 1);

            public Net() : base("net")
            {
                init.kaiming_normal_(up.weight, mode: init.FanInOut.FanOut);
                init.kaiming_normal_(down.weight, mode: init.FanInOut.FanOut, nonlinearity: init.NonlinearityType.ReLU);
            }

            public override Tensor forward(Tensor x) => up.forward(down.forward(x).relu()).relu();
        }
        """);

    /// <summary>The everyday cases.</summary>
    [Fact]
    public Task Xavier_Glorot_LeCun_and_plain_orthogonal_before_ReLU() => Verify.Diagnostics(
        """
        class Net : Module<Tensor, Tensor>
        {
            private readonly Linear a = Linear(8, 8), b = Linear(8, 8), c = Linear(8, 8), d = Linear(8, 8);

            public Net() : base("net")
            {
                {|INIT001:init.xavier_uniform_(a.weight)|};
                {|INIT001:init.glorot_uniform_(b.weight)|};
                {|INIT001:init.normal_(c.weight, 0, Math.Sqrt(1.0 / c.in_features))|};
                {|INIT001:init.orthogonal_(d.weight)|};
            }

            public override Tensor forward(Tensor x)
            {
                x = functional.relu(a.forward(x));
                x = functional.relu(b.forward(x));
                x = functional.relu(c.forward(x));
                return functional.relu(d.forward(x));
            }
        }
        """);
}
