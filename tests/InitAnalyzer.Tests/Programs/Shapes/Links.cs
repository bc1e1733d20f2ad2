// How a layer meets its activation.

//// functional activations: b2 b9
class Net : Module<Tensor, Tensor>
{
    private readonly Linear fc1 = Linear(8, 16), fc2 = Linear(16, 16), fc3 = Linear(16, 1);

    public Net() : base("net")
    {
        init.xavier_uniform_(fc1.weight); // INIT001
        init.kaiming_uniform_(fc2.weight); // INIT002
        init.xavier_uniform_(fc3.weight);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        x = fc1.forward(x);
        x = functional.relu(x);
        x = fc2.forward(x);
        x = functional.tanh(x);
        x = fc3.forward(x);
        return x;
    }
}

//// functional activations through using static: b3
using static TorchSharp.torch.nn.functional;

class Net : Module<Tensor, Tensor>
{
    private readonly Linear fc1 = Linear(8, 16), fc2 = Linear(16, 1);

    public Net() : base("net")
    {
        init.xavier_uniform_(fc1.weight); // INIT001
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => fc2.forward(relu(fc1.forward(x)));
}

//// functional activations through an alias: b4
using F = TorchSharp.torch.nn.functional;

class Net : Module<Tensor, Tensor>
{
    private readonly Linear fc1 = Linear(8, 16), fc2 = Linear(16, 1);

    public Net() : base("net")
    {
        init.xavier_uniform_(fc1.weight); // INIT001
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => fc2.forward(F.leaky_relu(fc1.forward(x), 0.1));
}

//// torch.tanh behind a layer: b5
class Net : Module<Tensor, Tensor>
{
    private readonly Linear fc1 = Linear(8, 16), fc2 = Linear(16, 1);

    public Net() : base("net")
    {
        init.kaiming_normal_(fc1.weight); // INIT002
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => fc2.forward(torch.tanh(fc1.forward(x)));
}

//// torch.sigmoid on a sum of layers says nothing of either: b5
class Net : Module<Tensor, Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 16), b = Linear(8, 16), head = Linear(16, 1);

    public Net() : base("net")
    {
        init.xavier_uniform_(a.weight);
        init.kaiming_normal_(b.weight);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x, Tensor y) => head.forward(torch.sigmoid(a.forward(x) + b.forward(y)));
}

//// one rectifier in a field for all layers: b6
class Net : Module<Tensor, Tensor>
{
    private readonly Conv2d c1 = Conv2d(3, 8, 3), c2 = Conv2d(8, 8, 3);
    private readonly BatchNorm2d bn = BatchNorm2d(8);
    private readonly ReLU relu = ReLU();

    public Net() : base("net")
    {
        RegisterComponents();
        init.xavier_uniform_(c1.weight);
        init.xavier_uniform_(c2.weight); // INIT001
    }

    public override Tensor forward(Tensor x) => relu.forward(c2.forward(relu.forward(bn.forward(c1.forward(x)))));
}

//// methods of the tensor: b7
class Net : Module<Tensor, Tensor>
{
    private readonly Linear fc1 = Linear(8, 16), fc2 = Linear(16, 16), fc3 = Linear(16, 1);

    public Net() : base("net")
    {
        init.xavier_uniform_(fc1.weight); // INIT003
        init.xavier_uniform_(fc2.weight); // INIT001
        init.xavier_uniform_(fc3.weight);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        var y = fc1.forward(x);
        y = y.sigmoid();
        y = fc2.forward(y).silu();
        return fc3.forward(y).sigmoid();
    }
}

//// methods of the tensor in place: b8
class Net : Module<Tensor, Tensor>
{
    private readonly Linear fc1 = Linear(8, 16), fc2 = Linear(16, 16);

    public Net() : base("net")
    {
        init.kaiming_uniform_(fc1.weight); // INIT002
        init.xavier_uniform_(fc2.weight); // INIT001
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        var z = fc1.call(x).tanh_();
        z = fc2.call(z);
        z.relu_();
        return z;
    }
}

//// a sum in place before the activation ends the path: b8 b30
class Net : Module<Tensor, Tensor>
{
    private readonly Linear fc1 = Linear(8, 8);

    public Net() : base("net")
    {
        init.xavier_uniform_(fc1.weight);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => fc1.forward(x).add_(x).relu_();
}

//// a new variable for each step: b10
class Net : Module<Tensor, Tensor>
{
    private readonly Conv2d conv1 = Conv2d(1, 8, 3), conv2 = Conv2d(8, 8, 3);
    private readonly Module<Tensor, Tensor> relu1 = ReLU(), tanh2 = Tanh(), pool = MaxPool2d(2);
    private readonly Linear head = Linear(8, 2);

    public Net() : base("net")
    {
        RegisterComponents();
        init.xavier_uniform_(conv1.weight); // INIT001
        init.xavier_uniform_(conv2.weight);
    }

    public override Tensor forward(Tensor i)
    {
        var l11 = conv1.forward(i);
        var l12 = relu1.forward(l11);
        var l13 = pool.forward(l12);
        var l21 = conv2.forward(l13);
        var l22 = pool.forward(l21);
        var l23 = tanh2.forward(l22);
        return head.forward(l23.flatten(1));
    }
}

//// calls within calls: b11
class Net : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 16), b = Linear(16, 16);
    private readonly LayerNorm norm = LayerNorm(16);
    private readonly GELU gelu = GELU();
    private readonly Dropout drop = Dropout(0.1);

    public Net() : base("net")
    {
        init.xavier_uniform_(a.weight);
        init.xavier_uniform_(b.weight); // INIT001
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => gelu.forward(drop.forward(b.forward(gelu.forward(norm.forward(a.forward(x))))));
}

//// using declarations: b12
class Net : Module<Tensor, Tensor>
{
    private readonly Linear fc1 = Linear(8, 16), fc2 = Linear(16, 1);

    public Net() : base("net")
    {
        init.xavier_uniform_(fc1.weight); // INIT001
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        using var a = fc1.forward(x);
        using var b = functional.relu(a);
        return fc2.forward(b).MoveToOuterDisposeScope();
    }
}

//// using statements that swap tensors: b12
class Net : Module<Tensor, Tensor>
{
    private readonly Linear fc1 = Linear(8, 16), fc2 = Linear(16, 16);

    public Net() : base("net")
    {
        init.kaiming_uniform_(fc1.weight);
        init.xavier_uniform_(fc2.weight); // INIT001
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        var x = fc1.forward(input);
        using (Tensor y = x) x = functional.relu(y);
        using (Tensor y = x) x = fc2.forward(y);
        using (Tensor y = x) x = functional.relu(y);
        return x;
    }
}

//// call instead of forward: b13 b15
class Net : Module<Tensor, Tensor>
{
    private readonly Linear fc1 = Linear(8, 16), fc2 = Linear(16, 1);
    private readonly ELU elu = ELU();

    public Net() : base("net")
    {
        init.xavier_uniform_(fc2.weight);
        init.kaiming_uniform_(fc1.weight);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => fc2.call(elu.call(fc1.call(x)));
}

//// an entry point of another name on a non-generic module: b14
class Net : Module
{
    private readonly Linear fc1 = Linear(8, 16), fc2 = Linear(16, 1);

    public Net() : base("net")
    {
        init.xavier_uniform_(fc1.weight); // INIT001
        RegisterComponents();
    }

    public Tensor Forward(Tensor x) => fc2.forward(fc1.forward(x).relu());
}

//// forward as an expression: b15
class Net : Module<Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> net;

    public Net() : base("net")
    {
        var a = Linear(4, 8);
        init.orthogonal_(a.weight); // INIT001
        net = Sequential(a, ReLU(), Linear(8, 1));
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => net.call(x);
}

//// a loop over a ModuleList with a functional activation: b16
class Net : Module<Tensor, Tensor>
{
    private readonly ModuleList<Linear> layers = new ModuleList<Linear>();

    public Net(int n) : base("net")
    {
        for (var i = 0; i < n; i++) layers.Add(Linear(16, 16));
        RegisterComponents();
        foreach (var l in layers) init.kaiming_uniform_(l.weight); // INIT002
    }

    public override Tensor forward(Tensor x)
    {
        foreach (var l in layers) x = torch.tanh(l.forward(x));
        return x;
    }
}

//// all but the last layer are activated, by index: b17
class Net : Module<Tensor, Tensor>
{
    private readonly ModuleList<Linear> layers = new ModuleList<Linear>(Linear(8, 16), Linear(16, 16), Linear(16, 2));

    public Net() : base("net")
    {
        RegisterComponents();
        init.xavier_uniform_(layers[0].weight); // INIT001
        init.kaiming_uniform_(layers[1].weight);
        init.xavier_uniform_(layers[2].weight);
    }

    public override Tensor forward(Tensor x)
    {
        for (var i = 0; i < layers.Count - 1; i++) x = functional.relu(layers[i].forward(x));
        return layers[layers.Count - 1].forward(x);
    }
}

//// all but the last layer are activated, by a test: b17
class Net : Module<Tensor, Tensor>
{
    private readonly ModuleList<Linear> layers = new ModuleList<Linear>(Linear(8, 16), Linear(16, 16), Linear(16, 2));

    public Net() : base("net")
    {
        RegisterComponents();
        for (var i = 0; i < layers.Count; i++)
        {
            if (i < layers.Count - 1) init.kaiming_uniform_(layers[i].weight);
            else init.xavier_uniform_(layers[i].weight);
        }
    }

    public override Tensor forward(Tensor x)
    {
        for (var i = 0; i < layers.Count; i++)
        {
            x = layers[i].forward(x);
            if (i < layers.Count - 1) x = x.relu();
        }

        return x;
    }
}

//// the first, the middle and the last layer: b17
class Net : Module<Tensor, Tensor>
{
    private readonly ModuleList<Linear> layers = new ModuleList<Linear>(Linear(8, 16), Linear(16, 16), Linear(16, 2));

    public Net() : base("net")
    {
        RegisterComponents();
        init.xavier_uniform_(layers.First().weight);
        init.xavier_uniform_(layers[1].weight); // INIT001
        init.xavier_uniform_(layers.Last().weight);
    }

    public override Tensor forward(Tensor x)
    {
        x = torch.tanh(layers.First().forward(x));
        foreach (var l in layers.Skip(1).Take(1)) x = functional.relu(l.forward(x));
        return layers.Last().forward(x);
    }
}

//// a helper that is handed the layer: b18
class Net : Module<Tensor, Tensor>
{
    private readonly Conv2d conv = Conv2d(1, 8, 3);
    private readonly Linear head = Linear(8, 2);

    public Net() : base("net")
    {
        init.xavier_uniform_(conv.weight); // INIT001
        RegisterComponents();
    }

    private static Tensor Pool(Tensor x, Module<Tensor, Tensor> layer) => functional.relu(layer.forward(x)).squeeze(3);

    public override Tensor forward(Tensor x) => head.forward(Pool(x, conv).mean([2]));
}

//// the activation stands in another class: b19
class GraphConv : Module<Tensor, Tensor, Tensor>
{
    private readonly Linear fc;

    public GraphConv(long a, long b) : base("gc")
    {
        fc = Linear(a, b);
        init.xavier_uniform_(fc.weight); // INIT001
        RegisterComponents();
    }

    public override Tensor forward(Tensor x, Tensor adj) => fc.forward(mm(adj, x));
}

class Net : Module<Tensor, Tensor, Tensor>
{
    private readonly GraphConv gc1 = new GraphConv(8, 16), gc2 = new GraphConv(16, 2);

    public Net() : base("net") => RegisterComponents();

    public override Tensor forward(Tensor x, Tensor adj)
    {
        x = functional.relu(gc1.forward(x, adj));
        return gc2.forward(x, adj);
    }
}

//// the activation stands in another class, and nobody is seen to use it: b19
class GraphConv : Module<Tensor, Tensor, Tensor>
{
    private readonly Linear fc;

    public GraphConv(long a, long b) : base("gc")
    {
        fc = Linear(a, b);
        init.xavier_uniform_(fc.weight);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x, Tensor adj) => mm(adj, fc.forward(x));
}

//// a switch over a constant string: b20
static class Act
{
    public static Module<Tensor, Tensor> Make(string name)
    {
        switch (name)
        {
            case "relu": return ReLU();
            case "tanh": return Tanh();
            default: throw new ArgumentException(name);
        }
    }
}

class Net : Module<Tensor, Tensor>
{
    private readonly Linear fc1 = Linear(8, 16), fc2 = Linear(16, 16), fc3 = Linear(16, 1);
    private readonly Module<Tensor, Tensor> first = Act.Make("relu"), second = Act.Make("tanh");

    public Net() : base("net")
    {
        RegisterComponents();
        init.xavier_uniform_(fc1.weight); // INIT001
        init.xavier_uniform_(fc2.weight);
    }

    public override Tensor forward(Tensor x) => fc3.forward(second.forward(fc2.forward(first.forward(fc1.forward(x)))));
}

//// a switch over a string known at run time alone, one of whose activations the law fits: b20
class Net : Module<Tensor, Tensor>
{
    private readonly Linear fc1 = Linear(8, 16), fc2 = Linear(16, 1);
    private readonly Module<Tensor, Tensor> act;

    public Net(string name) : base("net")
    {
        switch (name)
        {
            case "relu": act = ReLU(); break;
            case "tanh": act = Tanh(); break;
            default: throw new ArgumentException(name);
        }

        RegisterComponents();
        init.xavier_uniform_(fc1.weight);
    }

    public override Tensor forward(Tensor x) => fc2.forward(act.forward(fc1.forward(x)));
}

//// a conditional between two rectifiers, neither of which the law fits: b21
class Net : Module<Tensor, Tensor>
{
    private readonly Linear fc1 = Linear(8, 16), fc2 = Linear(16, 1);
    private readonly Module<Tensor, Tensor> act;

    public Net(string name) : base("net")
    {
        act = name == "relu" ? ReLU() : GELU();
        RegisterComponents();
        init.xavier_uniform_(fc1.weight); // INIT001
    }

    public override Tensor forward(Tensor x) => fc2.forward(act.forward(fc1.forward(x)));
}

//// a conditional over a constant string: b21
class Net : Module<Tensor, Tensor>
{
    private const string Name = "tanh";
    private readonly Linear fc1 = Linear(8, 16), fc2 = Linear(16, 1);
    private readonly Module<Tensor, Tensor> act = Name == "tanh" ? Tanh() : ReLU();

    public Net() : base("net")
    {
        RegisterComponents();
        init.xavier_uniform_(fc1.weight);
    }

    public override Tensor forward(Tensor x) => fc2.forward(act.forward(fc1.forward(x)));
}

//// a switch expression over an enum: b22
enum Kind { Tanh, Relu, None }

class Net : Module<Tensor, Tensor>
{
    private readonly Linear fc1 = Linear(8, 16), fc2 = Linear(16, 1);
    private readonly Module<Tensor, Tensor> act;

    private static Module<Tensor, Tensor> Make(Kind kind) => kind switch
    {
        Kind.Tanh => Tanh(),
        Kind.Relu => ReLU(),
        _ => Identity(),
    };

    public Net() : base("net")
    {
        act = Make(Kind.Tanh);
        init.kaiming_uniform_(fc1.weight); // INIT002
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => fc2.forward(act.forward(fc1.forward(x)));
}

//// a switch expression over a parameter: b22
enum Kind { Tanh, Relu, None }

class Net : Module<Tensor, Tensor>
{
    private readonly Linear fc1 = Linear(8, 16), fc2 = Linear(16, 1);
    private readonly Module<Tensor, Tensor> act;

    public Net(Kind kind) : base("net")
    {
        act = kind switch { Kind.Tanh => Tanh(), Kind.Relu => ReLU(), _ => Identity() };
        init.kaiming_uniform_(fc1.weight);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => fc2.forward(act.forward(fc1.forward(x)));
}

//// a function of tensors in a field: b23
class Net : Module<Tensor, Tensor>
{
    private readonly Linear w1 = Linear(8, 16), w2 = Linear(16, 1);
    private readonly Func<Tensor, Tensor> act = x => functional.relu(x);

    public Net() : base("net")
    {
        RegisterComponents();
        init.xavier_uniform_(w1.weight); // INIT001
    }

    public override Tensor forward(Tensor x) => w2.forward(act(w1.forward(x)));
}

//// a function of tensors that a parameter brings: b23
class Net : Module<Tensor, Tensor>
{
    private readonly Linear w1 = Linear(8, 16), w2 = Linear(16, 1);
    private readonly Func<Tensor, Tensor> act;

    public Net(Func<Tensor, Tensor> act) : base("net")
    {
        this.act = act;
        RegisterComponents();
        init.xavier_uniform_(w1.weight);
    }

    public override Tensor forward(Tensor x) => w2.forward(act(w1.forward(x)));
}

//// factory functions as arguments: b24
class Block : Module<Tensor, Tensor>
{
    private readonly Sequential layers;

    public Block(long a, long b, Func<long, Module<Tensor, Tensor>>? norm, Func<Module<Tensor, Tensor>> activation) : base("block")
    {
        var conv = Conv2d(a, b, 3);
        init.xavier_uniform_(conv.weight); // INIT001
        var list = new List<Module<Tensor, Tensor>> { conv };
        if (norm != null) list.Add(norm(b));
        list.Add(activation());
        layers = Sequential(list);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => layers.forward(x);
}

class Net : Module<Tensor, Tensor>
{
    private readonly Block bare = new Block(3, 8, null, () => ReLU());

    public Net() : base("net") => RegisterComponents();

    public override Tensor forward(Tensor x) => bare.forward(x);
}

//// factory functions as arguments, with a normalisation: b24 b33
class Block : Module<Tensor, Tensor>
{
    private readonly Sequential layers;

    public Block(long a, long b, Func<long, Module<Tensor, Tensor>>? norm, Func<Module<Tensor, Tensor>> activation) : base("block")
    {
        var conv = Conv2d(a, b, 3);
        init.xavier_uniform_(conv.weight);
        var list = new List<Module<Tensor, Tensor>> { conv };
        if (norm != null) list.Add(norm(b));
        list.Add(activation());
        layers = Sequential(list);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => layers.forward(x);
}

class Net : Module<Tensor, Tensor>
{
    private readonly Block normed = new Block(3, 8, c => BatchNorm2d(c), () => ReLU6());

    public Net() : base("net") => RegisterComponents();

    public override Tensor forward(Tensor x) => normed.forward(x);
}

//// a method group as factory: b25
class Mlp : Module<Tensor, Tensor>
{
    private readonly Linear fc1, fc2;
    private readonly Module<Tensor, Tensor> act;

    public Mlp(long dim, Func<Module<Tensor, Tensor>> activation) : base("mlp")
    {
        fc1 = Linear(dim, 4 * dim);
        fc2 = Linear(4 * dim, dim);
        act = activation();
        init.xavier_uniform_(fc1.weight); // INIT001
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => fc2.forward(act.forward(fc1.forward(x)));
}

static class Factory
{
    private static Module<Tensor, Tensor> Smooth() => GELU();

    public static Mlp Make() => new Mlp(64, Smooth);
}

//// a dictionary of activations, by a constant key: b26
class Net : Module<Tensor, Tensor>
{
    private static readonly Dictionary<string, Module<Tensor, Tensor>> s_activations = new()
    {
        ["relu"] = ReLU(),
        ["tanh"] = Tanh(),
    };

    private readonly Linear fc1 = Linear(8, 16), fc2 = Linear(16, 16), fc3 = Linear(16, 1);

    public Net() : base("net")
    {
        RegisterComponents();
        init.xavier_uniform_(fc1.weight); // INIT001
        init.xavier_uniform_(fc2.weight);
    }

    public override Tensor forward(Tensor x)
    {
        x = s_activations["relu"].forward(fc1.forward(x));
        x = s_activations["tanh"].forward(fc2.forward(x));
        return fc3.forward(x);
    }
}

//// a dictionary of factories of activations, by a constant key: b26
class Net : Module<Tensor, Tensor>
{
    private readonly Linear fc1 = Linear(8, 16), fc2 = Linear(16, 1);
    private readonly Module<Tensor, Tensor> act;

    public Net() : base("net")
    {
        var makers = new Dictionary<string, Func<Module<Tensor, Tensor>>>
        {
            { "relu", () => ReLU() },
            { "tanh", () => Tanh() },
        };
        act = makers["tanh"]();
        RegisterComponents();
        init.kaiming_uniform_(fc1.weight); // INIT002
    }

    public override Tensor forward(Tensor x) => fc2.forward(act.forward(fc1.forward(x)));
}

//// a dictionary of activations, by a key known at run time alone: b26
class Net : Module<Tensor, Tensor>
{
    private readonly Dictionary<string, Module<Tensor, Tensor>> activations = new() { ["relu"] = ReLU(), ["tanh"] = Tanh() };
    private readonly Linear fc1 = Linear(8, 16), fc2 = Linear(16, 1);
    private readonly string key;

    public Net(string key) : base("net")
    {
        this.key = key;
        RegisterComponents();
        init.xavier_uniform_(fc1.weight);
    }

    public override Tensor forward(Tensor x) => fc2.forward(activations[key].forward(fc1.forward(x)));
}

//// an activation of the user's own, made of known ones: b27
class Swish : Module<Tensor, Tensor>
{
    public Swish() : base("swish") { }

    public override Tensor forward(Tensor x) => x * torch.sigmoid(x);
}

class Net : Module<Tensor, Tensor>
{
    private readonly Linear fc1 = Linear(8, 16), fc2 = Linear(16, 1);
    private readonly Swish act = new Swish();

    public Net() : base("net")
    {
        RegisterComponents();
        init.xavier_uniform_(fc1.weight);
    }

    public override Tensor forward(Tensor x) => fc2.forward(act.forward(fc1.forward(x)));
}

//// an activation of the user's own that only forwards to a rectifier: b27
class Act : Module<Tensor, Tensor>
{
    public Act() : base("act") { }

    public override Tensor forward(Tensor x) => functional.relu(x);
}

class Net : Module<Tensor, Tensor>
{
    private readonly Linear fc1 = Linear(8, 16), fc2 = Linear(16, 1);
    private readonly Act act = new Act();

    public Net() : base("net")
    {
        RegisterComponents();
        init.xavier_uniform_(fc1.weight); // INIT001
    }

    public override Tensor forward(Tensor x) => fc2.forward(act.forward(fc1.forward(x)));
}

//// an activation within a script: b28
class Net : Module<Tensor, Tensor>
{
    private static readonly jit.CompilationUnit s_script = jit.compile("def f(x):\n  return x.relu()");
    private readonly Linear fc1 = Linear(8, 16), fc2 = Linear(16, 1);

    public Net() : base("net")
    {
        RegisterComponents();
        init.xavier_uniform_(fc1.weight);
    }

    public override Tensor forward(Tensor x) => fc2.forward((Tensor)s_script.invoke("f", fc1.forward(x)));
}

//// a gated product: b29
class FeedForward : Module<Tensor, Tensor>
{
    private readonly Linear w1 = Linear(16, 64), w2 = Linear(64, 16), w3 = Linear(16, 64);

    public FeedForward() : base("ff")
    {
        RegisterComponents();
        foreach (var l in new[] { w1, w2, w3 }) init.xavier_uniform_(l.weight);
    }

    public override Tensor forward(Tensor x) => w2.forward(torch.sigmoid(w1.forward(x)) * w3.forward(x));
}

//// a residual addition right behind the layer: b30
class Block : Module<Tensor, Tensor>
{
    private readonly Linear fc = Linear(16, 16), proj = Linear(16, 16);

    public Block() : base("block")
    {
        RegisterComponents();
        init.kaiming_normal_(fc.weight);
        init.zeros_(proj.weight);
    }

    public override Tensor forward(Tensor x)
    {
        var h = functional.relu(fc.forward(x));
        x = x + proj.forward(h);
        return x;
    }
}

//// the activation before the layer: b31
class Block : Module<Tensor, Tensor>
{
    private readonly Sequential net;

    public Block() : base("block")
    {
        var a = Conv1d(16, 16, 3, padding: 1);
        var b = Conv1d(16, 16, 1);
        init.xavier_uniform_(a.weight); // INIT001
        init.xavier_uniform_(b.weight);
        net = Sequential(ReLU(), a, ReLU(), b);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => x + net.forward(x);
}

//// two consumers of one output, of which the law fits one: b32
class Net : Module<Tensor, (Tensor, Tensor)>
{
    private readonly Linear body = Linear(8, 16), a = Linear(16, 2), b = Linear(16, 1);

    public Net() : base("net")
    {
        RegisterComponents();
        init.xavier_uniform_(body.weight);
    }

    public override (Tensor, Tensor) forward(Tensor x)
    {
        var z = body.forward(x);
        return (a.forward(functional.relu(z)), b.forward(torch.tanh(z)));
    }
}

//// two consumers of one output, of which the law fits none: b32
class Net : Module<Tensor, (Tensor, Tensor)>
{
    private readonly Linear body = Linear(8, 16), a = Linear(16, 2), b = Linear(16, 1);

    public Net() : base("net")
    {
        RegisterComponents();
        init.xavier_uniform_(body.weight); // INIT001
    }

    public override (Tensor, Tensor) forward(Tensor x)
    {
        var z = body.forward(x);
        return (a.forward(functional.relu(z)), b.forward(functional.gelu(z)));
    }
}

//// a normalisation that a flag brings: b33
class Net : Module<Tensor, Tensor>
{
    private readonly Linear fc = Linear(8, 16), head = Linear(16, 1);
    private readonly BatchNorm1d? norm;

    public Net(bool normed) : base("net")
    {
        if (normed) norm = BatchNorm1d(16);
        RegisterComponents();
        init.kaiming_normal_(fc.weight);
    }

    public override Tensor forward(Tensor x)
    {
        x = fc.forward(x);
        if (norm is not null) x = norm.forward(x);
        return head.forward(functional.relu(x));
    }
}

//// a flag decides whether there is an activation, and the law is right without one: b37
class Layer : Module<Tensor, Tensor>
{
    private readonly Linear fc;
    private readonly bool active;

    public Layer(long a, long b, bool active) : base("layer")
    {
        fc = Linear(a, b);
        this.active = active;
        init.xavier_uniform_(fc.weight);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        x = fc.forward(x);
        if (active) x = x.relu();
        return x;
    }
}

class Net : Module<Tensor, Tensor>
{
    private readonly Layer first = new Layer(8, 16, true), last = new Layer(16, 1, false);

    public Net() : base("net") => RegisterComponents();

    public override Tensor forward(Tensor x) => last.forward(first.forward(x));
}

//// a flag that is never set: b37
class Layer : Module<Tensor, Tensor>
{
    private readonly Linear fc;
    private readonly bool active;

    public Layer(long a, long b, bool active) : base("layer")
    {
        fc = Linear(a, b);
        this.active = active;
        init.xavier_uniform_(fc.weight);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        x = fc.forward(x);
        if (active) x = x.relu();
        return x;
    }
}

class Net : Module<Tensor, Tensor>
{
    private readonly Layer last = new Layer(16, 1, active: false);

    public Net() : base("net") => RegisterComponents();

    public override Tensor forward(Tensor x) => last.forward(x);
}
