using InitAnalyzer.Theory;

namespace InitAnalyzer.Runtime.Tests;

public class DeadUnitsTests
{
    [Fact]
    public void A_pair_of_relu_s_is_dead_in_the_quadrant_below_0()
    {
        // Sheppard (1899): P(z < 0, z' < 0) = ¼ + asin ρ / 2π.
        DeadUnits dead = new(ActivationCatalog.Create("ReLU"), batch: 2);
        foreach (double pair in (double[])[-1, -0.9, -0.3, 0, 0.2, 0.5, 0.9, 0.999, 0.999999, 1])
        {
            double expected = 0.25 + Math.Asin(pair) / (2 * Math.PI);
            foreach (double others in ((double[])[0, 0.1, 0.5, 0.95, 0.9999]).Where(others => pair >= 2 * others - 1))
            {
                Assert.Equal(expected, dead.Fraction(1.7, pair, others), 1e-7);
            }
        }
    }

    [Fact]
    public void Independent_inputs_are_dead_by_chance()
    {
        Assert.Equal(Math.Pow(0.5, 10), new DeadUnits(ActivationCatalog.Create("ReLU"), batch: 10).Fraction(3, 0, 0), 1e-12);

        // |z| > 1 for a standard normal z.
        Assert.Equal(Math.Pow(0.31731050786291415, 4), new DeadUnits(ActivationCatalog.Create("Hardtanh"), batch: 4).Fraction(1, 0, 0), 1e-12);
    }

    [Fact]
    public void Inputs_that_are_all_alike_are_one()
    {
        Assert.Equal(0.5, new DeadUnits(ActivationCatalog.Create("ReLU"), batch: 128).Fraction(2, 1, 1), 1e-6);
    }

    [Fact]
    public void Inputs_that_are_half_alike_are_dead_once_in_their_number_and_one()
    {
        // Of n + 1 independent normals the last is the largest once in n + 1 times; its n differences have correlations of ½.
        Assert.Equal(1 / 3.0, new DeadUnits(ActivationCatalog.Create("ReLU"), batch: 2).Fraction(2, 0.5, 0.5), 1e-9);
        Assert.Equal(1 / 5.0, new DeadUnits(ActivationCatalog.Create("ReLU"), batch: 4).Fraction(2, 0.5, 0.5), 1e-9);
        Assert.Equal(1 / 129.0, new DeadUnits(ActivationCatalog.Create("ReLU"), batch: 128).Fraction(2, 0.5, 0.5), 1e-9);
    }

    [Fact]
    public void What_bends_everywhere_has_none()
    {
        Network network = Network.Uniform(3, 100, ActivationCatalog.Create("Tanh"), Initializers.Xavier());
        Assert.All(MeanField.Simulate(network, batch: 8).Layers, static layer => Assert.Equal(0, layer.Dead.Value, 1e-12));
        Assert.All(MeanField.Simulate(network).Layers, static layer => Assert.True(double.IsNaN(layer.Dead.Value)));
    }

    [Theory]
    [InlineData("ReLU", 0.5)]
    [InlineData("ReLU", -0.5)]
    [InlineData("ReLU6", 0.9)]
    [InlineData("Hardtanh", 0.5)]
    [InlineData("Hardsigmoid", 0.5)]
    public void Theory_and_sampling_agree(string name, double cosine)
    {
        const int Width = 1500;
        const int Batch = 8;
        Activation activation = ActivationCatalog.Create(name);
        Network network = Network.Uniform(5, Width, activation, Initializers.VarianceScaling(name == "Hardsigmoid" ? 40 : 2), Initializers.Normal(0, 0.3));
        SimulationInput input = new() { Cosine = cosine };
        SimulationReport theory = MeanField.Simulate(network, input, batch: Batch);
        SimulationReport sample = Sampling.Simulate(network, new() { Draws = 12, Batch = Batch, Seed = 5, Input = input });
        for (int i = 0; i < network.Layers.Count; i++)
        {
            Estimate measured = sample.Layers[i].Dead;

            // Drawn inputs have other correlations than independent ones, by 1/√width; that moves the fraction by less than this.
            double allowed = 4 * measured.StandardError + 0.2 / Math.Sqrt(Width);
            Assert.InRange(theory.Layers[i].Dead.Value, measured.Value - allowed, measured.Value + allowed);
        }
    }

    [Theory]
    [InlineData(-2)]
    [InlineData(3)]
    public void The_batch_is_even(int batch)
    {
        Network network = Network.Uniform(1, 10, ActivationCatalog.Create("ReLU"), Initializers.He());
        Assert.Equal("batch", Assert.Throws<ArgumentOutOfRangeException>(() => MeanField.Simulate(network, batch: batch)).ParamName);
    }
}
