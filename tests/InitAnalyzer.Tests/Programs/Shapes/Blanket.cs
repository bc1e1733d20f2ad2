// Initialisations that reach many layers at once.

//// modules() and is, two of three layers mismatch: c4
class Net : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 8), b = Linear(8, 8), c = Linear(8, 1);

    public Net() : base("net")
    {
        RegisterComponents();
        foreach (var m in this.modules())
        {
            if (m is Linear l)
            {
                init.xavier_uniform_(l.weight); // INIT001
                init.zeros_(l.bias);
            }
        }
    }

    public override Tensor forward(Tensor x) => c.forward(b.forward(a.forward(x).relu()).relu());
}

//// modules() and is not: c4
class Net : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 8), b = Linear(8, 1);

    public Net() : base("net")
    {
        RegisterComponents();
        foreach (var m in modules())
        {
            if (m is not Linear l) continue;
            init.xavier_uniform_(l.weight);
        }
    }

    public override Tensor forward(Tensor x) => b.forward(torch.tanh(a.forward(x)));
}

//// named_modules() and a switch statement: c6
class Net : Module<Tensor, Tensor>
{
    private readonly Conv2d conv = Conv2d(3, 8, 3);
    private readonly BatchNorm2d norm = BatchNorm2d(8);
    private readonly Linear a = Linear(8, 8), b = Linear(8, 2);

    public Net() : base("net")
    {
        RegisterComponents();
        foreach (var (name, m) in named_modules())
        {
            switch (m)
            {
                case Conv2d c:
                    init.kaiming_normal_(c.weight, mode: init.FanInOut.FanOut, nonlinearity: init.NonlinearityType.ReLU);
                    break;
                case BatchNorm2d n:
                    init.ones_(n.weight);
                    init.zeros_(n.bias);
                    break;
                case Linear l when l.out_features > 2:
                    init.xavier_uniform_(l.weight); // INIT001
                    break;
                case Linear l:
                    init.xavier_uniform_(l.weight);
                    break;
            }
        }
    }

    public override Tensor forward(Tensor x)
    {
        x = functional.relu(norm.forward(conv.forward(x))).mean([2, 3]);
        return b.forward(functional.relu(a.forward(x)));
    }
}

//// a switch whose types come in the order of the author: c6
class Net : Module<Tensor, Tensor>
{
    private readonly Conv2d conv = Conv2d(3, 8, 3);
    private readonly GroupNorm norm = GroupNorm(2, 8);
    private readonly Linear head = Linear(8, 2);

    public Net() : base("net")
    {
        RegisterComponents();
        foreach (var (_, m) in named_modules())
        {
            switch (m)
            {
                case Conv2d conv2:
                    init.kaiming_normal_(conv2.weight, mode: init.FanInOut.FanOut);
                    if (conv2.bias is not null) init.zeros_(conv2.bias);
                    break;
                case GroupNorm gn:
                    init.constant_(gn.weight, 1);
                    init.constant_(gn.bias, 0);
                    break;
                case Linear l:
                    init.normal_(l.weight, 0, 0.01);
                    init.zeros_(l.bias);
                    break;
            }
        }
    }

    public override Tensor forward(Tensor x) => head.forward(norm.forward(conv.forward(x)).relu().mean([2, 3]));
}

//// a switch expression over modules: c6
class Net : Module<Tensor, Tensor>
{
    private readonly Conv1d conv = Conv1d(3, 8, 3);
    private readonly Linear head = Linear(8, 2);

    public Net() : base("net")
    {
        RegisterComponents();
        foreach (var m in modules())
        {
            _ = m switch
            {
                Conv1d c => init.xavier_uniform_(c.weight), // INIT001
                Linear l => init.xavier_uniform_(l.weight),
                _ => null,
            };
        }
    }

    public override Tensor forward(Tensor x) => head.forward(conv.forward(x).relu().mean([2]));
}

//// a switch that takes the weight by type: c6
class Net : Module<Tensor, Tensor>
{
    private readonly Conv1d conv = Conv1d(3, 8, 3);
    private readonly Linear head = Linear(8, 2);

    public Net() : base("net")
    {
        RegisterComponents();
        foreach (var m in modules())
        {
            var weight = m switch { Conv1d c => c.weight, Linear l => l.weight, _ => null };
            if (weight is not null) init.kaiming_uniform_(weight);
        }
    }

    public override Tensor forward(Tensor x) => head.forward(conv.forward(x).relu().mean([2]));
}

//// a type pattern with or: c4
class Net : Module<Tensor, Tensor>
{
    private readonly Conv1d conv = Conv1d(3, 8, 3);
    private readonly Linear head = Linear(8, 2);

    public Net() : base("net")
    {
        RegisterComponents();
        foreach (var m in modules())
        {
            if (m is TorchSharp.Modules.Conv1d or TorchSharp.Modules.Linear)
            {
                foreach (var p in m.parameters())
                {
                    if (p.ndim > 1) init.xavier_uniform_(p); // INIT001
                }
            }
        }
    }

    public override Tensor forward(Tensor x) => head.forward(conv.forward(x).relu().mean([2]));
}

//// a property pattern on the layer: c4
class Net : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 8), b = Linear(8, 1);

    public Net() : base("net")
    {
        RegisterComponents();
        foreach (var m in modules())
        {
            if (m is Linear { weight: var w }) init.kaiming_uniform_(w);
        }
    }

    public override Tensor forward(Tensor x) => b.forward(a.forward(x).relu());
}

//// children() and as: c4
class Net : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 8), b = Linear(8, 1);

    public Net() : base("net")
    {
        RegisterComponents();
        foreach (var m in children())
        {
            var l = m as Linear;
            if (l == null) continue;
            init.xavier_uniform_(l.weight); // INIT001
        }
    }

    public override Tensor forward(Tensor x) => b.forward(a.forward(x).relu());
}

//// named_children() leaves what lies deeper alone: c4
class Net : Module<Tensor, Tensor>
{
    private readonly Sequential body = Sequential(Linear(8, 8), ReLU());
    private readonly Linear head = Linear(8, 1);

    public Net() : base("net")
    {
        RegisterComponents();
        foreach (var (_, m) in named_children())
        {
            if (m is Linear l) init.xavier_uniform_(l.weight);
        }
    }

    public override Tensor forward(Tensor x) => head.forward(body.forward(x));
}

//// named_modules() as tuples with members: c4
class Net : Module<Tensor, Tensor>
{
    private readonly Linear hidden = Linear(8, 8), output = Linear(8, 1);

    public Net() : base("net")
    {
        RegisterComponents();
        foreach (var item in named_modules())
        {
            if (item.module is Linear l && item.name != nameof(output)) init.xavier_uniform_(l.weight); // INIT001
        }
    }

    public override Tensor forward(Tensor x) => output.forward(hidden.forward(x).relu());
}

//// OfType: c4
class Net : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 8), b = Linear(8, 1);
    private readonly Conv1d conv = Conv1d(1, 1, 3);

    public Net() : base("net")
    {
        RegisterComponents();
        foreach (var l in modules().OfType<Linear>()) init.kaiming_uniform_(l.weight);
        foreach (var c in children().OfType<Conv1d>()) init.xavier_uniform_(c.weight); // INIT001
    }

    public override Tensor forward(Tensor x) => b.forward(a.forward(conv.forward(x).relu()).relu());
}

//// Where, Cast and ToList: c4
class Net : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 8), b = Linear(8, 1);

    public Net() : base("net")
    {
        RegisterComponents();
        var linears = modules().Where(m => m is Linear).Cast<Linear>().ToList();
        foreach (var l in linears) init.kaiming_uniform_(l.weight);
        init.xavier_uniform_(linears[linears.Count - 1].weight);
    }

    public override Tensor forward(Tensor x) => b.forward(a.forward(x).relu());
}

//// Where over names, then Select: c4
class Net : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 8), b = Linear(8, 1);

    public Net() : base("net")
    {
        RegisterComponents();
        foreach (var w in modules().OfType<Linear>().Select(l => l.weight)) init.xavier_uniform_(w); // INIT001
    }

    public override Tensor forward(Tensor x) => b.forward(a.forward(x).relu());
}

//// ForEach of a list: c4
class Net : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 8), b = Linear(8, 1);

    public Net() : base("net")
    {
        RegisterComponents();
        modules().OfType<Linear>().ToList().ForEach(l => init.xavier_uniform_(l.weight)); // INIT001
    }

    public override Tensor forward(Tensor x) => b.forward(a.forward(x).relu());
}

//// all but the last, by LINQ: c4 d9
class Net : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 8), b = Linear(8, 1);

    public Net() : base("net")
    {
        RegisterComponents();
        var linears = modules().OfType<Linear>().ToArray();
        foreach (var l in linears.SkipLast(1)) init.kaiming_uniform_(l.weight);
        init.orthogonal_(linears[^1].weight, 0.01);
    }

    public override Tensor forward(Tensor x) => torch.tanh(b.forward(a.forward(x).relu()));
}

//// apply with a method group: c7
class Net : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 8), b = Linear(8, 1);

    public Net() : base("net")
    {
        RegisterComponents();
        apply(InitWeights);
    }

    private void InitWeights(Module m)
    {
        if (m is Linear l) init.xavier_uniform_(l.weight); // INIT001
    }

    public override Tensor forward(Tensor x) => b.forward(a.forward(x).relu());
}

//// apply with a lambda: c7
class Net : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 8), b = Linear(8, 1);

    public Net() : base("net")
    {
        RegisterComponents();
        apply(m =>
        {
            if (m is Linear l)
            {
                init.kaiming_uniform_(l.weight);
                init.zeros_(l.bias);
            }
        });
    }

    public override Tensor forward(Tensor x) => b.forward(a.forward(x).relu());
}

//// apply with a local function and with a field: c7
class Net : Module<Tensor, Tensor>
{
    private readonly Action<Module> norms = m => { if (m is LayerNorm n) init.ones_(n.weight); };
    private readonly Linear a = Linear(8, 8), b = Linear(8, 1);
    private readonly LayerNorm norm = LayerNorm(8);

    public Net() : base("net")
    {
        RegisterComponents();
        apply(norms);
        apply(Init);

        static void Init(Module m)
        {
            if (m is Linear l) init.xavier_uniform_(l.weight); // INIT001
        }
    }

    public override Tensor forward(Tensor x) => b.forward(a.forward(norm.forward(x)).relu());
}

//// apply on a part: c7
class Net : Module<Tensor, Tensor>
{
    private readonly Sequential body = Sequential(Linear(8, 8), Tanh());
    private readonly Sequential head = Sequential(Linear(8, 8), ReLU(), Linear(8, 1));

    public Net() : base("net")
    {
        body.apply(m => { if (m is Linear l) init.xavier_uniform_(l.weight); });
        head.apply(m => { if (m is Linear l) init.kaiming_uniform_(l.weight); });
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => head.forward(body.forward(x));
}

//// parameters() and their dimensions: c9
class Net : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 8), b = Linear(8, 1);

    public Net() : base("net")
    {
        RegisterComponents();
        foreach (var p in parameters())
        {
            if (p.dim() > 1) init.xavier_uniform_(p); // INIT001
            else init.zeros_(p);
        }
    }

    public override Tensor forward(Tensor x) => b.forward(a.forward(x).relu());
}

//// parameters() without a question for their dimensions: c9
class Net : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 8), b = Linear(8, 1);

    public Net() : base("net")
    {
        RegisterComponents();
        foreach (var p in parameters()) init.xavier_uniform_(p); // INIT001 INIT101
    }

    public override Tensor forward(Tensor x) => b.forward(a.forward(x).relu());
}

//// named_parameters() and names: c9
class Net : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 8), b = Linear(8, 1);
    private readonly LayerNorm norm = LayerNorm(8);

    public Net() : base("net")
    {
        RegisterComponents();
        foreach (var (name, p) in named_parameters())
        {
            if (name.EndsWith(".weight") && p.dim() >= 2) init.kaiming_uniform_(p);
            else if (name.Contains("bias")) init.zeros_(p);
        }
    }

    public override Tensor forward(Tensor x) => b.forward(a.forward(norm.forward(x)).relu());
}

//// named_parameters() as tuples with members: c9
class Net : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 8), b = Linear(8, 1);

    public Net() : base("net")
    {
        RegisterComponents();
        foreach (var item in named_parameters())
        {
            if (item.name.StartsWith("a.") && item.parameter.dim() == 2) init.xavier_uniform_(item.parameter); // INIT001
        }
    }

    public override Tensor forward(Tensor x) => b.forward(a.forward(x).relu());
}

//// parameters() filtered by LINQ: c9
class Net : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 8), b = Linear(8, 1);

    public Net() : base("net")
    {
        RegisterComponents();
        foreach (var p in parameters().Where(p => p.dim() > 1)) init.kaiming_uniform_(p);
    }

    public override Tensor forward(Tensor x) => b.forward(a.forward(x).relu());
}

//// a later call for the last layer wins: c4
class Net : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 8), b = Linear(8, 8), c = Linear(8, 1);

    public Net() : base("net")
    {
        RegisterComponents();
        foreach (var m in modules())
        {
            if (m is Linear l) init.orthogonal_(l.weight, Math.Sqrt(2));
        }

        init.orthogonal_(c.weight, 0.01);
    }

    public override Tensor forward(Tensor x) => torch.tanh(c.forward(b.forward(a.forward(x).relu()).relu()));
}

//// a later call that makes it wrong: c4
class Net : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 8), b = Linear(8, 8), c = Linear(8, 1);

    public Net() : base("net")
    {
        RegisterComponents();
        foreach (var m in modules())
        {
            if (m is Linear l) init.kaiming_uniform_(l.weight);
        }

        init.xavier_uniform_(b.weight); // INIT001
    }

    public override Tensor forward(Tensor x) => c.forward(b.forward(a.forward(x).relu()).relu());
}

//// the modules of a part: c4
class Encoder : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 8), b = Linear(8, 8);

    public Encoder() : base("encoder") => RegisterComponents();

    public override Tensor forward(Tensor x) => b.forward(a.forward(x).relu());
}

class Model : Module<Tensor, Tensor>
{
    public readonly Encoder encoder = new Encoder();
    public readonly Linear head = Linear(8, 1);

    public Model() : base("model") => RegisterComponents();

    public override Tensor forward(Tensor x) => head.forward(encoder.forward(x).relu());
}

static class Program
{
    public static Model Make()
    {
        var model = new Model();
        foreach (var m in model.encoder.modules())
        {
            if (m is Linear l) init.xavier_uniform_(l.weight); // INIT001
        }

        return model;
    }
}

//// modules() does not include the module itself: c4
class Head : Sequential
{
    public Head() : base(Linear(8, 8), ReLU()) { }
}

static class Program
{
    public static Linear Make()
    {
        var single = Linear(8, 8);
        foreach (var m in single.modules())
        {
            if (m is Linear l) init.xavier_uniform_(l.weight);
        }

        Console.WriteLine(single.forward(randn(2, 8)).relu());
        return single;
    }
}

//// a base class's walk: c4 a31
abstract class Base : Module<Tensor, Tensor>
{
    protected Base(string name) : base(name) { }

    protected void InitAll()
    {
        foreach (var m in modules())
        {
            if (m is Linear l) init.xavier_uniform_(l.weight); // INIT001
        }
    }
}

class Tall : Base
{
    private readonly Linear a = Linear(8, 8), b = Linear(8, 1);

    public Tall() : base("tall")
    {
        RegisterComponents();
        InitAll();
    }

    public override Tensor forward(Tensor x) => b.forward(torch.tanh(a.forward(x)));
}

class Wide : Base
{
    private readonly Linear a = Linear(8, 8), b = Linear(8, 1);

    public Wide() : base("wide")
    {
        RegisterComponents();
        InitAll();
    }

    public override Tensor forward(Tensor x) => b.forward(a.forward(x).relu());
}

//// a derived class initialises what its base holds: c4 a31
abstract class Base : Module<Tensor, Tensor>
{
    protected readonly Linear a = Linear(8, 8), b = Linear(8, 1);

    protected Base(string name) : base(name) { }

    public override Tensor forward(Tensor x) => b.forward(Act(a.forward(x)));

    protected abstract Tensor Act(Tensor x);
}

class Smooth : Base
{
    public Smooth() : base("smooth")
    {
        RegisterComponents();
        foreach (var m in modules())
        {
            if (m is Linear l) init.xavier_uniform_(l.weight);
        }
    }

    protected override Tensor Act(Tensor x) => torch.tanh(x);
}

class Sharp : Base
{
    public Sharp() : base("sharp")
    {
        RegisterComponents();
        foreach (var m in modules())
        {
            if (m is Linear l) init.xavier_uniform_(l.weight); // INIT001
        }
    }

    protected override Tensor Act(Tensor x) => x.relu();
}

//// a helper that walks what it is given: c4 c1
static class Weights
{
    public static void Init(Module net)
    {
        foreach (var m in net.modules())
        {
            if (m is Linear l) init.xavier_uniform_(l.weight); // INIT001
        }
    }
}

class Net : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 8), b = Linear(8, 1);

    public Net() : base("net")
    {
        RegisterComponents();
        Weights.Init(this);
    }

    public override Tensor forward(Tensor x) => b.forward(a.forward(x).relu());
}

//// a recursive helper: c4 c1
static class Weights
{
    public static void Init(Module net)
    {
        foreach (var m in net.children())
        {
            if (m is Linear l) init.kaiming_uniform_(l.weight);
            else Init(m);
        }
    }
}

class Net : Module<Tensor, Tensor>
{
    private readonly Sequential body = Sequential(Linear(8, 8), ReLU(), Sequential(Linear(8, 8), ReLU()));
    private readonly Linear b = Linear(8, 1);

    public Net() : base("net")
    {
        RegisterComponents();
        Weights.Init(this);
    }

    public override Tensor forward(Tensor x) => b.forward(body.forward(x));
}

//// the children of a Sequential by index: c10b
class Net : Module<Tensor, Tensor>
{
    private readonly Sequential body = Sequential(Linear(8, 8), ReLU(), Linear(8, 8), ReLU());

    public Net() : base("net")
    {
        RegisterComponents();
        for (var i = 0; i < body.Count; i++)
        {
            if (body[i] is Linear l) init.xavier_uniform_(l.weight); // INIT001
        }
    }

    public override Tensor forward(Tensor x) => body.forward(x);
}

//// a sibling type that the test misses: c4
class Net : Module<Tensor, Tensor>
{
    private readonly Conv2d a = Conv2d(3, 8, 3);
    private readonly ConvTranspose2d b = ConvTranspose2d(8, 3, 3);

    public Net() : base("net")
    {
        RegisterComponents();
        foreach (var m in modules())
        {
            if (m is Conv2d c) init.kaiming_normal_(c.weight);
        }
    }

    public override Tensor forward(Tensor x) => torch.tanh(b.forward(a.forward(x).relu()));
}

//// a test of the output layer by reference: c4
class Net : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(64, 64), b = Linear(64, 1);

    public Net() : base("net")
    {
        RegisterComponents();
        foreach (var m in modules())
        {
            if (m is Linear l)
            {
                if (ReferenceEquals(m, b)) init.uniform_(l.weight, -0.003, 0.003);
                else if (l == a) init.xavier_uniform_(l.weight); // INIT001
            }
        }
    }

    public override Tensor forward(Tensor x) => torch.tanh(b.forward(a.forward(x).relu()));
}

//// a walk over what a dictionary holds: c10b
class Net : Module<Tensor, Tensor>
{
    private readonly Dictionary<string, Linear> parts = new() { ["a"] = Linear(8, 8), ["b"] = Linear(8, 8) };

    public Net() : base("net")
    {
        foreach (var (key, l) in parts)
        {
            register_module(key, l);
            init.xavier_uniform_(l.weight); // INIT001
        }
    }

    public override Tensor forward(Tensor x) => parts["b"].forward(parts["a"].forward(x).relu()).relu();
}

//// the values of a dictionary, right: c10b
class Net : Module<Tensor, Tensor>
{
    private readonly Dictionary<string, Linear> parts = new() { ["a"] = Linear(8, 8), ["b"] = Linear(8, 8) };

    public Net() : base("net")
    {
        foreach (var l in parts.Values) init.kaiming_uniform_(l.weight);
    }

    public override Tensor forward(Tensor x) => parts["b"].forward(parts["a"].forward(x).relu()).relu();
}

//// a question for the size of the layer that the reader cannot answer: c4
class Net : Module<Tensor, Tensor>
{
    private readonly Linear a, b;

    public Net(long width, long outputs) : base("net")
    {
        a = Linear(8, width);
        b = Linear(width, outputs);
        RegisterComponents();
        foreach (var m in modules())
        {
            if (m is not Linear l) continue;
            if (l.out_features == outputs) init.xavier_uniform_(l.weight);
            else init.kaiming_uniform_(l.weight);
        }
    }

    public override Tensor forward(Tensor x) => b.forward(a.forward(x).relu());
}

//// a question for the layer that a helper is told the answer of: c1 c4
class Net : Module<Tensor, Tensor>
{
    private readonly List<Linear> layers = new();

    public Net(int n) : base("net")
    {
        for (var i = 0; i < n; i++) layers.Add(Linear(16, 16));
        for (var i = 0; i < n; i++) Init(layers[i], isLast: i >= n - 1);
    }

    private static void Init(Linear l, bool isLast)
    {
        if (isLast) init.xavier_uniform_(l.weight);
        else init.kaiming_uniform_(l.weight);
    }

    public override Tensor forward(Tensor x)
    {
        for (var i = 0; i < layers.Count - 1; i++) x = layers[i].forward(x).relu();
        return layers[^1].forward(x);
    }
}

//// a method chosen at run time, within a walk: c4 d12
class Net : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 8), b = Linear(8, 1);

    public Net(string method) : base("net")
    {
        RegisterComponents();
        foreach (var m in modules())
        {
            if (m is not Linear l) continue;
            if (method == "xavier") init.xavier_uniform_(l.weight); // INIT001
            else init.kaiming_uniform_(l.weight);
        }
    }

    public override Tensor forward(Tensor x) => b.forward(a.forward(x).relu());
}

//// a name that is not known: c9
class Net : Module<Tensor, Tensor>
{
    private readonly List<Linear> layers = new();

    public Net(int n) : base("net")
    {
        for (var i = 0; i < n; i++)
        {
            layers.Add(Linear(16, 16));
            register_module(i == n - 1 ? "head" : "layer" + i, layers[i]);
        }

        foreach (var (name, p) in named_parameters())
        {
            if (!name.EndsWith("weight")) continue;
            if (name.StartsWith("head")) init.xavier_uniform_(p);
            else init.kaiming_uniform_(p);
        }
    }

    public override Tensor forward(Tensor x)
    {
        for (var i = 0; i < layers.Count - 1; i++) x = layers[i].forward(x).relu();
        return layers[^1].forward(x);
    }
}

//// tuples in patterns: c6
class Net : Module<Tensor, Tensor>
{
    private readonly Linear hidden = Linear(8, 8), output = Linear(8, 1);

    public Net() : base("net")
    {
        RegisterComponents();
        foreach (var item in named_modules())
        {
            switch (item)
            {
                case ("output", Linear l):
                    init.xavier_uniform_(l.weight);
                    break;
                case (_, Linear l):
                    init.xavier_uniform_(l.weight); // INIT001
                    break;
            }
        }
    }

    public override Tensor forward(Tensor x) => output.forward(hidden.forward(x).relu());
}
