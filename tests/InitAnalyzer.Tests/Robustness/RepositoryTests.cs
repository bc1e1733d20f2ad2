using System.Collections.Immutable;
using InitAnalyzer.Tests.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace InitAnalyzer.Tests.Robustness;

/// <summary>The analyzer over every C# file of this repository, together and one by one.</summary>
public class RepositoryTests
{
    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.Latest);

    /// <summary>Everything that the tests themselves run with: the analyzer, Roslyn, xunit, TorchSharp.</summary>
    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private static readonly CSharpCompilation Empty = CSharpCompilation.Create(
        "Repository",
        references: References,
        options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    private static readonly SyntaxTree ImplicitUsings = CSharpSyntaxTree.ParseText(
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """,
        Parsing,
        "/usings.cs");

    private static readonly Lazy<ImmutableArray<SyntaxTree>> Trees = new(() =>
        [.. TestSources.Files.Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), Parsing, path))]);

    [Fact]
    public async Task All_files_together() =>
        await Analysis.Run(Empty.AddSyntaxTrees(Trees.Value.Add(ImplicitUsings)));

    [Fact]
    public async Task Each_file_by_itself()
    {
        foreach (var tree in Trees.Value)
        {
            await Analysis.Run(Empty.AddSyntaxTrees(tree, ImplicitUsings));
        }
    }

    /// <summary>As a program: a file with top-level statements is one more way to look at a file.</summary>
    [Fact]
    public async Task Each_file_as_a_program()
    {
        var program = Empty.WithOptions(Empty.Options.WithOutputKind(OutputKind.ConsoleApplication));
        foreach (var tree in Trees.Value.Where(tree => tree.FilePath.Contains("Tests", StringComparison.Ordinal)))
        {
            await Analysis.Run(program.AddSyntaxTrees(tree));
        }
    }
}
