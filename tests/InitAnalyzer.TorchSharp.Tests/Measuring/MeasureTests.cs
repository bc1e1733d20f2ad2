using System.Text.Json;
using InitAnalyzer.Runtime;
using InitAnalyzer.Theory;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace InitAnalyzer.Torch.Tests;

/// <summary>The check-up reports what really flows, and judges it by the analyzer's rules.</summary>
[Collection(NativeCollection.Name)]
public class MeasureTests
{
    private static Sequential Deep(int depth, Func<Module<Tensor, Tensor>> activation, Initializer? weights, int width = 128)
    {
        List<Module<Tensor, Tensor>> layers = [];
        for (int i = 0; i < depth; i++)
        {
            Linear layer = Linear(width, i == depth - 1 ? 10 : width);
            layers.Add(weights is null ? layer : layer.InitWith(weights, 10 + i));
            if (i < depth - 1)
            {
                layers.Add(activation());
            }
        }

        return Sequential(layers.ToArray());
    }

    [NativeFact]
    public void It_reports_the_values_and_gradients_of_the_layers()
    {
        manual_seed(1);
        using Sequential net = Sequential(("a", Linear(20, 30)), ("act", ReLU()), ("b", Linear(30, 7)));
        using Tensor x = randn(40, 20), target = randn(40, 7);
        string before = TensorValues.Snapshot(net);
        SignalReport report = net.MeasureSignal(x, y => functional.mse_loss(y, target), new() { Histograms = true });
        Assert.Equal(before, TensorValues.Snapshot(net));
        Assert.Equal(["a", "b"], report.Names);

        // By hand.
        Linear a = (Linear)net[0], b = (Linear)net[2];
        using Tensor z = a.call(x).detach().requires_grad_(true);
        using Tensor h = z.relu();
        using Tensor y = b.call(h);
        using Tensor loss = functional.mse_loss(y, target);
        IList<Tensor> gradients = autograd.grad([loss], [z, y]);
        LayerStatistics first = report.Report.Layers[0], second = report.Report.Layers[1];
        Assert.Equal(Variance(z), first.PreActivationVariance.Value, 5);
        Assert.Equal(TensorValues.Of(z).Average(), first.PreActivationMean.Value, 5);
        Assert.Equal(Variance(h), first.ActivationVariance.Value, 5);
        Assert.Equal(Variance(gradients[0]) * 1e6, first.GradientVariance.Value * 1e6, 3);
        Assert.Equal(Variance(gradients[1]) * 1e6, second.GradientVariance.Value * 1e6, 3);
        Assert.Equal(TensorValues.Of(z).Count(static value => value <= 0) / 1200.0, first.Saturated.Value, 3);
        double[] units = TensorValues.Of(z.amax([0]));
        Assert.Equal(units.Count(static value => value <= 0) / 30.0, first.Dead.Value, 6);
        Assert.NotNull(first.Activations);
    }

    [NativeFact]
    public void Tables_plots_JSON_and_HTML_come_from_the_same_report()
    {
        manual_seed(1);
        using Sequential net = Deep(6, () => Tanh(), Initializers.Xavier(), width: 32);
        SignalReport report = net.MeasureSignal(randn(16, 32), options: new() { Name = "my net" });
        Assert.Contains("my net", report.ToString());
        Assert.Equal(6, report.ToString().Split('\n').Count(static line => line.TrimStart().Length > 0 && char.IsAsciiDigit(line.TrimStart()[0])));
        using MemoryStream stream = new();
        report.WriteJson(stream);
        using JsonDocument json = JsonDocument.Parse(stream.ToArray());
        JsonElement layers = json.RootElement[0].GetProperty("sample").GetProperty("layers");
        Assert.Equal(6, layers.GetArrayLength());
        Assert.Equal("10", layers[5].GetProperty("name").GetString());
        Assert.Contains("<svg", report.Plot().ToSvg());
        Assert.Contains("my net", report.ToHtml());
    }

    [NativeFact]
    public void Forward_convolutions_and_shared_layers_are_measured_and_what_is_disposed_is_named()
    {
        manual_seed(1);
        using ResidualNet net = new();
        SignalReport report = net.MeasureSignal(randn(4, 3, 8, 8));
        Assert.Equal(["stem", "block1.conv1", "block1.conv2"], report.Names.Take(3));
        Assert.Equal(7, report.Report.Layers.Count);
        Assert.Equal(8, report.Report.Network.Layers[0].Width);
        Assert.All(report.Report.Layers, static layer => Assert.True(layer.GradientVariance.Value > 0));

        using SharedMlp shared = new();
        using DisposingMlp disposing = new();
        Assert.Equal(["fc1", "fc2"], disposing.MeasureSignal(randn(4, 12)).Unseen);
        Assert.Equal(2, shared.MeasureSignal(randn(4, 16)).Report.Layers.Count);

        using ScopedMlp scoped = new();
        Assert.Contains("No weight layer's output", Assert.Throws<InvalidOperationException>(() => scoped.MeasureSignal(randn(4, 12))).Message);
    }

    [NativeFact]
    public void Batch_statistics_are_those_of_training_and_are_not_kept()
    {
        manual_seed(1);
        using Sequential net = Sequential(Linear(20, 64), BatchNorm1d(64), ReLU(), Linear(64, 64), BatchNorm1d(64), ReLU(), Linear(64, 3));
        using (no_grad())
        {
            ((Linear)net[0]).weight.mul_(100);
        }

        net.train();
        using Tensor x = randn(64, 20);
        string before = TensorValues.Snapshot(net);
        SignalReport report = net.MeasureSignal(x);
        Assert.Equal(before, TensorValues.Snapshot(net));
        Assert.True(report.Report.Layers[0].PreActivationVariance.Value > 1000);
        Assert.InRange(report.Report.Layers[1].PreActivationVariance.Value, 0.05, 1);
        Assert.InRange(report.Report.Layers[0].Saturated.Value, 0.4, 0.6);
        Assert.Empty(report.Verdicts);
    }

    public static TheoryData<string, string, string?> Verdicts() => new()
    {
        { "ReLU", "default", "INIT201" },
        { "ReLU", "xavier", "INIT001" },
        { "GELU", "lecun", "INIT001" },
        { "ReLU", "he", null },
        { "LeakyReLU", "he", null },
        { "Tanh", "he", "INIT002" },
        { "Tanh", "xavier", null },
        { "Sigmoid", "xavier", "INIT003" },
        { "Sigmoid", "he", "INIT003" },
        { "SELU", "he", "INIT004" },
        { "SELU", "lecun", null },
        { "ReLU", "normal:0.001", "INIT202" },
        { "Tanh", "normal:3", "INIT202" },
        { "Tanh", "uniform:0:0.1", "INIT202" },
    };

    [NativeTheory]
    [MemberData(nameof(Verdicts))]
    public void The_verdict_names_the_rule_that_predicts_it(string activation, string law, string? rule)
    {
        manual_seed(1);
        Func<Module<Tensor, Tensor>> make = activation switch
        {
            "ReLU" => () => ReLU(),
            "GELU" => () => GELU(),
            "LeakyReLU" => () => LeakyReLU(0.1),
            "Tanh" => () => Tanh(),
            "Sigmoid" => () => Sigmoid(),
            _ => () => SELU(),
        };
        Initializer? weights = law switch
        {
            "default" => null,
            "xavier" => Initializers.Xavier(),
            "lecun" => Initializers.LeCun(),
            "he" => Initializers.He(slope: activation == "LeakyReLU" ? 0.1 : 0),
            "normal:0.001" => Initializers.Normal(0, 0.001),
            "normal:3" => Initializers.Normal(0, 3),
            _ => Initializers.Uniform(0, 0.1),
        };
        using Sequential net = Deep(10, make, weights);
        SignalReport report = net.MeasureSignal(randn(32, 128));
        if (rule is null)
        {
            Assert.Empty(report.Verdicts);
        }
        else
        {
            Assert.NotEmpty(report.Verdicts);
            Assert.All(report.Verdicts, verdict => Assert.Equal(rule, verdict.Rule));
            Assert.Contains(rule, report.ToString());
        }
    }

    [NativeFact]
    public void SELU_with_dropout_and_the_loss_of_several_outputs()
    {
        manual_seed(1);
        using Sequential selu = Sequential(Linear(32, 64).InitLeCun(), SELU(), Dropout(0.5), Linear(64, 4).InitLeCun());
        Assert.Equal(["INIT203"], selu.MeasureSignal(randn(16, 32)).Verdicts.Select(static verdict => verdict.Rule));

        using TwoTowers towers = new();
        using Tensor a = randn(8, 6), b = randn(8, 9);
        SignalReport report = towers.MeasureSignal(ModelInput.FromRun(() =>
        {
            (Tensor policy, Tensor value) = towers.call(a, b);
            return [policy.square().sum() + value.square().sum()];
        }));
        Assert.Equal(5, report.Report.Layers.Count);
    }

    private static double Variance(Tensor tensor)
    {
        double[] values = TensorValues.Of(tensor);
        double mean = values.Average();
        return values.Average(value => (value - mean) * (value - mean));
    }
}
