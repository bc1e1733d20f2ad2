using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace MnistMlp.Models;

/// <summary>Squeezes an image through sigmoids and draws it again.</summary>
internal sealed class Autoencoder : Module<torch.Tensor, torch.Tensor>
{
    private readonly Linear encoder = Linear(28 * 28, 64);
    private readonly Linear code = Linear(64, 32);
    private readonly Linear decoder = Linear(32, 28 * 28);

    public Autoencoder()
        : base(nameof(Autoencoder))
    {
        torch.nn.init.xavier_uniform_(encoder.weight); // INIT003: the slope of a sigmoid is 1/4 at best

        // Kumar (2017): a standard deviation of 3.6 over the root of the inputs.
        torch.nn.init.normal_(code.weight, 0, 3.6 / Math.Sqrt(code.weight.shape[1]));

        // The last sigmoid only maps to pixels; no layer comes after it.
        torch.nn.init.xavier_uniform_(decoder.weight);

        RegisterComponents();
    }

    public override torch.Tensor forward(torch.Tensor input)
    {
        var hidden = torch.sigmoid(encoder.forward(input.flatten(1)));
        hidden = torch.sigmoid(code.forward(hidden));
        return torch.sigmoid(decoder.forward(hidden));
    }
}
