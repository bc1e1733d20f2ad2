// Networks built in loops and lists.

//// a loop with a constant number of rounds and a conditional activation: a14
class Net : Module<Tensor, Tensor>
{
    private readonly Sequential net;

    public Net() : base("net")
    {
        var modules = new List<Module<Tensor, Tensor>>();
        for (var i = 0; i < 3; i++)
        {
            var fc = Linear(16, i < 2 ? 16 : 1);
            if (i < 2) init.kaiming_uniform_(fc.weight);
            else init.xavier_uniform_(fc.weight);
            modules.Add(fc);
            if (i < 2) modules.Add(ReLU());
        }

        net = Sequential(modules);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => net.forward(x);
}

//// a loop whose number of rounds is a parameter, and the last round is plain: a14
class Net : Module<Tensor, Tensor>
{
    private readonly Sequential net;

    public Net(int n) : base("net")
    {
        var layers = new List<(string, Module<Tensor, Tensor>)>();
        for (var i = 0; i < n; i++)
        {
            var fc = Linear(16, 16);
            init.xavier_uniform_(fc.weight); // INIT001
            layers.Add(($"fc{i}", fc));
            if (i < n - 1) layers.Add(($"act{i}", ReLU()));
        }

        net = Sequential(layers);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => net.forward(x);
}

//// a loop that chooses the law by the round: a14
class Net : Module<Tensor, Tensor>
{
    private readonly Sequential net;

    public Net(int n) : base("net")
    {
        var layers = new List<Module<Tensor, Tensor>>();
        for (var i = 0; i < n; i++)
        {
            var last = i == n - 1;
            var fc = Linear(16, last ? 1 : 16);
            if (last)
            {
                init.xavier_uniform_(fc.weight);
            }
            else
            {
                init.kaiming_uniform_(fc.weight);
            }

            layers.Add(fc);
            if (!last) layers.Add(ReLU());
        }

        net = Sequential(layers);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => net.forward(x);
}

//// foreach over sizes: a14
class Net : Module<Tensor, Tensor>
{
    private readonly Sequential net;

    public Net(long[] hidden) : base("net")
    {
        var layers = new List<Module<Tensor, Tensor>>();
        long last = 8;
        foreach (var width in hidden)
        {
            var fc = Linear(last, width);
            init.xavier_uniform_(fc.weight); // INIT001
            layers.Add(fc);
            layers.Add(ReLU());
            last = width;
        }

        var head = Linear(last, 1);
        init.xavier_uniform_(head.weight);
        layers.Add(head);
        net = Sequential(layers);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => net.forward(x);
}

//// a while loop: a14
class Net : Module<Tensor, Tensor>
{
    private readonly Sequential net = Sequential();

    public Net(int n) : base("net")
    {
        while (n-- > 0)
        {
            var fc = Linear(16, 16);
            init.kaiming_normal_(fc.weight);
            net.append(fc);
            net.append(ReLU());
        }

        net.append(Linear(16, 1));
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => net.forward(x);
}

//// a collection expression with a spread: a14
class Net : Module<Tensor, Tensor>
{
    private readonly Sequential net;

    public Net() : base("net")
    {
        var first = Linear(8, 8);
        var second = Linear(8, 8);
        init.xavier_uniform_(first.weight); // INIT001
        init.kaiming_uniform_(second.weight);
        Module<Tensor, Tensor>[] body = [first, ReLU()];
        Module<Tensor, Tensor>[] all = [.. body, second, ReLU(), Linear(8, 1)];
        net = Sequential(all);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => net.forward(x);
}

//// a collection expression as argument: a14
class Net : Module<Tensor, Tensor>
{
    private readonly Sequential net;
    private readonly Linear a = Linear(8, 8), b = Linear(8, 1);

    public Net() : base("net")
    {
        init.xavier_uniform_(a.weight);
        net = Sequential([a, Tanh(), b]);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => net.forward(x);
}

//// a stack of blocks: a14 a28
class Block : Module<Tensor, Tensor>
{
    private readonly Conv2d conv;

    public Block(long width) : base("block")
    {
        conv = Conv2d(width, width, 3, padding: 1);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => functional.relu(conv.forward(x));
}

class Net : Module<Tensor, Tensor>
{
    private readonly Sequential body;

    public Net(int depth) : base("net")
    {
        var blocks = new Module<Tensor, Tensor>[depth];
        for (var i = 0; i < depth; i++) blocks[i] = new Block(16);
        body = Sequential(blocks);
        RegisterComponents();
        foreach (var m in modules())
        {
            if (m is Conv2d c) init.kaiming_normal_(c.weight, mode: init.FanInOut.FanOut);
        }
    }

    public override Tensor forward(Tensor x) => body.forward(x);
}

//// a stack of blocks, wrong: a14 a28
class Block : Module<Tensor, Tensor>
{
    private readonly Conv2d conv;

    public Block(long width) : base("block")
    {
        conv = Conv2d(width, width, 3, padding: 1);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => functional.relu(conv.forward(x));
}

class Net : Module<Tensor, Tensor>
{
    private readonly Sequential body;

    public Net() : base("net")
    {
        var blocks = new List<Module<Tensor, Tensor>>();
        for (var i = 0; i < 4; i++) blocks.Add(new Block(16));
        body = Sequential(blocks);
        RegisterComponents();
        foreach (var m in modules())
        {
            if (m is Conv2d c) init.xavier_uniform_(c.weight); // INIT001
        }
    }

    public override Tensor forward(Tensor x) => body.forward(x);
}

//// two ModuleLists side by side: a19 b16
class Net : Module<Tensor, Tensor>
{
    private readonly ModuleList<Module<Tensor, Tensor>> layers = new(), acts = new();

    public Net() : base("net")
    {
        for (var i = 0; i < 3; i++)
        {
            var fc = Linear(8, 8);
            init.xavier_uniform_(fc.weight); // INIT001
            layers.Add(fc);
            acts.Add(ReLU());
        }

        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        for (var i = 0; i < layers.Count; i++) x = acts[i].forward(layers[i].forward(x));
        return x;
    }
}

//// layers and activations zipped: a19 b16
class Net : Module<Tensor, Tensor>
{
    private readonly ModuleList<Module<Tensor, Tensor>> layers = new(), acts = new();

    public Net() : base("net")
    {
        for (var i = 0; i < 3; i++)
        {
            var fc = Linear(8, 8);
            init.kaiming_uniform_(fc.weight);
            layers.Add(fc);
            acts.Add(ReLU());
        }

        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        foreach (var (layer, act) in layers.Zip(acts)) x = act.forward(layer.forward(x));
        return x;
    }
}

//// LINQ folds the layers: a25 b16
class Net : Module<Tensor, Tensor>
{
    private readonly ModuleList<Linear> layers = new(Linear(8, 8), Linear(8, 8));

    public Net() : base("net")
    {
        RegisterComponents();
        foreach (var l in layers) init.kaiming_uniform_(l.weight);
    }

    public override Tensor forward(Tensor x) => layers.Aggregate(x, (h, l) => l.forward(h).relu());
}

//// layers that are assigned anew: a1
class Net : Module<Tensor, Tensor>
{
    private Linear fc = Linear(8, 8);

    public Net(bool wide) : base("net")
    {
        init.xavier_uniform_(fc.weight);
        fc = Linear(8, 8);
        init.kaiming_uniform_(fc.weight);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => fc.forward(x).relu();
}

//// a layer that is assigned anew and wrong then: a1
class Net : Module<Tensor, Tensor>
{
    private Linear fc = Linear(8, 8);

    public Net() : base("net")
    {
        init.kaiming_uniform_(fc.weight);
        fc = Linear(8, 8);
        init.xavier_uniform_(fc.weight); // INIT001
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => fc.forward(x).relu();
}

//// an array of layers filled by index: a22
class Net : Module<Tensor, Tensor>
{
    private readonly Linear[] layers = new Linear[3];

    public Net() : base("net")
    {
        for (var i = 0; i < layers.Length; i++)
        {
            layers[i] = Linear(8, 8);
            init.xavier_uniform_(layers[i].weight); // INIT001
            register_module("l" + i, layers[i]);
        }
    }

    public override Tensor forward(Tensor x)
    {
        foreach (var l in layers) x = l.forward(x).relu();
        return x;
    }
}

//// activations chosen by a switch with a constant key in a loop: b20 a14
class Net : Module<Tensor, Tensor>
{
    private readonly Sequential net;

    private static Module<Tensor, Tensor> Act(string name) => name switch
    {
        "relu" => ReLU(),
        "tanh" => Tanh(),
        _ => throw new ArgumentException(name),
    };

    public Net() : base("net")
    {
        var layers = new List<Module<Tensor, Tensor>>();
        foreach (var name in new[] { "relu", "tanh" })
        {
            var fc = Linear(8, 8);
            if (name == "relu") init.kaiming_uniform_(fc.weight);
            else init.xavier_uniform_(fc.weight);
            layers.Add(fc);
            layers.Add(Act(name));
        }

        net = Sequential(layers);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => net.forward(x);
}

//// a script that builds a network in a loop: a35 a14
var layers = new List<Module<Tensor, Tensor>>();
foreach (var width in new[] { 16, 16, 16 })
{
    layers.Add(Linear(16, width));
    layers.Add(ReLU());
}

var net = Sequential(layers);
foreach (var m in net.modules())
{
    if (m is Linear l) init.xavier_uniform_(l.weight); // INIT001
}

Console.WriteLine(net.forward(randn(4, 16)));
