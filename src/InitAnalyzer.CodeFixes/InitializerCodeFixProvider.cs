using System.Collections.Immutable;
using System.Composition;
using InitAnalyzer.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace InitAnalyzer.CodeFixes;

/// <summary>Rewrites what a diagnostic stands on as the diagnostic prescribes.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(InitializerCodeFixProvider))]
[Shared]
public sealed class InitializerCodeFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        ImmutableArray.Create(
            "INIT001",
            "INIT002",
            "INIT003",
            "INIT004",
            "INIT005",
            "INIT101",
            "INIT102",
            "INIT103",
            "INIT104",
            "INIT105",
            "INIT106",
            "INIT107",
            "INIT108",
            "INIT110",
            "INIT111",
            "INIT201",
            "INIT202",
            "INIT203");

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => InitializerFixAllProvider.Instance;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var document = context.Document;
        if (!context.Diagnostics.Any(diagnostic => Prescription.TryRead(diagnostic.Properties, out _))
            || await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root
            || await document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model)
        {
            return;
        }

        foreach (var diagnostic in context.Diagnostics)
        {
            foreach (var rewrite in Rewrite.For(diagnostic, root, model, context.CancellationToken))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        rewrite.Title,
                        _ => Task.FromResult(document.WithSyntaxRoot(Rewrite.Apply(root, [rewrite], document.Project.Solution.Services))),
                        rewrite.EquivalenceKey),
                    diagnostic);
            }
        }
    }
}
