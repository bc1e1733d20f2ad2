using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitAnalyzer.Reading.Source;

/// <summary>
/// What one file declares, and which words its members mention. Other files have no part in it, so that it holds as long as the file is as it is: an editor makes a new compilation
/// for every letter that is typed, in which all files but one are the old ones.
/// </summary>
internal sealed class FileOutline
{
    private FileWords? words;

    private FileOutline(SyntaxTree tree)
    {
        Tree = tree;
        var types = new List<TypeOutline>();
        foreach (var node in tree.GetRoot().DescendantNodesAndSelf(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax))
        {
            switch (node)
            {
                case CompilationUnitSyntax unit when unit.Members.Any(member => member is GlobalStatementSyntax):
                    types.Add(TypeOutline.OfProgram(unit));
                    break;
                case TypeDeclarationSyntax type:
                    types.Add(TypeOutline.Of(type));
                    break;
            }
        }

        Types = types;
        Members = types.SelectMany(type => type.Members).OrderBy(member => member.Span.Start).ToArray();
    }

    public SyntaxTree Tree { get; }

    public IReadOnlyList<TypeOutline> Types { get; }

    /// <summary>The members of all its types, in the order of their places.</summary>
    public IReadOnlyList<MemberOutline> Members { get; }

    /// <summary>The words that were looked for last.</summary>
    public WordTable? LastWords => Volatile.Read(ref words)?.Words;

    public static FileOutline Of(SyntaxTree tree) => new(tree);

    /// <summary>Which of some words stand where; they are looked for where they were not the last ones.</summary>
    public FileWords Find(WordTable table)
    {
        // Threads that come at once find the same.
        if (Volatile.Read(ref words) is not { } known || known.Words != table)
        {
            known = FileWords.Find(table, Tree.GetText().ToString(), Members);
            Volatile.Write(ref words, known);
        }

        return known;
    }
}
