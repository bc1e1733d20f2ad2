using System.Globalization;

namespace InitAnalyzer.Benchmarks;

/// <summary>Writes projects of many classes, always the same ones: shapes, sizes and initialisers take turns.</summary>
internal static class GeneratedProject
{
    private const string Usings =
        """
        using System;
        using TorchSharp;
        using TorchSharp.Modules;
        using static TorchSharp.torch;
        using static TorchSharp.torch.nn;

        namespace Generated;


        """;

    /// <summary>Fields, a constructor, and functional calls.</summary>
    private const string FieldsAndFunctions =
        """
        public sealed class Net$N : Module<Tensor, Tensor>
        {
            private readonly Linear fc1;
            private readonly Linear fc2;
            private readonly Linear fc3;
            private readonly Linear head;
            private readonly Dropout dropout = Dropout(0.1);

            public Net$N(int inputs = 64, bool deep = true)
                : base("Net$N")
            {
                fc1 = Linear(inputs, $W);
                fc2 = Linear($W, $W);
                fc3 = Linear($W, $W);
                head = Linear($W, 10);
                init.$I(fc1.weight);
                init.$I(fc2.weight);
                init.kaiming_uniform_(fc3.weight, nonlinearity: init.NonlinearityType.ReLU);
                init.zeros_(fc1.bias);
                init.zeros_(fc2.bias);
                this.deep = deep;
                RegisterComponents();
            }

            private readonly bool deep;

            public override Tensor forward(Tensor input)
            {
                using var scope = NewDisposeScope();
                var x = input.flatten(1);
                x = functional.$F(fc1.forward(x));
                x = dropout.forward(x);
                if (deep)
                {
                    x = functional.relu(fc2.forward(x));
                }

                for (var i = 0; i < 2; i++)
                {
                    x = functional.relu(fc3.forward(x));
                }

                return head.forward(x).MoveToOuterDisposeScope();
            }
        }
        """;

    /// <summary>One Sequential, initialised by index.</summary>
    private const string Parts =
        """
        public sealed class Net$N : Module<Tensor, Tensor>
        {
            private readonly Sequential layers = Sequential(
                ("flatten", Flatten()),
                ("fc1", Linear(784, $W)),
                ("act1", $A()),
                ("fc2", Linear($W, $W)),
                ("act2", $A()),
                ("fc3", Linear($W, $W)),
                ("act3", Tanh()),
                ("head", Linear($W, 10)),
                ("output", LogSoftmax(1)));

            public Net$N()
                : base("Net$N")
            {
                init.$I(((Linear)layers[1]).weight);
                init.$I(((Linear)layers[3]).weight);
                init.xavier_uniform_(((Linear)layers[5]).weight, init.calculate_gain(init.NonlinearityType.Tanh));
                RegisterComponents();
            }

            public override Tensor forward(Tensor input) => layers.forward(input);
        }
        """;

    /// <summary>A block with a layer and an activation of its own, used by a network.</summary>
    private const string Blocks =
        """
        public sealed class Block$N : Module<Tensor, Tensor>
        {
            private readonly Conv2d conv;
            private readonly Module<Tensor, Tensor> act = $A();
            private readonly MaxPool2d pool = MaxPool2d(2);

            public Block$N(int inChannels, int outChannels)
                : base("Block$N")
            {
                conv = Conv2d(inChannels, outChannels, 3, padding: 1);
                init.$I(conv.weight);
                RegisterComponents();
            }

            public override Tensor forward(Tensor x) => pool.call(act.call(conv.call(x)));
        }

        public sealed class Net$N : Module<Tensor, Tensor>
        {
            private readonly Block$N first = new(1, 8);
            private readonly Block$N second = new(8, 16);
            private readonly Linear head = Linear(16 * 7 * 7, 10);

            public Net$N()
                : base("Net$N")
            {
                init.xavier_uniform_(head.weight);
                RegisterComponents();
            }

            public override Tensor forward(Tensor x)
            {
                var features = second.forward(first.forward(x));
                return functional.log_softmax(head.forward(features.view(-1, 16 * 7 * 7)), 1);
            }
        }
        """;

    /// <summary>Convolutions with batch normalisation and a residual connection.</summary>
    private const string Residual =
        """
        public sealed class Net$N : Module<Tensor, Tensor>
        {
            private readonly Conv2d stem = Conv2d(3, 16, 3, padding: 1, bias: false);
            private readonly BatchNorm2d norm1 = BatchNorm2d(16);
            private readonly Conv2d conv = Conv2d(16, 16, 3, padding: 1, bias: false);
            private readonly BatchNorm2d norm2 = BatchNorm2d(16);
            private readonly AdaptiveAvgPool2d pool = AdaptiveAvgPool2d(1);
            private readonly Linear hidden = Linear(16, $W);
            private readonly Linear head = Linear($W, 10);

            public Net$N()
                : base("Net$N")
            {
                init.kaiming_normal_(stem.weight, mode: init.FanInOut.FanOut);
                init.$I(conv.weight);
                init.$I(hidden.weight);
                RegisterComponents();
            }

            public override Tensor forward(Tensor input)
            {
                var x = norm1.forward(stem.forward(input)).relu_();
                var y = norm2.forward(conv.forward(x));
                x = (x + y).relu();
                x = pool.forward(x).flatten(1);
                x = hidden.forward(x);
                x = x.$M();
                return head.forward(x);
            }
        }
        """;

    /// <summary>A class without any framework.</summary>
    private const string Ordinary =
        """
        using System;
        using System.Collections.Generic;
        using System.Linq;

        namespace Generated;

        public sealed class Ledger$N
        {
            private readonly Dictionary<string, List<(DateTime Day, decimal Amount)>> entries = new();

            public int Width => $W;

            public void Add(string account, DateTime day, decimal amount)
            {
                if (!entries.TryGetValue(account, out var list))
                {
                    list = new List<(DateTime, decimal)>();
                    entries.Add(account, list);
                }

                list.Add((day, amount));
            }

            public decimal Balance(string account, DateTime until)
            {
                var sum = 0m;
                foreach (var (day, amount) in entries[account])
                {
                    if (day <= until)
                    {
                        sum += amount;
                    }
                }

                return sum;
            }

            public IEnumerable<string> Overdrawn(DateTime until) =>
                from account in entries.Keys
                let balance = Balance(account, until)
                where balance < 0
                orderby balance
                select $"{account}: {balance}";

            public string Describe(int depth) => depth switch
            {
                0 => "none",
                < 4 => string.Join(", ", entries.Keys.Take(depth)),
                _ => entries.Count.ToString(),
            };
        }
        """;

    private static readonly string[] s_shapes = [FieldsAndFunctions, Parts, Blocks, Residual];

    /// <summary>Right and wrong before most activations.</summary>
    private static readonly string[] s_initializers = ["xavier_uniform_", "kaiming_uniform_", "kaiming_normal_", "orthogonal_", "xavier_normal_", "trunc_normal_", "normal_"];

    private static readonly string[] s_activations = ["ReLU", "GELU", "Tanh", "Sigmoid", "SiLU", "SELU"];

    public static IEnumerable<(string Path, string Text)> Write(ProjectKind kind, int classes)
    {
        for (var i = 0; i < classes; i++)
        {
            var shape = kind == ProjectKind.NoFramework ? Ordinary : Usings + s_shapes[i % s_shapes.Length];
            var activation = s_activations[i % s_activations.Length];
            yield return ($"Generated{i}.cs", shape
                .Replace("$N", i.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
                .Replace("$W", (64 + (i % 7 * 32)).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
                .Replace("$I", s_initializers[i % s_initializers.Length], StringComparison.Ordinal)
                .Replace("$A", activation, StringComparison.Ordinal)
                .Replace("$F", activation.ToLowerInvariant(), StringComparison.Ordinal)
                .Replace("$M", activation.ToLowerInvariant(), StringComparison.Ordinal));
        }
    }
}
