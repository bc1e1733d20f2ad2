using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MnistMlp.Models;

/// <summary>LeCun's taste: tanh throughout, as one Sequential whose parts are initialised by index.</summary>
internal sealed class TanhMlp : Module<Tensor, Tensor>
{
    private readonly Sequential layers;

    public TanhMlp()
        : base(nameof(TanhMlp))
    {
        layers = Sequential(
            ("flatten", Flatten()),
            ("fc1", Linear(28 * 28, 128)),
            ("tanh1", Tanh()),
            ("fc2", Linear(128, 64)),
            ("tanh2", Tanh()),
            ("fc3", Linear(64, 32)),
            ("tanh3", Tanh()),
            ("head", Linear(32, 10)),
            ("output", LogSoftmax(1)));

        init.kaiming_normal_(((Linear)layers[1]).weight); // INIT002: He doubles small signals before tanh

        // The gain of ReLU, left from an earlier version of the network.
        init.xavier_uniform_(((Linear)layers[3]).weight, init.calculate_gain(init.NonlinearityType.ReLU)); // INIT005

        // The gain that PyTorch recommends for tanh, and plain Xavier, are both fine.
        init.xavier_uniform_(((Linear)layers[5]).weight, init.calculate_gain(init.NonlinearityType.Tanh));
        init.xavier_uniform_(((Linear)layers[7]).weight);

        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => layers.forward(input);
}
