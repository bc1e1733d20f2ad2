using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitAnalyzer.CodeFixes.Syntax;

/// <summary>
/// Makes expressions to be put into others. All are parsed or made with explicit trivia: the factory's elastic trivia would have
/// the surroundings formatted.
/// </summary>
internal static class Expressions
{
    public static ExpressionSyntax Parse(string text) => SyntaxFactory.ParseExpression(text);

    public static IdentifierNameSyntax Name(string name) =>
        SyntaxFactory.IdentifierName(SyntaxFactory.Identifier(default, name, default));

    public static ArgumentSyntax NamedArgument(string parameter, ExpressionSyntax value) =>
        SyntaxFactory.ParseArgumentList($"({parameter}: 0)").Arguments[0].WithExpression(value);

    /// <summary>The expression's text, fit to have a member taken of it.</summary>
    public static string AsReceiver(ExpressionSyntax expression)
    {
        var bare = expression.WithoutTrivia();
        return bare is SimpleNameSyntax or AliasQualifiedNameSyntax or MemberAccessExpressionSyntax or ElementAccessExpressionSyntax
            or InvocationExpressionSyntax or InstanceExpressionSyntax or ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax
            or BaseObjectCreationExpressionSyntax
            ? bare.ToString()
            : "(" + bare + ")";
    }

    /// <summary>The expression's text, fit to be multiplied from the right.</summary>
    public static string AsFactor(ExpressionSyntax expression)
    {
        var bare = expression.WithoutTrivia();
        var binds = bare is BinaryExpressionSyntax binary
            ? binary.Kind() is SyntaxKind.MultiplyExpression or SyntaxKind.DivideExpression
            : bare is not (ConditionalExpressionSyntax or AssignmentExpressionSyntax or AnonymousFunctionExpressionSyntax
                or RangeExpressionSyntax or SwitchExpressionSyntax or WithExpressionSyntax or IsPatternExpressionSyntax or ThrowExpressionSyntax);
        return binds ? bare.ToString() : "(" + bare + ")";
    }
}
