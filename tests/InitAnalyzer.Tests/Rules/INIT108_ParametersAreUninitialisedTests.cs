using InitAnalyzer.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Xunit;
using static InitAnalyzer.Tests.Rules.RuleTest;

namespace InitAnalyzer.Tests.Rules;

public class INIT108_ParametersAreUninitialisedTests
{
    private const string Blanket = "foreach (var m in modules()) if (m is Conv2d c) init.kaiming_normal_(c.weight, nonlinearity: init.NonlinearityType.ReLU);";

    [Theory]
    [InlineData("{|INIT108:GroupNorm(8, 32)|}", "")]
    [InlineData("{|INIT108:nn.GroupNorm(8, 32)|}", "")]
    [InlineData("{|INIT108:torch.nn.GroupNorm(num_groups: 8, num_channels: 32, affine: true)|}", "")]
    [InlineData("{|INIT108:GroupNorm(8, 32, 1e-6)|}", "")]
    [InlineData("{|INIT108:GroupNorm(8, 32)|}", Blanket)]
    [InlineData("{|INIT108:GroupNorm(8, 32)|}", "init.kaiming_normal_(conv.weight, nonlinearity: init.NonlinearityType.ReLU); init.zeros_(conv.bias!);")]
    [InlineData("{|INIT108:GroupNorm(8, 32)|}", "foreach (var p in parameters()) if (p.dim() > 1) init.kaiming_normal_(p, nonlinearity: init.NonlinearityType.ReLU);")]
    [InlineData("{|INIT108:GroupNorm(8, 32)|}", "Console.WriteLine(parameters().Select(p => p.numel()).Sum());")]
    [InlineData("{|INIT108:GroupNorm(8, 32)|}", "save(\"net.bin\");")]
    [InlineData("GroupNorm(8, 32, affine: false)", "")]
    [InlineData("GroupNorm(8, 32)", "init.ones_(gn.weight); init.zeros_(gn.bias!);")]
    [InlineData("GroupNorm(8, 32)", "init.constant_(gn.weight, 1);")]
    [InlineData("GroupNorm(8, 32)", "using (no_grad()) { gn.weight.fill_(1); gn.bias!.zero_(); }")]
    [InlineData("GroupNorm(8, 32)", "gn.weight = Parameter(ones(32)); gn.bias = Parameter(zeros(32));")]
    [InlineData("GroupNorm(8, 32)", "foreach (var m in modules()) if (m is GroupNorm g) { init.ones_(g.weight); init.zeros_(g.bias!); }")]
    [InlineData("GroupNorm(8, 32)", "foreach (var (name, p) in named_parameters()) if (name.StartsWith(\"gn\")) init.constant_(p, name.EndsWith(\"bias\") ? 0 : 1);")]
    [InlineData("GroupNorm(8, 32)", "foreach (var p in parameters()) if (p.dim() == 1) init.ones_(p);")]
    [InlineData("GroupNorm(8, 32)", "foreach (var p in parameters()) init.normal_(p, 0, 0.1);")]
    [InlineData("GroupNorm(8, 32)", "foreach (var p in gn.parameters()) init.ones_(p);")]
    [InlineData("GroupNorm(8, 32)", "foreach (var (k, p) in state_dict()) init.ones_(p);")]
    [InlineData("GroupNorm(8, 32)", "apply(m => { if (m is GroupNorm g) { init.ones_(g.weight); init.zeros_(g.bias!); } });")]
    [InlineData("GroupNorm(8, 32)", "apply(Set); static void Set(Module m) { if (m is GroupNorm g) init.ones_(g.weight); }")]
    [InlineData("GroupNorm(8, 32)", "modules().OfType<GroupNorm>().ToList().ForEach(g => { init.ones_(g.weight); });")]
    [InlineData("GroupNorm(8, 32)", "Reset(gn); static void Reset(GroupNorm g) { init.ones_(g.weight); init.zeros_(g.bias!); }")]
    [InlineData("GroupNorm(8, 32)", "load(\"net.bin\");")]
    [InlineData("GroupNorm(8, 32)", "gn.load_state_dict(new Dictionary<string, Tensor>());")]
    [InlineData("GroupNorm(8, 32)", "using (no_grad()) foreach (var p in parameters()) p.mul_(0);")]
    [InlineData("GroupNorm(8, 32)", "gn.get_parameter(\"weight\").fill_(1);")]
    public Task In_a_constructor(string norm, string then) => Verify.Diagnostics(Net(norm, then));

    [Theory]
    [InlineData("")]
    [InlineData("Console.WriteLine(net); optim.Adam(net.parameters()).step();")]
    [InlineData("init.kaiming_normal_(conv.weight, nonlinearity: init.NonlinearityType.ReLU);")]
    public Task In_a_program(string then) => Verify.Diagnostics(
        $$"""
        static class Program
        {
            static void Main()
            {
                var conv = Conv2d(3, 32, 3);
                var net = Sequential(conv, {|INIT108:GroupNorm(8, 32)|}, ReLU(), Flatten());
                {{then}}
                net.forward(rand(1, 3, 8, 8));
            }
        }
        """);

    [Theory]
    [InlineData("net.load(\"a\");")]
    [InlineData("Restore(net);")]
    [InlineData("foreach (var p in net.parameters()) init.ones_(p);")]
    [InlineData("Set(net); void Set(Module module) { foreach (var child in module.children()) Set(child); if (module is GroupNorm g) init.ones_(g.weight); }")]
    public Task What_uses_it_sets_or_loads_it(string then) => Verify.Diagnostics(
        Net("GroupNorm(8, 32)", "", isBlock: true),
        $$"""
        static class Program
        {
            static void Main()
            {
                var net = new Net();
                {{then}}
            }

            static void Restore(Module<Tensor, Tensor> module) => module.load("a.bin");
        }
        """);

    [Fact]
    public Task What_uses_it_does_something_else() => Verify.Diagnostics(
        Net("{|INIT108:GroupNorm(8, 32)|}", "", isBlock: true),
        """
        class Other : Module<Tensor, Tensor>
        {
            private readonly Linear fc = Linear(2, 2);

            public Other() : base("other") => RegisterComponents();

            public override Tensor forward(Tensor x) => fc.forward(x);
        }

        static class Program
        {
            static void Main(string[] arguments)
            {
                var net = new Net();
                var other = new Other();
                other.load(LoadName(arguments));
                var optimizer = optim.Adam(net.parameters());
                for (var i = 0; i < 3; i++)
                {
                    optimizer.zero_grad();
                    var loss = functional.mse_loss(net.forward(rand(1, 3, 8, 8)), zeros(1, 32, 6, 6));
                    loss.backward();
                    optimizer.step();
                }

                net.save("net.bin");
            }

            static string LoadName(string[] arguments) => arguments[0];
        }
        """);

    [Fact]
    public Task A_type_that_nobody_is_seen_to_make_initialises_such_modules() => Verify.Diagnostics(
        Net("GroupNorm(8, 32)", ""),
        """
        class Trainer
        {
            public Trainer(Module<Tensor, Tensor> model)
            {
                foreach (var m in model.modules()) if (m is GroupNorm g) { init.ones_(g.weight); init.zeros_(g.bias!); }
            }
        }
        """);

    [Fact]
    public Task Modules_of_a_base_type_are_loaded() => Verify.Diagnostics(
        """
        abstract class Model : Module<Tensor, Tensor>
        {
            protected Model(string name) : base(name) { }

            public void Restore(string path) => load(path);
        }

        class Block : Module<Tensor, Tensor>
        {
            private readonly GroupNorm norm = GroupNorm(8, 32);

            public Block() : base("block") => RegisterComponents();

            public override Tensor forward(Tensor x) => norm.forward(x);
        }

        class Net : Model
        {
            private readonly Block block = new();

            public Net() : base("net") => RegisterComponents();

            public override Tensor forward(Tensor x) => block.forward(x);
        }
        """);

    [Fact]
    public Task Made_in_a_helper() => Verify.Diagnostics(
        """
        class Net : Module<Tensor, Tensor>
        {
            private readonly Sequential net;

            public Net(bool affine) : base("net")
            {
                var parts = new List<Module<Tensor, Tensor>>();
                for (var i = 0; i < 3; i++)
                {
                    parts.Add(Conv2d(8, 8, 3));
                    parts.Add(Norm(8));
                    parts.Add(ReLU());
                }

                parts.Add(GroupNorm(2, 8, affine: affine));
                net = Sequential(parts.ToArray());
                RegisterComponents();
            }

            private static Module<Tensor, Tensor> Norm(int channels) => {|INIT108:GroupNorm(4, channels)|};

            public override Tensor forward(Tensor x) => net.forward(x);
        }
        """);

    [Fact]
    public async Task Says_which()
    {
        var diagnostic = await Single(Net("GroupNorm(8, 32)", ""), "INIT108");
        Assert.Equal(DiagnosticSeverity.Warning, diagnostic.Severity);
        Assert.Equal("GroupNorm leaves the weight and bias of 'gn' as uninitialised memory, and nothing sets or loads them", Message(diagnostic));
        Assert.Equal("GroupNorm(8, 32)", TextAt(diagnostic.Location));
    }

    private static string Net(string norm, string then, bool isBlock = false) =>
        $$"""
        class {{(isBlock ? "Block" : "Net")}} : Module<Tensor, Tensor>
        {
            private readonly Conv2d conv = Conv2d(3, 32, 3);
            private readonly GroupNorm gn;

            public {{(isBlock ? "Block" : "Net")}}() : base("net")
            {
                gn = {{norm}};
                RegisterComponents();
                {{then}}
            }

            public override Tensor forward(Tensor x) => functional.relu(gn.forward(conv.forward(x)));
        }

        {{(isBlock
            ? """
              class Net : Module<Tensor, Tensor>
              {
                  private readonly Block block = new();

                  public Net() : base("net") => RegisterComponents();

                  public override Tensor forward(Tensor x) => block.forward(x);
              }
              """
            : "")}}
        """;
}
