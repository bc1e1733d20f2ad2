using System.Collections.Immutable;
using InitAnalyzer.CodeFixes;
using InitAnalyzer.CodeFixes.Frameworks;
using InitAnalyzer.Frameworks;
using InitAnalyzer.Tests.Reading;
using InitAnalyzer.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace InitAnalyzer.Tests.Frameworks;

/// <summary>Verifies programs of one style: what they reference, and what they begin with.</summary>
/// <param name="Reference">The framework, or what stands for it.</param>
/// <param name="Usings">What is put in front of every program.</param>
internal sealed record Style(MetadataReference? Reference, string Usings)
{
    /// <summary>The tables; all that the analyzer knows by itself where none are given.</summary>
    public ImmutableArray<FrameworkTable> Tables { get; init; } = FrameworkCatalog.Tables;

    /// <summary>Files beside the sources.</summary>
    public ImmutableArray<(string Path, string Text)> AdditionalFiles { get; init; } = [];

    /// <summary>Asserts that the marked diagnostics, and no others, are reported.</summary>
    public Task Diagnostics(string source)
    {
        var test = new StyleAnalyzerTest(this);
        Prepare(test);
        test.TestState.Sources.Add(Usings + source);
        return test.RunAsync();
    }

    /// <summary>The same of several files, as they are.</summary>
    public Task Diagnostics(string[] sources)
    {
        var test = new StyleAnalyzerTest(this);
        Prepare(test);
        foreach (var source in sources)
        {
            test.TestState.Sources.Add(source);
        }

        return test.RunAsync();
    }

    /// <summary>Asserts the diagnostics, and the source after fixing all of them.</summary>
    public Task Fix(string source, string fixedSource, string? equivalenceKey = null)
    {
        var test = new StyleFixTest(this) { CodeActionEquivalenceKey = equivalenceKey };
        Prepare(test);
        test.TestCode = Usings + source;
        test.FixedCode = Usings + fixedSource;
        foreach (var file in AdditionalFiles)
        {
            test.FixedState.AdditionalFiles.Add((file.Path, file.Text));
        }

        return test.RunAsync();
    }

    /// <summary>The diagnostics of a source that compiles.</summary>
    public async Task<ImmutableArray<Diagnostic>> Run(string source) => await Analysis.Run(Compile(source));

    /// <summary>The same with the files beside it.</summary>
    public async Task<ImmutableArray<Diagnostic>> RunWithFiles(string source)
    {
        var options = new AnalyzerOptions([.. AdditionalFiles.Select(file => new TextFile(file.Path, file.Text))]);
        return await Compile(source).WithAnalyzers([new InitializationAnalyzer(Tables)], options).GetAnalyzerDiagnosticsAsync();
    }

    private CSharpCompilation Compile(string source)
    {
        var compilation = CSharpCompilation.Create(
            "Programs",
            [CSharpSyntaxTree.ParseText(Usings + source, new CSharpParseOptions(LanguageVersion.CSharp12), "/0.cs")],
            Reference is null ? References.Net80 : References.Net80.Add(Reference),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.DoesNotContain(compilation.GetDiagnostics(), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        return compilation;
    }

    private void Prepare(AnalyzerTest<DefaultVerifier> test)
    {
        test.ReferenceAssemblies = References.None;
        test.TestState.AdditionalReferences.AddRange(Reference is null ? References.Net80 : References.Net80.Add(Reference));
        foreach (var file in AdditionalFiles)
        {
            test.TestState.AdditionalFiles.Add((file.Path, file.Text));
        }
    }

    private static CSharpParseOptions Latest(ParseOptions options) => ((CSharpParseOptions)options).WithLanguageVersion(LanguageVersion.CSharp12);

    private sealed class TextFile(string path, string text) : AdditionalText
    {
        public override string Path { get; } = path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }

    private sealed class StyleAnalyzerTest(Style style) : CSharpAnalyzerTest<InitializationAnalyzer, DefaultVerifier>
    {
        protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() => [new InitializationAnalyzer(style.Tables)];

        protected override ParseOptions CreateParseOptions() => Latest(base.CreateParseOptions());
    }

    private sealed class StyleFixTest(Style style) : CSharpCodeFixTest<InitializationAnalyzer, InitializerCodeFixProvider, DefaultVerifier>
    {
        protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() => [new InitializationAnalyzer(style.Tables)];

        protected override IEnumerable<CodeFixProvider> GetCodeFixProviders() =>
            [new InitializerCodeFixProvider(style.Tables == FrameworkCatalog.Tables ? LawWriters.All : new LawWriters(style.Tables.Select(table => new TableWriter(table))))];

        protected override ParseOptions CreateParseOptions() => Latest(base.CreateParseOptions());
    }
}
