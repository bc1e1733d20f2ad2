using InitAnalyzer.Tests.Verifiers;
using Xunit;

namespace InitAnalyzer.Tests.Reading;

/// <summary>What a type does not know by itself, the types that use it may.</summary>
public class ContextTests
{
    private const string Block =
        """
        class Block : Module<Tensor, Tensor>
        {
            private readonly Linear fc;
            private readonly Module<Tensor, Tensor> activation;
            public Block(Module<Tensor, Tensor> activation, double gain = 1.0) : base("block")
            {
                this.activation = activation;
                fc = Linear(8, 8);
                INIT
                RegisterComponents();
            }
            public override Tensor forward(Tensor x) => activation.forward(fc.forward(x));
        }

        class Net : Module<Tensor, Tensor>
        {
            private readonly Block first = new(FIRST), second = new(SECOND);
            private readonly Linear head = Linear(8, 1);
            public Net() : base("net") { RegisterComponents(); }
            public override Tensor forward(Tensor x) => head.forward(second.forward(first.forward(x)));
        }
        """;

    [Theory]
    [InlineData("{|INIT001:init.xavier_uniform_(fc.weight)|};", "ReLU()", "GELU()")]
    [InlineData("init.xavier_uniform_(fc.weight);", "ReLU()", "Tanh()")]
    [InlineData("init.xavier_uniform_(fc.weight);", "Tanh()", "Tanh()")]
    [InlineData("{|INIT001:init.xavier_uniform_(fc.weight, gain)|};", "ReLU(), 1.0", "ReLU(), 0.9")]
    [InlineData("init.xavier_uniform_(fc.weight, gain);", "ReLU(), 1.0", "ReLU(), Math.Sqrt(2)")]
    public Task A_block_is_judged_by_what_all_its_users_give_it(string initialisation, string first, string second) =>
        Verify.Diagnostics(Block.Replace("INIT\n", initialisation + "\n").Replace("FIRST", first).Replace("SECOND", second));

    [Fact]
    public Task A_block_that_nobody_uses_is_not_judged_by_what_it_may_be_given() => Verify.Diagnostics(
        Block.Substring(0, Block.IndexOf("class Net", System.StringComparison.Ordinal)).Replace("INIT\n", "init.xavier_uniform_(fc.weight);\n"));

    [Fact]
    public Task What_a_type_tells_by_itself_stands_beside_a_user_that_settles_the_rest() => Verify.Diagnostics(
        """
        class Net : Module<Tensor, Tensor>
        {
            private readonly Linear fc1 = Linear(8, 8), fc2 = Linear(8, 8), fc3 = Linear(8, 1);
            private readonly Module<Tensor, Tensor> activation;
            public Net(Module<Tensor, Tensor> activation) : base("net")
            {
                this.activation = activation;
                init.xavier_uniform_(fc2.weight);
                RegisterComponents();
            }
            public void Reset() => {|INIT001:init.xavier_uniform_(fc1.weight)|};
            public override Tensor forward(Tensor x) => fc3.forward(activation.forward(fc2.forward(fc1.forward(x).relu())));
        }

        static class Make
        {
            public static Net New() => new Net(Tanh());
        }
        """);

    private const string WithFactories =
        """
        class Net : Module<Tensor, Tensor>
        {
            private readonly Linear fc = Linear(8, 8), head = Linear(8, 1);
            private readonly Module<Tensor, Tensor> activation;
            private Net(Func<Module<Tensor, Tensor>> activation) : base("net")
            {
                this.activation = activation();
                INIT
                RegisterComponents();
            }
            public static Net First() => new Net(() => FIRST());
            public static Net Second()
            {
                return new(() => new Block());
            }
            public override Tensor forward(Tensor x) => head.forward(activation.forward(fc.forward(x)));

            private class Block : Module<Tensor, Tensor>
            {
                public Block() : base("block") { }
                public override Tensor forward(Tensor x) => x.SECOND();
            }
        }
        """;

    [Theory]
    [InlineData("{|INIT001:init.xavier_uniform_(fc.weight)|};", "ReLU", "relu")]
    [InlineData("init.xavier_uniform_(fc.weight);", "ReLU", "tanh")]
    [InlineData("init.xavier_uniform_(fc.weight);", "Tanh", "relu")]
    [InlineData("init.xavier_uniform_(fc.weight);", "Tanh", "tanh")]
    public Task A_network_is_judged_by_what_all_its_own_factories_give_it(string initialisation, string first, string second) =>
        Verify.Diagnostics(WithFactories.Replace("INIT\n", initialisation + "\n").Replace("FIRST", first).Replace("SECOND", second));

    [Fact]
    public Task A_block_that_a_function_adds_where_there_is_one_is_followed() => Verify.Diagnostics(
        """
        static class Blocks
        {
            public static Sequential Make(Func<Module<Tensor, Tensor>>? activation = null, Func<Module<Tensor, Tensor>>? norm = null)
            {
                activation ??= () => Tanh();
                var layers = new List<Module<Tensor, Tensor>> { Linear(8, 8) };
                if (norm != null) layers.Add(norm());
                if (activation is not null) layers.Add(activation());
                return Sequential(layers);
            }
        }

        class Net : Module<Tensor, Tensor>
        {
            private readonly Module<Tensor, Tensor> block = Blocks.Make(() => ReLU()), head = Linear(8, 1);
            public Net() : base("net")
            {
                RegisterComponents();
                foreach (var module in modules())
                {
                    if (module is Linear linear) {|INIT001:init.xavier_uniform_(linear.weight)|};
                }
            }
            public override Tensor forward(Tensor x) => head.forward(block.forward(x));
        }

        class Other : Module<Tensor, Tensor>
        {
            private readonly Module<Tensor, Tensor> block = Blocks.Make(), head = Linear(8, 1);
            public Other() : base("other")
            {
                RegisterComponents();
                foreach (var module in modules())
                {
                    if (module is Linear linear) init.xavier_uniform_(linear.weight);
                }
            }
            public override Tensor forward(Tensor x) => head.forward(block.forward(x));
        }
        """);
}
