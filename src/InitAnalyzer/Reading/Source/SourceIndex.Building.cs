using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitAnalyzer.Reading.Source;

/// <content>Which members there are, which words they mention, and what follows from that for those that mention them.</content>
internal sealed partial class SourceIndex
{
    private void Mark(IEnumerable<string> words, Action<MemberText> mark)
    {
        foreach (var member in words.SelectMany(UsersOf))
        {
            mark(member);
        }
    }

    /// <summary>Notes the types of a file and their members; returns the members in the order of their places.</summary>
    private MemberText[] Declare(SyntaxTree tree, CancellationToken cancellationToken)
    {
        var found = new List<MemberText>();
        var root = tree.GetRoot(cancellationToken);
        foreach (var node in root.DescendantNodesAndSelf(node =>
            node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax && !frameworkCode.Contains(node)))
        {
            var text = node switch
            {
                CompilationUnitSyntax unit when unit.Members.Any(member => member is GlobalStatementSyntax) => TypeText.OfProgram(unit),
                TypeDeclarationSyntax type when !frameworkCode.Contains(type) => TypeText.Of(type),
                _ => null,
            };
            if (text is null)
            {
                continue;
            }

            types[(tree, node.Span)] = text;
            scope.Add(text);
            foreach (var member in text.Members)
            {
                found.Add(member);
                members[(tree, member.Span)] = member;
            }

            // Overloads, and the constructors and fields that go by the type's name, count once.
            foreach (var name in text.Members.SelectMany(member => member.Names).Distinct())
            {
                declared[name] = declared.TryGetValue(name, out var count) ? count + 1 : 1;
            }
        }

        return found.OrderBy(member => member.Span.Start).ToArray();
    }

    /// <summary>Notes which members mention which words.</summary>
    private void Connect(string text, MemberText[] inOrder, WordTable words)
    {
        if (inOrder.Length == 0)
        {
            return;
        }

        var current = 0;
        foreach (var (word, position) in words.FindIn(text))
        {
            while (current < inOrder.Length && inOrder[current].Span.End <= position)
            {
                current++;
            }

            if (current == inOrder.Length)
            {
                break;
            }

            // A static class's header names the class, which is no use of it; others have to do with what their constructors do.
            if (inOrder[current].Span.Start > position
                || (inOrder[current] is { Type.IsStatic: true, Node: BaseTypeDeclarationSyntax } header && header.Names.Contains(word)))
            {
                continue;
            }

            if (!mentions.TryGetValue(word, out var users))
            {
                mentions[word] = users = [];
            }

            if (scope.IsShared(word) && IsQualified(text, position))
            {
                inOrder[current].Qualified.Add(word);
            }

            // In the order of the text, so that one member's mentions come one after the other.
            if (users.Count == 0 || users[users.Count - 1] != inOrder[current])
            {
                users.Add(inOrder[current]);
            }

            var end = position + word.Length;
            if (end < text.Length && text[end] == '(')
            {
                inOrder[current].Calls.Add((word, position));
            }
        }
    }

    /// <summary>Whether a word stands behind a dot, or the colons of an alias.</summary>
    private static bool IsQualified(string text, int position)
    {
        do
        {
            position--;
        }
        while (position >= 0 && char.IsWhiteSpace(text[position]));

        return position >= 0 && text[position] is '.' or ':';
    }

    private void SpreadInitialises(IEnumerable<MemberText> seeds) => Spread(seeds, member => member.Initialises, member => member.Initialises = true);

    private HashSet<string> SpreadMakesLayers(IEnumerable<MemberText> seeds) => Spread(seeds, member => member.MakesLayers, member => member.MakesLayers = true);

    /// <summary>
    /// Marks the types that make layers by hand: they have parameters, multiply by something, and draw numbers or initialise.
    /// </summary>
    private void SpreadHandmade(HandmadeWords words)
    {
        var parameters = words.Parameters.SelectMany(UsersOf).ToLookup(member => member.Type);
        var draws = words.Draws.SelectMany(UsersOf).ToLookup(member => member.Type);
        var multiplying = new HashSet<TypeText>(words.Products.SelectMany(UsersOf).Select(member => member.Type));
        var found = parameters
            .Select(group => group.Key)
            .Where(type => multiplying.Contains(type) && (draws.Contains(type) || type.Members.Any(member => member.Initialises)))
            .ToList();
        foreach (var member in found.SelectMany(type => draws[type]))
        {
            member.NamesInitializer = true;
        }

        SpreadInitialises(found.SelectMany(type => draws[type]));
        SpreadMakesLayers(found.SelectMany(type => parameters[type]));
    }

    /// <summary>Marks some members, and those that mention their names in turn; returns these names.</summary>
    private HashSet<string> Spread(IEnumerable<MemberText> seeds, Func<MemberText, bool> isMarked, Action<MemberText> mark)
    {
        var queue = new Queue<MemberText>(seeds);
        var done = new HashSet<UsedName>();
        while (queue.Count > 0)
        {
            var user = queue.Dequeue();
            if (isMarked(user))
            {
                continue;
            }

            mark(user);
            foreach (var name in UsedNamesOf(user).Where(done.Add))
            {
                foreach (var next in UsersOf(name))
                {
                    queue.Enqueue(next);
                }
            }
        }

        return new HashSet<string>(done.Select(used => used.Name), StringComparer.Ordinal);
    }
}
