using System.Collections.Immutable;
using InitAnalyzer.Tests.Reading;
using InitAnalyzer.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Xunit;

namespace InitAnalyzer.Tests.Robustness;

/// <summary>
/// Some hundred programs in one compilation, each in a namespace of its own: what is reported depends neither on the
/// other programs, nor on order, nor on concurrency.
/// </summary>
public class DeterminismTests
{
    private static readonly Lazy<ImmutableArray<ImmutableArray<SyntaxTree>>> Programs = new(Build);

    private static ImmutableArray<SyntaxTree> Trees => [.. Programs.Value.SelectMany(program => program)];

    [Fact]
    public async Task Programs_side_by_side_report_what_each_reports_alone()
    {
        var compilation = Analysis.Compile(Trees);
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        var alone = ImmutableArray.CreateBuilder<string>();
        foreach (var program in Programs.Value)
        {
            alone.AddRange(await Describe(program, isConcurrent: false));
        }

        Assert.NotEmpty(alone);
        AssertSame(alone.Order(StringComparer.Ordinal), (await Describe(Trees, isConcurrent: true)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Concurrent_and_sequential_analysis_report_the_same()
    {
        var sequential = await Describe(Trees, isConcurrent: false);
        Assert.NotEmpty(sequential);
        for (var i = 0; i < 5; i++)
        {
            AssertSame(sequential, await Describe(Trees, isConcurrent: true));
        }
    }

    [Fact]
    public async Task The_order_of_files_does_not_matter()
    {
        var inOrder = await Describe(Trees, isConcurrent: true);
        Assert.NotEmpty(inOrder);
        AssertSame(inOrder, await Describe(Trees.Reverse(), isConcurrent: true));
        for (var seed = 0; seed < 3; seed++)
        {
            var shuffled = Trees.ToArray();
            new Random(seed).Shuffle(shuffled);
            AssertSame(inOrder, await Describe(shuffled, isConcurrent: true));
        }
    }

    /// <summary>The same compilation twice: nothing is left over from the first run.</summary>
    [Fact]
    public async Task A_second_run_reports_the_same()
    {
        var compilation = Analysis.Compile(Trees);
        AssertSame((await Analysis.Run(compilation)).Select(Analysis.Describe), (await Analysis.Run(compilation)).Select(Analysis.Describe));
    }

    /// <summary>As in an editor: most files of a compilation are those of the one before.</summary>
    [Fact]
    public async Task An_analyzer_that_has_seen_files_before_reports_what_a_new_one_does()
    {
        var random = new Random(1);
        var analyzer = new InitializationAnalyzer();
        var programs = Programs.Value;
        var reports = new HashSet<string>();
        for (var i = 0; i < 12; i++)
        {
            // Other files come and go, laws are changed, methods get names that others have.
            var trees = programs.Where(_ => random.Next(3) > 0).SelectMany(program => program)
                .Select(tree => random.Next(4) > 0 ? tree : Changed(tree, random.Next(4)))
                .ToImmutableArray();
            var compilation = Analysis.Compile(trees);
            var found = (await Analysis.Run(compilation, analyzer: analyzer)).Select(Analysis.Describe).ToList();
            Assert.NotEmpty(found);
            AssertSame((await Analysis.Run(compilation)).Select(Analysis.Describe), found);
            reports.Add(string.Join("\n", found));
        }

        Assert.Equal(12, reports.Count);

        static SyntaxTree Changed(SyntaxTree tree, int change)
        {
            var text = tree.ToString();
            return Analysis.Parse(
                change switch
                {
                    0 => text.Replace("xavier_", "kaiming_", StringComparison.Ordinal),
                    1 => text.Replace("relu", "tanh", StringComparison.Ordinal),
                    2 => text.Replace("Init", "Prepare", StringComparison.Ordinal).Replace("Make", "Prepare", StringComparison.Ordinal),
                    _ => text.Replace("class Net", "class Block", StringComparison.Ordinal).Replace("public Net(", "public Block(", StringComparison.Ordinal),
                },
                tree.FilePath);
        }
    }

    /// <summary>As in an editor while one file is written: what is known of members may hold, and must not where it does not.</summary>
    [Fact]
    public async Task An_analyzer_that_sees_one_file_change_after_the_other_reports_what_a_new_one_does()
    {
        var random = new Random(2);
        var analyzer = new InitializationAnalyzer();
        var trees = Programs.Value.Where((_, i) => i % 4 == 0).SelectMany(program => program).ToArray();
        var reports = new HashSet<string>();
        for (var i = 0; i < 24; i++)
        {
            var at = random.Next(trees.Length);
            trees[at] = Edited(trees[at], i % 6);
            var compilation = Analysis.Compile([.. trees]);
            var found = (await Analysis.Run(compilation, analyzer: analyzer)).Select(Analysis.Describe).ToList();
            Assert.NotEmpty(found);
            AssertSame((await Analysis.Run(compilation)).Select(Analysis.Describe), found);
            reports.Add(string.Join("\n", found));
        }

        Assert.True(reports.Count > 8, $"{reports.Count} different reports");

        static SyntaxTree Edited(SyntaxTree tree, int edit)
        {
            var text = tree.ToString();
            return Analysis.Parse(
                edit switch
                {
                    // Places alone; words; who may mention what; what there is.
                    0 or 1 => text.Replace("{", "{\n\n", StringComparison.Ordinal),
                    2 => text.Replace("xavier_", "kaiming_", StringComparison.Ordinal),
                    3 => text.Replace("private ", "internal ", StringComparison.Ordinal),
                    4 => text.Replace("relu", "tanh", StringComparison.Ordinal),
                    _ => text + "\nclass Added { int More; }",
                },
                tree.FilePath);
        }
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
            for (var i = 0; i < 10; i++)
            {
                AssertSame(inOrder, await Describe(trees.Reverse(), isConcurrent: false));
            }
        }
    }

    /// <summary>Fails with what only one of them has.</summary>
    private static void AssertSame(IEnumerable<string> expected, IEnumerable<string> found)
    {
        var differences = expected.Except(found).Select(line => "- " + line).Concat(found.Except(expected).Select(line => "+ " + line)).ToList();
        Assert.True(differences.Count == 0, string.Join("\n", differences));
        Assert.Equal(expected, found);
    }

    private static async Task<ImmutableArray<string>> Describe(IEnumerable<SyntaxTree> trees, bool isConcurrent) =>
        [.. (await Analysis.Run(Analysis.Compile(trees), isConcurrent)).Select(Analysis.Describe)];

    private static ImmutableArray<ImmutableArray<SyntaxTree>> Build()
    {
        // A namespace takes no statements, and its usings must come first; a name that is asked for globally would not be found.
        static bool FitsInNamespace(string file) =>
            !file.StartsWith("var ", StringComparison.Ordinal)
            && !file.StartsWith("using ", StringComparison.Ordinal)
            && !file.Contains("global::", StringComparison.Ordinal);

        return
        [
            .. TestSources.Tables
                .SelectMany(table => table)
                .Select(program => program.Value)
                .Where(files => files.All(FitsInNamespace))
                .Select((files, number) => files
                    .Select((file, i) => Analysis.Parse(
                        $"{Verify.Usings}namespace Program{number}\n{{\n{TestSources.WithoutMarkup(file)}\n}}\n",
                        $"/{number:000}_{i}.cs"))
                    .ToImmutableArray()),
        ];
    }
}
