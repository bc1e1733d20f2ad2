using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace InitAnalyzer.Reading.Source;

/// <summary>One declaration of a type (a partial type has several), or a file with top-level statements.</summary>
internal sealed class TypeText
{
    private TypeText(SyntaxNode node)
    {
        Node = node;
        Path = PathOf(node);
        Namespace = PathOf(node.Ancestors().FirstOrDefault(ancestor => ancestor is BaseNamespaceDeclarationSyntax) ?? node.SyntaxTree.GetRoot());
        IsNested = node.Parent is TypeDeclarationSyntax;
        Reach = ReachOf(node);
    }

    public SyntaxNode Node { get; }

    /// <summary>The type's name with all that it is nested in; the same for all parts of a partial type.</summary>
    public string Path { get; }

    /// <summary>The part of the path that is the namespace.</summary>
    public string Namespace { get; }

    /// <summary>Whether it stands in another type.</summary>
    public bool IsNested { get; }

    /// <summary>The path of the type inside of which alone this one can be mentioned, where it or one that it is nested in is private.</summary>
    public string? Reach { get; }

    /// <summary>Whether its members have nothing to do with each other but what they call.</summary>
    public bool IsStatic { get; private init; }

    /// <summary>The names by which others get at it: its own, and those of methods that need no mention of it.</summary>
    public List<string> Names { get; } = [];

    public List<MemberText> Members { get; } = [];

    public static TypeText OfProgram(CompilationUnitSyntax unit)
    {
        var text = new TypeText(unit);
        text.Names.Add("");
        foreach (var statement in unit.Members.OfType<GlobalStatementSyntax>())
        {
            text.Members.Add(new MemberText(text, statement, statement.Span, []));
        }

        return text;
    }

    public static TypeText Of(TypeDeclarationSyntax type)
    {
        var isStatic = SaysStatic(type);
        var text = new TypeText(type) { IsStatic = isStatic };
        var name = type.Identifier.ValueText;
        text.Names.Add(name);
        var header = TextSpan.FromBounds(type.SpanStart, type.OpenBraceToken.Span.Length > 0 ? type.OpenBraceToken.SpanStart : type.Span.End);
        text.Members.Add(new MemberText(text, type, header, [name]));
        foreach (var member in type.Members)
        {
            switch (member)
            {
                case BaseTypeDeclarationSyntax:
                    continue;
                case MethodDeclarationSyntax method:
                    text.Members.Add(new MemberText(text, method, method.Span, [method.Identifier.ValueText])
                    {
                        Reach = text.Reach ?? (type is not InterfaceDeclarationSyntax && method.ExplicitInterfaceSpecifier is null && IsPrivate(method) ? text.Path : null),
                        ReturnsOwnType = !isStatic && SaysStatic(method) && method.ReturnType is SimpleNameSyntax returned && returned.Identifier.ValueText == name,
                    });
                    if (isStatic)
                    {
                        text.Names.Add(method.Identifier.ValueText);
                    }

                    break;
                case PropertyDeclarationSyntax { Initializer: null } property:
                    text.Members.Add(new MemberText(text, property, property.Span, [property.Identifier.ValueText]));
                    break;
                default:
                    // Constructors and initialisers run when the type is made; operators and the like go with them.
                    text.Members.Add(new MemberText(text, member, member.Span, [name]));
                    break;
            }
        }

        return text;
    }

    private static bool SaysStatic(MemberDeclarationSyntax member) => member.Modifiers.Any(modifier => modifier.ValueText == "static");

    private static string PathOf(SyntaxNode node) => string.Join(".", node.AncestorsAndSelf()
        .Select(ancestor => ancestor switch
        {
            TypeDeclarationSyntax { TypeParameterList: { } parameters } type => type.Identifier.ValueText + "`" + parameters.Parameters.Count,
            TypeDeclarationSyntax type => type.Identifier.ValueText,
            BaseNamespaceDeclarationSyntax named => named.Name.ToString(),
            _ => null,
        })
        .Where(name => name is not null)
        .Reverse());

    private static string? ReachOf(SyntaxNode node) =>
        node.AncestorsAndSelf().FirstOrDefault(ancestor => ancestor is TypeDeclarationSyntax { Parent: TypeDeclarationSyntax and not InterfaceDeclarationSyntax } type && IsPrivate(type)) is { Parent: { } outer }
            ? PathOf(outer)
            : null;

    /// <summary>As it is for all members of classes and structures that do not say otherwise; another part of a partial type may.</summary>
    private static bool IsPrivate(MemberDeclarationSyntax member)
    {
        var isPartial = false;
        foreach (var modifier in member.Modifiers)
        {
            switch (modifier.ValueText)
            {
                case "public" or "internal" or "protected":
                    return false;
                case "private":
                    return !member.Modifiers.Any(other => other.ValueText == "protected");
                case "partial":
                    isPartial = true;
                    break;
            }
        }

        return !isPartial;
    }
}

/// <summary>One member's text: what it is called by, and what it has to do with.</summary>
internal sealed class MemberText(TypeText type, SyntaxNode node, TextSpan span, string[] names)
{
    public TypeText Type { get; } = type;

    /// <summary>The member; for the header of a type, the type.</summary>
    public SyntaxNode Node { get; } = node;

    public TextSpan Span { get; } = span;

    /// <summary>The names whose mention may run this member.</summary>
    public string[] Names { get; } = names;

    /// <summary>The path of the type inside of which alone it can be mentioned; null where it can be from anywhere.</summary>
    public string? Reach { get; init; } = type.Reach;

    /// <summary>The names that several types have and that stand here behind what tells which of them is meant.</summary>
    public HashSet<string> Qualified { get; } = [];

    /// <summary>Whether it stands where what reaches so far can be mentioned.</summary>
    public bool IsWithin(string? reach) =>
        reach is null || (Type.Path.StartsWith(reach, StringComparison.Ordinal) && (Type.Path.Length == reach.Length || Type.Path[reach.Length] == '.'));

    /// <summary>Whether it is a static method of a type of which there are objects, and returns one.</summary>
    public bool ReturnsOwnType { get; init; }

    /// <summary>Whether it names an initializer itself.</summary>
    public bool NamesInitializer { get; set; }

    /// <summary>Whether it names an initializer, or a member that does.</summary>
    public bool Initialises { get; set; }

    /// <summary>Whether it names a layer that can be made, or a member that does.</summary>
    public bool MakesLayers { get; set; }

    /// <summary>Whether it names a module whose parameters the framework leaves unset.</summary>
    public bool NamesUnset { get; set; }

    /// <summary>The calls in it, as far as they are of words that are looked for, with their places.</summary>
    public List<(string Word, int Position)> Calls { get; } = [];

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
}
