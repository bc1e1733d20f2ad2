using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace InitAnalyzer.CodeFixes.Frameworks.TorchSharp;

/// <summary>A place in source where statements can be put.</summary>
internal sealed class InsertionPlace
{
    private readonly Action<SyntaxEditor, IReadOnlyList<string>> _insert;

    private InsertionPlace(SyntaxNode names, Action<SyntaxEditor, IReadOnlyList<string>> insert)
    {
        Names = names;
        _insert = insert;
    }

    /// <summary>A node at the place, where names mean what they will mean there.</summary>
    public SyntaxNode Names { get; }

    /// <summary>Puts calls there, each as a statement.</summary>
    public void Insert(SyntaxEditor editor, IReadOnlyList<string> calls) => _insert(editor, calls);

    public static InsertionPlace Before(StatementSyntax statement) =>
        new(statement, (editor, calls) => editor.InsertBefore(statement, Statements(calls, Indentation(statement), EndOfLine(statement))));

    public static InsertionPlace After(StatementSyntax statement)
    {
        // A top-level statement stands in a member of its own.
        return new(statement, (editor, calls) =>
        {
            var statements = Statements(calls, Indentation(statement), EndOfLine(statement));
            if (statement.Parent is GlobalStatementSyntax member)
            {
                editor.InsertAfter(member, statements.Select(SyntaxFactory.GlobalStatement));
            }
            else
            {
                editor.InsertAfter(statement, statements);
            }
        });
    }

    /// <summary>In a constructor that is one expression, which becomes the last statement of a block.</summary>
    public static InsertionPlace Before(ConstructorDeclarationSyntax constructor, InvocationExpressionSyntax expression) =>
        new(expression, (editor, calls) => editor.ReplaceNode(constructor, (node, _) =>
        {
            var current = (ConstructorDeclarationSyntax)node;
            var outer = Indentation(constructor);
            var end = EndOfLine(constructor);
            var inner = outer + "    ";
            if (current.Body is { } block)
            {
                // Another fix has made the block.
                var last = block.Statements.Count - 1;
                return current.WithBody(block.WithStatements(block.Statements.InsertRange(last, Statements(calls, inner, end))));
            }

            var statements = Statements([.. calls, current.ExpressionBody!.Expression.WithoutTrivia().ToString()], inner, end);
            var body = SyntaxFactory.Block(
                SyntaxFactory.Token(SyntaxFactory.TriviaList(SyntaxFactory.Whitespace(outer)), SyntaxKind.OpenBraceToken, SyntaxFactory.TriviaList(SyntaxFactory.EndOfLine(end))),
                SyntaxFactory.List(statements),
                SyntaxFactory.Token(SyntaxFactory.TriviaList(SyntaxFactory.Whitespace(outer)), SyntaxKind.CloseBraceToken, current.SemicolonToken.TrailingTrivia));
            var before = current.ExpressionBody.ArrowToken.GetPreviousToken();
            return current
                .ReplaceToken(before, before.WithTrailingTrivia(SyntaxFactory.EndOfLine(end)))
                .WithExpressionBody(null)
                .WithSemicolonToken(default)
                .WithBody(body);
        }));

    private static IEnumerable<StatementSyntax> Statements(IEnumerable<string> calls, string indentation, string endOfLine) =>
        calls.Select(call => SyntaxFactory.ParseStatement(call + ";")
            .WithLeadingTrivia(SyntaxFactory.Whitespace(indentation))
            .WithTrailingTrivia(SyntaxFactory.EndOfLine(endOfLine)));

    private static string Indentation(SyntaxNode node)
    {
        var text = node.SyntaxTree.GetText();
        var line = text.Lines.GetLineFromPosition(node.SpanStart).ToString();
        return line.Substring(0, line.Length - line.TrimStart().Length);
    }

    private static string EndOfLine(SyntaxNode node)
    {
        var line = node.SyntaxTree.GetText().Lines.GetLineFromPosition(node.SpanStart);
        var text = node.SyntaxTree.GetText().ToString(Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(line.End, line.EndIncludingLineBreak));
        return text.Length == 0 ? "\n" : text;
    }
}
