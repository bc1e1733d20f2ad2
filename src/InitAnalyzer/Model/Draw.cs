using InitAnalyzer.Theory;

namespace InitAnalyzer.Model;

/// <summary>What the elements of a tensor that is made by an expression are drawn from, so far.</summary>
/// <param name="Distribution">The kind of distribution; numbers that it is multiplied by and added to leave it as it is.</param>
/// <param name="Mean">The mean.</param>
/// <param name="Deviation">The standard deviation.</param>
internal sealed record Draw(Distribution Distribution, Quantity Mean, Quantity Deviation)
{
    /// <summary>Far below what anybody writes, and above what rounding leaves of a mean that is 0.</summary>
    private const double Rounding = 1e-9;

    public static Draw Of(Distribution distribution) => distribution == Distribution.Uniform
        ? new Draw(distribution, new Quantity(0.5), new Quantity(1 / Math.Sqrt(12)))
        : new Draw(distribution, new Quantity(0), new Quantity(1));

    public bool IsSameAs(Draw other) =>
        Distribution == other.Distribution
        && (Mean.Coefficient, Mean.Fan, Mean.Power) == (other.Mean.Coefficient, other.Mean.Fan, other.Mean.Power)
        && (Deviation.Coefficient, Deviation.Fan, Deviation.Power) == (other.Deviation.Coefficient, other.Deviation.Fan, other.Deviation.Power);

    public Draw? Times(Quantity factor) =>
        Quantity.Multiply(Mean, factor) is { } mean && Quantity.Multiply(Deviation, factor) is { } deviation ? this with { Mean = mean, Deviation = deviation } : null;

    public Draw? DividedBy(Quantity divisor) =>
        Quantity.Divide(Mean, divisor) is { } mean && Quantity.Divide(Deviation, divisor) is { } deviation ? this with { Mean = mean, Deviation = deviation } : null;

    public Draw? Plus(Quantity term) => Quantity.Add(Mean, term) is { } mean ? this with { Mean = mean } : null;

    public Draw Negated() => this with { Mean = Mean.Negate() };

    public InitializerLaw ToLaw()
    {
        var mean = Mean.Coefficient;
        return Mean.IsConstant
            ? InitializerLaw.OfDeviation(Distribution, Math.Abs(mean) <= Rounding * Math.Abs(Deviation.Coefficient) ? 0 : mean, Deviation)
            : Mean.Coefficient == 0 ? InitializerLaw.OfDeviation(Distribution, 0, Deviation) : InitializerLaw.Unknown;
    }
}
