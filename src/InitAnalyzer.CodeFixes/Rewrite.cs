using InitAnalyzer.CodeFixes.Frameworks;
using InitAnalyzer.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitAnalyzer.CodeFixes;

/// <summary>One way of fixing one call: what stands there, and what shall stand there.</summary>
/// <param name="Title">Says what will be written.</param>
/// <param name="EquivalenceKey">One of <see cref="EquivalenceKeys"/>.</param>
/// <param name="Call">The call in the tree that was analysed.</param>
/// <param name="Replacement">The expression to put in its place, with the call's own trivia around it.</param>
internal sealed record Rewrite(string Title, string EquivalenceKey, InvocationExpressionSyntax Call, ExpressionSyntax Replacement)
{
    /// <summary>The rewrites that a diagnostic's prescription allows, the default first; none where the source no longer fits it.</summary>
    public static IEnumerable<Rewrite> For(
        Diagnostic diagnostic, SyntaxNode root, SemanticModel model, CancellationToken cancellationToken)
    {
        var span = diagnostic.Location.SourceSpan;
        if (!Prescription.TryRead(diagnostic.Properties, out var prescription)
            || LawWriters.For(prescription!.Framework) is not { } writer
            || !root.FullSpan.Contains(span)
            || root.FindNode(span, getInnermostNodeForTie: true) is not InvocationExpressionSyntax call
            || call.Span != span)
        {
            return [];
        }

        return writer.Write(call, prescription, model, cancellationToken);
    }
}

/// <summary>
/// What Fix All groups by. One key for the default fix of all sites of a rule, whatever activation each of them feeds;
/// another only where the user has a choice.
/// </summary>
internal static class EquivalenceKeys
{
    /// <summary>The law that the activation wants.</summary>
    public const string RecommendedLaw = "InitAnalyzer.RecommendedLaw";

    /// <summary>An initializer that does what the name of the broken one says.</summary>
    public const string SoundInitializer = "InitAnalyzer.SoundInitializer";

    /// <summary>The name of what the broken initializer does.</summary>
    public const string HonestName = "InitAnalyzer.HonestName";
}
