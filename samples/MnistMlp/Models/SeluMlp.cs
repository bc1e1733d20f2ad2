using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MnistMlp.Models;

/// <summary>A self-normalising network: SELU and alpha dropout, written with the fluent calls of Tensor.</summary>
internal sealed class SeluMlp : Module<Tensor, Tensor>
{
    private readonly Linear fc1 = Linear(28 * 28, 256);
    private readonly Linear fc2 = Linear(256, 128);
    private readonly Linear head = Linear(128, 10);
    private readonly AlphaDropout dropout = AlphaDropout(0.05);

    public SeluMlp()
        : base(nameof(SeluMlp))
    {
        init.kaiming_normal_(fc1.weight, mode: init.FanInOut.FanIn); // INIT004: He doubles the variance that SELU is made to keep

        // LeCun normal, by way of Kaiming without a gain.
        init.kaiming_normal_(fc2.weight, nonlinearity: init.NonlinearityType.Linear);

        init.trunc_normal_(head.weight, mean: 0, std: 0.02); // INIT105: every weight becomes 0.02

        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        var x = dropout.forward(fc1.forward(input.flatten(1)).selu());
        x = dropout.forward(fc2.forward(x).selu());
        return head.forward(x).log_softmax(1);
    }
}
