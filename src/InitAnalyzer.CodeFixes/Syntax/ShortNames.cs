using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitAnalyzer.CodeFixes.Syntax;

/// <summary>Shortens names that are written in full, as far as they mean the same at a place.</summary>
internal static class ShortNames
{
    private const string Global = "global::";

    /// <summary>The expression with short names; null where a name means nothing there.</summary>
    public static ExpressionSyntax? Shorten(ExpressionSyntax expression, ExpressionSyntax at, SemanticModel model)
    {
        var text = expression.ToString();
        for (var start = text.IndexOf(Global, StringComparison.Ordinal); start >= 0; start = text.IndexOf(Global, StringComparison.Ordinal))
        {
            var end = start + Global.Length;
            while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '_' or '.'))
            {
                end++;
            }

            var isType = start >= 4 && text.Substring(start - 4, 4) == "new ";
            if (Shortest(text.Substring(start, end - start), isType, at, model) is not { } name)
            {
                return null;
            }

            text = text.Substring(0, start) + name.Replace(Global, Placeholder) + text.Substring(end);
        }

        var shortened = Expressions.Parse(text.Replace(Placeholder, Global));
        return shortened.ContainsDiagnostics ? null : shortened;
    }

    private const string Placeholder = "global@@";

    private static string? Shortest(string full, bool isType, ExpressionSyntax at, SemanticModel model)
    {
        if (Symbol(full) is not { } meant)
        {
            return null;
        }

        // As the place itself qualifies it; then a type or an object and its member; then more and more.
        var parts = full.Substring(Global.Length).Split('.');
        var last = parts[parts.Length - 1];
        var own = at switch
        {
            MemberAccessExpressionSyntax access => access.Expression.WithoutTrivia() + "." + last,
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax called } => called.Expression.WithoutTrivia() + "." + last,
            ObjectCreationExpressionSyntax { Type: QualifiedNameSyntax qualified } => qualified.Left.WithoutTrivia() + "." + last,
            IdentifierNameSyntax or InvocationExpressionSyntax { Expression: IdentifierNameSyntax } => last,
            _ => null,
        };
        var candidates = Enumerable.Range(1, parts.Length)
            .Select(count => string.Join(".", parts.Skip(parts.Length - count)))
            .Where(candidate => isType || candidate.IndexOf('.') >= 0);
        return (own is null ? candidates : candidates.Prepend(own))
            .FirstOrDefault(candidate => SymbolEqualityComparer.Default.Equals(Symbol(candidate), meant)) ?? full;

        ISymbol? Symbol(string name)
        {
            var info = isType
                ? model.GetSpeculativeSymbolInfo(at.SpanStart, SyntaxFactory.ParseTypeName(name), SpeculativeBindingOption.BindAsTypeOrNamespace)
                : model.GetSpeculativeSymbolInfo(at.SpanStart, SyntaxFactory.ParseExpression(name), SpeculativeBindingOption.BindAsExpression);
            return (info.Symbol ?? info.CandidateSymbols.FirstOrDefault())?.OriginalDefinition;
        }
    }
}
