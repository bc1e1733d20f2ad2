using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitAnalyzer.CodeFixes.Frameworks.TorchSharp;

/// <summary>Fills a parameter by a function of <c>torch.nn.init</c>, which turns gradients off by itself; or puts the statement into a scope that does.</summary>
internal static class FillWithoutGradients
{
    private static readonly string[] s_scopes = ["no_grad()", "torch.no_grad()", "TorchSharp.torch.no_grad()", "global::TorchSharp.torch.no_grad()"];

    public static Rewrite? Write(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken) =>
        WriteFunction(call, model, cancellationToken) ?? WriteScope(call, model);

    private static Rewrite? WriteFunction(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken)
    {
        // A generator is ignored there, up to TorchSharp 0.107.
        if (TorchSharpCall.TryRead(call, model, cancellationToken) is not { IsTensorMethod: true } read || read.Has("generator"))
        {
            return null;
        }

        var (function, rewriter) = read.Function switch
        {
            Functions.Normal => (Functions.Normal, new CallRewriter(read).Keep("mean").Keep("std")),
            Functions.Uniform => (Functions.Uniform, new CallRewriter(read).Keep("from", "low").Keep("to", "high")),
            "fill_" => (Functions.Constant, new CallRewriter(read).Keep("value", "val")),
            "zero_" => (Functions.Zeros, new CallRewriter(read)),
            _ => ("", null),
        };
        return rewriter?.ToInit(function) is { } replacement
            ? Rewrite.Replace($"Use init.{function}", EquivalenceKeys.FillWithoutGradients, call, replacement)
            : null;
    }

    private static Rewrite? WriteScope(InvocationExpressionSyntax call, SemanticModel model)
    {
        if (call.FirstAncestorOrSelf<StatementSyntax>() is not ExpressionStatementSyntax statement
            || call.Ancestors().TakeWhile(node => node != statement).Any(node => node is AnonymousFunctionExpressionSyntax or AssignmentExpressionSyntax)
            || statement.ContainsDirectives
            || s_scopes.FirstOrDefault(scope => Binds(scope, model, call.SpanStart)) is not { } text)
        {
            return null;
        }

        return new Rewrite(
            "Put into a no_grad scope",
            EquivalenceKeys.FillWithoutGradients,
            statement,
            editor => editor.ReplaceNode(statement, (current, _) => Wrap((ExpressionStatementSyntax)current, text, IsListed(statement))));
    }

    /// <summary>Whether a statement is one of a list and begins a line, so that a block can take its place.</summary>
    private static bool IsListed(StatementSyntax statement) =>
        statement.Parent is BlockSyntax or SwitchSectionSyntax
        && statement.GetTrailingTrivia().Any(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia))
        && statement.GetFirstToken().GetPreviousToken().TrailingTrivia.Any(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));

    private static StatementSyntax Wrap(ExpressionStatementSyntax statement, string scope, bool isListed)
    {
        if (!isListed)
        {
            return ((UsingStatementSyntax)SyntaxFactory.ParseStatement($"using ({scope}) ;"))
                .WithStatement(statement.WithoutLeadingTrivia())
                .WithLeadingTrivia(statement.GetLeadingTrivia());
        }

        var leading = statement.GetLeadingTrivia();
        var indentation = leading.LastOrDefault().IsKind(SyntaxKind.WhitespaceTrivia) ? leading.Last().ToString() : "";
        var end = statement.GetTrailingTrivia().Last(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)).ToString();
        var step = indentation.StartsWith("\t", StringComparison.Ordinal) ? "\t" : "    ";
        var block = (UsingStatementSyntax)SyntaxFactory.ParseStatement($"using ({scope}){end}{indentation}{{{end}{indentation}}}{end}");
        var inner = statement.WithLeadingTrivia(SyntaxFactory.Whitespace(indentation + step));
        return block
            .WithStatement(((BlockSyntax)block.Statement).WithStatements(SyntaxFactory.SingletonList<StatementSyntax>(inner)))
            .WithLeadingTrivia(leading);
    }

    private static bool Binds(string scope, SemanticModel model, int position) =>
        model.GetSpeculativeSymbolInfo(position, SyntaxFactory.ParseExpression(scope), SpeculativeBindingOption.BindAsExpression).Symbol
            is IMethodSymbol { ContainingType: { } type } && type.ToDisplayString() == "TorchSharp.torch";
}
