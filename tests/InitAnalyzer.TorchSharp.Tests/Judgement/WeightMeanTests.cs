using InitAnalyzer.Runtime;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace InitAnalyzer.Torch.Tests;

/// <summary>What a check-up says of the mean of weights: what INIT202 predicts, and INIT103 where there is nothing else.</summary>
[Collection(NativeCollection.Name)]
public class WeightMeanTests
{
    private const int Inputs = 100;

    /// <summary>The mean as a part of the standard deviation of He's law; the rule speaks of it from 0.1 / √fan on, and the signal shows it from 0.5 / √fan.</summary>
    [NativeTheory]
    [InlineData(0, 64, null)]
    [InlineData(0.02, 64, null)]
    [InlineData(0.1, 64, "INIT202")]
    [InlineData(-0.1, 64, "INIT202")]
    [InlineData(0.3, 64, "INIT202")]
    [InlineData(1.7, 64, "INIT202")]
    [InlineData(0, 1, null)]
    [InlineData(0, 2, null)]
    [InlineData(1.7, 2, "INIT202")]
    public void A_mean_is_told_of_where_it_moves_the_pre_activations(double mean, int units, string? rule)
    {
        double deviation = Math.Sqrt(2.0 / Inputs);
        manual_seed(1);
        for (int seed = 0; seed < 5; seed++)
        {
            using Sequential net = Net(units, Initializers.Normal(mean * deviation, deviation), seed);
            SignalVerdict? verdict = net.MeasureSignal(randn(32, Inputs)).Verdicts.SingleOrDefault();
            Assert.Equal(rule, verdict?.Rule);
            if (verdict is not null)
            {
                Assert.Equal(["0"], verdict.Layers);
                Assert.Contains("'0' feeds ReLU, and its weights have mean ", verdict.Text, StringComparison.Ordinal);
            }
        }
    }

    [NativeFact]
    public void Weights_that_are_all_alike_are_told_of_as_such()
    {
        using Sequential net = Net(64, Initializers.Constant(0.02), 1);
        SignalVerdict verdict = Assert.Single(net.MeasureSignal(randn(32, Inputs)).Verdicts);
        Assert.Equal("INIT103: '0' feeds ReLU, and all its weights are 0.02, so that every unit weighs its inputs alike; He has Var(w) = 2/fan_in", verdict.ToString());
    }

    [NativeFact]
    public void A_single_unit_has_nobody_to_be_like()
    {
        using Sequential one = Net(1, Initializers.Constant(0.02), 1);
        Assert.Empty(one.MeasureSignal(randn(32, Inputs)).Verdicts);
        using Sequential single = Sequential(Linear(1, 1), ReLU(), Linear(1, 1));
        Assert.Empty(single.MeasureSignal(randn(32, 1)).Verdicts);
    }

    /// <summary>The weights of an output layer are a choice.</summary>
    [NativeFact]
    public void An_output_layer_may_have_any_mean()
    {
        using Sequential net = Sequential(Linear(Inputs, 64).InitHe(), ReLU(), Linear(64, 32).InitWith(Initializers.Uniform(0, 0.1), 1), Tanh());
        Assert.Empty(net.MeasureSignal(randn(32, Inputs)).Verdicts);
    }

    private static Sequential Net(int units, Initializer weights, int seed) =>
        Sequential(Linear(Inputs, units).InitWith(weights, 100 + seed), ReLU(), Linear(units, 1).InitHe(generator: seed));
}
