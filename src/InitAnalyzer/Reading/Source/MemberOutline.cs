using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace InitAnalyzer.Reading.Source;

/// <summary>One member of a type as it stands there; the header of a type is one, too.</summary>
internal sealed class MemberOutline(TypeOutline type, SyntaxNode node, TextSpan span, string[] names)
{
    public TypeOutline Type { get; } = type;

    /// <summary>The member; for the header of a type, the type.</summary>
    public SyntaxNode Node { get; } = node;

    public TextSpan Span { get; } = span;

    /// <summary>The names whose mention may run this member.</summary>
    public string[] Names { get; } = names;

    /// <summary>The path of the type inside of which alone it can be mentioned; null where it can be from anywhere.</summary>
    public string? Reach { get; init; } = type.Reach;

    /// <summary>Whether it is a static method of a type of which there are objects, and returns one.</summary>
    public bool ReturnsOwnType { get; init; }

    /// <summary>Whether a word in it is only what its type is called: a static class's header is no use of the class; others have to do with what their constructors do.</summary>
    public bool IsOnlyCalled(string word) => Type.IsStatic && Node == Type.Node && Names.Contains(word);
}
