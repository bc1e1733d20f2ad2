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
    /// <summary>Whether TorchSharp throws when the program runs as it was.</summary>
    public bool ThrowsUnfixed { get; init; }
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
        new("105: an ignored generator", ["INIT105"], Net("using var generator = new Generator(3UL, CPU);\ninit.normal_(fc1.weight, 0, 0.02, generator);", Linear), NormalOfStd("fc1.weight", 0.02)),
        new("001 and 105: a Xavier normal before ReLU", ["INIT001", "INIT105"], Net("init.xavier_normal_(fc1.weight);", Relu), Normal("fc1.weight", 2)),
    ];

    private static string Net(string init, string forward) => ProgramTable.Net(Layers, init, forward);

    private static string Convolution(string init) =>
        ProgramTable.Net("private readonly Conv2d conv1 = Conv2d(36, 48, 3);", init, "return conv1.call(x);");
}
