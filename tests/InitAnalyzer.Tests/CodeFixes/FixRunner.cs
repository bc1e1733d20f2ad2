using System.Collections.Immutable;
using InitAnalyzer.CodeFixes;
using InitAnalyzer.Model;
using InitAnalyzer.Tests.Verifiers;
using InitAnalyzer.Theory;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace InitAnalyzer.Tests.CodeFixes;

/// <summary>
/// Runs the fixes on diagnostics made by hand, so that the writer is tested apart from the rules: <c>[|call|]</c> marks where one
/// stands. Sources must compile before and after, and what is written must be what the parser would make of its text.
/// </summary>
internal static class FixRunner
{
    private const string Id = "INIT001";

    public static Prescription Recommend(string activation, Distribution distribution, double? parameter = null) =>
        ActivationCatalog.TryCreate(activation, parameter, out var found)
            ? new(PrescriptionKind.RecommendedLaw, "TorchSharp", found, distribution)
            : throw new ArgumentException("No such activation.", nameof(activation));

    public static Prescription Prescribe(PrescriptionKind kind) => new(kind, "TorchSharp");

    /// <summary>The titles of the fixes offered at the one marked call.</summary>
    public static async Task<string[]> Titles(string source, Prescription? prescription, string usings = Verify.Usings)
    {
        var scene = await Scene.Create(prescription, usings + source);
        return [.. (await scene.Offers()).Select(action => action.Title)];
    }

    /// <summary>The source after the first fix, or the one with a given key, at the one marked call; without <paramref name="usings"/>.</summary>
    public static async Task<string> Apply(
        string source, Prescription prescription, string? equivalenceKey = null, string usings = Verify.Usings)
    {
        var scene = await Scene.Create(prescription, usings + source);
        var action = (await scene.Offers()).FirstOrDefault(offer => equivalenceKey is null || offer.EquivalenceKey == equivalenceKey);
        Assert.NotNull(action);
        var text = Assert.Single(await scene.After(action));
        Assert.StartsWith(usings, text, StringComparison.Ordinal);
        return text[usings.Length..];
    }

    /// <summary>The sources after Fix All over the marked calls of all documents, each with <see cref="Verify.Usings"/> left out.</summary>
    public static async Task<string[]> ApplyToAll(
        FixAllScope scope, Prescription prescription, string equivalenceKey, params string[] sources)
    {
        var scene = await Scene.Create(prescription, [.. sources.Select(source => Verify.Usings + source)]);
        return [.. (await scene.After(await scene.FixAll(scope, equivalenceKey))).Select(text => text[Verify.Usings.Length..])];
    }

    private sealed class Scene
    {
        private readonly ImmutableArray<Document> _documents;
        private readonly ImmutableDictionary<DocumentId, ImmutableArray<Diagnostic>> _diagnostics;

        private Scene(ImmutableArray<Document> documents, ImmutableDictionary<DocumentId, ImmutableArray<Diagnostic>> diagnostics)
        {
            _documents = documents;
            _diagnostics = diagnostics;
        }

        public static async Task<Scene> Create(Prescription? prescription, params string[] sources)
        {
            var project = new AdhocWorkspace()
                .AddProject("Test", LanguageNames.CSharp)
                .WithMetadataReferences(References.Net80AndTorchSharp)
                .WithParseOptions(new CSharpParseOptions(LanguageVersion.CSharp12))
                .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
            var ids = new List<DocumentId>();
            var spans = new List<ImmutableArray<TextSpan>>();
            foreach (var source in sources)
            {
                var (text, marked) = Unmark(source);
                var document = project.AddDocument($"File{ids.Count}.cs", text);
                project = document.Project;
                ids.Add(document.Id);
                spans.Add(marked);
            }

            var descriptor = new DiagnosticDescriptor(Id, "", "", "", DiagnosticSeverity.Warning, isEnabledByDefault: true);
            var properties = prescription?.ToProperties() ?? ImmutableDictionary<string, string?>.Empty;
            var documents = ids.Select(id => project.GetDocument(id)!).ToImmutableArray();
            await AssertCompiles(project);
            var diagnostics = ImmutableDictionary.CreateBuilder<DocumentId, ImmutableArray<Diagnostic>>();
            for (var i = 0; i < documents.Length; i++)
            {
                var tree = await documents[i].GetSyntaxTreeAsync();
                diagnostics.Add(
                    documents[i].Id,
                    [.. spans[i].Select(span => Diagnostic.Create(descriptor, Location.Create(tree!, span), properties))]);
            }

            return new Scene(documents, diagnostics.ToImmutable());
        }

        public async Task<List<CodeAction>> Offers()
        {
            var offers = new List<CodeAction>();
            var document = _documents.Single();
            await new InitializerCodeFixProvider().RegisterCodeFixesAsync(new CodeFixContext(
                document, _diagnostics[document.Id].Single(), (action, _) => offers.Add(action), CancellationToken.None));
            return offers;
        }

        public async Task<CodeAction> FixAll(FixAllScope scope, string equivalenceKey)
        {
            var provider = new InitializerCodeFixProvider();
            var action = await provider.GetFixAllProvider().GetFixAsync(new FixAllContext(
                _documents[0], provider, scope, equivalenceKey, [Id], new Diagnostics(_diagnostics), CancellationToken.None));
            Assert.NotNull(action);
            return action;
        }

        public async Task<string[]> After(CodeAction action)
        {
            var operation = Assert.IsType<ApplyChangesOperation>(Assert.Single(await action.GetOperationsAsync(CancellationToken.None)));
            var project = operation.ChangedSolution.GetProject(_documents[0].Project.Id)!;
            await AssertCompiles(project);
            var texts = new List<string>();
            foreach (var document in _documents)
            {
                var root = await project.GetDocument(document.Id)!.GetSyntaxRootAsync();
                var text = root!.ToFullString();
                var parsed = CSharpSyntaxTree.ParseText(text, (CSharpParseOptions)project.ParseOptions!);
                Assert.True(root.IsEquivalentTo(await parsed.GetRootAsync()), "The tree is not what its text means:\n" + text);
                texts.Add(text);
            }

            return [.. texts];
        }

        private static async Task AssertCompiles(Project project)
        {
            var compilation = await project.GetCompilationAsync();
            Assert.Empty(compilation!.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        }

        private static (string Text, ImmutableArray<TextSpan> Spans) Unmark(string source)
        {
            var spans = ImmutableArray.CreateBuilder<TextSpan>();
            var open = new Stack<int>();
            for (var i = 0; i < source.Length - 1; i++)
            {
                // A mark may stand at once behind another.
                while (i < source.Length - 1 && source.Substring(i, 2) is "[|" or "|]")
                {
                    if (source[i] == '[')
                    {
                        open.Push(i);
                    }
                    else
                    {
                        spans.Add(TextSpan.FromBounds(open.Pop(), i));
                    }

                    source = source.Remove(i, 2);
                }
            }

            return (source, spans.ToImmutable());
        }
    }

    private sealed class Diagnostics(ImmutableDictionary<DocumentId, ImmutableArray<Diagnostic>> all) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult(all.Values.SelectMany(diagnostics => diagnostics));

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult(all[document.Id].AsEnumerable());

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult(Enumerable.Empty<Diagnostic>());
    }
}
