using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace InitAnalyzer.Reading.Source;

/// <summary>
/// What one file declares, and which words its members mention. Other files have no part in it, so that it holds as long
/// as the file is as it is: an editor makes a new compilation for every letter that is typed, in which all files but one
/// are the old ones.
/// </summary>
internal sealed class FileOutline
{
    private readonly Lazy<Declarations> declarations;
    private readonly ConcurrentDictionary<string, bool> held = new(StringComparer.Ordinal);
    private FileWords? words;
    private Asked? asked;
    private Relations? relations;

    private FileOutline(SyntaxTree tree)
    {
        Tree = tree;
        declarations = new Lazy<Declarations>(() => new Declarations(tree));
    }

    public SyntaxTree Tree { get; }

    /// <summary>Stands for this outline where it is not to be kept alive.</summary>
    public object Mark { get; } = new();

    public IReadOnlyList<TypeOutline> Types => declarations.Value.Types;

    /// <summary>The members of all its types, in the order of their places.</summary>
    public IReadOnlyList<MemberOutline> Members => declarations.Value.Members;

    /// <summary>The words that were looked for last.</summary>
    public WordTable? LastWords => Volatile.Read(ref words)?.Words;

    /// <summary>The words of which it was asked last whether one stands in it.</summary>
    public Vocabulary? LastVocabulary => Volatile.Read(ref asked)?.Vocabulary;

    /// <summary>What members had to do with each other in the last compilation of which this file was a part.</summary>
    public Relations? LastRelations
    {
        get => Volatile.Read(ref relations);
        set => Volatile.Write(ref relations, value);
    }

    public static FileOutline Of(SyntaxTree tree) => new(tree);

    /// <summary>Whether anything stands in it that a rule could speak of.</summary>
    public bool IsOfInterest(Vocabulary vocabulary)
    {
        // Threads that come at once find the same.
        if (Volatile.Read(ref asked) is not { } known || known.Vocabulary != vocabulary)
        {
            known = new Asked(vocabulary, vocabulary.IsIn(Tree.GetText().ToString()));
            Volatile.Write(ref asked, known);
        }

        return known.IsOfInterest;
    }

    /// <summary>Whether something stands in its text, in upper or lower case.</summary>
    public bool Holds(string text) => held.GetOrAdd(text, key => Tree.GetText().ToString().IndexOf(key, StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>Which of some words stand where; they are looked for where they were not the last ones.</summary>
    public FileWords Find(WordTable table)
    {
        if (Volatile.Read(ref words) is not { } known || known.Words != table)
        {
            known = FileWords.Find(table, Tree.GetText().ToString(), Members);
            Volatile.Write(ref words, known);
        }

        return known;
    }

    /// <summary>The number of the type that stands at a place; −1 where none does.</summary>
    public int TypeAt(TextSpan span) => declarations.Value.TypesByPlace.TryGetValue(span, out var number) ? number : -1;

    /// <summary>The number of the member that stands at a place; −1 where none does.</summary>
    public int MemberAt(TextSpan span) => declarations.Value.MembersByPlace.TryGetValue(span, out var number) ? number : -1;

    private sealed record Asked(Vocabulary Vocabulary, bool IsOfInterest);

    private sealed class Declarations
    {
        private readonly Lazy<Dictionary<TextSpan, int>> typesByPlace;
        private readonly Lazy<Dictionary<TextSpan, int>> membersByPlace;

        public Declarations(SyntaxTree tree)
        {
            foreach (var node in tree.GetRoot().DescendantNodesAndSelf(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax))
            {
                switch (node)
                {
                    case CompilationUnitSyntax unit when unit.Members.Any(member => member is GlobalStatementSyntax):
                        Types.Add(TypeOutline.OfProgram(unit, Types.Count));
                        break;
                    case TypeDeclarationSyntax type:
                        Types.Add(TypeOutline.Of(type, Types.Count));
                        break;
                }
            }

            Members = Types.SelectMany(type => type.Members).OrderBy(member => member.Span.Start).ToArray();
            typesByPlace = new(() => ByPlace(Types, type => type.Node.Span));
            membersByPlace = new(() => ByPlace(Members, member => member.Span));
        }

        public List<TypeOutline> Types { get; } = [];

        public IReadOnlyList<MemberOutline> Members { get; }

        public Dictionary<TextSpan, int> TypesByPlace => typesByPlace.Value;

        public Dictionary<TextSpan, int> MembersByPlace => membersByPlace.Value;

        private static Dictionary<TextSpan, int> ByPlace<T>(IReadOnlyList<T> items, Func<T, TextSpan> placeOf)
        {
            var numbers = new Dictionary<TextSpan, int>(items.Count);
            for (var i = 0; i < items.Count; i++)
            {
                numbers[placeOf(items[i])] = i;
            }

            return numbers;
        }
    }
}
