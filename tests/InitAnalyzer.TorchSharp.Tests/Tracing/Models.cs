using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace InitAnalyzer.Torch.Tests;

/// <summary>Layers in fields, called by forward, which runs no hook; what is no longer needed is disposed at once.</summary>
internal sealed class DisposingMlp : Module<Tensor, Tensor>
{
    private readonly Linear fc1 = Linear(12, 20), fc2 = Linear(20, 24), fc3 = Linear(24, 5);

    public DisposingMlp()
        : base(nameof(DisposingMlp)) => RegisterComponents();

    public override Tensor forward(Tensor x)
    {
        using var a = fc1.forward(x);
        using var b = F.relu(a);
        using var c = fc2.forward(b);
        using var d = torch.tanh(c);
        return fc3.forward(d);
    }
}

/// <summary>A scope of its own takes all that is made on the way.</summary>
internal sealed class ScopedMlp : Module<Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> first = Linear(12, 20), last = Linear(20, 3);
    private readonly ELU activation = ELU(0.7);

    public ScopedMlp()
        : base(nameof(ScopedMlp)) => RegisterComponents();

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var hidden = activation.forward(first.forward(x));
        return F.sigmoid(last.forward(hidden)).MoveToOuterDisposeScope();
    }
}

/// <summary>In place, and fluent.</summary>
internal sealed class InPlaceMlp : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(12, 20), b = Linear(20, 16), c = Linear(16, 16), d = Linear(16, 2);

    public InPlaceMlp()
        : base(nameof(InPlaceMlp)) => RegisterComponents();

    public override Tensor forward(Tensor x)
    {
        x = a.call(x).relu_();
        x = F.leaky_relu(b.call(x), 0.15, inplace: true);
        x = c.call(x).sigmoid_();
        return d.call(x).softmax(1);
    }
}

internal sealed class ConvBlock : Module<Tensor, Tensor>
{
    private readonly Conv2d conv;
    private readonly BatchNorm2d norm;
    private readonly LeakyReLU activation = LeakyReLU(0.2);

    public ConvBlock(long inputs, long outputs)
        : base(nameof(ConvBlock))
    {
        conv = Conv2d(inputs, outputs, 3, padding: 1, bias: false);
        norm = BatchNorm2d(outputs);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => activation.forward(norm.forward(conv.forward(x)));
}

/// <summary>Blocks in blocks, pooling, flattening, dropout.</summary>
internal sealed class BlockNet : Module<Tensor, Tensor>
{
    private readonly Sequential features = Sequential(("block1", new ConvBlock(3, 8)), ("pool1", MaxPool2d(2)), ("block2", new ConvBlock(8, 12)));
    private readonly Linear fc1 = Linear(12 * 4 * 4, 30), fc2 = Linear(30, 10);
    private readonly Dropout dropout = Dropout();

    public BlockNet()
        : base(nameof(BlockNet)) => RegisterComponents();

    public override Tensor forward(Tensor x)
    {
        x = F.max_pool2d(features.forward(x), 2).flatten(1);
        x = dropout.forward(F.gelu(fc1.forward(x)));
        return F.log_softmax(fc2.forward(x), 1);
    }
}

internal sealed class ResidualBlock : Module<Tensor, Tensor>
{
    private readonly Conv2d conv1, conv2;
    private readonly BatchNorm2d bn1, bn2;
    private readonly Conv2d? shortcut;

    public ResidualBlock(long inputs, long outputs)
        : base(nameof(ResidualBlock))
    {
        conv1 = Conv2d(inputs, outputs, 3, padding: 1, bias: false);
        conv2 = Conv2d(outputs, outputs, 3, padding: 1, bias: false);
        bn1 = BatchNorm2d(outputs);
        bn2 = BatchNorm2d(outputs);
        shortcut = inputs == outputs ? null : Conv2d(inputs, outputs, 1, bias: false);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        var y = F.relu(bn1.forward(conv1.forward(x)));
        y = bn2.forward(conv2.forward(y));
        return F.relu(y + (shortcut?.forward(x) ?? x));
    }
}

internal sealed class ResidualNet : Module<Tensor, Tensor>
{
    private readonly Conv2d stem = Conv2d(3, 8, 3, padding: 1);
    private readonly ResidualBlock block1 = new(8, 8), block2 = new(8, 12);
    private readonly Linear head = Linear(12, 4);

    public ResidualNet()
        : base(nameof(ResidualNet)) => RegisterComponents();

    public override Tensor forward(Tensor x)
    {
        x = F.relu(stem.forward(x));
        x = block2.forward(block1.forward(x));
        return head.forward(F.adaptive_avg_pool2d(x, 1).flatten(1));
    }
}

/// <summary>Attention and a feed-forward network, each behind a normalisation and added to what comes in.</summary>
internal sealed class TransformerBlock : Module<Tensor, Tensor>
{
    private readonly LayerNorm norm1, norm2;
    private readonly Linear query, key, value, projection, up, down;

    public TransformerBlock(long width)
        : base(nameof(TransformerBlock))
    {
        norm1 = LayerNorm(width);
        norm2 = LayerNorm(width);
        query = Linear(width, width);
        key = Linear(width, width);
        value = Linear(width, width);
        projection = Linear(width, width);
        up = Linear(width, 4 * width);
        down = Linear(4 * width, width);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        var h = norm1.forward(x);
        var weights = F.softmax(query.forward(h).matmul(key.forward(h).transpose(-1, -2)), -1);
        x = x + projection.forward(weights.matmul(value.forward(h)));
        return x + down.forward(F.gelu(up.forward(norm2.forward(x))));
    }
}

internal sealed class Transformer : Module<Tensor, Tensor>
{
    private readonly Embedding tokens = Embedding(11, 16);
    private readonly ModuleList<TransformerBlock> blocks = new(new TransformerBlock(16), new TransformerBlock(16));
    private readonly Linear head = Linear(16, 11, hasBias: false);

    public Transformer()
        : base(nameof(Transformer)) => RegisterComponents();

    public override Tensor forward(Tensor x)
    {
        x = tokens.forward(x);
        foreach (var block in blocks)
        {
            x = block.forward(x);
        }

        return head.forward(x);
    }
}

/// <summary>One layer that is used three times.</summary>
internal sealed class SharedMlp : Module<Tensor, Tensor>
{
    private readonly Linear shared = Linear(16, 16), last = Linear(16, 2);

    public SharedMlp()
        : base(nameof(SharedMlp)) => RegisterComponents();

    public override Tensor forward(Tensor x)
    {
        for (int i = 0; i < 3; i++)
        {
            x = shared.forward(x).relu();
        }

        return last.forward(x);
    }
}

/// <summary>A list, whose last layer is treated apart; layers without bias.</summary>
internal sealed class ListMlp : Module<Tensor, Tensor>
{
    private readonly ModuleList<Linear> layers = new([.. Enumerable.Range(0, 5).Select(static i => Linear(i == 0 ? 12 : 18, i == 4 ? 3 : 18, hasBias: false))]);

    public ListMlp()
        : base(nameof(ListMlp)) => RegisterComponents();

    public override Tensor forward(Tensor x)
    {
        for (int i = 0; i < layers.Count - 1; i++)
        {
            x = F.mish(layers[i].forward(x));
        }

        return layers[^1].forward(x);
    }
}

/// <summary>A layer that is left out, and an activation that is chosen at run time.</summary>
internal sealed class ConditionalMlp : Module<Tensor, Tensor>
{
    private readonly Linear first = Linear(12, 16), optional = Linear(16, 16), last = Linear(16, 3);
    private readonly bool deep;
    private readonly Func<Tensor, Tensor> activation;

    public ConditionalMlp(bool deep, string activation)
        : base(nameof(ConditionalMlp))
    {
        this.deep = deep;
        this.activation = activation == "silu" ? static x => F.silu(x) : static x => F.softplus(x);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        x = activation(first.forward(x));
        if (deep)
        {
            x = activation(optional.forward(x));
        }

        return last.forward(x);
    }
}

/// <summary>Two inputs, joined side by side; two outputs.</summary>
internal sealed class TwoTowers : Module<Tensor, Tensor, (Tensor, Tensor)>
{
    private readonly Linear left = Linear(6, 10), right = Linear(9, 14), joint = Linear(24, 20), policy = Linear(20, 5), value = Linear(20, 1);

    public TwoTowers()
        : base(nameof(TwoTowers)) => RegisterComponents();

    public override (Tensor, Tensor) forward(Tensor a, Tensor b)
    {
        var x = cat([F.relu(left.forward(a)), torch.tanh(right.forward(b))], 1);
        x = F.silu(joint.forward(x));
        return (F.softmax(policy.forward(x), 1), torch.tanh(value.forward(x)).squeeze(1));
    }
}

/// <summary>Encoder and decoder, the latter with transposed convolutions.</summary>
internal sealed class AutoEncoder : Module<Tensor, Tensor>
{
    private readonly Sequential encoder = Sequential(("down", Conv2d(1, 8, 3, stride: 2, padding: 1)), ("act", ReLU()), ("bottleneck", Conv2d(8, 12, 3, stride: 2, padding: 1)), ("act2", ReLU()));
    private readonly Sequential decoder = Sequential(("up1", ConvTranspose2d(12, 8, 4, stride: 2, padding: 1)), ("act", ReLU()), ("up2", ConvTranspose2d(8, 1, 4, stride: 2, padding: 1)), ("out", Sigmoid()));

    public AutoEncoder()
        : base(nameof(AutoEncoder)) => RegisterComponents();

    public override Tensor forward(Tensor x) => decoder.call(encoder.call(x));
}

/// <summary>What the encoder makes is joined to what the decoder has, channel by channel.</summary>
internal sealed class SkipNet : Module<Tensor, Tensor>
{
    private readonly Conv2d down = Conv2d(3, 8, 3, padding: 1), middle = Conv2d(8, 10, 3, padding: 1), up = Conv2d(18, 6, 3, padding: 1), last = Conv2d(6, 1, 1);

    public SkipNet()
        : base(nameof(SkipNet)) => RegisterComponents();

    public override Tensor forward(Tensor x)
    {
        var skip = F.relu(down.forward(x));
        var deep = F.relu(middle.forward(F.max_pool2d(skip, 2)));
        var wide = F.interpolate(deep, scale_factor: [2, 2]);
        return last.forward(F.relu(up.forward(cat([wide, skip], 1))));
    }
}

/// <summary>A gate, and a product of two layers.</summary>
internal sealed class GatedMlp : Module<Tensor, Tensor>
{
    private readonly Linear content = Linear(12, 16), gate = Linear(12, 16), glu = Linear(16, 32), last = Linear(16, 2);

    public GatedMlp()
        : base(nameof(GatedMlp)) => RegisterComponents();

    public override Tensor forward(Tensor x)
    {
        x = content.forward(x) * torch.sigmoid(gate.forward(x));
        return last.forward(F.glu(glu.forward(x)));
    }
}

/// <summary>A recurrent layer, of which nothing is known, between two that are.</summary>
internal sealed class RecurrentNet : Module<Tensor, Tensor>
{
    private readonly Linear before = Linear(6, 12), after = Linear(10, 10), last = Linear(10, 2);
    private readonly LSTM lstm = LSTM(12, 10, batchFirst: true);

    public RecurrentNet()
        : base(nameof(RecurrentNet)) => RegisterComponents();

    public override Tensor forward(Tensor x)
    {
        (Tensor y, _, _) = lstm.call(F.relu(before.forward(x)));
        return last.forward(F.relu(after.forward(y[TensorIndex.Colon, -1])));
    }
}

/// <summary>A normalisation of one's own, and ones without parameters.</summary>
internal sealed class NormalizedMlp : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(12, 16), b = Linear(16, 20), c = Linear(20, 18), d = Linear(18, 3);
    private readonly Parameter scale = Parameter(ones(16));
    private readonly GroupNorm groups = GroupNorm(3, 18);

    public NormalizedMlp()
        : base(nameof(NormalizedMlp)) => RegisterComponents();

    public override Tensor forward(Tensor x)
    {
        x = a.forward(x);
        x = F.relu(x * rsqrt(x.square().mean([-1], keepdim: true) + 1e-6) * scale);
        x = torch.tanh(F.layer_norm(b.forward(x), [20]));
        return d.forward(F.relu(groups.forward(c.forward(x).unsqueeze(2)).squeeze(2)));
    }
}

/// <summary>Self-normalising, with its dropout, on a sequence.</summary>
internal sealed class SeluConv : Module<Tensor, Tensor>
{
    private readonly Sequential net = Sequential(
        Conv1d(4, 8, 3), SELU(), AlphaDropout(), Conv1d(8, 16, 5, groups: 4, stride: 2), SELU(), AdaptiveAvgPool1d(1), Flatten(), Linear(16, 9), Sigmoid(), Linear(9, 2));

    public SeluConv()
        : base(nameof(SeluConv)) => RegisterComponents();

    public override Tensor forward(Tensor x) => net.call(x);
}

/// <summary>Gradients cannot be asked for.</summary>
internal sealed class WithoutGradients : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(12, 16), b = Linear(16, 3);

    public WithoutGradients()
        : base(nameof(WithoutGradients)) => RegisterComponents();

    public override Tensor forward(Tensor x)
    {
        using var _ = no_grad();
        return b.forward(F.relu(a.forward(x)));
    }
}

/// <summary>The output of one layer goes through an activation and past it.</summary>
internal sealed class ForkedMlp : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(12, 16), relu = Linear(16, 16), tanh = Linear(16, 16), last = Linear(32, 3);

    public ForkedMlp()
        : base(nameof(ForkedMlp)) => RegisterComponents();

    public override Tensor forward(Tensor x)
    {
        x = a.forward(x);
        return last.forward(cat([relu.forward(F.relu(x)), tanh.forward(torch.tanh(x))], 1));
    }
}
