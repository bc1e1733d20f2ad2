using System.Collections.Immutable;
using InitAnalyzer.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace InitAnalyzer.Tests.Reading;

/// <summary>
/// Runs the analyzer over many small programs in one process: references are bound once, and nothing but the analyzer
/// is checked. For programs that are generated; those written by hand go through <see cref="Verify"/>.
/// </summary>
internal static class Analysis
{
    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.CSharp12);

    private static readonly CSharpCompilation Empty = CSharpCompilation.Create(
        "Programs",
        references: References.Net80AndTorchSharp,
        options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

    public static SyntaxTree Parse(string source, string path) => CSharpSyntaxTree.ParseText(source, Parsing, path);

    /// <summary>Compiles sources as they are.</summary>
    public static CSharpCompilation Compile(params string[] sources) =>
        Compile(sources.Select((source, i) => Parse(source, $"/{i}.cs")));

    public static CSharpCompilation Compile(IEnumerable<SyntaxTree> trees) => Empty.AddSyntaxTrees(trees);

    /// <summary>Runs an analyzer, a new one if none is given; an exception inside it fails the test.</summary>
    public static async Task<ImmutableArray<Diagnostic>> Run(CSharpCompilation compilation, bool isConcurrent = true, InitializationAnalyzer? analyzer = null)
    {
        var exceptions = new List<string>();
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]),
            onAnalyzerException: (exception, _, _) =>
            {
                lock (exceptions)
                {
                    exceptions.Add(exception.ToString());
                }
            },
            concurrentAnalysis: isConcurrent,
            logAnalyzerExecutionTime: false);
        var analysis = new CompilationWithAnalyzers(compilation, [analyzer ?? new InitializationAnalyzer()], options);
        var diagnostics = await analysis.GetAnalyzerDiagnosticsAsync();
        Assert.True(exceptions.Count == 0, string.Join("\n\n", exceptions));
        Assert.DoesNotContain(diagnostics, diagnostic => diagnostic.Id.StartsWith("AD", StringComparison.Ordinal));
        return Sorted(diagnostics);
    }

    /// <summary>Runs the analyzer over one source that compiles; <see cref="Verify.Usings"/> is put in front.</summary>
    public static async Task<ImmutableArray<Diagnostic>> Run(string source)
    {
        var tree = Parse(Verify.Usings + source, "/0.cs");
        var hasStatements = tree.GetCompilationUnitRoot().Members.OfType<GlobalStatementSyntax>().Any();
        var kind = hasStatements ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary;
        var compilation = Compile([tree]).WithOptions(Empty.Options.WithOutputKind(kind));
        var errors = compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        Assert.True(!errors.Any(), string.Join("\n", errors) + "\n" + source);
        return await Run(compilation);
    }

    /// <summary>
    /// Asserts that the marked diagnostics, and no others, are reported, as <see cref="Verify.Diagnostics"/> does.
    /// </summary>
    public static async Task Diagnostics(string markup)
    {
        TestFileMarkupParser.GetSpans(markup, out var source, out ImmutableDictionary<string, ImmutableArray<Microsoft.CodeAnalysis.Text.TextSpan>> spans);
        var expected = spans
            .SelectMany(pair => pair.Value.Select(span => $"{pair.Key} {source.Substring(span.Start, span.Length)} at {span.Start}"))
            .Order(StringComparer.Ordinal);
        var found = (await Run(source))
            .Select(diagnostic => (diagnostic.Id, Span: diagnostic.Location.SourceSpan))
            .Select(found => (found.Id, Start: found.Span.Start - Verify.Usings.Length, found.Span.Length))
            .Select(found => $"{found.Id} {source.Substring(found.Start, found.Length)} at {found.Start}")
            .Order(StringComparer.Ordinal);
        Assert.True(
            expected.SequenceEqual(found),
            $"expected: [{string.Join("; ", expected)}]\nfound:    [{string.Join("; ", found)}]\n{source}");
    }

    /// <summary>Everything that a user sees of a diagnostic, for comparing two runs.</summary>
    public static string Describe(Diagnostic diagnostic) =>
        string.Join(
            " | ",
            [
                diagnostic.Id,
                diagnostic.Severity.ToString(),
                diagnostic.Location.ToString(),
                diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture),
                .. diagnostic.AdditionalLocations.Select(location => location.ToString()),
                .. diagnostic.Properties.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"),
            ]);

    private static ImmutableArray<Diagnostic> Sorted(IEnumerable<Diagnostic> diagnostics) =>
        [.. diagnostics
            .OrderBy(diagnostic => diagnostic.Location.SourceTree?.FilePath, StringComparer.Ordinal)
            .ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start)
            .ThenBy(diagnostic => diagnostic.Location.SourceSpan.Length)
            .ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)];
}
