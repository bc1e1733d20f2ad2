using System.Collections.Immutable;
using System.Text.RegularExpressions;
using InitAnalyzer.TestSupport;
using InitAnalyzer.Tests.Frameworks;
using InitAnalyzer.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitAnalyzer.Tests.Documentation;

/// <summary>Compiles and analyses the C# of a page, as a reader would who puts the usual usings above it.</summary>
internal static class SnippetAnalysis
{
    /// <summary>The diagnostics of the analyzer; fails the test where the code does not compile.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> RunAsync(string name, string code)
    {
        var tree = CSharpSyntaxTree.ParseText(UsingsOf(code) + code, new CSharpParseOptions(LanguageVersion.CSharp12), path: name);
        var compilation = CSharpCompilation.Create(
            "Snippet",
            AnnotationsOf(code).Prepend(tree),
            ReferencesOf(code),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        var errors = compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);
        Assert.True(!errors.Any(), $"{name} does not compile without warnings:\n{string.Join('\n', errors)}\n{code}");

        var analysed = compilation.WithAnalyzers([new InitializationAnalyzer()]);
        var diagnostics = await analysed.GetAnalyzerDiagnosticsAsync(CancellationToken.None);
        return [.. diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)];
    }

    /// <summary>Code that is not about TorchSharp brings usings of its own.</summary>
    private static string UsingsOf(string code) => code.StartsWith("using ", StringComparison.Ordinal) ? "" : Verify.Usings;

    private static ImmutableArray<MetadataReference> ReferencesOf(string code) =>
        Regex.Match(code, "^using (static )?(?<framework>Tensorflow|Keras|InitAnalyzer.ML)\\b", RegexOptions.Multiline).Groups["framework"].Value switch
        {
            "Tensorflow" => References.Net80.Add(Stubs.Of("TensorFlowNet")),
            "Keras" => References.Net80.Add(Stubs.Of("KerasNet")),
            "InitAnalyzer.ML" => References.Net80.Add(Stubs.Of("MlNet")),
            _ => References.Net80AndTorchSharp,
        };

    private static IEnumerable<SyntaxTree> AnnotationsOf(string code) => code.Contains("using InitAnalyzer.Annotations;", StringComparison.Ordinal)
        ? [CSharpSyntaxTree.ParseText(Repository.ReadText("nuget", "annotations", "InitAnalyzer.Annotations.cs"), new CSharpParseOptions(LanguageVersion.CSharp12))]
        : [];

    /// <summary>Asserts that the marked lines, and no others, are reported.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> CheckMarkersAsync(string name, string code)
    {
        var diagnostics = await RunAsync(name, code);
        var usings = UsingsOf(code).Count(character => character == '\n');
        var reported = diagnostics.Select(diagnostic =>
            new ReportedDiagnostic(name, diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1 - usings, diagnostic.Id));
        Assert.Equal(Markers.Read(name, code).Order(), reported.Order());
        return diagnostics;
    }
}
