using InitAnalyzer.Tests.Verifiers;
using Xunit;
using static InitAnalyzer.Tests.Rules.RuleTest;

namespace InitAnalyzer.Tests.Reading;

/// <summary>Layers made by hand: a parameter that the flowing tensor is multiplied by, or convolved with.</summary>
public class HandmadeLayerTests
{
    private const string Relu = "functional.relu";

    /// <summary>A matrix that an initializer fills, by the way it is applied.</summary>
    [Theory]
    [InlineData("functional.linear(x, w, b)", "{|INIT001:init.xavier_uniform_(w)|};", Relu)]
    [InlineData("functional.linear(weights: w, input: x)", "{|INIT001:init.xavier_uniform_(w)|};", Relu)]
    [InlineData("x.mm(w.t()) + b", "{|INIT001:init.orthogonal_(w)|};", Relu)]
    [InlineData("b + mm(x, w.T)", "{|INIT001:init.xavier_normal_(w, 1.0)|};", Relu, "INIT105")]
    [InlineData("matmul(x, w.transpose(0, 1)).add_(b)", "{|INIT002:init.kaiming_normal_(w)|};", "tanh")]
    [InlineData("x.matmul(transpose(w, 1, 0))", "{|INIT003:init.xavier_uniform_(w)|};", "sigmoid")]
    [InlineData("functional.linear(x, w, b)", "{|INIT004:init.kaiming_normal_(w)|};", "functional.selu")]
    [InlineData("functional.linear(x, w, b)", "{|INIT005:init.kaiming_uniform_(w, a: Math.Sqrt(5))|};", Relu)]
    [InlineData("functional.linear(x, w, b)", "{|INIT202:init.normal_(w, 0, 1)|};", Relu)]
    [InlineData("functional.linear(x, w, b)", "{|INIT102:init.normal_(w, 0, 2.0 / 784)|};", Relu)]
    [InlineData("functional.linear(x, w, b)", "{|INIT102:init.normal_(w, 0, 2.0 / w.shape[1])|};", Relu)]
    [InlineData("functional.linear(x, w, b)", "{|INIT103:init.constant_(w, 0.1)|};", Relu)]
    [InlineData("functional.linear(x, w, b)", "foreach (var p in parameters()) if (p.dim() > 1) {|INIT001:init.xavier_uniform_(p)|};", Relu)]
    [InlineData("functional.linear(x, w, b)", "{|INIT001:Fill(w)|};", Relu)]
    [InlineData("functional.linear(x, w, b)", "using (no_grad()) {|INIT001:w.normal_(0, Math.Sqrt(1.0 / 784))|};", Relu)]
    [InlineData("functional.linear(x, w, b)", "init.kaiming_uniform_(w);", Relu)]
    [InlineData("functional.linear(x, w, b)", "init.normal_(w, 0, Math.Sqrt(2.0 / 784));", Relu)]
    [InlineData("functional.linear(x, w, b)", "init.normal_(w, 0, Math.Sqrt(2.0 / w.shape[1]));", Relu)]
    [InlineData("functional.linear(x, w, b)", "var (i, _) = init.CalculateFanInAndFanOut(w); init.normal_(w, 0, Math.Sqrt(2.0 / i));", Relu)]
    [InlineData("functional.linear(x, w, b)", "init.xavier_uniform_(w);", "tanh")]
    [InlineData("functional.linear(x, w, b)", "init.xavier_uniform_(w); using (no_grad()) w.mul_(Math.Sqrt(2));", Relu)]
    [InlineData("functional.linear(x, w * 2, b)", "init.xavier_uniform_(w);", Relu)]
    [InlineData("functional.linear(x, w + randn_like(w) * 0.01, b)", "init.xavier_uniform_(w);", Relu)]
    [InlineData("functional.linear(x, w.view(256, -1), b)", "init.xavier_uniform_(w);", Relu)]
    [InlineData("functional.linear(x, w / w.norm(), b)", "init.xavier_uniform_(w);", Relu)]
    [InlineData("functional.linear(x, w, b) + x", "init.xavier_uniform_(w);", Relu)]
    [InlineData("functional.layer_norm(functional.linear(x, w, b), new long[] { 256 })", "init.xavier_uniform_(w);", Relu)]
    [InlineData("x.mm(w.t()) + mm(x, w2.t())", "init.xavier_uniform_(w);", Relu)]
    [InlineData("functional.linear(x, is_training() ? w + 1 : w, b)", "init.xavier_uniform_(w);", Relu)]
    [InlineData("mm(mm(x, w.t()), w)", "init.xavier_uniform_(w);", Relu)]
    [InlineData("functional.linear(x, cat(new Tensor[] { w, w }), b)", "init.xavier_uniform_(w);", Relu)]
    public Task Filled_by_an_initializer(string apply, string fill, string activation, string? besides = null) =>
        Verify.Diagnostics(Net("Parameter(empty(256, 784))", apply, besides is null ? fill : fill.Replace("{|INIT001:", "{|" + besides + ":{|INIT001:").Replace("|};", "|}|};"), activation));

    /// <summary>A matrix [inputs, outputs] that is made by an expression.</summary>
    [Theory]
    [InlineData("Parameter({|INIT001:randn(784, 256) / Math.Sqrt(784)|})", Relu)]
    [InlineData("Parameter({|INIT001:randn(784, 256).div_(Math.Sqrt(784))|})", Relu)]
    [InlineData("nn.Parameter({|INIT001:torch.randn(new long[] { 784, 256 }) * Math.Sqrt(1.0 / 784)|}, true)", Relu)]
    [InlineData("new Parameter({|INIT001:1 / Math.Sqrt(784) * randn(784, 256)|})", Relu)]
    [InlineData("({|INIT001:randn(784, 256) * Math.Sqrt(1.0 / 784)|}).AsParameter()", Relu)]
    [InlineData("({|INIT001:randn(784, 256) * Math.Sqrt(1.0 / 784)|}).requires_grad_()", Relu)]
    [InlineData("Parameter(({|INIT002:randn(784, 256) * Math.Sqrt(2.0 / 784)|}).to(CPU))", "tanh")]
    [InlineData("Parameter({|INIT003:torch.normal(0, Math.Sqrt(1.0 / 784), new long[] { 784, 256 })|})", "sigmoid")]
    [InlineData("Parameter({|INIT004:randn(784, 256) * Math.Sqrt(2.0 / 784)|})", "functional.selu")]
    [InlineData("Parameter({|INIT001:(rand(784, 256) * 2 - 1) / Math.Sqrt(784)|})", Relu)]
    [InlineData("Parameter({|INIT001:rand(784, 256).mul_(2 * K).sub_(K)|})", Relu)]
    [InlineData("Parameter({|INIT202:randn(784, 256)|})", Relu)]
    [InlineData("randn(784, 256, requires_grad: true)", Relu, "INIT202")]
    [InlineData("Parameter({|INIT202:randn(784, 256) * 1e-4|})", Relu)]
    [InlineData("Parameter({|INIT202:rand(784, 256)|})", Relu)]
    [InlineData("Parameter({|INIT202:rand(784, 256).sub_(0.5)|})", Relu)]
    [InlineData("Parameter({|INIT202:rand(784, 256) * 0.1|})", Relu)]
    [InlineData("Parameter({|INIT102:randn(784, 256) * (2.0 / 784)|})", Relu)]
    [InlineData("Parameter({|INIT202:empty(784, 256).normal_(0, 1)|})", Relu)]
    [InlineData("Parameter({|INIT001:init.xavier_uniform_(empty(784, 256))|})", Relu)]
    [InlineData("Made(784, 256)", Relu)]
    [InlineData("Parameter(randn(784, 256) * Math.Sqrt(2.0 / 784))", Relu)]
    [InlineData("Parameter(randn(784, 256) * 0.05)", Relu)]
    [InlineData("Parameter(rand(784, 256).sub_(0.5).mul_(0.1))", Relu)]
    [InlineData("Parameter(randn(784, 256) / Math.Sqrt(784))", "tanh")]
    [InlineData("Parameter(randn(784, 256) / Math.Sqrt(256))", "tanh")]
    [InlineData("Parameter(randn(784, 256) / Math.Sqrt(784) * zeros(784, 256))", Relu)]
    [InlineData("Parameter(randn(784, 256).pow(2))", Relu)]
    [InlineData("Parameter(randn(784, 256).tril())", Relu)]
    [InlineData("Parameter(zeros(784, 256))", Relu)]
    [InlineData("Parameter(empty(784, 256))", Relu)]
    [InlineData("Parameter(eye(784))", Relu)]
    [InlineData("Parameter(Scaled(randn(784, 256)))", Relu)]
    public Task Made_by_an_expression(string make, string activation, string? whole = null) =>
        Verify.Diagnostics(Net(whole is null ? make : "{|" + whole + ":" + make + "|}", "x.mm(w) + b", "", activation));

    [Theory]
    [InlineData("functional.conv1d(x, k, c)", "empty(32, 16, 3)")]
    [InlineData("functional.conv2d(x, k, c)", "empty(32, 16, 3, 3)")]
    [InlineData("functional.conv3d(x, k)", "empty(new long[] { 32, 16, 3, 3, 3 })")]
    [InlineData("functional.conv2d(x, weight: k, groups: 2)", "empty(32, 8, 3, 3)")]
    [InlineData("functional.conv_transpose2d(x, k)", "empty(24, 32, 3, 3)")]
    public Task Kernels(string apply, string make) => Verify.Diagnostics(
        $$"""
        class Net : Module<Tensor, Tensor>
        {
            private readonly Parameter k = Parameter({{make}}), c = Parameter(zeros(32));

            public Net() : base("net")
            {
                {|INIT001:init.xavier_uniform_(k)|};
                RegisterComponents();
            }

            public override Tensor forward(Tensor x) => functional.relu({{apply}});
        }

        class Right : Module<Tensor, Tensor>
        {
            private readonly Parameter k = Parameter({{make}}), c = Parameter(zeros(32));

            public Right() : base("net")
            {
                init.kaiming_uniform_(k);
                RegisterComponents();
            }

            public override Tensor forward(Tensor x) => functional.relu({{apply}});
        }
        """);

    [Fact]
    public Task Sizes_that_the_users_give() => Verify.Diagnostics(
        """
        class Dense : Module<Tensor, Tensor>
        {
            private readonly Parameter weight, bias;

            public Dense(int inputs, int outputs) : base("dense")
            {
                weight = Parameter({|INIT001:randn(inputs, outputs) / Math.Sqrt(inputs)|});
                bias = Parameter(zeros(outputs));
                RegisterComponents();
            }

            public override Tensor forward(Tensor x) => x.mm(weight) + bias;
        }

        class Net : Module<Tensor, Tensor>
        {
            private readonly Dense fc1 = new(784, 256), fc2 = new(256, 10);

            public Net() : base("net") => RegisterComponents();

            public override Tensor forward(Tensor x) => fc2.forward(functional.relu(fc1.forward(x)));
        }
        """);

    [Fact]
    public Task A_class_that_is_no_module() => Verify.Diagnostics(
        """
        class Regressor
        {
            private readonly Tensor w1 = {|INIT202:randn(64, 256, requires_grad: true)|}, b1 = zeros(64, requires_grad: true);
            private readonly Tensor w2 = randn(1, 64, requires_grad: true), b2 = zeros(1, requires_grad: true);

            public Tensor Predict(Tensor x)
            {
                var h = functional.relu(mm(x, w1.t()) + b1);
                return mm(h, w2.t()) + b2;
            }

            public void Step(double rate)
            {
                using (no_grad())
                {
                    w1.sub_(rate * w1.grad);
                    w2.sub_(rate * w2.grad);
                }
            }
        }
        """);

    [Fact]
    public Task The_weight_of_a_layer_that_is_not_called() => Verify.Diagnostics(
        """
        class Net : Module<Tensor, Tensor>
        {
            private readonly Linear fc1 = Linear(784, 256), fc2 = Linear(256, 64), fc3 = Linear(64, 64), fc4 = Linear(64, 10);

            public Net() : base("net")
            {
                {|INIT001:init.xavier_uniform_(fc1.weight)|};
                {|INIT001:init.xavier_uniform_(fc2.weight)|};
                init.xavier_uniform_(fc3.weight);
                RegisterComponents();
            }

            public override Tensor forward(Tensor x)
            {
                var h = functional.relu(functional.linear(x, fc1.weight, fc1.bias));
                h = functional.relu(mm(h, fc2.weight.t()) + fc2.bias);
                h = functional.relu(functional.linear(h, fc3.weight + randn_like(fc3.weight) * 0.01, fc3.bias));
                return fc4.forward(h);
            }
        }
        """);

    /// <summary>Shapes in which a parameter is a weight in some other sense; all of them are right.</summary>
    [Theory]
    [InlineData(
        "Noisy linear",
        "Parameter mu = Parameter(empty(64, 64)), sigma = Parameter(empty(64, 64)); Tensor epsilon = zeros(64, 64);",
        "init.uniform_(mu, -1 / Math.Sqrt(64), 1 / Math.Sqrt(64)); init.constant_(sigma, 0.5 / Math.Sqrt(64));",
        "return functional.relu(training ? functional.linear(x, mu + sigma * epsilon) : functional.linear(x, mu));")]
    [InlineData(
        "Weight normalisation",
        "Parameter weight_g = Parameter(empty(64, 1)), weight_v = Parameter(empty(64, 64));",
        "init.xavier_uniform_(weight_v); init.ones_(weight_g);",
        "var w = weight_v * (weight_g / weight_v.norm(1, true)); return functional.relu(functional.linear(x, w));")]
    [InlineData(
        "Splines",
        "Parameter basis = Parameter(empty(64, 64)), spline = Parameter(empty(64, 64, 8)), scaler = Parameter(empty(64, 64));",
        "init.kaiming_uniform_(basis, a: Math.Sqrt(5)); init.normal_(spline, 0, 0.1); init.kaiming_uniform_(scaler, a: Math.Sqrt(5));",
        "var y = functional.linear(functional.silu(x), basis); var s = functional.linear(x.repeat(1, 8), (spline * scaler.unsqueeze(-1)).view(64, -1)); return functional.relu(y + s);")]
    [InlineData(
        "Graph convolution",
        "Parameter w = Parameter(empty(64, 64)); Tensor adjacency = eye(64);",
        "init.xavier_uniform_(w);",
        "return functional.relu(mm(adjacency, mm(x, w)));")]
    [InlineData(
        "Gates",
        "Parameter wz = Parameter(empty(64, 64)), wh = Parameter(empty(64, 64)), bz = Parameter(zeros(64));",
        "init.xavier_uniform_(wz); init.xavier_uniform_(wh);",
        "var z = sigmoid(x.mm(wz) + bz); return z * tanh(x.mm(wh)) + (1 - z) * x;")]
    [InlineData(
        "Low rank",
        "Linear fc = Linear(64, 64); Parameter a = Parameter(empty(4, 64)), b = Parameter(empty(64, 4));",
        "init.kaiming_uniform_(a, a: Math.Sqrt(5)); init.zeros_(b);",
        "return functional.relu(fc.forward(x) + functional.linear(functional.linear(x, a), b));")]
    [InlineData(
        "Equalised learning rate",
        "Parameter w = Parameter(randn(64, 64));",
        "",
        "return functional.relu(functional.linear(x, w * Math.Sqrt(2.0 / 64)));")]
    [InlineData(
        "Attention",
        "Parameter wq = Parameter(empty(64, 64)), wk = Parameter(empty(64, 64)), wv = Parameter(empty(64, 64));",
        "foreach (var w in new[] { wq, wk, wv }) init.xavier_uniform_(w);",
        "var (q, k, v) = (x.mm(wq), x.mm(wk), x.mm(wv)); return functional.softmax(q.matmul(k.transpose(-2, -1)) / 8, -1).matmul(v);")]
    [InlineData(
        "Output",
        "Linear fc = Linear(64, 64); Parameter w = Parameter(empty(64, 10));",
        "init.xavier_uniform_(w);",
        "return functional.log_softmax(functional.relu(fc.forward(x)).mm(w), 1);")]
    [InlineData(
        "Position and class tokens",
        "Linear fc = Linear(64, 64); Parameter position = Parameter(randn(1, 16, 64) * 0.02), token = Parameter(zeros(1, 1, 64));",
        "",
        "return functional.gelu(fc.forward(cat(new[] { token.expand(x.shape[0], -1, -1), x }, 1) + position));")]
    [InlineData(
        "Prototypes",
        "Parameter prototypes = Parameter(randn(10, 64));",
        "",
        "return cdist(x, prototypes).relu();")]
    [InlineData(
        "Experts",
        "Parameter w = Parameter(randn(4, 64, 64));",
        "",
        "return functional.relu(x.matmul(w));")]
    [InlineData(
        "Fixed random features",
        "Parameter w = Parameter(randn(64, 64), requires_grad: false);",
        "",
        "return functional.relu(x.mm(w));")]
    [InlineData(
        "Two layers of one matrix",
        "Linear fc = Linear(64, 64); Parameter w = Parameter(empty(64, 64));",
        "init.xavier_uniform_(w);",
        "return functional.relu(functional.relu(x.mm(w)).mm(w.t()));")]
    [InlineData(
        "A parameter from elsewhere",
        "Parameter w = Parameter(zeros(64, 64).add(randn(64, 64)));",
        "",
        "return functional.relu(x.mm(w));")]
    public Task Silent(string name, string members, string fill, string forward)
    {
        Assert.NotEmpty(name);
        return Verify.Diagnostics(
            $$"""
            class Net : Module<Tensor, Tensor>
            {
                private readonly Linear head = Linear(64, 64);
                private readonly {{members.Replace("; ", "; private readonly ")}}

                public Net() : base("net")
                {
                    {{fill}}
                    RegisterComponents();
                }

                private Tensor Body(Tensor x)
                {
                    {{forward}}
                }

                public override Tensor forward(Tensor x) => head.forward(Body(x));
            }
            """);
    }

    [Fact]
    public async Task Says_what_is_wrong()
    {
        var diagnostic = await Single(Net("Parameter(randn(784, 256) / Math.Sqrt(784))", "x.mm(w) + b", "", Relu), "INIT001");
        Assert.Equal(
            "'w' feeds ReLU, but randn(784, 256) / Math.Sqrt(784) gives Var(w) = 1/fan_in; ReLU wants He, 2/fan (forward multiplier 0.5 a layer, origin slope multiplier 0)",
            Message(diagnostic));
    }

    [Fact]
    public async Task Names_the_fan_that_is_meant()
    {
        var diagnostic = await Single(Net("Parameter(empty(784, 256))", "x.mm(w) + b", "init.kaiming_normal_(w, nonlinearity: init.NonlinearityType.Linear);", Relu), "INIT005");
        Assert.Contains("Var(w) = 1/fan_out", Message(diagnostic), StringComparison.Ordinal);
    }

    [Fact]
    public Task Fixed_as_a_layer_is_where_an_initializer_fills_it() => Verify.Fix(
        Net("Parameter(empty(256, 784))", "functional.linear(x, w, b)", "{|INIT001:init.xavier_uniform_(w)|};", Relu),
        Net("Parameter(empty(256, 784))", "functional.linear(x, w, b)", "init.kaiming_uniform_(w, nonlinearity: init.NonlinearityType.ReLU);", Relu));

    [Fact]
    public Task Not_fixed_where_an_expression_makes_it() => Verify.Fix(
        Net("Parameter({|INIT001:randn(784, 256) / Math.Sqrt(784)|})", "x.mm(w) + b", "", Relu),
        Net("Parameter({|INIT001:randn(784, 256) / Math.Sqrt(784)|})", "x.mm(w) + b", "", Relu));

    /// <summary>What a helper draws is followed where it may become a weight; elsewhere it is a mask, or noise.</summary>
    [Fact]
    public Task Drawn_by_a_helper() => Verify.Diagnostics(
        """
        static class Numbers
        {
            public static Tensor Mask(long length, (double, double) limits, long[] shape) => rand(shape) < limits.Item1;
        }

        class Net : Module<Tensor, Tensor>
        {
            private readonly Parameter w = Parameter(Drawn(784, 256)), w2 = Parameter(empty(10, 256));

            public Net() : base("net") => RegisterComponents();

            private static Tensor Drawn(long rows, long columns) => {|INIT001:randn(rows, columns) / Math.Sqrt(rows)|};

            public override Tensor forward(Tensor x) => functional.linear(functional.relu(x.mm(w)), w2);
        }

        class Masked : Module<Tensor, Tensor>
        {
            private readonly Linear fc = Linear(784, 256), head = Linear(256, 10);
            private readonly Parameter token = Parameter(zeros(256));

            public Masked() : base("masked")
            {
                {|INIT001:init.xavier_uniform_(fc.weight)|};
                RegisterComponents();
            }

            public override Tensor forward(Tensor x)
            {
                var h = fc.forward(x);
                h[Numbers.Mask(256, (0.1, 0.2), new[] { x.size(0), 256 })] = token;
                return head.forward(functional.relu(h));
            }
        }
        """);

    private static string Net(string make, string apply, string fill, string activation) =>
        $$"""
        class Net : Module<Tensor, Tensor>
        {
            private static readonly double K = 1 / Math.Sqrt(784);

            private readonly Tensor w;
            private readonly Parameter b = Parameter(zeros(256)), w2 = Parameter(empty(10, 256));

            public Net() : base("net")
            {
                w = {{make}};
                RegisterComponents();
                {{fill}}
            }

            private static Parameter Made(int inputs, int outputs) => Parameter(randn(inputs, outputs) * Math.Sqrt(2.0 / inputs));

            private static Tensor Scaled(Tensor tensor) { tensor.mul_(0.05); return tensor; }

            private static bool is_training() => new Random().Next() == 0;

            private static void Fill(Tensor tensor) => init.orthogonal_(tensor);

            public override Tensor forward(Tensor x)
            {
                var h = {{activation}}({{apply}});
                return functional.linear(h, w2);
            }
        }
        """;
}
