using InitAnalyzer.Frameworks;
using InitAnalyzer.Frameworks.TorchSharp;
using Xunit;

namespace InitAnalyzer.Tests.Reading;

/// <summary>
/// Every activation in every form in which TorchSharp offers it. Each row tells the rule that reports a misfit, and the
/// initializer that does not fit; without a rule the activation accepts every law, or is never judged.
/// </summary>
public class ActivationFormTests
{
    private const string Xavier = "xavier_uniform_";
    private const string He = "kaiming_uniform_";

    private static readonly (string Rule, string Initializer, string[] Modules, string[] Expressions)[] Classes =
    [
        (
            "INIT001", Xavier,
            [
                "ReLU()", "ReLU(inplace: true)", "ReLU6()", "LeakyReLU()", "LeakyReLU(0.2)", "PReLU(1)", "RReLU()", "RReLU(0.1, 0.3)",
                "GELU()", "GELU(false)", "GELU(TorchSharp.Modules.GELU.Approximate.tanh)", "SiLU()", "SiLU(true)", "Mish()", "Mish(true)", "Hardswish()",
                "Softplus()", "Softplus(2)",
            ],
            [
                "functional.relu(h)", "functional.relu(h, true)", "functional.relu6(h)", "functional.leaky_relu(h)", "functional.leaky_relu(h, 0.2)",
                "functional.leaky_relu(h, negative_slope: 0.1, inplace: true)", "functional.prelu(h, x)", "functional.rrelu(h)",
                "functional.gelu(h)", "functional.gelu(h, false)", "functional.silu(h)", "functional.SiLU(h)", "functional.mish(h)", "functional.Mish(h)",
                "functional.hardswish(h)", "functional.softplus(h)",
                "h.relu()", "h.relu_()", "h.relu6()", "h.relu6_()", "h.leaky_relu(0.01)", "h.leaky_relu_(0.01)", "h.prelu(x)", "h.rrelu()", "h.rrelu_()",
                "h.gelu()", "h.gelu_()", "h.gelu(TorchSharp.Modules.GELU.Approximate.none)", "h.silu()", "h.silu_()", "h.hardswish()", "h.hardswish_()", "h.softplus()",
            ]
        ),
        (
            "INIT001", "orthogonal_(weight, 2)",
            ["ELU()", "ELU(0.5)", "CELU()", "CELU(alpha: 2)"],
            [
                "functional.elu(h, 1)", "functional.celu(h, 1)", "h.elu()", "h.elu(0.5)", "h.elu_()", "h.elu(1, 1, 1)", "h.celu()", "h.celu(1)", "h.celu_()", "h.celu_(1)",
            ]
        ),
        (
            "INIT002", He,
            ["Tanh()", "Tanh(inplace: true)", "Hardtanh(inplace: true)", "Hardtanh(-2, 2, true)", "Softsign()", "Softsign(true)"],
            [
                "functional.tanh(h)", "functional.tanh(h, true)", "functional.hardtanh(h, inplace: true)", "functional.Hardtanh(h, -1, 1, true)", "functional.softsign(h)", "functional.Softsign(h)",
                "torch.tanh(h)", "torch.tanh_(h)", "tanh(h)", "h.tanh()", "h.tanh_()", "h.hardtanh_(-1, 1)",
            ]
        ),
        (
            "INIT003", Xavier,
            ["Sigmoid()", "Sigmoid(true)", "LogSigmoid()", "Hardsigmoid()"],
            [
                "functional.sigmoid(h)", "functional.sigmoid(h, true)", "functional.logsigmoid(h)", "functional.hardsigmoid(h)",
                "torch.sigmoid(h)", "torch.sigmoid_(h)", "sigmoid(h)", "torch.special.sigmoid(h)", "torch.special.sigmoid_(h)", "torch.special.expit(h)",
                "h.sigmoid()", "h.sigmoid_()", "h.log_sigmoid()", "h.hardsigmoid()", "h.hardsigmoid_()",
            ]
        ),
        (
            "INIT004", He,
            ["SELU()", "SELU(true)"],
            ["functional.selu(h)", "functional.selu(h, inplace: true)", "h.selu()", "h.selu_()"]
        ),
        (
            "", He,
            [
                "nn.Identity()", "Softmax(1)", "LogSoftmax(1)", "Softmin(1)", "Softmax2d()",
                "GLU()", "Hardtanh()", "Hardtanh(-2, 2)", "Hardtanh(inplace: false)", "Hardtanh(inplace: Environment.ProcessorCount > 1)", "Threshold(0.1, 0)", "Hardshrink()", "Softshrink()", "Tanhshrink()",
            ],
            [
                "functional.softmax(h, 1)", "functional.log_softmax(h, 1)", "functional.softmin(h, 1)", "functional.softmax2d(h)", "torch.softmax(h, 1)",
                "torch.special.softmax(h, 1)", "torch.special.log_softmax(h, 1)", "h.softmax(1)", "h.log_softmax(1)",
                "functional.glu(h)", "h.glu()", "functional.hardtanh(h)", "functional.hardtanh(h, inplace: x.numel() > 8)", "functional.Hardtanh(h)", "h.hardtanh(-1, 1)", "functional.threshold(h, 0, 0)", "functional.Threshold(h, 0, 0)", "h.threshold(0, 0)", "h.threshold_(0, 0)",
                "functional.hardshrink(h)", "functional.Hardshrink(h)", "functional.softshrink(h)", "functional.Softshrink(h)",
                "functional.tanhshrink(h)", "functional.Tanhshrink(h)",
            ]
        ),
    ];

    public static IEnumerable<object[]> Modules =>
        Classes.SelectMany(row => row.Modules.Select(module => new object[] { module, row.Rule, row.Initializer }));

    public static IEnumerable<object[]> Expressions =>
        Classes.SelectMany(row => row.Expressions.Select(expression => new object[] { expression, row.Rule, row.Initializer }));

    [Theory]
    [MemberData(nameof(Modules))]
    public async Task Knows_the_module(string module, string rule, string initializer)
    {
        await Analysis.Diagnostics(ProgramTable.Net(
            members: $"private readonly Linear fc = Linear(8, 8), head = Linear(8, 1);\nprivate readonly Module<Tensor, Tensor> act = {module};",
            init: Call("fc", rule, initializer),
            forward: "return head.forward(act.call(fc.call(x)));"));
        await Analysis.Diagnostics(ProgramTable.Net(
            members: "private readonly Sequential net;",
            init: $"var fc = Linear(8, 8);\n{Call("fc", rule, initializer)}\nnet = Sequential((\"fc\", fc), (\"act\", {module}), (\"head\", Linear(8, 1)));",
            forward: "return net.forward(x);"));
    }

    [Theory]
    [MemberData(nameof(Expressions))]
    public async Task Knows_the_function_or_method(string expression, string rule, string initializer) =>
        await Analysis.Diagnostics(ProgramTable.Net(
            members: "private readonly Linear fc = Linear(8, 8), head = Linear(8, 1);",
            init: Call("fc", rule, initializer),
            forward: $"var h = fc.forward(x);\nh = {expression};\nreturn head.forward(h);"));

    /// <summary>An activation that the framework's table knows in a form that is not tried here is an omission.</summary>
    [Fact]
    public void Every_activation_of_the_framework_table_is_tried()
    {
        var tried = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (_, _, modules, expressions) in Classes)
        {
            tried.UnionWith(modules.Select(module => "nn." + module.Split('(')[0].Replace("nn.", "", StringComparison.Ordinal)));
            tried.UnionWith(expressions.Select(expression => expression.Split('(')[0]));
        }

        var missing = new List<string>();
        foreach (var row in TorchSharpFramework.Table.Rows)
        {
            if (row.Concept is not (MakesModule { Module: ActivationConcept } or AppliesModule { Module: ActivationConcept }))
            {
                continue;
            }

            var container = row.Container switch
            {
                TorchSharpFramework.NN => "nn",
                TorchSharpFramework.Functional => "functional",
                TorchSharpFramework.Torch => "torch",
                TorchSharpFramework.Special => "torch.special",
                _ => "h",
            };
            missing.AddRange(Words.Split(row.Members).Select(member => $"{container}.{member}").Where(member => !tried.Contains(member)));
        }

        // Generated by the table as the in-place twins of methods that have none.
        string[] generated =
        [
            "h.prelu_", "h.softplus_", "h.log_sigmoid_", "h.softmax_", "torch.softmax_", "torch.special.softmax_", "h.log_softmax_",
            "torch.special.log_softmax_", "torch.special.expit_", "h.glu_",
        ];
        Assert.Equal([], missing.Except(generated));
    }

    private static string Call(string layer, string rule, string initializer)
    {
        var call = initializer.Contains('(', StringComparison.Ordinal)
            ? "init." + initializer.Replace("weight", $"{layer}.weight", StringComparison.Ordinal)
            : $"init.{initializer}({layer}.weight)";
        return rule.Length == 0 ? call + ";" : $"{{|{rule}:{call}|}};";
    }
}
