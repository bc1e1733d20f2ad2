using InitAnalyzer.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Xunit;
using static InitAnalyzer.Tests.Reading.ProgramTable;
using static InitAnalyzer.Tests.Rules.RuleTest;

namespace InitAnalyzer.Tests.Rules;

public class INIT103_ConstantWeightsNeverBreakSymmetryTests
{
    [Fact]
    public async Task Message_names_layer_activation_initializer_and_the_law_that_is_wanted()
    {
        var diagnostic = await Single(Hidden("init.zeros_(fc.weight);", "h.relu()"), "INIT103");
        Assert.Equal(
            "'fc' feeds a hidden ReLU, but zeros_ makes all its weights equal, so that every unit weighs its inputs alike; ReLU wants He, 2/fan",
            Message(diagnostic));
        Assert.Equal(DiagnosticSeverity.Warning, diagnostic.Severity);
        Assert.Equal("init.zeros_(fc.weight)", TextAt(diagnostic.Location));
        Assert.Equal(["Linear(16, 8)", "h.relu()"], AdditionalTexts(diagnostic));
    }

    [Theory]
    [InlineData("{|INIT103:init.ones_(fc.weight)|};")]
    [InlineData("{|INIT103:init.constant_(fc.weight, 0.01)|};")]
    [InlineData("{|INIT103:init.constant_(val: 1, tensor: fc.weight)|};")]
    [InlineData("using (torch.no_grad()) {|INIT103:fc.weight.zero_()|};")]
    [InlineData("using (torch.no_grad()) {|INIT103:fc.weight.fill_(0.1)|};")]
    [InlineData("{|INIT103:init.normal_(fc.weight, 0, 0)|};")]
    [InlineData("{|INIT103:init.uniform_(fc.weight, 0.1, 0.1)|};")]
    [InlineData("{|INIT104:init.kaiming_uniform_(fc.weight)|};\n{|INIT103:init.zeros_(fc.weight)|};")]
    public Task Every_way_to_write_a_constant(string initializer) => Verify.Diagnostics(Hidden("init.zeros_(fc.bias);\n" + initializer, "h.relu()"));

    [Theory]
    [InlineData("torch.tanh(h)")]
    [InlineData("functional.gelu(h)")]
    [InlineData("nn.SELU().forward(functional.dropout(h))")]
    [InlineData("functional.layer_norm(h, new long[] { 8 }).relu()")]
    public Task Before_every_activation_and_behind_normalisations(string activation) =>
        Verify.Diagnostics(Hidden("{|INIT103:init.zeros_(fc.weight)|};", activation));

    [Fact]
    public async Task A_loop_is_reported_once_naming_the_hidden_layers()
    {
        var diagnostic = await Single(
            Net(
                "private readonly Linear a = Linear(8, 8), b = Linear(8, 8), head = Linear(8, 1);",
                "foreach (var l in new[] { a, b, head }) init.constant_(l.weight, 0.5);",
                "return head.forward(b.forward(a.forward(x).relu()).relu());"),
            "INIT103");
        Assert.StartsWith("'a', 'b' feed a hidden ReLU", Message(diagnostic), StringComparison.Ordinal);
    }

    [Fact]
    public Task A_helper_is_reported_where_the_layer_is_handed_over() => Verify.Diagnostics(
        """
        static class Util
        {
            public static void Clear(Linear layer) => init.zeros_(layer.weight);
        }
        """,
        Net(
            "private readonly Linear fc = Linear(8, 8), head = Linear(8, 1);",
            "{|INIT103:Util.Clear(fc)|};\nUtil.Clear(head);",
            "return head.forward(fc.forward(x).relu());"));

    [Theory]
    [InlineData("init.zeros_(fc.bias);")]
    [InlineData("init.zeros_(head.weight);")]
    [InlineData("{|INIT104:init.zeros_(fc.weight)|};\ninit.kaiming_uniform_(fc.weight);")]
    [InlineData("init.eye_(fc.weight);")]
    [InlineData("{|INIT105:init.trunc_normal_(fc.weight, 0, 0.02)|};")]
    [InlineData("fc.weight.requires_grad = false;\ninit.ones_(fc.weight);")]
    [InlineData("init.ones_(fc.weight);\nfc.weight.requires_grad_(false);")]
    [InlineData("init.ones_(fc.weight);\nforeach (var p in fc.parameters()) p.requires_grad = false;")]
    public Task Biases_outputs_overrides_identities_and_frozen_filters_are_not(string initializer) =>
        Verify.Diagnostics(Hidden(initializer, "h.relu()"));

    [Fact]
    public Task A_weight_that_needs_its_gradient_again_is_not_frozen() => Verify.Diagnostics(
        Hidden("fc.weight.requires_grad = false;\n{|INIT103:init.ones_(fc.weight)|};\nfc.weight.requires_grad = true;", "h.relu()"));

    [Theory]
    [InlineData("torch.sigmoid(h) * h")]
    [InlineData("h.relu() + x")]
    [InlineData("Unknown(h)")]
    [InlineData("functional.glu(h)")]
    public Task Gates_sums_and_what_is_not_known_are_not(string activation) => Verify.Diagnostics(
        Net(
            "private readonly Linear fc = Linear(8, 8), head = Linear(8, 1);\nprivate readonly Func<Tensor, Tensor> Unknown;",
            "Unknown = Environment.NewLine.Length > 1 ? torch.cos : torch.sin;\ninit.zeros_(fc.weight);",
            $"var h = fc.forward(x);\nh = {activation};\nreturn head.forward(h);"));

    /// <summary>The last layer of a residual branch starts at zero, so that the block starts as the identity.</summary>
    [Fact]
    public Task Zero_initialised_residual_branches() => Verify.Diagnostics(
        """
        class Block : Module<Tensor, Tensor>
        {
            private readonly Conv2d conv1 = Conv2d(8, 8, 3, padding: 1), conv2 = Conv2d(8, 8, 3, padding: 1), next = Conv2d(8, 8, 1);

            public Block() : base("block")
            {
                init.kaiming_normal_(conv1.weight);
                init.zeros_(conv2.weight);
                RegisterComponents();
            }

            public override Tensor forward(Tensor x)
            {
                var h = conv2.forward(conv1.forward(x).relu());
                return next.forward((h + x).relu());
            }
        }
        """);

    /// <summary>A low-rank adapter: the second factor starts at zero, and so does the adapter.</summary>
    [Fact]
    public Task Low_rank_adapters() => Verify.Diagnostics(
        Net(
            "private readonly Linear w = Linear(8, 8), a = Linear(8, 2), b = Linear(2, 8), head = Linear(8, 1);",
            "init.kaiming_uniform_(a.weight);\ninit.zeros_(b.weight);",
            "return head.forward((w.forward(x) + b.forward(a.forward(x))).relu());"));

    /// <summary>One unit has nobody to be like.</summary>
    [Fact]
    public Task A_single_unit() => Verify.Diagnostics(
        Net("private readonly Linear fc = Linear(8, 1), head = Linear(1, 1);", "init.ones_(fc.weight);", "return head.forward(fc.forward(x).relu());"));

    /// <summary>A filter of each channel by itself: a blur.</summary>
    [Fact]
    public Task Depthwise_filters() => Verify.Diagnostics(
        Net(
            "private readonly Conv2d blur = Conv2d(8, 8, 3, groups: 8), head = Conv2d(8, 1, 1);",
            "init.constant_(blur.weight, 1.0 / 9);",
            "return head.forward(blur.forward(x).relu());"));

    [Fact]
    public Task Convolutions() => Verify.Diagnostics(
        Net(
            "private readonly Conv2d conv = Conv2d(3, 8, 3), head = Conv2d(8, 1, 1);\nprivate readonly BatchNorm2d bn = BatchNorm2d(8);",
            "{|INIT103:init.ones_(conv.weight)|};\ninit.ones_(bn.weight);\ninit.zeros_(bn.bias);",
            "return head.forward(bn.forward(conv.forward(x)).relu());"));

    [Theory]
    [InlineData("init.zeros_(fc.weight);", "h.relu()", "init.kaiming_uniform_(fc.weight, nonlinearity: init.NonlinearityType.ReLU);")]
    [InlineData("init.constant_(fc.weight, val: 0.5);", "h.tanh()", "init.xavier_uniform_(fc.weight);")]
    [InlineData("nn.init.constant_(fc.weight, 0.5); // why?", "nn.LeakyReLU(0.2).forward(h)", "nn.init.kaiming_uniform_(fc.weight, a: 0.2); // why?")]
    [InlineData("torch.nn.init.ones_(fc.weight);", "nn.SELU().forward(h)", "torch.nn.init.kaiming_uniform_(fc.weight, nonlinearity: torch.nn.init.NonlinearityType.Linear);")]
    [InlineData("using (torch.no_grad()) fc.weight.zero_();", "h.relu()", "using (torch.no_grad()) init.kaiming_uniform_(fc.weight, nonlinearity: init.NonlinearityType.ReLU);")]
    [InlineData("using (torch.no_grad()) fc.weight.fill_(0.1);", "h.relu()", "using (torch.no_grad()) init.kaiming_uniform_(fc.weight, nonlinearity: init.NonlinearityType.ReLU);")]
    public Task Fix_writes_the_recommended_law(string initializer, string activation, string fixedInitializer) => Verify.Fix(
        Hidden("init.zeros_(fc.bias);\n" + Marked(initializer), activation),
        Hidden("init.zeros_(fc.bias);\n" + fixedInitializer, activation));

    [Fact]
    public Task Fix_writes_the_distribution_that_is_set() => new Verify.FixTest(
        Hidden("{|INIT103:init.zeros_(fc.weight)|};", "h.relu()"),
        Hidden("init.kaiming_normal_(fc.weight, nonlinearity: init.NonlinearityType.ReLU);", "h.relu()"))
        .Under("init_analyzer.distribution = normal").RunAsync();

    [Fact]
    public Task Fix_all_in_one_file() => Verify.Fix(
        Net(
            "private readonly Linear a = Linear(8, 8), b = Linear(8, 8), head = Linear(8, 1);",
            "{|INIT103:init.zeros_(a.weight)|};\n{|INIT103:init.constant_(b.weight, 0.1)|}; // small",
            "return head.forward(b.forward(a.forward(x).relu()).tanh());"),
        Net(
            "private readonly Linear a = Linear(8, 8), b = Linear(8, 8), head = Linear(8, 1);",
            "init.kaiming_uniform_(a.weight, nonlinearity: init.NonlinearityType.ReLU);\ninit.xavier_uniform_(b.weight); // small",
            "return head.forward(b.forward(a.forward(x).relu()).tanh());"));

    /// <summary>Marks the call, without what stands around it.</summary>
    private static string Marked(string statement)
    {
        var start = statement.StartsWith("using", StringComparison.Ordinal) ? statement.IndexOf("fc.", StringComparison.Ordinal) : 0;
        var end = statement.LastIndexOf(';');
        return $"{statement[..start]}{{|INIT103:{statement[start..end]}|}}{statement[end..]}";
    }
}
