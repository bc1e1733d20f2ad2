using System.Collections.Immutable;
using InitAnalyzer.Configuration;
using InitAnalyzer.Reading;
using InitAnalyzer.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitAnalyzer;

/// <summary>The one analyzer: reads each type into the model once, and lets every rule look at it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InitializationAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => RuleCatalog.Descriptors;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze);
        context.RegisterCompilationStartAction(start =>
        {
            if (NetworkReader.TryCreate(start.Compilation, start.CancellationToken) is not { } reader)
            {
                return;
            }

            start.RegisterSymbolAction(
                symbol =>
                {
                    var type = reader.Read((INamedTypeSymbol)symbol.Symbol, symbol.CancellationToken);
                    foreach (var rule in RuleCatalog.All)
                    {
                        foreach (var diagnostic in rule.Examine(type, RuleSettings.Default))
                        {
                            symbol.ReportDiagnostic(diagnostic);
                        }
                    }
                },
                SymbolKind.NamedType);
        });
    }
}
