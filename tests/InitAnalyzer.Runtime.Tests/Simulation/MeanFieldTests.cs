using InitAnalyzer.Theory;

namespace InitAnalyzer.Runtime.Tests;

public class MeanFieldTests
{
    [Fact]
    public void Moments_are_those_of_the_theory_directly_and_by_interpolation()
    {
        foreach (Activation activation in ActivationCatalog.All.Where(static activation => activation.IsElementwise))
        {
            MomentTable table = new(activation);
            for (int i = 0; i < 60; i++)
            {
                // Three octaves, so that each is asked more often than it takes to be tabulated.
                double q = 0.4 * Math.Pow(2, i % 3 + i / 70.0);
                ActivationMoments moments = table.At(q);
                AssertClose(GaussianMoments.SecondMoment(activation, q), moments.SecondMoment);
                AssertClose(GaussianMoments.DerivativeSecondMoment(activation, q), moments.SlopeSecondMoment);
                Assert.Equal(GaussianMoments.Mean(activation, q), moments.Mean, 1e-9 * (1 + Math.Sqrt(moments.SecondMoment)));
            }
        }
    }

    [Fact]
    public void The_product_of_two_signals_is_the_arc_cosine_kernel_for_relu()
    {
        // Cho and Saul (2009): E[φφ'] = q/2π · (sin θ + (π − θ) cos θ).
        MomentTable table = new(ActivationCatalog.Create("ReLU"));
        foreach (double correlation in (double[])[-0.95, -0.5, 0, 0.3, 0.7, 0.9, 0.99, 0.999, 0.99999, 1])
        {
            double theta = Math.Acos(correlation);
            double expected = 2.5 / (2 * Math.PI) * (Math.Sin(theta) + (Math.PI - theta) * correlation);
            Assert.Equal(expected, table.At(2.5).Product(correlation), 1e-5 * 2.5);
        }
    }

    [Fact]
    public void The_product_of_two_signals_has_the_theory_s_slope_at_full_correlation()
    {
        foreach (string name in (string[])["Tanh", "GELU", "SELU", "ReLU", "Hardtanh"])
        {
            Activation activation = ActivationCatalog.Create(name);
            ActivationMoments moments = new MomentTable(activation).At(1.3);
            AssertClose(GaussianMoments.SecondMoment(activation, 1.3), moments.Product(1));
            double slope = (moments.Product(1) - moments.Product(1 - 1e-6)) / 1e-6;
            Assert.Equal(1.3 * GaussianMoments.DerivativeSecondMoment(activation, 1.3), slope, 1e-3);
        }
    }

    [Theory]
    [InlineData("Tanh", "Xavier")]
    [InlineData("ReLU", "He")]
    [InlineData("Sigmoid", "Kumar")]
    [InlineData("SELU", "LeCun")]
    [InlineData("GELU", "He")]
    public void Chains_have_the_variances_of_the_theory(string name, string law)
    {
        Activation activation = ActivationCatalog.Create(name);
        Initializer initializer = law switch { "Xavier" => Initializers.Xavier(), "He" => Initializers.He(), "LeCun" => Initializers.LeCun(), _ => Initializers.Kumar(activation) };
        double scale = law switch { "He" => 2, "Kumar" => activation.KumarScale!.Value, _ => 1 };
        SimulationReport report = MeanField.Simulate(Network.Uniform(200, 100, activation, initializer));
        ChainPropagation chain = Propagation.Chain(activation, scale, 199);
        for (int i = 0; i < 200; i++)
        {
            AssertClose(chain.PreActivationVariances[i], report.Layers[i].PreActivationVariance.Value);
        }

        // Each layer's own slope is in the chain's factor from its pre-activation to the next.
        for (int i = 1; i < 200; i++)
        {
            AssertClose(chain.GradientFactors[i - 1], report.Layers[i - 1].GradientVariance.Value / report.Layers[i].GradientVariance.Value);
        }
    }

    [Fact]
    public void A_chain_of_ten_thousand_layers_takes_no_time()
    {
        foreach (string name in (string[])["Tanh", "ReLU", "SELU", "Sigmoid"])
        {
            Network network = Network.Uniform(10_000, 100, ActivationCatalog.Create(name), Initializers.Xavier());
            MeanField.Simulate(network);
            System.Diagnostics.Stopwatch watch = System.Diagnostics.Stopwatch.StartNew();
            SimulationReport report = MeanField.Simulate(network);

            // The benchmark's limit is 50 ms on a machine of its own.
            Assert.InRange(watch.ElapsedMilliseconds, 0, 3000);
            Assert.Equal(10_000, report.Layers.Count);
        }
    }

    [Fact]
    public void Saturation_is_the_probability_of_the_flat_part()
    {
        Assert.Equal(0.5, new Saturation(ActivationCatalog.Create("ReLU")).Probability(3), 1e-6);
        Assert.Equal(0, new Saturation(ActivationCatalog.Create("Identity")).Probability(3), 1e-12);
        double end = Math.Acosh(Math.Sqrt(10));
        Assert.Equal(2 * Statistics.NormalCdf(-end / Math.Sqrt(3)), new Saturation(ActivationCatalog.Create("Tanh")).Probability(3), 1e-7);
    }

    [Fact]
    public void Networks_without_a_theory_say_why()
    {
        Network constant = Network.Uniform(2, 10, ActivationCatalog.Create("ReLU"), Initializers.Constant(0.1));
        Assert.NotNull(MeanField.WhyNot(constant));
        RandomStreamTests.Refuses("network", () => MeanField.Simulate(constant));
        Assert.NotNull(MeanField.WhyNot(Network.Uniform(2, 10, ActivationCatalog.Create("ReLU"), Initializers.Identity())));
        Assert.Null(MeanField.WhyNot(Network.Uniform(2, 10, ActivationCatalog.Create("ReLU"), Initializers.Zeros)));
        RandomStreamTests.Refuses("network", () => _ = MeanField.WhyNot(null!));
        RandomStreamTests.Refuses("input", () => MeanField.Simulate(Network.Uniform(1, 1, ActivationCatalog.Create("ReLU"), Initializers.He()), new() { Cosine = 2 }));
    }

    private static void AssertClose(double expected, double actual) => Assert.Equal(expected, actual, 1e-8 * Math.Abs(expected) + 1e-300);
}
