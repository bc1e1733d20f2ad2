namespace InitAnalyzer.Model;

/// <summary>What was read of one type in source: everything that a rule may speak of.</summary>
/// <param name="Calls">The initializer calls that stand in the type, in source order, with what each is seen to fill.</param>
internal sealed record TypeModel(IReadOnlyList<InitializerCall> Calls)
{
    /// <summary>The places where a self-normalising network in the type is none, in source order.</summary>
    public IReadOnlyList<SelfNormalisationFinding> SelfNormalisation { get; init; } = [];

    /// <summary>The blanket initialisations that stand in the type, in source order, of whose walk something is to be said.</summary>
    public IReadOnlyList<BlanketWalk> Walks { get; init; } = [];

    /// <summary>The parameters that are changed in place in the type where that throws, in source order.</summary>
    public IReadOnlyList<ParameterFill> Fills { get; init; } = [];

    /// <summary>The modules that are made in the type and whose parameters nobody sets, in source order.</summary>
    public IReadOnlyList<UnsetModule> Unset { get; init; } = [];

    /// <summary>The chains of layers that the type puts together.</summary>
    public IReadOnlyList<LayerChain> Chains { get; init; } = [];

    /// <summary>The names in the type that mean nothing to the framework, in source order.</summary>
    public IReadOnlyList<UnknownName> UnknownNames { get; init; } = [];

    public static readonly TypeModel Nothing = new([]);
}
