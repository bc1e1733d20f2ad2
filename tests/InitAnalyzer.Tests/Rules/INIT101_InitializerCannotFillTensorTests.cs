using InitAnalyzer.Tests.Reading;
using InitAnalyzer.Tests.Verifiers;
using Xunit;
using static InitAnalyzer.Tests.Rules.RuleTest;

namespace InitAnalyzer.Tests.Rules;

public class INIT101_InitializerCannotFillTensorTests
{
    private const string Layers =
        """
        private readonly Linear fc = Linear(8, 8);
            private readonly Conv1d conv1 = Conv1d(4, 4, 3);
            private readonly Conv2d conv2 = Conv2d(4, 4, 3);
            private readonly ConvTranspose3d conv3 = ConvTranspose3d(4, 4, 3);
            private readonly Bilinear pair = Bilinear(4, 4, 4);
            private readonly BatchNorm2d norm = BatchNorm2d(4);
            private readonly GroupNorm group = GroupNorm(2, 4);
            private readonly LayerNorm line = LayerNorm(8), plane = LayerNorm(new long[] { 4, 8 });
            private readonly PReLU slope = PReLU(4);
            private readonly Embedding words = Embedding(10, 4);
            private readonly Parameter vector = Parameter(zeros(8)), matrix = Parameter(zeros(8, 8)), tensor;
        """;

    private static string In(string statements, string more = "") =>
        $$"""
        class Net : Module<Tensor, Tensor>
        {
            {{Layers}}

            public Net(bool flag, Tensor given) : base("Net")
            {
                tensor = Parameter(given);
                RegisterComponents();
                {{statements}}
            }

            {{more}}

            public void Restore(string path) => load(path);

            public override Tensor forward(Tensor x) => x;
        }
        """;

    [Theory]
    [InlineData("init.xavier_uniform_(fc.bias)", "xavier_uniform_ throws at 'fc.bias', which has 1 dimension: it needs at least 2")]
    [InlineData("init.xavier_uniform_(this.fc.bias!, gain: 2)", "xavier_uniform_ throws at 'fc.bias', which has 1 dimension: it needs at least 2")]
    [InlineData("init.kaiming_normal_(conv2.bias)", "kaiming_normal_ throws at 'conv2.bias', which has 1 dimension: it needs at least 2")]
    [InlineData("init.kaiming_uniform_(norm.weight)", "kaiming_uniform_ throws at 'norm.weight', which has 1 dimension: it needs at least 2")]
    [InlineData("init.glorot_uniform_(norm.bias)", "glorot_uniform_ throws at 'norm.bias', which has 1 dimension: it needs at least 2")]
    [InlineData("init.orthogonal_(group.weight)", "orthogonal_ throws at 'group.weight', which has 1 dimension: it needs at least 2")]
    [InlineData("init.orthogonal_(line.weight)", "orthogonal_ throws at 'line.weight', which has 1 dimension: it needs at least 2")]
    [InlineData("init.orthogonal_(slope.weight)", "orthogonal_ throws at 'slope.weight', which has 1 dimension: it needs at least 2")]
    [InlineData("init.xavier_uniform_(vector)", "xavier_uniform_ throws at 'vector', which has 1 dimension: it needs at least 2")]
    [InlineData("init.xavier_uniform_(zeros(3))", "xavier_uniform_ throws at 'zeros(3)', which has 1 dimension: it needs at least 2")]
    [InlineData("init.eye_(conv1.weight)", "eye_ throws at 'conv1.weight', which has 3 dimensions: it needs exactly 2")]
    [InlineData("init.eye_(pair.weight)", "eye_ throws at 'pair.weight', which has 3 dimensions: it needs exactly 2")]
    [InlineData("init.eye_(fc.bias)", "eye_ throws at 'fc.bias', which has 1 dimension: it needs exactly 2")]
    [InlineData("init.sparse_(conv2.weight, 0.5)", "sparse_ throws at 'conv2.weight', which has 4 dimensions: it needs exactly 2")]
    [InlineData("init.dirac_(fc.weight)", "dirac_ throws at 'fc.weight', which has 2 dimensions: it needs 3 to 5")]
    [InlineData("init.dirac_(words.weight)", "dirac_ throws at 'words.weight', which has 2 dimensions: it needs 3 to 5")]
    [InlineData("init.dirac_(conv3.bias)", "dirac_ throws at 'conv3.bias', which has 1 dimension: it needs 3 to 5")]
    public async Task Message_names_the_tensor_and_its_dimensions(string call, string message)
    {
        var diagnostic = await Single(In($"var _ = {call};"), "INIT101");
        Assert.Equal(message, Message(diagnostic));
        Assert.Equal(call, TextAt(diagnostic.Location));
    }

    [Fact]
    public async Task The_layer_is_an_additional_location() =>
        Assert.Equal(["Linear(8, 8)"], AdditionalTexts(await Single(In("init.xavier_uniform_(fc.bias);"), "INIT101")));

    [Theory]
    [InlineData("init.zeros_(fc.bias)")]
    [InlineData("init.uniform_(fc.bias)")]
    [InlineData("init.normal_(norm.weight)")]
    [InlineData("init.constant_(norm.weight, 1)")]
    [InlineData("init.xavier_uniform_(words.weight)")]
    [InlineData("init.xavier_uniform_(plane.weight)")]
    [InlineData("init.xavier_uniform_(matrix)")]
    [InlineData("init.xavier_uniform_(tensor)")]
    [InlineData("init.xavier_uniform_(given)")]
    [InlineData("init.xavier_uniform_(fc.bias.view(1, -1))")]
    [InlineData("init.xavier_uniform_(fc.bias.unsqueeze(0))")]
    [InlineData("init.orthogonal_(pair.weight)")]
    [InlineData("init.eye_(fc.weight)")]
    [InlineData("init.eye_(conv1.weight.view(4, -1))")]
    [InlineData("init.sparse_(words.weight, 0.5)")]
    [InlineData("init.dirac_(conv1.weight)")]
    [InlineData("init.dirac_(conv2.weight)")]
    [InlineData("init.dirac_(conv3.weight)")]
    public async Task A_tensor_that_can_be_filled(string call) => Assert.Empty(await Analysis.Run(In($"var _ = {call};")));

    /// <summary>A walk is reported once, at the call, whatever it reaches.</summary>
    [Fact]
    public async Task All_parameters_are_filled()
    {
        var diagnostic = await Single(
            """
            class Net : Module<Tensor, Tensor>
            {
                private readonly Linear a = Linear(8, 8), b = Linear(8, 8), c = Linear(8, 8), d = Linear(8, 8);

                public Net() : base("Net")
                {
                    RegisterComponents();
                    foreach (var p in parameters())
                    {
                        init.orthogonal_(p);
                    }
                }

                public override Tensor forward(Tensor x) => d.forward(c.forward(b.forward(a.forward(x))));
            }
            """,
            "INIT101");
        Assert.Equal("orthogonal_ throws at 'a.bias', 'b.bias', 'c.bias' and 1 more, which have 1 dimension: it needs at least 2", Message(diagnostic));
    }

    [Theory]
    [InlineData("foreach (var p in parameters()) { {|INIT101:init.orthogonal_(p)|}; }")]
    [InlineData("foreach (var (name, p) in named_parameters()) { {|INIT101:init.orthogonal_(p)|}; }")]
    [InlineData("if (flag) { foreach (var p in parameters()) { {|INIT101:init.orthogonal_(p)|}; } }")]
    [InlineData("foreach (var (name, p) in named_parameters()) { if (name.EndsWith(\"bias\")) {|INIT101:init.orthogonal_(p)|}; }")]
    [InlineData("foreach (var m in modules()) { if (m is Linear l) {|INIT101:init.orthogonal_(l.bias)|}; }")]
    [InlineData("foreach (var m in modules()) { switch (m) { case BatchNorm2d n: {|INIT101:init.orthogonal_(n.weight)|}; break; } }")]
    [InlineData("apply(m => { if (m is Linear l && l.bias is not null) {|INIT101:init.orthogonal_(l.bias)|}; });")]
    [InlineData("if (flag) {|INIT101:init.orthogonal_(fc.bias)|};")]
    [InlineData("var b = fc.bias; {|INIT101:init.orthogonal_(b)|};")]
    [InlineData("{|INIT101:Fill(fc.bias)|};")]
    [InlineData("{|INIT101:Fill(vector)|}; Fill(fc.weight);")]
    [InlineData("if (flag) {|INIT101:Fill(norm.weight)|};")]
    public Task Reported(string statements) =>
        Verify.Diagnostics(In(statements, "private static void Fill(Tensor t) { init.orthogonal_(t); }"));

    [Theory]
    [InlineData("foreach (var p in parameters()) { if (p.dim() > 1) init.orthogonal_(p); }")]
    [InlineData("foreach (var p in parameters()) { if (p.ndim < 2) init.zeros_(p); else init.orthogonal_(p); }")]
    [InlineData("foreach (var p in parameters()) { if (p.shape.Length > 1) init.orthogonal_(p); }")]
    [InlineData("foreach (var p in parameters()) { if (p.shape.Length < 2) continue; init.orthogonal_(p); }")]
    [InlineData("foreach (var p in parameters()) { if (flag || p.shape.Length > 1) init.orthogonal_(p); }")]
    [InlineData("foreach (var p in parameters()) { var _ = p.shape.Length > 1 ? init.orthogonal_(p) : init.zeros_(p); }")]
    [InlineData("foreach (var p in parameters()) { var _ = p.shape.Length switch { > 1 => init.orthogonal_(p), _ => init.zeros_(p) }; }")]
    [InlineData("foreach (var p in parameters()) { switch (p.shape.Length) { case 1: break; default: init.orthogonal_(p); break; } }")]
    [InlineData("foreach (var p in parameters()) { if (p is { shape.Length: > 1 }) init.orthogonal_(p); }")]
    [InlineData("foreach (var p in parameters().Where(p => p.dim() > 1)) { init.orthogonal_(p); }")]
    [InlineData("foreach (var p in parameters().Where(p => p.shape.Length > 1)) { init.orthogonal_(p); }")]
    [InlineData("foreach (var (name, p) in named_parameters()) { if (name.Contains(\"weight\") && p.dim() > 1) init.orthogonal_(p); }")]
    [InlineData("foreach (var (name, p) in named_parameters().Where(x => x.parameter.shape.Length > 1)) { init.orthogonal_(p); }")]
    [InlineData("foreach (var p in parameters()) { try { init.orthogonal_(p); } catch { init.zeros_(p); } }")]
    [InlineData("foreach (var p in parameters()) Careful(p);")]
    [InlineData("Careful(fc.bias); Careful(vector); Careful(fc.weight);")]
    [InlineData("if (matrix.dim() == 1) init.orthogonal_(fc.bias);")]
    [InlineData("if (vector.shape.Length > 1) init.orthogonal_(vector);")]
    [InlineData("foreach (var m in modules()) { if (m is LSTM l) {|INIT111:init.orthogonal_(fc.bias)|}; }")]
    public Task Silent(string statements) =>
        Verify.Diagnostics(In(statements, "private static void Careful(Tensor t) { if (t.shape.Length < 2) return; init.orthogonal_(t); }"));

    [Fact]
    public Task Fix_zeroes_biases_and_keeps_the_way_the_call_is_written() => Verify.Fix(
        In(
            """
            // Weights first.
                    init.xavier_uniform_(fc.weight);
                    {|INIT101:init.xavier_uniform_(fc.bias, gain: 2)|}; // and this
                    torch.nn.init.kaiming_normal_(conv2.weight);
                    {|INIT101:torch.nn.init.kaiming_normal_(conv2.bias)|};
                    var b = {|INIT101:init.orthogonal_(tensor: conv1.bias)|};
            """),
        In(
            """
            // Weights first.
                    init.xavier_uniform_(fc.weight);
                    init.zeros_(fc.bias); // and this
                    torch.nn.init.kaiming_normal_(conv2.weight);
                    torch.nn.init.zeros_(conv2.bias);
                    var b = init.zeros_(tensor: conv1.bias);
            """));

    [Fact]
    public Task Fix_removes_calls_on_other_tensors_and_keeps_what_stands_around() => Verify.Fix(
        In(
            """
            init.xavier_uniform_(fc.weight);

                    // Norms.
                    {|INIT101:init.xavier_uniform_(norm.weight)|}; // never worked
                    init.zeros_(norm.bias);
                    {|INIT101:init.dirac_(words.weight)|};

                    {|INIT101:init.eye_(conv2.weight)|};
                    _ = {|INIT101:init.sparse_(conv1.weight, 0.5)|};
            """),
        In(
            """
            init.xavier_uniform_(fc.weight);

                    // Norms.
                    init.zeros_(norm.bias);
            """));

    [Fact]
    public Task Fix_can_remove_the_call_on_a_bias() => Verify.Fix(
        In("init.zeros_(fc.bias);\n        {|INIT101:init.xavier_uniform_(conv1.bias)|};"),
        In("init.zeros_(fc.bias);"),
        "InitAnalyzer.RemoveCall");

    [Theory]
    [InlineData("foreach (var p in parameters()) { {|INIT101:init.orthogonal_(p)|}; }")]
    [InlineData("if (flag) {|INIT101:init.orthogonal_(norm.weight)|};")]
    [InlineData("var w = {|INIT101:init.orthogonal_(norm.weight)|};")]
    [InlineData("{|INIT101:init.orthogonal_(norm.weight, Console.Read())|};")]
    [InlineData("{|INIT101:Fill(fc.bias)|};")]
    public Task Nothing_is_offered(string statements)
    {
        var source = In(statements, "private static void Fill(Tensor t) { init.orthogonal_(t); }");
        return Verify.Fix(source, source);
    }
}
