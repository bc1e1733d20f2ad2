using Xunit;
using static InitAnalyzer.Tests.Reading.ProgramTable;

namespace InitAnalyzer.Tests.Reading;

/// <summary>How initializer calls are written: names, arguments, constants, formulas, helpers.</summary>
public class InitializerCallTests
{
    private const string Fc = "private readonly Linear fc = Linear(784, 128);";
    private const string Relu = "return functional.relu(fc.forward(x));";
    private const string HiddenFc = "private readonly Linear fc = Linear(784, 128), head = Linear(128, 10);";
    private const string HiddenTanh = "return head.forward(torch.tanh(fc.forward(x)));";
    private const string HiddenSigmoid = "return head.forward(torch.sigmoid(fc.forward(x)));";

    public static readonly ProgramTable Programs = new()
    {
        // Names.
        { "using static torch", Net(Fc, "{|INIT001:nn.init.xavier_uniform_(fc.weight)|};", Relu) },
        { "torch.nn.init", Net(Fc, "{|INIT001:torch.nn.init.xavier_uniform_(fc.weight)|};", Relu) },
        { "space before the arguments", Net(Fc, "{|INIT001:init.xavier_uniform_ (fc.weight)|};", Relu) },
        { "comment before the arguments", Net(Fc, "{|INIT001:init . xavier_uniform_ /* by (Glorot, 2010) */ (fc.weight)|};", Relu) },
        { "arguments on another line", Net(Fc, "{|INIT001:init\n    .xavier_uniform_ // by Glorot\n    (fc.weight)|};", Relu) },
        { "behind a question mark", Net(Fc, "using (no_grad()) fc.weight?{|INIT001:.normal_(0, Math.Sqrt(1.0 / 784))|};", Relu) },
        { "global qualification", Net(Fc, "{|INIT001:global::TorchSharp.torch.nn.init.xavier_uniform_(fc.weight)|};", Relu) },
        { "using static init", "using static TorchSharp.torch.nn.init;\n\n" + Net(Fc, "{|INIT001:xavier_uniform_(fc.weight)|};", Relu) },
        { "alias", "using I = TorchSharp.torch.nn.init;\n\n" + Net(Fc, "{|INIT001:I.xavier_uniform_(fc.weight)|};", Relu) },
        {
            "aliases of everything",
            """
            using F = TorchSharp.torch.nn.functional;
            using L = TorchSharp.Modules.Linear;
            using M = TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;
            using T = TorchSharp.torch.Tensor;

            class Net : M
            {
                private readonly L fc = Linear(8, 8);

                public Net() : base("net") => {|INIT001:init.xavier_uniform_(fc.weight)|};

                public override T forward(T x) => F.relu(fc.forward(x));
            }
            """
        },
        {
            "using static functional",
            "using static TorchSharp.torch.nn.functional;\n\n" + Net(Fc, "{|INIT001:init.xavier_uniform_(fc.weight)|};", "return relu(fc.forward(x));")
        },
        {
            "method group of an initializer in a local",
            Net(Fc, "Func<Tensor, Tensor> fill = init.ones_;\nfill(fc.weight);", Relu)
        },

        // Arguments.
        { "named tensor", Net(Fc, "{|INIT001:init.xavier_uniform_(tensor: fc.weight)|};", Relu) },
        { "reordered named arguments", Net(Fc, "{|INIT001:init.xavier_uniform_(gain: 1.0, tensor: fc.weight)|};", Relu) },
        { "gain that fits", Net(Fc, "init.xavier_uniform_(fc.weight, Math.Sqrt(2));", Relu) },
        { "named gain that fits", Net(Fc, "init.xavier_uniform_(fc.weight, gain: 1.4142);", Relu) },
        { "gain of the right activation", Net(Fc, "init.xavier_uniform_(fc.weight, init.calculate_gain(init.NonlinearityType.ReLU));", Relu) },
        { "gain of another activation", Net(Fc, "{|INIT005:init.xavier_uniform_(fc.weight, init.calculate_gain(init.NonlinearityType.Sigmoid))|};", Relu) },
        { "gain as an integer", Net(Fc, "{|INIT001:init.xavier_uniform_(fc.weight, 1)|};", Relu) },
        { "gain as a float", Net(Fc, "init.xavier_uniform_(fc.weight, 1.4142f);", Relu) },
        { "gain in a constant field", Net(Fc + "\nprivate const double Gain = 1.4142135;", "init.xavier_uniform_(fc.weight, Gain);", Relu) },
        { "gain in a constant field that does not fit", Net(Fc + "\nprivate const double Gain = 1.0 / 2;", "{|INIT001:init.xavier_uniform_(fc.weight, Gain)|};", Relu) },
        { "gain in a static readonly field", Net(Fc + "\nprivate static readonly double Gain = Math.Sqrt(2.0);", "init.xavier_uniform_(fc.weight, Gain);", Relu) },
        { "gain in a constant local", Net(Fc, "const double gain = 0.5;\n{|INIT001:init.xavier_uniform_(fc.weight, gain)|};", Relu) },
        { "gain in a local", Net(Fc, "var gain = Math.Sqrt(2.0);\ninit.xavier_uniform_(fc.weight, gain);", Relu) },
        { "gain in a local from the gain function", Net(Fc, "var gain = init.calculate_gain(init.NonlinearityType.Tanh);\n{|INIT005:init.orthogonal_(fc.weight, gain)|};", "return functional.selu(fc.forward(x));") },
        { "gain computed from another one", Net(Fc, "init.xavier_uniform_(fc.weight, 2 * Math.Sqrt(2) / 2);", Relu) },
        { "gain in another class", Net(Fc, "init.xavier_uniform_(fc.weight, Gains.Relu);", Relu) + "\n\nstatic class Gains\n{\n    public const double Relu = 1.41421356;\n}" },
        {
            "gain that cannot be seen",
            """
            class Net : Module<Tensor, Tensor>
            {
                private readonly Linear fc = Linear(8, 8);

                public Net(double gain) : base("net") => init.xavier_uniform_(fc.weight, gain);

                public override Tensor forward(Tensor x) => fc.forward(x).relu();
            }
            """
        },
        {
            "gain with a default that a caller may change",
            """
            class Net : Module<Tensor, Tensor>
            {
                private readonly Linear fc = Linear(8, 8);

                public Net(double gain = 1.0) : base("net") => init.xavier_uniform_(fc.weight, gain);

                public override Tensor forward(Tensor x) => fc.forward(x).relu();
            }
            """
        },
        { "gain from the environment", Net(Fc, "init.xavier_uniform_(fc.weight, double.Parse(Environment.GetEnvironmentVariable(\"GAIN\")));", Relu) },
        { "gain of one branch or another", Net(Fc + "\npublic bool flag;", "init.xavier_uniform_(fc.weight, flag ? 1.4142 : 1.0);", Relu) },

        // Kaiming.
        { "kaiming with the right nonlinearity", Net(Fc, "init.kaiming_uniform_(fc.weight, nonlinearity: init.NonlinearityType.ReLU);", Relu) },
        { "kaiming with mode", Net(Fc, "init.kaiming_normal_(fc.weight, mode: init.FanInOut.FanOut, nonlinearity: init.NonlinearityType.ReLU);", Relu) },
        { "kaiming with everything positional", Net(Fc, "init.kaiming_normal_(fc.weight, 0, init.FanInOut.FanOut, init.NonlinearityType.ReLU);", Relu) },
        { "kaiming with everything reordered", Net(Fc, "{|INIT005:init.kaiming_normal_(nonlinearity: init.NonlinearityType.Linear, mode: init.FanInOut.FanIn, a: 0, tensor: fc.weight)|};", Relu) },
        { "kaiming with fully qualified members", Net(Fc, "{|INIT005:torch.nn.init.kaiming_normal_(fc.weight, mode: torch.nn.init.FanInOut.FanOut, nonlinearity: torch.nn.init.NonlinearityType.Sigmoid)|};", Relu) },
        { "kaiming with a nonlinearity in a local", Net(Fc, "var kind = init.NonlinearityType.Conv2D;\n{|INIT005:init.kaiming_normal_(fc.weight, nonlinearity: kind)|};", Relu) },
        { "kaiming with a nonlinearity in a constant", Net(Fc + "\nprivate const init.NonlinearityType Kind = init.NonlinearityType.Linear;", "{|INIT005:init.kaiming_normal_(fc.weight, nonlinearity: Kind)|};", Relu) },
        { "kaiming with a slope that is a gain", Net(Fc, "{|INIT005:init.kaiming_normal_(fc.weight, Math.Sqrt(2))|};", Relu) },
        { "kaiming with the gain function as slope", Net(Fc, "{|INIT005:init.kaiming_uniform_(fc.weight, init.calculate_gain(init.NonlinearityType.ReLU))|};", Relu) },
        { "kaiming with the default's slope", Net(Fc, "{|INIT005:init.kaiming_uniform_(fc.weight, a: Math.Sqrt(5))|};", Relu) },
        { "kaiming with the slope of the leaky rectifier", Net(Fc, "init.kaiming_uniform_(fc.weight, a: 0.2);", "return functional.leaky_relu(fc.forward(x), 0.2);") },
        { "kaiming with a slope that counts for nothing beside ReLU", Net(Fc, "init.kaiming_uniform_(fc.weight, a: Math.Sqrt(5), nonlinearity: init.NonlinearityType.ReLU);", Relu) },
        {
            "kaiming with a nonlinearity that cannot be seen",
            """
            class Net : Module<Tensor, Tensor>
            {
                private readonly Linear fc = Linear(8, 8);

                public Net(init.NonlinearityType kind) : base("net") => init.kaiming_normal_(fc.weight, nonlinearity: kind);

                public override Tensor forward(Tensor x) => functional.selu(fc.forward(x));
            }
            """
        },

        // Standard deviations written as a formula over a fan.
        { "std over the constant fan, fits", Net(Fc, "init.normal_(fc.weight, 0, Math.Sqrt(2.0 / 784));", Relu) },
        { "std over the constant fan, does not fit", Net(Fc, "{|INIT001:init.normal_(fc.weight, 0, Math.Sqrt(1.0 / 784))|};", Relu) },
        { "std over the root of the constant fan", Net(Fc, "{|INIT001:init.normal_(fc.weight, mean: 0, std: 1 / Math.Sqrt(784))|};", Relu) },
        { "std over a constant fan in a constant", Net("private const int Inputs = 784;\nprivate readonly Linear fc = Linear(Inputs, 128);", "{|INIT001:init.normal_(fc.weight, 0, Math.Sqrt(1.0 / Inputs))|};", Relu) },
        { "std over a constant that is no fan", Net(Fc, "init.normal_(fc.weight, 0, Math.Sqrt(1.0 / 100));", Relu) },
        { "std over shape[1]", Net(Fc, "{|INIT001:init.normal_(fc.weight, 0, Math.Sqrt(1.0 / fc.weight.shape[1]))|};", Relu) },
        { "std over shape[1], fits", Net(Fc, "init.normal_(fc.weight, 0, Math.Sqrt(2.0 / fc.weight.shape[1]));", Relu) },
        { "std over size(1)", Net(Fc, "{|INIT001:init.normal_(fc.weight, 0, Math.Sqrt(1.0 / fc.weight.size(1)))|};", Relu) },
        { "std over shape[1] in a local", Net(Fc, "var fanIn = fc.weight.shape[1];\nvar std = Math.Sqrt(1.0 / fanIn);\n{|INIT001:init.normal_(fc.weight, 0, std)|};", Relu) },
        { "std over in_features", Net(Fc, "{|INIT001:init.normal_(fc.weight, 0, 1.0 / Math.Sqrt(fc.in_features))|};", Relu) },
        { "std over in_features of an unknown size", "class Net : Module<Tensor, Tensor>\n{\n    private readonly Linear fc;\n\n    public Net(long inputs) : base(\"net\")\n    {\n        fc = Linear(inputs, 8);\n        {|INIT001:init.normal_(fc.weight, 0, 1.0 / Math.Sqrt(fc.in_features))|};\n    }\n\n    public override Tensor forward(Tensor x) => fc.forward(x).relu();\n}" },
        { "std over another layer's in_features", Net(HiddenFc, "init.normal_(fc.weight, 0, 1.0 / Math.Sqrt(head.in_features));", "return head.forward(functional.relu(fc.forward(x)));") },
        { "std over the computed fan-in", Net(Fc, "var (fanIn, fanOut) = init.CalculateFanInAndFanOut(fc.weight);\n{|INIT001:init.normal_(fc.weight, 0, Math.Sqrt(1.0 / fanIn))|};", Relu) },
        { "std over the computed fan-in, fits", Net(Fc, "var (fanIn, _) = init.CalculateFanInAndFanOut(fc.weight);\ninit.normal_(fc.weight, 0, Math.Sqrt(2.0 / fanIn));", Relu) },
        { "std over both computed fans: Xavier by hand", Net(Fc, "var fans = init.CalculateFanInAndFanOut(fc.weight);\n{|INIT001:init.normal_(fc.weight, 0, Math.Sqrt(2.0 / (fans.fanIn + fans.fanOut)))|};", Relu) },
        { "Xavier by hand before tanh", Net(HiddenFc, "var (fanIn, fanOut) = init.CalculateFanInAndFanOut(fc.weight);\ninit.normal_(fc.weight, 0, Math.Sqrt(2.0 / (fanIn + fanOut)));", HiddenTanh) },
        { "Kumar by hand before a hidden sigmoid", Net(HiddenFc, "var (fanIn, _) = init.CalculateFanInAndFanOut(fc.weight);\ninit.normal_(fc.weight, 0, 3.6 / Math.Sqrt(fanIn));", HiddenSigmoid) },
        { "He by hand before a hidden sigmoid", Net(HiddenFc, "{|INIT003:init.normal_(fc.weight, 0, Math.Sqrt(2.0 / fc.weight.shape[1]))|};", HiddenSigmoid) },
        { "uniform bound over the fan", Net(Fc, "var bound = 1 / Math.Sqrt(fc.in_features);\n{|INIT001:init.uniform_(fc.weight, -bound, bound)|};", Relu) },
        { "uniform bound over the fan, fits", Net(Fc, "var bound = Math.Sqrt(6.0 / fc.in_features);\ninit.uniform_(fc.weight, -bound, bound);", Relu) },
        { "uniform bound by named arguments", Net(Fc, "{|INIT001:init.uniform_(high: Math.Sqrt(3.0 / 784), low: -Math.Sqrt(3.0 / 784), tensor: fc.weight)|};", Relu) },
        { "std through Math.Pow", Net(Fc, "{|INIT001:init.normal_(fc.weight, 0, Math.Pow(fc.in_features, -0.5))|};", Relu) },
        { "std over the convolution's fan", Net("private readonly Conv2d conv = Conv2d(3, 8, 5);", "{|INIT001:init.normal_(conv.weight, 0, Math.Sqrt(1.0 / (3 * 5 * 5)))|};", "return conv.forward(x).relu();") },
        { "std over fan-out of the convolution, fits", Net("private readonly Conv2d conv = Conv2d(3, 8, 5);", "init.normal_(conv.weight, 0, Math.Sqrt(2.0 / (8 * 5 * 5)));", "return conv.forward(x).relu();") },

        // The weight's own methods.
        { "fill of the tensor itself", Net(Fc, "using (torch.no_grad())\n{\n    {|INIT001:fc.weight.normal_(0, Math.Sqrt(1.0 / 784))|};\n}", Relu) },
        { "fill of the tensor itself, constant", Net(Fc, "using (torch.no_grad())\n{\n    fc.weight.normal_(0, 0.02);\n    fc.bias.zero_();\n}", Relu) },
        { "result kept", Net(Fc, "var w = {|INIT001:init.xavier_uniform_(fc.weight)|};\nConsole.WriteLine(w);", Relu) },
        { "result disposed", Net(Fc, "using var w = {|INIT001:init.xavier_uniform_(fc.weight)|};", Relu) },
        { "within no_grad", Net(Fc, "using (torch.no_grad())\n    {|INIT001:init.xavier_uniform_(fc.weight)|};", Relu) },
        { "under a condition", Net(Fc + "\npublic bool isNew;", "if (isNew)\n{\n    {|INIT001:init.xavier_uniform_(fc.weight)|};\n}", Relu) },
        { "one of two under a condition, each judged", Net(Fc + "\npublic bool xavier;", "if (xavier)\n    {|INIT001:init.xavier_uniform_(fc.weight)|};\nelse\n    init.kaiming_uniform_(fc.weight);", Relu) },
        { "chosen by a ternary", Net(Fc + "\npublic bool xavier;", "_ = xavier ? {|INIT001:init.xavier_uniform_(fc.weight)|} : init.kaiming_uniform_(fc.weight);", Relu) },
        { "chosen by a string", Net(Fc + "\npublic string method;", "switch (method)\n{\n    case \"xavier\":\n        {|INIT001:init.xavier_uniform_(fc.weight)|};\n        break;\n    case \"he\":\n        init.kaiming_uniform_(fc.weight);\n        break;\n}", Relu) },

        // Helpers.
        {
            "static helper that takes the layer",
            """
            static class Weights
            {
                public static void Init(Linear layer)
                {
                    init.xavier_uniform_(layer.weight);
                    init.zeros_(layer.bias);
                }
            }

            class Net : Module<Tensor, Tensor>
            {
                private readonly Linear fc1 = Linear(8, 8), fc2 = Linear(8, 1);

                public Net() : base("net")
                {
                    {|INIT001:Weights.Init(fc1)|};
                    Weights.Init(fc2);
                }

                public override Tensor forward(Tensor x) => fc2.forward(fc1.forward(x).relu());
            }
            """
        },
        {
            "static helper that takes the weight",
            """
            static class Weights
            {
                public static void Xavier(Tensor weight, double gain = 1) => init.xavier_uniform_(weight, gain);
            }

            class Net : Module<Tensor, Tensor>
            {
                private readonly Linear fc1 = Linear(8, 8), fc2 = Linear(8, 8), fc3 = Linear(8, 1);

                public Net() : base("net")
                {
                    {|INIT001:Weights.Xavier(fc1.weight)|};
                    Weights.Xavier(fc2.weight, Math.Sqrt(2));
                    Weights.Xavier(fc3.weight);
                }

                public override Tensor forward(Tensor x) => fc3.forward(fc2.forward(fc1.forward(x).relu()).relu());
            }
            """
        },
        {
            "helper of a helper: the outermost call that hands the layer over",
            """
            static class Weights
            {
                public static void Outer(Linear layer) => Inner(layer.weight);
                private static void Inner(Tensor weight) => init.xavier_uniform_(weight);
            }

            class Net : Module<Tensor, Tensor>
            {
                private readonly Linear fc = Linear(8, 8);
                public Net() : base("net") => {|INIT001:Weights.Outer(fc)|};
                public override Tensor forward(Tensor x) => fc.forward(x).relu();
            }
            """
        },
        {
            "helper method of the class that takes the layer",
            Net(HiddenFc + "\n\nprivate void Init(Linear layer) => init.xavier_uniform_(layer.weight);", "{|INIT001:Init(fc)|};\nInit(head);", "return head.forward(fc.forward(x).relu());")
        },
        {
            "helper method of the class that takes nothing",
            Net(HiddenFc + "\n\nprivate void Init()\n{\n    {|INIT001:init.xavier_uniform_(fc.weight)|};\n    init.xavier_uniform_(head.weight);\n}", "Init();", "return head.forward(fc.forward(x).relu());")
        },
        {
            "local function that takes the layer",
            Net(HiddenFc, "{|INIT001:Init(fc)|};\nInit(head);\n\nstatic void Init(Linear layer) => init.xavier_uniform_(layer.weight);", "return head.forward(fc.forward(x).relu());")
        },
        {
            "lambda that takes the layer",
            Net(HiddenFc, "Action<Linear> fill = layer => init.xavier_uniform_(layer.weight);\n{|INIT001:fill(fc)|};\nfill(head);", "return head.forward(fc.forward(x).relu());")
        },
        {
            "extension method on the layer",
            """
            static class LinearExtensions
            {
                public static Linear WithXavier(this Linear layer)
                {
                    init.xavier_uniform_(layer.weight);
                    return layer;
                }
            }

            class Net : Module<Tensor, Tensor>
            {
                private readonly Linear fc1 = {|INIT001:Linear(8, 8).WithXavier()|}, fc2 = Linear(8, 1).WithXavier();
                public Net() : base("net") => RegisterComponents();
                public override Tensor forward(Tensor x) => fc2.forward(fc1.forward(x).relu());
            }
            """
        },
        {
            "factory that makes and initialises: its own call is the place",
            """
            static class Make
            {
                public static Linear Xavier(long inputs, long outputs)
                {
                    var layer = Linear(inputs, outputs);
                    {|INIT001:init.xavier_uniform_(layer.weight)|};
                    return layer;
                }
            }

            class Net : Module<Tensor, Tensor>
            {
                private readonly Linear fc = Make.Xavier(8, 8);
                public Net() : base("net") => RegisterComponents();
                public override Tensor forward(Tensor x) => fc.forward(x).relu();
            }
            """
        },
        {
            "helper that takes a delegate of an initializer",
            """
            static class Weights
            {
                public static void Fill(Linear layer, Func<Tensor, Tensor> fill) => fill(layer.weight);
            }

            class Net : Module<Tensor, Tensor>
            {
                private readonly Linear fc = Linear(8, 8);
                public Net() : base("net") => {|INIT001:Weights.Fill(fc, w => init.xavier_uniform_(w))|};
                public override Tensor forward(Tensor x) => fc.forward(x).relu();
            }
            """
        },
        {
            "helper with a type test",
            """
            static class Weights
            {
                public static void Init(Module module)
                {
                    if (module is Linear linear)
                    {
                        init.xavier_uniform_(linear.weight);
                    }
                    else if (module is Conv2d conv)
                    {
                        init.kaiming_normal_(conv.weight);
                    }
                }
            }

            class Net : Module<Tensor, Tensor>
            {
                private readonly Conv2d conv = Conv2d(1, 8, 3);
                private readonly Linear fc = Linear(8, 8);

                public Net() : base("net")
                {
                    Weights.Init(conv);
                    {|INIT001:Weights.Init(fc)|};
                }

                public override Tensor forward(Tensor x) => fc.forward(conv.forward(x).relu().flatten(1)).relu();
            }
            """
        },
        {
            "helper called from nowhere",
            """
            static class Weights
            {
                public static void Init(Linear layer) => init.xavier_uniform_(layer.weight);
            }
            """
        },
        {
            "initialised in a method that somebody else calls",
            Net(HiddenFc + "\n\npublic void ResetParameters()\n{\n    {|INIT001:init.xavier_uniform_(fc.weight)|};\n    init.xavier_uniform_(head.weight);\n}", "", "return head.forward(fc.forward(x).relu());")
        },
        {
            "initialised by the program that uses the network",
            """
            class Net : Module<Tensor, Tensor>
            {
                public readonly Linear fc = Linear(8, 8), head = Linear(8, 1);
                public Net() : base("net") => RegisterComponents();
                public override Tensor forward(Tensor x) => head.forward(fc.forward(x).relu());
            }

            static class Program
            {
                static void Main()
                {
                    var net = new Net();
                    {|INIT001:init.xavier_uniform_(net.fc.weight)|};
                    init.xavier_uniform_(net.head.weight);
                    net.forward(torch.randn(2, 8));
                }
            }
            """
        },
        {
            "comments, directives and line breaks inside the call",
            Net(Fc, "#region Weights\n{|INIT001:init\n    .xavier_uniform_( // Glorot\n        fc\n            .weight)|};\n#endregion", Relu)
        },
        {
            "suppressed by a pragma",
            Net(Fc, "#pragma warning disable INIT001\ninit.xavier_uniform_(fc.weight);\n#pragma warning restore INIT001", Relu)
        },
        {
            "inside a conditional directive that is off",
            Net(Fc, "#if NEVER\ninit.xavier_uniform_(fc.weight);\n#endif", Relu)
        },
    };

    public static IEnumerable<object[]> Names => Programs.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public Task Reads(string name) => Programs.Verify(name);
}
