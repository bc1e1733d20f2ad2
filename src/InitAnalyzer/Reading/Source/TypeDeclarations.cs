using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitAnalyzer.Reading.Source;

/// <summary>The declarations of one type, of which a partial one has several. What stands in types nested in it is theirs.</summary>
internal sealed class TypeDeclarations
{
    private readonly Dictionary<SyntaxNode, int> numbers = [];

    public TypeDeclarations(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            numbers[reference.GetSyntax(cancellationToken)] = numbers.Count;
        }
    }

    public IEnumerable<SyntaxNode> Nodes => numbers.Keys;

    /// <summary>Whether a node stands in one of them.</summary>
    public bool Hold(SyntaxNode node) => numbers.ContainsKey(OwnerOf(node));

    /// <summary>Those of some nodes that stand in them, each once, in source order: what stands around another comes first.</summary>
    public IEnumerable<SyntaxNode> InSourceOrder(IEnumerable<SyntaxNode> nodes) => nodes
        .Distinct()
        .Where(Hold)
        .OrderBy(node => numbers[OwnerOf(node)])
        .ThenBy(node => node.SpanStart)
        .ThenByDescending(node => node.Span.Length);

    /// <summary>The declaration of the type in which code stands; the file, for top-level statements.</summary>
    private static SyntaxNode OwnerOf(SyntaxNode node)
    {
        var owner = node;
        while (owner is not (BaseTypeDeclarationSyntax or CompilationUnitSyntax) && owner.Parent is { } parent)
        {
            owner = parent;
        }

        return owner;
    }
}
