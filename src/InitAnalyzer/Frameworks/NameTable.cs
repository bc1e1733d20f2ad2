namespace InitAnalyzer.Frameworks;

/// <summary>What strings mean that are passed for an activation or an initializer.</summary>
/// <param name="Activations">The names of activations.</param>
/// <param name="Initializers">The names of initializers.</param>
internal sealed record NameTable(
    IReadOnlyDictionary<string, ActivationConcept> Activations,
    IReadOnlyDictionary<string, Initializer> Initializers)
{
    /// <summary>The parameters that take the name of an activation.</summary>
    public EquatableNames ActivationParameters { get; init; } = EquatableNames.None;

    /// <summary>The parameters that take the name of an initializer.</summary>
    public EquatableNames InitializerParameters { get; init; } = EquatableNames.None;

    /// <summary>
    /// The initializer that every other name becomes, without a word; null where other names may mean something. Other names of
    /// activations then throw.
    /// </summary>
    public string? Fallback { get; init; }

    /// <summary>The objects that stand for the named activations, as they are written in full, where others than strings are taken.</summary>
    public IReadOnlyDictionary<string, string> ActivationForms { get; init; } = new Dictionary<string, string>();

    /// <summary>The objects that stand for the named initializers, likewise.</summary>
    public IReadOnlyDictionary<string, string> InitializerForms { get; init; } = new Dictionary<string, string>();
}
