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
/// <param name="Divisors">The constants that it was divided by.</param>
/// <param name="RootDivisors">Those that it was divided by under a square root: a fan may be among them.</param>
/// <param name="Radicand">For the square root of a constant: that constant.</param>
/// <param name="GainOf">The activation whose gain it is, where it came from the gain function.</param>
internal sealed record Quantity(
    double Coefficient,
    FanSource? Fan = null,
    double Power = 0,
    ImmutableHashSet<double>? Divisors = null,
    ImmutableHashSet<double>? RootDivisors = null,
    double? Radicand = null,
    Activation? GainOf = null)
{
    public bool IsConstant => Fan is null;

    public static Quantity? Multiply(Quantity a, Quantity b)
    {
        if (a.Fan is not null && b.Fan is not null && a.Fan != b.Fan)
        {
            return null;
        }

        return Normal(new Quantity(
            a.Coefficient * b.Coefficient,
            a.Fan ?? b.Fan,
            a.Power + b.Power,
            Union(a.Divisors, b.Divisors),
            Union(a.RootDivisors, b.RootDivisors)));
    }

    public static Quantity? Divide(Quantity a, Quantity b)
    {
        var quotient = Multiply(a, new Quantity(1 / b.Coefficient, b.Fan, -b.Power, b.Divisors, b.RootDivisors));
        if (quotient is null || !b.IsConstant)
        {
            return quotient;
        }

        return b.Radicand is { } radicand
            ? quotient with { RootDivisors = Add(quotient.RootDivisors, radicand) }
            : quotient with { Divisors = Add(quotient.Divisors, b.Coefficient) };
    }

    public static Quantity? Add(Quantity a, Quantity b)
    {
        if (a.IsConstant && b.IsConstant)
        {
            return new Quantity(
                a.Coefficient + b.Coefficient,
                Divisors: Union(a.Divisors, b.Divisors),
                RootDivisors: Union(a.RootDivisors, b.RootDivisors));
        }

        var isFanPlusFan = a is { Coefficient: 1, Power: 1, Fan: not null } && b is { Coefficient: 1, Power: 1, Fan: not null };
        return isFanPlusFan && a.Fan!.TrySum(b.Fan!) is { } sum ? new Quantity(1, sum, 1) : null;
    }

    public static Quantity? Subtract(Quantity a, Quantity b) =>
        b.IsConstant ? Add(a, b.Negate()) : null;

    public Quantity Negate() => this with { Coefficient = -Coefficient, GainOf = null, Radicand = null };

    public Quantity? Sqrt()
    {
        var root = Math.Sqrt(Coefficient);
        return double.IsNaN(root)
            ? null
            : Normal(new Quantity(
                root,
                Fan,
                Power / 2,
                RootDivisors: Union(Divisors, RootDivisors),
                Radicand: IsConstant ? Coefficient : null));
    }

    private static Quantity Normal(Quantity quantity) =>
        quantity.Power == 0 && quantity.Fan is not null ? quantity with { Fan = null } : quantity;

    private static ImmutableHashSet<double>? Union(ImmutableHashSet<double>? a, ImmutableHashSet<double>? b) =>
        a is null ? b : b is null ? a : a.Union(b);

    private static ImmutableHashSet<double> Add(ImmutableHashSet<double>? set, double value) =>
        (set ?? ImmutableHashSet<double>.Empty).Add(value);
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
