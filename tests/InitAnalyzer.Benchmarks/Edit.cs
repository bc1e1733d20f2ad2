using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace InitAnalyzer.Benchmarks;

/// <summary>What an editor waits for after each change of a file: the diagnostics of that file, in a compilation whose other files are as they were.</summary>
internal static class Edit
{
    private const int WarmUps = 200;
    private const int Runs = 15;

    /// <summary>Measures some files of a compilation; without any, the longest one.</summary>
    public static void Run(SourceSet sources, IReadOnlyList<string> files)
    {
        var compilation = sources.Compile(concurrent: true);
        compilation.GetDiagnostics();
        var trees = files.Count > 0
            ? [.. files.Select(file => compilation.SyntaxTrees.Single(tree => Path.GetFullPath(tree.FilePath) == Path.GetFullPath(file)))]
            : compilation.SyntaxTrees.OrderByDescending(tree => tree.GetText().Lines.Count).Take(1).ToImmutableArray();
        Console.WriteLine($"{sources.Name}: {sources.Files} files, {sources.Lines} lines");
        Console.WriteLine("  lines   nothing      ours  analysis  diagnostics");
        foreach (var tree in trees)
        {
            Run(compilation, tree);
        }
    }

    private static void Run(CSharpCompilation compilation, SyntaxTree tree)
    {
        var (nothing, ours) = (new List<double>(), new List<double>());
        var found = 0;
        for (var run = -WarmUps; run < Runs; run++)
        {
            var (withNothing, withOurs) = (Measure(withOurs: false), Measure(withOurs: true));
            if (run >= 0)
            {
                nothing.Add(withNothing);
                ours.Add(withOurs);
            }
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{tree.GetText().Lines.Count,7} {nothing.Median(),6:F1} ms {ours.Median(),6:F1} ms {ours.Median() - nothing.Median(),6:F1} ms  {found} in {tree.FilePath}"));

        double Measure(bool withOurs)
        {
            var changed = CSharpSyntaxTree.ParseText(SourceText.From(tree.GetText() + "\n"), (CSharpParseOptions)tree.Options, tree.FilePath);
            var edited = compilation.ReplaceSyntaxTree(tree, changed);

            // An editor shows errors first; that makes the symbols of what the file uses.
            edited.GetSemanticModel(changed).GetDiagnostics();
            GC.Collect();
            var start = System.Diagnostics.Stopwatch.GetTimestamp();
            var diagnostics = Measured.AnalyzeFile(edited, changed, withOurs);
            var time = System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            found = withOurs ? diagnostics.Length : found;
            return time;
        }
    }
}
