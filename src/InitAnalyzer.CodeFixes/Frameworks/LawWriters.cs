using System.Collections.Immutable;
using InitAnalyzer.CodeFixes.Frameworks.TorchSharp;
using InitAnalyzer.Frameworks;
using InitAnalyzer.Frameworks.Declared;
using InitAnalyzer.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace InitAnalyzer.CodeFixes.Frameworks;

/// <summary>The frameworks whose calls can be rewritten.</summary>
internal sealed class LawWriters(IEnumerable<ILawWriter> writers)
{
    private readonly ILawWriter[] _writers = [.. writers];

    /// <summary>One for each framework that the analyzer knows; most are written by their tables.</summary>
    public static readonly LawWriters All = new(
    [
        new TorchSharpWriter(),
        .. FrameworkCatalog.Tables.Where(table => table.LawForms.Count > 0).Select(table => new TableWriter(table)),
    ]);

    public ILawWriter? For(string framework) => Array.Find(_writers, writer => writer.Framework == framework);

    /// <summary>The same with one for the layers that a project declares, where some diagnostics are about those.</summary>
    public async Task<LawWriters> WithDeclared(Project project, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        if (!diagnostics.Any(diagnostic => Prescription.TryRead(diagnostic.Properties, out var prescription) && prescription!.Framework == DeclaredFramework.Name)
            || await project.GetCompilationAsync(cancellationToken).ConfigureAwait(false) is not { } compilation)
        {
            return this;
        }

        var files = new List<(string Path, SourceText Text)>();
        foreach (var document in project.AdditionalDocuments)
        {
            if (DeclarationFile.Is(document.FilePath ?? document.Name))
            {
                files.Add((document.FilePath ?? document.Name, await document.GetTextAsync(cancellationToken).ConfigureAwait(false)));
            }
        }

        return DeclaredFramework.Read(compilation, files, cancellationToken) is { } declared
            ? new LawWriters(_writers.Append(new TableWriter(declared.Table)))
            : this;
    }
}
