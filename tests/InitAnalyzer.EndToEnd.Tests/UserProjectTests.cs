using InitAnalyzer.TestSupport;

namespace InitAnalyzer.EndToEnd.Tests;

/// <summary>What a user gets who adds the package to a TorchSharp project.</summary>
[Collection(PackedAnalyzerCollection.Name)]
public class UserProjectTests(PackedAnalyzer analyzer)
{
    [Fact]
    public async Task Build_reports_and_format_fixes_everything()
    {
        using var project = await UserProject.CreateAsync(analyzer);
        var expected = project.Expected;
        var source = project.Source.ReplaceLineEndings("\n").Split('\n');

        var before = await project.BuildAsync();
        before.Result.EnsureSuccess();
        Assert.Equal(expected, before.Reported);
        Assert.DoesNotContain(project.OutputFiles, file => file.Contains("InitAnalyzer", StringComparison.Ordinal));

        var format = await project.FormatAsync();
        var fixedSource = project.Source.ReplaceLineEndings("\n").Split('\n');
        var what = $"{project.Source}\n{format.Output}";
        Assert.True(source.Length == fixedSource.Length, what);
        var changed = Enumerable.Range(0, source.Length).Where(line => source[line] != fixedSource[line]).Select(line => line + 1);
        Assert.True(expected.Select(diagnostic => diagnostic.Line).Distinct().SequenceEqual(changed), what);

        var after = await project.BuildAsync();
        after.Result.EnsureSuccess();
        Assert.True(after.Diagnostics.Count == 0, $"{string.Join('\n', after.Diagnostics)}\n{what}");
    }

    [Fact]
    public async Task Mode_sets_the_severities()
    {
        using var project = await UserProject.CreateAsync(analyzer);
        string[] pairRules = ["INIT001", "INIT002", "INIT003", "INIT004", "INIT005"];

        var byDefault = await project.BuildAsync();
        byDefault.Result.EnsureSuccess();
        Assert.Equal(
            [.. pairRules.Select(id => (id, "warning")), ("INIT105", "note"), ("INIT105", "warning")],
            byDefault.Levels);
        Assert.Equal(byDefault.Levels, (await project.BuildAsync("default")).Levels);

        var none = await project.BuildAsync("none");
        none.Result.EnsureSuccess();
        Assert.Empty(none.Diagnostics);

        var strict = await project.BuildAsync("Strict");
        Assert.NotEqual(0, strict.Result.ExitCode);
        Assert.Contains("error INIT001", strict.Result.Output, StringComparison.Ordinal);
        Assert.Equal([.. pairRules.Select(id => (id, "error")), ("INIT105", "error")], strict.Levels);
        Assert.Equal(project.Expected, strict.Reported);

        var research = await project.BuildAsync("research");
        research.Result.EnsureSuccess();
        Assert.Equal([.. pairRules.Select(id => (id, "note")), ("INIT105", "warning")], research.Levels);

        var unknown = await project.BuildAsync("strickt");
        unknown.Result.EnsureSuccess();
        Assert.Contains(
            "warning INIT901: InitAnalyzerMode is 'strickt', which is none of: none, default, strict, research. The default is used.",
            unknown.Result.Output,
            StringComparison.Ordinal);
        Assert.Equal(byDefault.Levels, unknown.Levels);
    }

    [Fact]
    public async Task Editorconfig_wins_over_the_mode()
    {
        using var project = await UserProject.CreateAsync(analyzer);
        project.WriteEditorConfig("[*.cs]\ndotnet_diagnostic.INIT001.severity = none\ndotnet_diagnostic.INIT002.severity = warning\n");

        var strict = await project.BuildAsync("strict");

        Assert.Equal(
            [("INIT002", "warning"), ("INIT003", "error"), ("INIT004", "error"), ("INIT005", "error"), ("INIT105", "error")],
            strict.Levels);
    }

    [Fact]
    public async Task Settings_are_read_and_one_that_cannot_be_is_reported()
    {
        using var project = await UserProject.CreateAsync(analyzer);
        project.WriteEditorConfig("[*.cs]\ninit_analyzer.tanh_gain = 5/3\ninit_analyzer.minimum_depth = many\n");

        var build = await project.BuildAsync();

        build.Result.EnsureSuccess();
        Assert.Contains(
            "warning INIT901: init_analyzer.minimum_depth is 'many', but a whole number from 1 is accepted; the default, 4, is used",
            build.Result.Output,
            StringComparison.Ordinal);

        // He before tanh is accepted under PyTorch's convention.
        Assert.DoesNotContain(build.Diagnostics, diagnostic => diagnostic.Id == "INIT002");
        Assert.Contains(build.Diagnostics, diagnostic => diagnostic.Id == "INIT001");
    }
}
