using System.Collections.Immutable;
using System.Composition;
using InitAnalyzer.CodeFixes.Frameworks;
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
    private readonly LawWriters _writers;

    /// <summary>Creates the provider for all frameworks that the analyzer knows.</summary>
    public InitializerCodeFixProvider()
        : this(LawWriters.All)
    {
    }

    internal InitializerCodeFixProvider(LawWriters writers) => _writers = writers;

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
            "INIT109",
            "INIT110",
            "INIT111",
            "INIT201",
            "INIT202",
            "INIT203");

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new InitializerFixAllProvider(_writers);

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

        var writers = await _writers.WithDeclared(document.Project, context.Diagnostics, context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            foreach (var rewrite in Rewrite.For(diagnostic, root, model, writers, context.CancellationToken))
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
