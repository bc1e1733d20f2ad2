using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Model;

/// <summary>An initializer whose result is not what its name or arguments promise.</summary>
[Flags]
internal enum InitializerQuirk
{
    None = 0,

    /// <summary>A truncated normal that multiplies by the mean and adds the standard deviation.</summary>
    TruncatedNormalIsConstant = 1,

    /// <summary>Named normal, but draws from the uniform distribution.</summary>
    NormalIsUniform = 2,

    /// <summary>Takes a random generator and does not use it.</summary>
    GeneratorIsIgnored = 4,
}

/// <summary>One layer that an initializer call fills, and the law it gets there.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Law">Its law.</param>
/// <param name="IsAlternative">Whether it is one of several layers of which the call fills only one.</param>
internal sealed record Placement(LayerSite Layer, InitializerLaw Law, bool IsAlternative = false);

/// <summary>One initializer call in source, with everything it is seen to fill.</summary>
/// <param name="Location">The call; for a helper that is handed the layer, the call that hands it over.</param>
/// <param name="Function">The initializer as the framework names it, such as <c>xavier_uniform_</c>.</param>
/// <param name="Framework">The framework's name.</param>
/// <param name="Quirk">What is wrong with this initializer in the referenced version.</param>
/// <param name="Ranks">The numbers of dimensions that the initializer can fill.</param>
/// <param name="IsHandedOver">Whether <paramref name="Location"/> is a call of a helper instead of the initializer itself.</param>
/// <param name="Placements">The layers, each with its law, in the order of the walk; one context of execution each.</param>
/// <param name="Tensors">Every tensor that the call is seen to be given, weight of a layer or not.</param>
internal sealed record InitializerCall(
    Location Location,
    string Function,
    string Framework,
    InitializerQuirk Quirk,
    RankRange Ranks,
    bool IsHandedOver,
    EquatableArray<Placement> Placements,
    EquatableArray<FilledTensor> Tensors)
{
    /// <summary>Whether it is no call of an initializer, but an expression that makes the weight.</summary>
    public bool IsExpression { get; init; }

    /// <summary>The call that fills the same tensor anew before anything uses it.</summary>
    public Location? OverwrittenBy { get; init; }

    /// <summary>What is filled, where that is a tensor just made that nothing keeps.</summary>
    public TemporaryTensor? Temporary { get; init; }

    /// <summary>Where it stands in a query that nothing enumerates: the query's function, such as <c>Select</c>.</summary>
    public LazyQuery? NeverEnumerated { get; init; }

    /// <summary>Where it hangs on a test that nothing in the walked network passes: that test.</summary>
    public MatchlessTest? Matchless { get; init; }
}

/// <summary>A query that nobody enumerates, so that the functions in it never run.</summary>
/// <param name="Location">The query.</param>
/// <param name="Function">The function that is given what never runs, such as <c>Select</c>.</param>
/// <param name="IsLoop">Whether it says what a loop would say that does run, without harm.</param>
internal sealed record LazyQuery(Location Location, string Function, bool IsLoop);

/// <summary>A test of the type of a network's modules that none of them passes.</summary>
/// <param name="Location">The test.</param>
/// <param name="Type">The type that is asked for.</param>
/// <param name="Walk">The call that walks over the modules, as the framework names it.</param>
internal sealed record MatchlessTest(Location Location, string Type, string Walk);

/// <summary>A tensor that is made, filled and thrown away.</summary>
/// <param name="Text">How it is made.</param>
/// <param name="Original">The weight or bias that it is a copy of, where it is one.</param>
internal sealed record TemporaryTensor(string Text, string? Original);
