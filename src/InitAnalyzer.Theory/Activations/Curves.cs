using static InitAnalyzer.Theory.SpecialFunctions;

namespace InitAnalyzer.Theory;

/// <summary>
/// The formulas that need more than one expression. All keep their relative accuracy near 0 and far out,
/// because the moments of deep chains are taken at variances from 1e-55 to 1e+56.
/// </summary>
internal static class Curves
{
    /// <summary>The mean of an odd function.</summary>
    private static readonly Func<double, double> s_zero = static _ => 0;

    /// <summary>The mean of an odd function plus ½.</summary>
    private static readonly Func<double, double> s_half = static _ => 0.5;

    public static Curve Identity() => new(static x => x, static _ => 1)
    {
        Mean = s_zero,
        SecondMoment = static q => q,
        DerivativeSecondMoment = static _ => 1,
    };

    /// <summary>max(x, 0) + a·min(x, 0) (Nair and Hinton, 2010; Maas et al., 2013). Moments: He et al. (2015), eq. 15.</summary>
    public static Curve Rectifier(double slope) => new(x => x > 0 ? x : Times(x, slope), x => x > 0 ? 1 : slope)
    {
        Kinks = slope == 1 ? [] : [0],
        Mean = q => (1 - slope) * Math.Sqrt(q / (2 * Math.PI)),
        SecondMoment = q => q * (1 + slope * slope) / 2,
        DerivativeSecondMoment = _ => (1 + slope * slope) / 2,
    };

    public static Curve ReLU6() => new(static x => Math.Min(Math.Max(x, 0), 6), static x => x > 0 && x <= 6 ? 1 : 0)
    {
        Kinks = [0, 6],
        DerivativeSecondMoment = static q => ProbabilityWithin(6, q) / 2,
    };

    /// <summary>Hendrycks and Gimpel (2016). The moments follow from Stein's lemma and E[Φ(z)²] = ¼ + asin(q/(1+q))/2π.</summary>
    /// <remarks>The arcsine is taken as an arctangent, because it is ill-conditioned where q/(1+q) nears 1.</remarks>
    public static Curve Gelu() => new(static x => Times(x, NormalCdf(x)), static x => NormalCdf(x) + Times(x, NormalDensity(x)))
    {
        Mean = static q => q / Math.Sqrt(2 * Math.PI * (1 + q)),
        SecondMoment = static q =>
            q * (0.25 + (Math.Atan2(q, Math.Sqrt(1 + 2 * q)) + 2 * (q / (1 + q)) / Math.Sqrt(1 + 2 * q)) / (2 * Math.PI)),
        DerivativeSecondMoment = static q =>
            0.25 + (Math.Atan2(q, Math.Sqrt(1 + 2 * q)) + (2 * q / (1 + q) + q / (1 + 2 * q)) / Math.Sqrt(1 + 2 * q)) / (2 * Math.PI),
    };

    /// <summary>x·σ(x) (Elfwing et al., 2018; "Swish" of Ramachandran et al., 2017).</summary>
    public static Curve Silu() => new(
        static x => Times(x, Logistic(x)),
        static x => Logistic(x) + Times(x, Logistic(x) * Logistic(-x)));

    /// <summary>x·tanh(softplus(x)) (Misra, 2019), with the tanh as a rational function of the exponential.</summary>
    public static Curve Mish() => new(
        static x => Times(x, TanhOfSoftplus(x, out _)),
        static x =>
        {
            double tanh = TanhOfSoftplus(x, out double complement);
            return tanh + Times(x, complement * (1 + tanh) * Logistic(x));
        });

    /// <summary>Howard et al. (2019).</summary>
    public static Curve Hardswish() => new(
        static x => x >= 3 ? x : x <= -3 ? 0 : x * (x + 3) / 6,
        static x => x > 3 ? 1 : x <= -3 ? 0 : (2 * x + 3) / 6)
    {
        Kinks = [-3, 3],
    };

    /// <summary>log(1 + e^(βx))/β (Dugas et al., 2001), without the framework's cut to x at βx > 20, which changes it by less than 3e-9.</summary>
    public static Curve Softplus(double beta) => new(x => LogOnePlusExp(beta * x) / beta, x => Logistic(beta * x))
    {
        Width = 1 / beta,
    };

    public static Curve Elu(double alpha) => new(
        x => x > 0 ? x : alpha * ExpMinusOne(x),
        x => x > 0 ? 1 : alpha * Math.Exp(x))
    {
        Kinks = alpha == 1 ? [] : [0],
    };

    public static Curve Celu(double alpha) => new(
        x => x > 0 ? x : alpha * ExpMinusOne(x / alpha),
        x => x > 0 ? 1 : Math.Exp(x / alpha))
    {
        Width = alpha,
    };

    /// <summary>λ·ELU(α) with the constants of Klambauer et al. (2017), for which mean 0 and variance 1 reproduce themselves.</summary>
    public static Curve Selu()
    {
        const double Lambda = 1.0507009873554804934193349852946;
        const double Alpha = 1.6732632423543772848170429916717;
        return new(
            static x => Lambda * (x > 0 ? x : Alpha * ExpMinusOne(x)),
            static x => Lambda * (x > 0 ? 1 : Alpha * Math.Exp(x)))
        {
            Kinks = [0],
        };
    }

    public static Curve Tanh() => new(Math.Tanh, static x => 1 / Square(Math.Cosh(x)))
    {
        Mean = s_zero,
    };

    public static Curve Hardtanh() => new(static x => x > 1 ? 1 : x < -1 ? -1 : x, static x => x > -1 && x <= 1 ? 1 : 0)
    {
        Kinks = [-1, 1],
        Mean = s_zero,
        DerivativeSecondMoment = static q => ProbabilityWithin(1, q),
    };

    public static Curve Softsign() => new(
        static x => double.IsInfinity(x) ? Math.Sign(x) : x / (1 + Math.Abs(x)),
        static x => 1 / Square(1 + Math.Abs(x)))
    {
        Mean = s_zero,
    };

    public static Curve Sigmoid() => new(Logistic, static x => Logistic(x) * Logistic(-x))
    {
        Mean = s_half,
    };

    public static Curve LogSigmoid() => new(static x => -LogOnePlusExp(-x), static x => Logistic(-x));

    public static Curve Hardsigmoid() => new(
        static x => x >= 3 ? 1 : x <= -3 ? 0 : x / 6 + 0.5,
        static x => x > -3 && x <= 3 ? 1 / 6.0 : 0)
    {
        Kinks = [-3, 3],
        Mean = s_half,
        DerivativeSecondMoment = static q => ProbabilityWithin(3, q) / 36,
    };

    public static Curve Threshold(double threshold) => new(x => x > threshold ? x : 0, x => x > threshold ? 1 : 0)
    {
        Kinks = [threshold],
    };

    public static Curve Hardshrink(double lambda) => new(
        x => Math.Abs(x) > lambda ? x : 0,
        x => x > lambda || x <= -lambda ? 1 : 0)
    {
        Kinks = BothSides(lambda),
        Mean = s_zero,
    };

    public static Curve Softshrink(double lambda) => new(
        x => x > lambda ? x - lambda : x < -lambda ? x + lambda : 0,
        x => x > lambda || x <= -lambda ? 1 : 0)
    {
        Kinks = BothSides(lambda),
        Mean = s_zero,
    };

    public static Curve Tanhshrink() => new(static x => XMinusTanh(x), static x => Square(Math.Tanh(x)))
    {
        Mean = s_zero,
    };

    /// <summary>tanh(log(1 + e^x)) and, without cancellation, 1 minus it.</summary>
    private static double TanhOfSoftplus(double x, out double complement)
    {
        double e = Math.Exp(-Math.Abs(x));
        if (x > 0)
        {
            double denominator = 1 + 2 * e + 2 * e * e;
            complement = 2 * e * e / denominator;
            return (1 + 2 * e) / denominator;
        }

        double n = e * (e + 2);
        complement = 2 / (n + 2);
        return n / (n + 2);
    }

    /// <summary>x·factor, where a factor of 0 wins over an infinite x (the product would be NaN).</summary>
    private static double Times(double x, double factor) => factor == 0 ? 0 : x * factor;

    private static double[] BothSides(double lambda) => lambda == 0 ? [] : [-lambda, lambda];

    private static double Square(double x) => x * x;
}
