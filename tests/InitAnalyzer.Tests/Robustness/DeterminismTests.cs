using System.Collections.Immutable;
using InitAnalyzer.Tests.Reading;
using InitAnalyzer.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace InitAnalyzer.Tests.Robustness;

/// <summary>
/// Some hundred programs in one compilation, each in a namespace of its own: what is reported depends neither on the
/// other programs, nor on order, nor on concurrency.
/// </summary>
public class DeterminismTests
{
    private static readonly Lazy<(ImmutableArray<SyntaxTree> Trees, ImmutableArray<string> Expected)> Lazy = new(Build);

    private static ImmutableArray<SyntaxTree> Trees => Lazy.Value.Trees;

    [Fact]
    public async Task Programs_side_by_side_report_what_each_reports_alone()
    {
        var compilation = Analysis.Compile(Trees);
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        var found = (await Analysis.Run(compilation)).Select(diagnostic =>
            $"{diagnostic.Location.SourceTree!.FilePath} {diagnostic.Id} at {diagnostic.Location.SourceSpan}");
        Assert.Equal(Lazy.Value.Expected.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Concurrent_and_sequential_analysis_report_the_same()
    {
        var sequential = await Describe(Trees, isConcurrent: false);
        Assert.NotEmpty(sequential);
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(sequential, await Describe(Trees, isConcurrent: true));
        }
    }

    [Fact]
    public async Task The_order_of_files_does_not_matter()
    {
        var inOrder = await Describe(Trees, isConcurrent: true);
        Assert.NotEmpty(inOrder);
        Assert.Equal(inOrder, await Describe(Trees.Reverse(), isConcurrent: true));
        for (var seed = 0; seed < 3; seed++)
        {
            var shuffled = Trees.ToArray();
            new Random(seed).Shuffle(shuffled);
            Assert.Equal(inOrder, await Describe(shuffled, isConcurrent: true));
        }
    }

    /// <summary>The same compilation twice: nothing is left over from the first run.</summary>
    [Fact]
    public async Task A_second_run_reports_the_same()
    {
        var compilation = Analysis.Compile(Trees);
        Assert.Equal((await Analysis.Run(compilation)).Select(Analysis.Describe), (await Analysis.Run(compilation)).Select(Analysis.Describe));
    }

    /// <summary>The parts of a partial class in any order, alone.</summary>
    [Fact]
    public async Task The_order_of_the_parts_of_a_class_does_not_matter()
    {
        foreach (var (name, files) in TestSources.Tables.SelectMany(table => table).Where(program => program.Value.Length > 1))
        {
            var trees = files.Select((file, i) => Analysis.Parse(Verify.Usings + TestSources.WithoutMarkup(file), $"/{i}.cs")).ToArray();
            var inOrder = await Describe(trees, isConcurrent: false);
            Assert.True(inOrder.Length > 0, name);
            Assert.Equal(inOrder, await Describe(trees.Reverse(), isConcurrent: false));
        }
    }

    private static async Task<ImmutableArray<string>> Describe(IEnumerable<SyntaxTree> trees, bool isConcurrent) =>
        [.. (await Analysis.Run(Analysis.Compile(trees), isConcurrent)).Select(Analysis.Describe)];

    private static (ImmutableArray<SyntaxTree> Trees, ImmutableArray<string> Expected) Build()
    {
        var trees = ImmutableArray.CreateBuilder<SyntaxTree>();
        var expected = ImmutableArray.CreateBuilder<string>();
        var number = 0;
        foreach (var (_, files) in TestSources.Tables.SelectMany(table => table))
        {
            // A namespace takes no statements, and its usings must come first; a name that is asked for globally would not be found.
            if (files.Any(file => file.StartsWith("var ", StringComparison.Ordinal) || file.StartsWith("using ", StringComparison.Ordinal) || file.Contains("global::", StringComparison.Ordinal)))
            {
                continue;
            }

            number++;
            for (var i = 0; i < files.Length; i++)
            {
                var path = $"/{number:000}_{i}.cs";
                var markup = $"{Verify.Usings}namespace Program{number}\n{{\n{files[i]}\n}}\n";
                TestFileMarkupParser.GetSpans(markup, out var source, out ImmutableDictionary<string, ImmutableArray<Microsoft.CodeAnalysis.Text.TextSpan>> spans);
                trees.Add(Analysis.Parse(source, path));
                expected.AddRange(spans.SelectMany(pair => pair.Value.Select(span => $"{path} {pair.Key} at {span}")));
            }
        }

        return (trees.ToImmutable(), expected.ToImmutable());
    }
}
