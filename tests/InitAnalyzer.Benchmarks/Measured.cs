using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitAnalyzer.Benchmarks;

/// <summary>
/// The three things that are timed. All diagnostics are asked for, the compiler's too, so that everything is bound as a build does;
/// what the analysis costs is the difference between InitAnalyzer and an analyzer that does nothing.
/// </summary>
internal static class Measured
{
    private static readonly ImmutableArray<DiagnosticAnalyzer> s_nothing = [new NoAnalyzer()];
    private static readonly ImmutableArray<DiagnosticAnalyzer> s_ours = [new InitializationAnalyzer()];

    /// <summary>Parses, binds and emits; what cannot be emitted is bound.</summary>
    public static bool Compile(SourceSet sources)
    {
        var compilation = sources.Compile(concurrent: true);
        if (compilation.Emit(Stream.Null).Success)
        {
            return true;
        }

        compilation.GetDiagnostics();
        return false;
    }

    public static ImmutableArray<Diagnostic> AnalyzeWithNothing(SourceSet sources) => Analyze(sources, s_nothing);

    public static ImmutableArray<Diagnostic> AnalyzeWithOurs(SourceSet sources) => Analyze(sources, s_ours);

    /// <summary>The time spent in the analyzer's own callbacks, as the compiler's /reportanalyzer counts it.</summary>
    public static TimeSpan OwnTime(SourceSet sources)
    {
        var result = WithAnalyzers(sources, s_ours).GetAnalysisResultAsync(CancellationToken.None).GetAwaiter().GetResult();
        return result.AnalyzerTelemetryInfo.Values.Single().ExecutionTime;
    }

    private static ImmutableArray<Diagnostic> Analyze(SourceSet sources, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        var diagnostics = WithAnalyzers(sources, analyzers).GetAllDiagnosticsAsync(CancellationToken.None).GetAwaiter().GetResult();
        var ids = analyzers[0].SupportedDiagnostics.Select(descriptor => descriptor.Id).ToHashSet();
        return [.. diagnostics.Where(diagnostic => ids.Contains(diagnostic.Id))];
    }

    /// <summary>What an editor asks for a file that is open: the diagnostics of that file alone.</summary>
    public static ImmutableArray<Diagnostic> AnalyzeFile(CSharpCompilation compilation, SyntaxTree tree, bool withOurs) =>
        WithAnalyzers(compilation, withOurs ? s_ours : s_nothing)
            .GetAnalyzerSemanticDiagnosticsAsync(compilation.GetSemanticModel(tree), filterSpan: null, CancellationToken.None).GetAwaiter().GetResult();

    private static CompilationWithAnalyzers WithAnalyzers(SourceSet sources, ImmutableArray<DiagnosticAnalyzer> analyzers) =>
        WithAnalyzers(sources.Compile(concurrent: true), analyzers);

    private static CompilationWithAnalyzers WithAnalyzers(CSharpCompilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers) =>
        compilation.WithAnalyzers(analyzers, new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]),
            onAnalyzerException: (exception, _, _) => throw new InvalidOperationException("The analyzer failed.", exception),
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: true));

#pragma warning disable RS1001, RS1036, RS2008 // Not an analyzer that anybody loads.
    private sealed class NoAnalyzer : DiagnosticAnalyzer
    {
        private static readonly DiagnosticDescriptor s_never = new("NONE000", "Never", "Never", "None", DiagnosticSeverity.Warning, isEnabledByDefault: true);

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [s_never];

        public override void Initialize(AnalysisContext context)
        {
            context.EnableConcurrentExecution();
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze);
            context.RegisterCompilationStartAction(start => start.RegisterSymbolAction(_ => { }, SymbolKind.NamedType));
        }
    }
#pragma warning restore RS1001, RS1036, RS2008
}
