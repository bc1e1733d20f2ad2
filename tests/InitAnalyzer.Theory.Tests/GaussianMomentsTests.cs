using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;

namespace InitAnalyzer.Theory.Tests;

public class GaussianMomentsTests
{
    private static readonly Activation s_relu = ActivationCatalog.Create("ReLU");

    private static readonly Arbitrary<string> s_monotone =
        Gen.Elements("ReLU", "ReLU6", "LeakyReLU", "Tanh", "Softsign", "Hardtanh").ToArbitrary();

    public static TheoryData<string> Names() =>
        [.. ActivationCatalog.All.Where(activation => activation.IsElementwise).Select(activation => activation.Name)];

    [Fact]
    public void Moments_are_finite_and_the_second_is_at_least_the_square_of_the_first() =>
        Prop.ForAll(Arbitraries.Activations, Arbitraries.Variances, (activation, variance) =>
        {
            double mean = GaussianMoments.Mean(activation, variance);
            double second = GaussianMoments.SecondMoment(activation, variance);
            double slope = GaussianMoments.DerivativeSecondMoment(activation, variance);
            return double.IsFinite(second) && double.IsFinite(slope) && slope >= 0 && second >= mean * mean * (1 - 1e-12);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Second_moment_grows_with_the_variance() =>
        Prop.ForAll(s_monotone, Arbitraries.Variances, Arbitraries.Between(1.01, 10), (name, variance, factor) =>
        {
            Activation activation = ActivationCatalog.Create(name);
            double smaller = GaussianMoments.SecondMoment(activation, variance);
            double larger = GaussianMoments.SecondMoment(activation, variance * factor);
            return larger > smaller || Math.Abs(larger / smaller - 1) < 1e-13;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Rectifiers_are_homogeneous() =>
        Prop.ForAll(Arbitraries.Rectifiers, Arbitraries.Variances, Arbitraries.Between(0.1, 10), (activation, variance, k) =>
            IsClose(k * GaussianMoments.Mean(activation, variance), GaussianMoments.Mean(activation, k * k * variance))
            && IsClose(k * k * GaussianMoments.SecondMoment(activation, variance), GaussianMoments.SecondMoment(activation, k * k * variance))
            && IsClose(GaussianMoments.DerivativeSecondMoment(activation, variance), GaussianMoments.DerivativeSecondMoment(activation, k * k * variance)))
        .QuickCheckThrowOnFailure();

    /// <summary>The parameter of CELU, and 1/β of Softplus, is a unit of length: φ(x; k) = k·φ(x/k; 1).</summary>
    [Fact]
    public void A_parameter_that_stretches_the_curve_stretches_the_moments() =>
        Prop.ForAll(Gen.Elements("CELU", "Softplus").ToArbitrary(), Arbitraries.Scales, Arbitraries.Variances, (name, k, variance) =>
        {
            Activation unit = ActivationCatalog.Create(name);
            Activation stretched = ActivationCatalog.Create(name, name == "CELU" ? k : 1 / k);
            double relative = variance / (k * k);
            return IsClose(k * k * GaussianMoments.SecondMoment(unit, relative), GaussianMoments.SecondMoment(stretched, variance))
                && IsClose(GaussianMoments.DerivativeSecondMoment(unit, relative), GaussianMoments.DerivativeSecondMoment(stretched, variance));
        }).QuickCheckThrowOnFailure();

    /// <summary>E[z²; |z| &lt; 1] by parts, plus P(|z| &gt; 1).</summary>
    [Fact]
    public void Hardtanh_has_its_truncated_normal_moment() =>
        Prop.ForAll(Arbitraries.Between(-2, 4), exponent =>
        {
            double q = Math.Pow(10, exponent);
            double inside = GaussianMoments.DerivativeSecondMoment(ActivationCatalog.Create("Hardtanh"), q);
            double density = Math.Exp(-1 / (2 * q)) / Math.Sqrt(2 * Math.PI * q);
            double expected = q * (inside - 2 * density) + 1 - inside;
            return Math.Abs(expected - GaussianMoments.SecondMoment(ActivationCatalog.Create("Hardtanh"), q)) < 1e-15 * q + 1e-14;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Log_sigmoid_mirrors_softplus() =>
        Prop.ForAll(Arbitraries.Variances, variance =>
        {
            Activation softplus = ActivationCatalog.Create("Softplus");
            Activation logSigmoid = ActivationCatalog.Create("LogSigmoid");
            return IsClose(-GaussianMoments.Mean(softplus, variance), GaussianMoments.Mean(logSigmoid, variance))
                && IsClose(GaussianMoments.SecondMoment(softplus, variance), GaussianMoments.SecondMoment(logSigmoid, variance));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [MemberData(nameof(Names))]
    public void Small_variances_see_the_tangent_at_zero(string name)
    {
        Activation activation = ActivationCatalog.Create(name);
        const double Variance = 1e-12;
        const double Nearby = 1e-9;
        double value = activation.ValueAtZero;
        double left = activation.Derivative(-Nearby);
        double right = activation.Derivative(Nearby);
        double slopes = (left * left + right * right) / 2;
        Assert.Equal(value, GaussianMoments.Mean(activation, Variance), 1e-5);
        Assert.Equal(slopes, GaussianMoments.DerivativeSecondMoment(activation, Variance), 1e-5);
        double second = GaussianMoments.SecondMoment(activation, Variance);
        Assert.Equal(value == 0 ? slopes : value * value, value == 0 ? second / Variance : second, 1e-5);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Variance_zero_is_the_limit_of_small_variances(string name)
    {
        Activation activation = ActivationCatalog.Create(name);
        Assert.Equal(activation.ValueAtZero, GaussianMoments.Mean(activation, 0), 1e-15);
        Assert.Equal(activation.ValueAtZero * activation.ValueAtZero, GaussianMoments.SecondMoment(activation, 0), 1e-15);
        Assert.Equal(GaussianMoments.DerivativeSecondMoment(activation, 1e-30), GaussianMoments.DerivativeSecondMoment(activation, 0), 1e-12);
    }

    [Theory]
    [InlineData("ReLU6", 18.0)]
    [InlineData("Tanh", 1.0)]
    [InlineData("Hardtanh", 1.0)]
    [InlineData("Sigmoid", 0.5)]
    [InlineData("Hardsigmoid", 0.5)]
    public void Large_variances_see_the_saturation(string name, double expected) =>
        Assert.Equal(expected, GaussianMoments.SecondMoment(ActivationCatalog.Create(name), 1e12), expected * 1e-5);

    [Theory]
    [InlineData("GELU")]
    [InlineData("SiLU")]
    [InlineData("Mish")]
    [InlineData("Hardswish")]
    [InlineData("Softplus")]
    [InlineData("ELU")]
    [InlineData("CELU")]
    [InlineData("LogSigmoid")]
    public void Large_variances_see_a_rectifier(string name)
    {
        Activation activation = ActivationCatalog.Create(name);
        Assert.Equal(0.5, GaussianMoments.SecondMoment(activation, 1e12) / 1e12, 1e-5);
        Assert.Equal(0.5, GaussianMoments.DerivativeSecondMoment(activation, 1e12), 1e-5);
        Assert.Equal(0.5, GaussianMoments.SecondMoment(activation, 1e300) / 1e300, 1e-9);
    }

    [Fact]
    public void Bad_arguments_are_named()
    {
        Func<Activation, double, double>[] moments = [GaussianMoments.Mean, GaussianMoments.SecondMoment, GaussianMoments.DerivativeSecondMoment];
        Assert.All(moments, moment =>
        {
            Assert.Throws<ArgumentNullException>("activation", () => moment(null!, 1));
            Assert.All([double.NaN, double.PositiveInfinity, -1e-9], variance =>
                Assert.Throws<ArgumentOutOfRangeException>("variance", () => moment(s_relu, variance)));
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_moment_costs_well_under_a_millisecond(string name)
    {
        Activation activation = ActivationCatalog.Create(name);
        double[] variances = [1e-12, 1e-3, 1, 1e3, 1e12];
        double sum = variances.Sum(variance => GaussianMoments.SecondMoment(activation, variance));

        // The best of several rounds, because other work on the machine only ever adds time.
        TimeSpan best = TimeSpan.MaxValue;
        for (int round = 0; round < 10; round++)
        {
            long start = Stopwatch.GetTimestamp();
            sum += variances.Sum(variance => GaussianMoments.SecondMoment(activation, variance));
            TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
            best = elapsed < best ? elapsed : best;
        }

        Assert.True(double.IsFinite(sum));
        Assert.InRange((best / variances.Length).TotalMilliseconds, 0, 0.5);
    }

    private static bool IsClose(double expected, double actual) => Math.Abs(actual - expected) <= 1e-11 * Math.Abs(expected);
}
