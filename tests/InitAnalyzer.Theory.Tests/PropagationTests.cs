using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;

namespace InitAnalyzer.Theory.Tests;

public class PropagationTests
{
    private static readonly Activation s_relu = ActivationCatalog.Create("ReLU");
    private static readonly Activation s_tanh = ActivationCatalog.Create("Tanh");
    private static readonly Activation s_softmax = ActivationCatalog.Create("Softmax");
    private static readonly Arbitrary<string> s_bounded = Gen.Elements("Tanh", "Hardtanh", "Softsign", "Sigmoid", "Hardsigmoid").ToArbitrary();
    private static readonly double[] s_bad = [double.NaN, double.PositiveInfinity, -1];

    [Fact]
    public void The_everyday_multipliers_are_those_of_the_field()
    {
        Assert.Equal(0.5, Propagation.ForwardMultiplier(s_relu, 1));
        Assert.Equal(1, Propagation.ForwardMultiplier(s_relu, 2));
        Assert.Equal(2, Propagation.OriginSlopeMultiplier(s_tanh, 2));
        Assert.Equal(0.8, Propagation.OriginSlopeMultiplier(ActivationCatalog.Create("Sigmoid"), 12.8), 1e-15);
    }

    [Fact]
    public void Multipliers_are_proportional_to_the_scale() =>
        Prop.ForAll(Arbitraries.Activations, Arbitraries.Scales, Arbitraries.Variances, (activation, scale, q) =>
            Propagation.ForwardMultiplier(activation, scale) == scale * GaussianMoments.SecondMoment(activation)
            && Propagation.BackwardMultiplier(activation, scale, q) == scale * GaussianMoments.DerivativeSecondMoment(activation, q)
            && Propagation.NextVariance(activation, scale, q, 0.3) == scale * GaussianMoments.SecondMoment(activation, q) + 0.3
            && Propagation.NextVariance(activation, scale, 1) == Propagation.ForwardMultiplier(activation, scale)).QuickCheckThrowOnFailure();

    [Fact]
    public void A_chain_of_equal_layers_is_the_equal_chain() =>
        Prop.ForAll(Arbitraries.Activations, Arbitraries.Scales, Arbitraries.Between(0, 1), (activation, scale, bias) =>
        {
            const int Depth = 6;
            ChainPropagation equal = Propagation.Chain(activation, scale, Depth, bias);
            ChainPropagation layers = Propagation.Chain([.. Enumerable.Repeat(new ChainLayer(activation, scale, bias), Depth + 1)]);
            return equal.PreActivationVariances.SequenceEqual(layers.PreActivationVariances)
                && equal.GradientFactors.SequenceEqual(layers.GradientFactors)
                && equal.ForwardRatio == layers.ForwardRatio
                && equal.GradientRatio == layers.GradientRatio;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_chain_is_its_steps()
    {
        Activation gelu = ActivationCatalog.Create("GELU");
        ChainPropagation chain = Propagation.Chain([new(s_relu, 1.5, 0.1), new(gelu, 2), new(s_softmax, 0.5, 0.2)], inputSecondMoment: 3);
        double first = 1.5 * 3 + 0.1;
        double second = Propagation.NextVariance(s_relu, 2, first);
        double third = Propagation.NextVariance(gelu, 0.5, second, 0.2);
        Assert.Equal([first, second, third], chain.PreActivationVariances);
        Assert.Equal([Propagation.BackwardMultiplier(s_relu, 2, first), Propagation.BackwardMultiplier(gelu, 0.5, second)], chain.GradientFactors);
        Assert.Equal(first, chain.FirstPreActivationVariance);
        Assert.Equal(third, chain.LastPreActivationVariance);
        Assert.Equal(third / first, chain.ForwardRatio);
        Assert.Equal(chain.GradientFactors[0] * chain.GradientFactors[1], chain.GradientRatio);
    }

    [Fact]
    public void A_chain_of_one_layer_changes_nothing()
    {
        ChainPropagation chain = Propagation.Chain(s_softmax, 2, 0);
        Assert.Equal(2, chain.FirstPreActivationVariance);
        Assert.Equal(1, chain.ForwardRatio);
        Assert.Equal(1, chain.GradientRatio);
    }

    [Fact]
    public void Results_stay_numbers_where_the_signal_dies_or_explodes()
    {
        ChainPropagation dead = Propagation.Chain(s_relu, 0, 3);
        Assert.Equal(0, dead.ForwardRatio);
        Assert.Equal(0, dead.GradientRatio);

        ChainPropagation exploding = Propagation.Chain(s_relu, 1e200, 5);
        Assert.Equal(1e300, exploding.LastPreActivationVariance);
        Assert.Equal(1e100, exploding.ForwardRatio, 1e90);
        Assert.Equal(double.PositiveInfinity, exploding.GradientRatio);

        ChainPropagation stopped = Propagation.Chain([new(s_relu, 1e300), new(s_relu, 1e300), new(s_relu, 1e300), new(s_relu, 0)]);
        Assert.Equal(0, stopped.GradientRatio);
    }

    [Fact]
    public void A_fixed_point_reproduces_itself() =>
        Prop.ForAll(Arbitraries.Activations, Arbitraries.Scales, Arbitraries.Between(0, 1), (activation, scale, bias) =>
            Propagation.FindFixedPoint(activation, scale, bias) is not { } point
            || (Math.Abs(Propagation.NextVariance(activation, scale, point.Q, bias) / point.Q - 1) < 1e-11
                && point.Chi == Propagation.BackwardMultiplier(activation, scale, point.Q))).QuickCheckThrowOnFailure();

    /// <summary>A bounded activation with biases has a fixed point, and a chain that settles quickly ends there.</summary>
    [Fact]
    public void A_deep_chain_ends_at_the_fixed_point() =>
        Prop.ForAll(s_bounded, Arbitraries.Scales, Arbitraries.Between(0.1, 2), (name, scale, bias) =>
        {
            Activation activation = ActivationCatalog.Create(name);
            FixedPoint point = Propagation.FindFixedPoint(activation, scale, bias)!.Value;
            double settled = Propagation.Chain(activation, scale, 100, bias).LastPreActivationVariance;
            return Math.Abs(settled / point.Q - 1) < 1e-6;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void With_biases_a_rectifier_settles_where_the_geometric_series_does()
    {
        FixedPoint point = Propagation.FindFixedPoint(s_relu, 1.9, 0.3)!.Value;
        Assert.Equal(0.3 / (1 - 0.95), point.Q, 1e-9);
        Assert.Equal(0.95, point.Chi, 1e-15);
        Assert.Null(Propagation.FindFixedPoint(s_relu, 2, 0.3));
    }

    [Fact]
    public void Beyond_the_edge_of_chaos_tanh_settles_in_the_chaotic_phase()
    {
        Assert.Null(Propagation.FindFixedPoint(s_tanh, 1));

        // For small q, E[tanh²] = q - 2q² + …, so q* = (1 - 1/c)/2 just beyond the edge.
        FixedPoint point = Propagation.FindFixedPoint(s_tanh, 1.0001)!.Value;
        Assert.Equal(5e-5, point.Q, 1e-7);
        Assert.True(point.Chi > 1);
    }

    /// <summary>Rules ask for it while the user types.</summary>
    [Fact]
    public void A_fixed_point_costs_milliseconds()
    {
        foreach (string name in (string[])["Tanh", "Softplus", "GELU", "Mish", "Softsign"])
        {
            Activation activation = ActivationCatalog.Create(name);
            TimeSpan best = TimeSpan.MaxValue;
            for (int round = 0; round < 5; round++)
            {
                long start = Stopwatch.GetTimestamp();
                Propagation.FindFixedPoint(activation, 1.5);
                TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
                best = elapsed < best ? elapsed : best;
            }

            Assert.InRange(best.TotalMilliseconds, 0, 50);
        }
    }

    [Fact]
    public void Without_weights_the_biases_remain()
    {
        Assert.Null(Propagation.FindFixedPoint(s_tanh, 0));
        Assert.Equal(new FixedPoint(0.5, 0), Propagation.FindFixedPoint(s_tanh, 0, 0.5));
    }

    /// <summary>An analyzer meets whatever number is written in the source, and must neither fail nor hang.</summary>
    [Theory]
    [InlineData(double.Epsilon)]
    [InlineData(1e-200)]
    [InlineData(1e200)]
    [InlineData(double.MaxValue)]
    [InlineData(-1e200)]
    [InlineData(double.MinValue)]
    public void Extreme_parameters_have_results(double parameter)
    {
        int accepted = 0;
        foreach (string name in ActivationCatalog.All.Where(a => a.Parameter is not null).Select(a => a.Name))
        {
            if (ActivationCatalog.TryCreate(name, parameter, out Activation? activation))
            {
                accepted++;
                Assert.All([0, 1, 1e300], scale =>
                {
                    Assert.True(Propagation.ForwardMultiplier(activation, scale) >= 0);
                    Assert.True(Propagation.Chain(activation, scale, 10, 1).LastPreActivationVariance > 0);
                    Assert.False(Propagation.FindFixedPoint(activation, scale, 1) is { Q: double.NaN });
                });
                Assert.False(Recommendation.For(activation) is { Scale: double.NaN });
            }
        }

        Assert.InRange(accepted, 5, 9);
    }

    [Fact]
    public void Bad_arguments_are_named()
    {
        Assert.Throws<ArgumentNullException>("activation", () => Propagation.ForwardMultiplier(null!, 1));
        Assert.Throws<ArgumentNullException>("activation", () => Propagation.OriginSlopeMultiplier(null!, 1));
        Assert.Throws<ArgumentNullException>("activation", () => Propagation.BackwardMultiplier(null!, 1, 1));
        Assert.Throws<ArgumentNullException>("activation", () => Propagation.NextVariance(null!, 1, 1));
        Assert.Throws<ArgumentNullException>("activation", () => Propagation.Chain((Activation)null!, 1, 1));
        Assert.Throws<ArgumentNullException>("activation", () => Propagation.FindFixedPoint(null!, 1));
        Assert.All(s_bad, bad =>
        {
            Assert.Throws<ArgumentOutOfRangeException>("scale", () => Propagation.ForwardMultiplier(s_relu, bad));
            Assert.Throws<ArgumentOutOfRangeException>("scale", () => Propagation.OriginSlopeMultiplier(s_relu, bad));
            Assert.Throws<ArgumentOutOfRangeException>("scale", () => Propagation.BackwardMultiplier(s_relu, bad, 1));
            Assert.Throws<ArgumentOutOfRangeException>("preActivationVariance", () => Propagation.BackwardMultiplier(s_relu, 1, bad));
            Assert.Throws<ArgumentOutOfRangeException>("scale", () => Propagation.NextVariance(s_relu, bad, 1));
            Assert.Throws<ArgumentOutOfRangeException>("preActivationVariance", () => Propagation.NextVariance(s_relu, 1, bad));
            Assert.Throws<ArgumentOutOfRangeException>("biasVariance", () => Propagation.NextVariance(s_relu, 1, 1, bad));
            Assert.Throws<ArgumentOutOfRangeException>("scale", () => Propagation.Chain(s_relu, bad, 1));
            Assert.Throws<ArgumentOutOfRangeException>("biasVariance", () => Propagation.Chain(s_relu, 1, 1, bad));
            Assert.Throws<ArgumentOutOfRangeException>("scale", () => Propagation.FindFixedPoint(s_relu, bad));
            Assert.Throws<ArgumentOutOfRangeException>("biasVariance", () => Propagation.FindFixedPoint(s_relu, 1, bad));
            Assert.Throws<ArgumentOutOfRangeException>("Scale", () => new ChainLayer(s_relu, bad));
            Assert.Throws<ArgumentOutOfRangeException>("BiasVariance", () => new ChainLayer(s_relu, 1, bad));
            Assert.Throws<ArgumentOutOfRangeException>("inputSecondMoment", () => Propagation.Chain([new(s_relu, 1)], bad));
        });
    }

    [Fact]
    public void Bad_chains_are_named()
    {
        Assert.Throws<ArgumentNullException>("Activation", () => new ChainLayer(null!, 1));
        Assert.Throws<ArgumentNullException>("layers", () => Propagation.Chain(null!));
        Assert.Throws<ArgumentException>("layers", () => Propagation.Chain([]));
        Assert.Throws<ArgumentException>("layers", () => Propagation.Chain([new(s_relu, 1), null!]));
        Assert.Throws<ArgumentOutOfRangeException>("depth", () => Propagation.Chain(s_relu, 1, -1));
        Assert.Throws<ArgumentOutOfRangeException>("depth", () => Propagation.Chain(s_relu, 1, int.MaxValue));
        Assert.Throws<InvalidOperationException>(() => Propagation.Chain(s_softmax, 1, 1));
        Assert.Throws<InvalidOperationException>(() => Propagation.FindFixedPoint(s_softmax, 1));
    }
}
