// Layers made by hand: a parameter that a tensor is multiplied by.

//// a custom layer filled by a function of init: a29 c5
class Dense : Module<Tensor, Tensor>
{
    private readonly TorchSharp.Modules.Parameter kernel;

    public Dense(long a, long b) : base("dense")
    {
        kernel = Parameter(empty(b, a));
        init.xavier_uniform_(kernel); // INIT001
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => functional.relu(functional.linear(x, kernel));
}

//// a custom layer that is right: a29 c5
class Dense : Module<Tensor, Tensor>
{
    private readonly TorchSharp.Modules.Parameter kernel;

    public Dense(long a, long b) : base("dense")
    {
        kernel = Parameter(empty(b, a));
        init.kaiming_uniform_(kernel);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => functional.relu(functional.linear(x, kernel));
}

//// a parameter made of scaled noise, right for tanh: c2
class Dense : Module<Tensor, Tensor>
{
    private readonly TorchSharp.Modules.Parameter w = Parameter(randn(64, 64).div_(Math.Sqrt(64)));

    public Dense() : base("dense") => RegisterComponents();

    public override Tensor forward(Tensor x) => torch.tanh(functional.linear(x, w));
}

//// a plain class with parameters of its own: a34 c2
class Cell
{
    private readonly TorchSharp.Modules.Parameter w = Parameter(randn(64, 64) * Math.Sqrt(2.0 / 64)), b = Parameter(zeros(64));

    public Tensor Run(Tensor x) => functional.relu(mm(x, w.t()) + b);
}

//// a weight normalised by hand is left alone: a29 c5
class Normed : Module<Tensor, Tensor>
{
    private readonly TorchSharp.Modules.Parameter v = Parameter(empty(16, 8)), g = Parameter(ones(16, 1));

    public Normed() : base("normed")
    {
        init.xavier_uniform_(v);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => functional.relu(functional.linear(x, g * v / v.norm(1, true)));
}

//// a layer's weight used without calling the layer: b34
class Noisy : Module<Tensor, Tensor>
{
    private readonly Linear lin = Linear(8, 16);

    public Noisy() : base("noisy")
    {
        init.xavier_uniform_(lin.weight);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => functional.relu(functional.linear(x, lin.weight + randn_like(lin.weight) * 0.01, lin.bias));
}
