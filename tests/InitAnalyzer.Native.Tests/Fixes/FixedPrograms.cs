using InitAnalyzer.Tests.Reading;
using InitAnalyzer.Theory;
using static InitAnalyzer.Native.Tests.Fixes.Expectation;

namespace InitAnalyzer.Native.Tests.Fixes;

/// <summary>A program that reports something, and what its parameters shall hold after all fixes.</summary>
/// <param name="Name">What it is about.</param>
/// <param name="Reported">The IDs that are due before.</param>
/// <param name="Source">A class <c>Net</c>, or a class <c>Factory</c> with a method <c>Create</c>; without the usual usings.</param>
/// <param name="Expected">The parameters; drawn weights need 10,000 elements.</param>
internal sealed record FixedProgram(string Name, string[] Reported, string Source, params Expectation[] Expected)
{
    public Unfixed Before { get; init; }
}

/// <summary>How a program fares that is not fixed.</summary>
internal enum Unfixed
{
    /// <summary>At least one parameter is not what it shall be.</summary>
    IsWrong,

    /// <summary>TorchSharp throws.</summary>
    Throws,

    /// <summary>The parameters are no others: the fix removes what has no effect, or concerns something else than their law.</summary>
    IsRight,

    /// <summary>What the parameters hold is chance.</summary>
    MayBeRight,
}

/// <summary>The table. One row and more for each rule that has a fix.</summary>
internal static class FixedPrograms
{
    /// <summary>Two layers; the first feeds what is said, and the second is the output.</summary>
    private const string Layers =
        """
        private readonly Linear fc1 = Linear(120, 160);
        private readonly Linear fc2 = Linear(160, 104);
        """;

    private const string Relu = "return fc2.call(functional.relu(fc1.call(x)));";
    private const string Tanh = "return fc2.call(tanh(fc1.call(x)));";
    private const string Sigmoid = "return fc2.call(sigmoid(fc1.call(x)));";
    private const string Linear = "return fc2.call(fc1.call(x));";

    private const string Handmade =
        """
        class Net : Module<Tensor, Tensor>
        {
            private readonly Parameter w1 = Parameter(empty(160, 120)), w2 = Parameter(randn(104, 160) / Math.Sqrt(160));

            public Net() : base("Net")
            {
                init.xavier_uniform_(w1);
                RegisterComponents();
            }

            public override Tensor forward(Tensor x) => functional.linear(functional.relu(functional.linear(x, w1)), w2);
        }
        """;

    private const string GroupNormalised =
        """
        class Net : Module<Tensor, Tensor>
        {
            private readonly GroupNorm norm = GroupNorm(8, 32);

            public Net() : base("Net")
            {
                RegisterComponents();
            }

            public override Tensor forward(Tensor x) => norm.call(x);
        }
        """;

    public static readonly FixedProgram[] All =
    [
        new("001: He in place of Xavier", ["INIT001"], Net("init.xavier_uniform_(fc1.weight);", Relu), Uniform("fc1.weight", 2), Default("fc2.weight")),
        new("001: the gain of a leaky rectifier", ["INIT001"], Net("init.orthogonal_(fc1.weight);", "return fc2.call(functional.leaky_relu(fc1.call(x), 0.3));"), Orthogonal("fc1.weight", 2 / 1.09)),
        new("002: Xavier in place of He", ["INIT002"], Net("init.kaiming_uniform_(fc1.weight);", Tanh), Uniform("fc1.weight", 1, FanMode.FanAverage)),
        new("003: Kumar, uniform", ["INIT003"], Net("init.xavier_uniform_(fc1.weight);", Sigmoid), Uniform("fc1.weight", 12.8)),
        new("003: Kumar over fan_out", ["INIT003"], Net("init.kaiming_normal_(fc1.weight, mode: init.FanInOut.FanOut);", Sigmoid), Normal("fc1.weight", 12.8, FanMode.FanOut)),
        new("003: a fill under no_grad", ["INIT003"], Net("using (no_grad()) fc1.weight.normal_(0, Math.Sqrt(1.0 / 120));", Sigmoid), Normal("fc1.weight", 12.8)),
        new("004: LeCun for SELU", ["INIT004"], Net("init.kaiming_normal_(fc1.weight);", "return fc2.call(functional.selu(fc1.call(x)));"), Normal("fc1.weight", 1)),
        new("005: the framework's default written out", ["INIT005"], Net("init.kaiming_uniform_(fc1.weight, a: Math.Sqrt(5));", Relu), Uniform("fc1.weight", 2)),
        new("105: a truncated normal", ["INIT105"], Net("init.trunc_normal_(fc1.weight, std: 0.02);", Linear), NormalOfStd("fc1.weight", 0.02)),
        new("105: a truncated normal that is cut", ["INIT105"], Net("init.trunc_normal_(fc1.weight);", Linear), NormalOfStd("fc1.weight", 0.8796)),
        new("105: a Xavier normal", ["INIT105"], Net("init.xavier_normal_(fc1.weight);", Linear), Normal("fc1.weight", 1, FanMode.FanAverage)),
        new("105: a Xavier normal with a gain", ["INIT105"], Net("init.xavier_normal_(fc1.weight, gain: 0.5);", Linear), Normal("fc1.weight", 0.25, FanMode.FanAverage)),
        new("105: a Xavier normal of a kernel", ["INIT105"], Convolution("init.xavier_normal_(conv1.weight);"), Normal("conv1.weight", 1, FanMode.FanAverage)),
        new("105: an ignored generator", ["INIT105"], Net("using var generator = new Generator(3UL, CPU);\ninit.normal_(fc1.weight, 0, 0.02, generator);", Linear), NormalOfStd("fc1.weight", 0.02)) { Before = Unfixed.IsRight },
        new("001 and 105: a Xavier normal before ReLU", ["INIT001", "INIT105"], Net("init.xavier_normal_(fc1.weight);", Relu), Normal("fc1.weight", 2)),

        new("101: Xavier on a bias", ["INIT101"], Net("init.kaiming_uniform_(fc1.weight);\ninit.xavier_uniform_(fc1.bias);", Relu), Uniform("fc1.weight", 2), Constant("fc1.bias", 0)) { Before = Unfixed.Throws },
        new("101: orthogonal_ on a bias among others", ["INIT101"], Net("init.zeros_(fc2.bias);\ninit.orthogonal_(fc1.bias, 2);", Relu), Constant("fc1.bias", 0), Constant("fc2.bias", 0), Default("fc1.weight")) { Before = Unfixed.Throws },
        new("101: eye_ on a kernel", ["INIT101"], Convolution("init.eye_(conv1.weight);"), Default("conv1.weight")) { Before = Unfixed.Throws },
        new("101: dirac_ on a matrix", ["INIT101"], Net("init.dirac_(fc1.weight);", Linear), Default("fc1.weight")) { Before = Unfixed.Throws },
        new("102: He's variance", ["INIT102"], Net("init.normal_(fc1.weight, 0, 2.0 / fc1.in_features);", Relu), Normal("fc1.weight", 2)),
        new("102: Xavier's variance", ["INIT102"], Net("init.normal_(fc1.weight, 0, 2.0 / (120 + 160));", Tanh), Normal("fc1.weight", 1, FanMode.FanAverage)),
        new("102: a root that would not fit", ["INIT102"], Net("init.normal_(fc1.weight, 0, 1.0 / fc1.in_features);", Relu), Normal("fc1.weight", 2)),
        new("103: zeros", ["INIT103"], Net("init.zeros_(fc1.weight);", Relu), Uniform("fc1.weight", 2)),
        new("103: a constant before tanh", ["INIT103"], Net("init.constant_(fc1.weight, 0.1);", Tanh), Uniform("fc1.weight", 1, FanMode.FanAverage)),
        new("104: a dead call", ["INIT104"], Net("init.xavier_uniform_(fc1.weight);\ninit.kaiming_normal_(fc1.weight);", Relu), Normal("fc1.weight", 2)) { Before = Unfixed.IsRight },
        new("106: a copy of the weight", ["INIT106"], Net("init.kaiming_normal_(fc1.weight.clone());", Relu), Normal("fc1.weight", 2)),
        new("106: a copy of the bias", ["INIT106"], Net("_ = init.zeros_(fc1.bias!.detach().clone());", Relu), Constant("fc1.bias", 0), Default("fc1.weight")),
        new("107: a normal fill", ["INIT107"], Net("fc2.weight.normal_(0, 0.02);", Relu), NormalOfStd("fc2.weight", 0.02)) { Before = Unfixed.Throws },
        new("107: fills of several kinds", ["INIT107", "INIT107", "INIT107"], Net("fc2.weight.uniform_(-0.3, 0.3);\nfc1.bias.zero_();\nfc2.bias.fill_(0.5);", Relu), UniformWithin("fc2.weight", 0.3), Constant("fc1.bias", 0), Constant("fc2.bias", 0.5)) { Before = Unfixed.Throws },
        new("107: a copy", ["INIT107"], Net("fc2.weight.copy_(randn(104, 160) * 0.02);", Relu), NormalOfStd("fc2.weight", 0.02)) { Before = Unfixed.Throws },
        new("108: a normalisation that nobody sets", ["INIT108"], GroupNormalised, Constant("norm.weight", 1), Constant("norm.bias", 0)) { Before = Unfixed.MayBeRight },
        new("111: a query that nothing enumerates", ["INIT111"], Net("new[] { fc1.bias, fc2.bias }.Select(bias => init.zeros_(bias));", Relu), Constant("fc1.bias", 0), Constant("fc2.bias", 0), Default("fc1.weight")),
        new("001: a matrix made by hand", ["INIT001"], Handmade, Uniform("w1", 2)),
        new("110: a walk too early", ["INIT110"], Net("foreach (var m in modules())\n{\n    if (m is Linear l)\n    {\n        init.kaiming_normal_(l.weight);\n    }\n}", Relu), Normal("fc1.weight", 2), Normal("fc2.weight", 2)),
        new("110: an apply too early", ["INIT110"], Net("apply(m => { if (m is Linear l) init.zeros_(l.bias); });", Relu), Constant("fc1.bias", 0), Constant("fc2.bias", 0)),
        new("201: layers in fields", ["INIT201"], ProgramTable.Net("private readonly Linear a = Linear(100, 104), b = Linear(104, 108), c = Linear(108, 112), d = Linear(112, 116), e = Linear(116, 120);", "", "return e.call(d.call(c.call(b.call(a.call(x).relu()).relu()).relu()).relu());"),
            Uniform("a.weight", 2), Uniform("b.weight", 2), Uniform("c.weight", 2), Uniform("d.weight", 2), Default("e.weight")),
        new("201: layers of several kinds in a sequence", ["INIT201"], ProgramTable.Net("private readonly Sequential net = Sequential(Conv1d(32, 40, 9), Sigmoid(), Flatten(), Linear(120, 108), Tanh(), Linear(108, 112), Sigmoid(), Linear(112, 116), Sigmoid(), Linear(116, 120));", "", "return net.call(x);"),
            Uniform("net.0.weight", 12.8), Uniform("net.3.weight", 1, FanMode.FanAverage), Uniform("net.5.weight", 12.8), Uniform("net.7.weight", 12.8), Default("net.9.weight")),
        new("202: a tiny deviation", ["INIT202"], Net("init.normal_(fc1.weight, 0, 0.001);", Relu), Normal("fc1.weight", 2)),
        new("202: the bounds of uniform_", ["INIT202"], Net("init.uniform_(fc1.weight);", Tanh), Uniform("fc1.weight", 1, FanMode.FanAverage)),
    ];

    private static string Net(string init, string forward) => ProgramTable.Net(Layers, init, forward);

    private static string Convolution(string init) =>
        ProgramTable.Net("private readonly Conv2d conv1 = Conv2d(36, 48, 3);", init, "return conv1.call(x);");
}
