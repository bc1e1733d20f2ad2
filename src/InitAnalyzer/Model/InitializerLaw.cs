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

    public static readonly InitializerLaw Unknown = new((WeightLaw?)null);

    public bool GainWrittenOut =>
        Origin == LawOrigin.WrittenGain
        || (Origin is LawOrigin.NamedGain or LawOrigin.Nonlinearity && NamedActivation?.Name == "Tanh");
}
