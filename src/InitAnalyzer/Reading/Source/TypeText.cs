using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Reading.Source;

/// <summary>A declaration of a type among all others of a compilation.</summary>
internal sealed class TypeText(TypeOutline outline)
{
    public SyntaxNode Node => outline.Node;

    public string Path => outline.Path;

    public string Namespace => outline.Namespace;

    public bool IsNested => outline.IsNested;

    public string? Reach => outline.Reach;

    /// <summary>Whether its members have nothing to do with each other but what they call.</summary>
    public bool IsStatic => outline.IsStatic;

    public IReadOnlyList<string> Names => outline.Names;

    public List<MemberText> Members { get; } = new(outline.Members.Count);
}
