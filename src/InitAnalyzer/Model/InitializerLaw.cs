using System.Collections.Immutable;
using InitAnalyzer.Theory;

namespace InitAnalyzer.Model;

/// <summary>How the author arrived at the scale of a law; decides between a law that does not fit and one that names another activation.</summary>
internal enum LawOrigin
{
    /// <summary>From the initializer's name and defaults alone.</summary>
    Initializer,

    /// <summary>An explicit nonlinearity argument.</summary>
    Nonlinearity,

    /// <summary>An explicit non-zero slope.</summary>
    Slope,

    /// <summary>A gain taken from the gain function for a named activation.</summary>
    NamedGain,

    /// <summary>A gain written out as a number.</summary>
    WrittenGain,
}

/// <summary>The law that an initializer call gives a weight, and where its scale comes from.</summary>
/// <param name="Law">The law, or null where an argument could not be followed.</param>
/// <param name="Origin">Where the scale comes from.</param>
/// <param name="NamedActivation">The activation that the author named, if any.</param>
/// <param name="IsFixedScale">Whether the scale is a bare number that knows nothing of the fan.</param>
/// <param name="RootDivisors">Constants that a fixed scale was divided by under a square root; if one is the layer's fan, the scale is not fixed.</param>
/// <param name="ComputesFan">Whether the initializer itself takes the fan that the author chose from the weight's shape.</param>
/// <param name="FanOf">The fan that the law was written with, which must be the layer's own.</param>
internal sealed record InitializerLaw(
    WeightLaw? Law,
    LawOrigin Origin = LawOrigin.Initializer,
    Activation? NamedActivation = null,
    bool IsFixedScale = false,
    ImmutableHashSet<double>? RootDivisors = null,
    FanSource? FanOf = null,
    bool ComputesFan = false)
{
    /// <summary>Constants that a fixed scale was divided by, under no square root; if one is the layer's fan, it is a variance.</summary>
    public ImmutableHashSet<double>? Divisors { get; init; }

    /// <summary>The law of the square root, where what was passed as a standard deviation is a variance: c over a fan.</summary>
    public WeightLaw? OfRoot { get; init; }

    /// <summary>Whether it is the constant 0.</summary>
    public bool IsZero { get; init; }

    public static readonly InitializerLaw Unknown = new((WeightLaw?)null);

    /// <summary>The same law of a matrix whose inputs the initializer takes for outputs.</summary>
    public InitializerLaw Transposed() => this with { Law = Swap(Law), OfRoot = Swap(OfRoot) };

    private static WeightLaw? Swap(WeightLaw? law) => law is { IsAbsolute: false, Mode: FanMode.FanIn or FanMode.FanOut }
        ? WeightLaw.OfScale(law.Distribution, law.Scale, law.Mode == FanMode.FanIn ? FanMode.FanOut : FanMode.FanIn)
        : law;

    public bool GainWrittenOut =>
        Origin == LawOrigin.WrittenGain
        || (Origin is LawOrigin.NamedGain or LawOrigin.Nonlinearity && NamedActivation?.Name == "Tanh");

    /// <summary>
    /// A standard deviation that is a square root over a fan is a law of that fan; a number stays a number, with the
    /// divisors that it was written with, so that the reader can see whether one of them is the layer's fan.
    /// </summary>
    public static InitializerLaw OfDeviation(Distribution distribution, double mean, Quantity std)
    {
        var variance = std.Coefficient * std.Coefficient;
        if (double.IsNaN(variance + mean) || double.IsInfinity(variance + mean))
        {
            return Unknown;
        }

        if (std.Fan is null)
        {
            return new InitializerLaw(
                WeightLaw.OfVariance(distribution, variance, mean),
                IsFixedScale: true,
                RootDivisors: std.RootDivisors)
            {
                Divisors = std.Divisors,
            };
        }

        if (mean != 0)
        {
            return Unknown;
        }

        return std.Power switch
        {
            -0.5 => new InitializerLaw(Over(std.Fan.Part, variance), FanOf: std.Fan),

            // A variance, unless the number is one that no variance has.
            -1 when distribution == Distribution.Normal && Variances.Contains(std.Coefficient) =>
                Unknown with { OfRoot = Over(std.Fan.Part, std.Coefficient), FanOf = std.Fan },
            _ => Unknown,
        };

        WeightLaw Over(FanPart fan, double c) => fan switch
        {
            FanPart.In => WeightLaw.OfScale(distribution, c, FanMode.FanIn),
            FanPart.Out => WeightLaw.OfScale(distribution, c, FanMode.FanOut),
            _ => WeightLaw.OfScale(distribution, c / 2, FanMode.FanAverage),
        };
    }
}
