using System.Xml.Linq;
using InitAnalyzer.TestSupport;

namespace InitAnalyzer.EndToEnd.Tests;

/// <summary>The package in a folder feed, under a version that no other run has had.</summary>
public sealed class PackedAnalyzer : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();

    /// <summary>The package folder of this machine, from which everything but InitAnalyzer comes.</summary>
    internal string GlobalPackages { get; private set; } = "";

    internal string Feed => folder.PathOf("feed");

    /// <summary>Where the repository is built, away from its own bin and obj, which other tests use at the same time.</summary>
    internal string Artifacts => folder.PathOf("artifacts");

    internal string Version { get; } = $"{VersionPrefix}-e2e.{Guid.NewGuid():N}";

    internal static string TorchSharpVersion { get; } = XDocument.Load(Repository.PathOf("Directory.Packages.props"))
        .Descendants("PackageVersion").Single(item => (string?)item.Attribute("Include") == "TorchSharp").Attribute("Version")!.Value;

    private static string VersionPrefix { get; } = XDocument.Load(Repository.PathOf("Directory.Build.props"))
        .Descendants("VersionPrefix").Single().Value;

    async Task IAsyncLifetime.InitializeAsync()
    {
        var pack = await DotNet.RunAsync(
            Repository.Root,
            "pack",
            Repository.PathOf("nuget", "InitAnalyzer.Package"),
            "--configuration",
            "Release",
            "--artifacts-path",
            Artifacts,
            "--output",
            Feed,
            $"-p:Version={Version}");
        pack.EnsureSuccess();

        var locals = await DotNet.RunAsync(Repository.Root, "nuget", "locals", "global-packages", "--list", "--force-english-output");
        GlobalPackages = locals.EnsureSuccess().Output.Trim()["global-packages: ".Length..];
    }

    Task IAsyncLifetime.DisposeAsync()
    {
        folder.Dispose();
        return Task.CompletedTask;
    }
}

/// <summary>The tests of this project build with all processors, and so one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class PackedAnalyzerCollection : ICollectionFixture<PackedAnalyzer>
{
    public const string Name = "Packed analyzer";
}
