// How layers are declared.

//// layers assigned in the constructor, fields of the concrete class: a1 a2 a5 b2 c3
class Net : Module<Tensor, Tensor>
{
    private readonly Linear fc1;
    private readonly Linear fc2;

    public Net() : base("net")
    {
        fc1 = Linear(8, 16);
        fc2 = Linear(16, 1);
        init.xavier_uniform_(fc1.weight); // INIT001
        init.xavier_uniform_(fc2.weight);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => fc2.forward(functional.relu(fc1.forward(x)));
}

//// the same, and right: a1 a5 c3
class Net : Module<Tensor, Tensor>
{
    private readonly Linear fc1;
    private readonly Linear fc2;

    public Net() : base("net")
    {
        fc1 = Linear(8, 16);
        fc2 = Linear(16, 1);
        init.kaiming_uniform_(fc1.weight, nonlinearity: init.NonlinearityType.ReLU);
        init.xavier_uniform_(fc2.weight);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => fc2.forward(functional.relu(fc1.forward(x)));
}

//// factories behind nn, as using static torch gives them: a3
class Net : nn.Module<Tensor, Tensor>
{
    private readonly Linear fc = nn.Linear(8, 16);

    public Net() : base("net")
    {
        nn.init.xavier_uniform_(fc.weight); // INIT001
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => nn.functional.relu(fc.forward(x));
}

//// everything qualified in full: a4
class Net : TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>
{
    private readonly TorchSharp.Modules.Linear fc = TorchSharp.torch.nn.Linear(8, 16);

    public Net() : base("net")
    {
        TorchSharp.torch.nn.init.xavier_uniform_(fc.weight); // INIT001
        RegisterComponents();
    }

    public override TorchSharp.torch.Tensor forward(TorchSharp.torch.Tensor x) => TorchSharp.torch.nn.functional.relu(fc.forward(x));
}

//// a field of the abstract module class, initialised before the up-cast: a6
class Net : Module<Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> fc;

    public Net() : base("net")
    {
        var linear = Linear(8, 16);
        init.xavier_uniform_(linear.weight); // INIT001
        fc = linear;
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => fc.forward(x).relu();
}

//// a field of the abstract module class, initialised through a cast: a6
class Net : Module<Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> fc = Linear(8, 16);

    public Net() : base("net")
    {
        init.xavier_uniform_(((Linear)fc).weight); // INIT001
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => fc.call(x).relu();
}

//// a field of the abstract module class that is right: a6 b13
class Net : Module<Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> fc = Linear(8, 16);

    public Net() : base("net")
    {
        init.kaiming_normal_((fc as Linear)!.weight);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => fc.call(x).relu();
}

//// field initialisers, no statement in the constructor but the initialisation: a7
class Net : Module<Tensor, Tensor>
{
    private readonly Conv2d conv1 = Conv2d(3, 16, 3), conv2 = Conv2d(16, 32, 3);

    public Net() : base("net")
    {
        init.xavier_uniform_(conv1.weight); // INIT001
        init.kaiming_uniform_(conv2.weight);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => conv2.forward(conv1.forward(x).relu()).relu();
}

//// a non-generic module field, called through a cast: a8
class Net : Module<Tensor, Tensor>
{
    private readonly Module fc = Linear(4, 64);

    public Net() : base("net")
    {
        if (fc is Linear linear) init.xavier_uniform_(linear.weight); // INIT001
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => ((Module<Tensor, Tensor>)fc).forward(x).relu();
}

//// a layer that is made only under a condition: a9
class Block : Module<Tensor, Tensor>
{
    private readonly Linear main;
    private readonly Linear? proj;

    public Block(long a, long b) : base("block")
    {
        main = Linear(a, b);
        if (a != b)
        {
            proj = Linear(a, b);
            init.xavier_uniform_(proj.weight);
        }

        init.kaiming_normal_(main.weight);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        var skip = proj is null ? x : proj.forward(x);
        return skip + functional.relu(main.forward(x));
    }
}

//// a conditional layer that feeds a rectifier: a9
class Stem : Module<Tensor, Tensor>
{
    private Linear? extra;
    private readonly Linear main = Linear(8, 8);

    public Stem(bool deep) : base("stem")
    {
        init.kaiming_normal_(main.weight);
        if (deep)
        {
            extra = Linear(8, 8);
            init.xavier_uniform_(extra.weight); // INIT001
        }

        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        x = main.forward(x).relu();
        if (extra != null) x = extra.forward(x).relu();
        return x;
    }
}

//// layers in properties: a10
class Net : Module<Tensor, Tensor>
{
    public Conv1d Conv { get; }

    protected Linear Head { get; set; }

    public Net() : base("net")
    {
        Conv = Conv1d(4, 8, 3);
        Head = Linear(8, 2);
        init.xavier_uniform_(Conv.weight); // INIT001
        init.xavier_uniform_(Head.weight);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => Head.forward(Conv.forward(x).relu().mean([2]));
}

//// a dynamic field says nothing, so nothing is said: a11
class Net : Module<Tensor, Tensor>
{
    private readonly dynamic fc;

    public Net() : base("net")
    {
        fc = Linear(8, 16);
        init.xavier_uniform_(((Linear)fc).weight);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => functional.relu((Tensor)fc.forward(x));
}

//// layers inline in Sequential, reached by a walk: a12 b1 c4
class Net : Module<Tensor, Tensor>
{
    private readonly Sequential layers = Sequential(Linear(8, 16), ReLU(), Linear(16, 1));

    public Net() : base("net")
    {
        RegisterComponents();
        foreach (var m in modules())
        {
            if (m is Linear l) init.xavier_uniform_(l.weight); // INIT001
        }
    }

    public override Tensor forward(Tensor x) => layers.forward(x);
}

//// layers inline in Sequential, by index: a12 b1
class Net : Module<Tensor, Tensor>
{
    private readonly Sequential layers = Sequential(Linear(8, 16), Tanh(), Linear(16, 1));

    public Net() : base("net")
    {
        init.kaiming_uniform_(((Linear)layers[0]).weight); // INIT002
        init.kaiming_uniform_(((Linear)layers[2]).weight);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => layers.forward(x);
}

//// named layers in Sequential: a13
class Net : Module<Tensor, Tensor>
{
    private readonly Sequential layers = Sequential(("fc1", Linear(8, 16)), ("act", ReLU()), ("fc2", Linear(16, 1)));

    public Net() : base("net")
    {
        RegisterComponents();
        foreach (var (name, m) in layers.named_children())
        {
            if (m is Linear l && name == "fc1") init.xavier_uniform_(l.weight); // INIT001
        }
    }

    public override Tensor forward(Tensor x) => layers.forward(x);
}

//// named layers in Sequential, all right: a13
class Net : Module<Tensor, Tensor>
{
    private readonly Sequential layers = Sequential(("fc1", Linear(8, 16)), ("act", SELU()), ("fc2", Linear(16, 1)));

    public Net() : base("net")
    {
        RegisterComponents();
        foreach (var (_, m) in layers.named_children())
        {
            if (m is Linear l) init.kaiming_normal_(l.weight, nonlinearity: init.NonlinearityType.Linear);
        }
    }

    public override Tensor forward(Tensor x) => layers.forward(x);
}

//// a list that is filled before Sequential gets it: a14 a15
class Net : Module<Tensor, Tensor>
{
    private readonly Sequential net;

    public Net(int depth) : base("net")
    {
        var layers = new List<Module<Tensor, Tensor>>();
        for (var i = 0; i < depth; i++)
        {
            var fc = Linear(32, 32);
            init.xavier_uniform_(fc.weight); // INIT001
            layers.Add(fc);
            layers.Add(LeakyReLU(0.2));
        }

        layers.Add(Linear(32, 1));
        net = Sequential(layers.ToArray());
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => net.forward(x);
}

//// an array that is made before Sequential gets it: a14
class Net : Module<Tensor, Tensor>
{
    private readonly Sequential net;

    public Net() : base("net")
    {
        var first = Linear(8, 8);
        var second = Linear(8, 2);
        init.kaiming_uniform_(first.weight);
        init.xavier_uniform_(second.weight);
        var layers = new Module<Tensor, Tensor>[] { first, ReLU(), second };
        net = Sequential(layers);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => net.forward(x);
}

//// append to a Sequential: a15
class Net : Module<Tensor, Tensor>
{
    private readonly Sequential seq = Sequential();

    public Net() : base("net")
    {
        for (var i = 0; i < 3; i++)
        {
            var conv = Conv2d(8, 8, 3, padding: 1);
            init.xavier_uniform_(conv.weight); // INIT001
            seq.append("c" + i, conv);
            seq.append("r" + i, ReLU());
        }

        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => seq.forward(x);
}

//// append to a Sequential, and right: a15
class Net : Module<Tensor, Tensor>
{
    private readonly Sequential seq = Sequential();

    public Net() : base("net")
    {
        for (var i = 0; i < 3; i++)
        {
            var conv = Conv2d(8, 8, 3, padding: 1);
            init.kaiming_normal_(conv.weight, mode: init.FanInOut.FanOut, nonlinearity: init.NonlinearityType.ReLU);
            seq.append(conv).append(ReLU());
        }

        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => seq.forward(x);
}

//// a list of named tuples: a16
class Net : Module<Tensor, Tensor>
{
    private readonly Sequential net;

    public Net() : base("net")
    {
        var mods = new List<(string, Module<Tensor, Tensor>)>();
        for (var i = 0; i < 2; i++)
        {
            mods.Add(($"conv{i}", Conv2d(4, 4, 3)));
            mods.Add(($"act{i}", ReLU()));
        }

        mods.Add(("out", Conv2d(4, 1, 1)));
        net = Sequential(mods);
        RegisterComponents();
        foreach (var c in modules().OfType<Conv2d>()) init.xavier_uniform_(c.weight); // INIT001
    }

    public override Tensor forward(Tensor x) => net.forward(x);
}

//// Sequential within Sequential: a17 b33
class Net : Module<Tensor, Tensor>
{
    private readonly Sequential net = Sequential(
        Sequential(Conv2d(3, 8, 3), BatchNorm2d(8)),
        ReLU(),
        Sequential(Conv2d(8, 8, 3)),
        ReLU());

    public Net() : base("net")
    {
        RegisterComponents();
        init.xavier_uniform_(((Conv2d)((Sequential)net[0])[0]).weight);
        init.xavier_uniform_(((Conv2d)((Sequential)net[2])[0]).weight); // INIT001
    }

    public override Tensor forward(Tensor x) => net.forward(x);
}

//// a class that derives from Sequential: a18
class Head : Sequential
{
    public Head() : base(Build())
    {
        foreach (var m in children())
        {
            if (m is Linear l) init.xavier_uniform_(l.weight); // INIT001
        }
    }

    private static Module<Tensor, Tensor>[] Build() => new Module<Tensor, Tensor>[] { Linear(8, 8), ReLU(), Linear(8, 2) };
}

class Net : Module<Tensor, Tensor>
{
    private readonly Head head = new Head();

    public Net() : base("net") => RegisterComponents();

    public override Tensor forward(Tensor x) => head.forward(x);
}

//// a class that derives from Sequential, and is right: a18
class Head : Sequential
{
    public Head() : base(("a", Linear(8, 8)), ("b", Tanh()), ("c", Linear(8, 2)))
    {
        foreach (var m in children())
        {
            if (m is Linear l) init.xavier_uniform_(l.weight);
        }
    }
}

//// a ModuleList, walked in forward: a19 b16
class Net : Module<Tensor, Tensor>
{
    private readonly ModuleList<Module<Tensor, Tensor>> layers = new ModuleList<Module<Tensor, Tensor>>();

    public Net() : base("net")
    {
        for (var i = 0; i < 3; i++) layers.Add(Linear(16, 16));
        RegisterComponents();
        foreach (var l in layers) init.xavier_uniform_(((Linear)l).weight); // INIT001
    }

    public override Tensor forward(Tensor x)
    {
        foreach (var l in layers) x = functional.relu(l.forward(x));
        return x;
    }
}

//// ModuleLists of ModuleLists: a20
class Net : Module<Tensor, Tensor>
{
    private readonly ModuleList<ModuleList<Linear>> stages = new ModuleList<ModuleList<Linear>>();

    public Net() : base("net")
    {
        for (var i = 0; i < 2; i++)
        {
            var stage = new ModuleList<Linear>();
            for (var j = 0; j < 2; j++) stage.Add(Linear(16, 16));
            stages.Add(stage);
        }

        RegisterComponents();
        foreach (var stage in stages)
        {
            foreach (var l in stage) init.xavier_uniform_(l.weight); // INIT001
        }
    }

    public override Tensor forward(Tensor x)
    {
        foreach (var stage in stages)
        {
            foreach (var l in stage) x = l.forward(x).relu();
        }

        return x;
    }
}

//// a ModuleDict: a21
class Net : Module<Tensor, Tensor>
{
    private readonly ModuleDict<Module<Tensor, Tensor>> parts = ModuleDict<Module<Tensor, Tensor>>(("in", Linear(8, 16)), ("out", Linear(16, 2)));

    public Net() : base("net")
    {
        RegisterComponents();
        foreach (var m in modules())
        {
            if (m is Linear l) init.kaiming_uniform_(l.weight);
        }
    }

    public override Tensor forward(Tensor x) => parts["out"].forward(parts["in"].forward(x).relu());
}

//// a ModuleDict's layer, by its key: a21
class Net : Module<Tensor, Tensor>
{
    private readonly ModuleDict<Module<Tensor, Tensor>> parts = ModuleDict<Module<Tensor, Tensor>>(("in", Linear(8, 16)), ("out", Linear(16, 2)));

    public Net() : base("net")
    {
        init.xavier_uniform_(((Linear)parts["in"]).weight); // INIT001
        init.xavier_uniform_(((Linear)parts["out"]).weight);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => parts["out"].forward(parts["in"].forward(x).relu());
}

//// a plain list as storage, each layer registered by name: a22 a23
class Net : Module<Tensor, Tensor>
{
    private readonly List<Linear> blocks = new();

    public Net() : base("net")
    {
        for (var i = 0; i < 3; i++)
        {
            var b = Linear(16, 16);
            blocks.Add(b);
            register_module($"block{i}", b);
        }

        foreach (var m in modules())
        {
            if (m is Linear l) init.xavier_uniform_(l.weight); // INIT001
        }
    }

    public override Tensor forward(Tensor x)
    {
        foreach (var b in blocks) x = b.forward(x).relu();
        return x;
    }
}

//// a plain list as storage, right: a22
class Net : Module<Tensor, Tensor>
{
    private readonly List<Linear> blocks = new();

    public Net() : base("net")
    {
        for (var i = 0; i < 3; i++)
        {
            blocks.Add(Linear(16, 16));
            register_module($"block{i}", blocks[i]);
        }

        blocks.ForEach(b => init.kaiming_uniform_(b.weight));
    }

    public override Tensor forward(Tensor x)
    {
        foreach (var b in blocks) x = b.forward(x).relu();
        return x;
    }
}

//// registration by hand, one layer after the other: a23
class Net : Module<Tensor, Tensor>
{
    private readonly Linear fc1, fc2;

    public Net() : base("net")
    {
        fc1 = Linear(8, 16);
        fc2 = Linear(16, 2);
        register_module("fc1", fc1);
        register_module("fc2", fc2);
        foreach (var (name, m) in named_children())
        {
            if (m is Linear l && name != "fc2") init.xavier_uniform_(l.weight); // INIT001
        }
    }

    public override Tensor forward(Tensor x) => fc2.forward(fc1.forward(x).relu());
}

//// RegisterComponents before a blanket initialisation: a24
class Net : Module<Tensor, Tensor>
{
    private readonly Linear fc1 = Linear(8, 16), fc2 = Linear(16, 2);

    public Net() : base("net")
    {
        RegisterComponents();
        foreach (var m in children())
        {
            if (m is Linear l) init.kaiming_uniform_(l.weight);
        }
    }

    public override Tensor forward(Tensor x) => fc2.forward(fc1.forward(x).relu());
}

//// layers that LINQ makes: a25
class Net : Module<Tensor, Tensor>
{
    private readonly ModuleList<Linear> layers;

    public Net() : base("net")
    {
        layers = new ModuleList<Linear>(Enumerable.Range(0, 3).Select(_ => Linear(16, 16)).ToArray());
        RegisterComponents();
        foreach (var l in layers) init.xavier_uniform_(l.weight); // INIT001
    }

    public override Tensor forward(Tensor x)
    {
        foreach (var l in layers) x = l.forward(x).relu();
        return x;
    }
}

//// layers that LINQ makes, right: a25
class Net : Module<Tensor, Tensor>
{
    private readonly ModuleList<Linear> layers;

    public Net() : base("net")
    {
        layers = new ModuleList<Linear>(Enumerable.Range(0, 3).Select(_ => Linear(16, 16)).ToArray());
        RegisterComponents();
        foreach (var l in layers) init.kaiming_uniform_(l.weight);
    }

    public override Tensor forward(Tensor x)
    {
        foreach (var l in layers) x = l.forward(x).relu();
        return x;
    }
}

//// a conditional expression picks the layer: a26
class Noisy : Module<Tensor, Tensor>
{
    private readonly Linear inner;

    public Noisy(long a, long b) : base("noisy")
    {
        inner = Linear(a, b);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => inner.forward(x + randn_like(x));
}

class Net : Module<Tensor, Tensor>
{
    private readonly Sequential net;

    public Net(bool noisy) : base("net")
    {
        var list = new List<Module<Tensor, Tensor>>();
        list.Add(noisy ? new Noisy(8, 8) : Linear(8, 8));
        list.Add(ReLU());
        list.Add(Linear(8, 2));
        net = Sequential(list);
        RegisterComponents();
        foreach (var m in modules())
        {
            if (m is Linear l) init.xavier_uniform_(l.weight); // INIT001
        }
    }

    public override Tensor forward(Tensor x) => net.forward(x);
}

//// layers from an array of sizes in which a number means an activation: a27
class Net : Module<Tensor, Tensor>
{
    private readonly Sequential net;

    public Net() : base("net")
    {
        var sizes = new[] { 20, -1, 20, -1 };
        var last = 4;
        var list = new List<Module<Tensor, Tensor>>();
        foreach (var size in sizes)
        {
            if (size < 0)
            {
                list.Add(Tanh());
                continue;
            }

            var fc = Linear(last, size);
            init.kaiming_normal_(fc.weight); // INIT002
            list.Add(fc);
            last = size;
        }

        list.Add(Linear(last, 1));
        net = Sequential(list);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => net.forward(x);
}

//// the same with the law that tanh wants: a27
class Net : Module<Tensor, Tensor>
{
    private readonly Sequential net;

    public Net() : base("net")
    {
        var sizes = new[] { 20, -1, 20, -1 };
        var last = 4;
        var list = new List<Module<Tensor, Tensor>>();
        foreach (var size in sizes)
        {
            if (size < 0)
            {
                list.Add(Tanh());
                continue;
            }

            var fc = Linear(last, size);
            init.xavier_uniform_(fc.weight);
            list.Add(fc);
            last = size;
        }

        list.Add(Linear(last, 1));
        net = Sequential(list);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => net.forward(x);
}

//// a block of convolution, normalisation and activation: a28 b33
class ConvBlock : Module<Tensor, Tensor>
{
    private readonly Conv2d conv;
    private readonly BatchNorm2d norm;
    private readonly ReLU act = ReLU();

    public ConvBlock(long a, long b) : base("block")
    {
        conv = Conv2d(a, b, 3, bias: false);
        norm = BatchNorm2d(b);
        init.xavier_uniform_(conv.weight);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => act.forward(norm.forward(conv.forward(x)));
}

class Net : Module<Tensor, Tensor>
{
    private readonly ConvBlock a = new ConvBlock(3, 8), b = new ConvBlock(8, 16);

    public Net() : base("net") => RegisterComponents();

    public override Tensor forward(Tensor x) => b.forward(a.forward(x));
}

//// a block without a normalisation: a28
class ConvBlock : Module<Tensor, Tensor>
{
    private readonly Conv2d conv;
    private readonly ReLU act = ReLU();

    public ConvBlock(long a, long b) : base("block")
    {
        conv = Conv2d(a, b, 3, bias: false);
        init.xavier_uniform_(conv.weight); // INIT001
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => act.forward(conv.forward(x));
}

class Net : Module<Tensor, Tensor>
{
    private readonly ConvBlock a = new ConvBlock(3, 8), b = new ConvBlock(8, 16);

    public Net() : base("net") => RegisterComponents();

    public override Tensor forward(Tensor x) => b.forward(a.forward(x));
}

//// a static factory that returns an initialised layer: a30 c1
static class Make
{
    public static Linear Layer(long inputs, long outputs)
    {
        var l = nn.Linear(inputs, outputs);
        init.xavier_uniform_(l.weight); // INIT001
        init.zeros_(l.bias);
        return l;
    }
}

class Net : Module<Tensor, Tensor>
{
    private readonly Linear fc1 = Make.Layer(8, 16), fc2 = Make.Layer(16, 2);

    public Net() : base("net") => RegisterComponents();

    public override Tensor forward(Tensor x) => fc2.forward(fc1.forward(x).relu());
}

//// a shared abstract base class: a31
abstract class QNet : Module<Tensor, Tensor>
{
    protected readonly Linear body;

    protected QNet(string name, long width) : base(name)
    {
        body = Linear(4, width);
        init.xavier_uniform_(body.weight); // INIT001
    }
}

sealed class Q1 : QNet
{
    private readonly Linear head = Linear(16, 2);

    public Q1() : base("q1", 16) => RegisterComponents();

    public override Tensor forward(Tensor x) => head.forward(functional.relu(body.forward(x)));
}

//// a base class whose heirs differ, and each is right: a31
abstract class QNet : Module<Tensor, Tensor>
{
    protected readonly Linear body;

    protected QNet(string name, long width) : base(name)
    {
        body = Linear(4, width);
    }
}

sealed class Q1 : QNet
{
    public Q1() : base("q1", 16)
    {
        init.kaiming_uniform_(body.weight);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => functional.relu(body.forward(x));
}

sealed class Q2 : QNet
{
    private readonly Linear head = Linear(16, 1);

    public Q2() : base("q2", 16)
    {
        init.xavier_uniform_(body.weight);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => head.forward(tanh(body.forward(x)));
}

//// a module of several inputs: a32
class Critic : Module<Tensor, Tensor, Tensor>
{
    private readonly Linear fc1 = Linear(12, 16), fc2 = Linear(16, 1);

    public Critic() : base("critic")
    {
        RegisterComponents();
        init.xavier_uniform_(fc1.weight); // INIT001
        init.xavier_uniform_(fc2.weight);
    }

    public override Tensor forward(Tensor state, Tensor action) =>
        fc2.forward(functional.relu(fc1.forward(cat(new[] { state, action }, 1))));
}

//// attention of three inputs is left alone: a32
class Attention : Module<Tensor, Tensor, Tensor, Tensor>
{
    private readonly Linear q = Linear(32, 32), k = Linear(32, 32), v = Linear(32, 32), o = Linear(32, 32);

    public Attention() : base("attention")
    {
        RegisterComponents();
        foreach (var l in new[] { q, k, v, o }) init.xavier_uniform_(l.weight);
    }

    public override Tensor forward(Tensor a, Tensor b, Tensor c)
    {
        var scores = matmul(q.forward(a), k.forward(b).transpose(1, 2)) / Math.Sqrt(32);
        return o.forward(matmul(functional.softmax(scores, -1), v.forward(c)));
    }
}

//// a module that returns a tuple: a33
class ActorCritic : Module<Tensor, (Tensor, Tensor)>
{
    private readonly Linear body = Linear(4, 16), policy = Linear(16, 2), value = Linear(16, 1);

    public ActorCritic() : base("ac")
    {
        RegisterComponents();
        init.xavier_uniform_(body.weight); // INIT001
        init.orthogonal_(policy.weight, 0.01);
        init.orthogonal_(value.weight);
    }

    public override (Tensor, Tensor) forward(Tensor x)
    {
        x = functional.relu(body.forward(x));
        return (functional.softmax(policy.forward(x), -1), value.forward(x));
    }
}

//// two heads, each with an activation of its own, and right: a33
class ActorCritic : Module<Tensor, (Tensor, Tensor)>
{
    private readonly Linear body = Linear(4, 16), policy = Linear(16, 2), value = Linear(16, 1);

    public ActorCritic() : base("ac")
    {
        RegisterComponents();
        init.orthogonal_(body.weight, Math.Sqrt(2));
        init.orthogonal_(policy.weight, 0.01);
        init.orthogonal_(value.weight);
    }

    public override (Tensor, Tensor) forward(Tensor x)
    {
        x = functional.relu(body.forward(x));
        return (tanh(policy.forward(x)), value.forward(x));
    }
}

//// top-level statements: a35
var fc1 = Linear(8, 16);
var fc2 = Linear(16, 2);
init.xavier_uniform_(fc1.weight); // INIT001
init.xavier_uniform_(fc2.weight);
var net = Sequential(fc1, ReLU(), fc2);
Console.WriteLine(net.forward(randn(4, 8)));

//// top-level statements, right: a35
var fc1 = Linear(8, 16);
var fc2 = Linear(16, 2);
init.kaiming_uniform_(fc1.weight);
init.xavier_uniform_(fc2.weight);
var net = Sequential(("fc1", fc1), ("relu", ReLU()), ("fc2", fc2));
Console.WriteLine(net.forward(randn(4, 8)));

//// local functions that make networks: a35 a36
var q = Q();
foreach (var m in q.modules())
{
    if (m is Linear l) init.kaiming_uniform_(l.weight); // INIT002
}

Console.WriteLine(q.forward(randn(4, 8)));

Sequential Q() => Sequential(Linear(8, 16), act(), Linear(16, 2));
Module<Tensor, Tensor> act() => Tanh();

//// a factory of activations as a local function: a36
class Net : Module<Tensor, Tensor>
{
    private readonly Sequential net;

    public Net() : base("net")
    {
        static Module<Tensor, Tensor> act() => ReLU();
        var first = Linear(4, 16);
        init.xavier_uniform_(first.weight); // INIT001
        net = Sequential(first, act(), Linear(16, 2));
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => net.forward(x);
}

//// a layer called in the constructor to learn a shape: a37
class Net : Module<Tensor, Tensor>
{
    private readonly Conv2d conv = Conv2d(1, 4, 3);
    private readonly Linear fc;

    public Net() : base("net")
    {
        var n = conv.forward(zeros(1, 1, 28, 28)).numel();
        fc = Linear(n, 10);
        init.kaiming_uniform_(conv.weight);
        init.xavier_uniform_(fc.weight);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => fc.forward(conv.forward(x).relu().flatten(1));
}

//// a field of the module class, set from a parameter of another: a38
class Holder
{
    public Linear Layer;

    public Holder(Linear layer) => Layer = layer;
}

class Net : Module<Tensor, Tensor>
{
    private readonly Linear fc;

    public Net() : base("net")
    {
        var holder = new Holder(Linear(8, 16));
        init.xavier_uniform_(holder.Layer.weight); // INIT001
        fc = holder.Layer;
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => fc.forward(x).relu();
}

//// a primary constructor: a39
class Net(long width) : Module<Tensor, Tensor>("net")
{
    private readonly Linear fc1 = Linear(8, width), fc2 = Linear(width, 2);

    public Net Init()
    {
        init.xavier_uniform_(fc1.weight); // INIT001
        init.xavier_uniform_(fc2.weight);
        return this;
    }

    public override Tensor forward(Tensor x) => fc2.forward(fc1.forward(x).relu());
}

//// cells of a script, one after the other: a40
var net = Sequential(Linear(8, 16), ReLU(), Linear(16, 1));

// a later cell
init.xavier_uniform_(((Linear)net[0]).weight); // INIT001
init.xavier_uniform_(((Linear)net[2]).weight);

//// escaped identifiers: a42
class Net : Module<Tensor, Tensor>
{
    private readonly Linear @in = Linear(8, 16), @out = Linear(16, 2);

    public Net() : base("net")
    {
        init.xavier_uniform_(@in.weight); // INIT001
        init.xavier_uniform_(@out.weight);
        RegisterComponents();
    }

    public override Tensor forward(Tensor @params)
    {
        var @var = @in.call(@params).relu();
        return @out.call(@var);
    }
}

//// layers in a record: a35
record Pair(Linear First, Linear Second)
{
    public Tensor Run(Tensor x) => Second.forward(First.forward(x).relu());
}

static class Program
{
    public static Tensor Run(Tensor x)
    {
        var pair = new Pair(Linear(8, 16), Linear(16, 2));
        init.xavier_uniform_(pair.First.weight); // INIT001
        init.xavier_uniform_(pair.Second.weight);
        return pair.Run(x);
    }
}

//// layers in a struct, right: a35
struct Pair
{
    public Linear First;
    public Linear Second;

    public Pair(long width)
    {
        First = Linear(8, width);
        Second = Linear(width, 2);
        init.kaiming_uniform_(First.weight);
        init.xavier_uniform_(Second.weight);
    }

    public Tensor Run(Tensor x) => Second.forward(First.forward(x).relu());
}

//// layers in static fields: a35
static class Model
{
    private static readonly Linear s_first = Linear(8, 16);
    private static readonly Linear s_second = Linear(16, 2);

    static Model()
    {
        init.xavier_uniform_(s_first.weight); // INIT001
        init.xavier_uniform_(s_second.weight);
    }

    public static Tensor Run(Tensor x) => s_second.forward(s_first.forward(x).relu());
}
