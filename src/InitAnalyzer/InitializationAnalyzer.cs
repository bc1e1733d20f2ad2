using System.Collections.Immutable;
using InitAnalyzer.Configuration;
using InitAnalyzer.Frameworks;
using InitAnalyzer.Frameworks.Declared;
using InitAnalyzer.Model;
using InitAnalyzer.Reading;
using InitAnalyzer.Reading.Source;
using InitAnalyzer.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace InitAnalyzer;

/// <summary>The one analyzer: reads each type into the model once, and lets every rule look at it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InitializationAnalyzer : DiagnosticAnalyzer
{
    /// <summary>What files declare, kept from one compilation to the next for as long as the files are as they were.</summary>
    private readonly SyntaxTreeValueProvider<FileOutline> outlines = new(FileOutline.Of);

    private readonly ImmutableArray<FrameworkTable> tables;

    /// <summary>Creates the analyzer for all frameworks that it knows.</summary>
    public InitializationAnalyzer()
        : this(FrameworkCatalog.Tables)
    {
    }

    internal InitializationAnalyzer(ImmutableArray<FrameworkTable> tables) => this.tables = tables;

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => RuleCatalog.Descriptors;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze);
        context.RegisterCompilationStartAction(start =>
        {
            var frameworks = FrameworkCatalog.Bind(start.Compilation, tables);
            if (DeclaredFramework.Read(start.Compilation, FilesOf(start.Options, start.CancellationToken), start.CancellationToken) is { } declared)
            {
                ReportUnreadable(declared, start);
                frameworks = frameworks.Add(new Framework(declared));
            }

            FileOutline Outline(SyntaxTree tree) => start.TryGetValue(tree, outlines, out var outline) ? outline : FileOutline.Of(tree);
            if (NetworkReader.TryCreate(start.Compilation, frameworks, Outline, start.CancellationToken) is not { } reader)
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

    private static IEnumerable<(string Path, SourceText Text)> FilesOf(AnalyzerOptions options, CancellationToken cancellationToken)
    {
        foreach (var file in options.AdditionalFiles)
        {
            if (DeclarationFile.Is(file.Path) && file.GetText(cancellationToken) is { } text)
            {
                yield return (file.Path, text);
            }
        }
    }

    /// <summary>What a user said of layers and cannot be read: in files, where the file is looked at; in source, with the source.</summary>
    private static void ReportUnreadable(DeclaredFramework declared, CompilationStartAnalysisContext start)
    {
        if (declared.Unreadable.Count == 0)
        {
            return;
        }

        var inFiles = declared.Unreadable.Where(item => !item.Location.IsInSource).ToLookup(item => item.Location.GetLineSpan().Path, StringComparer.Ordinal);
        start.RegisterAdditionalFileAction(file =>
        {
            foreach (var item in inFiles[file.AdditionalFile.Path])
            {
                file.ReportDiagnostic(INIT902_DeclarationCannotBeRead.ToDiagnostic(item));
            }
        });
        var inSource = declared.Unreadable.Where(item => item.Location.IsInSource).ToLookup(item => item.Location.SourceTree);
        start.RegisterSyntaxTreeAction(tree =>
        {
            foreach (var item in inSource[tree.Tree])
            {
                tree.ReportDiagnostic(INIT902_DeclarationCannotBeRead.ToDiagnostic(item));
            }
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
