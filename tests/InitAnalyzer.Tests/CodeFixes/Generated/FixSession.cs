using System.Collections.Immutable;
using InitAnalyzer.CodeFixes;
using InitAnalyzer.Tests.Reading;
using InitAnalyzer.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace InitAnalyzer.Tests.CodeFixes.Generated;

/// <summary>
/// One source between two edits: what the analyzer says about it, and what the fixes offer. Each step checks what every fix owes:
/// the source still compiles, its text means the tree that was made, the diagnostic is gone and none was added.
/// </summary>
internal sealed class FixSession
{
    /// <summary>No program needs more steps; a fix that undoes another would take forever.</summary>
    private const int MostSteps = 100;

    private static readonly InitializerCodeFixProvider s_provider = new();

    /// <summary>Holds the references, bound once; each source is a document added to it.</summary>
    private static readonly Lazy<Task<Project>> s_project = new(async () =>
    {
        var project = new AdhocWorkspace()
            .AddProject("Test", LanguageNames.CSharp)
            .WithMetadataReferences(References.Net80AndTorchSharp)
            .WithParseOptions(new CSharpParseOptions(LanguageVersion.CSharp12))
            .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        await project.GetCompilationAsync();
        return project;
    });

    private readonly Document _document;

    private FixSession(Document document, string text, CSharpCompilation compilation, ImmutableArray<Diagnostic> diagnostics)
    {
        _document = document;
        Text = text;
        Compilation = compilation;
        Diagnostics = diagnostics;
    }

    public string Text { get; }

    public CSharpCompilation Compilation { get; }

    /// <summary>What the analyzer reports, in the order of the source.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }

    /// <summary>The IDs of what is reported, in the order of their names.</summary>
    public IEnumerable<string> Ids => Diagnostics.Select(diagnostic => diagnostic.Id).Order(StringComparer.Ordinal);

    /// <summary>Opens a source, which must compile.</summary>
    public static async Task<FixSession> Open(string source)
    {
        var document = (await s_project.Value).AddDocument("Network.cs", source);
        var compilation = (CSharpCompilation)(await document.Project.GetCompilationAsync())!;
        var errors = compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        Assert.True(!errors.Any(), string.Join("\n", errors) + "\n" + source);
        return new FixSession(document, source, compilation, await Analysis.Run(compilation, isConcurrent: false));
    }

    /// <summary>Applies the first fix of the first diagnostic that has one, until none is left.</summary>
    public async Task<FixSession> FixOneByOne()
    {
        var session = this;
        for (var i = 0; i < MostSteps; i++)
        {
            if (await session.FirstOffer() is not { } offer)
            {
                return session;
            }

            session = await session.Apply(offer.Action, offer.Diagnostic);
        }

        Assert.Fail("The fixes do not come to an end:\n" + session.Text);
        return session;
    }

    /// <summary>Applies the first fix to all diagnostics of an ID, for one ID after the other, until none is left.</summary>
    public async Task<FixSession> FixAll()
    {
        var session = this;
        for (var i = 0; i < MostSteps; i++)
        {
            if (await session.FirstOffer() is not { } offer)
            {
                return session;
            }

            var (diagnostic, action) = offer;
            var all = await s_provider.GetFixAllProvider().GetFixAsync(new FixAllContext(
                session._document,
                s_provider,
                FixAllScope.Document,
                action.EquivalenceKey,
                [diagnostic.Id],
                new Provider(session.Diagnostics),
                CancellationToken.None));
            Assert.True(all is not null, $"Fix All of {diagnostic.Id} does nothing in\n{session.Text}");
            session = await session.Apply(all, diagnostic);
        }

        Assert.Fail("Fix All does not come to an end:\n" + session.Text);
        return session;
    }

    /// <summary>Applies each fix that is offered besides the first ones, to the source as it is.</summary>
    public async Task TryAlternatives()
    {
        foreach (var diagnostic in Diagnostics)
        {
            foreach (var action in (await Offers(diagnostic)).Skip(1))
            {
                await Apply(action, diagnostic);
            }
        }
    }

    private async Task<(Diagnostic Diagnostic, CodeAction Action)?> FirstOffer()
    {
        foreach (var diagnostic in Diagnostics)
        {
            if ((await Offers(diagnostic)).FirstOrDefault() is { } action)
            {
                return (diagnostic, action);
            }
        }

        return null;
    }

    private async Task<List<CodeAction>> Offers(Diagnostic diagnostic)
    {
        var offers = new List<CodeAction>();
        if (s_provider.FixableDiagnosticIds.Contains(diagnostic.Id))
        {
            await s_provider.RegisterCodeFixesAsync(new CodeFixContext(
                _document, diagnostic, (action, _) => offers.Add(action), CancellationToken.None));
        }

        return offers;
    }

    private async Task<FixSession> Apply(CodeAction action, Diagnostic diagnostic)
    {
        var operation = Assert.IsType<ApplyChangesOperation>(Assert.Single(await action.GetOperationsAsync(CancellationToken.None)));
        var root = await operation.ChangedSolution.GetDocument(_document.Id)!.GetSyntaxRootAsync();
        var text = root!.ToFullString();
        var next = await Open(text);
        var step = $"\n{diagnostic.Id}, '{action.Title}':\n{Text}\n->\n{text}\nbefore: {string.Join(", ", Ids)}; after: {string.Join(", ", next.Ids)}";
        Assert.True(root.IsEquivalentTo(await next.Compilation.SyntaxTrees.Single().GetRootAsync()), "The tree is not what its text means." + step);
        Assert.True(next.Count(diagnostic.Id) < Count(diagnostic.Id), "The diagnostic is not gone." + step);
        Assert.True(next.Ids.All(id => next.Count(id) <= Count(id)), "A diagnostic was added." + step);
        return next;
    }

    private int Count(string id) => Diagnostics.Count(diagnostic => diagnostic.Id == id);

    private sealed class Provider(ImmutableArray<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult(diagnostics.AsEnumerable());

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult(diagnostics.AsEnumerable());

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult(Enumerable.Empty<Diagnostic>());
    }
}
