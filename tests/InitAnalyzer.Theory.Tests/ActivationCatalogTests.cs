namespace InitAnalyzer.Theory.Tests;

public class ActivationCatalogTests
{
    private static readonly Dictionary<ActivationClass, string[]> s_classes = new()
    {
        [ActivationClass.Rectifier] = ["ReLU", "ReLU6", "RReLU", "PReLU", "LeakyReLU"],
        [ActivationClass.SmoothRectifier] = ["GELU", "SiLU", "Mish", "Hardswish", "Softplus"],
        [ActivationClass.Elu] = ["ELU", "CELU"],
        [ActivationClass.TanhLike] = ["Tanh", "Hardtanh", "Softsign"],
        [ActivationClass.SigmoidLike] = ["Sigmoid", "LogSigmoid", "Hardsigmoid"],
        [ActivationClass.SelfNormalizing] = ["SELU"],
        [ActivationClass.Linear] = ["Identity", "Softmax", "Softmax2d", "LogSoftmax", "Softmin"],
        [ActivationClass.Unclassified] = ["GLU", "Threshold", "Hardshrink", "Softshrink", "Tanhshrink"],
    };

    [Fact]
    public void Every_activation_has_its_class()
    {
        Assert.Equal(
            s_classes.SelectMany(pair => pair.Value.Select(name => (name, pair.Key))).Order(),
            ActivationCatalog.All.Select(activation => (activation.Name, activation.Class)).Order());
        Assert.Equal(Enum.GetValues<ActivationClass>().Order(), s_classes.Keys.Order());
    }

    [Fact]
    public void Every_activation_is_found_again_by_name_and_parameter() =>
        Assert.All(ActivationCatalog.All, activation =>
        {
            Assert.True(ActivationCatalog.TryCreate(activation.Name, activation.Parameter, out Activation? again));
            Assert.Equal(activation, again);
            Assert.Equal(activation, ActivationCatalog.Create(activation.Name));
        });

    [Theory]
    [InlineData("RReLU", 11 / 48.0)]
    [InlineData("PReLU", 0.25)]
    [InlineData("LeakyReLU", 0.01)]
    [InlineData("Softplus", 1.0)]
    [InlineData("ELU", 1.0)]
    [InlineData("CELU", 1.0)]
    [InlineData("Threshold", 0.0)]
    [InlineData("Hardshrink", 0.5)]
    [InlineData("Softshrink", 0.5)]
    public void Default_parameters_are_the_frameworks(string name, double parameter) =>
        Assert.Equal(parameter, ActivationCatalog.Create(name).Parameter!.Value, 1e-15);

    [Fact]
    public void RReLU_has_the_mean_slope()
    {
        Assert.Equal(ActivationCatalog.Create("RReLU"), ActivationCatalog.RReLU());
        Assert.Equal(0.3, ActivationCatalog.RReLU(0.2, 0.4).Parameter!.Value, 1e-15);
        Assert.Throws<ArgumentOutOfRangeException>("lower", () => ActivationCatalog.RReLU(double.NaN, 1));
        Assert.Throws<ArgumentOutOfRangeException>("upper", () => ActivationCatalog.RReLU(0, double.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>("upper", () => ActivationCatalog.RReLU(0.4, 0.2));
    }

    [Theory]
    [InlineData("relu", null)]
    [InlineData("", null)]
    [InlineData("Swish", null)]
    [InlineData("ReLU", 0.1)]
    [InlineData("Softmax", 1.0)]
    [InlineData("Softplus", 0.0)]
    [InlineData("CELU", -1.0)]
    [InlineData("Softshrink", -0.5)]
    [InlineData("Hardshrink", -0.5)]
    public void What_does_not_exist_is_not_created(string name, double? parameter)
    {
        Assert.False(ActivationCatalog.TryCreate(name, parameter, out Activation? activation));
        Assert.Null(activation);
    }

    [Fact]
    public void Bad_arguments_are_named()
    {
        Assert.Throws<ArgumentNullException>("name", () => ActivationCatalog.TryCreate(null!, null, out _));
        Assert.Throws<ArgumentNullException>("name", () => ActivationCatalog.Create(null!));
        Assert.Throws<ArgumentException>("name", () => ActivationCatalog.Create("relu"));
        Assert.Throws<ArgumentException>("parameter", () => ActivationCatalog.Create("ReLU", 0.1));
        Assert.Throws<ArgumentOutOfRangeException>("parameter", () => ActivationCatalog.Create("Softplus", 0));
        Assert.All([double.NaN, double.PositiveInfinity, double.NegativeInfinity], value =>
        {
            Assert.Throws<ArgumentOutOfRangeException>("parameter", () => ActivationCatalog.TryCreate("LeakyReLU", value, out _));
            Assert.Throws<ArgumentOutOfRangeException>("parameter", () => ActivationCatalog.Create("LeakyReLU", value));
        });
    }
}
