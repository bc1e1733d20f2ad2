using Xunit;

namespace InitAnalyzer.Tests.Reading;

/// <summary>Networks made of the user's own modules: what a block's <c>forward</c> does is known where it is called.</summary>
public class BlockTests
{
    private const string Block =
        """
        class Block : Module<Tensor, Tensor>
        {
            private readonly Conv2d conv;

            public Block(long inputs, long outputs) : base("block")
            {
                conv = Conv2d(inputs, outputs, 3, padding: 1);
                init.xavier_uniform_(conv.weight);
                RegisterComponents();
            }

            public override Tensor forward(Tensor x) => conv.forward(x);
        }

        """;

    private const string ReportedBlock =
        """
        class Block : Module<Tensor, Tensor>
        {
            private readonly Conv2d conv;

            public Block(long inputs, long outputs) : base("block")
            {
                conv = Conv2d(inputs, outputs, 3, padding: 1);
                {|INIT001:init.xavier_uniform_(conv.weight)|};
                RegisterComponents();
            }

            public override Tensor forward(Tensor x) => conv.forward(x);
        }

        """;

    private const string TanhBlock =
        """
        class Block : Module<Tensor, Tensor>
        {
            private readonly Linear fc = Linear(8, 8);

            public Block() : base("block")
            {
                MARK
                RegisterComponents();
            }

            public override Tensor forward(Tensor x) => fc.forward(x).tanh();
        }

        """;

    public static readonly ProgramTable Programs = new()
    {
        { "block by itself", Block },
        {
            "activation in the caller",
            ReportedBlock + ProgramTable.Net("private readonly Block block = new Block(3, 8);", "", "return functional.relu(block.forward(x));")
        },
        {
            "activation in the caller through call",
            ReportedBlock + ProgramTable.Net("private readonly Block block = new(3, 8);\nprivate readonly ReLU act = ReLU();", "", "return act.call(block.call(x));")
        },
        {
            "activation in the caller of the caller",
            ReportedBlock
            + """
              class Stage : Module<Tensor, Tensor>
              {
                  private readonly Block block = new Block(3, 8);
                  public Stage() : base("stage") => RegisterComponents();
                  public override Tensor forward(Tensor x) => functional.max_pool2d(block.forward(x), 2);
              }

              """
            + ProgramTable.Net("private readonly Stage stage = new Stage();", "", "return functional.relu(stage.forward(x));")
        },
        {
            "block in a Sequential",
            ReportedBlock + ProgramTable.Net("private readonly Sequential net = Sequential((\"block\", new Block(3, 8)), (\"act\", ReLU()));", "", "return net.forward(x);")
        },
        {
            "normalisation in the caller",
            Block + ProgramTable.Net("private readonly Block block = new Block(3, 8);\nprivate readonly BatchNorm2d bn = BatchNorm2d(8);", "", "return functional.relu(bn.forward(block.forward(x)));")
        },
        {
            "one class in two networks, one of which the law fits",
            Block
            + ProgramTable.Net("private readonly Block block = new Block(3, 8);", "", "return functional.relu(block.forward(x));")
            + "\n\n"
            + ProgramTable.Net("private readonly Block block = new Block(3, 8);\nprivate readonly Conv2d head = Conv2d(8, 1, 1);", "", "return head.forward(torch.tanh(block.forward(x)));")
                .Replace("Net", "Other", StringComparison.Ordinal)
        },
        {
            "one class in two networks, neither of which the law fits",
            ReportedBlock
            + ProgramTable.Net("private readonly Block block = new Block(3, 8);", "", "return functional.relu(block.forward(x));")
            + "\n\n"
            + ProgramTable.Net("private readonly Block block = new Block(3, 8);", "", "return functional.gelu(block.forward(x));")
                .Replace("Net", "Other", StringComparison.Ordinal)
        },
        {
            "one class twice in one network",
            ReportedBlock + ProgramTable.Net("private readonly Block a = new Block(3, 8), b = new Block(8, 8);", "", "return functional.relu(b.forward(functional.relu(a.forward(x))));")
        },
        {
            "block's layer initialised from outside",
            """
            class Block : Module<Tensor, Tensor>
            {
                public Linear Fc { get; } = Linear(8, 8);
                public Block() : base("block") => RegisterComponents();
                public override Tensor forward(Tensor x) => Fc.forward(x).relu();
            }

            class Net : Module<Tensor, Tensor>
            {
                private readonly Block block = new();
                public Net() : base("net") => {|INIT001:init.xavier_uniform_(block.Fc.weight)|};
                public override Tensor forward(Tensor x) => block.forward(x);
            }
            """
        },
        {
            "final tanh of a block that nobody uses",
            TanhBlock.Replace("MARK", "init.kaiming_normal_(fc.weight);", StringComparison.Ordinal)
        },
        {
            "final tanh of a block whose caller goes on to a weight layer",
            TanhBlock.Replace("MARK", "{|INIT002:init.kaiming_normal_(fc.weight)|};", StringComparison.Ordinal)
            + ProgramTable.Net("private readonly Block block = new();\nprivate readonly Linear head = Linear(8, 1);", "", "return head.forward(block.forward(x));")
        },
        {
            "final tanh of a block whose caller ends there too",
            TanhBlock.Replace("MARK", "init.kaiming_normal_(fc.weight);", StringComparison.Ordinal)
            + ProgramTable.Net("private readonly Block block = new();", "", "return block.forward(x) * 0.5;")
        },
        {
            "final tanh of a block stacked upon itself",
            TanhBlock.Replace("MARK", "{|INIT002:init.kaiming_normal_(fc.weight)|};", StringComparison.Ordinal)
            + ProgramTable.Net("private readonly Sequential net = Sequential(new Block(), new Block());", "", "return net.forward(x);")
        },
        {
            "final sigmoid of a block that gates in the caller",
            """
            class Mask : Module<Tensor, Tensor>
            {
                private readonly Linear fc = Linear(8, 8);
                public Mask() : base("mask") => init.xavier_uniform_(fc.weight);
                public override Tensor forward(Tensor x) => torch.sigmoid(fc.forward(x));
            }

            class Net : Module<Tensor, Tensor>
            {
                private readonly Mask mask = new();
                private readonly Linear head = Linear(8, 1);
                public Net() : base("net") => init.xavier_uniform_(head.weight);
                public override Tensor forward(Tensor x) => head.forward(x * mask.forward(x));
            }
            """
        },
        {
            "the next weight layer stands in the next block",
            """
            class Encoder : Module<Tensor, Tensor>
            {
                private readonly Linear fc = Linear(8, 4);
                public Encoder() : base("encoder") => {|INIT003:init.xavier_uniform_(fc.weight)|};
                public override Tensor forward(Tensor x) => torch.sigmoid(fc.forward(x));
            }

            class Decoder : Module<Tensor, Tensor>
            {
                private readonly Linear fc = Linear(4, 8);
                public Decoder() : base("decoder") => init.xavier_uniform_(fc.weight);
                public override Tensor forward(Tensor x) => torch.sigmoid(fc.forward(x));
            }

            class Autoencoder : Module<Tensor, Tensor>
            {
                private readonly Encoder encoder = new();
                private readonly Decoder decoder = new();
                public Autoencoder() : base("autoencoder") => RegisterComponents();
                public override Tensor forward(Tensor x) => decoder.forward(encoder.forward(x));
            }
            """
        },
        {
            "conv, norm, act block with an activation argument",
            """
            class ConvAct : Module<Tensor, Tensor>
            {
                private readonly Conv2d conv;
                private readonly Module<Tensor, Tensor> act;

                public ConvAct(long inputs, long outputs, bool relu) : base("conv")
                {
                    conv = Conv2d(inputs, outputs, 3);
                    act = relu ? ReLU() : nn.Identity();
                    init.xavier_uniform_(conv.weight);
                }

                public override Tensor forward(Tensor x) => act.forward(conv.forward(x));
            }
            """
        },
        {
            "user block that only passes",
            """
            class Shift : Module<Tensor, Tensor>
            {
                private readonly Dropout drop = Dropout(0.1);
                public Shift() : base("shift") => RegisterComponents();
                public override Tensor forward(Tensor x) => drop.forward(x.roll(1)).contiguous();
            }

            class Net : Module<Tensor, Tensor>
            {
                private readonly Linear fc = Linear(8, 8);
                private readonly Shift shift = new();
                public Net() : base("net") => {|INIT001:init.xavier_uniform_(fc.weight)|};
                public override Tensor forward(Tensor x) => functional.relu(shift.forward(fc.forward(x)));
            }
            """
        },
        {
            "user block that normalises",
            """
            class RmsNorm : Module<Tensor, Tensor>
            {
                private readonly LayerNorm norm = LayerNorm(8);
                public RmsNorm() : base("norm") => RegisterComponents();
                public override Tensor forward(Tensor x) => norm.forward(x);
            }

            class Net : Module<Tensor, Tensor>
            {
                private readonly Linear fc = Linear(8, 8);
                private readonly RmsNorm norm = new();
                public Net() : base("net") => init.xavier_uniform_(fc.weight);
                public override Tensor forward(Tensor x) => functional.relu(norm.forward(fc.forward(x)));
            }
            """
        },
        {
            "user block that is an activation",
            """
            class Act : Module<Tensor, Tensor>
            {
                public Act() : base("act") { }
                public override Tensor forward(Tensor x) => functional.leaky_relu(x, 0.1);
            }

            class Net : Module<Tensor, Tensor>
            {
                private readonly Linear fc = Linear(8, 8);
                private readonly Act act = new();
                public Net() : base("net") => {|INIT001:init.xavier_uniform_(fc.weight)|};
                public override Tensor forward(Tensor x) => act.forward(fc.forward(x));
            }
            """
        },
        {
            "residual block",
            """
            class Residual : Module<Tensor, Tensor>
            {
                private readonly Conv2d conv1 = Conv2d(8, 8, 3, padding: 1), conv2 = Conv2d(8, 8, 3, padding: 1);

                public Residual() : base("residual")
                {
                    {|INIT001:init.xavier_uniform_(conv1.weight)|};
                    init.xavier_uniform_(conv2.weight);
                }

                public override Tensor forward(Tensor x)
                {
                    var identity = x;
                    var y = functional.relu(conv1.forward(x));
                    y = conv2.forward(y);
                    y += identity;
                    return functional.relu(y);
                }
            }
            """
        },
        {
            "block from a list, called in a loop",
            """
            class Layer : Module<Tensor, Tensor>
            {
                private readonly Linear fc = Linear(8, 8);
                public Layer() : base("layer") => {|INIT001:init.xavier_uniform_(fc.weight)|};
                public override Tensor forward(Tensor x) => fc.forward(x);
            }

            class Net : Module<Tensor, Tensor>
            {
                private readonly ModuleList<Layer> layers = new();

                public Net(int depth) : base("net")
                {
                    for (var i = 0; i < depth; i++)
                    {
                        layers.Add(new Layer());
                    }

                    RegisterComponents();
                }

                public override Tensor forward(Tensor x)
                {
                    foreach (var layer in layers)
                    {
                        x = functional.relu(layer.forward(x));
                    }

                    return x;
                }
            }
            """
        },
        {
            "blocks in several files, the caller first",
            ProgramTable.Net("private readonly Block block = new Block(3, 8);", "", "return functional.relu(block.forward(x));"),
            ReportedBlock
        },
        {
            "interface that two blocks implement",
            """
            interface IHead
            {
                Tensor Run(Tensor x);
            }

            class ReluHead : IHead
            {
                public Tensor Run(Tensor x) => x.relu();
            }

            class TanhHead : IHead
            {
                public Tensor Run(Tensor x) => x.tanh();
            }

            class Net : Module<Tensor, Tensor>
            {
                private readonly Linear fc = Linear(8, 8), next = Linear(8, 8);
                private readonly IHead head;

                public Net(bool relu) : base("net")
                {
                    head = relu ? new ReluHead() : new TanhHead();
                    init.xavier_uniform_(fc.weight);
                }

                public override Tensor forward(Tensor x) => next.forward(head.Run(fc.forward(x)));
            }
            """
        },
        {
            "interface with one implementation",
            """
            interface IHead
            {
                Tensor Run(Tensor x);
            }

            class ReluHead : IHead
            {
                public Tensor Run(Tensor x) => x.relu();
            }

            class Net : Module<Tensor, Tensor>
            {
                private readonly Linear fc = Linear(8, 8);
                private readonly IHead head = new ReluHead();
                public Net() : base("net") => {|INIT001:init.xavier_uniform_(fc.weight)|};
                public override Tensor forward(Tensor x) => head.Run(fc.forward(x));
            }
            """
        },
    };

    public static IEnumerable<object[]> Names => Programs.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public Task Reads(string name) => Programs.Verify(name);
}
