using InitAnalyzer.Tests.Verifiers;
using Xunit;
using static InitAnalyzer.Tests.Reading.ProgramTable;

namespace InitAnalyzer.Tests.CodeFixes;

/// <summary>Explicit initialisations of layers that have the default law (INIT201).</summary>
public class ExplicitInitialisationTests
{
    private const string Chain = "return e.forward(d.forward(c.forward(b.forward(a.forward(x).relu()).relu()).relu()).relu());";
    private const string Four = "Linear(8, 8), {0}, Linear(8, 8), {0}, Linear(8, 8), {0}, Linear(8, 1)";

    [Fact]
    public Task Fields_with_initialisers() => Fix(
        "private readonly Linear a = Linear(8, 8), b = Linear(8, 8), c = Linear(8, 8), d = Linear(8, 8), e = Linear(8, 1);",
        "",
        Chain,
        "a", "b", "c", "d");

    [Fact]
    public Task Only_layers_that_need_one() => Fix(
        "private readonly Linear a = Linear(8, 8), b = Linear(8, 8), c = Linear(8, 8), d = Linear(8, 8), e = Linear(8, 8), f = Linear(8, 8), g = Linear(8, 1);",
        "init.kaiming_normal_(c.weight);",
        "x = d.forward(c.forward(b.forward(a.forward(x).relu()).relu()).relu());\nreturn g.forward(f.forward(e.forward(x.relu()).relu()).relu());",
        "a", "b", "d", "e", "f");

    [Fact]
    public Task Fields_that_the_constructor_assigns_whatever_their_type() => Verify.Fix(
        """
        class {|INIT201:Net|} : Module<Tensor, Tensor>
        {
            private readonly Module<Tensor, Tensor> a, b, c;
            private readonly Conv2d conv;
            public Linear Head { get; }

            public Net(int width, int c) : base("net")
            {
                conv = Conv2d(3, 8, 3);
                a = Conv2d(8, 8, 3);
                this.b = Linear(width, 16); // after flattening
                this.c = Linear(16, 16);
                Head = Linear(16, 10);

                // All of them.
                RegisterComponents();
                if (cuda.is_available()) this.to(CUDA);
            }

            public override Tensor forward(Tensor x)
            {
                x = a.forward(conv.forward(x).relu()).relu().flatten(1);
                return Head.forward(c.forward(b.forward(x).relu()).relu());
            }
        }
        """,
        """
        class Net : Module<Tensor, Tensor>
        {
            private readonly Module<Tensor, Tensor> a, b, c;
            private readonly Conv2d conv;
            public Linear Head { get; }

            public Net(int width, int c) : base("net")
            {
                conv = Conv2d(3, 8, 3);
                a = Conv2d(8, 8, 3);
                this.b = Linear(width, 16); // after flattening
                this.c = Linear(16, 16);
                Head = Linear(16, 10);
                init.kaiming_uniform_(conv.weight, nonlinearity: init.NonlinearityType.ReLU);
                init.kaiming_uniform_(((Conv2d)a).weight, nonlinearity: init.NonlinearityType.ReLU);
                init.kaiming_uniform_(((Linear)this.b).weight, nonlinearity: init.NonlinearityType.ReLU);
                init.kaiming_uniform_(((Linear)this.c).weight, nonlinearity: init.NonlinearityType.ReLU);

                // All of them.
                RegisterComponents();
                if (cuda.is_available()) this.to(CUDA);
            }

            public override Tensor forward(Tensor x)
            {
                x = a.forward(conv.forward(x).relu()).relu().flatten(1);
                return Head.forward(c.forward(b.forward(x).relu()).relu());
            }
        }
        """);

    [Theory]
    [InlineData("Sigmoid()", "init.uniform_({0}, -6.2 / Math.Sqrt(init.CalculateFanInAndFanOut({0}).fanIn), 6.2 / Math.Sqrt(init.CalculateFanInAndFanOut({0}).fanIn))")]
    [InlineData("Sigmoid()", "init.normal_({0}, 0, 3.6 / Math.Sqrt(init.CalculateFanInAndFanOut({0}).fanIn))", "init_analyzer.distribution = normal")]
    [InlineData("GELU()", "init.kaiming_uniform_({0}, nonlinearity: init.NonlinearityType.ReLU)", "init_analyzer.vanishing_threshold = 0.1")]
    [InlineData("GELU()", "init.kaiming_normal_({0}, nonlinearity: init.NonlinearityType.ReLU)", "init_analyzer.vanishing_threshold = 0.1\ninit_analyzer.distribution = normal")]
    [InlineData("LeakyReLU(0.2)", "init.kaiming_uniform_({0}, a: 0.2)", "init_analyzer.vanishing_threshold = 0.01")]
    [InlineData("Tanh()", "init.xavier_uniform_({0})", "init_analyzer.vanishing_threshold = 0.1")]
    [InlineData("Tanh()", "init.kaiming_normal_({0}, nonlinearity: init.NonlinearityType.Linear)", "init_analyzer.vanishing_threshold = 0.1\ninit_analyzer.distribution = normal")]
    [InlineData("Tanh()", "init.xavier_uniform_({0}, init.calculate_gain(init.NonlinearityType.Tanh))", "init_analyzer.vanishing_threshold = 0.1\ninit_analyzer.tanh_gain = 5/3")]
    public Task Layers_of_a_sequence(string activation, string call, string settings = "init_analyzer.minimum_depth = 4")
    {
        var parts = string.Format(System.Globalization.CultureInfo.InvariantCulture, Four, activation);
        var calls = new[] { 0, 2, 4 }.Select(i => string.Format(System.Globalization.CultureInfo.InvariantCulture, call, $"((Linear)net[{i}]).weight") + ";");
        return FixUnder(
            settings,
            Net($"private readonly Sequential net = {{|INIT201:Sequential({parts})|}};", "", "return net.forward(x);"),
            Net($"private readonly Sequential net = Sequential({parts});", string.Join("\n", calls) + "\n", "return net.forward(x);"));
    }

    [Fact]
    public Task Named_and_nested_parts_of_a_container_of_another_type() => Verify.Fix(
        """
        class Net : Module<Tensor, Tensor>
        {
            private readonly Module<Tensor, Tensor> net;

            public Net() : base("net")
            {
                net = {|INIT201:Sequential(
                    ("first", Linear(8, 8)),
                    ("act", ReLU()),
                    ("rest", Sequential(Linear(8, 8), ReLU(), Linear(8, 8), ReLU(), Linear(8, 8), ReLU())),
                    ("head", Linear(8, 1)))|};
                RegisterComponents();
            }

            public override Tensor forward(Tensor x) => net.forward(x);
        }
        """,
        """
        class Net : Module<Tensor, Tensor>
        {
            private readonly Module<Tensor, Tensor> net;

            public Net() : base("net")
            {
                net = Sequential(
                    ("first", Linear(8, 8)),
                    ("act", ReLU()),
                    ("rest", Sequential(Linear(8, 8), ReLU(), Linear(8, 8), ReLU(), Linear(8, 8), ReLU())),
                    ("head", Linear(8, 1)));
                init.kaiming_uniform_(((Linear)((Sequential)net)[0]).weight, nonlinearity: init.NonlinearityType.ReLU);
                init.kaiming_uniform_(((Linear)((Sequential)((Sequential)net)[2])[0]).weight, nonlinearity: init.NonlinearityType.ReLU);
                init.kaiming_uniform_(((Linear)((Sequential)((Sequential)net)[2])[2]).weight, nonlinearity: init.NonlinearityType.ReLU);
                init.kaiming_uniform_(((Linear)((Sequential)((Sequential)net)[2])[4]).weight, nonlinearity: init.NonlinearityType.ReLU);
                RegisterComponents();
            }

            public override Tensor forward(Tensor x) => net.forward(x);
        }
        """);

    [Fact]
    public Task A_local_container_and_other_names() => Verify.Fix(
        """
        static class Program
        {
            public static Tensor Run(Tensor x, int init)
            {
                var net = {|INIT201:Sequential(Linear(8, 8), Sigmoid(), Linear(8, 8), ReLU(), Linear(8, 8), Sigmoid(), Linear(8, 1))|};
                return net.forward(x) * init;
            }
        }
        """,
        """
        static class Program
        {
            public static Tensor Run(Tensor x, int init)
            {
                var net = Sequential(Linear(8, 8), Sigmoid(), Linear(8, 8), ReLU(), Linear(8, 8), Sigmoid(), Linear(8, 1));
                nn.init.uniform_(((Linear)net[0]).weight, -6.2 / Math.Sqrt(nn.init.CalculateFanInAndFanOut(((Linear)net[0]).weight).fanIn), 6.2 / Math.Sqrt(nn.init.CalculateFanInAndFanOut(((Linear)net[0]).weight).fanIn));
                nn.init.kaiming_uniform_(((Linear)net[2]).weight, nonlinearity: nn.init.NonlinearityType.ReLU);
                nn.init.uniform_(((Linear)net[4]).weight, -6.2 / Math.Sqrt(nn.init.CalculateFanInAndFanOut(((Linear)net[4]).weight).fanIn), 6.2 / Math.Sqrt(nn.init.CalculateFanInAndFanOut(((Linear)net[4]).weight).fanIn));
                return net.forward(x) * init;
            }
        }
        """);

    [Fact]
    public Task A_constructor_that_is_an_expression_and_two_networks_in_one_class()
    {
        var parts = string.Format(System.Globalization.CultureInfo.InvariantCulture, Four, "Sigmoid()");
        const string Class =
            """
            class Net : Module<Tensor, Tensor>
            {{
                private readonly Sequential p = {0}, q = {0};

                public Net() : base("net"){1}

                public override Tensor forward(Tensor x) => p.forward(x) + q.forward(x);
            }}
            """;
        var calls = new[] { "p", "q" }.SelectMany(name => new[] { 0, 2, 4 }.Select(i => $"        init.normal_(((Linear){name}[{i}]).weight, 0, 3.6 / Math.Sqrt(init.CalculateFanInAndFanOut(((Linear){name}[{i}]).weight).fanIn));\n"));
        return FixUnder(
            "init_analyzer.distribution = normal",
            string.Format(System.Globalization.CultureInfo.InvariantCulture, Class, $"{{|INIT201:Sequential({parts})|}}", " => RegisterComponents();"),
            string.Format(System.Globalization.CultureInfo.InvariantCulture, Class, $"Sequential({parts})", "\n    {\n" + string.Concat(calls) + "        RegisterComponents();\n    }"));
    }

    /// <summary>Where there is no one place to write it, nothing is offered.</summary>
    [Theory]
    [InlineData("private readonly Sequential net = {|INIT201:Sequential(Make())|};\n    private static Module<Tensor, Tensor>[] Make() => new Module<Tensor, Tensor>[] { Linear(8, 8), Sigmoid(), Linear(8, 8), Sigmoid(), Linear(8, 8), Sigmoid(), Linear(8, 1) };")]
    [InlineData("private readonly Sequential net = {|INIT201:Sequential(Linear(8, 8), Sigmoid(), Linear(8, 8), Sigmoid(), Linear(8, 8), Sigmoid(), Linear(8, 1))|};\n    public Net(int n) : base(\"n\") => RegisterComponents();")]
    [InlineData("private readonly Module<Tensor, Tensor> net = Make();\n    private static Sequential Make() => {|INIT201:Sequential(Linear(8, 8), Sigmoid(), Linear(8, 8), Sigmoid(), Linear(8, 8), Sigmoid(), Linear(8, 1))|};")]
    public Task No_fix(string members)
    {
        var source = Net(members, "", "return net.forward(x);");
        return Verify.Fix(source, source);
    }

    private static Task Fix(string fields, string init, string forward, params string[] initialised)
    {
        var calls = initialised.Select(name => $"init.kaiming_uniform_({name}.weight, nonlinearity: init.NonlinearityType.ReLU);");
        return Verify.Fix(
            Net(fields, init, forward).Replace("class Net", "class {|INIT201:Net|}", StringComparison.Ordinal),
            Net(fields, init.Length == 0 ? string.Join("\n", calls) + "\n" : string.Join("\n", calls.Prepend(init)), forward));
    }

    private static Task FixUnder(string settings, string source, string fixedSource)
    {
        var test = new Verify.FixTest(source, fixedSource).Under(settings);
        test.FixedState.AnalyzerConfigFiles.AddRange(test.TestState.AnalyzerConfigFiles);
        return test.RunAsync();
    }
}
