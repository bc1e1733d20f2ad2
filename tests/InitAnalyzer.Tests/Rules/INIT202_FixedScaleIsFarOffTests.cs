using InitAnalyzer.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Xunit;
using static InitAnalyzer.Tests.Reading.ProgramTable;
using static InitAnalyzer.Tests.Rules.RuleTest;

namespace InitAnalyzer.Tests.Rules;

public class INIT202_FixedScaleIsFarOffTests
{
    /// <summary>With 16 inputs c = 16σ².</summary>
    [Theory]
    [InlineData("init.normal_(fc.weight, 0, 0.01)", "normal_ gives Var(w) = 0.0001, which is 0.0016/fan_in, 1250 times too small (forward multiplier 0.0008 a layer)", "2/fan")]
    [InlineData("init.normal_(fc.weight)", null, null)]
    [InlineData("init.normal_(fc.weight, 0, 3)", "normal_ gives Var(w) = 9, which is 144/fan_in, 72 times too large (forward multiplier 72 a layer)", "2/fan")]
    [InlineData("init.uniform_(fc.weight, -0.05, 0.05)", "uniform_ gives Var(w) = 0.000833, which is 0.0133/fan_in, 150 times too small (forward multiplier 0.00667 a layer)", "2/fan")]
    [InlineData("init.uniform_(fc.weight)", "uniform_ gives weights of mean 0.5 and standard deviation 0.289", "mean 0 and Var(w) = 2/fan")]
    [InlineData("init.uniform_(fc.weight, 0, 0.4)", "uniform_ gives weights of mean 0.2 and standard deviation 0.115", "mean 0 and Var(w) = 2/fan")]
    [InlineData("init.normal_(fc.weight, 0.5, 0.3)", "normal_ gives weights of mean 0.5 and standard deviation 0.3", "mean 0 and Var(w) = 2/fan")]
    public async Task Message_says_how_far_off(string initializer, string? found, string? wanted)
    {
        var source = Hidden(initializer + ";", "h.relu()");
        if (found is null)
        {
            await Verify.Diagnostics(source);
            return;
        }

        var diagnostic = await Single(source, "INIT202");
        Assert.Equal($"'fc' feeds ReLU, but {found}; ReLU wants He, {wanted}", Message(diagnostic));
        Assert.Equal(DiagnosticSeverity.Warning, diagnostic.Severity);
        Assert.Equal(initializer, TextAt(diagnostic.Location));
        Assert.Equal(["Linear(16, 8)", "h.relu()"], AdditionalTexts(diagnostic));
    }

    /// <summary>Thirty times 2 is 60, and a thirtieth of it 0.0667; with 16 inputs σ is 1.936 and 0.06455.</summary>
    [Theory]
    [InlineData("init.normal_(fc.weight, 0, 1.936);")]
    [InlineData("{|INIT202:init.normal_(fc.weight, 0, 1.937)|};")]
    [InlineData("init.normal_(fc.weight, 0, 0.0646);")]
    [InlineData("{|INIT202:init.normal_(fc.weight, 0, 0.0645)|};")]
    [InlineData("init.normal_(fc.weight, 0.0049, 0.2);")]
    [InlineData("{|INIT202:init.normal_(fc.weight, 0.0051, 0.2)|};")]
    [InlineData("using (torch.no_grad()) {|INIT202:fc.weight.uniform_(0, 1)|};")]
    [InlineData("const double sigma = 0.01;\n{|INIT202:init.normal_(fc.weight, std: sigma)|};")]
    [InlineData("{|INIT104:init.normal_(fc.weight, 0, 0.01)|};\ninit.kaiming_normal_(fc.weight);")]
    [InlineData("init.normal_(fc.weight, 0, Math.Sqrt(2.0 / 16));")]
    [InlineData("{|INIT104:init.normal_(head.weight, 0, 0.001)|};\ninit.uniform_(head.weight);")]
    [InlineData("{|INIT104:init.normal_(fc.bias, 0, 0.001)|};\ninit.uniform_(fc.bias);")]
    public Task Bounds_of_the_scale_and_of_the_mean(string initializer) => Verify.Diagnostics(Hidden(initializer, "h.relu()"));

    [Theory]
    [InlineData("functional.layer_norm(h, new long[] { 8 }).relu()")]
    [InlineData("torch.sigmoid(h) * h")]
    [InlineData("functional.glu(h)")]
    [InlineData("h")]
    [InlineData("h + x")]
    public Task Normalised_layers_gates_and_what_is_not_known_are_not_judged(string activation) =>
        Verify.Diagnostics(Hidden("init.uniform_(fc.weight);", activation));

    [Fact]
    public Task Normalised_layers_are_where_that_is_set() => Verify.DiagnosticsUnder(
        "init_analyzer.report_normalized = true",
        Hidden("{|INIT202:init.uniform_(fc.weight)|};", "functional.layer_norm(h, new long[] { 8 }).relu()"));

    [Fact]
    public Task The_last_rectifier_is_an_output() => Verify.Diagnostics(
        Net("private readonly Linear fc = Linear(16, 8);", "init.normal_(fc.weight, 0, 0.001);", "return fc.forward(x).relu();"));

    /// <summary>A width that is not known leaves the scale open, and the mean is what it is.</summary>
    [Theory]
    [InlineData("init.normal_(fc.weight, 0, 0.0001);")]
    [InlineData("{|INIT202:init.uniform_(fc.weight)|};")]
    public Task A_layer_of_unknown_width(string initializer) => Verify.Diagnostics(
        $$"""
        class Net : Module<Tensor, Tensor>
        {
            private readonly Linear fc, head;

            public Net(long inputs) : base("net")
            {
                fc = Linear(inputs, 8);
                head = Linear(8, 1);
                {{initializer}}
                RegisterComponents();
            }

            public override Tensor forward(Tensor x) => head.forward(fc.forward(x).relu());
        }
        """);

    /// <summary>Between tanh, which wants 1, and a sigmoid, which wants 12.8, only what is far off for both is reported.</summary>
    [Theory]
    [InlineData("init.normal_(fc.weight, 0, 0.1);")]
    [InlineData("{|INIT202:init.normal_(fc.weight, 0, 0.01)|};")]
    public Task Several_activations(string initializer) => Verify.Diagnostics(
        Net(
            "private readonly Linear fc = Linear(16, 8), a = Linear(8, 1), b = Linear(8, 1);",
            initializer,
            "var h = fc.forward(x);\nreturn a.forward(h.tanh()) + b.forward(h.sigmoid());"));

    [Fact]
    public async Task A_walk_over_modules_is_reported_once()
    {
        var diagnostic = await Single(
            Net(
                "private readonly Linear a = Linear(8, 8), b = Linear(8, 8), head = Linear(8, 1);",
                "RegisterComponents();\nforeach (var m in modules())\n{\n    if (m is Linear l)\n    {\n        init.normal_(l.weight, 0, 0.001);\n    }\n}",
                "return head.forward(b.forward(a.forward(x).relu()).relu());"),
            "INIT202");
        Assert.StartsWith("'a', 'b' feed ReLU", Message(diagnostic), StringComparison.Ordinal);
    }

    /// <summary>The usual 0.02 of generators and language models, at their usual widths.</summary>
    [Fact]
    public Task Usual_widths_take_the_usual_deviation() => Verify.Diagnostics(
        Net(
            "private readonly Linear up = Linear(768, 3072), down = Linear(3072, 768);\nprivate readonly Conv2d conv = Conv2d(64, 128, 4), last = Conv2d(128, 1, 4);",
            "init.normal_(up.weight, 0, 0.02);\ninit.normal_(down.weight, 0, 0.02);\ninit.normal_(conv.weight, 0, 0.02);\ninit.normal_(last.weight, 0, 0.02);",
            "var h = down.forward(functional.gelu(up.forward(x)));\nreturn last.forward(functional.leaky_relu(conv.forward(h), 0.2));"));

    [Theory]
    [InlineData("init.normal_(fc.weight, 0, 0.001)", "h.relu()", "init.kaiming_normal_(fc.weight, nonlinearity: init.NonlinearityType.ReLU)")]
    [InlineData("init.uniform_(fc.weight)", "h.relu()", "init.kaiming_uniform_(fc.weight, nonlinearity: init.NonlinearityType.ReLU)")]
    [InlineData("init.uniform_(fc.weight, 0, 0.1)", "h.tanh()", "init.xavier_uniform_(fc.weight)")]
    [InlineData("init.normal_(fc.weight, 0, 0.001)", "h.sigmoid()", "init.normal_(fc.weight, 0, 3.6 / Math.Sqrt(init.CalculateFanInAndFanOut(fc.weight).fanIn))")]
    public Task Fix_writes_the_recommended_law(string initializer, string activation, string fixedInitializer) => Verify.Fix(
        Hidden($"{{|INIT202:{initializer}|}}; // first", activation),
        Hidden($"{fixedInitializer}; // first", activation));

    [Fact]
    public Task Fix_all_in_one_file() => Verify.Fix(
        Net(
            "private readonly Linear a = Linear(8, 8), b = Linear(8, 8), head = Linear(8, 1);",
            "{|INIT202:init.uniform_(a.weight)|};\nusing (torch.no_grad())\n{\n    {|INIT202:b.weight.normal_(0, 0.001)|};\n}",
            "return head.forward(b.forward(a.forward(x).relu()).tanh());"),
        Net(
            "private readonly Linear a = Linear(8, 8), b = Linear(8, 8), head = Linear(8, 1);",
            "init.kaiming_uniform_(a.weight, nonlinearity: init.NonlinearityType.ReLU);\nusing (torch.no_grad())\n{\n    init.kaiming_normal_(b.weight, nonlinearity: init.NonlinearityType.Linear);\n}",
            "return head.forward(b.forward(a.forward(x).relu()).tanh());"));
}
