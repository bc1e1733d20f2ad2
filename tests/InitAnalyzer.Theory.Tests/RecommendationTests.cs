namespace InitAnalyzer.Theory.Tests;

public class RecommendationTests
{
    [Theory]
    [InlineData("ReLU", null, "He", 2, 1.4, 2.8)]
    [InlineData("ReLU6", null, "He", 2, 1.4, 2.8)]
    [InlineData("LeakyReLU", 0.5, "He", 1.6, 1.12, 2.24)]
    [InlineData("PReLU", 0.5, "He", 1.6, 1.12, 2.24)]
    [InlineData("RReLU", 0.5, "He", 1.6, 1.12, 2.24)]
    [InlineData("GELU", null, "He", 2, 1.5, 4.5)]
    [InlineData("SiLU", null, "He", 2, 1.5, 4.5)]
    [InlineData("Mish", null, "He", 2, 1.5, 4.5)]
    [InlineData("Hardswish", null, "He", 2, 1.5, 4.5)]
    [InlineData("Softplus", 3.0, "He", 2, 1.5, 4.5)]
    [InlineData("ELU", 0.5, "He", 2, 0.9, 2.2)]
    [InlineData("CELU", null, "He", 2, 0.9, 2.2)]
    [InlineData("Tanh", null, "Xavier", 1, 0.7, 1.5)]
    [InlineData("Hardtanh", null, "Xavier", 1, 0.7, 1.5)]
    [InlineData("Softsign", null, "Xavier", 1, 0.7, 1.5)]
    [InlineData("Sigmoid", null, "Kumar", 12.8, 6, 30)]
    [InlineData("LogSigmoid", null, "Kumar", 12.8, 6, 30)]
    [InlineData("Hardsigmoid", null, "Kumar", 28.8, 6, 30)]
    [InlineData("SELU", null, "LeCun", 1, 0.8, 1.25)]
    public void Every_class_has_its_law(string name, double? parameter, string law, double scale, double minimum, double maximum)
    {
        Activation activation = ActivationCatalog.Create(name, parameter);
        Recommendation? recommendation = Recommendation.For(activation);
        Assert.NotNull(recommendation);
        Assert.Equal(activation, recommendation.Activation);
        Assert.Equal(law, recommendation.LawName);
        Assert.Equal(scale, recommendation.Scale, 1e-13);
        Assert.Equal(WeightLaw.OfScale(Distribution.Normal, recommendation.Scale, FanMode.FanIn), recommendation.Law);
        Assert.Equal(minimum, recommendation.Accepted.Minimum, 1e-15);
        Assert.Equal(maximum, recommendation.Accepted.Maximum, 1e-15);
        Assert.True(recommendation.Accepted.Contains(recommendation.Scale));
    }

    [Fact]
    public void There_is_one_for_every_activation_of_the_classes_that_need_one() =>
        Assert.All(ActivationCatalog.All, activation => Assert.Equal(
            activation.Class is ActivationClass.Linear or ActivationClass.Unclassified,
            Recommendation.For(activation) is null));

    /// <summary>
    /// What "recommended" means: the law keeps a unit signal within a factor of 3, or a small one, from layer to layer.
    /// LogSigmoid is left out: it has the sigmoid's law by convention, and would keep its signal at a scale near 1.
    /// </summary>
    [Fact]
    public void A_recommended_law_keeps_the_signal() =>
        Assert.All(ActivationCatalog.All.Where(activation => activation.Name != "LogSigmoid").Select(activation => Recommendation.For(activation)).OfType<Recommendation>(), recommendation =>
        {
            double forward = Propagation.ForwardMultiplier(recommendation.Activation, recommendation.Scale);
            double origin = Propagation.OriginSlopeMultiplier(recommendation.Activation, recommendation.Scale);
            Assert.True(forward is > 1 / 3.0 and < 3 || origin is > 0.6 and < 1.7, $"{recommendation.Activation}: {forward}, {origin}");
        });

    [Theory]
    [InlineData("Tanh", Distribution.Normal, false, 1.5)]
    [InlineData("Tanh", Distribution.Normal, true, 3.0)]
    [InlineData("Tanh", Distribution.Orthogonal, false, 3.0)]
    [InlineData("Softsign", Distribution.Uniform, true, 3.0)]
    [InlineData("ReLU", Distribution.Orthogonal, true, 2.8)]
    [InlineData("SELU", Distribution.Orthogonal, true, 1.25)]
    [InlineData("Sigmoid", Distribution.Normal, true, 30.0)]
    public void A_deliberate_gain_widens_the_range_of_tanh_only(string name, Distribution distribution, bool gainWrittenOut, double maximum)
    {
        Recommendation recommendation = Recommendation.For(ActivationCatalog.Create(name))!;
        ScaleRange range = recommendation.AcceptedFor(distribution, gainWrittenOut);
        Assert.Equal(maximum, range.Maximum, 1e-15);
        Assert.Equal(recommendation.Accepted.Minimum, range.Minimum);
    }

    [Theory]
    [InlineData("ReLU", 1.0, false)] // Xavier before ReLU
    [InlineData("ReLU", 1 / 3.0, false)] // TorchSharp's default
    [InlineData("Tanh", 2.0, false)] // He before tanh
    [InlineData("Sigmoid", 1.0, false)]
    [InlineData("Sigmoid", 2.0, false)]
    [InlineData("SELU", 2.0, false)]
    [InlineData("GELU", 2.0, true)]
    [InlineData("ELU", 1.0, true)]
    public void The_everyday_cases_are_decided(string name, double scale, bool accepted) =>
        Assert.Equal(accepted, Recommendation.For(ActivationCatalog.Create(name))!.Accepted.Contains(scale));

    [Fact]
    public void Bounds_survive_rounding()
    {
        ScaleRange range = Recommendation.For(ActivationCatalog.Create("ReLU"))!.Accepted;
        Assert.True(range.Contains(Math.Pow(Math.Sqrt(2.8), 2)));
        Assert.True(range.Contains(Math.Pow(Math.Sqrt(1.4), 2)));
        Assert.True(range.Contains(2.8 * (1 + 5e-10)));
        Assert.False(range.Contains(2.8 * (1 + 2e-9)));
        Assert.False(range.Contains(1.4 * (1 - 2e-9)));
        Assert.False(range.Contains(double.NaN));
    }

    [Fact]
    public void Bad_arguments_are_named()
    {
        Assert.Throws<ArgumentNullException>("activation", () => Recommendation.For(null!));
        Recommendation recommendation = Recommendation.For(ActivationCatalog.Create("Tanh"))!;
        Assert.Throws<ArgumentOutOfRangeException>("distribution", () => recommendation.AcceptedFor((Distribution)7, false));
        Assert.Throws<ArgumentOutOfRangeException>("Minimum", () => new ScaleRange(-1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("Minimum", () => new ScaleRange(double.NaN, 1));
        Assert.Throws<ArgumentOutOfRangeException>("Maximum", () => new ScaleRange(1, double.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>("Maximum", () => new ScaleRange(2, 1));
    }

    [Theory]
    [InlineData("Tanh", 1, 1, 0.7, 1.5)]
    [InlineData("Tanh", 5.0 / 3, 25.0 / 9, 0.7, 3)]
    [InlineData("Softsign", 5.0 / 3, 25.0 / 9, 0.7, 3)]
    [InlineData("Tanh", 2, 4, 0.7, 4)]
    [InlineData("Tanh", 0.5, 0.25, 0.175, 1.5)]
    [InlineData("ReLU", 5.0 / 3, 2, 1.4, 2.8)]
    public void The_gain_before_a_tanh_can_be_another(string name, double gain, double scale, double minimum, double maximum)
    {
        Recommendation recommendation = Recommendation.For(ActivationCatalog.Create(name), gain)!;
        Assert.Equal(scale, recommendation.Scale, 12);
        Assert.Equal(minimum, recommendation.Accepted.Minimum, 12);
        Assert.Equal(maximum, recommendation.Accepted.Maximum, 12);
        Assert.True(recommendation.AcceptedFor(Distribution.Orthogonal, gainWrittenOut: true).Contains(recommendation.Accepted.Maximum));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_gain_is_positive(double gain) =>
        Assert.Throws<ArgumentOutOfRangeException>("tanhGain", () => Recommendation.For(ActivationCatalog.Create("Tanh"), gain));
}
