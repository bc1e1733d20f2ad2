using System.Collections.Immutable;
using InitAnalyzer.CodeFixes.Frameworks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace InitAnalyzer.CodeFixes;

/// <summary>Fixes all sites of a document with one editor, so that no two edits have to be merged as text.</summary>
internal sealed class InitializerFixAllProvider(LawWriters writers) : DocumentBasedFixAllProvider
{
    protected override async Task<Document?> FixAllAsync(
        FixAllContext fixAllContext, Document document, ImmutableArray<Diagnostic> diagnostics)
    {
        var cancellationToken = fixAllContext.CancellationToken;
        if (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
        {
            return document;
        }

        var key = fixAllContext.CodeActionEquivalenceKey;
        var known = await writers.WithDeclared(document.Project, diagnostics, cancellationToken).ConfigureAwait(false);
        var rewrites = new Dictionary<SyntaxNode, Rewrite>();
        var defaults = new List<Rewrite>();
        foreach (var diagnostic in diagnostics)
        {
            var candidates = Rewrite.For(diagnostic, root, model, known, cancellationToken).ToImmutableArray();
            if (candidates.FirstOrDefault(candidate => candidate.EquivalenceKey == key) is { } wanted)
            {
                rewrites[wanted.Site] = wanted;
            }
            else if (key != EquivalenceKeys.HonestName)
            {
                defaults.AddRange(candidates.Take(1));
            }
        }

        // 'dotnet format' takes the key from any diagnostic of the analyzer, of this rule or not, with a fix or without.
        foreach (var rewrite in defaults.Where(rewrite => !rewrites.ContainsKey(rewrite.Site)))
        {
            rewrites[rewrite.Site] = rewrite;
        }

        // A replacement is built from the site as it was, so one site inside another waits for the next round.
        var settled = rewrites.Values.Where(rewrite => !rewrite.Site.DescendantNodes().Any(rewrites.ContainsKey));
        return document.WithSyntaxRoot(Rewrite.Apply(
            root, settled.OrderBy(rewrite => rewrite.Site.SpanStart), document.Project.Solution.Services));
    }
}
