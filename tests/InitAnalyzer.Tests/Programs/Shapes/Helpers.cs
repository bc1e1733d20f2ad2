// Helpers and factories.

//// a helper takes the layer: c1
class Net : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 8), b = Linear(8, 1);

    public Net() : base("net")
    {
        Init(a); // INIT001
        Init(b);
        RegisterComponents();
    }

    private static void Init(Linear l)
    {
        init.xavier_uniform_(l.weight);
        if (l.bias is not null) init.zeros_(l.bias);
    }

    public override Tensor forward(Tensor x) => b.forward(a.forward(x).relu());
}

//// a helper takes the weight and a gain: c1 c8
class Net : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 8), b = Linear(8, 1);

    public Net() : base("net")
    {
        Fill(a.weight, Math.Sqrt(2));
        Fill(b.weight, 1);
        RegisterComponents();
    }

    private static void Fill(Tensor weight, double gain) => init.xavier_uniform_(weight, gain);

    public override Tensor forward(Tensor x) => b.forward(a.forward(x).relu());
}

//// a helper takes a list: c1 c10b
class Net : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 8), b = Linear(8, 8), c = Linear(8, 1);

    public Net() : base("net")
    {
        Init(new[] { a, b });
        RegisterComponents();
    }

    private static void Init(IEnumerable<Linear> layers)
    {
        foreach (var l in layers) init.xavier_uniform_(l.weight); // INIT001
    }

    public override Tensor forward(Tensor x) => c.forward(b.forward(a.forward(x).relu()).relu());
}

//// a helper takes params: c1
class Net : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 8), b = Linear(8, 8), c = Linear(8, 1);

    public Net() : base("net")
    {
        Init(a, b);
        RegisterComponents();
    }

    private static void Init(params Linear[] layers)
    {
        foreach (var l in layers) init.kaiming_uniform_(l.weight);
    }

    public override Tensor forward(Tensor x) => c.forward(b.forward(a.forward(x).relu()).relu());
}

//// an extension method that returns the layer: c1
static class Extensions
{
    public static Linear Xavier(this Linear l)
    {
        init.xavier_uniform_(l.weight);
        return l;
    }
}

class Net : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 8).Xavier(), b = Linear(8, 1).Xavier(); // INIT001

    public Net() : base("net") => RegisterComponents();

    public override Tensor forward(Tensor x) => b.forward(a.forward(x).relu());
}

//// a generic extension method that walks: c1 c4
static class Extensions
{
    public static T Initialised<T>(this T module)
        where T : Module
    {
        foreach (var m in module.modules())
        {
            if (m is Linear l) init.kaiming_uniform_(l.weight);
        }

        return module;
    }
}

class Net : Module<Tensor, Tensor>
{
    private readonly Sequential net = Sequential(Linear(8, 8), ReLU(), Linear(8, 1)).Initialised();

    public Net() : base("net") => RegisterComponents();

    public override Tensor forward(Tensor x) => net.forward(x);
}

//// an instance method makes and returns an initialised layer: c1 a30
class Net : Module<Tensor, Tensor>
{
    private readonly Linear a, b;

    public Net() : base("net")
    {
        a = MakeLinear(8, 8);
        b = MakeLinear(8, 1);
        RegisterComponents();
    }

    private Linear MakeLinear(long i, long o)
    {
        var layer = Linear(i, o);
        init.xavier_uniform_(layer.weight); // INIT001
        return layer;
    }

    public override Tensor forward(Tensor x) => b.forward(a.forward(x).relu());
}

//// a local function makes layers: a30 c1
class Net : Module<Tensor, Tensor>
{
    private readonly Sequential net;

    public Net() : base("net")
    {
        Linear Make(long i, long o)
        {
            var l = Linear(i, o);
            init.kaiming_normal_(l.weight);
            return l;
        }

        net = Sequential(Make(8, 8), ReLU(), Make(8, 8), ReLU(), Make(8, 1));
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => net.forward(x);
}

//// a lambda makes layers: a30 c1
class Net : Module<Tensor, Tensor>
{
    private readonly Sequential net;

    public Net() : base("net")
    {
        Func<long, long, Linear> make = (i, o) =>
        {
            var l = Linear(i, o);
            init.xavier_uniform_(l.weight); // INIT001
            return l;
        };
        net = Sequential(make(8, 8), ReLU(), make(8, 1));
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => net.forward(x);
}

//// a factory of blocks: a30 c1
static class Blocks
{
    public static Sequential ConvRelu(long i, long o)
    {
        var conv = Conv2d(i, o, 3, padding: 1);
        init.xavier_uniform_(conv.weight); // INIT001
        return Sequential(conv, ReLU());
    }

    public static Sequential ConvBnRelu(long i, long o)
    {
        var conv = Conv2d(i, o, 3, padding: 1);
        init.xavier_uniform_(conv.weight);
        return Sequential(conv, BatchNorm2d(o), ReLU());
    }
}

class Net : Module<Tensor, Tensor>
{
    private readonly Sequential net = Sequential(Blocks.ConvRelu(3, 8), Blocks.ConvBnRelu(8, 8));

    public Net() : base("net") => RegisterComponents();

    public override Tensor forward(Tensor x) => net.forward(x);
}

//// a factory that takes the activation: a30 b24
static class Blocks
{
    public static Sequential Dense(long i, long o, Module<Tensor, Tensor> activation)
    {
        var fc = Linear(i, o);
        init.xavier_uniform_(fc.weight);
        return Sequential(fc, activation);
    }
}

class Net : Module<Tensor, Tensor>
{
    private readonly Sequential net = Sequential(Blocks.Dense(8, 8, Tanh()), Blocks.Dense(8, 1, Identity()));

    public Net() : base("net") => RegisterComponents();

    public override Tensor forward(Tensor x) => net.forward(x);
}

//// a factory that takes the activation, given a rectifier: a30 b24
static class Blocks
{
    public static Sequential Dense(long i, long o, Module<Tensor, Tensor> activation)
    {
        var fc = Linear(i, o);
        init.xavier_uniform_(fc.weight); // INIT001
        return Sequential(fc, activation);
    }
}

class Net : Module<Tensor, Tensor>
{
    private readonly Sequential net = Sequential(Blocks.Dense(8, 8, ReLU()), Blocks.Dense(8, 1, Identity()));

    public Net() : base("net") => RegisterComponents();

    public override Tensor forward(Tensor x) => net.forward(x);
}

//// a builder that fills a list: a14 c1
class Net : Module<Tensor, Tensor>
{
    private readonly Sequential net;

    public Net() : base("net")
    {
        net = Sequential(Build(new long[] { 8, 16, 16, 1 }));
        RegisterComponents();
    }

    private static List<Module<Tensor, Tensor>> Build(long[] sizes)
    {
        var list = new List<Module<Tensor, Tensor>>();
        for (var i = 0; i + 1 < sizes.Length; i++)
        {
            var fc = Linear(sizes[i], sizes[i + 1]);
            init.xavier_uniform_(fc.weight); // INIT001
            list.Add(fc);
            if (i + 2 < sizes.Length) list.Add(ReLU());
        }

        return list;
    }

    public override Tensor forward(Tensor x) => net.forward(x);
}

//// a builder that yields: a14 c1
class Net : Module<Tensor, Tensor>
{
    private readonly Sequential net;

    public Net() : base("net")
    {
        net = Sequential(Build(8, 3).ToArray());
        RegisterComponents();
    }

    private static IEnumerable<Module<Tensor, Tensor>> Build(long width, int depth)
    {
        for (var i = 0; i < depth; i++)
        {
            var fc = Linear(width, width);
            init.kaiming_uniform_(fc.weight);
            yield return fc;
            yield return ReLU();
        }

        yield return Linear(width, 1);
    }

    public override Tensor forward(Tensor x) => net.forward(x);
}

//// a builder that yields, wrong: a14 c1
class Net : Module<Tensor, Tensor>
{
    private readonly Sequential net;

    public Net(int depth) : base("net")
    {
        net = Sequential(Build(8, depth).ToList());
        RegisterComponents();
    }

    private static IEnumerable<Module<Tensor, Tensor>> Build(long width, int depth)
    {
        for (var i = 0; i < depth; i++)
        {
            var fc = Linear(width, width);
            init.kaiming_uniform_(fc.weight); // INIT002
            yield return fc;
            yield return Tanh();
        }

        yield return Linear(width, 1);
    }

    public override Tensor forward(Tensor x) => net.forward(x);
}

//// a helper in another class that picks the law by the activation: c1 d12
enum Kind { Relu, Tanh }

static class Weights
{
    public static void Init(Linear l, Kind kind)
    {
        switch (kind)
        {
            case Kind.Relu: init.kaiming_uniform_(l.weight); break;
            case Kind.Tanh: init.xavier_uniform_(l.weight); break;
        }
    }
}

class Net : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 8), b = Linear(8, 8), c = Linear(8, 1);

    public Net() : base("net")
    {
        Weights.Init(a, Kind.Relu);
        Weights.Init(b, Kind.Tanh);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => c.forward(torch.tanh(b.forward(a.forward(x).relu())));
}

//// a helper in another class that is given the wrong activation: c1 d12
enum Kind { Relu, Tanh }

static class Weights
{
    public static void Init(Linear l, Kind kind)
    {
        switch (kind)
        {
            case Kind.Relu: init.kaiming_uniform_(l.weight); break;
            case Kind.Tanh: init.xavier_uniform_(l.weight); break;
        }
    }
}

class Net : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 8), b = Linear(8, 8), c = Linear(8, 1);

    public Net() : base("net")
    {
        Weights.Init(a, Kind.Tanh); // INIT001
        Weights.Init(b, Kind.Tanh);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => c.forward(torch.tanh(b.forward(a.forward(x).relu())));
}

//// an initializer held in a function: c1
class Net : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 8), b = Linear(8, 1);

    public Net() : base("net")
    {
        Action<Tensor> fill = w => init.kaiming_uniform_(w);
        fill(a.weight);
        fill(b.weight);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => b.forward(a.forward(x).relu());
}

//// helpers within helpers: c1
class Net : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 8), b = Linear(8, 1);

    public Net() : base("net")
    {
        Outer(a); // INIT001
        Outer(b);
        RegisterComponents();
    }

    private static void Outer(Linear l) => Middle(l);

    private static void Middle(Linear l) => Inner(l.weight);

    private static void Inner(Tensor w) => init.xavier_uniform_(w);

    public override Tensor forward(Tensor x) => b.forward(a.forward(x).relu());
}

//// a helper that calls itself without end: c1
class Net : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 8), b = Linear(8, 1);

    public Net() : base("net")
    {
        Again(a, 3);
        RegisterComponents();
    }

    private static void Again(Linear l, int n)
    {
        if (n == 0) init.kaiming_uniform_(l.weight);
        else Again(l, n - 1);
    }

    public override Tensor forward(Tensor x) => b.forward(a.forward(x).relu());
}

//// a factory hands out tuples: c1
class Net : Module<Tensor, Tensor>
{
    private readonly Linear a, b;

    public Net() : base("net")
    {
        (a, b) = Make();
        RegisterComponents();
    }

    private static (Linear, Linear) Make()
    {
        var first = Linear(8, 8);
        var second = Linear(8, 1);
        init.xavier_uniform_(first.weight); // INIT001
        init.xavier_uniform_(second.weight);
        return (first, second);
    }

    public override Tensor forward(Tensor x) => b.forward(a.forward(x).relu());
}

//// a factory with an out parameter: c1
class Net : Module<Tensor, Tensor>
{
    private readonly Linear a, b = Linear(8, 1);

    public Net() : base("net")
    {
        Make(out a);
        RegisterComponents();
    }

    private static void Make(out Linear l)
    {
        l = Linear(8, 8);
        init.kaiming_uniform_(l.weight);
    }

    public override Tensor forward(Tensor x) => b.forward(a.forward(x).relu());
}

//// partial methods: c1
partial class Net : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 8), b = Linear(8, 8), c = Linear(8, 8), d, e = Linear(8, 1);

    public Net() : base("net")
    {
        Initialise();
        Fill(b); // INIT001
        Nothing(c);
        Make(out d);
        RegisterComponents();
    }

    partial void Initialise();

    partial void Nothing(Linear l);

    private static partial void Fill(Linear l);

    private static partial void Make(out Linear l);

    private partial Tensor Pass(Tensor x, Linear l);

    public override partial Tensor forward(Tensor x);
}

partial class Net
{
    partial void Initialise() => init.xavier_uniform_(a.weight); // INIT001

    private static partial void Fill(Linear l)
    {
        init.xavier_uniform_(l.weight);
    }

    private static partial void Make(out Linear l)
    {
        l = Linear(8, 8);
        init.xavier_uniform_(l.weight); // INIT001
    }

    private partial Tensor Pass(Tensor x, Linear l) => functional.relu(l.forward(x));

    public override partial Tensor forward(Tensor x) => e.forward(Pass(Pass(Pass(Pass(x, a), b), c), d));
}

//// a partial method draws a weight: c1
partial class Net : Module<Tensor, Tensor>
{
    private readonly Parameter a = Parameter(Draw(64, 64));
    private readonly Linear b = Linear(64, 1);

    public Net() : base("net") => RegisterComponents();

    private static partial Tensor Draw(long inputs, long outputs);

    public override Tensor forward(Tensor x) => b.forward(x.matmul(a).relu());

    private static partial Tensor Draw(long inputs, long outputs) => randn(inputs, outputs).div_(Math.Sqrt(inputs)); // INIT001
}

//// partial methods of a static class, the second part first: c1
static partial class Layers
{
    public static partial void Fill(Linear l) => init.xavier_uniform_(l.weight);

    private static partial Linear Make(int n)
    {
        var l = Linear(n, n);
        init.xavier_uniform_(l.weight); // INIT001
        return l;
    }
}

static partial class Layers
{
    public static partial void Fill(Linear l);

    private static partial Linear Make(int n);

    public static Linear Get(int n) => Make(n);
}

class Net : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 8), b = Linear(8, 8), c = Layers.Get(8), d = Linear(8, 1);

    public Net() : base("net")
    {
        Layers.Fill(a); // INIT001
        Each(b, Layers.Fill); // INIT001
        RegisterComponents();
    }

    private static void Each(Linear l, Action<Linear> action) => action(l);

    public override Tensor forward(Tensor x) => d.forward(c.forward(b.forward(a.forward(x).relu()).relu()).relu());
}
