using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace InitAnalyzer.Reading.Source;

/// <summary>One declaration of a type (a partial type has several), or a file with top-level statements, as it stands there.</summary>
internal sealed class TypeOutline
{
    private string[]? memberNames;

    private TypeOutline(SyntaxNode node, int number)
    {
        Node = node;
        Number = number;
        Path = PathOf(node);
        Namespace = PathOf(node.Ancestors().FirstOrDefault(ancestor => ancestor is BaseNamespaceDeclarationSyntax) ?? node.SyntaxTree.GetRoot());
        IsNested = node.Parent is TypeDeclarationSyntax;
        Reach = ReachOf(node);
    }

    public SyntaxNode Node { get; }

    /// <summary>Its number in its file.</summary>
    public int Number { get; }

    /// <summary>The type's name with all that it is nested in; the same for all parts of a partial type.</summary>
    public string Path { get; }

    /// <summary>The part of the path that is the namespace.</summary>
    public string Namespace { get; }

    /// <summary>Whether it stands in another type.</summary>
    public bool IsNested { get; }

    /// <summary>The path of the type inside of which alone this one can be mentioned, where it or one that it is nested in is private.</summary>
    public string? Reach { get; }

    /// <summary>Whether it is a static class.</summary>
    public bool IsStatic { get; private init; }

    /// <summary>The names by which others get at it: its own, and those of methods that need no mention of it.</summary>
    public List<string> Names { get; } = [];

    public List<MemberOutline> Members { get; } = [];

    /// <summary>The names of its members; overloads, and the constructors and fields that go by the type's name, count once.</summary>
    public IEnumerable<string> MemberNames => memberNames ??= Members.SelectMany(member => member.Names).Distinct().ToArray();

    public static TypeOutline OfProgram(CompilationUnitSyntax unit, int number)
    {
        var outline = new TypeOutline(unit, number);
        outline.Names.Add("");
        foreach (var statement in unit.Members.OfType<GlobalStatementSyntax>())
        {
            outline.Members.Add(new MemberOutline(outline, statement, statement.Span, []));
        }

        return outline;
    }

    public static TypeOutline Of(TypeDeclarationSyntax type, int number)
    {
        var isStatic = SaysStatic(type);
        var outline = new TypeOutline(type, number) { IsStatic = isStatic };
        var name = type.Identifier.ValueText;
        outline.Names.Add(name);
        var header = TextSpan.FromBounds(type.SpanStart, type.OpenBraceToken.Span.Length > 0 ? type.OpenBraceToken.SpanStart : type.Span.End);
        outline.Members.Add(new MemberOutline(outline, type, header, [name]));
        foreach (var member in type.Members)
        {
            switch (member)
            {
                case BaseTypeDeclarationSyntax:
                    continue;
                case MethodDeclarationSyntax method:
                    outline.Members.Add(new MemberOutline(outline, method, method.Span, [method.Identifier.ValueText])
                    {
                        Reach = outline.Reach ?? (type is not InterfaceDeclarationSyntax && method.ExplicitInterfaceSpecifier is null && IsPrivate(method) ? outline.Path : null),
                        ReturnsOwnType = !isStatic && SaysStatic(method) && method.ReturnType is SimpleNameSyntax returned && returned.Identifier.ValueText == name,
                    });
                    if (isStatic)
                    {
                        outline.Names.Add(method.Identifier.ValueText);
                    }

                    break;
                case PropertyDeclarationSyntax { Initializer: null } property:
                    outline.Members.Add(new MemberOutline(outline, property, property.Span, [property.Identifier.ValueText]));
                    break;
                default:
                    // Constructors and initialisers run when the type is made; operators and the like go with them.
                    outline.Members.Add(new MemberOutline(outline, member, member.Span, [name]));
                    break;
            }
        }

        return outline;
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
