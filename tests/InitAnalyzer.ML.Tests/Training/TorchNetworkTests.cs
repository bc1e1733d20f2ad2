using InitAnalyzer.Runtime;
using InitAnalyzer.Theory;
using TorchSharp;
using static TorchSharp.torch;

namespace InitAnalyzer.ML.Tests;

/// <summary>The network that is scored is the one that was trained.</summary>
[Collection(NativeCollection.Name)]
public class TorchNetworkTests
{
    private static readonly RandomStream s_random = new(1, "tests");

    public static TheoryData<Activation> Activations => [.. Enum.GetValues<Activation>()];

    [NativeTheory]
    [MemberData(nameof(Activations))]
    public void Scores_as_torch_does(Activation activation)
    {
        using IDisposable scope = NewDisposeScope();
        var network = new TorchNetwork(5, [new Dense(32, activation, Initializer.Normal(2)), new Dropout(0.5), new Dense(8, activation)], 3, s_random.Child("weights"));
        AssertSame(network, [0, 0, 0, 0, 0], [1, 1, 1, 1, 1]);
    }

    [NativeFact]
    public void Normalisations_become_part_of_the_next_layer()
    {
        using IDisposable scope = NewDisposeScope();
        var network = new TorchNetwork(
            5, [new BatchNormalization(), new Dense(16, Activation.ReLU), new BatchNormalization(), new BatchNormalization(), new Dense(8, Activation.Tanh), new BatchNormalization()], 3, s_random.Child("weights"));

        // Some steps in training, with parameters that are not those of the start.
        foreach (Tensor parameter in network.Others)
        {
            using IDisposable withoutGradients = no_grad();
            parameter.uniform_(0.5, 1.5);
        }

        for (int i = 0; i < 5; i++)
        {
            network.Forward(3 * randn(64, 5) + 1, s_random);
        }

        AssertSame(network, [1, 2, 3, 4, 5], [2, 1, 0.5f, 1, 0]);
    }

    [NativeFact]
    public void Dropout_keeps_the_mean_in_training_and_everything_afterwards()
    {
        using IDisposable scope = NewDisposeScope();
        var dropout = new TorchDropout(0.25);
        Tensor input = ones(100, 1000);
        float[] dropped = dropout.Forward(input, s_random).data<float>().ToArray();
        Assert.Equal([0, (float)(1 / 0.75)], dropped.Distinct().Order());

        // The standard error is √(0.25/0.75/100000) = 0.0018.
        Assert.Equal(1, dropped.Average(), 0.01);
        Assert.Same(input, dropout.Forward(input, null));
        Assert.Equal(dropped, dropout.Forward(input, s_random).data<float>().ToArray());
    }

    public static TheoryData<Activation, string, FanMode, double> Laws => new()
    {
        { Activation.ReLU, "", FanMode.FanIn, 2 },
        { Activation.GELU, "", FanMode.FanIn, 2 },
        { Activation.LeakyReLU, "", FanMode.FanIn, 2 / 1.0001 },
        { Activation.Tanh, "", FanMode.FanAverage, 1 },
        { Activation.Sigmoid, "", FanMode.FanIn, 12.8 },
        { Activation.SELU, "", FanMode.FanIn, 1 },
        { Activation.Linear, "", FanMode.FanIn, 1 },
        { Activation.ReLU, "GlorotUniform", FanMode.FanAverage, 1 },
        { Activation.ReLU, "LeCunUniform", FanMode.FanIn, 1 },
        { Activation.Tanh, "HeUniform", FanMode.FanIn, 2 },
        { Activation.Tanh, "KumarNormal", FanMode.FanIn, 12.8 },
    };

    [NativeTheory]
    [MemberData(nameof(Laws))]
    public void Weights_have_the_law_that_is_asked_for_or_that_the_activation_wants(Activation activation, string name, FanMode mode, double scale)
    {
        using IDisposable scope = NewDisposeScope();
        var initializer = (Initializer?)typeof(Initializer).GetProperty(name.Length == 0 ? "None" : name)?.GetValue(null);
        Assert.Equal(name.Length == 0, initializer is null);
        float[] weights = new TorchDense(300, new Dense(100, activation, initializer), s_random.Child(name)).Weight.data<float>().ToArray();
        double variance = weights.Average(static weight => (double)weight * weight);

        // 30,000 weights: the relative standard error of the variance is at most √(2/30000) = 0.8%.
        Assert.Equal(scale / Fans.ForLinear(300, 100).Of(mode), variance, 0.04 * variance);
    }

    private static void AssertSame(TorchNetwork network, float[] shift, float[] scale)
    {
        float[] features = new float[40 * 5];
        s_random.Child("features").FillNormal(features.AsSpan(), 1, 2);
        NeuralNetworkModel model = ModelText.Read(ModelText.Write(network.ToModel(shift, scale, outputShift: 10, outputScale: 3)));

        using IDisposable withoutGradients = no_grad();
        Tensor input = (tensor(features, [40, 5]) - tensor(shift)) * tensor(scale);
        float[] expected = (10 + 3 * network.Forward(input, null)).data<float>().ToArray();
        float[] actual = new float[3];
        for (int row = 0; row < 40; row++)
        {
            model.Evaluate(features.AsSpan(row * 5, 5), actual);
            for (int i = 0; i < 3; i++)
            {
                float wanted = expected[row * 3 + i];
                Assert.Equal(wanted, actual[i], 1e-4 * Math.Max(1, Math.Abs(wanted)));
            }
        }
    }
}
