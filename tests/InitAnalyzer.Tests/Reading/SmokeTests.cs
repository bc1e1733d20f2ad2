using InitAnalyzer.Tests.Verifiers;
using Xunit;

namespace InitAnalyzer.Tests.Reading;

public class SmokeTests
{
    [Fact]
    public Task Fields() => Verify.Diagnostics(
        """
        class Net : Module<Tensor, Tensor>
        {
            private readonly Linear fc1, fc2;

            public Net() : base("net")
            {
                fc1 = Linear(784, 128);
                fc2 = Linear(128, 10);
                {|INIT001:init.xavier_uniform_(fc1.weight)|};
                init.xavier_uniform_(fc2.weight);
                RegisterComponents();
            }

            public override Tensor forward(Tensor x)
            {
                x = functional.relu(fc1.forward(x));
                return fc2.forward(x);
            }
        }
        """);

    [Fact]
    public Task Sequential() => Verify.Diagnostics(
        """
        class Net : Module<Tensor, Tensor>
        {
            private readonly Sequential net = Sequential(("fc1", Linear(784, 128)), ("act", Tanh()), ("drop", Dropout(0.5)), ("fc2", Linear(128, 10)));

            public Net() : base("net")
            {
                {|INIT002:init.kaiming_normal_(((Linear)net[0]).weight)|};
                init.kaiming_normal_(((Linear)net[3]).weight);
                RegisterComponents();
            }

            public override Tensor forward(Tensor x) => net.forward(x);
        }
        """);

    [Fact]
    public Task TopLevel() => new Verify.AnalyzerTest(
        """
        var fc1 = Linear(4, 8);
        var net = Sequential(fc1, SELU(), Linear(8, 1));
        {|INIT004:init.kaiming_normal_(fc1.weight)|};
        var y = net.forward(randn(2, 4));
        Console.WriteLine(y);
        """) { TestState = { OutputKind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication } }.RunAsync();

    [Fact]
    public Task Block() => Verify.Diagnostics(
        """
        class Block : Module<Tensor, Tensor>
        {
            private readonly Conv2d conv = Conv2d(3, 8, 3);
            public Block() : base("b") { {|INIT001:init.xavier_uniform_(conv.weight)|}; RegisterComponents(); }
            public override Tensor forward(Tensor x) => conv.forward(x);
        }

        class Net : Module<Tensor, Tensor>
        {
            private readonly Block block = new Block();
            public Net() : base("n") { RegisterComponents(); }
            public override Tensor forward(Tensor x) => block.forward(x).relu();
        }
        """);

    [Fact]
    public Task Helper() => Verify.Diagnostics(
        """
        static class Helper
        {
            public static void Init(Linear layer) => init.xavier_uniform_(layer.weight);
        }

        class Net : Module<Tensor, Tensor>
        {
            private readonly Linear fc = Linear(3, 8);
            public Net() : base("n") { {|INIT001:Helper.Init(fc)|}; RegisterComponents(); }
            public override Tensor forward(Tensor x) => fc.forward(x).relu();
        }
        """);

    [Fact]
    public Task Quirks() => Verify.Diagnostics(
        """
        class Net
        {
            void M(Tensor t, Generator g)
            {
                {|INIT105:init.trunc_normal_(t, 0, 0.02)|};
                {|INIT105:init.xavier_normal_(t)|};
                {|INIT105:init.normal_(t, 0, 0.02, g)|};
                init.normal_(t, 0, 0.02);
            }
        }
        """);

    [Fact]
    public Task Hidden() => Verify.Diagnostics(
        """
        class Net : Module<Tensor, Tensor>
        {
            private readonly Linear a = Linear(3, 8), b = Linear(8, 8), c = Linear(8, 1);
            public Net() : base("n")
            {
                {|INIT003:init.xavier_uniform_(a.weight)|};
                {|INIT005:init.kaiming_uniform_(b.weight, a: Math.Sqrt(5))|};
                init.xavier_uniform_(c.weight);
                RegisterComponents();
            }
            public override Tensor forward(Tensor x)
            {
                x = torch.sigmoid(a.forward(x));
                x = b.call(x);
                x.relu_();
                return c.forward(x).sigmoid();
            }
        }
        """);
}
