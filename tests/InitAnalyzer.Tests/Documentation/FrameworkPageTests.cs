using InitAnalyzer.TestSupport;
using InitAnalyzer.Tests.Frameworks;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Tests.Documentation;

/// <summary>The pages about frameworks, and about declaring layers, show code and declarations that are read as they say.</summary>
[Collection(DocumentationCollection.Name)]
public class FrameworkPageTests
{
    /// <summary>A library that the examples of declarations speak of.</summary>
    private const string Own =
        """
        namespace Own
        {
            public enum Act { Relu, ReLU, Curve }

            public class Init
            {
                public static readonly Init He = new(), Xavier = new();

                public static Init Normal(double sigma) => new();
            }
        """;

    [Theory]
    [InlineData("docs/frameworks/keras.md")]
    [InlineData("docs/frameworks/mlnet.md")]
    [InlineData("docs/frameworks/declared.md")]
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
    public async Task Every_line_of_the_example_is_read() =>
        Assert.Empty(await Declare(Assert.Single(MarkdownPage.Read("docs/frameworks/declared.md").Blocks("text")), fields: true));

    [Theory]
    [InlineData("Wrong code")]
    [InlineData("Right code")]
    public async Task Declarations_are_reported_as_marked(string section)
    {
        var block = Assert.Single(MarkdownPage.Read(RuleFacts.PageOf(RuleFacts.DeclarationRule)).Blocks("text", section));
        var marked = block.Split('\n').Select((line, index) => (line, index)).Where(item => item.line.Contains("# INIT902", StringComparison.Ordinal)).Select(item => item.index);
        Assert.Equal(marked, (await Declare(block, fields: false)).Select(diagnostic => diagnostic.Location.GetLineSpan().StartLinePosition.Line));
    }

    private static async Task<IEnumerable<Diagnostic>> Declare(string text, bool fields)
    {
        var library = (fields ? Own : Own.Replace("static readonly Init He = new(), Xavier = new();", "static Init He => new(); public static Init Xavier => new();", StringComparison.Ordinal))
            + "\n    public class Layer { public static Layer Dense(int inputs, int outputs, Act act, Init init) => new(); }"
            + "\n    public class Dense { public Dense(int n, int m, Act act, Init init) { } }"
            + "\n    public class Network { public Network(params Layer[] layers) { } }\n}\n";
        var style = new Style(Stubs.Compile("Own", library), "") { AdditionalFiles = [("/own.initanalyzer.txt", text)] };
        return (await style.RunWithFiles("class Program { }")).OrderBy(diagnostic => diagnostic.Location.GetLineSpan().StartLinePosition.Line);
    }
}
