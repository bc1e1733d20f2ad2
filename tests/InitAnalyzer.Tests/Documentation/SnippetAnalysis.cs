using System.Collections.Immutable;
using InitAnalyzer.TestSupport;
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
        var tree = CSharpSyntaxTree.ParseText(Verify.Usings + code, new CSharpParseOptions(LanguageVersion.CSharp12), path: name);
        var compilation = CSharpCompilation.Create(
            "Snippet",
            [tree],
            References.Net80AndTorchSharp,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        var errors = compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);
        Assert.True(!errors.Any(), $"{name} does not compile without warnings:\n{string.Join('\n', errors)}\n{code}");

        var analysed = compilation.WithAnalyzers([new InitializationAnalyzer()]);
        var diagnostics = await analysed.GetAnalyzerDiagnosticsAsync(CancellationToken.None);
        return [.. diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)];
    }

    /// <summary>Asserts that the marked lines, and no others, are reported.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> CheckMarkersAsync(string name, string code)
    {
        var diagnostics = await RunAsync(name, code);
        var usings = Verify.Usings.Count(character => character == '\n');
        var reported = diagnostics.Select(diagnostic =>
            new ReportedDiagnostic(name, diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1 - usings, diagnostic.Id));
        Assert.Equal(Markers.Read(name, code).Order(), reported.Order());
        return diagnostics;
    }
}
