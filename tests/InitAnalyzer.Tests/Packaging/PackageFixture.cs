using System.IO.Compression;
using System.Xml.Linq;
using InitAnalyzer.TestSupport;

namespace InitAnalyzer.Tests.Packaging;

/// <summary>The package, packed once from a clean build in a folder of its own.</summary>
public sealed class PackageFixture : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();

    internal string File { get; private set; } = "";

    internal IReadOnlyList<string> Entries { get; private set; } = [];

    internal XElement Metadata { get; private set; } = new("none");

    internal string ReadText(string entry)
    {
        using var archive = ZipFile.OpenRead(File);
        using var reader = new StreamReader(archive.GetEntry(entry)!.Open());
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    internal byte[] ReadBytes(string entry)
    {
        using var archive = ZipFile.OpenRead(File);
        using var stream = archive.GetEntry(entry)!.Open();
        var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    async Task IAsyncLifetime.InitializeAsync()
    {
        // Away from bin and obj of the repository, which the running tests and other builds use.
        var result = await DotNet.RunAsync(
            Repository.Root,
            "pack",
            Repository.PathOf("nuget", "InitAnalyzer.Package"),
            "--configuration",
            "Release",
            "--artifacts-path",
            folder.PathOf("artifacts"),
            "--output",
            folder.PathOf("packages"),
            "-p:ContinuousIntegrationBuild=true");
        result.EnsureSuccess();
        File = Assert.Single(Directory.GetFiles(folder.PathOf("packages")));

        using var archive = ZipFile.OpenRead(File);
        Entries = [.. archive.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal)];
        using var nuspec = archive.Entries.Single(entry => entry.FullName == "InitAnalyzer.nuspec").Open();
        Metadata = XDocument.Load(nuspec).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
    }

    Task IAsyncLifetime.DisposeAsync()
    {
        folder.Dispose();
        return Task.CompletedTask;
    }
}
