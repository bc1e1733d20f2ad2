using InitAnalyzer.Theory;
using static InitAnalyzer.Runtime.Tests.RandomStreamTests;

namespace InitAnalyzer.Runtime.Tests;

public class SamplingTests
{
    [Fact]
    public void Results_do_not_depend_on_the_number_of_threads()
    {
        NetworkLayer layer = new(60, ActivationCatalog.Create("Mish"), Initializers.Orthogonal())
        {
            Biases = Initializers.Normal(0, 0.1), Dropout = 0.2, Normalization = Normalization.Batch, ReceptiveField = 2, Residual = true,
        };
        Network network = new(60, [layer, layer, layer with { Normalization = Normalization.Layer }]);
        SamplingOptions options = new() { Draws = 2, Batch = 64, MaxDegreeOfParallelism = 1 };
        SimulationReport one = Sampling.Simulate(network, options);
        SimulationReport many = Sampling.Simulate(network, options with { MaxDegreeOfParallelism = 4 });
        Assert.Equal(one.Layers, many.Layers);
        Assert.NotEqual(one.Layers, Sampling.Simulate(network, options with { Seed = 1 }).Layers);
    }

    [Fact]
    public void Zeros_never_learn()
    {
        SimulationReport report = Sampling.Simulate(Network.Uniform(3, 50, ActivationCatalog.Create("Tanh"), Initializers.Zeros), new() { Draws = 1, Batch = 10 });
        Assert.All(report.Layers, static layer => Assert.Equal(0, layer.PreActivationVariance.Value));

        // No gradient reaches the layers below the last, and the last one's inputs are 0.
        Assert.Equal(0, report.Layers[0].GradientVariance.Value);
        Assert.Equal(0, report.Layers[1].GradientVariance.Value);
        Assert.Equal(0, report.Layers[1].ActivationVariance.Value);
    }

    [Fact]
    public void The_classic_laws_do_to_the_signal_what_they_are_known_for()
    {
        static SimulationReport Of(string activation, Initializer initializer, int depth) =>
            MeanField.Simulate(Network.Uniform(depth, 512, ActivationCatalog.Create(activation), initializer));

        // Naive normal weights vanish or explode.
        Assert.InRange(Of("ReLU", Initializers.Normal(0, 0.01), 10).SignalRatio, 0, 1e-13);
        Assert.InRange(Of("ReLU", Initializers.Normal(0, 1), 10).SignalRatio, 1e20, double.MaxValue);
        Assert.InRange(Of("Tanh", Initializers.Normal(0, 0.01), 50).SignalRatio, 0, 1e-50);
        Assert.InRange(Of("Tanh", Initializers.Normal(0, 1), 50).Layers[25].Saturated.Value, 0.9, 1);
        Assert.InRange(Of("Tanh", Initializers.Normal(0, 1), 50).GradientRatio, 1e10, double.MaxValue);

        // He holds ReLU's signal and gradient exactly.
        Assert.Equal(1, Of("ReLU", Initializers.He(), 50).SignalRatio, 1e-9);
        Assert.Equal(1, Of("ReLU", Initializers.He(), 50).GradientRatio, 1e-9);

        // Xavier lets tanh's signal decay algebraically, q ~ 1/(2·depth), and keeps the gradient's order.
        double at100 = Of("Tanh", Initializers.Xavier(), 101).Layers[100].PreActivationVariance.Value;
        double at1000 = Of("Tanh", Initializers.Xavier(), 1001).Layers[1000].PreActivationVariance.Value;
        Assert.Equal(10, at100 / at1000, 0.6);
        Assert.InRange(Of("Tanh", Initializers.Xavier(), 10).GradientRatio, 0.05, 1);

        // Xavier and He lose the sigmoid's gradient by more than ten orders of magnitude over ten layers; Kumar's loses far less.
        Assert.InRange(Of("Sigmoid", Initializers.Xavier(), 11).GradientRatio, 0, 1e-10);
        Assert.InRange(Of("Sigmoid", Initializers.He(), 11).GradientRatio, 0, 1e-10);
        Assert.InRange(Of("Sigmoid", Initializers.Kumar(ActivationCatalog.Create("Sigmoid")), 11).GradientRatio, 1e-5, 1);
    }

    [Fact]
    public void Dead_units_are_those_that_no_input_reaches()
    {
        // With large negative biases no input reaches any unit.
        NetworkLayer dead = new(40, ActivationCatalog.Create("ReLU"), Initializers.He()) { Biases = Initializers.Constant(-100) };
        LayerStatistics layer = Sampling.Simulate(new Network(40, [dead]), new() { Draws = 1 }).Layers[0];
        Assert.Equal(1, layer.Dead.Value);
        Assert.Equal(1, layer.Saturated.Value);
        layer = Sampling.Simulate(new Network(40, [dead with { Biases = null }]), new() { Draws = 1 }).Layers[0];
        Assert.Equal(0, layer.Dead.Value);
    }

    [Fact]
    public void Histograms_of_theory_and_sample_agree()
    {
        Network network = Network.Uniform(2, 400, ActivationCatalog.Create("Tanh"), Initializers.Xavier());
        SimulationReport theory = MeanField.Simulate(network, histograms: true);
        SimulationReport sample = Sampling.Simulate(network, new() { Draws = 1, Batch = 200, Histograms = true });
        Histogram expected = theory.Layers[1].PreActivations!;
        Histogram actual = sample.Layers[1].PreActivations!;
        Assert.Equal(expected.High, actual.High, 0.2 * expected.High);
        for (int bin = 0; bin < expected.Fractions.Count; bin++)
        {
            Assert.Equal(expected.Fractions[bin], actual.Fractions[bin], 0.01);
        }

        Assert.Equal(1, theory.Layers[1].Activations!.Fractions.Sum(), 1e-9);
        Assert.Equal(1, sample.Layers[1].Activations!.Fractions.Sum(), 1e-6);
        Assert.Null(Sampling.Simulate(network, new() { Draws = 1, Batch = 2 }).Layers[0].Activations);
    }

    [Fact]
    public void Fast_activations_have_single_precision()
    {
        foreach (Activation activation in ActivationCatalog.All.Where(static activation => activation.IsElementwise))
        {
            ActivationTable table = new(activation);
            double[] arguments = new double[3000];
            new RandomStream(3, activation.Name).FillNormal<double>(arguments, 0, 4);
            foreach (double x in arguments.Append(0).Concat(arguments.Select(static x => x * 1e-9)).Append(1e30).Append(-1e30))
            {
                double value = table.Evaluate(x, out double slope);
                Assert.Equal(activation.Evaluate(x), value, 6e-8 * Math.Abs(activation.Evaluate(x)) + 1e-10 * Math.Min(1, Math.Abs(x)));
                Assert.Equal(activation.Derivative(x), slope, 2e-7);
            }
        }
    }

    [Fact]
    public void Lsuv_gives_every_layer_unit_variance()
    {
        Network network = Network.Uniform(6, 80, ActivationCatalog.Create("Sigmoid"), Initializers.He());
        LsuvResult result = Lsuv.Apply(network, new() { Batch = 64, Seed = 9 }, tolerance: 0.01);
        SimulationReport report = Sampling.Simulate(result.Network, new() { Batch = 64, Seed = 9, Draws = 1 });
        for (int i = 0; i < 6; i++)
        {
            Assert.Equal(1, report.Layers[i].PreActivationVariance.Value, 0.011);
            Assert.Equal(result.Layers[i].Variance, report.Layers[i].PreActivationVariance.Value, 1e-5);
            Assert.InRange(result.Layers[i].Iterations, 0, 3);
        }
    }

    [Fact]
    public void Long_runs_tell_their_progress_and_can_be_cancelled()
    {
        Network network = Network.Uniform(5, 32, ActivationCatalog.Create("ReLU"), Initializers.He());
        List<double> progress = [];
        Sampling.Simulate(network, new() { Draws = 2 }, new Recorder(progress));
        Assert.Equal(progress.Order(), progress);
        Assert.Equal(1, progress[^1]);
        using CancellationTokenSource source = new();
        Assert.ThrowsAny<OperationCanceledException>(() => Sampling.Simulate(network, new() { Draws = 1000 }, new Recorder(progress, source.Cancel), source.Token));
    }

    [Fact]
    public void Intervals_are_student_s()
    {
        // Tables of the t distribution.
        Assert.Equal(12.7062, StudentT.Quantile(0.975, 1), 1e-3);
        Assert.Equal(2.77645, StudentT.Quantile(0.975, 4), 1e-4);
        Assert.Equal(3.24984, StudentT.Quantile(0.995, 9), 1e-4);
        Assert.Equal(1.96234, StudentT.Quantile(0.975, 1000), 1e-4);
        Estimate estimate = Estimate.Of([1, 2, 3, 4, 5]);
        (double low, double high) = estimate.Interval();
        Assert.Equal(3 - 2.77645 * Math.Sqrt(2.5 / 5), low, 1e-4);
        Assert.Equal(6, low + high, 1e-9);
        Assert.Equal((7, 7), Estimate.Exact(7).Interval());
        Refuses("confidence", () => estimate.Interval(1));
    }

    [Fact]
    public void Bad_networks_and_options_are_refused()
    {
        Activation relu = ActivationCatalog.Create("ReLU");
        NetworkLayer layer = new(4, relu, Initializers.He());
        Refuses("layers", () => new Network(4, []));
        Refuses("layers", () => new Network(4, [layer, null!]));
        Refuses("layers", () => new Network(4, [layer with { Width = 0 }]));
        Refuses("layers", () => new Network(4, [layer with { Dropout = 1 }]));
        Refuses("layers", () => new Network(4, [layer with { Dropout = double.NaN }]));
        Refuses("layers", () => new Network(3, [layer with { Residual = true }]));
        Refuses("layers", () => new Network(4, [layer with { ReceptiveField = 0 }]));
        Refuses("layers", () => new Network(4, [layer with { Activation = ActivationCatalog.Create("Softmax") }]));
        Refuses("inputs", () => new Network(0, [layer]));
        Refuses("depth", () => Network.Uniform(0, 4, relu, Initializers.He()));
        Network network = new(4, [layer]);
        Refuses("options", () => Sampling.Simulate(network, new() { Draws = 0 }));
        Refuses("options", () => Sampling.Simulate(network, new() { Batch = 3 }));
        Refuses("options", () => Sampling.Simulate(network, new() { Input = new() { Variance = -1 } }));
        Refuses("network", () => Sampling.Simulate(null!));
        Refuses("shape", () => Sampling.Simulate(new Network(4, [layer with { Weights = Initializers.DeltaOrthogonal() }])));
        Refuses("tolerance", () => Lsuv.Apply(network, tolerance: 0));
    }

    private sealed class Recorder(List<double> values, Action? then = null) : IProgress<double>
    {
        public void Report(double value)
        {
            values.Add(value);
            then?.Invoke();
        }
    }
}
