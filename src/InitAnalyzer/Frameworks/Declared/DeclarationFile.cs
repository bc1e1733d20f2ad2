using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace InitAnalyzer.Frameworks.Declared;

/// <summary>
/// Reads files of declarations: a line is the documentation ID of a symbol, its role, and what is said of it as <c>key=value</c>.
/// A <c>#</c> begins a comment.
/// </summary>
internal static class DeclarationFile
{
    public const string Extension = ".initanalyzer.txt";

    private static readonly char[] Space = [' ', '\t'];

    public static bool Is(string path) => path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase);

    public static void Read(string path, SourceText text, Compilation compilation, List<Declaration> declarations, List<UnreadableDeclaration> unreadable)
    {
        foreach (var line in text.Lines)
        {
            var content = line.ToString();
            var comment = content.IndexOf('#');
            var words = (comment < 0 ? content : content.Substring(0, comment)).Split(Space, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0)
            {
                continue;
            }

            // The documentation ID of a constructor has a # of its own.
            if (comment >= 0 && content.IndexOf("#ctor", StringComparison.Ordinal) == comment)
            {
                var rest = content.IndexOf('#', comment + 1);
                words = (rest < 0 ? content : content.Substring(0, rest)).Split(Space, StringSplitOptions.RemoveEmptyEntries);
            }

            var location = Location.Create(path, line.Span, text.Lines.GetLinePositionSpan(line.Span));
            if (ReadLine(words, location, compilation, declarations) is { } reason)
            {
                unreadable.Add(new UnreadableDeclaration(location, reason));
            }
        }
    }

    /// <summary>Reads one line; returns what is wrong with it.</summary>
    private static string? ReadLine(string[] words, Location location, Compilation compilation, List<Declaration> declarations)
    {
        if (words[0].Length < 3 || words[0][1] != ':' || "TMPF".IndexOf(words[0][0]) < 0)
        {
            return $"'{words[0]}' is no documentation ID of a type, method, property or field";
        }

        if (words.Length < 2)
        {
            return "there is no role; " + KnownRoles;
        }

        if (!Roles.Keys.ContainsKey(words[1]))
        {
            return $"'{words[1]}' is no role; {KnownRoles}";
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var word in words.Skip(2))
        {
            var equals = word.IndexOf('=');
            var key = equals < 0 ? Roles.Name : word.Substring(0, equals);
            if (values.ContainsKey(key))
            {
                return $"'{key}' is given twice";
            }

            values[key] = word.Substring(equals + 1);
        }

        var symbols = Find(words[0], compilation);
        if (symbols.Count == 0)
        {
            return IsMissing(words[0], compilation) ? $"there is no '{words[0]}'" : null;
        }

        declarations.AddRange(symbols.Select(symbol => new Declaration(symbol, words[1], values, location)));
        return null;
    }

    private static string KnownRoles => "there are " + string.Join(", ", Roles.Keys.Keys);

    /// <summary>The symbols of an ID; of a method without parameters that does not exist, all that have its name.</summary>
    private static IReadOnlyList<ISymbol> Find(string id, Compilation compilation)
    {
        var found = DocumentationCommentId.GetSymbolsForDeclarationId(id, compilation);
        if (!found.IsEmpty || id[0] != 'M' || id.IndexOf('(') >= 0 || id.LastIndexOf('.') is not (> 2 and var dot))
        {
            return found;
        }

        var name = id.Substring(dot + 1).Replace('#', '.');
        return DocumentationCommentId.GetSymbolsForDeclarationId("T:" + id.Substring(2, dot - 2), compilation)
            .OfType<INamedTypeSymbol>()
            .SelectMany(type => type.GetMembers(name))
            .ToList();
    }

    /// <summary>
    /// Whether a symbol is missing from what is referenced: its namespace is there. A file that speaks of a library which is not
    /// referenced speaks of nothing.
    /// </summary>
    private static bool IsMissing(string id, Compilation compilation)
    {
        INamespaceSymbol space = compilation.GlobalNamespace;
        var path = id.Substring(2).Split('(')[0].Split('.');
        var depth = 0;
        while (depth < path.Length - 1 && space.GetNamespaceMembers().FirstOrDefault(child => child.Name == path[depth]) is { } next)
        {
            space = next;
            depth++;
        }

        return depth > 0 || !space.GetTypeMembers(path[0].Split('`')[0]).IsEmpty;
    }
}
