using System.Collections.Immutable;
using InitAnalyzer.Tests.Reading;
using InitAnalyzer.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace InitAnalyzer.Tests.Robustness;

/// <summary>The sources of this repository, and the programs that its tests are made of.</summary>
internal static class TestSources
{
    private static readonly Lazy<ImmutableArray<string>> LazyFiles = new(FindFiles);
    private static readonly Lazy<ImmutableArray<string>> LazyPrograms = new(FindPrograms);

    /// <summary>The tables of programs.</summary>
    public static readonly ImmutableArray<ProgramTable> Tables =
    [
        DeclarationTests.Programs, SequentialTests.Programs, FlowTests.Programs, BlockTests.Programs,
        InitializerCallTests.Programs, SilenceTests.Programs,
    ];

    /// <summary>The paths of every C# file of the repository.</summary>
    public static ImmutableArray<string> Files => LazyFiles.Value;

    /// <summary>
    /// Every program of the tests, without markup and with the usual usings: those of the tables, and every string
    /// literal of a test's source that defines a network.
    /// </summary>
    public static ImmutableArray<string> Programs => LazyPrograms.Value;

    /// <summary>A source with its markup taken out.</summary>
    public static string WithoutMarkup(string markup)
    {
        TestFileMarkupParser.GetSpans(markup, out var source, out ImmutableDictionary<string, ImmutableArray<Microsoft.CodeAnalysis.Text.TextSpan>> _);
        return source;
    }

    private static string Root()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "InitAnalyzer.sln")))
            {
                return directory.FullName;
            }
        }

        throw new InvalidOperationException("The tests do not run inside the repository.");
    }

    private static ImmutableArray<string> FindFiles()
    {
        var root = Root();
        string[] generated = ["bin", "obj", ".git", "artifacts"];
        return
        [
            .. Directory
                .EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
                .Where(path => !Path.GetRelativePath(root, path).Split(Path.DirectorySeparatorChar).Intersect(generated).Any())
                .Order(StringComparer.Ordinal),
        ];
    }

    private static ImmutableArray<string> FindPrograms()
    {
        var fromTables = Tables.SelectMany(table => table).SelectMany(program => program.Value);
        var fromLiterals = Files
            .Where(path => path.Contains("Tests", StringComparison.Ordinal))

            // Programs that are extreme already stay as they are.
            .Where(path => !path.EndsWith("ExtremeProgramTests.cs", StringComparison.Ordinal))
            .Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path)))
            .SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<LiteralExpressionSyntax>())
            .Select(literal => literal.Token.ValueText)
            .Where(text => text.Contains("Module<Tensor", StringComparison.Ordinal) && text.Contains('{', StringComparison.Ordinal));
        return [.. fromTables.Concat(fromLiterals).Select(program => Verify.Usings + WithoutMarkup(program)).Distinct()];
    }
}

/// <summary>The collection of sources itself: a test over nothing would pass.</summary>
public class TestSourcesTests
{
    [Fact]
    public void There_are_files_and_programs()
    {
        Assert.True(TestSources.Files.Length > 100, $"{TestSources.Files.Length} files");
        Assert.Contains(TestSources.Files, path => path.EndsWith("InitializationAnalyzer.cs", StringComparison.Ordinal));
        Assert.True(TestSources.Programs.Length > 250, $"{TestSources.Programs.Length} programs");
        Assert.DoesNotContain(TestSources.Programs, program => program.Contains("{|", StringComparison.Ordinal));
    }
}
