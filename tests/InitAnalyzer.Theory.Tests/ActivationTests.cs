using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace InitAnalyzer.Theory.Tests;

public class ActivationTests
{
    public static TheoryData<string> ElementwiseNames() =>
        [.. ActivationCatalog.All.Where(activation => activation.IsElementwise).Select(activation => activation.Name)];

    [Theory]
    [InlineData("Identity", -2.0, -2.0)]
    [InlineData("ReLU", -2.0, 0.0)]
    [InlineData("ReLU", 3.0, 3.0)]
    [InlineData("ReLU6", 7.0, 6.0)]
    [InlineData("LeakyReLU", -2.0, -0.02)]
    [InlineData("PReLU", -2.0, -0.5)]
    [InlineData("RReLU", -48.0, -11.0)]
    [InlineData("GELU", -1.0, -0.15865525393145705)]
    [InlineData("GELU", -5.0, -1.4332578593959696e-6)]
    [InlineData("GELU", -2.5, -0.015524163314440338)]
    [InlineData("GELU", 2.5, 2.4844758366855597)]
    [InlineData("SiLU", 1.0, 0.7310585786300049)]
    [InlineData("Mish", 1.0, 0.8650983882673103)]
    [InlineData("Mish", -2.0, -0.25250148269570885)]
    [InlineData("Hardswish", -1.0, -1 / 3.0)]
    [InlineData("Hardswish", 4.0, 4.0)]
    [InlineData("Softplus", 1.0, 1.3132616875182228)]
    [InlineData("Softplus", -50.0, 1.9287498479639178e-22)]
    [InlineData("ELU", -1.0, -0.6321205588285577)]
    [InlineData("ELU", -1e-12, -9.999999999995e-13)]
    [InlineData("CELU", -1.0, -0.6321205588285577)]
    [InlineData("SELU", 1.0, 1.0507009873554805)]
    [InlineData("SELU", -1.0, -1.1113307378125625)]
    [InlineData("Tanh", 0.5, 0.46211715726000973)]
    [InlineData("Hardtanh", -1.5, -1.0)]
    [InlineData("Softsign", -1.0, -0.5)]
    [InlineData("Sigmoid", -1.0, 0.2689414213699951)]
    [InlineData("LogSigmoid", -1.0, -1.3132616875182228)]
    [InlineData("Hardsigmoid", 1.0, 2 / 3.0)]
    [InlineData("Threshold", -0.5, 0.0)]
    [InlineData("Hardshrink", 0.4, 0.0)]
    [InlineData("Hardshrink", -0.6, -0.6)]
    [InlineData("Softshrink", -0.75, -0.25)]
    [InlineData("Tanhshrink", 0.01, 3.3332000053966067e-7)]
    [InlineData("Tanhshrink", 1.0, 0.23840584404423515)]
    public void Values_are_those_of_the_definition(string name, double x, double expected) =>
        Assert.Equal(expected, ActivationCatalog.Create(name).Evaluate(x), 4e-15 * Math.Abs(expected));

    [Fact]
    public void Derivative_is_that_of_the_value() =>
        Prop.ForAll(Arbitraries.Activations, Arbitraries.PreActivations, (activation, x) =>
        {
            const double H = 1e-5;
            double numeric = (activation.Evaluate(x + H) - activation.Evaluate(x - H)) / (2 * H);
            return activation.Kinks.Any(kink => Math.Abs(x - kink) < 2 * H) || Math.Abs(numeric - activation.Derivative(x)) < 1e-5;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [MemberData(nameof(ElementwiseNames))]
    public void At_a_kink_the_derivative_or_the_value_jumps_and_the_left_slope_counts(string name)
    {
        const double H = 1e-7;
        Activation activation = ActivationCatalog.Create(name);
        Assert.Equal(activation.Kinks.Order(), activation.Kinks);
        Assert.All(activation.Kinks, kink =>
        {
            double slopes = Math.Abs(activation.Derivative(kink + H) - activation.Derivative(kink - H));
            double values = Math.Abs(activation.Evaluate(kink + H) - activation.Evaluate(kink - H));
            Assert.True(slopes > 0.1 || values > 0.1, $"Nothing jumps at {kink}.");
            Assert.Equal(activation.Derivative(kink - H), activation.Derivative(kink), 1e-6);
        });
    }

    [Theory]
    [MemberData(nameof(ElementwiseNames))]
    public void Values_and_slopes_stay_numbers_far_out(string name)
    {
        Activation activation = ActivationCatalog.Create(name);
        Assert.All([-1e300, -1e3, 1e3, 1e300, double.NegativeInfinity, double.PositiveInfinity], x =>
        {
            Assert.False(double.IsNaN(activation.Evaluate(x)));
            Assert.InRange(activation.Derivative(x), 0, 1.1);
        });
    }

    [Fact]
    public void Kumar_scale_is_Kumars_formula()
    {
        Prop.ForAll(Arbitraries.Activations, activation =>
        {
            double slope = activation.SlopeAtZero;
            double value = activation.ValueAtZero;
            return activation.Kinks.Contains(0) || slope == 0
                ? activation.KumarScale is null
                : Math.Abs(activation.KumarScale!.Value * slope * slope * (1 + value * value) - 1) < 1e-14;
        }).QuickCheckThrowOnFailure();
        Assert.Equal(12.8, ActivationCatalog.Create("Sigmoid").KumarScale);
        Assert.Null(ActivationCatalog.Create("Softmax").KumarScale);
    }

    [Fact]
    public void Kinks_depend_on_the_parameter()
    {
        Assert.Empty(ActivationCatalog.Create("ELU").Kinks);
        Assert.Equal([0], ActivationCatalog.Create("ELU", 0.5).Kinks);
        Assert.Empty(ActivationCatalog.Create("LeakyReLU", 1).Kinks);
        Assert.Equal([-2, 2], ActivationCatalog.Create("Softshrink", 2).Kinks);
        Assert.Empty(ActivationCatalog.Create("Softshrink", 0).Kinks);
        Assert.Equal([1], ActivationCatalog.Create("Threshold", 1).Kinks);
    }

    [Theory]
    [InlineData("Softmax")]
    [InlineData("Softmax2d")]
    [InlineData("LogSoftmax")]
    [InlineData("Softmin")]
    [InlineData("GLU")]
    public void Activations_that_mix_elements_have_no_formula(string name)
    {
        Activation activation = ActivationCatalog.Create(name);
        Assert.False(activation.IsElementwise);
        Assert.Empty(activation.Kinks);
        Assert.Throws<InvalidOperationException>(() => activation.Evaluate(0));
        Assert.Throws<InvalidOperationException>(() => activation.Derivative(0));
        Assert.Throws<InvalidOperationException>(() => activation.ValueAtZero);
        Assert.Throws<InvalidOperationException>(() => activation.SlopeAtZero);
        Assert.Throws<InvalidOperationException>(() => GaussianMoments.Mean(activation));
        Assert.Throws<InvalidOperationException>(() => GaussianMoments.SecondMoment(activation));
        Assert.Throws<InvalidOperationException>(() => GaussianMoments.DerivativeSecondMoment(activation));
        Assert.Throws<InvalidOperationException>(() => Propagation.ForwardMultiplier(activation, 1));
    }

    [Fact]
    public void Equality_is_by_name_and_parameter()
    {
        Activation activation = ActivationCatalog.Create("LeakyReLU", 0.2);
        Activation same = ActivationCatalog.Create("LeakyReLU", 0.2);
        Assert.True(activation == same);
        Assert.Equal(activation.GetHashCode(), same.GetHashCode());
        Assert.True(activation != ActivationCatalog.Create("LeakyReLU"));
        Assert.False(activation.Equals(ActivationCatalog.Create("PReLU", 0.2)));
        Assert.False(activation.Equals(null));
        Assert.Equal(ActivationCatalog.Create("LeakyReLU", 0.0).GetHashCode(), ActivationCatalog.Create("LeakyReLU", -0.0).GetHashCode());
        Assert.Equal(ActivationCatalog.Create("LeakyReLU", 0.0), ActivationCatalog.Create("LeakyReLU", -0.0));
    }

    [Fact]
    public void Text_is_the_same_in_every_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal("LeakyReLU(0.2)", ActivationCatalog.Create("LeakyReLU", 0.2).ToString());
            Assert.Equal("ELU(1)", ActivationCatalog.Create("ELU").ToString());
            Assert.Equal("ReLU", ActivationCatalog.Create("ReLU").ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
