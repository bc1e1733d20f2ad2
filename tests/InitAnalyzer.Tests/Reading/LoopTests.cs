using InitAnalyzer.Tests.Verifiers;
using Xunit;

namespace InitAnalyzer.Tests.Reading;

/// <summary>Networks whose depth is only known at run time.</summary>
public class LoopTests
{
    [Theory]

    // Every hidden layer feeds ReLU, the last one leaves the network.
    [InlineData("{|INIT001:init.xavier_uniform_(l.weight)|};", "parts.Add(l); if (i < n - 1) parts.Add(ReLU());")]
    [InlineData("{|INIT001:init.xavier_uniform_(l.weight)|};", "parts.Add(l); if (i + 1 < n) parts.Add(ReLU());")]
    [InlineData("{|INIT001:init.xavier_uniform_(l.weight)|};", "parts.Add(l); if (i != n - 1) { parts.Add(Dropout(0.5)); parts.Add(ReLU()); }")]
    [InlineData("{|INIT001:init.xavier_uniform_(l.weight)|};", "parts.Add(l); if (i == n - 1) continue; parts.Add(ReLU());")]
    [InlineData("{|INIT001:init.xavier_uniform_(l.weight)|};", "parts.Add(l); parts.Add(ReLU());")]
    [InlineData("init.kaiming_uniform_(l.weight);", "parts.Add(l); if (i < n - 1) parts.Add(ReLU());")]
    [InlineData("init.xavier_uniform_(l.weight);", "parts.Add(l); parts.Add(BatchNorm1d(8)); parts.Add(ReLU());")]

    // Whether an activation is added is not known.
    [InlineData("init.xavier_uniform_(l.weight);", "parts.Add(l); if (flag) parts.Add(ReLU());")]

    // Only the last round's activation is tanh: an output.
    [InlineData("init.kaiming_uniform_(l.weight);", "parts.Add(l); parts.Add(i < n - 1 ? ReLU() : Tanh());")]
    public Task A_list_of_parts(string initialisation, string adds) => Verify.Diagnostics(
        $$"""
        class Net : Module<Tensor, Tensor>
        {
            private readonly Sequential net;
            public Net(int n, bool flag) : base("net")
            {
                var parts = new List<Module<Tensor, Tensor>>();
                for (int i = 0; i < n; i++)
                {
                    var l = Linear(8, 8);
                    {{initialisation}}
                    {{adds}}
                }

                net = Sequential(parts);
                RegisterComponents();
            }

            public override Tensor forward(Tensor x) => net.forward(x);
        }
        """);

    [Theory]
    [InlineData("for (int i = 0; i < layers.Count; i++) { x = layers[i].forward(x); if (i < layers.Count - 1) x = x.relu(); } return x;")]
    [InlineData("for (int i = 0; i < layers.Count - 1; i++) x = functional.relu(layers[i].forward(x)); return layers[layers.Count - 1].forward(x);")]
    [InlineData("foreach (var l in layers) x = functional.relu(l.forward(x)); return head.forward(x);")]
    public Task A_module_list_walked_in_forward(string forward) => Verify.Diagnostics(
        $$"""
        class Net : Module<Tensor, Tensor>
        {
            private readonly ModuleList<Linear> layers = new();
            private readonly Linear head = Linear(8, 1);
            public Net(int[] sizes) : base("net")
            {
                for (int i = 1; i < sizes.Length; i++)
                {
                    var l = Linear(sizes[i - 1], sizes[i]);
                    {|INIT001:init.xavier_uniform_(l.weight)|};
                    layers.Add(l);
                }

                RegisterComponents();
            }

            public override Tensor forward(Tensor x) { {{forward}} }
        }
        """);

    [Fact]
    public Task Parts_that_an_iterator_yields() => Verify.Diagnostics(
        """
        class Net : Module<Tensor, Tensor>
        {
            private readonly Sequential net;
            public Net(int depth) : base("net")
            {
                net = Sequential(Parts(depth).ToArray());
                RegisterComponents();
            }

            private static IEnumerable<Module<Tensor, Tensor>> Parts(int depth)
            {
                for (int i = 0; i < depth; i++)
                {
                    var l = Linear(8, 8);
                    {|INIT002:init.kaiming_uniform_(l.weight)|};
                    yield return l;
                    yield return Tanh();
                }

                var last = Linear(8, 1);
                init.xavier_uniform_(last.weight);
                yield return last;
            }

            public override Tensor forward(Tensor x) => net.forward(x);
        }
        """);

    [Fact]
    public Task Named_parts_in_a_list() => Verify.Diagnostics(
        """
        class Net : Module<Tensor, Tensor>
        {
            private readonly Sequential net;
            public Net(int depth) : base("net")
            {
                var parts = new List<(string, Module<Tensor, Tensor>)>();
                for (int i = 0; i < depth; i++)
                {
                    var conv = Conv2d(8, 8, 3);
                    {|INIT001:init.xavier_normal_(conv.weight)|};
                    parts.Add(($"conv{i}", conv));
                    parts.Add(($"act{i}", LeakyReLU(0.2)));
                }

                net = Sequential(parts);
                RegisterComponents();
            }

            public override Tensor forward(Tensor x) => net.forward(x);
        }
        """.Replace("{|INIT001:init.xavier_normal_(conv.weight)|}", "{|INIT001:init.xavier_uniform_(conv.weight)|}"));
}
