using System.Text;
using InitAnalyzer.TestSupport;

namespace InitAnalyzer.Tests.Documentation;

/// <summary>The presets, their page and the release tracking follow from the rules.</summary>
[Collection(DocumentationCollection.Name)]
public class PresetTests
{
    public static TheoryData<string> ModesWithFile => new(Presets.ModesWithFile);

    [Theory]
    [MemberData(nameof(ModesWithFile))]
    public void Preset_follows_from_the_rules(string mode) =>
        GeneratedText.CheckFile(Presets.FileOf(mode), Presets.Write(mode));

    [Fact]
    public void There_are_no_other_presets() => Assert.Equal(
        Presets.ModesWithFile.Select(mode => Path.GetFileName(Presets.FileOf(mode))).Order(StringComparer.Ordinal),
        Directory.GetFiles(Repository.PathOf("nuget", "presets")).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));

    [Fact]
    public void Build_file_knows_the_same_modes()
    {
        var targets = Repository.ReadText("nuget", "build", "InitAnalyzer.targets");
        Assert.Contains($"InitAnalyzerMode = {string.Join(" | ", Presets.Modes)}", targets, StringComparison.Ordinal);
        Assert.Contains($"which is none of: {string.Join(", ", Presets.Modes)}.", targets, StringComparison.Ordinal);
        Assert.All(Presets.Modes, mode => Assert.Contains($"'$(_InitAnalyzerMode)' == '{mode}'", targets, StringComparison.Ordinal));
    }

    [Fact]
    public void Page_shows_the_presets()
    {
        var table = new StringBuilder($"| rule | {string.Join(" | ", Presets.Modes.Select(mode => $"`{mode}`"))} |\n|---|---|---|---|---|\n");
        foreach (var rule in RuleFacts.Descriptors)
        {
            var severities = Presets.Modes.Select(mode => Presets.Severity(mode, rule));
            table.Append($"| [{rule.Id}](rules/{rule.Id}.md) {RuleFacts.Title(rule)} | {string.Join(" | ", severities)} |\n");
        }

        GeneratedText.CheckBlock("docs/configuration.md", "presets", table.ToString());
    }

    [Fact]
    public void Release_tracking_lists_exactly_the_rules()
    {
        var rows = new[] { "AnalyzerReleases.Shipped.md", "AnalyzerReleases.Unshipped.md" }
            .SelectMany(file => Repository.ReadText("src", "InitAnalyzer", file).Split('\n'))
            .Where(line => line.StartsWith("INIT", StringComparison.Ordinal))
            .Select(line => string.Join(" | ", line.Split('|').Select(cell => cell.Trim())))
            .Order(StringComparer.Ordinal);
        Assert.Equal(
            RuleFacts.Descriptors.Select(rule => $"{rule.Id} | {rule.Category} | {rule.DefaultSeverity} | {RuleFacts.Title(rule)}"),
            rows);
    }

    [Fact]
    public void Release_notes_name_every_rule() =>
        Assert.All(
            RuleFacts.Descriptors,
            rule => Assert.Contains($"- {rule.Id} {RuleFacts.Title(rule)}", Repository.ReadText("nuget", "RELEASE_NOTES.md"), StringComparison.Ordinal));
}
