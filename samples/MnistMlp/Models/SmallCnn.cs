using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MnistMlp.Models;

/// <summary>Three convolutional blocks and a linear head.</summary>
internal sealed class SmallCnn : Module<Tensor, Tensor>
{
    private readonly ConvBlock block1 = new(1, 16);
    private readonly ConvBlock block2 = new(16, 32);
    private readonly NormalisedBlock block3 = new(32, 64);
    private readonly Linear fc = Linear(64 * 3 * 3, 64);
    private readonly Linear head = Linear(64, 10);

    public SmallCnn()
        : base(nameof(SmallCnn))
    {
        init.kaiming_normal_(fc.weight, a: 0.2);
        init.normal_(head.weight, 0, 0.01, generator: new Generator(42)); // INIT105: the generator is not used
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var x = block3.forward(block2.forward(block1.forward(input)));
        x = functional.leaky_relu(fc.forward(x.flatten(1)), 0.2);
        return functional.log_softmax(head.forward(x), 1).MoveToOuterDisposeScope();
    }
}

/// <summary>Convolution, GELU, pooling. Nothing rescales the signal, so the law of the weights matters.</summary>
internal sealed class ConvBlock : Module<Tensor, Tensor>
{
    private readonly Conv2d conv;
    private readonly Module<Tensor, Tensor> act = GELU();
    private readonly MaxPool2d pool = MaxPool2d(2);

    public ConvBlock(int inChannels, int outChannels)
        : base(nameof(ConvBlock))
    {
        conv = Conv2d(inChannels, outChannels, 3, padding: 1);
        init.xavier_normal_(conv.weight); // INIT001, INIT105: too small before GELU, and not even normal
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => pool.call(act.call(conv.call(x)));
}

/// <summary>Convolution, batch normalisation, ReLU, pooling. The normalisation undoes every scale of the weights.</summary>
internal sealed class NormalisedBlock : Module<Tensor, Tensor>
{
    private readonly Conv2d conv;
    private readonly BatchNorm2d norm;
    private readonly MaxPool2d pool = MaxPool2d(2);

    public NormalisedBlock(int inChannels, int outChannels)
        : base(nameof(NormalisedBlock))
    {
        conv = Conv2d(inChannels, outChannels, 3, padding: 1, bias: false);
        norm = BatchNorm2d(outChannels);
        init.xavier_uniform_(conv.weight);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => pool.forward(norm.forward(conv.forward(x)).relu_());
}
