using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitAnalyzer.Reading.Source;

/// <summary>A member among all others of a compilation, wherever in its file it stands: what it has to do with.</summary>
internal sealed class MemberText(TypeText type, int number, MemberOutline outline, MemberWords words)
{
    public TypeText Type { get; } = type;

    /// <summary>Its number in its file.</summary>
    public int Number { get; } = number;

    public string[] Names { get; } = outline.Names;

    public string? Reach { get; } = outline.Reach;

    public bool ReturnsOwnType { get; } = outline.ReturnsOwnType;

    /// <summary>Whether it is a field.</summary>
    public bool IsField { get; } = IsFieldIn(outline);

    /// <summary>The words that it calls, as far as they are looked for.</summary>
    public IEnumerable<string> Called => words.Calls.Select(call => call.Word);

    /// <summary>Whether it names an initializer itself.</summary>
    public bool NamesInitializer { get; set; }

    /// <summary>Whether it names an initializer, or a member that does.</summary>
    public bool Initialises { get; set; }

    /// <summary>Whether it names a layer that can be made, or a member that does.</summary>
    public bool MakesLayers { get; set; }

    /// <summary>Whether it names a module whose parameters the framework leaves unset.</summary>
    public bool NamesUnset { get; set; }

    /// <summary>Whether it names the weights of layers, or parameters of its own.</summary>
    public bool NamesWeights { get; set; }

    /// <summary>Whether it names what draws random numbers.</summary>
    public bool Draws { get; set; }

    /// <summary>Whether it names a container of modules.</summary>
    public bool Joins { get; set; }

    /// <summary>Whether it names what a layer's output may go on to: activations, other layers, containers.</summary>
    public bool Composes { get; set; }

    /// <summary>Whether it names a self-normalising activation.</summary>
    public bool NamesSelfNormalisation { get; set; }

    /// <summary>Whether a word that is looked for stands here behind a dot or an alias, which tells what is meant.</summary>
    public bool IsQualified(string word) => words.IsQualified(word);

    /// <summary>Whether it stands where what reaches so far can be mentioned.</summary>
    public bool IsWithin(string? reach) =>
        reach is null || (Type.Path.StartsWith(reach, StringComparison.Ordinal) && (Type.Path.Length == reach.Length || Type.Path[reach.Length] == '.'));

    /// <summary>Whether nothing that is known of it has changed.</summary>
    public bool IsStill(MemberOutline outline, MemberWords now) =>
        Type.Number == outline.Type.Number && Reach == outline.Reach && ReturnsOwnType == outline.ReturnsOwnType && IsField == IsFieldIn(outline)
        && Names.SequenceEqual(outline.Names) && words.AreStill(now);

    private static bool IsFieldIn(MemberOutline outline) => outline.Node is BaseFieldDeclarationSyntax;
}
