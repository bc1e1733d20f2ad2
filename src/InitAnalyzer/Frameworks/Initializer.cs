using InitAnalyzer.Model;

namespace InitAnalyzer.Frameworks;

/// <summary>An initializer function: its law as a function of its arguments, and what is wrong with it in some versions.</summary>
/// <param name="Name">The framework's name for it.</param>
/// <param name="Tensor">The parameter that takes the weight; null where it is the receiver.</param>
/// <param name="Law">The law, from the arguments.</param>
/// <param name="Quirk">What the initializer gets wrong.</param>
/// <param name="GeneratorParameter">The parameter whose use is part of the quirk.</param>
internal sealed record Initializer(
    string Name,
    string? Tensor,
    Func<IInitializerArguments, InitializerLaw> Law,
    InitializerQuirk Quirk = InitializerQuirk.None,
    string? GeneratorParameter = null)
{
    /// <summary>Whether its law has a scale that may or may not fit an activation; a constant has none.</summary>
    public bool HasScale { get; init; }

    /// <summary>The parameter that gives the standard deviation, where one does and a fix may change it.</summary>
    public string? Deviation { get; init; }

    /// <summary>Whether nothing is left of what the tensor held before.</summary>
    public bool Overwrites { get; init; } = true;

    /// <summary>Whether it throws at a parameter while gradients are recorded.</summary>
    public bool NeedsNoGradient { get; init; }

    /// <summary>The tensors that it can fill; it throws at others.</summary>
    public RankRange Ranks { get; init; } = RankRange.Any;
}

/// <summary>The arguments of an initializer call, as far as they could be followed.</summary>
internal interface IInitializerArguments
{
    /// <summary>Whether the argument is written in source.</summary>
    bool IsWritten(string parameter);

    /// <summary>The number passed, or the parameter's default; null where it is not known.</summary>
    Quantity? Number(string parameter);

    /// <summary>The value of an enum argument, or of the parameter's default; null where it is not known.</summary>
    int? Enum(string parameter);

    /// <summary>The string passed, or the parameter's default; null where it is not known.</summary>
    string? Text(string parameter);
}
