// How initializers reach the weight.

//// a factory with a gain: c1 a30
static class Make
{
    public static Linear Xavier(long a, long b, double gain = 1.0)
    {
        var l = nn.Linear(a, b);
        init.xavier_uniform_(l.weight, gain);
        return l;
    }
}

class Net : Module<Tensor, Tensor>
{
    private readonly Linear fc1 = Make.Xavier(8, 16, Math.Sqrt(2)), fc2 = Make.Xavier(16, 1);

    public Net() : base("net") => RegisterComponents();

    public override Tensor forward(Tensor x) => fc2.forward(fc1.forward(x).relu());
}

//// a helper of another class that fills what it is handed: c1 c8
static class Util
{
    public static void InitNormal(Tensor t, double std) => init.normal_(t, 0, std);

    public static void InitXavier(Tensor t, double gain = 1) => init.xavier_uniform_(t, gain);
}

class Net : Module<Tensor, Tensor>
{
    private readonly Linear fc1 = Linear(8, 16), fc2 = Linear(16, 1);

    public Net() : base("net")
    {
        Util.InitXavier(fc1.weight); // INIT001
        Util.InitXavier(fc2.weight);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => fc2.forward(fc1.forward(x).relu());
}

//// wrappers that dispose what the initializer returns: c8
static class Util
{
    public static void Normal(Tensor t, double std)
    {
        using var _ = init.normal_(t, 0, std);
    }

    public static void Zero(Tensor t)
    {
        using (init.zeros_(t)) { }
    }
}

class Net : Module<Tensor, Tensor>
{
    private readonly Linear fc1 = Linear(256, 256), fc2 = Linear(256, 1);

    public Net() : base("net")
    {
        Util.Normal(fc1.weight, Math.Sqrt(2.0 / 256));
        Util.Normal(fc2.weight, 0.02);
        Util.Zero(fc1.bias);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => fc2.forward(fc1.forward(x).relu());
}

//// a local: c3
class Net : Module<Tensor, Tensor>
{
    private readonly Sequential net;

    public Net() : base("net")
    {
        var hidden = Linear(8, 16);
        init.kaiming_normal_(hidden.weight); // INIT002
        init.zeros_(hidden.bias);
        net = Sequential(hidden, Tanh(), Linear(16, 1));
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => net.forward(x);
}

//// a fill of the weight in place, under no_grad: c10 d11
class Net : Module<Tensor, Tensor>
{
    private readonly Linear fc = Linear(256, 256), head = Linear(256, 1);

    public Net() : base("net")
    {
        using (no_grad())
        {
            fc.weight.normal_(0, 0.0001); // INIT202
            head.weight.normal_(0, 0.02);
        }

        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => head.forward(fc.forward(x).relu());
}

//// a fill of the weight in place that throws: c10
class Net : Module<Tensor, Tensor>
{
    private readonly Linear fc = Linear(256, 256), head = Linear(256, 1);

    public Net() : base("net")
    {
        fc.weight.normal_(0, Math.Sqrt(2.0 / 256)); // INIT107
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => head.forward(fc.forward(x).relu());
}

//// a fill of the detached weight of an element: c10
class Net : Module<Tensor, Tensor>
{
    private readonly Sequential net = Sequential(Linear(256, 256), ReLU(), Linear(256, 1));

    public Net() : base("net")
    {
        ((Linear)net[0]).weight.detach().normal_(0, Math.Sqrt(2.0 / 256));
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => net.forward(x);
}

//// an array of fields: c10b
class Net : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 8), b = Linear(8, 8), head = Linear(8, 1);

    public Net() : base("net")
    {
        foreach (var l in new[] { a, b, head }) init.xavier_uniform_(l.weight); // INIT001
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => head.forward(torch.tanh(b.forward(a.forward(x).relu())));
}

//// a list of fields, all right: c10b
class Net : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 8), b = Linear(8, 8), head = Linear(8, 1);

    public Net() : base("net")
    {
        var hidden = new List<Linear> { a, b };
        foreach (var l in hidden)
        {
            init.kaiming_uniform_(l.weight);
            init.constant_(l.bias, 0.01);
        }

        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => head.forward(b.forward(a.forward(x).relu()).relu());
}

//// the weight forgiven for being null: d1
class Net : Module<Tensor, Tensor>
{
    private readonly Linear fc = Linear(8, 8);

    public Net() : base("net")
    {
        init.xavier_uniform_(fc.weight!); // INIT001
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => fc.forward(x).relu();
}

//// the weight, or an exception: d2
class Net : Module<Tensor, Tensor>
{
    private readonly Linear fc = Linear(8, 8);

    public Net() : base("net")
    {
        init.xavier_uniform_(fc.weight ?? throw new InvalidOperationException()); // INIT001
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => fc.forward(x).relu();
}

//// a bias tested for null and for being valid: d3 d4 d5
class Net : Module<Tensor, Tensor>
{
    private readonly Conv2d conv = Conv2d(3, 8, 3), other = Conv2d(8, 8, 3);

    public Net() : base("net")
    {
        RegisterComponents();
        foreach (var m in modules())
        {
            if (m is not Conv2d c) continue;
            init.kaiming_normal_(c.weight, mode: init.FanInOut.FanOut);
            if (c.bias is not null && !c.bias.IsInvalid) init.zeros_(c.bias);
            if (c.bias is { } bias) init.zeros_(bias);
        }

        using (no_grad()) conv.bias?.zero_();
    }

    public override Tensor forward(Tensor x) => other.forward(conv.forward(x).relu()).relu();
}

//// a Kaiming initializer on a bias that is tested: d3
class Net : Module<Tensor, Tensor>
{
    private readonly Linear fc = Linear(3, 8);

    public Net() : base("net")
    {
        RegisterComponents();
        init.kaiming_normal_(fc.weight);
        if (fc.bias is not null) init.kaiming_normal_(fc.bias); // INIT101
    }

    public override Tensor forward(Tensor x) => fc.forward(x).relu();
}

//// a type test, then a cast: d6
class Net : Module<Tensor, Tensor>
{
    private readonly Conv2d conv = Conv2d(3, 8, 3);

    public Net() : base("net")
    {
        RegisterComponents();
        foreach (var m in modules())
        {
            if (m is Conv2d)
            {
                var c = (Conv2d)m;
                init.xavier_uniform_(c.weight); // INIT001
            }
        }
    }

    public override Tensor forward(Tensor x) => conv.forward(x).relu();
}

//// a comparison of types, then as: d7
class Net : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 8);
    private readonly Conv1d c = Conv1d(1, 1, 3);

    public Net() : base("net")
    {
        RegisterComponents();
        foreach (var layer in children())
        {
            if (layer.GetType() == typeof(Linear))
            {
                var l = layer as Linear;
                init.xavier_uniform_(l!.weight); // INIT001
            }
            else if (layer.GetType().Equals(typeof(Conv1d)))
            {
                init.kaiming_uniform_((layer as Conv1d)!.weight);
            }
        }
    }

    public override Tensor forward(Tensor x) => c.forward(a.forward(x).relu()).relu();
}

//// the type's name and the first parameter: d8
class Net : Module<Tensor, Tensor>
{
    private readonly Sequential main = Sequential(Conv2d(1, 32, 2, bias: false), LeakyReLU(0.2), Conv2d(32, 1, 2, bias: false), Sigmoid());

    public Net() : base("net")
    {
        RegisterComponents();
        apply(Init);
    }

    private static void Init(Module m)
    {
        if (m.GetType().Name.Contains("Conv")) init.xavier_uniform_(m.parameters().First()); // INIT001
    }

    public override Tensor forward(Tensor x) => main.forward(x);
}

//// the module's name and the first parameter: d8
class Net : Module<Tensor, Tensor>
{
    private readonly Sequential main = Sequential(Conv2d(1, 32, 2, bias: false), LeakyReLU(0.2), Conv2d(32, 1, 2, bias: false), Sigmoid());

    public Net() : base("net")
    {
        RegisterComponents();
        apply(Init);
    }

    private static void Init(Module m)
    {
        var name = m.GetName();
        if (name.Contains("Conv")) init.kaiming_uniform_(m.parameters().First());
    }

    public override Tensor forward(Tensor x) => main.forward(x);
}

//// a loop over the parameters of each module whose name fits: d8
class Net : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 8), b = Linear(8, 1);

    public Net() : base("net")
    {
        RegisterComponents();
        foreach (var m in modules())
        {
            if (!m.GetType().Name.Equals("Linear")) continue;
            foreach (var p in m.parameters())
            {
                if (p.dim() > 1) init.kaiming_uniform_(p);
                else init.zeros_(p);
            }
        }
    }

    public override Tensor forward(Tensor x) => b.forward(a.forward(x).relu());
}

//// counting layers to find the last: d9
class Net : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 8), b = Linear(8, 8), c = Linear(8, 1);

    public Net() : base("net")
    {
        RegisterComponents();
        var total = modules().OfType<Linear>().Count();
        var seen = 0;
        foreach (var m in modules())
        {
            if (m is Linear l)
            {
                seen++;
                if (seen < total) init.kaiming_uniform_(l.weight);
                else init.uniform_(l.weight, -0.003, 0.003);
            }
        }
    }

    public override Tensor forward(Tensor x) => c.forward(b.forward(a.forward(x).relu()).relu());
}

//// gradients switched off for the fill: d10
class Net : Module<Tensor, Tensor>
{
    private readonly Linear fc = Linear(256, 256), head = Linear(256, 1);

    public Net() : base("net")
    {
        fc.weight.requires_grad = false;
        fc.weight.normal_(0, Math.Sqrt(2.0 / 256));
        fc.weight.requires_grad = true;
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => head.forward(fc.forward(x).relu());
}

//// no_grad around functions of init: d11
class Net : Module<Tensor, Tensor>
{
    private readonly Linear fc = Linear(8, 8), head = Linear(8, 1);

    public Net() : base("net")
    {
        using (no_grad())
        {
            init.xavier_uniform_(fc.weight); // INIT001
            head.weight.fill_(0);
        }

        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => head.forward(fc.forward(x).relu());
}

//// the method chosen by a constant string: d12
class Net : Module<Tensor, Tensor>
{
    private readonly Linear fc = Linear(8, 8), head = Linear(8, 1);

    public Net() : base("net")
    {
        RegisterComponents();
        Init(fc, "xavier"); // INIT001
        Init(head, "xavier");
    }

    private static void Init(Linear l, string method)
    {
        if (method == "xavier") init.xavier_uniform_(l.weight);
        else if (method == "kaiming") init.kaiming_uniform_(l.weight);
        else throw new ArgumentException(method);
    }

    public override Tensor forward(Tensor x) => head.forward(fc.forward(x).relu());
}

//// the method chosen by a string known at run time alone: d12
class Net : Module<Tensor, Tensor>
{
    private readonly Linear fc = Linear(8, 8), head = Linear(8, 1);

    public Net(string method) : base("net")
    {
        RegisterComponents();
        switch (method)
        {
            case "kaiming": init.kaiming_uniform_(fc.weight); break;
            case "kaiming_normal": init.kaiming_normal_(fc.weight); break;
        }
    }

    public override Tensor forward(Tensor x) => head.forward(fc.forward(x).relu());
}

//// a gain by calculate_gain: d13
class Net : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 8), b = Linear(8, 8), c = Linear(8, 1);

    public Net() : base("net")
    {
        RegisterComponents();
        var gain = init.calculate_gain(init.NonlinearityType.ReLU);
        init.xavier_uniform_(a.weight, gain);
        init.xavier_uniform_(b.weight, gain); // INIT005
        init.xavier_uniform_(c.weight);
    }

    public override Tensor forward(Tensor x) => c.forward(torch.tanh(b.forward(a.forward(x).relu())));
}

//// a gain passed as the slope: d14
class Net : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 8), c = Linear(8, 1);

    public Net() : base("net")
    {
        RegisterComponents();
        init.kaiming_normal_(a.weight, init.calculate_gain(init.NonlinearityType.ReLU)); // INIT005
    }

    public override Tensor forward(Tensor x) => c.forward(a.forward(x).relu());
}

//// a formula by hand, right: d15
static class Xavier
{
    public static void Init(Linear l)
    {
        var bound = Math.Sqrt(6.0 / (l.in_features + l.out_features));
        init.uniform_(l.weight, -bound, bound);
    }
}

class Net : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 8), c = Linear(8, 1);

    public Net() : base("net")
    {
        RegisterComponents();
        Xavier.Init(a);
        Xavier.Init(c);
    }

    public override Tensor forward(Tensor x) => c.forward(torch.tanh(a.forward(x)));
}

//// a formula by hand under the name of another law: d15
static class Kaiming
{
    public static void Init(Linear l)
    {
        var bound = Math.Sqrt(6.0 / (l.in_features + l.out_features));
        init.uniform_(l.weight, -bound, bound);
    }
}

class Net : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 8), c = Linear(8, 1);

    public Net() : base("net")
    {
        RegisterComponents();
        Kaiming.Init(a); // INIT001
    }

    public override Tensor forward(Tensor x) => c.forward(a.forward(x).relu());
}

//// a variance by hand in place of a deviation: d15
class Net : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 8), c = Linear(8, 1);

    public Net() : base("net")
    {
        RegisterComponents();
        init.normal_(a.weight, 0, 2.0 / a.in_features); // INIT102
    }

    public override Tensor forward(Tensor x) => c.forward(a.forward(x).relu());
}

//// a method of initialisation that others call: d16
class Net : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 8), c = Linear(8, 1);

    public Net() : base("net") => RegisterComponents();

    public void InitWeights()
    {
        init.xavier_uniform_(a.weight); // INIT001
        init.xavier_uniform_(c.weight);
    }

    public override Tensor forward(Tensor x) => c.forward(a.forward(x).relu());
}

class Trainer
{
    public Net Make()
    {
        var net = new Net();
        net.InitWeights();
        return net;
    }
}

//// a temporary: d17
class Net : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 8), c = Linear(8, 1);

    public Net() : base("net")
    {
        RegisterComponents();
        init.kaiming_uniform_(a.weight.clone()); // INIT106
    }

    public override Tensor forward(Tensor x) => c.forward(a.forward(x).relu());
}

//// a temporary from which weights are taken: d17
class Net : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 8), c = Linear(8, 1);

    public Net() : base("net")
    {
        RegisterComponents();
        var v = init.kaiming_uniform_(empty(8, 8));
        using (no_grad()) a.weight.copy_(v / v.norm());
    }

    public override Tensor forward(Tensor x) => c.forward(a.forward(x).relu());
}

//// the default's law written out: d18
class Net : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 8), c = Linear(8, 1);

    public Net() : base("net")
    {
        RegisterComponents();
        init.kaiming_uniform_(a.weight, Math.Sqrt(5)); // INIT005
        init.kaiming_uniform_(c.weight, Math.Sqrt(5));
    }

    public override Tensor forward(Tensor x) => c.forward(a.forward(x).relu());
}

//// weights that are tied: d19
class Net : Module<Tensor, Tensor>
{
    private readonly Embedding emb = Embedding(100, 16);
    private readonly Linear body = Linear(16, 16), head = Linear(16, 100, hasBias: false);

    public Net() : base("net")
    {
        init.normal_(emb.weight, 0, 0.02);
        init.kaiming_uniform_(body.weight);
        head.weight = emb.weight;
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => head.forward(body.forward(emb.forward(x)).relu());
}

//// weights that are tied before they are filled: d19
class Net : Module<Tensor, Tensor>
{
    private readonly Linear enc = Linear(16, 16), dec = Linear(16, 16);

    public Net() : base("net")
    {
        dec.weight = enc.weight;
        init.xavier_uniform_(dec.weight);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => dec.forward(enc.forward(x).relu());
}
