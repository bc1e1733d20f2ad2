using System.Text.RegularExpressions;
using InitAnalyzer.TestSupport;

namespace InitAnalyzer.Tests.Documentation;

/// <summary>As much of Markdown as these pages use.</summary>
internal sealed partial class MarkdownPage
{
    private MarkdownPage(string path, string text) => (Path, Text) = (path, text);

    /// <summary>The path from the root of the repository.</summary>
    public string Path { get; }

    public string Text { get; }

    public string FirstLine => Text[..Text.IndexOf('\n')];

    /// <summary>The headings of the second level, in order.</summary>
    public IEnumerable<string> Sections => SectionHeading().Matches(Text).Select(match => match.Groups["title"].Value);

    public static MarkdownPage Read(string path) => new(path, Repository.ReadText(path));

    /// <summary>The C# of a section, or of the whole page where none is named, block by block.</summary>
    public IReadOnlyList<string> CodeBlocks(string? section = null) => Blocks("csharp", section);

    /// <summary>The code of one language in a section, or in the whole page where none is named, block by block.</summary>
    public IReadOnlyList<string> Blocks(string language, string? section = null) =>
        [.. CodeFence().Matches(section is null ? Text : SectionText(section))
            .Where(match => match.Groups["language"].Value == language)
            .Select(match => match.Groups["code"].Value)];

    /// <summary>What the page links to, without the part after '#'.</summary>
    public IEnumerable<string> LinkTargets =>
        Link().Matches(AnyFence().Replace(Text, "")).Select(match => match.Groups["target"].Value);

    private string SectionText(string section)
    {
        var start = Text.IndexOf($"\n## {section}\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"{Path} has no section '## {section}'.");
        var end = Text.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        return end < 0 ? Text[start..] : Text[start..end];
    }

    [GeneratedRegex(@"^## (?<title>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex SectionHeading();

    [GeneratedRegex(@"^```(?<language>\w*)\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex CodeFence();

    [GeneratedRegex(@"^```.*?^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex AnyFence();

    [GeneratedRegex(@"\]\((?<target>[^)#\s]*)(#[^)]*)?\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Link();
}
