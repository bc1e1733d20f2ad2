using System.Collections.Immutable;
using InitAnalyzer.Configuration;
using InitAnalyzer.Model;
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

            var settings = new SettingsReader(start.Options.AnalyzerConfigOptionsProvider);
            ReportUnreadable(settings, start);
            start.RegisterSymbolAction(
                symbol =>
                {
                    var named = (INamedTypeSymbol)symbol.Symbol;
                    if (named.DeclaringSyntaxReferences.IsEmpty)
                    {
                        return;
                    }

                    var own = settings.For(named.DeclaringSyntaxReferences[0].SyntaxTree);
                    var type = reader.Read(named, own.MinimumDepth, placement => SettledPlacement.IsSilent(placement, own), symbol.CancellationToken);
                    if (ReferenceEquals(type, TypeModel.Nothing))
                    {
                        return;
                    }

                    foreach (var rule in RuleCatalog.All)
                    {
                        foreach (var diagnostic in rule.Examine(type, own))
                        {
                            symbol.ReportDiagnostic(diagnostic);
                        }
                    }
                },
                SymbolKind.NamedType);
        });
    }

    /// <summary>Each value once, while the first file that it is set for is looked at; so editors show it as builds do.</summary>
    private static void ReportUnreadable(SettingsReader settings, CompilationStartAnalysisContext start)
    {
        var unreadable = settings
            .Unreadable(start.Compilation.SyntaxTrees, start.CancellationToken)
            .ToLookup(item => item.Tree, item => item.Value);
        if (unreadable.Count == 0)
        {
            return;
        }

        start.RegisterSyntaxTreeAction(tree =>
        {
            foreach (var value in unreadable[tree.Tree])
            {
                tree.ReportDiagnostic(INIT901_SettingCannotBeRead.ToDiagnostic(value));
            }
        });
    }
}
