using InitAnalyzer.Configuration;
using InitAnalyzer.TestSupport;
using InitAnalyzer.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using static InitAnalyzer.Tests.Rules.RuleTest;

namespace InitAnalyzer.Tests.Documentation;

/// <summary>The page about settings shows all of them, and its examples are read as it says.</summary>
[Collection(DocumentationCollection.Name)]
public class SettingPageTests
{
    private static readonly MarkdownPage s_page = MarkdownPage.Read(RuleFacts.PageOf(RuleFacts.SettingRule));

    [Fact]
    public void Configuration_lists_the_settings() =>
        GeneratedText.CheckBlock("docs/configuration.md", "settings", NumberTables.Settings());

    [Fact]
    public void Release_notes_name_the_settings() => Assert.All(
        SettingCatalog.All,
        setting => Assert.Contains(setting.Key["init_analyzer.".Length..], Repository.ReadText("nuget", "RELEASE_NOTES.md"), StringComparison.Ordinal));

    [Fact]
    public async Task Wrong_settings_are_reported()
    {
        foreach (var block in s_page.Blocks("ini", "Wrong code"))
        {
            // What stands behind '#' says which line is meant; the file itself has it too.
            var unreadable = block.Split('\n').Count(line => line.Contains("# INIT901", StringComparison.Ordinal));
            Assert.NotEqual(0, unreadable);
            var test = Test(block);
            test.TestState.ExpectedDiagnostics.AddRange(Enumerable.Repeat(new DiagnosticResult("INIT901", DiagnosticSeverity.Warning), unreadable));
            await test.RunAsync();
        }
    }

    [Fact]
    public async Task Right_settings_are_not()
    {
        foreach (var block in s_page.Blocks("ini", "Right code"))
        {
            await Test(block).RunAsync();
        }
    }

    private static Verify.AnalyzerTest Test(string configuration)
    {
        var test = new Verify.AnalyzerTest(Hidden("init.kaiming_uniform_(fc.weight);", "h.relu()"));
        test.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", "root = true\n\n" + configuration));
        return test;
    }
}
