using InitAnalyzer.CodeFixes.Frameworks;
using InitAnalyzer.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Host;

namespace InitAnalyzer.CodeFixes;

/// <summary>One way of fixing one site.</summary>
/// <param name="Title">Says what will be written.</param>
/// <param name="EquivalenceKey">One of <see cref="EquivalenceKeys"/>.</param>
/// <param name="Site">What is rewritten, in the tree that was analysed: what the diagnostic stands on, or what holds it.</param>
/// <param name="Edit">Makes the change. It touches nodes of the tree that was analysed and asks the editor for all of them.</param>
internal sealed record Rewrite(string Title, string EquivalenceKey, SyntaxNode Site, Action<SyntaxEditor> Edit)
{
    /// <summary>Puts an expression in the place of a call, with the call's own trivia around it.</summary>
    public static Rewrite Replace(string title, string equivalenceKey, InvocationExpressionSyntax call, ExpressionSyntax replacement) =>
        new(title, equivalenceKey, call, editor => editor.ReplaceNode(call, replacement));

    /// <summary>The rewrites that a diagnostic's prescription allows, the default first; none where the source no longer fits it.</summary>
    public static IEnumerable<Rewrite> For(
        Diagnostic diagnostic, SyntaxNode root, SemanticModel model, LawWriters writers, CancellationToken cancellationToken)
    {
        var span = diagnostic.Location.SourceSpan;
        if (!Prescription.TryRead(diagnostic.Properties, out var prescription)
            || writers.For(prescription!.Framework) is not { } writer
            || !root.FullSpan.Contains(span)
            || root.FindNode(span, getInnermostNodeForTie: true) is not { } site
            || !(site.Span == span || (site is BaseTypeDeclarationSyntax type && type.Identifier.Span == span)))
        {
            return [];
        }

        return writer.Write(site, prescription, model, cancellationToken);
    }

    /// <summary>The tree after some rewrites of one document.</summary>
    public static SyntaxNode Apply(SyntaxNode root, IEnumerable<Rewrite> rewrites, SolutionServices services)
    {
        var editor = new SyntaxEditor(root, services);
        foreach (var rewrite in rewrites)
        {
            rewrite.Edit(editor);
        }

        return editor.GetChangedRoot();
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

    /// <summary>A dropout that keeps mean and variance behind SELU.</summary>
    public const string SelfNormalisingDropout = "InitAnalyzer.SelfNormalisingDropout";

    /// <summary>An initializer or activation that the framework knows.</summary>
    public const string KnownName = "InitAnalyzer.KnownName";

    /// <summary>The name of what the broken initializer does, or of what is used in the place of an unknown one.</summary>
    public const string HonestName = "InitAnalyzer.HonestName";

    /// <summary>A bias that is zero, in the place of an initializer that cannot fill it.</summary>
    public const string ZeroBias = "InitAnalyzer.ZeroBias";

    /// <summary>The square root of a variance.</summary>
    public const string TakeRoot = "InitAnalyzer.TakeRoot";

    /// <summary>No call, in the place of one whose work is undone by the next.</summary>
    public const string RemoveDeadCall = "InitAnalyzer.RemoveDeadCall";

    /// <summary>The weight itself, in the place of a copy of it.</summary>
    public const string InitialiseOriginal = "InitAnalyzer.InitialiseOriginal";

    /// <summary>No call, in the place of one that throws.</summary>
    public const string RemoveCall = "InitAnalyzer.RemoveCall";

    /// <summary>A fill that is allowed while gradients are recorded, or a scope in which they are not.</summary>
    public const string FillWithoutGradients = "InitAnalyzer.FillWithoutGradients";

    /// <summary>The weight of a normalisation is one, and its bias zero.</summary>
    public const string SetParameters = "InitAnalyzer.SetParameters";

    /// <summary>A loop, in the place of a query that nothing enumerates.</summary>
    public const string WriteLoop = "InitAnalyzer.WriteLoop";

    /// <summary>Explicit initialisations of the layers that have the framework's default.</summary>
    public const string InitialiseLayers = "InitAnalyzer.InitialiseLayers";

    /// <summary>The initialisation stands behind the registration of the layers.</summary>
    public const string MoveBehindRegistration = "InitAnalyzer.MoveBehindRegistration";
}
