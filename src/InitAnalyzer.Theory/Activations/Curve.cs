namespace InitAnalyzer.Theory;

/// <summary>The scalar formula of an elementwise activation, and what an integrator has to know about it.</summary>
internal sealed class Curve(Func<double, double> value, Func<double, double> derivative)
{
    /// <summary>φ.</summary>
    public Func<double, double> Value { get; } = value;

    /// <summary>φ', the left derivative at a kink.</summary>
    public Func<double, double> Derivative { get; } = derivative;

    /// <summary>Where φ or φ' jumps, ascending.</summary>
    public IReadOnlyList<double> Kinks { get; init; } = [];

    /// <summary>The length on which φ bends, so that φ(Width · x) bends on a length of about 1.</summary>
    public double Width { get; init; } = 1;

    /// <summary>q ↦ E[φ(z)], z ~ N(0, q), in closed form; <see langword="null"/> where there is none.</summary>
    public Func<double, double>? Mean { get; init; }

    /// <summary>q ↦ E[φ(z)²] in closed form, or <see langword="null"/>.</summary>
    public Func<double, double>? SecondMoment { get; init; }

    /// <summary>q ↦ E[φ'(z)²] in closed form, or <see langword="null"/>.</summary>
    public Func<double, double>? DerivativeSecondMoment { get; init; }
}
