using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.nn.init;
using I = TorchSharp.torch.nn.init;

namespace User;

public sealed class FieldsAndFunctions : Module<Tensor, Tensor>
{
    private readonly Linear fc1 = Linear(32, 64);
    private readonly Linear fc2;
    private readonly Linear fc3;
    private readonly Linear output;

    public FieldsAndFunctions()
        : base("FieldsAndFunctions")
    {
        (fc2, fc3) = (Linear(64, 64), Linear(64, 64));
        output = nn.Linear(64, 10);

        init.xavier_uniform_(fc1.weight); // INIT001
        nn.init.kaiming_uniform_(tensor: fc2.weight, a: Math.Sqrt(5)); // INIT005
        init.kaiming_normal_(fc3.weight, mode: init.FanInOut.FanOut); // INIT002
        init.xavier_uniform_(output.weight);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        x = functional.relu(fc1.forward(x));
        x = functional.leaky_relu(fc2.forward(x), 0.1);
        x = torch.tanh(fc3.forward(x));
        return output.forward(x);
    }
}

public sealed class Parts : Module<Tensor, Tensor>
{
    private readonly Sequential net = Sequential(
        ("fc1", Linear(32, 64)),
        ("act1", SELU()),
        ("fc2", Linear(64, 64)),
        ("act2", Sigmoid()),
        ("fc3", Linear(64, 64)),
        ("act3", GELU()),
        ("fc4", Linear(64, 1)),
        ("act4", Sigmoid()));

    public Parts()
        : base("Parts")
    {
        I.kaiming_uniform_(((Linear)net[0]).weight /* the first */); // INIT004
        I.kaiming_normal_(((Linear)net[2]).weight, nonlinearity: I.NonlinearityType.ReLU); // INIT003
        orthogonal_(((Linear)net[4]).weight); // INIT001
        xavier_uniform_(((Linear)net[6]).weight);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => net.forward(x);
}

public sealed class Convolutions : Module<Tensor, Tensor>
{
    private readonly Block block = new(1, 8);
    private readonly Linear head = Linear(8 * 14 * 14, 10);

    public Convolutions(Generator generator)
        : base("Convolutions")
    {
        trunc_normal_(head.weight, 0, 0.02); // INIT105
        normal_(head.bias, 0, 0.01, generator: generator); // INIT105
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => head.forward(block.forward(x).flatten(1));

    private sealed class Block : Module<Tensor, Tensor>
    {
        private readonly Conv2d conv;
        private readonly Conv2d mix;
        private readonly MaxPool2d pool = MaxPool2d(2);
        private readonly ReLU act = ReLU(inplace: true);

        public Block(int inChannels, int outChannels)
            : base("Block")
        {
            conv = Conv2d(inChannels, outChannels, 3, padding: 1);
            mix = Conv2d(outChannels, outChannels, 1);
            glorot_uniform_(conv.weight, 1.0); // INIT001
            xavier_normal_(mix.weight); // INIT105
            RegisterComponents();
        }

        public override Tensor forward(Tensor x)
        {
            x = act.forward(pool.forward(conv.forward(x)));
            return mix.forward(x).tanh();
        }
    }
}
