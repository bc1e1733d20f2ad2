using InitAnalyzer.CodeFixes.Syntax;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitAnalyzer.CodeFixes.Frameworks.TorchSharp;

/// <summary>Fills a layer's weight or bias itself, in the place of a copy of it.</summary>
internal static class FilledOriginal
{
    public static Rewrite? Write(TorchSharpCall call)
    {
        if (OriginalOf(call.Weight, call.Model) is not { } original)
        {
            return null;
        }

        // A fill that is a method of the tensor throws at a parameter; a detached tensor shares its memory, and may be filled.
        var replacement = call.IsTensorMethod
            ? Expressions.Parse(Expressions.AsReceiver(original) + ".detach()")
            : original;
        var filled = replacement.WithTriviaFrom(call.Weight);
        return new Rewrite(
            $"Initialise {original.WithoutTrivia()}",
            EquivalenceKeys.InitialiseOriginal,
            call.Syntax,
            editor => editor.ReplaceNode(call.Weight, filled));
    }

    /// <summary>What stands at the beginning of a chain of copies; null where something else happens in the chain.</summary>
    private static ExpressionSyntax? OriginalOf(ExpressionSyntax copy, SemanticModel model)
    {
        var current = copy;
        while (true)
        {
            switch (current)
            {
                case ParenthesizedExpressionSyntax parenthesized:
                    current = parenthesized.Expression;
                    continue;
                case PostfixUnaryExpressionSyntax postfix when postfix.IsKind(SyntaxKind.SuppressNullableWarningExpression) && postfix.Operand is not MemberAccessExpressionSyntax:
                    current = postfix.Operand;
                    continue;
                case InvocationExpressionSyntax call when model.GetSymbolInfo(call).Symbol is IMethodSymbol { Name: "clone" or "detach" or "requires_grad_" } method:
                    var operand = method.IsStatic
                        ? call.ArgumentList.Arguments.Count == 1 ? call.ArgumentList.Arguments[0].Expression : null
                        : (call.Expression as MemberAccessExpressionSyntax)?.Expression;
                    if (operand is null)
                    {
                        return null;
                    }

                    current = operand;
                    continue;
                case MemberAccessExpressionSyntax or PostfixUnaryExpressionSyntax:
                    return HasComments(copy) ? null : current;
                default:
                    return null;
            }
        }
    }

    private static bool HasComments(SyntaxNode node) =>
        node.DescendantTrivia().Any(trivia => !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia));
}
