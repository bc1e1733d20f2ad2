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
/// The theory is that of wide layers. The logarithm of a ratio is off by a scatter that falls as 1/√N with the width N, and by a mean that falls as 1/N. For L layers of ReLU they
/// are √(5L/N) and half of that squared, since each layer scatters by 5/N, and what is lost or gained stays; so rectifiers are measured in the widest layers, and convolutions of
/// them, which are dearer, in fewer: at 30 layers each pair is met among the fully connected ones. Where the signal has a stable fixed point, or only vanishes, it is far less.
/// Seeds are added, from ten on, until the mean's standard error is at most 0.06, so that it is the mean that is compared with 0.15 and not its luck; a batch of eight samples
/// scatters less than one, and in a convolution its positions do the same. One network of thirty layers shows the ratios of all depths; they are compared from five layers on.
/// </remarks>
[Collection(NativeCollection.Name)]
public class AgreementTests
{
    /// <summary>Catalogue names, and modules.</summary>
    internal static readonly Dictionary<string, Func<Module<Tensor, Tensor>>> Modules = new()
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

    internal static readonly Dictionary<string, Func<Activation, Initializer?>> Laws = new()
    {
        ["He"] = static _ => Initializers.He(),
        ["Xavier"] = static _ => Initializers.Xavier(Distribution.Uniform),
        ["LeCun"] = static _ => Initializers.LeCun(Distribution.TruncatedNormal),
        ["Default"] = static _ => Initializers.TorchDefault,
        ["Kumar"] = static activation => activation.KumarScale is null ? null : Initializers.Kumar(activation),
    };

    /// <summary>A trace that knows nothing of the networks that it is handed to: ratios do not depend on what layers feed, and to find it out takes long in deep ones.</summary>
    internal static readonly Lazy<ModelTrace> Traced = new(static () =>
    {
        using Module<Tensor, Tensor> other = Linear(1, 1);
        using Tensor x = zeros(1, 1);
        return other.Trace(x);
    });

    public static TheoryData<string> LawNames => [.. Laws.Keys];

    /// <summary>The largest standard error of a mean that is compared.</summary>
    internal const double Error = 0.06;

    /// <summary>Every activation, with a depth.</summary>
    public static TheoryData<string, int> Activations()
    {
        TheoryData<string, int> data = [];
        foreach (string activation in Modules.Keys)
        {
            data.Add(activation, 5 + data.Count % 4);
        }

        return data;
    }

    [NativeTheory]
    [MemberData(nameof(Activations))]
    public void Fully_connected_networks_carry_signal_and_gradient_as_predicted(string name, int depth)
    {
        const int Width = 512;
        const int Seeds = 10;
        Activation activation = ActivationCatalog.Create(name);
        using Sequential net = Chain([.. Enumerable.Range(0, depth).Select(static _ => Linear(Width, Width))], Modules[name]);
        using Tensor x = zeros(8, Width);
        ModelTrace trace = net.Trace(x);
        Assert.All(trace.Layers.SkipLast(1), layer => Assert.Equal(activation.Class, layer.Activations.Single().Class));
        foreach (string law in Laws.Keys)
        {
            if (Laws[law](activation) is not { } initializer)
            {
                continue;
            }

            (double signal, double gradient) = (0, 0);
            for (int seed = 0; seed < Seeds; seed++)
            {
                for (int i = 0; i < net.Count; i += 2)
                {
                    ((Module<Tensor, Tensor>)net[i]).InitWith(initializer, new RandomStream((ulong)seed, name + law).Child(i));
                }

                SignalInit.normal_(x, generator: new RandomStream((ulong)seed, "input"));
                SimulationReport report = net.MeasureSignal(x, options: new() { Trace = trace, Seed = (ulong)seed }).Report;
                signal += Math.Log(report.SignalRatio) / Seeds;
                gradient += Math.Log(report.GradientRatio) / Seeds;
            }

            // As INIT201 has it: each layer's scale, and the activation behind it.
            double scale = initializer.LawFor(WeightShape.Linear(Width, Width)).Scale;
            ChainPropagation theory = Propagation.Chain([.. Enumerable.Repeat(new ChainLayer(activation, scale), depth)]);
            Assert.InRange(signal - Math.Log(theory.ForwardRatio), Math.Log(1 - Agreement.Tolerance), Math.Log(1 + Agreement.Tolerance));
            Assert.InRange(gradient - Math.Log(theory.GradientRatio), Math.Log(1 - Agreement.Tolerance), Math.Log(1 + Agreement.Tolerance));
        }
    }

    [NativeTheory]
    [MemberData(nameof(LawNames))]
    public void Fully_connected_networks_of_up_to_30_layers_do(string law)
    {
        using SharedLayers layers = new(30, static () => Linear(1024, 1024), 1024);
        Holds(layers.Compare(law, Modules.Keys.Where(name => !IsHard(law, name) && !IsWide(law, name)), new(Error, 60, Batch: 8)));
    }

    [NativeTheory]
    [MemberData(nameof(LawNames))]
    public void Wider_ones_of_rectifiers_do(string law)
    {
        using SharedLayers layers = new(30, static () => Linear(2048, 2048), 2048);
        Holds(layers.Compare(law, Modules.Keys.Where(name => !IsHard(law, name) && IsWide(law, name)), new(Error, 60, Batch: 8)));
    }

    [NativeTheory]
    [MemberData(nameof(LawNames))]
    public void Convolutional_networks_of_up_to_30_layers_do(string law)
    {
        using SharedLayers layers = Circular(30, 512, 8);
        Holds(layers.Compare(law, Modules.Keys.Where(name => !IsHard(law, name) && !WorksAsRectifier(law, name)), new(Error, 60, Batch: 2)));
    }

    [NativeTheory]
    [MemberData(nameof(LawNames))]
    public void Those_of_rectifiers_do_up_to_12_layers(string law)
    {
        using SharedLayers layers = Circular(12, 512, 8);
        Holds(layers.Compare(law, Modules.Keys.Where(name => !IsHard(law, name) && WorksAsRectifier(law, name)), new(Error, 60, Batch: 2)));
    }

    [NativeFact]
    public void Wider_ones_of_rectifiers_do_up_to_20_layers()
    {
        using SharedLayers layers = Circular(20, 1024, 4);
        Holds(layers.Compare("He", ["ReLU", "ELU", "SELU"], new(Error, 60)));
    }

    [NativeTheory]
    [InlineData(30, false)]
    [InlineData(12, true)]
    public void Convolutional_networks_without_padding_do(int depth, bool rectifiers)
    {
        const string Law = "LeCun";
        using SharedLayers layers = Unpadded(depth, 512);
        Holds(layers.Compare(Law, Modules.Keys.Where(name => WorksAsRectifier(Law, name) == rectifiers), new(Error, 60)));
    }

    [NativeFact]
    public void Where_agreement_takes_width_networks_of_up_to_10_layers_do()
    {
        using SharedLayers layers = new(10, static () => Linear(2048, 2048), 2048);
        Holds(layers.Compare("He", Modules.Keys.Where(static name => IsHard("He", name)), new(Error, 60, Measurements: 4)));
    }

    /// <summary>
    /// With He's law GELU and Mish take a signal from near an unstable fixed point to 0. What the first layers add by chance grows to its fifth to ninth power, by the theory too;
    /// it gets less by the root of the width.
    /// </summary>
    [NativeFact]
    public void Where_a_ratio_hangs_on_the_first_layers_scatter_falls_with_the_width()
    {
        string[] names = ["GELU", "Mish"];
        AgreementSampling sampling = new(0, 24, Measurements: 4);
        using SharedLayers narrow = new(30, static () => Linear(256, 256), 256);
        using SharedLayers wide = new(30, static () => Linear(1024, 1024), 1024);
        foreach ((Agreement less, Agreement more) in narrow.Compare("He", names, sampling).Zip(wide.Compare("He", names, sampling)))
        {
            const double Change = 1.01;
            ChainLayer[] chain = [.. Enumerable.Repeat(new ChainLayer(ActivationCatalog.Create(more.Activation), 2), 30)];
            (ChainPropagation theory, ChainPropagation changed) = (Propagation.Chain(chain), Propagation.Chain(chain, Change));
            double signal = Math.Log(changed.ForwardRatio / theory.ForwardRatio) / Math.Log(Change);
            double gradient = Math.Log(changed.GradientRatio / theory.GradientRatio) / Math.Log(Change);
            Assert.True(signal > 4 && gradient > 4, $"{more.Activation}: {signal}, {gradient}");

            // The predicted ratio for a first variance that is by no more than this different.
            const double Off = 0.05;
            Assert.InRange(more.Signal[^1].Value, -Off * signal, Off * signal);
            Assert.InRange(more.Gradient[^1].Value, -Off * gradient, Off * gradient);
            Assert.InRange(less.Signal[^1].StandardError / more.Signal[^1].StandardError, 1.4, 2.8);
        }
    }

    /// <summary>
    /// With He's law Softplus and LogSigmoid let a gradient vanish, but for the part along the signal itself: where that grows, the output grows. It is 1/N of a gradient at random
    /// at first, and leads after twenty layers. The theory's gradients are independent of the signal: those that have no such part agree, and the others do as the width grows.
    /// </summary>
    [NativeFact]
    public void Where_a_gradient_along_the_signal_lasts_longer_the_others_agree_and_it_falls_with_the_width()
    {
        string[] names = ["Softplus", "LogSigmoid"];
        using SharedLayers narrow = new(30, static () => Linear(512, 512), 512);
        using SharedLayers wide = new(30, static () => Linear(2048, 2048), 2048);
        using SharedLayers middle = new(30, static () => Linear(1024, 1024), 1024);
        Holds(middle.Compare("He", names, new(Error, 60, Batch: 8), OfDirection));

        // At twenty layers: beyond, the scatter is as large.
        foreach ((Agreement less, Agreement more) in narrow.Compare("He", names, new(0, 40, Measurements: 4)).Zip(wide.Compare("He", names, new(0, 24, Measurements: 4))))
        {
            Assert.True(Agreement.Holds(more.Signal[^1]), more.Activation);
            Assert.InRange(more.Gradient[19].Value, 0, 0.8 * less.Gradient[19].Value);
        }
    }

    /// <summary>A loss that does not change with the length of the output at any position, so that its gradient is across it.</summary>
    internal static Tensor OfDirection(Tensor output)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor target = SignalInit.normal_(zeros_like(output), generator: new RandomStream(0, "target"));
        return functional.cosine_similarity(output, target).sum().MoveToOuterDisposeScope();
    }

    internal static SharedLayers Circular(int depth, int channels, int positions) =>
        new(depth, () => Conv1d(channels, channels, 3, padding: 1, padding_mode: PaddingModes.Circular), channels, positions);

    /// <summary>So long that the last layer gives seven positions.</summary>
    internal static SharedLayers Unpadded(int depth, int channels) => new(depth, () => Conv1d(channels, channels, 2), channels, depth + 7) { LostPositions = 1 };

    internal static void Holds(IReadOnlyList<Agreement> agreements)
    {
        Assert.NotEmpty(agreements);
        Assert.Empty(agreements.SelectMany(agreement => agreement.Failures(Error, leastDepth: 5)));
    }

    /// <summary>The pairs that, beyond 10 layers, take widths of 4,096 and more.</summary>
    internal static bool IsHard(string law, string name) => law == "He" && (name is "GELU" or "Mish" or "Softplus" or "LogSigmoid");

    /// <summary>Rectifiers, with Kumar's law what is as one to a signal that has grown, and with He's what takes the ratio to the second power of what the first layers add.</summary>
    private static bool IsWide(string law, string name) =>
        law == "He" ? IsRectifier(name) || name is "SiLU" or "Hardswish" : WorksAsRectifier(law, name);

    private static bool IsRectifier(string name) => ActivationCatalog.Create(name).Class == ActivationClass.Rectifier;

    /// <summary>Rectifiers, and what is as one to a signal that has grown.</summary>
    internal static bool WorksAsRectifier(string law, string name) => ActivationCatalog.Create(name).Class switch
    {
        ActivationClass.Rectifier => true,
        ActivationClass.Elu or ActivationClass.SelfNormalizing => law == "He",
        ActivationClass.SmoothRectifier => law == "Kumar",
        _ => law == "Kumar" && name == "LogSigmoid",
    };

    internal static Sequential Chain(IReadOnlyList<Module<Tensor, Tensor>> layers, Func<Module<Tensor, Tensor>> activation) =>
        Sequential([.. layers.SkipLast(1).SelectMany(layer => (Module<Tensor, Tensor>[])[layer, activation()]), layers[^1]]);

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
