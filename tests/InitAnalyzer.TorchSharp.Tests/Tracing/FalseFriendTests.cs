using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace InitAnalyzer.Torch.Tests;

/// <summary>What looks like an activation and is none is left alone; what looks unusual and is one is found.</summary>
[Collection(NativeCollection.Name)]
public class FalseFriendTests
{
    /// <summary>A function between two layers, and what is found there; <see langword="null"/> for nothing that is known.</summary>
    private static readonly Dictionary<string, (Func<Tensor, Tensor> Function, string? Found)> s_functions = new()
    {
        ["half of it"] = (x => x * 0.5, null),
        ["plus one"] = (x => x + 1, null),
        ["its absolute value"] = (x => x.abs(), null),
        ["its square"] = (x => x * x, null),
        ["exponential"] = (x => x.exp(), null),
        ["sine"] = (x => x.sin(), null),
        ["arc tangent"] = (x => x.atan(), null),
        ["scaled ReLU"] = (x => x.relu() * Math.Sqrt(2), null),
        ["ReLU of the negative"] = (x => (-x).relu(), null),
        ["ReLU and itself"] = (x => x.relu() + x, null),
        ["steep tanh"] = (x => (x * 2).tanh(), null),
        ["shifted sigmoid"] = (x => (x - 1).sigmoid(), null),
        ["softmax"] = (x => x.softmax(1), null),
        ["its own gate"] = (x => x * x.tanh(), null),
        ["cut at two"] = (x => x.clamp(-2, 2), null),
        ["maximum with the mean"] = (x => maximum(x, x.mean()), null),
        ["SiLU by hand"] = (x => x * x.sigmoid(), "SiLU"),
        ["ReLU by hand"] = (x => x.clamp(0), "ReLU"),
        ["ReLU by mask"] = (x => where(x > 0, x, zeros_like(x)), "ReLU"),
        ["quick GELU approximation"] = (x => x * 0.5 * (1 + (Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x.pow(3))).tanh()), "GELU"),
        ["reversed"] = (x => x.flip(1).relu(), "ReLU"),
        ["rolled and cut up"] = (x => cat([x.roll(3, 1).tanh()[TensorIndex.Colon, TensorIndex.Slice(5)], x.roll(3, 1).tanh()[TensorIndex.Colon, TensorIndex.Slice(0, 5)]], 1), "Tanh"),
        ["chunked and joined again"] = (x => cat([.. x.chunk(4, 1).Select(static part => part.sigmoid())], 1), "Sigmoid"),
        ["nothing"] = (x => x.alias(), "Identity"),
        ["detached"] = (x => x.relu().detach(), "ReLU"),
        ["partly another"] = (x => cat([x[TensorIndex.Colon, TensorIndex.Slice(0, 8)].relu(), x[TensorIndex.Colon, TensorIndex.Slice(8)].tanh()], 1), null),
    };

    public static TheoryData<string> Functions() => [.. s_functions.Keys];

    [NativeTheory]
    [MemberData(nameof(Functions))]
    public void A_function_between_two_layers_is_known_or_left(string name)
    {
        (Func<Tensor, Tensor> function, string? found) = s_functions[name];
        using Net net = new(net => net.b.forward(function(net.a.forward(net.Input!))));
        TracedLayer layer = Trace(net, randn(5, 12)).Layers.Single(static layer => layer.Name == "a");
        Assert.Equal(found, layer.Problem is null ? string.Join(", ", layer.Activations.Select(static activation => activation.Name)) : null);
    }

    [NativeFact]
    public void What_goes_two_ways_is_looked_at_on_both()
    {
        // Through ReLU to one layer, and added to the output of that one.
        using Net net = new(net =>
        {
            Tensor z = net.a.forward(net.Input!);
            return net.c.forward(net.b.forward(z.relu()) + z);
        });
        Assert.NotNull(Trace(net, randn(5, 12)).Layers.Single(static layer => layer.Name == "a").Problem);

        // Through ReLU to one, and through something unknown to another that is before it.
        using Net gated = new(net =>
        {
            Tensor z = net.a.forward(net.Input!).relu();
            return net.c.forward(net.b.forward(z * z.sin()) + z);
        });
        Assert.NotNull(Trace(gated, randn(5, 12)).Layers.Single(static layer => layer.Name == "a").Problem);

        // A dense connection: all that came before is handed on.
        using Net dense = new(net =>
        {
            Tensor z = net.a.forward(net.Input!).relu();
            Tensor y = net.b.forward(z).tanh();
            return net.Wide.forward(cat([net.Input!, z, y], 1));
        });
        ModelTrace trace = Trace(dense, randn(5, 12));
        Assert.Equal("ReLU", trace.Layers.Single(static layer => layer.Name == "a").Activations.Single().Name);
        Assert.Equal("Tanh", trace.Layers.Single(static layer => layer.Name == "b").Activations.Single().Name);
        Assert.All(trace.Layers.Where(static layer => layer.Name is "a" or "b"), static layer => Assert.Null(layer.Problem));
    }

    [NativeFact]
    public void Positions_and_samples_that_differ_are_not_taken_for_what_was_dictated()
    {
        // The data is added to what the layer puts out.
        using Net net = new(net => net.b.forward((net.a.forward(net.Input!) + F.pad(net.Input!, [0, 4])).relu()));
        Assert.NotNull(Trace(net, randn(5, 12)).Layers.Single(static layer => layer.Name == "a").Problem);
        Assert.NotNull(Trace(net, randn(1, 12)).Layers.Single(static layer => layer.Name == "a").Problem);
    }

    [NativeFact]
    public void Kernels_strides_groups_and_paddings_of_all_kinds_are_read()
    {
        Module<Tensor, Tensor>[] layers =
        [
            Conv2d(3, 8, 5, stride: 2, padding: 2),
            Conv2d(8, 8, 3, padding: 1, groups: 8),
            Conv2d(8, 16, 1),
            Conv2d(16, 16, (3L, 1L), padding: (2L, 0L), dilation: (2L, 1L), stride: (1L, 1L)),
            Conv2d(16, 12, 4, stride: 2, padding: 1),
            Conv2d(12, 12, 3, padding: 1, padding_mode: PaddingModes.Reflect, groups: 3),
            ConvTranspose2d(12, 9, 3, stride: 2, padding: 1, output_padding: 1),
            Conv2d(9, 6, 2),
        ];
        string[] names = ["ReLU", "SiLU", "Tanh", "GELU", "Sigmoid", "ELU", "Mish"];
        Func<Module<Tensor, Tensor>>[] activations = [() => ReLU(), () => SiLU(), () => Tanh(), () => GELU(), () => Sigmoid(), () => ELU(), () => Mish()];
        using Sequential net = Sequential([.. layers.SelectMany((layer, i) => i < activations.Length ? (Module<Tensor, Tensor>[])[layer, activations[i]()] : [layer]), Flatten(), Linear(6 * 15 * 15, 4)]);
        ModelTrace trace = Trace(net, randn(2, 3, 32, 32));
        Assert.Equal(
            [.. names, "Identity", "Identity"],
            trace.Layers.Select(static layer => layer.Problem ?? string.Join(", ", layer.Activations.Select(static activation => activation.Name))));
    }

    [NativeFact]
    public void Statistics_of_a_network_that_has_been_trained_do_not_disturb()
    {
        using Sequential net = Sequential(Conv2d(3, 8, 3, bias: false), BatchNorm2d(8), LeakyReLU(0.05), Conv2d(8, 6, 3), LayerNorm([6, 8, 8]), ReLU(), Flatten(), Linear(6 * 64, 5));
        net.train();
        for (int i = 0; i < 5; i++)
        {
            using Tensor y = net.call(randn(4, 3, 12, 12) * 3 + 2);
        }

        ModelTrace trace = Trace(net, randn(2, 3, 12, 12));
        Assert.True(trace.Layers[0] is { IsNormalized: true, Problem: null });
        Assert.Equal("LeakyReLU(0.05)", trace.Layers[0].Activations.Single().ToString());
        Assert.True(trace.Layers[1] is { IsNormalized: true });
    }

    [NativeFact]
    public void Sequences_tied_weights_and_the_order_of_axes_are_no_obstacle()
    {
        using var embedding = Embedding(30, 16);
        using var head = Linear(embedding.weight!);
        using var body = Linear(16, 16);
        using Composite model = new(x => head.forward(F.gelu(body.forward(embedding.forward(x)))), ("embedding", embedding), ("body", body), ("head", head));
        ModelTrace trace = model.Trace(randint(0, 30, [2, 7]));
        Assert.Equal("GELU", trace.Layers[0].Activations.Single().Name);

        using var conv = Conv2d(3, 8, 3, padding: 1);
        using var last = Linear(8, 2);
        using Composite channelsLast = new(x => last.forward(conv.forward(x).permute(0, 2, 3, 1).tanh()), ("conv", conv), ("last", last));
        Assert.Equal("Tanh", channelsLast.Trace(randn(2, 3, 6, 6)).Layers[0].Activations.Single().Name);

        using var flat = Linear(8 * 36, 2);
        using Composite flattenedLast = new(x => flat.forward(conv.forward(x).permute(0, 2, 3, 1).flatten(1).relu()), ("conv", conv), ("flat", flat));
        Assert.Equal("ReLU", flattenedLast.Trace(randn(2, 3, 6, 6)).Layers[0].Activations.Single().Name);
    }

    private static ModelTrace Trace(Module<Tensor, Tensor> net, Tensor input)
    {
        manual_seed(1);
        return net.Trace(input);
    }

    /// <summary>Some layers, and a function that puts them together.</summary>
    private sealed class Net : Module<Tensor, Tensor>
    {
        public readonly Linear a = Linear(12, 16), b = Linear(16, 16), c = Linear(16, 3);
        public readonly Linear Wide = Linear(44, 3);
        private readonly Func<Net, Tensor> function;

        public Net(Func<Net, Tensor> function)
            : base(nameof(Net))
        {
            this.function = function;
            RegisterComponents();
        }

        public Tensor? Input { get; private set; }

        public override Tensor forward(Tensor x)
        {
            Input = x;
            return function(this);
        }
    }

    /// <summary>Any layers, by name, and a function.</summary>
    private sealed class Composite : Module<Tensor, Tensor>
    {
        private readonly Func<Tensor, Tensor> function;

        public Composite(Func<Tensor, Tensor> function, params (string Name, nn.Module Module)[] parts)
            : base(nameof(Composite))
        {
            this.function = function;
            foreach ((string name, nn.Module module) in parts)
            {
                register_module(name, module);
            }
        }

        public override Tensor forward(Tensor x) => function(x);
    }
}
