using InitAnalyzer.CodeFixes.Syntax;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitAnalyzer.CodeFixes.Frameworks.TorchSharp;

/// <summary>Writes a loop in the place of a query that nothing enumerates: <c>parameters().Select(p => init.zeros_(p));</c></summary>
internal static class WrittenLoop
{
    public static Rewrite? Write(InvocationExpressionSyntax initialisation)
    {
        if (initialisation.Parent is not SimpleLambdaExpressionSyntax
            {
                AsyncKeyword.RawKind: 0,
                Parameter.Identifier.Text: var variable,
                Parent: ArgumentSyntax
                {
                    Parent: ArgumentListSyntax
                    {
                        Arguments.Count: 1,
                        Parent: InvocationExpressionSyntax
                        {
                            Expression: MemberAccessExpressionSyntax { Expression: var source },
                            Parent: ExpressionStatementSyntax statement,
                        },
                    },
                },
            }
            || variable == "_"
            || !RemovedStatement.CanRemove(statement)
            || statement.DescendantTrivia().Any(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) && !statement.GetTrailingTrivia().Contains(trivia) && !statement.GetLeadingTrivia().Contains(trivia)))
        {
            return null;
        }

        var leading = statement.GetLeadingTrivia();
        var indentation = leading.LastOrDefault() is var last && last.IsKind(SyntaxKind.WhitespaceTrivia) ? last.ToString() : "";
        var end = statement.GetTrailingTrivia().Last(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)).ToString();
        var step = indentation.StartsWith("\t", StringComparison.Ordinal) ? "\t" : "    ";
        var loop = SyntaxFactory
            .ParseStatement($"foreach (var {variable} in {source.WithoutTrivia()}){end}{indentation}{{{end}{indentation}{step}{initialisation.WithoutTrivia()};{end}{indentation}}}")
            .WithLeadingTrivia(leading)
            .WithTrailingTrivia(statement.GetTrailingTrivia());
        return new Rewrite("Write a loop", EquivalenceKeys.WriteLoop, initialisation, editor => editor.ReplaceNode(statement, loop));
    }
}
