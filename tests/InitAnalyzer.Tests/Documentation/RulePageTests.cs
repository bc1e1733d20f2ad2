using System.Text;
using InitAnalyzer.TestSupport;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Tests.Documentation;

/// <summary>The pages under docs/rules agree with the rules.</summary>
[Collection(DocumentationCollection.Name)]
public class RulePageTests
{
    public static TheoryData<string> Ids => new(RuleFacts.Ids);

    /// <summary>The rules about C#; those about settings and declarations have their examples in <see cref="SettingPageTests"/> and <see cref="FrameworkPageTests"/>.</summary>
    public static TheoryData<string> IdsWithCode => new(RuleFacts.Ids.Where(RuleFacts.IsAboutCode));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Help_link_leads_to_the_page(string id)
    {
        Assert.Equal(
            $"https://github.com/init-analyzer/InitAnalyzer/blob/main/{RuleFacts.PageOf(id)}",
            RuleFacts.Descriptor(id).HelpLinkUri);
        Assert.True(File.Exists(Repository.PathOf(RuleFacts.PageOf(id))), $"{RuleFacts.PageOf(id)} is missing.");
    }

    [Fact]
    public void Every_page_has_a_rule()
    {
        var pages = Directory.GetFiles(Repository.PathOf("docs", "rules"), "*.md")
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Where(name => name != "README")
            .Order(StringComparer.Ordinal);
        Assert.Equal(RuleFacts.Ids, pages);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Title_is_that_of_the_rule(string id) =>
        Assert.Equal($"# {id}: {RuleFacts.Title(RuleFacts.Descriptor(id))}", Page(id).FirstLine);

    [Theory]
    [MemberData(nameof(Ids))]
    public void Headings_are_the_same_on_every_page(string id) =>
        Assert.Equal(["Why", "Wrong code", "Right code", "The numbers", "How to configure"], Page(id).Sections);

    [Theory]
    [MemberData(nameof(Ids))]
    public void Facts_are_those_of_the_rule(string id)
    {
        var rule = RuleFacts.Descriptor(id);
        GeneratedText.CheckBlock(
            RuleFacts.PageOf(id),
            "rule",
            $"""
            | | |
            |---|---|
            | ID | {rule.Id} |
            | Category | {rule.Category} |
            | Severity | {rule.DefaultSeverity} |
            | Enabled by default | {(rule.IsEnabledByDefault ? "yes" : "no")} |
            | Code fix | {RuleFacts.HasFix(rule)} |
            """);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Numbers_are_those_of_the_theory(string id) =>
        GeneratedText.CheckBlock(RuleFacts.PageOf(id), "numbers", NumberTables.For(id));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Configuration_is_that_of_the_presets(string id)
    {
        var rule = RuleFacts.Descriptor(id);
        var modes = Presets.Modes.Select(mode => $"| `{mode}` | {Presets.Severity(mode, rule)} |\n");
        if (!RuleFacts.IsAboutCode(id))
        {
            // It stands at no place in source, or not always, so nothing that is said of places reaches it.
            GeneratedText.CheckBlock(
                RuleFacts.PageOf(id),
                "configure",
                $"""
                In a global configuration file, such as `.globalconfig` beside the project:

                ```ini
                is_global = true
                dotnet_diagnostic.{id}.severity = suggestion   # error, warning, suggestion, silent or none
                ```

                or, in the project file, by `<NoWarn>$(NoWarn);{id}</NoWarn>`.

                For all rules at once, by the MSBuild property `InitAnalyzerMode` (see [configuration](../configuration.md)):

                | `InitAnalyzerMode` | {id} |
                |---|---|
                {string.Concat(modes)}
                """);
            return;
        }

        GeneratedText.CheckBlock(
            RuleFacts.PageOf(id),
            "configure",
            $"""
            In `.editorconfig`, for some folders or all:

            ```ini
            [*.cs]
            dotnet_diagnostic.{id}.severity = suggestion   # error, warning, suggestion, silent or none
            ```

            At one place, with the reason:

            ```cs
            #pragma warning disable {id} // as published
            ...
            #pragma warning restore {id}
            ```

            or by `[SuppressMessage("{rule.Category}", "{id}", Justification = "...")]` on the member or the type.

            For all rules at once, by the MSBuild property `InitAnalyzerMode` (see [configuration](../configuration.md)):

            | `InitAnalyzerMode` | {id} |
            |---|---|
            {string.Concat(modes)}
            """);
    }

    [Theory]
    [MemberData(nameof(IdsWithCode))]
    public async Task Wrong_code_is_reported_by_this_rule_alone(string id)
    {
        var blocks = Page(id).CodeBlocks("Wrong code");
        Assert.NotEmpty(blocks);
        for (var i = 0; i < blocks.Count; i++)
        {
            var diagnostics = await SnippetAnalysis.CheckMarkersAsync($"{id}.wrong{i}.cs", blocks[i]);
            Assert.Equal([id], diagnostics.Select(diagnostic => diagnostic.Id).Distinct());
        }
    }

    [Theory]
    [MemberData(nameof(IdsWithCode))]
    public async Task Right_code_is_silent(string id)
    {
        var blocks = Page(id).CodeBlocks("Right code");
        Assert.NotEmpty(blocks);
        for (var i = 0; i < blocks.Count; i++)
        {
            Assert.Empty(await SnippetAnalysis.CheckMarkersAsync($"{id}.right{i}.cs", blocks[i]));
        }
    }

    [Theory]
    [InlineData("docs/rules/README.md", "")]
    [InlineData("README.md", "docs/rules/")]
    [InlineData("nuget/README.md", "https://github.com/init-analyzer/InitAnalyzer/blob/main/docs/rules/")]
    public void Index_lists_the_rules(string page, string folder)
    {
        var table = new StringBuilder("| ID | finds | severity | fix |\n|---|---|---|---|\n");
        foreach (var rule in RuleFacts.Descriptors)
        {
            table.Append($"| [{rule.Id}]({folder}{rule.Id}.md) | {RuleFacts.Title(rule)} | {rule.DefaultSeverity} | {RuleFacts.HasFix(rule)} |\n");
        }

        GeneratedText.CheckBlock(page, "rules", table.ToString());
    }

    private static MarkdownPage Page(string id) => MarkdownPage.Read(RuleFacts.PageOf(id));
}
