using InitAnalyzer.Theory;

namespace InitAnalyzer.Runtime.Tests;

/// <summary>
/// Theory and sampling side by side. A draw's variances scatter by about √(depth/width) around their expectation, and this differs from the theory by about
/// depth/width; with n draws the latter is √(n · depth/width) standard errors. The sizes here make that less than ½.
/// </summary>
public class AgreementTests
{
    private const int Width = 256;
    private const int Depth = 3;
    private static readonly SamplingOptions s_options = new() { Draws = 12, Batch = 16, Seed = 2024 };

    /// <summary>That of the one statistic furthest out among a few thousand.</summary>
    private const double Strict = 1 - 1e-6;

    /// <summary>Of the signal; a shrinker passes on no more where it has passed what is rare, of which a sample tells nothing.</summary>
    private const double Unseen = 1e-3;

    private static readonly Func<LayerStatistics, Estimate> s_saturated = static layer => layer.Saturated;

    private static readonly Func<LayerStatistics, Estimate>[] s_compared =
    [
        static layer => layer.PreActivationMean,
        static layer => layer.PreActivationVariance,
        static layer => layer.ActivationMean,
        static layer => layer.ActivationVariance,
        static layer => layer.GradientVariance,
        s_saturated,
        static layer => layer.Cosine,
    ];

    public static TheoryData<string> Elementwise => [.. ActivationCatalog.All.Where(static activation => activation.IsElementwise).Select(static activation => activation.Name)];

    [Theory]
    [MemberData(nameof(Elementwise))]
    public void Predictions_lie_in_the_sampled_intervals(string name)
    {
        Activation activation = ActivationCatalog.Create(name);
        List<Initializer> initializers = [Initializers.He(), Initializers.Xavier(), Initializers.LeCun(), Initializers.TorchDefault];
        if (activation.KumarScale is not null)
        {
            initializers.Add(Initializers.Kumar(activation));
        }

        int inside = 0;
        int all = 0;
        foreach (Initializer initializer in initializers)
        {
            Network network = Network.Uniform(Depth, Width, activation, initializer);
            SimulationReport theory = MeanField.Simulate(network);
            SimulationReport sample = Sampling.Simulate(network, s_options);
            for (int layer = 0; layer < Depth; layer++)
            {
                foreach (Func<LayerStatistics, Estimate> statistic in s_compared)
                {
                    if (theory.Layers[layer].ActivationVariance.Value < Unseen * theory.Layers[0].PreActivationVariance.Value)
                    {
                        continue;
                    }

                    double expected = statistic(theory.Layers[layer]).Value;
                    Estimate estimate = statistic(sample.Layers[layer]);
                    (double low, double high) = estimate.Interval(Strict);

                    // The slack is single precision's rounding where draws do not scatter, and what so many numbers cannot show of a probability.
                    double slack = 1e-5 * Math.Abs(expected) + (statistic == s_saturated ? 10.0 / (s_options.Draws * s_options.Batch * Width) : 1e-12);
                    Assert.True(expected >= low - slack && expected <= high + slack, $"{initializer.Name}, layer {layer}, statistic {Array.IndexOf(s_compared, statistic)}: {expected} not in {low} to {high}");
                    (low, high) = estimate.Interval(0.95);
                    inside += expected >= low && expected <= high ? 1 : 0;
                    all++;
                }
            }
        }

        // Of intervals of 95 %, correlated between layers.
        Assert.InRange(inside, 0.75 * all, all);
    }

    public static TheoryData<string> Constructions => ["dropout", "residual", "layer norm", "batch norm", "convolution", "biases", "orthogonal", "sparse", "funnel", "all"];

    [Theory]
    [MemberData(nameof(Constructions))]
    public void Predictions_hold_for_every_kind_of_layer(string construction)
    {
        NetworkLayer plain = new(Width, ActivationCatalog.Create("GELU"), Initializers.He());
        NetworkLayer layer = construction switch
        {
            "dropout" => plain with { Dropout = 0.3 },
            "residual" => plain with { Residual = true },
            "layer norm" => plain with { Normalization = Normalization.Layer, Weights = Initializers.Normal(0, 0.3) },
            "batch norm" => plain with { Normalization = Normalization.Batch, Weights = Initializers.Normal(0, 0.3) },
            "convolution" => plain with { ReceptiveField = 5 },
            "biases" => plain with { Biases = Initializers.Normal(0, 0.4) },
            "orthogonal" => plain with { Weights = Initializers.Orthogonal(1.3) },
            "sparse" => plain with { Weights = Initializers.Sparse(0.5, 0.1) },
            "all" => plain with { Dropout = 0.1, Residual = true, Normalization = Normalization.Layer, ReceptiveField = 3, Biases = Initializers.Normal(0, 0.2) },
            _ => plain,
        };
        IEnumerable<NetworkLayer> layers = construction == "funnel"
            ? [layer with { Width = 300 }, layer with { Width = 200 }, layer with { Width = 350 }]
            : Enumerable.Repeat(layer, Depth);
        Network network = new(Width, layers);
        SimulationReport theory = MeanField.Simulate(network);
        SimulationReport sample = Sampling.Simulate(network, s_options with { Batch = construction == "batch norm" ? 256 : 32, Draws = 10 });
        for (int i = 0; i < Depth; i++)
        {
            foreach (Func<LayerStatistics, Estimate> statistic in s_compared)
            {
                // A batch's own mean and variance have an error of 1/batch, and pairs are in it.
                Estimate estimate = statistic(sample.Layers[i]);
                double expected = statistic(theory.Layers[i]).Value;
                double slack = construction == "batch norm" ? 0.03 * Math.Max(Math.Abs(expected), 0.3) : 0;
                (double low, double high) = estimate.Interval(Strict);
                Assert.InRange(expected, low - slack - 1e-9, high + slack + 1e-9);
            }
        }
    }

    [Fact]
    public void The_distance_from_the_theory_falls_with_the_width()
    {
        double last = double.PositiveInfinity;
        foreach ((int width, int draws) in ((int, int)[])[(4, 3000), (16, 2000), (64, 1000)])
        {
            Network network = Network.Uniform(5, width, ActivationCatalog.Create("Tanh"), Initializers.He());
            double expected = MeanField.Simulate(network).Layers[^1].PreActivationVariance.Value;
            Estimate estimate = Sampling.Simulate(network, new() { Draws = draws, Batch = 4, Seed = 5 }).Layers[^1].PreActivationVariance;
            double distance = Math.Abs(estimate.Value / expected - 1);
            Assert.InRange(distance, 0, last);
            last = distance / 2;
        }
    }

    [Fact]
    public void Signals_beyond_single_precision_are_followed()
    {
        foreach ((Initializer initializer, string activation) in ((Initializer, string)[])
            [(Initializers.Normal(0, 1), "ReLU"), (Initializers.Normal(0, 1e-4), "ReLU"), (Initializers.Normal(0, 1e-4), "Tanh"), (Initializers.Normal(0, 1), "SELU")])
        {
            Network network = Network.Uniform(40, 128, ActivationCatalog.Create(activation), initializer);
            SimulationReport theory = MeanField.Simulate(network);
            SimulationReport sample = Sampling.Simulate(network, new() { Draws = 3, Batch = 8 });
            Assert.True(Math.Abs(Math.Log10(theory.SignalRatio)) > 50);
            Assert.Equal(1, Math.Log10(sample.SignalRatio) / Math.Log10(theory.SignalRatio), 0.05);
            Assert.Equal(1, Math.Log10(sample.GradientRatio) / Math.Log10(theory.GradientRatio), 0.05);
        }
    }
}
