using InitAnalyzer.TestSupport;

namespace InitAnalyzer.Tests.Documentation;

/// <summary>What holds for every page of the repository, and what the README promises.</summary>
[Collection(DocumentationCollection.Name)]
public class PageTests
{
    public static TheoryData<string> Pages => new(FindPages());

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_within_the_repository_lead_somewhere(string path)
    {
        const string Online = "https://github.com/init-analyzer/InitAnalyzer/blob/main/";
        foreach (var target in MarkdownPage.Read(path).LinkTargets.Where(target => target.Length > 0))
        {
            if (target.StartsWith(Online, StringComparison.Ordinal))
            {
                Assert.True(Exists(target[Online.Length..]), $"{path} links to {target}, which is not in the repository.");
            }
            else if (!target.Contains("://", StringComparison.Ordinal))
            {
                Assert.True(Exists(Path.Combine(Path.GetDirectoryName(path)!, target)), $"{path} links to {target}, which does not exist.");
            }
        }
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("nuget/README.md")]
    public async Task Examples_are_reported_as_marked(string path)
    {
        var blocks = MarkdownPage.Read(path).CodeBlocks();
        Assert.NotEmpty(blocks);
        foreach (var block in blocks)
        {
            Assert.NotEmpty(await SnippetAnalysis.CheckMarkersAsync(path, block));
        }
    }

    [Fact]
    public async Task Readme_shows_the_message_of_its_example()
    {
        var page = MarkdownPage.Read("README.md");
        var diagnostic = Assert.Single(await SnippetAnalysis.RunAsync("Net.cs", page.CodeBlocks()[0]));
        var usings = Verifiers.Verify.Usings.Count(character => character == '\n');
        var place = diagnostic.Location.GetLineSpan().StartLinePosition;
        var message = diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
        GeneratedText.CheckBlock(
            "README.md",
            "warning",
            $"""
            ```text
            Net.cs({place.Line + 1 - usings},{place.Character + 1}): warning {diagnostic.Id}: {message}
            ```
            """);
    }

    private static bool Exists(string path) => Path.Exists(Repository.PathOf(path));

    private static IEnumerable<string> FindPages() =>
        new[] { "README.md", "nuget/README.md" }
            .Concat(PagesUnder("docs"))
            .Concat(PagesUnder("samples"))
            .Concat(PagesUnder("tests"));

    private static IEnumerable<string> PagesUnder(string folder) =>
        Directory.EnumerateFiles(Repository.PathOf(folder), "*.md", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            .Where(path => !path.Contains("/bin/", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
}
