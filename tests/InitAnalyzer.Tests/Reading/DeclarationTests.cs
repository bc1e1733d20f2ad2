using Xunit;
using static InitAnalyzer.Tests.Reading.ProgramTable;

namespace InitAnalyzer.Tests.Reading;

/// <summary>Where layers and activations are held, and where they are made.</summary>
public class DeclarationTests
{
    public static readonly ProgramTable Programs = new()
    {
        {
            "field assigned in the constructor",
            Net(
                members: "private Linear fc1;\nprivate Linear fc2;",
                init: "fc1 = Linear(784, 128);\nfc2 = Linear(128, 10);\n{|INIT001:init.xavier_uniform_(fc1.weight)|};\ninit.xavier_uniform_(fc2.weight);",
                forward: "return fc2.forward(functional.relu(fc1.forward(x)));")
        },
        {
            "field assigned in the constructor, law fits",
            Net(
                members: "private Linear fc1;\nprivate Linear fc2;",
                init: "fc1 = Linear(784, 128);\nfc2 = Linear(128, 10);\ninit.kaiming_uniform_(fc1.weight);\ninit.xavier_uniform_(fc2.weight);",
                forward: "return fc2.forward(functional.relu(fc1.forward(x)));")
        },
        {
            "field initialiser",
            Net(
                members: "private readonly Linear fc1 = Linear(784, 128), fc2 = Linear(128, 10);",
                init: "init.xavier_uniform_(fc2.weight);\n{|INIT001:init.xavier_uniform_(fc1.weight)|};",
                forward: "return fc2.forward(fc1.forward(x).relu());")
        },
        {
            "layer and activation behind the abstract module type",
            Net(
                members: "private readonly Module<Tensor, Tensor> fc = Linear(8, 4);\nprivate readonly Module<Tensor, Tensor> act = ReLU();",
                init: "{|INIT001:init.xavier_uniform_(((Linear)fc).weight)|};",
                forward: "return act.forward(fc.forward(x));")
        },
        {
            "initialised through a local before it is stored behind the abstract type",
            Net(
                members: "private readonly Module<Tensor, Tensor> fc;",
                init: "var linear = Linear(8, 4);\n{|INIT001:init.xavier_uniform_(linear.weight)|};\nfc = linear;",
                forward: "return functional.relu(fc.call(x));")
        },
        {
            "auto-property with initialiser",
            Net(
                members: "public Linear Fc { get; } = Linear(8, 4);\npublic ReLU Act { get; } = ReLU();",
                init: "{|INIT001:init.xavier_uniform_(Fc.weight)|};",
                forward: "return Act.forward(Fc.forward(x));")
        },
        {
            "auto-property assigned in the constructor",
            Net(
                members: "public Conv1d Conv { get; private set; }",
                init: "Conv = Conv1d(3, 8, 3);\n{|INIT001:init.xavier_uniform_(Conv.weight)|};",
                forward: "return Conv.forward(x).relu_();")
        },
        {
            "property with a body that returns a field",
            Net(
                members: "private readonly Linear fc = Linear(8, 4);\nprivate Linear Head => fc;",
                init: "{|INIT001:init.xavier_uniform_(Head.weight)|};",
                forward: "return Head.forward(x).relu();")
        },
        {
            "property with a getter block that returns a field",
            Net(
                members: "private readonly Linear fc = Linear(8, 4);\npublic Linear Head\n{\n    get { return fc; }\n}",
                init: "{|INIT001:init.xavier_uniform_(Head.weight)|};",
                forward: "return functional.relu(fc.forward(x));")
        },
        {
            "layers qualified by this",
            Net(
                members: "private readonly Linear fc;",
                init: "this.fc = nn.Linear(8, 4);\n{|INIT001:init.xavier_uniform_(this.fc.weight)|};",
                forward: "return this.fc.forward(x).relu();")
        },
        {
            "fully qualified factories",
            Net(
                members: "private readonly TorchSharp.Modules.Linear fc = TorchSharp.torch.nn.Linear(8, 4);\nprivate readonly TorchSharp.Modules.ReLU act = TorchSharp.torch.nn.ReLU(inplace: true);",
                init: "{|INIT001:TorchSharp.torch.nn.init.xavier_uniform_(fc.weight)|};",
                forward: "return act.forward(fc.forward(x));")
        },
        {
            "tuple assignment",
            Net(
                members: "private readonly Linear fc1, fc2;",
                init: "(fc1, fc2) = (Linear(8, 8), Linear(8, 1));\n{|INIT001:init.xavier_uniform_(fc1.weight)|};\ninit.xavier_uniform_(fc2.weight);",
                forward: "return fc2.forward(fc1.forward(x).relu());")
        },
        {
            "deconstruction into locals",
            """
            static class Program
            {
                static Tensor Run(Tensor x)
                {
                    var (hidden, output) = (Linear(8, 8), Linear(8, 1));
                    {|INIT001:init.xavier_uniform_(hidden.weight)|};
                    init.xavier_uniform_(output.weight);
                    return output.forward(hidden.forward(x).relu());
                }
            }
            """
        },
        {
            "tuple returned by a factory method",
            Net(
                members: "private readonly Linear fc1, fc2;\nprivate static (Linear, Linear) Make(long width) => (Linear(8, width), Linear(width, 1));",
                init: "(fc1, fc2) = Make(16);\n{|INIT001:init.xavier_uniform_(fc1.weight)|};\ninit.xavier_uniform_(fc2.weight);",
                forward: "return fc2.forward(fc1.forward(x).relu());")
        },
        {
            "swapped in a tuple assignment",
            Net(
                members: "private Linear a = Linear(8, 8), b = Linear(8, 8);",
                init: "(a, b) = (b, a);\ninit.xavier_uniform_(a.weight);\n{|INIT001:init.xavier_uniform_(b.weight)|};",
                forward: "return a.forward(b.forward(x).relu());")
        },
        {
            "locals of a script-like method",
            """
            static class Program
            {
                static void Main()
                {
                    var lin1 = Linear(1000, 100);
                    var lin2 = Linear(100, 10);
                    {|INIT001:init.xavier_uniform_(lin1.weight)|};
                    init.xavier_uniform_(lin2.weight);
                    var seq = Sequential(("lin1", lin1), ("relu1", ReLU()), ("lin2", lin2));
                    using var x = torch.randn(64, 1000);
                    var eval = seq.forward(x);
                    eval.print();
                }
            }
            """
        },
        {
            "layer made by a parameter's caller",
            """
            static class Program
            {
                static Tensor Forward(Linear fc, Tensor x) => functional.relu(fc.forward(x));

                static void Main()
                {
                    var fc = Linear(8, 4);
                    {|INIT001:init.xavier_uniform_(fc.weight)|};
                    Forward(fc, torch.randn(2, 8));
                }
            }
            """
        },
        {
            "activation passed as a parameter",
            """
            static class Program
            {
                static Tensor Block(Module<Tensor, Tensor> layer, Module<Tensor, Tensor> act, Tensor x) => act.call(layer.call(x));

                static void Main()
                {
                    var fc = Linear(8, 4);
                    {|INIT001:init.xavier_uniform_(fc.weight)|};
                    Block(fc, ReLU(), torch.randn(2, 8));
                }
            }
            """
        },
        {
            "a helper called with different activations speaks for each caller",
            """
            static class Program
            {
                static Tensor Block(Module<Tensor, Tensor> layer, Module<Tensor, Tensor> act, Tensor x) => act.call(layer.call(x));

                static void Main()
                {
                    Linear fc1 = Linear(8, 8), fc2 = Linear(8, 8), fc3 = Linear(8, 1);
                    {|INIT001:init.xavier_uniform_(fc1.weight)|};
                    init.xavier_uniform_(fc2.weight);
                    var h = Block(fc1, ReLU(), torch.randn(2, 8));
                    h = Block(fc2, Tanh(), h);
                    fc3.forward(h);
                }
            }
            """
        },
        {
            "primary constructor",
            """
            class Net(long inputs, long hidden) : Module<Tensor, Tensor>("net")
            {
                private readonly Linear fc = Linear(inputs, hidden);

                public Net Initialised()
                {
                    {|INIT001:init.xavier_uniform_(fc.weight)|};
                    return this;
                }

                public override Tensor forward(Tensor x) => fc.forward(x).relu();
            }
            """
        },
        {
            "primary constructor that captures a layer",
            """
            class Act(Linear fc, Module<Tensor, Tensor> act) : Module<Tensor, Tensor>("act")
            {
                public override Tensor forward(Tensor x) => act.forward(fc.forward(x));
            }

            static class Program
            {
                static void Main()
                {
                    var fc = Linear(8, 4);
                    {|INIT001:init.xavier_uniform_(fc.weight)|};
                    new Act(fc, ReLU()).forward(torch.randn(2, 8));
                }
            }
            """
        },
        {
            "primary constructor whose activation nobody passes",
            """
            class Act(Module<Tensor, Tensor> act) : Module<Tensor, Tensor>("act")
            {
                private readonly Linear fc = Linear(8, 4);

                public void Reset() => init.xavier_uniform_(fc.weight);

                public override Tensor forward(Tensor x) => act.forward(fc.forward(x));
            }
            """
        },
        {
            "constructor chained with this",
            """
            class Net : Module<Tensor, Tensor>
            {
                private readonly Linear fc;

                public Net() : this(8) { }

                public Net(long inputs) : base("net")
                {
                    fc = Linear(inputs, 4);
                    {|INIT001:init.xavier_uniform_(fc.weight)|};
                    RegisterComponents();
                }

                public override Tensor forward(Tensor x) => fc.forward(x).relu();
            }
            """
        },
        {
            "two constructors that make the layer differently",
            """
            class Net : Module<Tensor, Tensor>
            {
                private readonly Linear fc;

                public Net() : base("net")
                {
                    fc = Linear(8, 4);
                    {|INIT001:init.xavier_uniform_(fc.weight)|};
                }

                public Net(long inputs) : base("net")
                {
                    fc = Linear(inputs, 4);
                    init.kaiming_uniform_(fc.weight);
                }

                public override Tensor forward(Tensor x) => fc.forward(x).relu();
            }
            """
        },
        {
            "nullable field made under a condition",
            """
            #nullable enable
            class Net : Module<Tensor, Tensor>
            {
                private readonly Linear? proj;

                public Net(long inputs, long outputs) : base("net")
                {
                    if (inputs != outputs)
                    {
                        proj = Linear(inputs, outputs);
                        {|INIT001:init.xavier_uniform_(proj.weight!)|};
                    }

                    RegisterComponents();
                }

                public override Tensor forward(Tensor x)
                {
                    if (proj is not null)
                    {
                        x = proj.forward(x).relu();
                    }

                    return x;
                }
            }
            """
        },
        {
            "nullable field initialised behind a null test",
            """
            #nullable enable
            class Net : Module<Tensor, Tensor>
            {
                private readonly Linear? proj;

                public Net(bool hasProjection) : base("net")
                {
                    proj = hasProjection ? Linear(8, 8) : null;
                    if (proj != null)
                    {
                        {|INIT001:init.xavier_uniform_(proj.weight)|};
                    }
                }

                public override Tensor forward(Tensor x) => proj == null ? x : functional.relu(proj.forward(x));
            }
            """
        },
        {
            "null-forgiving layer and weight",
            """
            #nullable enable
            class Net : Module<Tensor, Tensor>
            {
                private Linear? fc;

                public Net() : base("net")
                {
                    fc = Linear(8, 4);
                    {|INIT001:init.xavier_uniform_(fc!.weight!)|};
                }

                public override Tensor forward(Tensor x) => fc!.forward(x)!.relu();
            }
            """
        },
        {
            "weight with a null-coalescing throw",
            Net(
                members: "private readonly Linear fc = Linear(8, 4);",
                init: "{|INIT001:init.xavier_uniform_(fc.weight ?? throw new InvalidOperationException())|};",
                forward: "return fc.forward(x).relu();")
        },
        {
            "weight in a local",
            Net(
                members: "private readonly Linear fc = Linear(8, 4);",
                init: "var weight = fc.weight;\n{|INIT001:init.xavier_uniform_(weight)|};",
                forward: "return fc.forward(x).relu();")
        },
        {
            "record that holds the parts",
            """
            record Parts(Linear Fc, ReLU Act);

            class Net : Module<Tensor, Tensor>
            {
                private readonly Parts parts = new(Linear(8, 4), ReLU());

                public Net() : base("net")
                {
                    {|INIT001:init.xavier_uniform_(parts.Fc.weight)|};
                }

                public override Tensor forward(Tensor x) => parts.Act.forward(parts.Fc.forward(x));
            }
            """
        },
        {
            "record whose body makes the layer",
            """
            record Head(long Inputs)
            {
                public Linear Fc { get; } = Linear(Inputs, 4);

                public Tensor Forward(Tensor x)
                {
                    {|INIT001:init.xavier_uniform_(Fc.weight)|};
                    return Fc.forward(x).relu();
                }
            }
            """
        },
        {
            "struct that holds the parts",
            """
            struct Parts
            {
                public Linear Fc;
                public Linear Out;
            }

            class Net : Module<Tensor, Tensor>
            {
                private Parts parts;

                public Net() : base("net")
                {
                    parts.Fc = Linear(8, 8);
                    parts.Out = Linear(8, 1);
                    {|INIT001:init.xavier_uniform_(parts.Fc.weight)|};
                    init.xavier_uniform_(parts.Out.weight);
                }

                public override Tensor forward(Tensor x) => parts.Out.forward(parts.Fc.forward(x).relu());
            }
            """
        },
        {
            "object initialiser",
            """
            class Parts
            {
                public Linear Fc { get; init; }
                public Module<Tensor, Tensor> Act { get; init; }
            }

            class Net : Module<Tensor, Tensor>
            {
                private readonly Parts parts = new Parts { Fc = Linear(8, 4), Act = ReLU() };

                public Net() : base("net")
                {
                    {|INIT001:init.xavier_uniform_(parts.Fc.weight)|};
                }

                public override Tensor forward(Tensor x) => parts.Act.forward(parts.Fc.forward(x));
            }
            """
        },
        {
            "top-level statements",
            """
            var fc1 = Linear(4, 8);
            var fc2 = Linear(8, 1);
            {|INIT001:init.xavier_uniform_(fc1.weight)|};
            init.xavier_uniform_(fc2.weight);
            var x = torch.randn(2, 4);
            var y = fc2.forward(functional.relu(fc1.forward(x)));
            Console.WriteLine(y);
            """
        },
        {
            "top-level statements with local functions",
            """
            var fc = Make(4, 8);
            var y = Forward(torch.randn(2, 4));
            Console.WriteLine(y);

            Linear Make(long inputs, long outputs)
            {
                var layer = Linear(inputs, outputs);
                {|INIT001:init.xavier_uniform_(layer.weight)|};
                return layer;
            }

            Tensor Forward(Tensor x) => fc.forward(x).relu();
            """
        },
        {
            "top-level statements, law fits",
            """
            var fc = Linear(4, 8);
            init.kaiming_normal_(fc.weight, nonlinearity: init.NonlinearityType.ReLU);
            var y = fc.forward(torch.randn(2, 4)).relu();
            Console.WriteLine(y);
            """
        },
        {
            "generic class",
            """
            class Net<T> : Module<Tensor, Tensor>
            {
                private readonly Linear fc = Linear(8, 4);

                public Net() : base(typeof(T).Name)
                {
                    {|INIT001:init.xavier_uniform_(fc.weight)|};
                    RegisterComponents();
                }

                public override Tensor forward(Tensor x) => fc.forward(x).relu();
            }
            """
        },
        {
            "generic class used with type arguments",
            """
            class Block<T> : Module<Tensor, Tensor>
            {
                private readonly Linear fc = Linear(8, 8);

                public Block() : base("block") => {|INIT001:init.xavier_uniform_(fc.weight)|};

                public override Tensor forward(Tensor x) => fc.forward(x);
            }

            class Net : Module<Tensor, Tensor>
            {
                private readonly Block<int> block = new();

                public Net() : base("net") { }

                public override Tensor forward(Tensor x) => block.forward(x).relu();
            }
            """
        },
        {
            "generic block with its activation made by new()",
            """
            class Sine : Module<Tensor, Tensor>
            {
                public Sine() : base("sine") { }
                public override Tensor forward(Tensor x) => x.sin();
            }

            class Block<TAct> : Module<Tensor, Tensor> where TAct : Module<Tensor, Tensor>, new()
            {
                private readonly Linear fc = Linear(8, 8);
                private readonly TAct act = new();

                public Block() : base("block") => init.xavier_uniform_(fc.weight);

                public override Tensor forward(Tensor x) => act.forward(fc.forward(x));
            }
            """
        },
        {
            "dynamic field",
            """
            class Net : Module<Tensor, Tensor>
            {
                private readonly Linear fc = Linear(8, 4);
                private readonly dynamic act;

                public Net() : base("net")
                {
                    act = ReLU();
                    init.xavier_uniform_(fc.weight);
                }

                public override Tensor forward(Tensor x) => act.forward(fc.forward(x));
            }
            """
        },
        {
            "dynamic layer",
            """
            class Net : Module<Tensor, Tensor>
            {
                private readonly dynamic fc;

                public Net() : base("net")
                {
                    fc = Linear(8, 4);
                    init.xavier_uniform_(fc.weight);
                }

                public override Tensor forward(Tensor x) => functional.relu((Tensor)fc.forward(x));
            }
            """
        },
        {
            "partial class across files",
            """
            partial class Net : Module<Tensor, Tensor>
            {
                private readonly Linear fc1 = Linear(8, 8), fc2 = Linear(8, 1);

                public Net() : base("net")
                {
                    Initialise();
                    RegisterComponents();
                }
            }
            """,
            """
            partial class Net
            {
                private void Initialise()
                {
                    {|INIT001:init.xavier_uniform_(fc1.weight)|};
                    init.xavier_uniform_(fc2.weight);
                }
            }
            """,
            """
            partial class Net
            {
                public override Tensor forward(Tensor x) => fc2.forward(fc1.forward(x).relu());
            }
            """
        },
        {
            "partial method",
            """
            partial class Net : Module<Tensor, Tensor>
            {
                private readonly Linear fc = Linear(8, 8);

                public Net() : base("net") => Initialise();

                partial void Initialise();

                public override Tensor forward(Tensor x) => fc.forward(x).relu();
            }
            """,
            """
            partial class Net
            {
                partial void Initialise() => {|INIT001:init.xavier_uniform_(fc.weight)|};
            }
            """
        },
        {
            "initialised in the base class, connected in the derived one",
            """
            abstract class QNet : Module<Tensor, Tensor>
            {
                protected readonly Linear fc1 = Linear(8, 8), fc2 = Linear(8, 1);

                protected QNet(string name) : base(name)
                {
                    {|INIT001:init.xavier_uniform_(fc1.weight)|};
                    init.xavier_uniform_(fc2.weight);
                }
            }

            sealed class ReluNet : QNet
            {
                public ReluNet() : base("relu") => RegisterComponents();

                public override Tensor forward(Tensor x) => fc2.forward(fc1.forward(x).relu());
            }
            """
        },
        {
            "two derived classes, one of which the law fits",
            """
            abstract class QNet : Module<Tensor, Tensor>
            {
                protected readonly Linear fc1 = Linear(8, 8), fc2 = Linear(8, 1);

                protected QNet(string name) : base(name)
                {
                    init.xavier_uniform_(fc1.weight);
                    init.xavier_uniform_(fc2.weight);
                }
            }

            sealed class ReluNet : QNet
            {
                public ReluNet() : base("relu") { }
                public override Tensor forward(Tensor x) => fc2.forward(fc1.forward(x).relu());
            }

            sealed class TanhNet : QNet
            {
                public TanhNet() : base("tanh") { }
                public override Tensor forward(Tensor x) => fc2.forward(fc1.forward(x).tanh());
            }
            """
        },
        {
            "made in the base class, initialised in the derived one",
            """
            abstract class Base : Module<Tensor, Tensor>
            {
                protected Linear Fc { get; } = Linear(8, 4);
                protected Base() : base("base") { }
                public override Tensor forward(Tensor x) => functional.relu(Fc.forward(x));
            }

            class Derived : Base
            {
                public Derived() => {|INIT001:init.xavier_uniform_(Fc.weight)|};
            }
            """
        },
        {
            "template method: the derived class gives the activation",
            """
            abstract class Base : Module<Tensor, Tensor>
            {
                private readonly Linear fc = Linear(8, 4);

                protected Base() : base("base") => {|INIT001:init.xavier_uniform_(fc.weight)|};

                protected abstract Tensor Activate(Tensor x);

                public override Tensor forward(Tensor x) => Activate(fc.forward(x));
            }

            class Derived : Base
            {
                protected override Tensor Activate(Tensor x) => x.relu();
            }
            """
        },
        {
            "template method that nobody overrides",
            """
            abstract class Base : Module<Tensor, Tensor>
            {
                private readonly Linear fc = Linear(8, 4);

                protected Base() : base("base") => init.xavier_uniform_(fc.weight);

                protected abstract Tensor Activate(Tensor x);

                public override Tensor forward(Tensor x) => Activate(fc.forward(x));
            }
            """
        },
        {
            "the derived class passes the activation to the base constructor",
            """
            abstract class Base : Module<Tensor, Tensor>
            {
                private readonly Linear fc = Linear(8, 4);
                private readonly Module<Tensor, Tensor> act;

                protected Base(Module<Tensor, Tensor> act) : base("base")
                {
                    this.act = act;
                    {|INIT001:init.xavier_uniform_(fc.weight)|};
                }

                public override Tensor forward(Tensor x) => act.forward(fc.forward(x));
            }

            class Derived : Base
            {
                public Derived() : base(ReLU()) { }
            }
            """
        },
        {
            "static field",
            """
            static class Shared
            {
                private static readonly Linear Fc = Linear(8, 4);

                static Shared() => {|INIT001:init.xavier_uniform_(Fc.weight)|};

                public static Tensor Run(Tensor x) => Fc.forward(x).relu();
            }
            """
        },
        {
            "nested class",
            """
            class Outer : Module<Tensor, Tensor>
            {
                private readonly Inner inner = new();

                public Outer() : base("outer") => RegisterComponents();

                public override Tensor forward(Tensor x) => inner.forward(x);

                private sealed class Inner : Module<Tensor, Tensor>
                {
                    private readonly Linear fc = Linear(8, 4);

                    public Inner() : base("inner") => {|INIT001:init.xavier_uniform_(fc.weight)|};

                    public override Tensor forward(Tensor x) => fc.forward(x).relu();
                }
            }
            """
        },
        {
            "plain class that is no module",
            """
            class Policy
            {
                private readonly Linear hidden = Linear(4, 64), head = Linear(64, 2);

                public Policy()
                {
                    {|INIT001:init.xavier_uniform_(hidden.weight)|};
                    init.xavier_uniform_(head.weight);
                }

                public Tensor Act(Tensor state) => functional.softmax(head.forward(functional.relu(hidden.forward(state))), 1);
            }
            """
        },
        {
            "array of layers by index",
            Net(
                members: "private readonly Linear[] layers = { Linear(8, 8), Linear(8, 1) };",
                init: "{|INIT001:init.xavier_uniform_(layers[0].weight)|};\ninit.xavier_uniform_(layers[1].weight);",
                forward: "x = functional.relu(layers[0].forward(x));\nreturn layers[1].forward(x);")
        },
        {
            "layer reassigned after the initialisation",
            Net(
                members: "private Linear fc;",
                init: "fc = Linear(8, 8);\ninit.xavier_uniform_(fc.weight);\nfc = Linear(8, 4);",
                forward: "return fc.forward(x).relu();")
        },
        {
            "two names for one layer",
            Net(
                members: "private readonly Linear fc;",
                init: "var a = Linear(8, 4);\nvar b = a;\n{|INIT001:init.xavier_uniform_(b.weight)|};\nfc = a;",
                forward: "return fc.forward(x).relu();")
        },
        {
            "layer moved to a device",
            Net(
                members: "private readonly Linear fc = Linear(8, 4).to(DeviceType.CPU);",
                init: "{|INIT001:init.xavier_uniform_(fc.weight)|};",
                forward: "return fc.forward(x.to(fc.weight.device)).relu();")
        },
        {
            "verbatim identifiers",
            Net(
                members: "private readonly Linear @in = Linear(8, 8), @out = Linear(8, 1);",
                init: "{|INIT001:init.xavier_uniform_(@in.weight)|};\ninit.xavier_uniform_(@out.weight);",
                forward: "var @new = @in.call(x);\nreturn @out.call(@new.relu());")
        },
        {
            "expression-bodied constructor and forward",
            """
            class Net : Module<Tensor, Tensor>
            {
                private readonly Linear fc = Linear(8, 4);

                public Net() : base("net") => {|INIT001:init.xavier_uniform_(fc.weight)|};

                public override Tensor forward(Tensor x) => fc.forward(x).relu();
            }
            """
        },
        {
            "module of two tensors",
            """
            class Net : Module<Tensor, Tensor, Tensor>
            {
                private readonly Linear state = Linear(8, 8), action = Linear(2, 8), q = Linear(16, 1);

                public Net() : base("critic")
                {
                    {|INIT001:init.xavier_uniform_(state.weight)|};
                    {|INIT001:init.xavier_uniform_(action.weight)|};
                    init.xavier_uniform_(q.weight);
                }

                public override Tensor forward(Tensor s, Tensor a) =>
                    q.forward(torch.cat(new[] { state.forward(s).relu(), action.forward(a).relu() }, 1));
            }
            """
        },
        {
            "module with two heads",
            """
            class ActorCritic : Module<Tensor, (Tensor, Tensor)>
            {
                private readonly Linear body = Linear(8, 8), policy = Linear(8, 2), value = Linear(8, 1);

                public ActorCritic() : base("ac")
                {
                    {|INIT001:init.xavier_uniform_(body.weight)|};
                    init.xavier_uniform_(policy.weight);
                    init.xavier_uniform_(value.weight);
                }

                public override (Tensor, Tensor) forward(Tensor x)
                {
                    var h = functional.relu(body.forward(x));
                    return (functional.softmax(policy.forward(h), 1), torch.tanh(value.forward(h)));
                }
            }
            """
        },
    };

    public static IEnumerable<object[]> Names => Programs.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public Task Reads(string name) => Programs.Verify(name);
}
