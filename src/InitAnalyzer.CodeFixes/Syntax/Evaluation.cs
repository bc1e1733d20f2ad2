using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitAnalyzer.CodeFixes.Syntax;

/// <summary>Whether evaluating an expression twice, or not at all, leaves the program's behaviour as it is.</summary>
internal static class Evaluation
{
    /// <summary>Whether an expression may be written a second time: names, members, elements, casts and operators, but no call.</summary>
    public static bool IsRepeatable(ExpressionSyntax expression) => All(expression, static _ => false);

    /// <summary>
    /// Whether an expression may be dropped, or two expressions swapped: as above, and with calls and creations that are
    /// known to do nothing but compute.
    /// </summary>
    public static bool IsPure(ExpressionSyntax expression, Func<ExpressionSyntax, bool> isKnown) => All(expression, isKnown);

    private static bool All(ExpressionSyntax expression, Func<ExpressionSyntax, bool> accept) =>
        expression.DescendantNodesAndSelf(static node => node is not TypeSyntax || node is NameSyntax)
            .OfType<ExpressionSyntax>()
            .All(node => node switch
            {
                TypeSyntax or InstanceExpressionSyntax or LiteralExpressionSyntax or ParenthesizedExpressionSyntax => true,
                MemberAccessExpressionSyntax or MemberBindingExpressionSyntax or ConditionalAccessExpressionSyntax => true,
                ElementAccessExpressionSyntax or ElementBindingExpressionSyntax or RangeExpressionSyntax => true,
                CastExpressionSyntax or BinaryExpressionSyntax or ConditionalExpressionSyntax or DefaultExpressionSyntax => true,
                PrefixUnaryExpressionSyntax prefix =>
                    !prefix.IsKind(SyntaxKind.PreIncrementExpression) && !prefix.IsKind(SyntaxKind.PreDecrementExpression),
                PostfixUnaryExpressionSyntax postfix => postfix.IsKind(SyntaxKind.SuppressNullableWarningExpression),
                _ => accept(node),
            });

    /// <summary>Whether nothing looks at the value of an expression: a statement, a discard, the body of something that returns nothing.</summary>
    public static bool IsValueUnused(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellationToken)
    {
        switch (expression.Parent)
        {
            case ExpressionStatementSyntax:
            case ForStatementSyntax:
                return true;
            case AssignmentExpressionSyntax { Parent: ExpressionStatementSyntax } assignment when assignment.Right == expression:
                return model.GetSymbolInfo(assignment.Left, cancellationToken).Symbol is IDiscardSymbol;
            case LambdaExpressionSyntax lambda when lambda.Body == expression:
                return model.GetSymbolInfo(lambda, cancellationToken).Symbol is IMethodSymbol { ReturnsVoid: true };
            case ArrowExpressionClauseSyntax { Parent: { } member }:
                return model.GetDeclaredSymbol(member, cancellationToken) is IMethodSymbol { ReturnsVoid: true };
            default:
                return false;
        }
    }
}
