// Initialisers that do not do what they say.

//// a walk before the registration: e1 a24
class Net : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 8), b = Linear(8, 1);

    public Net() : base("net")
    {
        foreach (var m in modules())
        {
            if (m is Linear l) init.kaiming_uniform_(l.weight); // INIT110
        }

        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => b.forward(a.forward(x).relu());
}

//// apply before the registration: e1
class Net : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 8), b = Linear(8, 1);

    public Net() : base("net")
    {
        apply(Init); // INIT110
        RegisterComponents();
    }

    private static void Init(Module m)
    {
        if (m is Linear l) init.xavier_uniform_(l.weight);
    }

    public override Tensor forward(Tensor x) => b.forward(a.forward(x).relu());
}

//// named_parameters before the registration: e1
class Net : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 8), b = Linear(8, 1);

    public Net() : base("net")
    {
        foreach (var (n, p) in named_parameters())
        {
            if (n.EndsWith("weight")) init.kaiming_uniform_(p); // INIT110
        }

        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => b.forward(a.forward(x).relu());
}

//// a class that never registers: e2
class Net : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 8), b = Linear(8, 1);

    public Net() : base("net")
    {
        foreach (var m in children())
        {
            if (m is Linear l) init.kaiming_uniform_(l.weight); // INIT110
        }
    }

    public override Tensor forward(Tensor x) => b.forward(a.forward(x).relu());
}

//// a field is initialised before the registration, which is fine: e1
class Net : Module<Tensor, Tensor>
{
    private readonly Sequential net = Sequential(Linear(8, 8), ReLU(), Linear(8, 1));

    public Net() : base("net")
    {
        foreach (var m in net.modules())
        {
            if (m is Linear l) init.kaiming_uniform_(l.weight);
        }

        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => net.forward(x);
}

//// a method that is never called is judged as it stands: e4
class Net : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 8), b = Linear(8, 1);

    public Net() : base("net") => RegisterComponents();

    private void InitWeights()
    {
        init.kaiming_uniform_(a.weight);
        init.xavier_uniform_(b.weight);
    }

    public override Tensor forward(Tensor x) => b.forward(a.forward(x).relu());
}

//// weights that are loaded right after: e5
class Net : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 8), b = Linear(8, 1);

    public Net(string path) : base("net")
    {
        RegisterComponents();
        foreach (var m in modules())
        {
            if (m is Linear l) init.kaiming_uniform_(l.weight);
        }

        load(path);
    }

    public override Tensor forward(Tensor x) => b.forward(a.forward(x).relu());
}

//// a type that the network has none of: e3 e6
class Net : Module<Tensor, Tensor>
{
    private readonly ConvTranspose2d a = ConvTranspose2d(8, 8, 3);
    private readonly Conv2d b = Conv2d(8, 3, 3);

    public Net() : base("net")
    {
        RegisterComponents();
        foreach (var m in modules())
        {
            if (m is Conv2d c) init.xavier_uniform_(c.weight);
        }
    }

    public override Tensor forward(Tensor x) => torch.tanh(b.forward(a.forward(x).relu()));
}

//// a lazy query that nothing enumerates: e7
class Net : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 8), b = Linear(8, 1);

    public Net() : base("net")
    {
        RegisterComponents();
        modules().OfType<Linear>().Select(l => init.xavier_uniform_(l.weight)); // INIT111
    }

    public override Tensor forward(Tensor x) => b.forward(a.forward(x).relu());
}

//// a type that the network certainly has none of: e3 e6
class Net : Module<Tensor, Tensor>
{
    private readonly ConvTranspose2d a = ConvTranspose2d(8, 8, 3), b = ConvTranspose2d(8, 3, 3);

    public Net() : base("net")
    {
        RegisterComponents();
        foreach (var m in modules())
        {
            if (m is Conv2d c) init.xavier_uniform_(c.weight); // INIT111
        }
    }

    public override Tensor forward(Tensor x) => torch.tanh(b.forward(a.forward(x).relu()));
}

//// a lazy query that is enumerated: e7
class Net : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 8), b = Linear(8, 1);

    public Net() : base("net")
    {
        RegisterComponents();
        var filled = modules().OfType<Linear>().Select(l => init.kaiming_uniform_(l.weight)).ToList();
        Console.WriteLine(filled.Count);
    }

    public override Tensor forward(Tensor x) => b.forward(a.forward(x).relu());
}

//// an initialisation within a comment: e8
class Net : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 8), b = Linear(8, 1);

    public Net() : base("net")
    {
        RegisterComponents();
        // init.xavier_uniform_(a.weight);
        /* foreach (var m in modules()) if (m is Linear l) init.xavier_uniform_(l.weight); */
    }

    public override Tensor forward(Tensor x) => b.forward(a.forward(x).relu());
}

//// a deep network that a loader of the user's own fills, so that INIT201 has nothing to say: e5
static class Loader
{
    public static void LoadModel(this Module model, IReadOnlyDictionary<string, Tensor> weights)
    {
        using var scope = no_grad();
        foreach (var (name, p) in model.named_parameters()) p.copy_(weights[name]);
    }
}

class Approx : Module<Tensor, Tensor>
{
    private readonly Conv2d a = Conv2d(8, 8, 3), b = Conv2d(8, 8, 3), c = Conv2d(8, 8, 3), d = Conv2d(8, 8, 3), e = Conv2d(8, 8, 3), f = Conv2d(8, 8, 3), g = Conv2d(8, 8, 3);

    public Approx() : base("approx") => RegisterComponents();

    public override Tensor forward(Tensor x)
    {
        foreach (var layer in new[] { a, b, c, d, e, f, g }) x = functional.leaky_relu(layer.forward(x), 0.1);
        return x;
    }
}

class Model
{
    private readonly Approx approx = new Approx();

    public void Load(IReadOnlyDictionary<string, Tensor> weights) => approx.LoadModel(weights);
}

//// a deep network that nothing fills: a19
class Approx : Module<Tensor, Tensor> // INIT201
{
    private readonly Conv2d a = Conv2d(8, 8, 3), b = Conv2d(8, 8, 3), c = Conv2d(8, 8, 3), d = Conv2d(8, 8, 3), e = Conv2d(8, 8, 3), f = Conv2d(8, 8, 3), g = Conv2d(8, 8, 3);

    public Approx() : base("approx") => RegisterComponents();

    public override Tensor forward(Tensor x)
    {
        foreach (var layer in new[] { a, b, c, d, e, f, g }) x = functional.leaky_relu(layer.forward(x), 0.1);
        return x;
    }
}
