using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MnistMlp.Models;

/// <summary>The classic: two hidden layers with ReLU and dropout, initialised layer by layer in the constructor.</summary>
internal sealed class Mlp : Module<Tensor, Tensor>
{
    private readonly Linear fc1;
    private readonly Linear fc2;
    private readonly Linear fc3;
    private readonly Linear head;
    private readonly Dropout dropout;

    public Mlp(int hidden = 256)
        : base(nameof(Mlp))
    {
        fc1 = Linear(28 * 28, hidden);
        fc2 = Linear(hidden, hidden);
        fc3 = Linear(hidden, hidden);
        head = Linear(hidden, 10);
        dropout = Dropout(0.2);

        init.xavier_uniform_(fc1.weight); // INIT001: Xavier halves the variance before ReLU
        init.zeros_(fc1.bias);

        // Copied from the source of torch.nn.Linear, so it must be good.
        init.kaiming_uniform_(fc2.weight, a: Math.Sqrt(5)); // INIT005: the slope of no LeakyReLU in this network
        init.zeros_(fc2.bias);

        init.kaiming_uniform_(fc3.weight, nonlinearity: init.NonlinearityType.ReLU);
        init.zeros_(fc3.bias);

        // Nothing but a softmax follows: any law will do.
        init.xavier_uniform_(head.weight);
        init.zeros_(head.bias);

        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var x = input.flatten(1);
        x = dropout.forward(functional.relu(fc1.forward(x)));
        x = dropout.forward(functional.relu(fc2.forward(x)));
        x = functional.relu(fc3.forward(x));
        return functional.log_softmax(head.forward(x), 1).MoveToOuterDisposeScope();
    }
}
