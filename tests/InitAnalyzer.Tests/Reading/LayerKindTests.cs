using Xunit;

namespace InitAnalyzer.Tests.Reading;

/// <summary>Every kind of weight layer, in every overload of its factory; layers of other kinds are read but not judged.</summary>
public class LayerKindTests
{
    private static readonly (string Type, string Creation)[] WeightLayers =
    [
        ("Linear", "Linear(8, 8)"),
        ("Linear", "Linear(8, 8, false)"),
        ("Linear", "Linear(outputSize: 8, inputSize: 4, hasBias: true)"),
        ("Linear", "Linear(8, 8, device: torch.CPU, dtype: ScalarType.Float32)"),
        ("Conv1d", "Conv1d(3, 8, 3)"),
        ("Conv1d", "Conv1d(3, 8, 3, padding: Padding.Same)"),
        ("Conv2d", "Conv2d(3, 8, 3)"),
        ("Conv2d", "Conv2d(3, 8, kernel_size: 3, stride: 2, padding: 1, bias: false)"),
        ("Conv2d", "Conv2d(3, 8, (3, 5))"),
        ("Conv2d", "Conv2d(3, 8, 3, Padding.Same)"),
        ("Conv2d", "Conv2d(3, 8, (3, 5), Padding.Valid)"),
        ("Conv2d", "Conv2d(8, 8, 3, groups: 8)"),
        ("Conv3d", "Conv3d(3, 8, 3)"),
        ("Conv3d", "Conv3d(3, 8, (1, 3, 3))"),
        ("Conv3d", "Conv3d(3, 8, 3, Padding.Same)"),
        ("ConvTranspose1d", "ConvTranspose1d(8, 8, 3)"),
        ("ConvTranspose2d", "ConvTranspose2d(8, 8, 4, stride: 2, padding: 1)"),
        ("ConvTranspose2d", "ConvTranspose2d(8, 8, (4, 4))"),
        ("ConvTranspose3d", "ConvTranspose3d(8, 8, 3)"),
        ("ConvTranspose3d", "ConvTranspose3d(8, 8, (2, 2, 2))"),
    ];

    public static IEnumerable<object[]> Creations => WeightLayers.Select(row => new object[] { row.Type, row.Creation });

    [Theory]
    [MemberData(nameof(Creations))]
    public async Task Judges(string type, string creation)
    {
        await Analysis.Diagnostics(Program(type, creation, "{|INIT001:init.xavier_uniform_(layer.weight)|};", "relu"));
        await Analysis.Diagnostics(Program(type, creation, "init.kaiming_normal_(layer.weight);", "relu"));
        await Analysis.Diagnostics(Program(type, creation, "{|INIT002:init.kaiming_normal_(layer.weight)|};", "tanh"));
        await Analysis.Diagnostics(Program(type, creation, "{|INIT004:init.kaiming_normal_(layer.weight)|};", "selu"));
    }

    [Fact]
    public Task Judges_Bilinear() => Analysis.Diagnostics(
        """
        class Net : Module<Tensor, Tensor, Tensor>
        {
            private readonly Bilinear pair = Bilinear(4, 4, 8);

            public Net() : base("net") => {|INIT001:init.xavier_uniform_(pair.weight)|};

            public override Tensor forward(Tensor a, Tensor b) => pair.forward(a, b).relu();
        }
        """);

    [Fact]
    public Task What_feeds_Bilinear_is_hidden() => Analysis.Diagnostics(
        """
        class Net : Module<Tensor, Tensor, Tensor>
        {
            private readonly Linear left = Linear(4, 4), right = Linear(4, 4);
            private readonly Bilinear pair = Bilinear(4, 4, 1);

            public Net() : base("net")
            {
                {|INIT003:init.xavier_uniform_(left.weight)|};
                {|INIT002:init.kaiming_normal_(right.weight)|};
                init.xavier_uniform_(pair.weight);
            }

            public override Tensor forward(Tensor a, Tensor b) =>
                pair.call(torch.sigmoid(left.call(a)), torch.tanh(right.call(b)));
        }
        """);

    /// <summary>What feeds a layer of any kind goes on to a weight layer.</summary>
    [Theory]
    [InlineData("LSTM", "LSTM(8, 8)", "next.call(h).Item1")]
    [InlineData("GRU", "GRU(8, 8)", "next.call(h).Item1")]
    [InlineData("RNN", "RNN(8, 8)", "next.call(h).Item1")]
    [InlineData("GRUCell", "GRUCell(8, 8)", "next.forward(h)")]
    [InlineData("RNNCell", "RNNCell(8, 8)", "next.forward(h)")]
    [InlineData("TransformerEncoderLayer", "TransformerEncoderLayer(8, 2)", "next.call(h)")]
    [InlineData("MultiheadAttention", "MultiheadAttention(8, 2)", "next.call(h, h, h).Item1")]
    [InlineData("Conv1d", "Conv1d(8, 8, 3)", "next.forward(h)")]
    public async Task What_feeds_another_kind_of_layer_is_hidden(string type, string creation, string call) =>
        await Analysis.Diagnostics(ProgramTable.Net(
            members: $"private readonly Linear fc = Linear(8, 8);\nprivate readonly {type} next = {creation};",
            init: "{|INIT003:init.xavier_uniform_(fc.weight)|};",
            forward: $"var h = torch.sigmoid(fc.forward(x));\nreturn {call};"));

    [Theory]
    [InlineData("functional.linear(h, w)")]
    [InlineData("functional.conv2d(h, w)")]
    [InlineData("functional.conv_transpose1d(h, w)")]
    public async Task What_feeds_a_weight_without_a_layer_is_hidden(string call) =>
        await Analysis.Diagnostics(ProgramTable.Net(
            members: "private readonly Linear fc = Linear(8, 8);\nprivate readonly Parameter w = Parameter(torch.randn(8, 8));",
            init: "{|INIT002:init.kaiming_uniform_(fc.weight)|};",
            forward: $"var h = torch.tanh(fc.forward(x));\nreturn {call};"));

    private static string Program(string type, string creation, string init, string activation) =>
        ProgramTable.Net(
            members: $"private readonly {type} layer = {creation};\nprivate readonly Linear head = Linear(8, 1);",
            init: init,
            forward: $"return head.forward(layer.forward(x).{activation}().flatten(1));");
}
