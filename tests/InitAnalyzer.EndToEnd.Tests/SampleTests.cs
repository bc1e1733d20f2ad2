using InitAnalyzer.TestSupport;

namespace InitAnalyzer.EndToEnd.Tests;

/// <summary>The README's commands show what the samples' comments announce.</summary>
[Collection(PackedAnalyzerCollection.Name)]
public class SampleTests(PackedAnalyzer analyzer)
{
    [Theory]
    [InlineData("MnistMlp", "INIT001 INIT002 INIT003 INIT004 INIT005 INIT105")]
    [InlineData("MlNetTabular", "INIT003")]
    public async Task Reports_exactly_the_marked_lines(string name, string rules)
    {
        using var folder = new TemporaryFolder();
        var sample = Repository.PathOf("samples", name);
        var log = folder.PathOf(name + ".sarif");

        var build = await DotNet.RunAsync(
            Repository.Root,
            "build",
            sample,
            "--configuration",
            "Release",
            "--artifacts-path",
            analyzer.Artifacts,
            $"-p:SampleErrorLog={log}");
        build.EnsureSuccess();

        var expected = SourcesOf(sample)
            .SelectMany(file => Markers.Read(Path.GetRelativePath(sample, file).Replace('\\', '/'), File.ReadAllText(file)))
            .Order()
            .ToArray();
        var reported = Sarif.Read(log, sample);
        Assert.Equal(expected, reported.Select(result => result.Diagnostic));
        Assert.Equal(rules.Split(' '), expected.Select(diagnostic => diagnostic.Id).Distinct().Order());
        Assert.All(
            reported.Where(result => result.Level == "warning"),
            result => Assert.Contains($"warning {result.Id}: {result.Message}", build.Output, StringComparison.Ordinal));
    }

    private static IEnumerable<string> SourcesOf(string folder) =>
        Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));
}
