using InitAnalyzer.Runtime;
using InitAnalyzer.Theory;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace InitAnalyzer.Torch.Tests;

/// <summary>
/// What the analyzer predicts of a network (INIT201's ratios) is what is measured in the network that runs: within 15 %, by the mean of the ratio's logarithm over seeds.
/// </summary>
/// <remarks>
/// The theory is that of wide layers. In one of width N and depth L the logarithm scatters by √(κL/N), and its mean is off by half of that squared, with κ = 5 for ReLU: so the
/// deepest networks are wider. Layers of Xavier and LeCun are alike where all have one width.
/// </remarks>
[Collection(NativeCollection.Name)]
public class AgreementTests
{
    private const double Tolerance = 0.15;

    /// <summary>Catalogue names, and modules.</summary>
    private static readonly Dictionary<string, Func<Module<Tensor, Tensor>>> s_activations = new()
    {
        ["ReLU"] = () => ReLU(),
        ["ReLU6"] = () => ReLU6(),
        ["RReLU"] = () => LeakyReLU((1 / 8.0 + 1 / 3.0) / 2),
        ["PReLU"] = () => PReLU(1),
        ["LeakyReLU"] = () => LeakyReLU(0.01),
        ["GELU"] = () => GELU(),
        ["SiLU"] = () => SiLU(),
        ["Mish"] = () => Mish(),
        ["Hardswish"] = () => Hardswish(),
        ["Softplus"] = () => Softplus(),
        ["ELU"] = () => ELU(),
        ["CELU"] = () => CELU(),
        ["Tanh"] = () => Tanh(),
        ["Hardtanh"] = () => new Clamp(),
        ["Softsign"] = () => Softsign(),
        ["Sigmoid"] = () => Sigmoid(),
        ["LogSigmoid"] = () => LogSigmoid(),
        ["Hardsigmoid"] = () => Hardsigmoid(),
        ["SELU"] = () => SELU(),
        ["Identity"] = () => Identity(),
    };

    private static readonly Dictionary<string, Func<Activation, Initializer?>> s_laws = new()
    {
        ["He"] = static _ => Initializers.He(),
        ["Xavier"] = static _ => Initializers.Xavier(Distribution.Uniform),
        ["LeCun"] = static _ => Initializers.LeCun(Distribution.TruncatedNormal),
        ["Default"] = static _ => Initializers.TorchDefault,
        ["Kumar"] = static activation => activation.KumarScale is null ? null : Initializers.Kumar(activation),
    };

    /// <summary>Every activation, with a depth.</summary>
    public static TheoryData<string, int> Activations()
    {
        TheoryData<string, int> data = [];
        foreach (string activation in s_activations.Keys)
        {
            data.Add(activation, 5 + data.Count % 4);
        }

        return data;
    }

    [NativeTheory]
    [MemberData(nameof(Activations))]
    public void Fully_connected_networks_carry_signal_and_gradient_as_predicted(string activation, int depth) =>
        Agrees(activation, s_laws.Keys, depth, 512, seeds: 10, static (depth, width, make) => Chain(depth, _ => Linear(width, width), make), static width => [8, width]);

    [NativeTheory]
    [MemberData(nameof(Activations))]
    public void Convolutional_networks_with_circular_padding_do(string activation, int depth) =>
        Agrees(
            activation,
            s_laws.Keys.Where(static law => law != "Xavier"),
            Math.Min(depth, 6),
            512,
            seeds: 10,
            static (depth, width, make) => Chain(depth, _ => Conv1d(width, width, 3, padding: 1, padding_mode: PaddingModes.Circular), make),
            static width => [2, width, 4]);

    /// <summary>At the ends of a line inputs reach fewer outputs; the line is long, so that this is little.</summary>
    [NativeTheory]
    [InlineData("ReLU", "He")]
    [InlineData("ReLU", "Xavier")]
    [InlineData("Tanh", "He")]
    [InlineData("Sigmoid", "LeCun")]
    public void Convolutional_networks_without_padding_do(string activation, string law) =>
        Agrees(activation, [law], 5, 512, seeds: 10, static (depth, width, make) => Chain(depth, _ => Conv1d(width, width, 2), make), static width => [1, width, 150]);

    [NativeTheory]
    [InlineData("ReLU", "He", 30, 24)]
    [InlineData("ReLU", "Default", 16, 12)]
    [InlineData("Tanh", "Xavier", 30, 10)]
    [InlineData("Tanh", "He", 20, 10)]
    [InlineData("Sigmoid", "Kumar", 16, 10)]
    [InlineData("SELU", "LeCun", 20, 10)]
    public void Deep_networks_do(string activation, string law, int depth, int seeds) =>
        Agrees(activation, [law], depth, 1024, seeds, static (depth, width, make) => Chain(depth, _ => Linear(width, width), make), static width => [8, width]);

    private static Sequential Chain(int depth, Func<int, Module<Tensor, Tensor>> layer, Func<Module<Tensor, Tensor>> activation) =>
        Sequential([.. Enumerable.Range(0, depth).SelectMany(i => i == depth - 1 ? (Module<Tensor, Tensor>[])[layer(i)] : [layer(i), activation()])]);

    private static void Agrees(
        string name, IEnumerable<string> laws, int depth, int width, int seeds, Func<int, int, Func<Module<Tensor, Tensor>>, Sequential> make, Func<int, long[]> input)
    {
        Activation activation = ActivationCatalog.Create(name);
        using Sequential net = make(depth, width, s_activations[name]);
        using Tensor x = zeros(input(width));
        ModelTrace trace = net.Trace(x);
        Assert.All(trace.Layers.SkipLast(1), layer => Assert.Equal(activation.Class, layer.Activations.Single().Class));
        foreach (string law in laws)
        {
            if (s_laws[law](activation) is not { } initializer)
            {
                continue;
            }

            (double signal, double gradient) = (0, 0);
            for (int seed = 0; seed < seeds; seed++)
            {
                for (int i = 0; i < net.Count; i += 2)
                {
                    ((Module<Tensor, Tensor>)net[i]).InitWith(initializer, new RandomStream((ulong)seed, name + law).Child(i));
                }

                SignalInit.normal_(x, generator: new RandomStream((ulong)seed, "input"));
                SimulationReport report = net.MeasureSignal(x, options: new() { Trace = trace, Seed = (ulong)seed }).Report;
                signal += Math.Log(report.SignalRatio) / seeds;
                gradient += Math.Log(report.GradientRatio) / seeds;
            }

            // As INIT201 has it: each layer's scale, and the activation behind it.
            double scale = initializer.LawFor(WeightShape.Linear(width, width)).Scale;
            ChainPropagation theory = Propagation.Chain([.. Enumerable.Repeat(new ChainLayer(activation, scale), depth)]);
            Assert.InRange(signal - Math.Log(theory.ForwardRatio), Math.Log(1 - Tolerance), Math.Log(1 + Tolerance));
            Assert.InRange(gradient - Math.Log(theory.GradientRatio), Math.Log(1 - Tolerance), Math.Log(1 + Tolerance));
        }
    }

    /// <summary>TorchSharp 0.107's own Hardtanh returns its input.</summary>
    private sealed class Clamp : Module<Tensor, Tensor>
    {
        public Clamp()
            : base(nameof(Clamp))
        {
        }

        public override Tensor forward(Tensor x) => x.clamp(-1, 1);
    }
}
