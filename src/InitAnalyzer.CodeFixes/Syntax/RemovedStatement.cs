using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace InitAnalyzer.CodeFixes.Syntax;

/// <summary>Takes a statement out of a list of statements, with its line and the comment on it; comments above it stay.</summary>
internal static class RemovedStatement
{
    /// <summary>Whether a statement is one of a list, on lines of its own, and no directive hangs on it.</summary>
    public static bool CanRemove(StatementSyntax statement) =>
        statement.Parent is BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax
        && !statement.ContainsDirectives
        && !statement.GetLeadingTrivia().Concat(statement.GetTrailingTrivia()).Any(trivia => trivia.IsDirective)
        && statement.GetTrailingTrivia().Any(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia))
        && EndsLine(statement.GetFirstToken().GetPreviousToken());

    public static void Remove(SyntaxEditor editor, StatementSyntax statement)
    {
        SyntaxNode node = statement.Parent is GlobalStatementSyntax global ? global : statement;

        // The lines above are asked for when it is their turn: the removal of the statement before may have left some here.
        editor.ReplaceNode(node, static (current, _) => current.WithLeadingTrivia(LinesAbove(current)));
        editor.RemoveNode(node, SyntaxRemoveOptions.KeepLeadingTrivia);
    }

    private static bool EndsLine(SyntaxToken token) =>
        token.IsKind(SyntaxKind.None) || token.TrailingTrivia.Any(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));

    /// <summary>The lines above a statement that stay: comments, and a blank line where the next statement has none of its own.</summary>
    private static SyntaxTriviaList LinesAbove(SyntaxNode statement)
    {
        var leading = statement.GetLeadingTrivia();
        var next = statement.GetLastToken().GetNextToken();
        var isBlank = leading.All(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia) || trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        if (isBlank && (next.IsKind(SyntaxKind.CloseBraceToken) || next.LeadingTrivia.FirstOrDefault().IsKind(SyntaxKind.EndOfLineTrivia)))
        {
            return default;
        }

        return leading.LastOrDefault().IsKind(SyntaxKind.WhitespaceTrivia) ? leading.RemoveAt(leading.Count - 1) : leading;
    }
}
