namespace InitAnalyzer.Frameworks;

/// <summary>
/// A framework as a table: which member means what. Readers and rules know concepts only; adding a framework is
/// writing one of these.
/// </summary>
/// <param name="Name">The framework's name, as prescriptions carry it.</param>
/// <param name="Marker">The documentation ID of a type whose presence means that the framework is referenced.</param>
/// <param name="Rows">Members and their meanings.</param>
internal sealed record FrameworkTable(string Name, string Marker, IReadOnlyList<FrameworkRow> Rows)
{
    /// <summary>The documentation ID of the base type of all modules, where users derive modules of their own.</summary>
    public string? ModuleType { get; init; }

    /// <summary>The documentation IDs of the tensor types.</summary>
    public EquatableNames TensorTypes { get; init; } = EquatableNames.None;

    /// <summary>The method that a user's module defines.</summary>
    public string? ForwardMethod { get; init; }

    /// <summary>The last assembly version that has the quirks; null where there are none.</summary>
    public Version? LastQuirkyVersion { get; init; }

    /// <summary>What strings mean, where strings name activations and initializers.</summary>
    public NameTable? Names { get; init; }

    /// <summary>How a law is written where an initializer is an argument.</summary>
    public IReadOnlyList<LawForm> LawForms { get; init; } = [];

    /// <summary>The parameter by which initializers take a seed, which is kept when another is written.</summary>
    public string? Seed { get; init; }
}

/// <summary>One or more members of a type, all overloads, and what they mean.</summary>
/// <param name="Container">The documentation ID of the type, such as <c>T:TorchSharp.torch.nn</c>.</param>
/// <param name="Members">Member names separated by white space; <c>this[]</c> is an indexer, <c>.ctor</c> a constructor.</param>
/// <param name="Concept">What they mean.</param>
internal sealed record FrameworkRow(string Container, string Members, Concept Concept)
{
    /// <summary>What they mean up to the last quirky version, where that is something else.</summary>
    public Concept? Quirk { get; init; }

    /// <summary>The words by which source speaks of the members; a constructor goes by the name of its type.</summary>
    public IEnumerable<string> Words => Frameworks.Words.Split(Members).Select(member => member == ".ctor" ? TypeName : member);

    private string TypeName
    {
        get
        {
            var name = Container.Substring(Container.LastIndexOfAny(['.', '+', ':']) + 1);
            var arity = name.IndexOf('`');
            return arity < 0 ? name : name.Substring(0, arity);
        }
    }
}
