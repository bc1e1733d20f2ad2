using InitAnalyzer.Tests.Reading;
using InitAnalyzer.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Xunit;
using static InitAnalyzer.Tests.Reading.ProgramTable;
using static InitAnalyzer.Tests.Rules.RuleTest;

namespace InitAnalyzer.Tests.Rules;

public class INIT201_SignalVanishesOrExplodesTests
{
    private const string Fields = "private readonly Linear a = Linear(64, 64), b = Linear(64, 64), c = Linear(64, 64), d = Linear(64, 64), e = Linear(64, 1);";
    private const string Flow = "foreach (var layer in new[] { a, b, c, d }) x = layer.forward(x).relu();\nreturn e.forward(x);";

    /// <summary>The default has c = 1/3, a sixth is left before ReLU: 1/6⁴ across five layers.</summary>
    [Fact]
    public async Task Message_and_places_in_a_class()
    {
        var diagnostic = await Single(Net(Fields, "", Flow), "INIT201");
        Assert.Equal(
            "The gradient vanishes: from 'e' back to 'a', across 5 weight layers, its variance is multiplied by 0.000772; 'b' loses most, a factor of 0.167",
            Message(diagnostic));
        Assert.Equal(DiagnosticSeverity.Info, diagnostic.Severity);
        Assert.Equal("Net", TextAt(diagnostic.Location));
        Assert.Equal(["Linear(64, 64)", "Linear(64, 64)", "Linear(64, 64)", "Linear(64, 64)", "Linear(64, 1)"], AdditionalTexts(diagnostic));
    }

    [Fact]
    public async Task Message_and_place_of_a_sequence()
    {
        var diagnostic = await Single(Sequence("Linear(64, 64), Sigmoid(), Linear(64, 64), Sigmoid(), Linear(64, 64), Sigmoid(), Linear(64, 1)"), "INIT201");
        Assert.StartsWith("The gradient vanishes: from 'net[6]' back to 'net[0]', across 4 weight layers, ", Message(diagnostic), StringComparison.Ordinal);
        Assert.StartsWith("Sequential(Linear(64, 64), Sigmoid(), ", TextAt(diagnostic.Location), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Message_of_an_explosion_names_the_layer_that_gains_most()
    {
        var init = "foreach (var l in new[] { a, b, d }) init.normal_(l.weight, 0, 1.2);\ninit.normal_(c.weight, 0, 1.3);";
        var diagnostic = await Single(Net(Fields, init, Flow.Replace(".relu()", "", StringComparison.Ordinal)), "INIT201");
        Assert.StartsWith("The signal explodes: from 'a' to 'e', across 5 weight layers, its variance is multiplied by ", Message(diagnostic), StringComparison.Ordinal);
        Assert.EndsWith("'c' gains most, a factor of 108", Message(diagnostic), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(SequenceRows))]
    public Task In_a_sequence(string parts, bool isReported) =>
        Verify.Diagnostics(Net($"private readonly Sequential net = {(isReported ? "{|INIT201:" : "")}Sequential({parts}){(isReported ? "|}" : "")};", "", "return net.forward(x);"));

    public static TheoryData<string, bool> SequenceRows()
    {
        var rows = new TheoryData<string, bool>
        {
            // Depth: what is left is a sixth for each layer but the first.
            { Layers(5, "ReLU()"), true },
            { Layers(4, "ReLU()"), false },
            { Layers(9, "GELU()"), true },
            { Layers(9, "SiLU()"), true },
            { Layers(9, "Tanh()"), true },
            { Layers(6, "Tanh()"), false },
            { Layers(4, "Sigmoid()"), true },
            { Layers(3, "Sigmoid()"), false },
            { Layers(5, "LeakyReLU(0.01)"), true },
            { Layers(5, "Identity()"), false },

            // Steps that keep signal and gradient as they are, and dropouts, which amplify what they keep.
            { "Linear(8, 8), ReLU(), Flatten(), Linear(8, 8), ReLU(), Linear(8, 8), Identity(), ReLU(), Linear(8, 8), ReLU(), Linear(8, 1)", true },
            { Layers(5, "ReLU(), Dropout(0.0)"), true },
            { Layers(5, "ReLU(), Dropout(0.2)"), false },
            { Layers(7, "ReLU(), Dropout(0.2)"), true },

            // Convolutions, with bias or without; one layer of another kind.
            { "Conv2d(3, 8, 3), ReLU(), Conv2d(8, 8, 3), ReLU(), Conv2d(8, 8, 3), ReLU(), Conv2d(8, 8, 3), ReLU(), Flatten(), Linear(8, 1)", true },
            { "Conv2d(3, 8, 3, bias: false), ReLU(), Conv2d(8, 8, 3, padding: 1), ReLU(), Conv2d(8, 8, 3, stride: 2), ReLU(), Conv2d(8, 8, 1), ReLU(), Conv2d(8, 1, 1)", true },
            { "ConvTranspose2d(3, 8, 3), ReLU(), ConvTranspose2d(8, 8, 3), ReLU(), ConvTranspose2d(8, 8, 3), ReLU(), ConvTranspose2d(8, 8, 3), ReLU(), ConvTranspose2d(8, 1, 3)", false },

            // What ends a chain.
            { Layers(5, "BatchNorm1d(8), ReLU()"), false },
            { Layers(5, "ReLU(), LayerNorm(8)"), false },
            { Layers(5, "ReLU(), MaxPool1d(2)"), false },
            { Layers(5, "ReLU(), AvgPool1d(2)"), false },
            { Layers(5, "ReLU(), Upsample(scale_factor: new double[] { 2 })"), false },
            { Layers(5, "Softmax(1)"), false },
            { Layers(5, "GLU()"), false },
            { Layers(3, "ReLU()") + ", BatchNorm1d(8), " + Layers(3, "ReLU()"), false },
            { Layers(3, "ReLU()") + ", BatchNorm1d(8), " + Layers(5, "ReLU()"), true },
        };
        return rows;
    }

    [Theory]
    [InlineData("init.kaiming_uniform_(a.weight);\ninit.kaiming_uniform_(b.weight);")]
    [InlineData("foreach (var m in new[] { a, b, c, d }) init.kaiming_normal_(m.weight);")]
    [InlineData("RegisterComponents();\nforeach (var (_, m) in named_modules()) { if (m is Linear l) init.kaiming_normal_(l.weight); }")]
    [InlineData("b.weight = new Parameter(randn(64, 64));")]
    [InlineData("using (no_grad()) b.weight!.copy_(randn(64, 64));")]
    [InlineData("{|INIT103:init.zeros_(c.weight)|};")]
    [InlineData("init.eye_(c.weight);")]
    [InlineData("init.constant_(c.bias, 0.1);")]
    [InlineData("init.uniform_(c.bias, 0, 1);")]
    [InlineData("c.bias = new Parameter(ones(64));")]
    [InlineData("load(\"weights.bin\");")]
    [InlineData("RegisterComponents();\nforeach (var p in parameters()) { if (p.shape[0] > 1) init.normal_(p, 0, 0.3); }")]
    public Task Silent_where_a_law_is_another_or_not_certain(string init) => Verify.Diagnostics(Net(Fields, init, Flow));

    [Theory]
    [InlineData("")]
    [InlineData("init.zeros_(c.bias);")]
    [InlineData("init.constant_(c.bias, 0);")]
    [InlineData("init.kaiming_uniform_(b.weight, a: 0.5, nonlinearity: init.NonlinearityType.Linear);", false)]
    [InlineData("init.normal_(e.weight, 0, 0.5);", false)]
    public Task Reported_under_other_initialisations_besides(string init, bool isReported = true)
    {
        var source = Net(Fields, init, Flow);
        return isReported ? Verify.Diagnostics(Mark(source)) : Analysis.Run(source).ContinueWith(run => Assert.DoesNotContain(run.Result, diagnostic => diagnostic.Id == "INIT201"), TaskScheduler.Default);
    }

    /// <summary>An output layer that is initialised is as strong as its author wants it.</summary>
    [Fact]
    public Task Silent_where_a_small_output_is_wanted() => Verify.Diagnostics(Net(
        Fields,
        "foreach (var l in new[] { a, b, c, d }) init.orthogonal_(l.weight, Math.Sqrt(2));\ninit.orthogonal_(e.weight, 0.01);",
        Flow));

    [Theory]
    [InlineData("foreach (var l in new[] { a, b, c, d }) x = x + l.forward(x).relu();\nreturn e.forward(x);")]
    [InlineData("foreach (var l in new[] { a, b, c, d }) x = l.forward(x).relu() * 2;\nreturn e.forward(x);")]
    [InlineData("x = a.forward(x).relu();\nx = b.forward(x).relu();\nvar skip = x;\nx = c.forward(x).relu();\nx = d.forward(x).relu();\nreturn e.forward(cat(new[] { x, skip }, 1));")]
    [InlineData("x = a.forward(x).relu();\nx = b.forward(x).relu();\nvar h = c.forward(x).relu();\nreturn e.forward(d.forward(h).relu()) + h.mean();")]
    [InlineData("x = a.forward(x).relu();\nx = b.forward(x).relu();\nx = c.forward(x).relu();\nx = c.forward(x).relu();\nx = d.forward(x).relu();\nreturn e.forward(x);")]
    [InlineData("x = a.forward(x).relu();\nx = b.forward(x).relu();\nif (x.sum().item<float>() > 0) x = c.forward(x).relu();\nx = d.forward(x).relu();\nreturn e.forward(x);")]
    [InlineData("for (var i = 0; i < x.shape[0]; i++) x = b.forward(a.forward(x).relu()).relu();\nreturn e.forward(d.forward(c.forward(x).relu()).relu());")]
    public Task Silent_where_the_flow_is_not_one_chain(string forward) => Verify.Diagnostics(Net(Fields, "", forward));

    [Fact]
    public Task Two_ways_to_run_one_network() => Verify.Diagnostics(Mark(Net(Fields, "", Flow).Replace(
        "public override",
        "public Tensor Predict(Tensor x)\n    {\n        using var _ = no_grad();\n        return forward(x).sigmoid();\n    }\n\n    public override",
        StringComparison.Ordinal)));

    [Fact]
    public Task Blocks_are_the_business_of_the_class_that_joins_them() => Verify.Diagnostics(
        """
        class Block : Module<Tensor, Tensor>
        {
            private readonly Linear fc;

            public Block(int n) : base("block")
            {
                fc = Linear(n, n);
                RegisterComponents();
            }

            public override Tensor forward(Tensor x) => fc.forward(x).relu();
        }

        class {|INIT201:Net|} : Module<Tensor, Tensor>
        {
            private readonly Block a = new(64), b = new(64), c = new(64), d = new(64), e = new(64);

            public Net() : base("net") => RegisterComponents();

            public override Tensor forward(Tensor x) => e.forward(d.forward(c.forward(b.forward(a.forward(x)))));
        }

        class Trainer
        {
            private readonly Net net = new();

            public Tensor Step(Tensor x) => net.forward(x).sum();
        }
        """);

    [Fact]
    public Task Layers_made_in_a_loop() => Verify.Diagnostics(
        """
        class Net : Module<Tensor, Tensor>
        {
            private readonly Sequential net;

            public Net() : base("net")
            {
                var layers = new List<Module<Tensor, Tensor>>();
                for (var i = 0; i < 6; i++)
                {
                    layers.Add(Linear(32, 32));
                    layers.Add(ReLU());
                }

                net = {|INIT201:Sequential(layers)|};
                RegisterComponents();
            }

            public override Tensor forward(Tensor x) => net.forward(x);
        }
        """);

    /// <summary>How many there are, and whether there is a normalisation, is known at run time only.</summary>
    [Theory]
    [InlineData("int n", "for (var i = 0; i < n; i++) { layers.Add(Linear(32, 32)); layers.Add(ReLU()); }")]
    [InlineData("bool norm", "for (var i = 0; i < 6; i++) { layers.Add(Linear(32, 32)); if (norm) layers.Add(BatchNorm1d(32)); layers.Add(ReLU()); }")]
    [InlineData("Module<Tensor, Tensor> act", "for (var i = 0; i < 6; i++) { layers.Add(Linear(32, 32)); layers.Add(act); }")]
    public Task Silent_where_the_network_depends_on_arguments(string parameter, string loop) => Verify.Diagnostics(
        $$"""
        class Net : Module<Tensor, Tensor>
        {
            private readonly Sequential net;

            public Net({{parameter}}) : base("net")
            {
                var layers = new List<Module<Tensor, Tensor>>();
                {{loop}}
                net = Sequential(layers);
                RegisterComponents();
            }

            public override Tensor forward(Tensor x) => net.forward(x);
        }
        """);

    [Theory]
    [InlineData("var net = new Net();\n        foreach (var m in net.modules()) { if (m is Linear l) init.kaiming_normal_(l.weight); }")]
    [InlineData("var net = new Net();\n        net.apply(m => { if (m is Linear l) init.kaiming_normal_(l.weight); });")]
    [InlineData("var net = new Net();\n        net.load(\"weights.bin\");")]
    public Task Silent_where_others_initialise_it(string user) => Verify.Diagnostics(
        Net(Fields, "", Flow) + $$"""


        static class Program
        {
            public static void Run()
            {
                {{user}}
            }
        }
        """);

    /// <summary>The member that makes the network is another than the one that initialises it.</summary>
    [Fact]
    public async Task Silent_where_another_member_of_its_owner_initialises_it() => Assert.DoesNotContain(
        await Analysis.Run(Net(Fields, "", Flow) + """


            static class Reset
            {
                public static void All(nn.Module module)
                {
                    foreach (var p in module.parameters())
                    {
                        if (p.dim() > 1) init.xavier_uniform_(p);
                    }
                }
            }

            class Trainer
            {
                private readonly Net net = new Net();

                public Trainer() => Reset.All(net);

                public Tensor Step(Tensor x) => net.forward(x);
            }
            """),
        diagnostic => diagnostic.Id == "INIT201");

    [Fact]
    public Task Local_networks() => Verify.Diagnostics(
        $$"""
        static class Program
        {
            public static Tensor Run(Tensor x)
            {
                var net = {|INIT201:Sequential({{Layers(5, "ReLU()")}})|};
                using var optimizer = optim.Adam(net.parameters());
                return net.forward(x);
            }
        }
        """);

    [Theory]
    [InlineData("init_analyzer.minimum_depth = 6", 5, false)]
    [InlineData("init_analyzer.minimum_depth = 3", 3, false)]
    [InlineData("init_analyzer.minimum_depth = 3\ninit_analyzer.vanishing_threshold = 0.1", 3, true)]
    [InlineData("init_analyzer.vanishing_threshold = 1e-4", 5, false)]
    [InlineData("init_analyzer.vanishing_threshold = 1e-4", 7, true)]
    public async Task Settings_decide(string settings, int depth, bool isReported)
    {
        var start = isReported ? "{|INIT201:" : "";
        var test = new Verify.AnalyzerTest(Net(
            $"private readonly Sequential net = {start}Sequential({Layers(depth, "ReLU()")}){(isReported ? "|}" : "")};", "", "return net.forward(x);"));
        test.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", "root = true\n[*.cs]\n" + settings + "\n"));
        await test.RunAsync();
    }

    private static string Layers(int count, string between) => string.Join(", " + between + ", ", Enumerable.Repeat("Linear(8, 8)", count));

    private static string Sequence(string parts) => Net($"private readonly Sequential net = Sequential({parts});", "", "return net.forward(x);");

    private static string Mark(string source) => source.Replace("class Net", "class {|INIT201:Net|}", StringComparison.Ordinal);
}
