using InitAnalyzer.Model;
using InitAnalyzer.Theory;

namespace InitAnalyzer.Frameworks;

/// <summary>The laws that initializers give, from the parameters by which frameworks take them.</summary>
internal static class Laws
{
    public static InitializerLaw Zero => Of(Distribution.Constant) with { IsZero = true };

    /// <summary>A law that has no scale: a constant, the identity.</summary>
    public static InitializerLaw Of(Distribution distribution) => new(WeightLaw.OfVariance(distribution, 0));

    /// <summary>Var(w) = c over a fan.</summary>
    public static InitializerLaw Scaled(Distribution distribution, double scale, FanMode fan = FanMode.FanIn) =>
        IsFinite(scale) && scale >= 0 ? new(WeightLaw.OfScale(distribution, scale, fan)) : InitializerLaw.Unknown;

    public static InitializerLaw Constant(IInitializerArguments arguments, string value) =>
        arguments.Number(value) is { IsConstant: true, Coefficient: 0 } ? Zero : Of(Distribution.Constant);

    /// <summary>A gain over a fan.</summary>
    public static InitializerLaw WithGain(IInitializerArguments arguments, string parameter, Distribution distribution, FanMode mode)
    {
        if (arguments.Number(parameter) is not { IsConstant: true } gain || !IsFinite(gain.Coefficient * gain.Coefficient))
        {
            return InitializerLaw.Unknown;
        }

        var origin = !arguments.IsWritten(parameter)
            ? LawOrigin.Initializer
            : gain.GainOf is not null ? LawOrigin.NamedGain : LawOrigin.WrittenGain;
        return new InitializerLaw(
            WeightLaw.OfScale(distribution, gain.Coefficient * gain.Coefficient, mode),
            origin,
            gain.GainOf);
    }

    /// <summary>A normal law; the mean is 0 where no parameter gives it.</summary>
    public static InitializerLaw Normal(IInitializerArguments arguments, string? mean, string std, Distribution distribution = Distribution.Normal) =>
        (mean is null ? new Quantity(0) : arguments.Number(mean)) is { IsConstant: true } centre && arguments.Number(std) is { } deviation
            ? InitializerLaw.OfDeviation(distribution, centre.Coefficient, deviation)
            : InitializerLaw.Unknown;

    public static InitializerLaw Uniform(IInitializerArguments arguments, string low, string high)
    {
        return arguments.Number(low) is { } from && arguments.Number(high) is { } to ? Between(from, to) : InitializerLaw.Unknown;
    }

    /// <summary>A uniform law between two bounds.</summary>
    public static InitializerLaw Between(Quantity from, Quantity to)
    {
        if (from.IsConstant && to.IsConstant)
        {
            var halfWidth = to with { Coefficient = (to.Coefficient - from.Coefficient) / 2 };
            return InitializerLaw.OfDeviation(Distribution.Uniform, (to.Coefficient + from.Coefficient) / 2, OverRoot3(halfWidth));
        }

        var isSymmetric = from.Fan == to.Fan && from.Power == to.Power && from.Coefficient == -to.Coefficient;
        return isSymmetric ? InitializerLaw.OfDeviation(Distribution.Uniform, 0, OverRoot3(to)) : InitializerLaw.Unknown;
    }

    /// <summary>A uniform law between minus and plus a bound.</summary>
    public static InitializerLaw Within(IInitializerArguments arguments, string bound) =>
        arguments.Number(bound) is { } to ? Between(to.Negate(), to) : InitializerLaw.Unknown;

    /// <summary>The general case: a scale, a fan and a distribution, each by a parameter.</summary>
    public static InitializerLaw VarianceScaling(IInitializerArguments arguments, string scale, FanMode? fan, Distribution? distribution)
    {
        if (fan is not { } mode || distribution is not { } kind || arguments.Number(scale) is not { IsConstant: true, Coefficient: var c } || !IsFinite(c) || c < 0)
        {
            return InitializerLaw.Unknown;
        }

        var law = WeightLaw.OfScale(kind, c, mode);
        return new InitializerLaw(law, arguments.IsWritten(scale) ? LawOrigin.WrittenGain : LawOrigin.Initializer);
    }

    public static bool IsFinite(double value) => !double.IsNaN(value) && !double.IsInfinity(value);

    private static Quantity OverRoot3(Quantity value) => value with { Coefficient = value.Coefficient / Math.Sqrt(3) };
}
