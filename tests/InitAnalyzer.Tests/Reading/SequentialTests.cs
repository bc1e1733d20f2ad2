using Xunit;
using static InitAnalyzer.Tests.Reading.ProgramTable;

namespace InitAnalyzer.Tests.Reading;

/// <summary><c>Sequential</c> in every way it can be made, and layers got back out of it.</summary>
public class SequentialTests
{
    public static readonly ProgramTable Programs = new()
    {
        {
            "positional parts, indexed later",
            Net(
                members: "private readonly Sequential net = Sequential(Linear(784, 128), ReLU(), Linear(128, 10));",
                init: "{|INIT001:init.xavier_uniform_(((Linear)net[0]).weight)|};\ninit.xavier_uniform_(((Linear)net[2]).weight);",
                forward: "return net.forward(x);")
        },
        {
            "positional parts, law fits",
            Net(
                members: "private readonly Sequential net = Sequential(Linear(784, 128), ReLU(), Linear(128, 10));",
                init: "init.kaiming_uniform_(((Linear)net[0]).weight, nonlinearity: init.NonlinearityType.ReLU);\ninit.xavier_uniform_(((Linear)net[2]).weight);",
                forward: "return net.forward(x);")
        },
        {
            "named parts, indexed later with as",
            Net(
                members: "private readonly Sequential net = Sequential((\"fc1\", Linear(784, 128)), (\"act\", ReLU()), (\"fc2\", Linear(128, 10)));",
                init: "{|INIT001:init.xavier_uniform_((net[0] as Linear)!.weight)|};\ninit.xavier_uniform_((net[2] as Linear).weight);",
                forward: "return net.call(x);")
        },
        {
            "indexed with a type pattern",
            Net(
                members: "private readonly Sequential net = Sequential(Linear(8, 8), ReLU(), Linear(8, 1));",
                init: "if (net[0] is Linear first)\n{\n    {|INIT001:init.xavier_uniform_(first.weight)|};\n}",
                forward: "return net.forward(x);")
        },
        {
            "indexed through a constant",
            Net(
                members: "private const int First = 0;\nprivate readonly Sequential net = Sequential(Linear(8, 8), ReLU(), Linear(8, 1));",
                init: "{|INIT001:init.xavier_uniform_(((Linear)net[First]).weight)|};",
                forward: "return net.forward(x);")
        },
        {
            "indexed through a local",
            Net(
                members: "private readonly Sequential net = Sequential(Linear(8, 8), ReLU(), Linear(8, 1));",
                init: "var first = (Linear)net[0];\nvar last = (Linear)net[2];\n{|INIT001:init.xavier_uniform_(first.weight)|};\ninit.xavier_uniform_(last.weight);",
                forward: "return net.forward(x);")
        },
        {
            "parts held in locals",
            Net(
                members: "private readonly Sequential net;",
                init: "var fc1 = Linear(8, 8);\nvar act = ReLU();\nvar fc2 = Linear(8, 1);\n{|INIT001:init.xavier_uniform_(fc1.weight)|};\ninit.xavier_uniform_(fc2.weight);\nnet = Sequential(fc1, act, fc2);",
                forward: "return net.forward(x);")
        },
        {
            "initialised after it was put in",
            Net(
                members: "private readonly Sequential net;",
                init: "var fc1 = Linear(8, 8);\nnet = Sequential((\"fc1\", fc1), (\"relu\", ReLU()));\n{|INIT001:init.xavier_uniform_(fc1.weight)|};",
                forward: "return net.forward(x);")
        },
        {
            "parts that are fields of the class",
            Net(
                members: "private readonly Linear fc1 = Linear(8, 8), fc2 = Linear(8, 1);\nprivate readonly Sequential net;",
                init: "net = Sequential(fc1, ReLU(), fc2);\n{|INIT001:init.xavier_uniform_(fc1.weight)|};\ninit.xavier_uniform_(fc2.weight);",
                forward: "return net.forward(x);")
        },
        {
            "array of modules",
            Net(
                members: "private readonly Sequential net;",
                init: "var fc = Linear(8, 8);\nvar parts = new Module<Tensor, Tensor>[] { fc, ReLU(), Linear(8, 1) };\n{|INIT001:init.xavier_uniform_(fc.weight)|};\nnet = Sequential(parts);",
                forward: "return net.forward(x);")
        },
        {
            "list of modules",
            Net(
                members: "private readonly Sequential net;",
                init: "var parts = new List<Module<Tensor, Tensor>> { Linear(8, 8), ReLU(), Linear(8, 1) };\nnet = Sequential(parts);\n{|INIT001:init.xavier_uniform_(((Linear)net[0]).weight)|};\ninit.xavier_uniform_(((Linear)net[2]).weight);",
                forward: "return net.forward(x);")
        },
        {
            "list of modules turned into an array",
            Net(
                members: "private readonly Sequential net;",
                init: "var fc = Linear(8, 8);\nvar parts = new List<Module<Tensor, Tensor>>();\nparts.Add(fc);\nparts.Add(ReLU());\nparts.Add(Linear(8, 1));\nnet = Sequential(parts.ToArray());\n{|INIT001:init.xavier_uniform_(fc.weight)|};",
                forward: "return net.forward(x);")
        },
        {
            "collection expression",
            Net(
                members: "private readonly Sequential net;",
                init: "List<Module<Tensor, Tensor>> parts = [Linear(8, 8), ReLU(), Linear(8, 1)];\nnet = Sequential(parts);\n{|INIT001:init.xavier_uniform_(((Linear)net[0]).weight)|};",
                forward: "return net.forward(x);")
        },
        {
            "list of named tuples",
            Net(
                members: "private readonly Sequential net;",
                init: "var parts = new List<(string, Module<Tensor, Tensor>)>();\nparts.Add((\"fc\", Linear(8, 8)));\nparts.Add((\"act\", ReLU()));\nparts.Add((\"out\", Linear(8, 1)));\nnet = Sequential(parts);\n{|INIT001:init.xavier_uniform_(((Linear)net[0]).weight)|};\ninit.xavier_uniform_(((Linear)net[2]).weight);",
                forward: "return net.forward(x);")
        },
        {
            "array of named tuples",
            Net(
                members: "private readonly Sequential net;",
                init: "var parts = new (string, Module<Tensor, Tensor>)[] { (\"fc\", Linear(8, 8)), (\"act\", ReLU()) };\nnet = Sequential(parts);\n{|INIT001:init.xavier_uniform_(((Linear)net[0]).weight)|};",
                forward: "return net.forward(x);")
        },
        {
            "Tuple objects",
            Net(
                members: "private readonly Sequential net;",
                init: "net = Sequential(\n    new Tuple<string, Module<Tensor, Tensor>>(\"fc\", Linear(8, 8)),\n    new Tuple<string, Module<Tensor, Tensor>>(\"act\", ReLU()));\n{|INIT001:init.xavier_uniform_(((Linear)net[0]).weight)|};",
                forward: "return net.forward(x);")
        },
        {
            "Tuple.Create",
            Net(
                members: "private readonly Sequential net;",
                init: "net = Sequential(\n    Tuple.Create(\"fc\", (Module<Tensor, Tensor>)Linear(8, 8)),\n    Tuple.Create(\"act\", (Module<Tensor, Tensor>)ReLU()));\n{|INIT001:init.xavier_uniform_(((Linear)net[0]).weight)|};",
                forward: "return net.forward(x);")
        },
        {
            "list of Tuple objects",
            Net(
                members: "private readonly Sequential net;",
                init: "var parts = new List<Tuple<string, Module<Tensor, Tensor>>>\n{\n    new(\"fc\", Linear(8, 8)),\n    new(\"act\", ReLU()),\n};\nnet = Sequential(parts);\n{|INIT001:init.xavier_uniform_(((Linear)net[0]).weight)|};",
                forward: "return net.forward(x);")
        },
        {
            "empty, then named append",
            Net(
                members: "private readonly Sequential net = Sequential();",
                init: "net.append(\"fc\", Linear(8, 8));\nnet.append(\"act\", ReLU());\nnet.append(\"out\", Linear(8, 1));\n{|INIT001:init.xavier_uniform_(((Linear)net[0]).weight)|};\ninit.xavier_uniform_(((Linear)net[2]).weight);",
                forward: "return net.forward(x);")
        },
        {
            "empty, then positional append in a chain",
            Net(
                members: "private readonly Sequential net;",
                init: "var fc = Linear(8, 8);\n{|INIT001:init.xavier_uniform_(fc.weight)|};\nnet = Sequential().append(fc).append(ReLU()).append(Linear(8, 1));",
                forward: "return net.forward(x);")
        },
        {
            "normalised inside",
            Net(
                members: "private readonly Sequential net = Sequential((\"conv\", Conv2d(3, 8, 3)), (\"bn\", BatchNorm2d(8)), (\"relu\", ReLU()));",
                init: "init.xavier_uniform_(((Conv2d)net[0]).weight);",
                forward: "return net.forward(x);")
        },
        {
            "two layers in a row: the first one feeds no activation",
            Net(
                members: "private readonly Sequential net = Sequential(Linear(8, 8), Linear(8, 8), ReLU());",
                init: "init.xavier_uniform_(((Linear)net[0]).weight);\n{|INIT001:init.xavier_uniform_(((Linear)net[1]).weight)|};",
                forward: "return net.forward(x);")
        },
        {
            "activation stands before the layer",
            Net(
                members: "private readonly Sequential net = Sequential(ReLU(), Linear(8, 8));",
                init: "init.xavier_uniform_(((Linear)net[1]).weight);",
                forward: "return net.forward(x);")
        },
        {
            "nested",
            Net(
                members: "private readonly Sequential net = Sequential(Sequential(Conv2d(3, 8, 3), MaxPool2d(2)), ReLU());",
                init: "{|INIT001:init.xavier_uniform_(((Conv2d)((Sequential)net[0])[0]).weight)|};",
                forward: "return net.forward(x);")
        },
        {
            "nested, named, and flattened between",
            Net(
                members: "private readonly Sequential features, classifier;",
                init:
                """
                var conv = Conv2d(3, 8, 3);
                var fc1 = Linear(8, 8);
                var fc2 = Linear(8, 10);
                features = Sequential(("conv", conv), ("pool", MaxPool2d(2)), ("act", ReLU(inplace: true)));
                classifier = Sequential(("fc1", fc1), ("act", Tanh()), ("fc2", fc2));
                {|INIT001:init.xavier_uniform_(conv.weight)|};
                init.xavier_uniform_(fc1.weight);
                init.xavier_uniform_(fc2.weight);
                """,
                forward: "return classifier.forward(features.forward(x).flatten(1));")
        },
        {
            "the activation follows outside",
            Net(
                members: "private readonly Sequential stem = Sequential(Conv2d(3, 8, 3), Dropout2d(0.1));",
                init: "{|INIT001:init.xavier_uniform_(((Conv2d)stem[0]).weight)|};",
                forward: "return functional.relu(stem.forward(x));")
        },
        {
            "made by a static method",
            Net(
                members: "private readonly Sequential net = Make(8);\n\nprivate static Sequential Make(long width) => Sequential(Linear(width, width), ReLU(), Linear(width, 1));",
                init: "{|INIT001:init.xavier_uniform_(((Linear)net[0]).weight)|};",
                forward: "return net.forward(x);")
        },
        {
            "activations made by a local function",
            """
            class Net : Module<Tensor, Tensor>
            {
                private readonly Sequential net;

                public Net() : base("net")
                {
                    static Module<Tensor, Tensor> Act() => ReLU();
                    net = Sequential(Linear(8, 8), Act(), Linear(8, 8), Act(), Linear(8, 1));
                    {|INIT001:init.xavier_uniform_(((Linear)net[2]).weight)|};
                    RegisterComponents();
                }

                public override Tensor forward(Tensor x) => net.forward(x);
            }
            """
        },
        {
            "class derived from Sequential",
            """
            class Head : Sequential
            {
                public Head() : base(("fc", Linear(8, 8)), ("act", ReLU()), ("out", Linear(8, 1)))
                {
                    {|INIT001:init.xavier_uniform_(((Linear)this[0]).weight)|};
                    init.xavier_uniform_(((Linear)this[2]).weight);
                }
            }
            """
        },
        {
            "class derived from Sequential, parts made by a static method",
            """
            class Head : Sequential
            {
                public Head() : base(Build())
                {
                    {|INIT001:init.xavier_uniform_(((Linear)this[0]).weight)|};
                }

                private static Module<Tensor, Tensor>[] Build() => new Module<Tensor, Tensor>[] { Linear(8, 8), ReLU(), Linear(8, 1) };
            }
            """
        },
        {
            "parts appended in a loop with a shared activation",
            """
            class Net : Module<Tensor, Tensor>
            {
                private readonly Sequential net = Sequential();

                public Net(int depth) : base("net")
                {
                    for (var i = 0; i < depth; i++)
                    {
                        var fc = Linear(8, 8);
                        {|INIT001:init.xavier_uniform_(fc.weight)|};
                        net.append($"fc{i}", fc);
                        net.append($"act{i}", ReLU());
                    }

                    RegisterComponents();
                }

                public override Tensor forward(Tensor x) => net.forward(x);
            }
            """
        },
        {
            "parts appended, prepended and put together by queries",
            Net(
                members: "private readonly Sequential net;",
                init: "var first = Linear(8, 8);\nvar last = Linear(8, 8);\n{|INIT002:init.kaiming_uniform_(first.weight)|};\n{|INIT001:init.xavier_uniform_(last.weight)|};\n"
                    + "var middle = new Module<Tensor, Tensor>[] { Tanh(), last };\nnet = Sequential(middle.Prepend(first).Append(ReLU()).Concat(new[] { Linear(8, 1) }).ToArray());",
                forward: "return net.forward(x);")
        },
        {
            "parts that a loop adds, with others put before and behind by queries",
            """
            class Net : Module<Tensor, Tensor>
            {
                private readonly Sequential net;

                public Net(int depth) : base("net")
                {
                    var first = Linear(8, 8);
                    {|INIT002:init.kaiming_uniform_(first.weight)|};
                    var last = Linear(8, 1);
                    init.xavier_uniform_(last.weight);
                    var layers = new List<Module<Tensor, Tensor>>();
                    for (var i = 0; i < depth; i++)
                    {
                        var fc = Linear(8, 8);
                        {|INIT001:init.xavier_uniform_(fc.weight)|};
                        layers.Add(fc);
                        layers.Add(ReLU());
                    }

                    net = Sequential(layers.Append(last).Prepend(Tanh()).Prepend(first).ToArray());
                }

                public override Tensor forward(Tensor x) => net.forward(x);
            }
            """
        },
        {
            "what a loop adds, put behind other parts",
            """
            class Net : Module<Tensor, Tensor>
            {
                private readonly Sequential a, b;

                public Net(int depth) : base("net")
                {
                    var first = Linear(8, 8);
                    {|INIT002:init.kaiming_uniform_(first.weight)|};
                    var second = Linear(8, 8);
                    {|INIT004:init.kaiming_uniform_(second.weight)|};
                    var parts = new List<Module<Tensor, Tensor>> { second, SELU() };
                    parts.AddRange(Hidden(depth));
                    parts.Add(Linear(8, 1));
                    a = Sequential(new Module<Tensor, Tensor>[] { first, Tanh() }.Concat(Hidden(depth)).Append(Linear(8, 1)).ToArray());
                    b = Sequential(parts);
                }

                private static List<Module<Tensor, Tensor>> Hidden(int depth)
                {
                    var layers = new List<Module<Tensor, Tensor>>();
                    for (var i = 0; i < depth; i++)
                    {
                        var fc = Linear(8, 8);
                        {|INIT001:init.xavier_uniform_(fc.weight)|};
                        layers.Add(fc);
                        layers.Add(ReLU());
                    }

                    return layers;
                }

                public override Tensor forward(Tensor x) => a.forward(x) + b.forward(x);
            }
            """
        },
        {
            "what may follow, where a loop may add nothing",
            """
            class Net : Module<Tensor, Tensor>
            {
                private readonly Sequential net;

                public Net(int depth) : base("net")
                {
                    var first = Linear(8, 8);
                    init.xavier_uniform_(first.weight);
                    var layers = new List<Module<Tensor, Tensor>>();
                    for (var i = 0; i < depth; i++)
                    {
                        layers.Add(ReLU());
                        layers.Add(Linear(8, 8));
                    }

                    net = Sequential(layers.Prepend(first).Append(Tanh()).Append(Linear(8, 1)).ToArray());
                }

                public override Tensor forward(Tensor x) => net.forward(x);
            }
            """
        },
        {
            "parts that cannot be seen, put behind by a query",
            """
            class Net : Module<Tensor, Tensor>
            {
                private readonly Sequential net;

                public Net(IEnumerable<Module<Tensor, Tensor>> more) : base("net")
                {
                    var fc = Linear(8, 8);
                    init.xavier_uniform_(fc.weight);
                    net = Sequential(new Module<Tensor, Tensor>[] { fc }.Concat(more).ToArray());
                }

                public override Tensor forward(Tensor x) => net.forward(x);
            }
            """
        },
        {
            "a list doubled in a loop",
            """
            class Net : Module<Tensor, Tensor>
            {
                private readonly Sequential net;

                public Net(int depth) : base("net")
                {
                    var fc = Linear(8, 8);
                    init.xavier_uniform_(fc.weight);
                    IEnumerable<Module<Tensor, Tensor>> layers = new Module<Tensor, Tensor>[] { fc, ReLU() };
                    for (var i = 0; i < depth; i++)
                    {
                        layers = layers.Concat(layers).Append(Tanh());
                    }

                    net = Sequential(layers.Append(Linear(8, 1)).ToArray());
                }

                public override Tensor forward(Tensor x) => net.forward(x);
            }
            """
        },
        {
            "parts that cannot be seen",
            """
            class Net : Module<Tensor, Tensor>
            {
                private readonly Sequential net;

                public Net(Module<Tensor, Tensor> tail) : base("net")
                {
                    var fc = Linear(8, 8);
                    init.xavier_uniform_(fc.weight);
                    net = Sequential(fc, tail);
                }

                public override Tensor forward(Tensor x) => net.forward(x);
            }
            """
        },
        {
            "list that someone else may have changed",
            """
            class Net : Module<Tensor, Tensor>
            {
                private readonly Sequential net;

                public Net(IEnumerable<Module<Tensor, Tensor>> more) : base("net")
                {
                    var fc = Linear(8, 8);
                    init.xavier_uniform_(fc.weight);
                    var parts = new List<Module<Tensor, Tensor>> { fc };
                    parts.AddRange(more);
                    net = Sequential(parts);
                }

                public override Tensor forward(Tensor x) => net.forward(x);
            }
            """
        },
        {
            "index that cannot be seen",
            """
            class Net : Module<Tensor, Tensor>
            {
                private readonly Sequential net = Sequential(Linear(8, 8), ReLU(), Linear(8, 8), Tanh(), Linear(8, 1));

                public Net(int index) : base("net")
                {
                    init.xavier_uniform_(((Linear)net[index]).weight);
                }

                public override Tensor forward(Tensor x) => net.forward(x);
            }
            """
        },
        {
            "slope of the part is seen",
            Net(
                members: "private readonly Sequential net = Sequential(Linear(8, 8), LeakyReLU(0.2), Linear(8, 8), LeakyReLU(1), Linear(8, 1));",
                init: "{|INIT001:init.xavier_uniform_(((Linear)net[0]).weight)|};\ninit.xavier_uniform_(((Linear)net[2]).weight);",
                forward: "return net.forward(x);")
        },
        {
            "never called in source, but its parts are known",
            """
            static class Models
            {
                public static Module<Tensor, Tensor> Mlp()
                {
                    var fc1 = Linear(784, 128);
                    var fc2 = Linear(128, 10);
                    {|INIT001:init.xavier_uniform_(fc1.weight)|};
                    init.xavier_uniform_(fc2.weight);
                    return Sequential(("fc1", fc1), ("relu", ReLU()), ("fc2", fc2));
                }
            }
            """
        },
        {
            "a part initialised before it is put in, by a factory",
            """
            static class Models
            {
                private static Linear Init(Linear layer)
                {
                    init.kaiming_uniform_(layer.weight);
                    return layer;
                }

                public static Module<Tensor, Tensor> Mlp() =>
                    Sequential({|INIT002:Init(Linear(8, 8))|}, Tanh(), Init(Linear(8, 8)), ReLU(), Init(Linear(8, 1)));
            }
            """
        },
    };

    public static IEnumerable<object[]> Names => Programs.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public Task Reads(string name) => Programs.Verify(name);
}
