using InitAnalyzer.Frameworks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace InitAnalyzer.Reading.Source;

/// <summary>
/// Which types have to do with which, by the words of their text alone. Asking for the meaning of a body makes the
/// compiler bind it again, so only types that initialise something, and types that mention those, are read at all.
/// </summary>
internal sealed class SourceIndex
{
    private readonly Dictionary<(SyntaxTree, TextSpan), Declaration> byNode = [];
    private readonly Dictionary<string, HashSet<Declaration>> mentionedBy = new(StringComparer.Ordinal);

    private SourceIndex()
    {
    }

    /// <summary>Indexes a compilation; null where nothing in it initialises a weight.</summary>
    public static SourceIndex? TryBuild(Compilation compilation, IEnumerable<FrameworkTable> tables, CancellationToken cancellationToken)
    {
        var vocabulary = tables.SelectMany(table => table.Vocabulary).Distinct().ToArray();
        var texts = new List<(SyntaxTree Tree, string Text, bool Initialises)>();
        foreach (var tree in compilation.SyntaxTrees)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var text = tree.GetText(cancellationToken).ToString();
            texts.Add((tree, text, vocabulary.Any(word => text.IndexOf(word, StringComparison.Ordinal) >= 0)));
        }

        if (!texts.Any(item => item.Initialises))
        {
            return null;
        }

        var index = new SourceIndex();
        var names = new WordTable();
        foreach (var (tree, text, initialises) in texts)
        {
            index.Declare(tree, text, initialises ? vocabulary : [], names, cancellationToken);
        }

        var byTree = index.byNode.Values.ToLookup(declaration => declaration.Node.SyntaxTree);
        foreach (var (tree, text, _) in texts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            index.Connect(text, byTree[tree].ToList(), names);
        }

        index.MarkRelevant();
        return index;
    }

    /// <summary>Whether a type, or one that it is used by or uses, initialises a weight.</summary>
    public bool IsRelevant(INamedTypeSymbol type, CancellationToken cancellationToken) =>
        DeclarationsOf(type, cancellationToken).Any(declaration => declaration.IsRelevant);

    /// <summary>The type itself and all that mention it, directly or through others.</summary>
    public IEnumerable<SyntaxNode> UsersOf(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        var seen = new HashSet<Declaration>(DeclarationsOf(type, cancellationToken));
        var queue = new Queue<Declaration>(seen);
        while (queue.Count > 0)
        {
            var declaration = queue.Dequeue();
            yield return declaration.Node;
            foreach (var user in UsersOf(declaration))
            {
                if (seen.Add(user))
                {
                    queue.Enqueue(user);
                }
            }
        }
    }

    private IEnumerable<Declaration> UsersOf(Declaration declaration) =>
        declaration.Names.SelectMany(name => mentionedBy.TryGetValue(name, out var users) ? users : Enumerable.Empty<Declaration>());

    private IEnumerable<Declaration> DeclarationsOf(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (byNode.TryGetValue((reference.SyntaxTree, reference.Span), out var declaration))
            {
                yield return declaration;
            }
        }
    }

    private void Declare(SyntaxTree tree, string text, string[] vocabulary, WordTable names, CancellationToken cancellationToken)
    {
        foreach (var node in TypesOf(tree, cancellationToken))
        {
            var declaration = new Declaration(node, NamesOf(node).ToArray(), Contains(text, node.Span, vocabulary));
            byNode[(tree, node.Span)] = declaration;
            foreach (var name in declaration.Names)
            {
                names.Add(name);
            }
        }
    }

    /// <summary>Types, at any depth; a file with top-level statements stands for the program that they are.</summary>
    private static IEnumerable<SyntaxNode> TypesOf(SyntaxTree tree, CancellationToken cancellationToken)
    {
        var root = tree.GetRoot(cancellationToken);
        if (root is CompilationUnitSyntax unit && unit.Members.Any(member => member is GlobalStatementSyntax))
        {
            yield return unit;
        }

        foreach (var node in root.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax))
        {
            if (node is TypeDeclarationSyntax)
            {
                yield return node;
            }
        }
    }

    /// <summary>The names by which others get at a type: its own, and those of the methods that need no mention of it.</summary>
    private static IEnumerable<string> NamesOf(SyntaxNode node)
    {
        if (node is not TypeDeclarationSyntax type)
        {
            yield break;
        }

        yield return type.Identifier.ValueText;
        if (type.Modifiers.Any(modifier => modifier.ValueText == "static"))
        {
            foreach (var method in type.Members.OfType<MethodDeclarationSyntax>())
            {
                yield return method.Identifier.ValueText;
            }
        }
    }

    private static bool Contains(string text, TextSpan span, string[] words) =>
        words.Any(word => text.IndexOf(word, span.Start, span.Length, StringComparison.Ordinal) >= 0);

    /// <summary>Notes which declarations mention which names; a nested type's words are its outer type's too.</summary>
    private void Connect(string text, IReadOnlyList<Declaration> declarations, WordTable names)
    {
        if (declarations.Count == 0)
        {
            return;
        }

        foreach (var (word, position) in names.FindIn(text))
        {
            foreach (var declaration in declarations)
            {
                if (!declaration.Node.Span.Contains(position))
                {
                    continue;
                }

                if (!mentionedBy.TryGetValue(word, out var users))
                {
                    mentionedBy[word] = users = [];
                }

                users.Add(declaration);
            }
        }
    }

    private void MarkRelevant()
    {
        var queue = new Queue<Declaration>(byNode.Values.Where(declaration => declaration.IsRelevant));
        while (queue.Count > 0)
        {
            foreach (var user in UsersOf(queue.Dequeue()))
            {
                if (!user.IsRelevant)
                {
                    user.IsRelevant = true;
                    queue.Enqueue(user);
                }
            }
        }
    }

    /// <summary>One declaration of a type, of which a partial type has several.</summary>
    private sealed class Declaration(SyntaxNode node, string[] names, bool initialises)
    {
        public SyntaxNode Node { get; } = node;

        public string[] Names { get; } = names;

        /// <summary>Whether it initialises a weight, or mentions a type that does.</summary>
        public bool IsRelevant { get; set; } = initialises;
    }
}
