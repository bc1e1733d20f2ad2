using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace InitAnalyzer.Torch.Tests;

/// <summary>After LSUV every layer's output has variance 1, and nothing else has changed.</summary>
[Collection(NativeCollection.Name)]
public class LsuvTests
{
    private static double VarianceOf(Tensor output)
    {
        double[] values = TensorValues.Of(output);
        double mean = values.Average();
        return values.Average(value => (value - mean) * (value - mean));
    }

    [NativeFact]
    public void Every_output_has_variance_1_layers_stay_orthogonal_and_biases_are_0()
    {
        manual_seed(1);
        using Sequential net = Sequential(Linear(20, 64), Tanh(), Linear(64, 64), Sigmoid(), Linear(64, 64), ReLU(), Linear(64, 5));
        using Tensor x = randn(200, 20) * 3;
        LsuvReport report = net.Lsuv(x, new() { Seed = 7 });
        Assert.Equal(["0", "2", "4", "6"], report.Layers.Select(static layer => layer.Name));
        Assert.Empty(report.Unseen);
        using IDisposable withoutGradients = no_grad();
        Tensor signal = x;
        for (int i = 0; i < net.Count; i++)
        {
            signal = ((Module<Tensor, Tensor>)net[i]).call(signal);
            if (net[i] is Linear linear)
            {
                LsuvLayerReport layer = report.Layers[i / 2];
                Assert.InRange(VarianceOf(signal), 0.99, 1.01);
                Assert.Equal(VarianceOf(signal), layer.Variance, 4);
                Assert.True(layer.HasConverged);
                using Tensor product = linear.weight.shape[0] <= linear.weight.shape[1] ? linear.weight.mm(linear.weight.t()) : linear.weight.t().mm(linear.weight);
                using Tensor expected = eye(product.shape[0]) * (layer.Factor * layer.Factor);
                Assert.InRange(((product - expected).abs().max() / (layer.Factor * layer.Factor)).item<float>(), 0, 1e-4);
                Assert.All(TensorValues.Of(linear.bias!), static value => Assert.Equal(0, value));
            }
        }
    }

    [NativeFact]
    public void Forward_is_seen_too_and_told_apart_from_what_is_disposed()
    {
        manual_seed(1);
        using BlockNet blocks = new();
        LsuvReport report = blocks.Lsuv(randn(8, 3, 16, 16));
        Assert.Equal(["features.block1.conv", "features.block2.conv", "fc1", "fc2"], report.Layers.Select(static layer => layer.Name));
        Assert.All(report.Layers, static layer => Assert.True(layer.HasConverged));

        using DisposingMlp disposing = new();
        string before = TensorValues.Snapshot(disposing);
        LsuvReport nothing = disposing.Lsuv(ones(4, 12));
        Assert.Equal(["fc1", "fc2"], nothing.Unseen);
        Assert.Equal(["fc3"], nothing.Layers.Select(static layer => layer.Name));
        Assert.Equal(before.Split('\n')[..4], TensorValues.Snapshot(disposing).Split('\n')[..4]);
    }

    [NativeFact]
    public void Modes_dropout_and_statistics_are_not_disturbed()
    {
        manual_seed(1);
        using Sequential net = Sequential(Linear(20, 32), BatchNorm1d(32), Dropout(0.5), ReLU(), Linear(32, 32), AlphaDropout(), Linear(32, 3));
        net.train();
        ((Module)net[2]).eval();
        using Tensor x = randn(100, 20);
        string Rest() => string.Join('\n', TensorValues.Snapshot(net).Split('\n').Where(static line => !(line.Contains(".weight") || line.Contains(".bias"))));
        string before = Rest();
        LsuvReport report = net.Lsuv(x, new() { Seed = 3 });
        Assert.Equal(before, Rest());
        Assert.All(report.Layers, static layer => Assert.InRange(layer.Variance, 0.99, 1.01));

        // The same seed, the same weights: no dropout had a part in it.
        double[] weight = TensorValues.Of(((Linear)net[6]).weight);
        net.Lsuv(x, new() { Seed = 3 });
        Assert.Equal(weight, TensorValues.Of(((Linear)net[6]).weight));
    }

    [NativeFact]
    public void What_cannot_be_scaled_is_put_back()
    {
        manual_seed(1);
        using Sequential net = Sequential(("a", Linear(6, 8)), ("dead", Hardshrink(1e9)), ("b", Linear(8, 4)));
        double[] before = TensorValues.Of(((Linear)net[2]).weight);
        LsuvReport report = net.Lsuv(randn(50, 6));
        Assert.False(report.Layers[1].HasConverged);
        Assert.Equal(before, TensorValues.Of(((Linear)net[2]).weight));
        Assert.Contains("not converged", report.ToString());
    }

    [NativeFact]
    public void A_failed_or_cancelled_call_leaves_every_parameter_as_it_was()
    {
        foreach (bool cancels in (bool[])[true, false])
        {
            using CancellationTokenSource source = new();
            using Interrupted net = new(7, cancels ? source.Cancel : static () => throw new InvalidOperationException("faulty"));
            string before = TensorValues.Snapshot(net);
            Exception thrown = Assert.ThrowsAny<Exception>(() => net.Lsuv(ones(3, 12) * arange(12), cancellationToken: source.Token));
            Assert.True(cancels ? thrown is OperationCanceledException : thrown is InvalidOperationException);
            Assert.Equal(before, TensorValues.Snapshot(net));
        }

        using var single = Linear(3, 3);
        Assert.Equal("options", Assert.ThrowsAny<ArgumentException>(() => single.Lsuv(ones(2, 3), new() { Tolerance = 0 })).ParamName);
        Assert.Equal("options", Assert.ThrowsAny<ArgumentException>(() => single.Lsuv(ones(2, 3), new() { LargestIterations = 0 })).ParamName);
    }

    private sealed class Interrupted : Module<Tensor, Tensor>
    {
        private readonly Linear first = Linear(12, 16), second = Linear(16, 16);
        private readonly int at;
        private readonly Action interruption;
        private int runs;

        public Interrupted(int at, Action interruption)
            : base(nameof(Interrupted))
        {
            this.at = at;
            this.interruption = interruption;
            RegisterComponents();
        }

        public override Tensor forward(Tensor x)
        {
            if (++runs == at)
            {
                interruption();
            }

            return second.forward(first.forward(x).tanh());
        }
    }
}
