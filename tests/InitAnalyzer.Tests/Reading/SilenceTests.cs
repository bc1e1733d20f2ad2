using Xunit;
using static InitAnalyzer.Tests.Reading.ProgramTable;

namespace InitAnalyzer.Tests.Reading;

/// <summary>Networks that are right, or of which nothing is claimed: gates, sums, attention, outputs, the unknown.</summary>
public class SilenceTests
{
    public static readonly ProgramTable Programs = new()
    {
        {
            "LSTM cell by hand",
            """
            class Cell : Module<Tensor, Tensor, Tensor, (Tensor, Tensor)>
            {
                private readonly Linear wi = Linear(8, 8), wf = Linear(8, 8), wo = Linear(8, 8), wc = Linear(8, 8);

                public Cell() : base("cell")
                {
                    init.xavier_uniform_(wi.weight);
                    init.xavier_uniform_(wf.weight);
                    init.xavier_uniform_(wo.weight);
                    init.kaiming_uniform_(wc.weight);
                    RegisterComponents();
                }

                public override (Tensor, Tensor) forward(Tensor x, Tensor h, Tensor c)
                {
                    var z = torch.cat(new[] { x, h }, 1);
                    var i = torch.sigmoid(wi.forward(z));
                    var f = torch.sigmoid(wf.forward(z));
                    var o = torch.sigmoid(wo.forward(z));
                    var g = torch.tanh(wc.forward(z));
                    c = f * c + i * g;
                    h = o * torch.tanh(c);
                    return (h, c);
                }
            }
            """
        },
        {
            "LSTM cell from one layer and chunks",
            Net(
                members: "private readonly Linear gates = Linear(8, 32), head = Linear(8, 1);",
                init: "init.xavier_uniform_(gates.weight);\ninit.xavier_uniform_(head.weight);",
                forward:
                """
                var parts = gates.forward(x).chunk(4, 1);
                var i = parts[0].sigmoid();
                var f = parts[1].sigmoid();
                var o = parts[2].sigmoid();
                var g = parts[3].tanh();
                var c = f * x + i * g;
                return head.forward(o * c.tanh());
                """)
        },
        {
            "GRU step",
            Net(
                members: "private readonly Linear wz = Linear(8, 8), wr = Linear(8, 8), wh = Linear(8, 8), head = Linear(8, 1);",
                init: "init.xavier_uniform_(wz.weight);\ninit.xavier_uniform_(wr.weight);\ninit.kaiming_normal_(wh.weight);\ninit.xavier_uniform_(head.weight);",
                forward:
                """
                var h = torch.zeros_like(x);
                var z = torch.sigmoid(wz.forward(x));
                var r = torch.sigmoid(wr.forward(x));
                var n = torch.tanh(wh.forward(r * h));
                h = (1 - z) * n + z * h;
                return head.forward(h);
                """)
        },
        {
            "GLU by hand",
            Net(
                members: "private readonly Linear value = Linear(8, 8), gate = Linear(8, 8), output = Linear(8, 8);",
                init: "init.xavier_uniform_(value.weight);\ninit.xavier_uniform_(gate.weight);\ninit.xavier_uniform_(output.weight);",
                forward: "return output.forward(value.forward(x) * gate.forward(x).sigmoid());")
        },
        {
            "GLU of the framework",
            Net(
                members: "private readonly Linear fc = Linear(8, 16), output = Linear(8, 8);",
                init: "init.xavier_uniform_(fc.weight);\ninit.xavier_uniform_(output.weight);",
                forward: "return output.forward(functional.glu(fc.forward(x)));")
        },
        {
            "SwiGLU: the gated product of SiLU",
            Net(
                members: "private readonly Linear w1 = Linear(8, 32), w2 = Linear(32, 8), w3 = Linear(8, 32);",
                init: "init.xavier_uniform_(w3.weight);\ninit.xavier_uniform_(w2.weight);",
                forward: "return w2.forward(functional.silu(w1.forward(x)) * w3.forward(x));")
        },
        {
            "squeeze and excite",
            Net(
                members: "private readonly AdaptiveAvgPool2d pool = AdaptiveAvgPool2d(1);\nprivate readonly Conv2d fc1 = Conv2d(16, 4, 1), fc2 = Conv2d(4, 16, 1), next = Conv2d(16, 16, 3);",
                init: "init.kaiming_normal_(fc1.weight);\ninit.xavier_uniform_(fc2.weight);\ninit.xavier_uniform_(next.weight);",
                forward:
                """
                var scale = pool.forward(x);
                scale = functional.relu(fc1.forward(scale));
                scale = functional.hardsigmoid(fc2.forward(scale));
                return next.forward(x * scale);
                """)
        },
        {
            "squeeze and excite in a Sequential, multiplied in place",
            Net(
                members: "private readonly Sequential se = Sequential(AdaptiveAvgPool2d(1), Conv2d(16, 4, 1), ReLU(), Conv2d(4, 16, 1), Sigmoid());\nprivate readonly Conv2d next = Conv2d(16, 16, 3);",
                init: "init.xavier_uniform_(((Conv2d)se[3]).weight);\ninit.xavier_uniform_(next.weight);",
                forward: "var mask = se.forward(x);\nreturn next.forward(x.mul_(mask));")
        },
        {
            "attention mask through sigmoid",
            Net(
                members: "private readonly Linear score = Linear(8, 8), value = Linear(8, 8), output = Linear(8, 8);",
                init: "init.xavier_uniform_(score.weight);\ninit.xavier_uniform_(value.weight);\ninit.xavier_uniform_(output.weight);",
                forward: "var mask = functional.sigmoid(score.forward(x));\nreturn output.forward(torch.mul(mask, value.forward(x)));")
        },
        {
            "highway layer",
            Net(
                members: "private readonly Linear t = Linear(8, 8), h = Linear(8, 8), output = Linear(8, 8);",
                init: "init.xavier_uniform_(t.weight);\ninit.kaiming_uniform_(h.weight);\ninit.xavier_uniform_(output.weight);",
                forward: "var gate = torch.sigmoid(t.forward(x));\nvar y = gate * functional.relu(h.forward(x)) + (1 - gate) * x;\nreturn output.forward(y);")
        },
        {
            "residual addition directly after the layer",
            Net(
                members: "private readonly Linear fc1 = Linear(8, 8), fc2 = Linear(8, 8), head = Linear(8, 1);",
                init: "init.kaiming_uniform_(fc1.weight);\ninit.xavier_uniform_(fc2.weight);\ninit.xavier_uniform_(head.weight);",
                forward: "var h = fc2.forward(functional.relu(fc1.forward(x)));\nreturn head.forward(functional.relu(x + h));")
        },
        {
            "residual addition in place",
            Net(
                members: "private readonly Conv2d conv1 = Conv2d(8, 8, 3), conv2 = Conv2d(8, 8, 3);",
                init: "init.kaiming_normal_(conv1.weight);\ninit.xavier_uniform_(conv2.weight);",
                forward: "var h = conv2.forward(conv1.forward(x).relu_());\nreturn h.add_(x).relu_();")
        },
        {
            "residual addition by +=",
            Net(
                members: "private readonly Conv2d conv1 = Conv2d(8, 8, 3), conv2 = Conv2d(8, 8, 3);",
                init: "init.kaiming_normal_(conv1.weight);\ninit.xavier_uniform_(conv2.weight);",
                forward: "var h = conv2.forward(conv1.forward(x).relu_());\nh += x;\nreturn functional.relu(h);")
        },
        {
            "sum of two layers",
            Net(
                members: "private readonly Linear a = Linear(8, 8), b = Linear(8, 8), head = Linear(8, 1);",
                init: "init.kaiming_uniform_(a.weight);\ninit.kaiming_uniform_(b.weight);\ninit.xavier_uniform_(head.weight);",
                forward: "return head.forward(torch.tanh(a.forward(x) + b.forward(x)));")
        },
        {
            "skip concatenation, laws fit",
            Net(
                members: "private readonly Conv2d down = Conv2d(3, 8, 3), up = Conv2d(11, 8, 3);",
                init: "init.kaiming_normal_(down.weight);\ninit.kaiming_normal_(up.weight);",
                forward: "var h = down.forward(x).relu();\nreturn functional.relu(up.forward(torch.cat(new[] { h, x }, 1)));")
        },
        {
            "attention",
            Net(
                members: "private readonly Linear q = Linear(8, 8), k = Linear(8, 8), v = Linear(8, 8), o = Linear(8, 8);",
                init: "init.xavier_uniform_(q.weight);\ninit.xavier_uniform_(k.weight);\ninit.xavier_uniform_(v.weight);\ninit.xavier_uniform_(o.weight);",
                forward:
                """
                var scores = torch.matmul(q.forward(x), k.forward(x).transpose(-2, -1)) / Math.Sqrt(8);
                var weights = functional.softmax(scores, -1);
                return o.forward(torch.matmul(weights, v.forward(x)));
                """)
        },
        {
            "attention of the framework",
            Net(
                members: "private readonly Linear qkv = Linear(8, 24), o = Linear(8, 8);",
                init: "init.xavier_uniform_(qkv.weight);\ninit.xavier_uniform_(o.weight);",
                forward: "var parts = qkv.forward(x).chunk(3, -1);\nreturn o.forward(functional.scaled_dot_product_attention(parts[0], parts[1], parts[2]));")
        },
        {
            "sigmoid output",
            Net(
                members: "private readonly Linear fc1 = Linear(8, 8), fc2 = Linear(8, 1);",
                init: "init.kaiming_uniform_(fc1.weight);\ninit.xavier_uniform_(fc2.weight);",
                forward: "return torch.sigmoid(fc2.forward(functional.relu(fc1.forward(x))));")
        },
        {
            "tanh output of a generator, He throughout",
            Net(
                members: "private readonly ConvTranspose2d up = ConvTranspose2d(8, 8, 4, stride: 2), image = ConvTranspose2d(8, 3, 4, stride: 2);",
                init: "init.kaiming_normal_(up.weight);\ninit.kaiming_normal_(image.weight, mode: init.FanInOut.FanOut);",
                forward: "return torch.tanh(image.forward(up.forward(x).relu()));")
        },
        {
            "tanh output in a Sequential",
            Net(
                members: "private readonly Sequential net = Sequential(Linear(8, 8), ReLU(), Linear(8, 1), Tanh());",
                init: "init.kaiming_normal_(((Linear)net[0]).weight);\ninit.kaiming_normal_(((Linear)net[2]).weight);",
                forward: "return net.forward(x) * 2;")
        },
        {
            "sigmoid output that is scaled and reshaped",
            Net(
                members: "private readonly Linear fc = Linear(8, 1);",
                init: "init.xavier_uniform_(fc.weight);",
                forward: "return (torch.sigmoid(fc.forward(x)) * 255).squeeze(-1).to(ScalarType.Float32);")
        },
        {
            "softmax output",
            Net(
                members: "private readonly Linear fc1 = Linear(8, 8), fc2 = Linear(8, 3);",
                init: "init.kaiming_uniform_(fc1.weight);\ninit.kaiming_uniform_(fc2.weight);",
                forward: "return functional.log_softmax(fc2.forward(functional.relu(fc1.forward(x))), 1);")
        },
        {
            "softmax in the middle needs no law",
            Net(
                members: "private readonly Linear fc1 = Linear(8, 8), fc2 = Linear(8, 3);",
                init: "init.kaiming_uniform_(fc1.weight);\ninit.kaiming_uniform_(fc2.weight);",
                forward: "return fc2.forward(functional.softmax(fc1.forward(x), 1));")
        },
        {
            "output of logits into a loss",
            Net(
                members: "private readonly Linear fc = Linear(8, 3);",
                init: "init.xavier_uniform_(fc.weight);",
                forward: "return functional.cross_entropy(fc.forward(x), torch.zeros(8));")
        },
        {
            "weight tying",
            Net(
                members: "private readonly Embedding embedding = Embedding(100, 8);\nprivate readonly Linear head = Linear(8, 100, hasBias: false);",
                init: "init.xavier_uniform_(embedding.weight);\nhead.weight = embedding.weight;",
                forward: "return head.forward(embedding.forward(x)).relu();")
        },
        {
            "weight replaced after the initialisation",
            Net(
                members: "private readonly Linear fc = Linear(8, 8);",
                init: "init.xavier_uniform_(fc.weight);\nfc.weight = Parameter(torch.randn(8, 8) * 0.5);",
                forward: "return fc.forward(x).relu();")
        },
        {
            "weight scaled after the initialisation",
            Net(
                members: "private readonly Linear fc = Linear(8, 8);",
                init: "init.xavier_uniform_(fc.weight);\nusing (torch.no_grad())\n{\n    fc.weight.mul_(1.41);\n}",
                forward: "return fc.forward(x).relu();")
        },
        {
            "layer made from a given weight",
            Net(
                members: "private readonly Linear fc = Linear(Parameter(torch.randn(8, 8)), Parameter(torch.zeros(8)));",
                init: "init.zeros_(fc.bias);",
                forward: "return fc.forward(x).relu();")
        },
        {
            "part of the weight initialised",
            Net(
                members: "private readonly Linear fc = Linear(8, 8);",
                init: "init.xavier_uniform_(fc.weight[0]);",
                forward: "return fc.forward(x).relu();")
        },
        {
            "initialised twice: the last one counts",
            Net(
                members: "private readonly Linear fc = Linear(8, 8);",
                init: "foreach (var m in new[] { fc })\n    init.xavier_uniform_(m.weight);\ninit.kaiming_uniform_(fc.weight);",
                forward: "return fc.forward(x).relu();")
        },
        {
            "bias is never judged",
            Net(
                members: "private readonly Linear fc = Linear(8, 8);",
                init: "init.kaiming_uniform_(fc.weight);\ninit.uniform_(fc.bias, -0.1, 0.1);",
                forward: "return fc.forward(x).relu();")
        },
        {
            "normalisation's own weight is never judged",
            Net(
                members: "private readonly Conv2d conv = Conv2d(3, 8, 3);\nprivate readonly BatchNorm2d bn = BatchNorm2d(8);",
                init: "init.kaiming_normal_(conv.weight);\ninit.normal_(bn.weight, 1.0, 0.02);\ninit.zeros_(bn.bias);",
                forward: "return bn.forward(conv.forward(x)).relu();")
        },
        {
            "embedding is never judged",
            Net(
                members: "private readonly Embedding embedding = Embedding(100, 8);",
                init: "init.xavier_uniform_(embedding.weight);",
                forward: "return functional.relu(embedding.forward(x));")
        },
        {
            "default law is never judged by the pair rules",
            Net(
                members: "private readonly Linear fc1 = Linear(8, 8), fc2 = Linear(8, 1);",
                init: "init.xavier_uniform_(fc2.weight);",
                forward: "return fc2.forward(torch.sigmoid(fc1.forward(x)));")
        },
        {
            "layer that feeds two activations of different classes",
            Net(
                members: "private readonly Linear fc = Linear(8, 8), a = Linear(8, 1), b = Linear(8, 1);",
                init: "init.xavier_uniform_(fc.weight);\ninit.xavier_uniform_(a.weight);\ninit.xavier_uniform_(b.weight);",
                forward: "var h = fc.forward(x);\nreturn a.forward(h.relu()) + b.forward(h.tanh());")
        },
        {
            "layer that feeds an activation and the output",
            """
            class Net : Module<Tensor, (Tensor, Tensor)>
            {
                private readonly Linear fc = Linear(8, 8), head = Linear(8, 1);

                public Net() : base("net")
                {
                    init.xavier_uniform_(fc.weight);
                    init.xavier_uniform_(head.weight);
                }

                public override (Tensor, Tensor) forward(Tensor x)
                {
                    var h = fc.forward(x);
                    return (h, head.forward(h.relu()));
                }
            }
            """
        },
        {
            "activation chosen by a string",
            """
            class Net : Module<Tensor, Tensor>
            {
                private readonly Linear fc = Linear(8, 8), head = Linear(8, 1);
                private readonly Module<Tensor, Tensor> act;

                public Net(string activation) : base("net")
                {
                    act = activation switch
                    {
                        "relu" => ReLU(),
                        "tanh" => Tanh(),
                        _ => throw new NotSupportedException(),
                    };
                    init.xavier_uniform_(fc.weight);
                    init.xavier_uniform_(head.weight);
                }

                public override Tensor forward(Tensor x) => head.forward(act.forward(fc.forward(x)));
            }
            """
        },
        {
            "activation made by a factory with a string",
            """
            static class Activations
            {
                public static Module<Tensor, Tensor> Make(string name)
                {
                    switch (name)
                    {
                        case "relu": return ReLU();
                        case "tanh": return Tanh();
                        default: throw new NotSupportedException();
                    }
                }
            }

            class Net : Module<Tensor, Tensor>
            {
                private readonly Sequential net;

                public Net(string name) : base("net")
                {
                    var fc = Linear(8, 8);
                    init.xavier_uniform_(fc.weight);
                    net = Sequential(fc, Activations.Make(name), Linear(8, 1));
                }

                public override Tensor forward(Tensor x) => net.forward(x);
            }
            """
        },
        {
            "unknown activation parameter",
            """
            class Net : Module<Tensor, Tensor>
            {
                private readonly Linear fc = Linear(8, 8);
                private readonly LeakyReLU act;

                public Net(double slope) : base("net")
                {
                    act = LeakyReLU(slope);
                    init.xavier_uniform_(fc.weight);
                }

                public override Tensor forward(Tensor x) => act.forward(fc.forward(x));
            }
            """
        },
        {
            "activation passed in by nobody",
            """
            class Net : Module<Tensor, Tensor>
            {
                private readonly Linear fc = Linear(8, 8);
                private readonly Module<Tensor, Tensor> act;

                public Net(Module<Tensor, Tensor> act) : base("net")
                {
                    this.act = act;
                    init.xavier_uniform_(fc.weight);
                }

                public override Tensor forward(Tensor x) => act.forward(fc.forward(x));
            }
            """
        },
        {
            "optional activation that defaults to ReLU",
            """
            class Net : Module<Tensor, Tensor>
            {
                private readonly Linear fc = Linear(8, 8);
                private readonly Module<Tensor, Tensor> act;

                public Net(Module<Tensor, Tensor> act = null) : base("net")
                {
                    this.act = act ?? ReLU();
                    init.xavier_uniform_(fc.weight);
                }

                public override Tensor forward(Tensor x) => act.forward(fc.forward(x));
            }
            """
        },
        {
            "delegate as activation",
            """
            class Net : Module<Tensor, Tensor>
            {
                private readonly Linear fc = Linear(8, 8);
                private readonly Func<Tensor, Tensor> act;

                public Net(Func<Tensor, Tensor> act) : base("net")
                {
                    this.act = act;
                    init.xavier_uniform_(fc.weight);
                }

                public override Tensor forward(Tensor x) => act(fc.forward(x)).relu();
            }
            """
        },
        {
            "abstract module of unknown make",
            """
            class Net : Module<Tensor, Tensor>
            {
                private readonly Module<Tensor, Tensor> first;

                public Net(Module<Tensor, Tensor> first) : base("net")
                {
                    this.first = first;
                    init.xavier_uniform_(((Linear)first).weight);
                }

                public override Tensor forward(Tensor x) => functional.relu(first.forward(x));
            }
            """
        },
        {
            "user-defined activation",
            """
            class Snake : Module<Tensor, Tensor>
            {
                public Snake() : base("snake") { }
                public override Tensor forward(Tensor x) => x + x.sin().pow(2);
            }

            class Net : Module<Tensor, Tensor>
            {
                private readonly Linear fc = Linear(8, 8), head = Linear(8, 1);
                private readonly Snake act = new();

                public Net() : base("net")
                {
                    init.xavier_uniform_(fc.weight);
                    init.xavier_uniform_(head.weight);
                }

                public override Tensor forward(Tensor x) => head.forward(act.forward(fc.forward(x)));
            }
            """
        },
        {
            "unclassified activations",
            Net(
                members: "private readonly Linear a = Linear(8, 8), b = Linear(8, 8), c = Linear(8, 8), d = Linear(8, 8);",
                init: "init.xavier_uniform_(a.weight);\ninit.kaiming_uniform_(b.weight);\ninit.orthogonal_(c.weight);\ninit.xavier_uniform_(d.weight);",
                forward: "x = functional.hardshrink(a.forward(x));\nx = functional.tanhshrink(b.forward(x));\nx = functional.softshrink(c.forward(x));\nreturn functional.threshold(d.forward(x), 0.1, 0);")
        },
        {
            "arithmetic activation by hand",
            Net(
                members: "private readonly Linear fc = Linear(8, 8), head = Linear(8, 1);",
                init: "init.xavier_uniform_(fc.weight);\ninit.xavier_uniform_(head.weight);",
                forward: "var h = fc.forward(x);\nreturn head.forward(h.clamp(min: 0));")
        },
        {
            "the user's own class init with xavier_uniform_",
            """
            static class init
            {
                public static Tensor xavier_uniform_(Tensor tensor) => tensor;
            }

            class Net : Module<Tensor, Tensor>
            {
                private readonly Linear fc = Linear(8, 8);

                public Net() : base("net") => global::init.xavier_uniform_(fc.weight);

                public override Tensor forward(Tensor x) => fc.forward(x).relu();
            }
            """
        },
        {
            "the user's own ReLU and relu",
            """
            static class functional
            {
                public static Tensor relu(Tensor x) => x.tanh();
            }

            class Net : Module<Tensor, Tensor>
            {
                private readonly Linear fc = Linear(8, 8), head = Linear(8, 1);

                public Net() : base("net")
                {
                    init.xavier_uniform_(fc.weight);
                    init.xavier_uniform_(head.weight);
                }

                public override Tensor forward(Tensor x) => head.forward(global::functional.relu(fc.forward(x)));
            }
            """
        },
        {
            "the user's own Linear",
            """
            class Linear : Module<Tensor, Tensor>
            {
                public Tensor weight { get; } = torch.randn(8, 8);
                public Linear() : base("linear") { }
                public override Tensor forward(Tensor x) => functional.normalize(x.matmul(weight));
            }

            class Net : Module<Tensor, Tensor>
            {
                private readonly Linear fc = new();

                public Net() : base("net") => init.xavier_uniform_(fc.weight);

                public override Tensor forward(Tensor x) => fc.forward(x).relu();
            }
            """
        },
        {
            "tensor from nowhere",
            """
            static class Weights
            {
                public static void Fill(Tensor weight)
                {
                    init.xavier_uniform_(weight);
                    init.kaiming_normal_(weight, a: 0.2);
                }
            }
            """
        },
        {
            "layer that is never called",
            Net(
                members: "private readonly Linear unused = Linear(8, 8), fc = Linear(8, 8);",
                init: "init.xavier_uniform_(unused.weight);",
                forward: "return fc.forward(x).relu();")
        },
        {
            "layer called only in the constructor to probe shapes",
            Net(
                members: "private readonly Conv2d conv = Conv2d(1, 8, 3);\nprivate readonly Linear fc;",
                init: "init.xavier_uniform_(conv.weight);\nvar n = conv.forward(torch.zeros(1, 1, 28, 28)).numel();\nfc = Linear(n, 10);",
                forward: "return fc.forward(conv.forward(x).flatten(1).tanh());")
        },
        {
            "weight used without calling the layer",
            Net(
                members: "private readonly Linear fc = Linear(8, 8);",
                init: "init.xavier_uniform_(fc.weight);",
                forward: "return functional.relu(functional.linear(x, fc.weight + torch.randn(8, 8)));")
        },
        {
            "bare constant standard deviation",
            Net(
                members: "private readonly Linear fc1 = Linear(784, 128), fc2 = Linear(128, 10);",
                init: "init.normal_(fc1.weight, 0, 0.02);\ninit.uniform_(fc2.weight, -0.05, 0.05);",
                forward: "return functional.relu(fc2.forward(functional.relu(fc1.forward(x))));")
        },
        {
            "DCGAN: constant standard deviations behind batch normalisation",
            Net(
                members: "private readonly ConvTranspose2d up = ConvTranspose2d(100, 64, 4);\nprivate readonly BatchNorm2d bn = BatchNorm2d(64);",
                init: "init.normal_(up.weight, 0.0, 0.02);\ninit.normal_(bn.weight, 1.0, 0.02);\ninit.constant_(bn.bias, 0);",
                forward: "return functional.relu(bn.forward(up.forward(x)));")
        },
        {
            "identities and sparse matrices have no scale",
            Net(
                members: "private readonly Linear b = Linear(8, 8), c = Linear(8, 8);\nprivate readonly Conv2d e = Conv2d(8, 8, 3);",
                init: "init.eye_(b.weight);\ninit.sparse_(c.weight, 0.1);\ninit.dirac_(e.weight);",
                forward: "x = functional.relu(b.forward(x));\nx = functional.relu(c.forward(x));\nreturn functional.relu(e.forward(x));")
        },
        {
            "pre-activation ResNet block",
            Net(
                members: "private readonly BatchNorm2d bn1 = BatchNorm2d(8), bn2 = BatchNorm2d(8);\nprivate readonly Conv2d conv1 = Conv2d(8, 8, 3), conv2 = Conv2d(8, 8, 3);",
                init: "init.xavier_uniform_(conv1.weight);\ninit.xavier_uniform_(conv2.weight);",
                forward: "var h = conv1.forward(functional.relu(bn1.forward(x)));\nh = conv2.forward(functional.relu(bn2.forward(h)));\nreturn x + h;")
        },
        {
            "U-Net with a rectifier everywhere, He everywhere",
            Net(
                members: "private readonly Conv2d d1 = Conv2d(1, 8, 3), d2 = Conv2d(8, 16, 3), last = Conv2d(16, 1, 1);\nprivate readonly ConvTranspose2d up = ConvTranspose2d(16, 8, 2, stride: 2);\nprivate readonly MaxPool2d pool = MaxPool2d(2);",
                init: "init.kaiming_normal_(d1.weight);\ninit.kaiming_normal_(d2.weight);\ninit.kaiming_normal_(up.weight, mode: init.FanInOut.FanOut);\ninit.xavier_uniform_(last.weight);",
                forward:
                """
                var a = functional.relu(d1.forward(x));
                var b = functional.relu(d2.forward(pool.forward(a)));
                var c = functional.relu(up.forward(b));
                return torch.sigmoid(last.forward(torch.cat(new[] { a, c }, 1)));
                """)
        },
        {
            "program without TorchSharp's init",
            """
            static class Physics
            {
                public static double normal_(double x) => Math.Exp(-x * x);
                public static double zeros_() => normal_(3);
            }
            """
        },
    };

    public static IEnumerable<object[]> Names => Programs.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public Task Stays_silent(string name) => Programs.Verify(name);

    /// <summary>A program here that carried a mark would not be one of silence.</summary>
    [Fact]
    public void No_program_here_is_marked() =>
        Assert.DoesNotContain(Programs, program => program.Value.Any(file => file.Contains("{|", StringComparison.Ordinal)));
}
