namespace InitAnalyzer.Theory;

/// <summary>Elementary functions that .NET Standard 2.0 lacks, to nearly full double precision: far tails of the normal distribution to 13 digits.</summary>
internal static class SpecialFunctions
{
    private const double InverseSqrtTwoPi = 0.39894228040143267794;
    private const double InverseSqrtPi = 0.56418958354775628695;
    private const double SqrtHalfPi = 1.25331413731550025121;
    private const double InverseSqrtTwo = 0.70710678118654752440;

    /// <summary>1/(1 + e^-x), without overflow.</summary>
    public static double Logistic(double x)
    {
        if (x >= 0)
        {
            return 1 / (1 + Math.Exp(-x));
        }

        double e = Math.Exp(x);
        return e / (1 + e);
    }

    /// <summary>log(1 + e^x), without overflow and with relative accuracy where e^x is tiny.</summary>
    public static double LogOnePlusExp(double x) => Math.Max(x, 0) + LogOnePlus(Math.Exp(-Math.Abs(x)));

    /// <summary>e^x − 1 with relative accuracy near 0 (Kahan's quotient; Higham, 2002, section 1.14.1).</summary>
    public static double ExpMinusOne(double x)
    {
        double e = Math.Exp(x);
        if (e == 1)
        {
            return x;
        }

        // Beyond these the quotient would be 0/0 or ∞/∞, and the subtraction is harmless.
        return x < -40 || x > 40 ? e - 1 : (e - 1) * x / Math.Log(e);
    }

    /// <summary>log(1 + x) for x ≥ 0 with relative accuracy near 0 (Kahan's quotient).</summary>
    public static double LogOnePlus(double x)
    {
        double u = 1 + x;
        return u == 1 ? x : Math.Log(u) * x / (u - 1);
    }

    /// <summary>x − tanh x, by its Taylor series where the subtraction would cancel.</summary>
    public static double XMinusTanh(double x)
    {
        if (Math.Abs(x) > 0.1)
        {
            return x - Math.Tanh(x);
        }

        double s = x * x;
        return x * s * (1 / 3.0 + s * (-2 / 15.0 + s * (17 / 315.0 + s * (-62 / 2835.0 + s * (1382 / 155925.0 - s * (21844 / 6081075.0))))));
    }

    /// <summary>The density of N(0, 1).</summary>
    public static double NormalDensity(double x) => InverseSqrtTwoPi * Math.Exp(-0.5 * x * x);

    /// <summary>The distribution function Φ of N(0, 1), with relative accuracy in the left tail.</summary>
    public static double NormalCdf(double x) => 0.5 * Erfc(-x * InverseSqrtTwo);

    /// <summary>Mills' ratio Q(x)/φ(x) of the standard normal distribution's upper tail and density, for x ≥ 1, however large.</summary>
    public static double MillsRatio(double x) => SqrtHalfPi * ScaledErfcTail(x * InverseSqrtTwo);

    /// <summary>P(|z| &lt; bound) for z ~ N(0, variance); 1 at variance 0.</summary>
    public static double ProbabilityWithin(double bound, double variance) =>
        Erf(bound / Math.Sqrt(variance) * InverseSqrtTwo);

    /// <summary>The error function.</summary>
    public static double Erf(double x)
    {
        double y = Math.Abs(x);
        if (y <= 0.46875)
        {
            return x * ErfCentre(y * y);
        }

        double tail = 1 - ErfcTail(y);
        return x < 0 ? -tail : tail;
    }

    /// <summary>The complementary error function, with relative accuracy for large arguments.</summary>
    public static double Erfc(double x)
    {
        double y = Math.Abs(x);
        if (y <= 0.46875)
        {
            return 1 - x * ErfCentre(y * y);
        }

        double tail = ErfcTail(y);
        return x < 0 ? 2 - tail : tail;
    }

    // Rational Chebyshev approximations of Cody (1969), "Rational Chebyshev approximations for the error function".

    private static double ErfCentre(double s) =>
        ((((1.85777706184603153e-1 * s + 3.16112374387056560) * s + 1.13864154151050156e2) * s + 3.77485237685302021e2) * s + 3.20937758913846947e3)
        / ((((s + 2.36012909523441209e1) * s + 2.44024637934444173e2) * s + 1.28261652607737228e3) * s + 2.84423683343917062e3);

    private static double ErfcTail(double y) => y > 27 ? 0 : Math.Exp(-y * y) * ScaledErfcTail(y);

    /// <summary>e^(y²)·erfc y for y &gt; 0.46875.</summary>
    private static double ScaledErfcTail(double y)
    {
        if (y <= 4)
        {
            return ((((((((2.15311535474403846e-8 * y + 5.64188496988670089e-1) * y + 8.88314979438837594) * y + 6.61191906371416295e1) * y
                    + 2.98635138197400131e2) * y + 8.81952221241769090e2) * y + 1.71204761263407058e3) * y + 2.05107837782607147e3) * y + 1.23033935479799725e3)
                / ((((((((y + 1.57449261107098347e1) * y + 1.17693950891312499e2) * y + 5.37181101862009858e2) * y
                    + 1.62138957456669019e3) * y + 3.29079923573345963e3) * y + 4.36261909014324716e3) * y + 3.43936767414372164e3) * y + 1.23033935480374942e3);
        }

        double s = 1 / (y * y);
        double correction = s * (((((1.63153871373020978e-2 * s + 3.05326634961232344e-1) * s + 3.60344899949804439e-1) * s + 1.25781726111229246e-1) * s
                + 1.60837851487422766e-2) * s + 6.58749161529837803e-4)
            / (((((s + 2.56852019228982242) * s + 1.87295284992346725) * s + 5.27905102951428412e-1) * s + 6.05183413124413191e-2) * s + 2.33520497626869185e-3);
        return (InverseSqrtPi - correction) / y;
    }
}
