using System.Collections.Immutable;
using InitAnalyzer.Theory;

namespace InitAnalyzer.Model;

/// <summary>
/// A number met in source: a coefficient times a power of a fan that is only known at run time,
/// together with how it was written.
/// </summary>
/// <param name="Coefficient">The number, or what multiplies the fan.</param>
/// <param name="Fan">The fan of a layer's weight, where the number depends on one.</param>
/// <param name="Power">The power of the fan.</param>
/// <param name="Divisors">The constants that it was divided by under a square root: a fan may be among them.</param>
/// <param name="GainOf">The activation whose gain it is, where it came from the gain function.</param>
internal sealed record Quantity(
    double Coefficient,
    FanSource? Fan = null,
    double Power = 0,
    ImmutableHashSet<double>? Divisors = null,
    Activation? GainOf = null)
{
    public bool IsConstant => Fan is null;

    public static Quantity? Multiply(Quantity a, Quantity b)
    {
        if (a.Fan is not null && b.Fan is not null && a.Fan != b.Fan)
        {
            return null;
        }

        return Normal(new Quantity(a.Coefficient * b.Coefficient, a.Fan ?? b.Fan, a.Power + b.Power, Union(a, b)));
    }

    public static Quantity? Divide(Quantity a, Quantity b)
    {
        if (Multiply(a, new Quantity(1 / b.Coefficient, b.Fan, -b.Power, b.Divisors)) is not { } quotient)
        {
            return null;
        }

        return b.IsConstant
            ? quotient with { Divisors = (quotient.Divisors ?? ImmutableHashSet<double>.Empty).Add(b.Coefficient) }
            : quotient;
    }

    public static Quantity? Add(Quantity a, Quantity b)
    {
        if (a.IsConstant && b.IsConstant)
        {
            return new Quantity(a.Coefficient + b.Coefficient, Divisors: Union(a, b));
        }

        var isFanPlusFan = a is { Coefficient: 1, Power: 1, Fan: not null } && b is { Coefficient: 1, Power: 1, Fan: not null };
        return isFanPlusFan && a.Fan!.TrySum(b.Fan!) is { } sum ? new Quantity(1, sum, 1) : null;
    }

    public static Quantity? Subtract(Quantity a, Quantity b) =>
        a.IsConstant && b.IsConstant ? new Quantity(a.Coefficient - b.Coefficient, Divisors: Union(a, b)) : null;

    public Quantity Negate() => this with { Coefficient = -Coefficient, GainOf = null };

    public Quantity? Raise(double exponent)
    {
        var power = Math.Pow(Coefficient, exponent);
        return double.IsNaN(power) ? null : Normal(new Quantity(power, Fan, Power * exponent, Divisors));
    }

    private static Quantity Normal(Quantity quantity) =>
        quantity.Power == 0 && quantity.Fan is not null ? quantity with { Fan = null } : quantity;

    private static ImmutableHashSet<double>? Union(Quantity a, Quantity b) =>
        a.Divisors is null ? b.Divisors : b.Divisors is null ? a.Divisors : a.Divisors.Union(b.Divisors);
}

/// <summary>A fan of one layer's weight, by an identity that only the reader knows.</summary>
internal sealed record FanSource(object Layer, FanPart Part)
{
    public FanSource? TrySum(FanSource other) =>
        ReferenceEquals(Layer, other.Layer)
        && (Part, other.Part) is (FanPart.In, FanPart.Out) or (FanPart.Out, FanPart.In)
            ? new FanSource(Layer, FanPart.Sum)
            : null;
}

/// <summary>A part of what a framework computes from a weight's shape.</summary>
internal enum FanPart
{
    In,
    Out,
    Sum,
}
