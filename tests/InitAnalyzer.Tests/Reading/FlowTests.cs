using Xunit;
using static InitAnalyzer.Tests.Reading.ProgramTable;

namespace InitAnalyzer.Tests.Reading;

/// <summary>How tensors get from a layer to its activation: statements, branches, loops, methods.</summary>
public class FlowTests
{
    private const string TwoLayers = "private readonly Linear fc1 = Linear(8, 8), fc2 = Linear(8, 1);";
    private const string Init = "{|INIT001:init.xavier_uniform_(fc1.weight)|};\ninit.xavier_uniform_(fc2.weight);";
    private const string SilentInit = "init.xavier_uniform_(fc1.weight);\ninit.xavier_uniform_(fc2.weight);";

    public static readonly ProgramTable Programs = new()
    {
        { "nested calls", Net(TwoLayers, Init, "return fc2.forward(functional.relu(fc1.forward(x)));") },
        { "call instead of forward", Net(TwoLayers, Init, "return fc2.call(functional.relu(fc1.call(x)));") },
        {
            "one variable reassigned",
            Net(TwoLayers, Init, "x = fc1.forward(x);\nx = functional.relu(x);\nx = fc2.forward(x);\nreturn x;")
        },
        {
            "one variable reassigned, activation in between is tanh",
            Net(TwoLayers, SilentInit, "x = fc1.forward(x);\nx = torch.tanh(x);\nx = fc2.forward(x);\nreturn x;")
        },
        {
            "a variable for each step",
            Net(TwoLayers, Init, "var l1 = fc1.forward(x);\nvar a1 = functional.relu(l1);\nvar l2 = fc2.forward(a1);\nreturn l2;")
        },
        { "fluent", Net(TwoLayers, Init, "return fc2.forward(fc1.forward(x).relu());") },
        { "fluent in place", Net(TwoLayers, Init, "return fc2.forward(fc1.forward(x).relu_());") },
        {
            "in place as a statement",
            Net(TwoLayers, Init, "var h = fc1.forward(x);\nh.relu_();\nreturn fc2.forward(h);")
        },
        {
            "in place with a result that is thrown away",
            Net(TwoLayers, Init, "var h = fc1.forward(x);\n_ = h.relu_();\nreturn fc2.forward(h);")
        },
        {
            "inplace argument as a statement",
            Net(TwoLayers, Init, "var h = fc1.forward(x);\nfunctional.relu(h, inplace: true);\nreturn fc2.forward(h);")
        },
        {
            "result of an activation that is not in place is thrown away",
            Net(TwoLayers, SilentInit, "var h = fc1.forward(x);\nh.tanh();\nreturn fc2.forward(h);")
        },
        {
            "activation module in a field, shared by all layers",
            Net(
                members: "private readonly Linear fc1 = Linear(8, 8), fc2 = Linear(8, 8), fc3 = Linear(8, 1);\nprivate readonly ReLU relu = ReLU();",
                init: "{|INIT001:init.xavier_uniform_(fc1.weight)|};\n{|INIT001:init.xavier_uniform_(fc2.weight)|};\ninit.xavier_uniform_(fc3.weight);",
                forward: "x = relu.forward(fc1.forward(x));\nx = relu.forward(fc2.forward(x));\nreturn fc3.forward(x);")
        },
        {
            "two activation modules of different classes",
            Net(
                members: "private readonly Linear fc1 = Linear(8, 8), fc2 = Linear(8, 8), fc3 = Linear(8, 1);\nprivate readonly ReLU relu = ReLU();\nprivate readonly Tanh tanh = Tanh();",
                init: "init.kaiming_uniform_(fc1.weight);\n{|INIT002:init.kaiming_uniform_(fc2.weight)|};\ninit.kaiming_uniform_(fc3.weight);",
                forward: "x = relu.call(fc1.call(x));\nx = tanh.call(fc2.call(x));\nreturn fc3.call(x);")
        },
        {
            "using var",
            Net(TwoLayers, Init, "using var h = fc1.forward(x);\nusing var a = functional.relu(h);\nreturn fc2.forward(a);")
        },
        {
            "using blocks",
            Net(TwoLayers, Init, "using (var h = fc1.forward(x))\nusing (var a = h.relu())\n{\n    return fc2.forward(a);\n}")
        },
        {
            "using that renames the live tensor",
            Net(TwoLayers, Init, "var y = fc1.forward(x);\nusing (Tensor t = y)\n    y = t.relu();\nusing (Tensor t = y)\n    y = fc2.forward(t);\nreturn y;")
        },
        {
            "dispose scope",
            Net(TwoLayers, Init, "using var scope = NewDisposeScope();\nvar h = functional.relu(fc1.forward(x));\nreturn fc2.forward(h).MoveToOuterDisposeScope();")
        },
        {
            "dispose scope block, activation outside",
            Net(TwoLayers, Init, "Tensor h;\nusing (var scope = torch.NewDisposeScope())\n{\n    h = fc1.forward(x).MoveToOuterDisposeScope();\n}\n\nreturn fc2.forward(h.relu());")
        },
        {
            "dispose scope that hands the value out itself",
            Net(TwoLayers, Init, "using var scope = NewDisposeScope();\nvar h = scope.MoveToOuter(fc1.forward(x));\nreturn fc2.forward(h.relu());")
        },
        {
            "try and finally",
            Net(TwoLayers, Init, "Tensor h = null;\ntry\n{\n    h = fc1.forward(x);\n    return fc2.forward(h.relu());\n}\nfinally\n{\n    h?.Dispose();\n}")
        },
        {
            "lock and checked blocks",
            Net(TwoLayers, Init, "lock (this)\n{\n    unchecked\n    {\n        return fc2.forward(fc1.forward(x).relu());\n    }\n}")
        },
        {
            "ternary between an activation in place and one that is not",
            Net(TwoLayers, Init, "var h = fc1.forward(x);\nh = training ? h.relu() : functional.relu(h, inplace: true);\nreturn fc2.forward(h);")
        },
        {
            "ternary between dropout and none",
            Net(TwoLayers, Init, "var h = fc1.forward(x);\nh = training ? functional.dropout(h) : h;\nreturn fc2.forward(h.relu());")
        },
        {
            "ternary between relu and tanh",
            Net("public bool flag;\n" + TwoLayers, SilentInit, "var h = fc1.forward(x);\nh = flag ? h.tanh() : h.relu();\nreturn fc2.forward(h);")
        },
        {
            "ternary between relu and gelu: Xavier fits neither",
            Net("public bool flag;\n" + TwoLayers, Init, "var h = fc1.forward(x);\nh = flag ? h.relu() : h.gelu();\nreturn fc2.forward(h);")
        },
        {
            "if and else with the same activation",
            Net(TwoLayers, Init, "var h = fc1.forward(x);\nif (training)\n    h = h.relu();\nelse\n    h = functional.relu(h);\nreturn fc2.forward(h);")
        },
        {
            "if and else with activations of two classes",
            Net("public bool flag;\n" + TwoLayers, SilentInit, "var h = fc1.forward(x);\nif (flag)\n{\n    h = torch.tanh(h);\n}\nelse\n{\n    h = h.relu();\n}\n\nreturn fc2.forward(h);")
        },
        {
            "activation under a condition",
            Net("public bool flag;\n" + TwoLayers, SilentInit, "x = fc1.forward(x);\nif (!flag)\n{\n    x = functional.relu(x);\n}\n\nreturn fc2.forward(x);")
        },
        {
            "dropout under a condition before the activation",
            Net(TwoLayers, Init, "x = fc1.forward(x);\nif (training)\n{\n    x = functional.dropout(x);\n}\n\nreturn fc2.forward(functional.relu(x));")
        },
        {
            "normalisation under a condition before the activation",
            Net("private readonly BatchNorm1d bn = BatchNorm1d(8);\npublic bool hasNorm;\n" + TwoLayers, SilentInit, "x = fc1.forward(x);\nif (hasNorm)\n{\n    x = bn.forward(x);\n}\n\nreturn fc2.forward(functional.relu(x));")
        },
        {
            "early return under a condition",
            Net("private readonly bool features;\n" + TwoLayers, Init, "var h = fc1.forward(x).relu();\nif (features)\n{\n    return h;\n}\n\nreturn fc2.forward(h);")
        },
        {
            "early return of the layer's output itself",
            Net("public bool raw;\n" + TwoLayers, SilentInit, "var h = fc1.forward(x);\nif (raw)\n{\n    return h;\n}\n\nreturn fc2.forward(h.relu());")
        },
        {
            "branch that throws",
            Net(TwoLayers, Init, "if (x.dim() != 2)\n{\n    throw new ArgumentException(\"x\");\n}\n\nreturn fc2.forward(fc1.forward(x).relu());")
        },
        {
            "switch statement over layers",
            Net("public int kind;\n" + TwoLayers, "{|INIT001:init.xavier_uniform_(fc1.weight)|};\n{|INIT001:init.xavier_uniform_(fc2.weight)|};", "Tensor h;\nswitch (kind)\n{\n    case 0:\n        h = fc1.forward(x);\n        break;\n    default:\n        h = fc2.forward(x);\n        break;\n}\n\nreturn h.relu();")
        },
        {
            "switch expression over activations of two classes",
            Net("public string act;\n" + TwoLayers, SilentInit, "var h = fc1.forward(x);\nh = act switch { \"sigmoid\" => h.sigmoid(), \"tanh\" => h.tanh(), _ => h.relu() };\nreturn fc2.forward(h);")
        },
        {
            "switch expression over rectifiers",
            Net("public string act;\n" + TwoLayers, Init, "var h = fc1.forward(x);\nh = act switch { \"relu\" => h.relu(), \"leaky\" => functional.leaky_relu(h, 0.01), _ => functional.relu6(h) };\nreturn fc2.forward(h);")
        },
        {
            "for loop over one layer",
            Net(TwoLayers, Init, "for (var i = 0; i < 3; i++)\n{\n    x = functional.relu(fc1.forward(x));\n}\n\nreturn fc2.forward(x);")
        },
        {
            "while loop in which the activation comes in the next round",
            Net(TwoLayers, Init, "var steps = 3;\nvar h = fc1.forward(x);\nwhile (steps-- > 0)\n{\n    h = functional.relu(h);\n    h = fc1.forward(h);\n}\n\nreturn fc2.forward(h.relu());")
        },
        {
            "do loop",
            Net(TwoLayers, Init, "var steps = 3;\ndo\n{\n    x = fc1.forward(x).relu();\n}\nwhile (--steps > 0);\n\nreturn fc2.forward(x);")
        },
        {
            "loop with break and continue",
            Net(TwoLayers, Init, "for (var i = 0; ; i++)\n{\n    if (i > 3)\n        break;\n    x = fc1.forward(x).relu();\n    if (i == 1)\n        continue;\n    x = x.contiguous();\n}\n\nreturn fc2.forward(x);")
        },
        {
            "loop that may not run: the layer's output may go on unactivated",
            Net("public int times;\n" + TwoLayers, SilentInit, "var h = fc1.forward(x);\nfor (var i = 0; i < times; i++)\n{\n    h = h.relu();\n}\n\nreturn fc2.forward(h);")
        },
        {
            "loop that alternates activations of two classes",
            Net(TwoLayers, SilentInit, "for (var i = 0; i < 4; i++)\n{\n    var h = fc1.forward(x);\n    x = i % 2 == 0 ? h.relu() : h.tanh();\n}\n\nreturn fc2.forward(x);")
        },
        {
            "foreach over an array of layers",
            Net(
                members: "private readonly Linear[] layers = { Linear(8, 8), Linear(8, 8) };",
                init: "{|INIT001:init.xavier_uniform_(layers[0].weight)|};",
                forward: "foreach (var layer in layers)\n{\n    x = functional.relu(layer.forward(x));\n}\n\nreturn x;")
        },
        {
            "foreach over a ModuleList",
            Net(
                members: "private readonly ModuleList<Module<Tensor, Tensor>> layers;",
                init: "var fc = Linear(8, 8);\n{|INIT001:init.xavier_uniform_(fc.weight)|};\nlayers = new ModuleList<Module<Tensor, Tensor>>(fc, Linear(8, 8));",
                forward: "foreach (var layer in layers)\n{\n    x = functional.relu(layer.forward(x));\n}\n\nreturn x;")
        },
        {
            "foreach over a list of activations: none is certain to come first",
            Net(
                members: "private readonly Linear fc = Linear(8, 8), head = Linear(8, 1);\nprivate readonly List<Module<Tensor, Tensor>> acts = new() { ReLU(), Tanh() };",
                init: "init.xavier_uniform_(fc.weight);\ninit.xavier_uniform_(head.weight);",
                forward: "var y = x;\nforeach (var act in acts)\n{\n    y = act.forward(fc.forward(x));\n}\n\nreturn head.forward(y);")
        },
        {
            "last layer of a list is treated apart",
            Net(
                members: "private readonly Linear[] layers = { Linear(8, 8), Linear(8, 8), Linear(8, 1) };",
                init: "{|INIT001:init.xavier_uniform_(layers[0].weight)|};\n{|INIT001:init.xavier_uniform_(layers[1].weight)|};\ninit.xavier_uniform_(layers[2].weight);",
                forward: "for (var i = 0; i < layers.Length - 1; i++)\n{\n    x = functional.relu(layers[i].forward(x));\n}\n\nreturn layers[^1].forward(x);")
        },
        {
            "another method of the class",
            Net(TwoLayers + "\n\nprivate Tensor Hidden(Tensor x) => functional.relu(fc1.forward(x));", Init, "return fc2.forward(Hidden(x));")
        },
        {
            "another method that only activates",
            Net(TwoLayers + "\n\nprivate static Tensor Act(Tensor x) => x.relu();", Init, "return fc2.forward(Act(fc1.forward(x)));")
        },
        {
            "another method that only passes",
            Net(TwoLayers + "\n\nprivate static Tensor Flat(Tensor x)\n{\n    var n = x.shape[0];\n    return x.view(n, -1);\n}", Init, "return fc2.forward(Flat(fc1.forward(x)).relu());")
        },
        {
            "a method of another name than forward",
            """
            class Encoder : Module
            {
                private readonly Linear fc1 = Linear(8, 8), fc2 = Linear(8, 2);

                public Encoder() : base("encoder")
                {
                    {|INIT001:init.xavier_uniform_(fc1.weight)|};
                    init.xavier_uniform_(fc2.weight);
                }

                public Tensor Encode(Tensor x) => fc2.forward(fc1.forward(x).relu());
            }
            """
        },
        {
            "local function",
            Net(TwoLayers, Init, "Tensor Hidden(Tensor t) => functional.relu(fc1.forward(t));\nreturn fc2.forward(Hidden(x));")
        },
        {
            "static local function that activates",
            Net(TwoLayers, Init, "return fc2.forward(Act(fc1.forward(x)));\n\nstatic Tensor Act(Tensor t)\n{\n    return t.relu();\n}")
        },
        {
            "lambda in a local",
            Net(TwoLayers, Init, "Func<Tensor, Tensor> act = t => t.relu();\nreturn fc2.forward(act(fc1.forward(x)));")
        },
        {
            "method group in a local",
            Net(
                members: TwoLayers + "\n\nprivate static Tensor Act(Tensor t) => functional.relu(t);",
                init: Init,
                forward: "Func<Tensor, Tensor> act = Act;\nreturn fc2.forward(act(fc1.forward(x)));")
        },
        {
            "method group of the framework in a local",
            Net(
                members: TwoLayers,
                init: "{|INIT003:init.xavier_uniform_(fc1.weight)|};\ninit.xavier_uniform_(fc2.weight);",
                forward: "Func<Tensor, Tensor> act = torch.sigmoid;\nreturn fc2.forward(act(fc1.forward(x)));")
        },
        {
            "lambda in a field",
            Net(TwoLayers + "\nprivate readonly Func<Tensor, Tensor> act = t => functional.relu(t);", Init, "return fc2.forward(act(fc1.forward(x)));")
        },
        {
            "lambda that calls the layer",
            Net(TwoLayers, Init, "Func<Tensor, Tensor> hidden = t => functional.relu(fc1.forward(t));\nreturn fc2.forward(hidden(x));")
        },
        {
            "out parameter",
            Net(TwoLayers + "\n\nprivate void Hidden(Tensor t, out Tensor h) => h = fc1.forward(t);", Init, "Hidden(x, out var h);\nreturn fc2.forward(h.relu());")
        },
        {
            "ref parameter",
            Net(TwoLayers + "\n\nprivate static void Act(ref Tensor t) => t = t.relu();", Init, "var h = fc1.forward(x);\nAct(ref h);\nreturn fc2.forward(h);")
        },
        {
            "extension method of the user's",
            """
            static class TensorExtensions
            {
                public static Tensor Through(this Tensor x, Module<Tensor, Tensor> module) => module.call(x);
            }

            class Net : Module<Tensor, Tensor>
            {
                private readonly Linear fc1 = Linear(8, 8), fc2 = Linear(8, 1);
                private readonly ReLU relu = ReLU();

                public Net() : base("net")
                {
                    {|INIT001:init.xavier_uniform_(fc1.weight)|};
                    init.xavier_uniform_(fc2.weight);
                }

                public override Tensor forward(Tensor x) => x.Through(fc1).Through(relu).Through(fc2);
            }
            """
        },
        {
            "tensors in a tuple",
            Net(TwoLayers, Init, "var (h, skip) = (fc1.forward(x), x);\nreturn fc2.forward(h.relu() + skip);")
        },
        {
            "tensors in a tuple returned by a method",
            Net(TwoLayers + "\n\nprivate (Tensor Hidden, Tensor Input) Split(Tensor x) => (fc1.forward(x), x);", Init, "var parts = Split(x);\nreturn fc2.forward(parts.Hidden.relu());")
        },
        {
            "tensors in a list that are concatenated",
            Net(TwoLayers, Init, "var parts = new List<Tensor>();\nparts.Add(fc1.forward(x));\nparts.Add(x);\nreturn fc2.forward(torch.cat(parts, 1).relu());")
        },
        {
            "intermediate kept in a field",
            Net("private Tensor hidden;\n" + TwoLayers, Init, "hidden = fc1.forward(x);\nreturn fc2.forward(hidden.relu());")
        },
        {
            "assignment inside an expression",
            Net(TwoLayers, Init, "Tensor h;\nreturn fc2.forward((h = fc1.forward(x)).relu());")
        },
        {
            "null-coalescing assignment",
            Net(TwoLayers, Init, "Tensor h = null;\nh ??= fc1.forward(x);\nreturn fc2.forward(h.relu());")
        },
        {
            "null-coalescing of a tensor that is there for some inputs",
            Net(
                "private readonly Linear fc1 = Linear(8, 8), fc2 = Linear(8, 8), head = Linear(8, 1);",
                "{|INIT001:init.xavier_uniform_(fc1.weight)|};\n{|INIT001:init.xavier_uniform_(fc2.weight)|};",
                "Tensor h = null;\nif (x.numel() > 8)\n{\n    h = fc1.forward(x);\n}\n\nreturn head.forward((h ?? fc2.forward(x)).relu());")
        },
        {
            "the same as an assignment",
            Net(
                "private readonly Linear fc1 = Linear(8, 8), fc2 = Linear(8, 8), head = Linear(8, 1);",
                "{|INIT001:init.xavier_uniform_(fc1.weight)|};\n{|INIT001:init.xavier_uniform_(fc2.weight)|};",
                "Tensor h = null;\nif (x.numel() > 8)\n{\n    h = fc1.forward(x);\n}\n\nh ??= fc2.forward(x);\nreturn head.forward(h.relu());")
        },
        {
            "conditional access",
            Net(TwoLayers, Init, "var h = fc1?.forward(x);\nreturn fc2.forward(h?.relu());")
        },
        {
            "is-pattern that names the tensor",
            Net(TwoLayers, Init, "if (fc1.forward(x) is { } h)\n{\n    return fc2.forward(h.relu());\n}\n\nreturn x;")
        },
        {
            "goto does not lose the way silently",
            Net(TwoLayers, SilentInit, "var h = fc1.forward(x);\nif (training)\n    goto activated;\nh = h.tanh();\nactivated:\nreturn fc2.forward(h);")
        },
        {
            "recursive forward",
            Net(TwoLayers, "init.xavier_uniform_(fc1.weight);\ninit.xavier_uniform_(fc2.weight);", "return x.dim() > 2 ? forward(x[0]) : fc2.forward(forward(fc1.forward(x)));")
        },
        {
            "explicit bias added as a one-dimensional parameter",
            Net(
                members: "private readonly Linear fc = Linear(8, 4, hasBias: false);\nprivate readonly Parameter bias = Parameter(torch.zeros(4));",
                init: "{|INIT001:init.xavier_uniform_(fc.weight)|};",
                forward: "return functional.relu(fc.forward(x) + bias);")
        },
        {
            "a two-dimensional parameter added is more than a bias",
            Net(
                members: "private readonly Linear fc = Linear(8, 4, hasBias: false);\nprivate readonly Parameter position = Parameter(torch.zeros(16, 4));",
                init: "init.xavier_uniform_(fc.weight);",
                forward: "return functional.relu(fc.forward(x) + position);")
        },
        {
            "the training loop that uses the network says nothing of its own",
            Net(TwoLayers, Init, "return fc2.forward(fc1.forward(x).relu());") + """


            static class Program
            {
                static void Main()
                {
                    var net = new Net();
                    var optimizer = torch.optim.Adam(net.parameters(), 1e-3);
                    var loss = MSELoss();
                    for (var epoch = 0; epoch < 10; epoch++)
                    {
                        using var scope = torch.NewDisposeScope();
                        var x = torch.randn(32, 8);
                        var output = loss.call(net.call(x), torch.zeros(32, 1));
                        optimizer.zero_grad();
                        output.backward();
                        optimizer.step();
                    }
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
