// Networks that are right, and easily thought wrong.

//// the gates of a long short-term memory: b29
class Cell : Module<Tensor, Tensor, Tensor, (Tensor, Tensor)>
{
    private readonly Linear wi = Linear(8, 16), wf = Linear(8, 16), wo = Linear(8, 16), wg = Linear(8, 16);
    private readonly Linear ui = Linear(16, 16), uf = Linear(16, 16), uo = Linear(16, 16), ug = Linear(16, 16);

    public Cell() : base("cell")
    {
        RegisterComponents();
        foreach (var m in modules())
        {
            if (m is Linear l) init.xavier_uniform_(l.weight);
        }

        foreach (var l in new[] { ui, uf, uo, ug }) init.orthogonal_(l.weight);
    }

    public override (Tensor, Tensor) forward(Tensor x, Tensor h, Tensor c)
    {
        var i = torch.sigmoid(wi.forward(x) + ui.forward(h));
        var f = torch.sigmoid(wf.forward(x) + uf.forward(h));
        var o = torch.sigmoid(wo.forward(x) + uo.forward(h));
        var g = torch.tanh(wg.forward(x) + ug.forward(h));
        c = f * c + i * g;
        return (o * torch.tanh(c), c);
    }
}

//// the gates of a recurrent unit in one layer, cut into pieces: b29
class Cell : Module<Tensor, Tensor, Tensor>
{
    private readonly Linear gates = Linear(24, 32), candidate = Linear(24, 16);

    public Cell() : base("cell")
    {
        RegisterComponents();
        init.xavier_uniform_(gates.weight);
        init.xavier_uniform_(candidate.weight);
    }

    public override Tensor forward(Tensor x, Tensor h)
    {
        var parts = torch.sigmoid(gates.forward(cat(new[] { x, h }, 1))).chunk(2, 1);
        var n = torch.tanh(candidate.forward(cat(new[] { x, parts[0] * h }, 1)));
        return (1 - parts[1]) * n + parts[1] * h;
    }
}

//// a gated linear unit by hand: b29
class Glu : Module<Tensor, Tensor>
{
    private readonly Linear value = Linear(16, 32), gate = Linear(16, 32), output = Linear(32, 16);

    public Glu() : base("glu")
    {
        RegisterComponents();
        foreach (var l in new[] { value, gate, output }) init.kaiming_uniform_(l.weight);
    }

    public override Tensor forward(Tensor x) => output.forward(value.forward(x).mul(gate.forward(x).sigmoid()));
}

//// the framework's gated linear unit: b29
class Net : Module<Tensor, Tensor>
{
    private readonly Sequential net = Sequential(Conv1d(8, 32, 3), GLU(1), Conv1d(16, 8, 3));

    public Net() : base("net")
    {
        RegisterComponents();
        foreach (var c in modules().OfType<Conv1d>()) init.xavier_uniform_(c.weight);
    }

    public override Tensor forward(Tensor x) => net.forward(x);
}

//// squeeze and excite: b29
class SqueezeExcite : Module<Tensor, Tensor>
{
    private readonly Linear down = Linear(64, 4), up = Linear(4, 64);

    public SqueezeExcite() : base("se")
    {
        RegisterComponents();
        init.kaiming_normal_(down.weight);
        init.xavier_uniform_(up.weight);
    }

    public override Tensor forward(Tensor x)
    {
        var s = x.mean([2, 3]);
        s = torch.sigmoid(up.forward(functional.relu(down.forward(s))));
        return x * s.unsqueeze(2).unsqueeze(3);
    }
}

//// squeeze and excite in a Sequential: b29
class SqueezeExcite : Module<Tensor, Tensor>
{
    private readonly Sequential gate = Sequential(AdaptiveAvgPool2d(1), Conv2d(64, 4, 1), ReLU(), Conv2d(4, 64, 1), Sigmoid());

    public SqueezeExcite() : base("se")
    {
        RegisterComponents();
        foreach (var m in modules())
        {
            if (m is Conv2d c) init.kaiming_normal_(c.weight, mode: init.FanInOut.FanOut);
        }
    }

    public override Tensor forward(Tensor x) => x * gate.forward(x);
}

//// a residual block with normalisations: b30 b33
class Block : Module<Tensor, Tensor>
{
    private readonly Conv2d c1 = Conv2d(16, 16, 3, padding: 1), c2 = Conv2d(16, 16, 3, padding: 1);
    private readonly BatchNorm2d n1 = BatchNorm2d(16), n2 = BatchNorm2d(16);

    public Block() : base("block")
    {
        RegisterComponents();
        foreach (var m in modules())
        {
            if (m is Conv2d c) init.xavier_uniform_(c.weight);
            if (m is BatchNorm2d n) init.ones_(n.weight);
        }

        init.zeros_(n2.weight);
    }

    public override Tensor forward(Tensor x)
    {
        var y = functional.relu(n1.forward(c1.forward(x)));
        y = n2.forward(c2.forward(y));
        return functional.relu(y + x);
    }
}

//// a residual block without normalisation, its last layer zero: b30
class Block : Module<Tensor, Tensor>
{
    private readonly Conv2d c1 = Conv2d(16, 16, 3, padding: 1), c2 = Conv2d(16, 16, 3, padding: 1);

    public Block() : base("block")
    {
        RegisterComponents();
        init.kaiming_normal_(c1.weight);
        init.zeros_(c2.weight);
        init.zeros_(c2.bias);
    }

    public override Tensor forward(Tensor x) => functional.relu(x + c2.forward(functional.relu(c1.forward(x))));
}

//// a residual block with a projection for the shortcut: b30 a9
class Block : Module<Tensor, Tensor>
{
    private readonly Conv2d c1, c2;
    private readonly Conv2d? shortcut;

    public Block(long a, long b) : base("block")
    {
        c1 = Conv2d(a, b, 3, padding: 1);
        c2 = Conv2d(b, b, 3, padding: 1);
        shortcut = a == b ? null : Conv2d(a, b, 1);
        RegisterComponents();
        init.kaiming_normal_(c1.weight);
        init.xavier_uniform_(c2.weight);
        if (shortcut is not null) init.xavier_uniform_(shortcut.weight);
    }

    public override Tensor forward(Tensor x) => functional.relu(c2.forward(functional.relu(c1.forward(x))) + (shortcut?.forward(x) ?? x));
}

//// a transformer's feed-forward part: b30
class Block : Module<Tensor, Tensor>
{
    private readonly Linear q = Linear(256, 256), k = Linear(256, 256), v = Linear(256, 256), o = Linear(256, 256);
    private readonly Linear up = Linear(256, 1024), down = Linear(1024, 256);
    private readonly LayerNorm n1 = LayerNorm(256), n2 = LayerNorm(256);

    public Block() : base("block")
    {
        RegisterComponents();
        foreach (var m in modules())
        {
            if (m is Linear l)
            {
                init.normal_(l.weight, 0, 0.02);
                init.zeros_(l.bias);
            }
        }
    }

    public override Tensor forward(Tensor x)
    {
        var h = n1.forward(x);
        var a = functional.softmax(matmul(q.forward(h), k.forward(h).transpose(1, 2)) / 16, -1);
        x = x + o.forward(matmul(a, v.forward(h)));
        return x + down.forward(functional.gelu(up.forward(n2.forward(x))));
    }
}

//// a transformer with the framework's attention: b30
class Block : Module<Tensor, Tensor>
{
    private readonly MultiheadAttention attention = MultiheadAttention(64, 4);
    private readonly Linear up = Linear(64, 256), down = Linear(256, 64);
    private readonly LayerNorm norm = LayerNorm(64);

    public Block() : base("block")
    {
        RegisterComponents();
        init.kaiming_uniform_(up.weight, nonlinearity: init.NonlinearityType.ReLU);
        init.xavier_uniform_(down.weight);
    }

    public override Tensor forward(Tensor x)
    {
        var (a, _) = attention.forward(x, x, x, null, false, null);
        x = norm.forward(x + a);
        return norm.forward(x + down.forward(functional.gelu(up.forward(x))));
    }
}

//// a network with a contracting and an expanding path: b30
class UNet : Module<Tensor, Tensor>
{
    private readonly Conv2d d1 = Conv2d(1, 8, 3, padding: 1), d2 = Conv2d(8, 16, 3, padding: 1), u1 = Conv2d(24, 8, 3, padding: 1), output = Conv2d(8, 1, 1);
    private readonly ConvTranspose2d up = ConvTranspose2d(16, 16, 2, stride: 2);

    public UNet() : base("unet")
    {
        RegisterComponents();
        foreach (var m in modules())
        {
            switch (m)
            {
                case Conv2d c: init.kaiming_normal_(c.weight); break;
                case ConvTranspose2d t: init.xavier_uniform_(t.weight); break;
            }
        }
    }

    public override Tensor forward(Tensor x)
    {
        var a = functional.relu(d1.forward(x));
        var b = functional.relu(d2.forward(functional.max_pool2d(a, 2)));
        var c = up.forward(b);
        c = functional.relu(u1.forward(cat(new[] { a, c }, 1)));
        return torch.sigmoid(output.forward(c));
    }
}

//// the generator of an adversarial pair: b33
class Generator : Module<Tensor, Tensor>
{
    private readonly Sequential net = Sequential(
        ConvTranspose2d(100, 64, 4, bias: false), BatchNorm2d(64), ReLU(),
        ConvTranspose2d(64, 32, 4, stride: 2, padding: 1, bias: false), BatchNorm2d(32), ReLU(),
        ConvTranspose2d(32, 3, 4, stride: 2, padding: 1, bias: false), Tanh());

    public Generator() : base("generator")
    {
        RegisterComponents();
        apply(m =>
        {
            if (m is ConvTranspose2d c) init.normal_(c.weight, 0, 0.02);
            else if (m is BatchNorm2d n)
            {
                init.normal_(n.weight, 1, 0.02);
                init.zeros_(n.bias);
            }
        });
    }

    public override Tensor forward(Tensor x) => net.forward(x);
}

//// the discriminator of an adversarial pair: b33
class Discriminator : Module<Tensor, Tensor>
{
    private readonly Sequential net = Sequential(
        Conv2d(3, 32, 4, stride: 2), LeakyReLU(0.2),
        Conv2d(32, 64, 4, stride: 2), BatchNorm2d(64), LeakyReLU(0.2),
        Conv2d(64, 1, 4), Sigmoid());

    public Discriminator() : base("discriminator")
    {
        RegisterComponents();
        foreach (var (name, m) in named_modules())
        {
            if (m is Conv2d c) init.kaiming_normal_(c.weight, a: 0.2);
        }
    }

    public override Tensor forward(Tensor x) => net.forward(x);
}

//// an actor with orthogonal layers and a small output gain: a33
class Actor : Module<Tensor, (Tensor, Tensor)>
{
    private readonly Linear a = Linear(8, 64), b = Linear(64, 64), mean = Linear(64, 2), logStd = Linear(64, 2), critic = Linear(64, 1);

    public Actor() : base("actor")
    {
        RegisterComponents();
        Init(a, Math.Sqrt(2));
        Init(b, Math.Sqrt(2));
        Init(mean, 0.01);
        Init(logStd, 0.01);
        Init(critic, 1);
    }

    private static void Init(Linear l, double gain)
    {
        init.orthogonal_(l.weight, gain);
        init.zeros_(l.bias);
    }

    public override (Tensor, Tensor) forward(Tensor x)
    {
        x = torch.tanh(b.forward(torch.tanh(a.forward(x))));
        return (torch.tanh(mean.forward(x)), torch.clamp(logStd.forward(x), -5, 2).exp());
    }
}

//// an actor whose output range is small: a33
class Actor : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 400), b = Linear(400, 300), c = Linear(300, 2);

    public Actor() : base("actor")
    {
        RegisterComponents();
        init.kaiming_uniform_(a.weight);
        init.kaiming_uniform_(b.weight);
        init.uniform_(c.weight, -3e-3, 3e-3);
        init.uniform_(c.bias, -3e-3, 3e-3);
    }

    public override Tensor forward(Tensor x) => torch.tanh(c.forward(b.forward(a.forward(x).relu()).relu()));
}

//// an output layer that is zero: c3
class Net : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 64), b = Linear(64, 2);

    public Net() : base("net")
    {
        RegisterComponents();
        init.kaiming_uniform_(a.weight);
        init.zeros_(b.weight);
        init.zeros_(b.bias);
    }

    public override Tensor forward(Tensor x) => functional.softmax(b.forward(a.forward(x).silu()), -1);
}

//// a dueling head: a33
class Dueling : Module<Tensor, Tensor>
{
    private readonly Linear body = Linear(8, 64), value1 = Linear(64, 64), value2 = Linear(64, 1), gain1 = Linear(64, 64), gain2 = Linear(64, 4);

    public Dueling() : base("dueling")
    {
        RegisterComponents();
        foreach (var m in modules())
        {
            if (m is Linear l) init.kaiming_normal_(l.weight);
        }

        init.xavier_uniform_(value2.weight);
        init.xavier_uniform_(gain2.weight);
    }

    public override Tensor forward(Tensor x)
    {
        x = functional.relu(body.forward(x));
        var v = value2.forward(functional.relu(value1.forward(x)));
        var a = gain2.forward(functional.relu(gain1.forward(x)));
        return v + a - a.mean([1], keepdim: true);
    }
}

//// an autoencoder: a12
class AutoEncoder : Module<Tensor, Tensor>
{
    private readonly Sequential encoder = Sequential(Linear(64, 16), ReLU(), Linear(16, 4));
    private readonly Sequential decoder = Sequential(Linear(4, 16), ReLU(), Linear(16, 64), Sigmoid());

    public AutoEncoder() : base("ae")
    {
        RegisterComponents();
        foreach (var m in modules())
        {
            if (m is Linear l) init.kaiming_uniform_(l.weight);
        }
    }

    public override Tensor forward(Tensor x) => decoder.forward(encoder.forward(x));
}

//// a variational autoencoder: a12 a33
class Vae : Module<Tensor, (Tensor, Tensor, Tensor)>
{
    private readonly Linear enc = Linear(64, 16), mu = Linear(16, 4), logVar = Linear(16, 4), dec = Linear(4, 16), output = Linear(16, 64);

    public Vae() : base("vae")
    {
        RegisterComponents();
        foreach (var l in new[] { enc, dec }) init.kaiming_uniform_(l.weight);
        foreach (var l in new[] { mu, logVar, output }) init.xavier_uniform_(l.weight);
    }

    public override (Tensor, Tensor, Tensor) forward(Tensor x)
    {
        var h = functional.relu(enc.forward(x));
        var m = mu.forward(h);
        var s = logVar.forward(h);
        var z = m + (s * 0.5).exp() * randn_like(s);
        return (torch.sigmoid(output.forward(functional.relu(dec.forward(z)))), m, s);
    }
}

//// attention with a mask of its own: b29
class Mask : Module<Tensor, Tensor>
{
    private readonly Conv2d mask = Conv2d(16, 1, 1), body = Conv2d(16, 16, 3, padding: 1);

    public Mask() : base("mask")
    {
        RegisterComponents();
        init.kaiming_normal_(body.weight);
        init.xavier_uniform_(mask.weight);
    }

    public override Tensor forward(Tensor x) => functional.relu(body.forward(x)) * torch.sigmoid(mask.forward(x));
}

//// a network of tanh with a written gain: d13
class Net : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 64), b = Linear(64, 64), c = Linear(64, 1);

    public Net() : base("net")
    {
        RegisterComponents();
        init.xavier_uniform_(a.weight, init.calculate_gain(init.NonlinearityType.Tanh));
        init.xavier_uniform_(b.weight, 5.0 / 3);
        init.xavier_uniform_(c.weight);
    }

    public override Tensor forward(Tensor x) => c.forward(torch.tanh(b.forward(torch.tanh(a.forward(x)))));
}

//// a self-normalising network: a12
class Net : Module<Tensor, Tensor>
{
    private readonly Sequential net = Sequential(Linear(8, 64), SELU(), AlphaDropout(0.1), Linear(64, 64), SELU(), Linear(64, 1));

    public Net() : base("net")
    {
        RegisterComponents();
        foreach (var m in modules())
        {
            if (m is Linear l) init.kaiming_normal_(l.weight, nonlinearity: init.NonlinearityType.Linear);
        }
    }

    public override Tensor forward(Tensor x) => net.forward(x);
}

//// a pre-activation residual block: b31 b33
class Block : Module<Tensor, Tensor>
{
    private readonly BatchNorm2d n1 = BatchNorm2d(16), n2 = BatchNorm2d(16);
    private readonly Conv2d c1 = Conv2d(16, 16, 3, padding: 1), c2 = Conv2d(16, 16, 3, padding: 1);

    public Block() : base("block")
    {
        RegisterComponents();
        init.xavier_uniform_(c1.weight);
        init.xavier_uniform_(c2.weight);
    }

    public override Tensor forward(Tensor x)
    {
        var y = c1.forward(functional.relu(n1.forward(x)));
        return x + c2.forward(functional.relu(n2.forward(y)));
    }
}

//// a depthwise and a pointwise convolution with nothing between them: a12
class Net : Module<Tensor, Tensor>
{
    private readonly Sequential net = Sequential(Conv2d(16, 16, 3, groups: 16), Conv2d(16, 32, 1), ReLU());

    public Net() : base("net")
    {
        RegisterComponents();
        init.xavier_uniform_(((Conv2d)net[0]).weight);
        init.kaiming_normal_(((Conv2d)net[1]).weight);
    }

    public override Tensor forward(Tensor x) => net.forward(x);
}

//// a loss applied to the output: a12
class Net : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 8), b = Linear(8, 1);

    public Net() : base("net")
    {
        RegisterComponents();
        init.kaiming_uniform_(a.weight);
        init.xavier_uniform_(b.weight);
    }

    public override Tensor forward(Tensor x) => b.forward(a.forward(x).relu());

    public Tensor Loss(Tensor x, Tensor y) => functional.binary_cross_entropy(torch.sigmoid(forward(x)), y);
}

//// a generator of upsampling and convolutions: b33
class Generator : Module<Tensor, Tensor>
{
    private readonly Sequential net;

    public Generator() : base("generator")
    {
        var layers = new List<Module<Tensor, Tensor>>();
        for (var i = 0; i < 3; i++)
        {
            layers.Add(Upsample(scale_factor: new[] { 2.0, 2.0 }));
            layers.Add(Conv2d(16, 16, 3, padding: 1));
            layers.Add(InstanceNorm2d(16));
            layers.Add(LeakyReLU(0.2));
        }

        layers.Add(Conv2d(16, 3, 3, padding: 1));
        layers.Add(Tanh());
        net = Sequential(layers);
        RegisterComponents();
        apply(m => { if (m is Conv2d c) init.normal_(c.weight, 0, 0.02); });
    }

    public override Tensor forward(Tensor x) => net.forward(x);
}

//// a network with skips that are concatenated in a loop: b30 a19
class UNet : Module<Tensor, Tensor>
{
    private readonly ModuleList<Conv2d> down = new(), up = new();

    public UNet(int depth) : base("unet")
    {
        for (var i = 0; i < depth; i++)
        {
            down.Add(Conv2d(8, 8, 3, padding: 1));
            up.Add(Conv2d(16, 8, 3, padding: 1));
        }

        RegisterComponents();
        foreach (var c in modules().OfType<Conv2d>()) init.kaiming_normal_(c.weight, nonlinearity: init.NonlinearityType.ReLU);
    }

    public override Tensor forward(Tensor x)
    {
        var skips = new Stack<Tensor>();
        foreach (var c in down)
        {
            x = functional.relu(c.forward(x));
            skips.Push(x);
        }

        foreach (var c in up) x = functional.relu(c.forward(cat(new[] { x, skips.Pop() }, 1)));
        return x;
    }
}

//// a layer of splines with parameters of its own: b29
class Spline : Module<Tensor, Tensor>
{
    private readonly Linear basis;
    private readonly TorchSharp.Modules.Parameter coefficients, scale;

    public Spline(long a, long b, long grid) : base("spline")
    {
        basis = Linear(a, b, hasBias: false);
        coefficients = Parameter(randn(b, a, grid) * 0.1);
        scale = Parameter(ones(b, a));
        RegisterComponents();
        init.xavier_uniform_(basis.weight);
    }

    public override Tensor forward(Tensor x)
    {
        var knots = linspace(-1, 1, 5);
        var bumps = (-(x.unsqueeze(-1) - knots).pow(2)).exp();
        return basis.forward(functional.silu(x)) + einsum("big,oig->bo", bumps, coefficients * scale.unsqueeze(-1));
    }
}

//// a learnt mixture of activations: b27
class Mix : Module<Tensor, Tensor>
{
    private readonly Linear fc = Linear(8, 16), head = Linear(16, 1);
    private readonly TorchSharp.Modules.Parameter share = Parameter(zeros(1));

    public Mix() : base("mix")
    {
        RegisterComponents();
        init.xavier_uniform_(fc.weight);
    }

    public override Tensor forward(Tensor x)
    {
        var z = fc.forward(x);
        var s = torch.sigmoid(share);
        return head.forward(s * functional.relu(z) + (1 - s) * torch.tanh(z));
    }
}

//// a twin network that shares its layers: b32
class Siamese : Module<Tensor, Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 16), b = Linear(16, 4);

    public Siamese() : base("siamese")
    {
        RegisterComponents();
        init.kaiming_uniform_(a.weight);
        init.xavier_uniform_(b.weight);
    }

    private Tensor Embed(Tensor x) => functional.normalize(b.forward(functional.relu(a.forward(x))));

    public override Tensor forward(Tensor x, Tensor y) => functional.cosine_similarity(Embed(x), Embed(y), 1, 1e-8);
}

//// a critic whose output is scaled by a number: a32
class Critic : Module<Tensor, Tensor, Tensor>
{
    private readonly Linear a = Linear(10, 64), b = Linear(64, 1);

    public Critic() : base("critic")
    {
        RegisterComponents();
        foreach (var l in new[] { a }) init.orthogonal_(l.weight, Math.Sqrt(2));
        init.orthogonal_(b.weight, 1);
    }

    public override Tensor forward(Tensor s, Tensor u) => b.forward(functional.relu(a.forward(cat(new[] { s, u }, -1)))) * 10;
}

//// a mixture of experts: a19
class Experts : Module<Tensor, Tensor>
{
    private readonly ModuleList<Sequential> experts = new();
    private readonly Linear gate = Linear(16, 4);

    public Experts() : base("experts")
    {
        for (var i = 0; i < 4; i++) experts.Add(Sequential(Linear(16, 32), ReLU(), Linear(32, 16)));
        RegisterComponents();
        foreach (var e in experts)
        {
            init.kaiming_uniform_(((Linear)e[0]).weight);
            init.xavier_uniform_(((Linear)e[2]).weight);
        }

        init.zeros_(gate.weight);
    }

    public override Tensor forward(Tensor x)
    {
        var w = functional.softmax(gate.forward(x), -1);
        var sum = zeros_like(x);
        for (var i = 0; i < experts.Count; i++) sum += w[.., i].unsqueeze(1) * experts[i].forward(x);
        return sum;
    }
}

//// a dense block that keeps all it has made: b30
class Dense : Module<Tensor, Tensor>
{
    private readonly ModuleList<Conv2d> layers = new();

    public Dense() : base("dense")
    {
        for (var i = 0; i < 3; i++) layers.Add(Conv2d(8 + 4 * i, 4, 3, padding: 1));
        RegisterComponents();
        foreach (var m in layers) init.kaiming_normal_(m.weight);
    }

    public override Tensor forward(Tensor x)
    {
        var all = new List<Tensor> { x };
        foreach (var l in layers) all.Add(functional.relu(l.forward(cat(all.ToArray(), 1))));
        return cat(all.ToArray(), 1);
    }
}

//// a recurrent network with a head: a5
class Tagger : Module<Tensor, Tensor>
{
    private readonly Embedding emb = Embedding(100, 16);
    private readonly LSTM lstm = LSTM(16, 32);
    private readonly Linear head = Linear(32, 10);

    public Tagger() : base("tagger")
    {
        RegisterComponents();
        foreach (var (name, p) in named_parameters())
        {
            if (name.Contains("weight_hh")) init.orthogonal_(p);
            else if (name.Contains("weight_ih")) init.xavier_uniform_(p);
            else if (name.Contains("bias")) init.zeros_(p);
        }

        init.normal_(emb.weight, 0, 0.1);
        init.xavier_uniform_(head.weight);
    }

    public override Tensor forward(Tensor x)
    {
        var (y, _, _) = lstm.forward(emb.forward(x));
        return functional.log_softmax(head.forward(y), -1);
    }
}

//// a normalisation that is made by a function: b33
class Net : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(8, 16), b = Linear(16, 1);

    public Net() : base("net")
    {
        RegisterComponents();
        init.xavier_uniform_(a.weight);
    }

    public override Tensor forward(Tensor x) => b.forward(functional.relu(functional.layer_norm(a.forward(x), new long[] { 16 })));
}

//// a residual network in which branches end in zero: b30 a28
class Block : Module<Tensor, Tensor>
{
    public readonly Linear a = Linear(16, 16), b = Linear(16, 16);

    public Block() : base("block") => RegisterComponents();

    public override Tensor forward(Tensor x) => x + b.forward(functional.gelu(a.forward(x)));
}

class Net : Module<Tensor, Tensor>
{
    private readonly ModuleList<Block> blocks = new();
    private readonly Linear head = Linear(16, 1);

    public Net(int depth) : base("net")
    {
        for (var i = 0; i < depth; i++)
        {
            var block = new Block();
            init.kaiming_uniform_(block.a.weight);
            init.zeros_(block.b.weight);
            blocks.Add(block);
        }

        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        foreach (var block in blocks) x = block.forward(x);
        return head.forward(x);
    }
}

//// an output layer that a derived class replaces: a31
class Base : Module<Tensor, Tensor>
{
    protected Linear body = Linear(8, 16), head = Linear(16, 1);

    public Base(string name) : base(name)
    {
        init.kaiming_uniform_(body.weight);
        init.xavier_uniform_(head.weight);
    }

    public override Tensor forward(Tensor x) => head.forward(body.forward(x).relu());
}

class Wide : Base
{
    public Wide() : base("wide")
    {
        head = Linear(16, 10);
        init.xavier_uniform_(head.weight);
        RegisterComponents();
    }
}

//// a network of coordinates with a sine: b27
class Siren : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(2, 64), b = Linear(64, 64), c = Linear(64, 1);

    public Siren() : base("siren")
    {
        RegisterComponents();
        init.uniform_(a.weight, -0.5, 0.5);
        var bound = Math.Sqrt(6.0 / 64) / 30;
        init.uniform_(b.weight, -bound, bound);
        init.uniform_(c.weight, -bound, bound);
    }

    public override Tensor forward(Tensor x) => c.forward(torch.sin(30 * b.forward(torch.sin(30 * a.forward(x)))));
}

//// a time embedding and a scale that it gives: b29
class Film : Module<Tensor, Tensor, Tensor>
{
    private readonly Conv2d conv = Conv2d(8, 8, 3, padding: 1), output = Conv2d(8, 8, 1);
    private readonly Linear time = Linear(16, 16);

    public Film() : base("film")
    {
        RegisterComponents();
        init.kaiming_normal_(conv.weight);
        init.zeros_(time.weight);
        init.zeros_(output.weight);
    }

    public override Tensor forward(Tensor x, Tensor t)
    {
        var parts = time.forward(functional.silu(t)).chunk(2, 1);
        var h = conv.forward(x) * (1 + parts[0].unsqueeze(-1).unsqueeze(-1)) + parts[1].unsqueeze(-1).unsqueeze(-1);
        return x + output.forward(functional.silu(h));
    }
}

//// an attention score of its own: b29
class Pool : Module<Tensor, Tensor>
{
    private readonly Linear score1 = Linear(16, 16), score2 = Linear(16, 1);

    public Pool() : base("pool")
    {
        RegisterComponents();
        init.xavier_uniform_(score1.weight);
        init.xavier_uniform_(score2.weight);
    }

    public override Tensor forward(Tensor x)
    {
        var w = functional.softmax(score2.forward(torch.tanh(score1.forward(x))), 1);
        return (w * x).sum(1);
    }
}

//// a highway layer: b29
class Highway : Module<Tensor, Tensor>
{
    private readonly Linear h = Linear(16, 16), t = Linear(16, 16);

    public Highway() : base("highway")
    {
        RegisterComponents();
        init.kaiming_uniform_(h.weight);
        init.xavier_uniform_(t.weight);
        init.constant_(t.bias, -2);
    }

    public override Tensor forward(Tensor x)
    {
        var gate = torch.sigmoid(t.forward(x));
        return gate * functional.relu(h.forward(x)) + (1 - gate) * x;
    }
}
