using System.Buffers.Binary;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using InitAnalyzer.TestSupport;
using InitAnalyzer.Tests.Documentation;

namespace InitAnalyzer.Tests.Packaging;

/// <summary>What is in the package, to the last entry.</summary>
public partial class PackageTests(PackageFixture package) : IClassFixture<PackageFixture>
{
    [Fact]
    public void Entries_are_these_and_no_others() => Assert.Equal(
        new[]
        {
            "InitAnalyzer.nuspec",
            "README.md",
            "[Content_Types].xml",
            "_rels/.rels",
            "analyzers/dotnet/cs/InitAnalyzer.CodeFixes.dll",
            "analyzers/dotnet/cs/InitAnalyzer.Theory.dll",
            "analyzers/dotnet/cs/InitAnalyzer.dll",
            "annotations/InitAnalyzer.Annotations.cs",
            "build/InitAnalyzer.targets",
            "buildTransitive/InitAnalyzer.targets",
            "icon.png",
            "package/services/metadata/core-properties/nuget.psmdcp",
        }
            .Concat(Presets.ModesWithFile.Select(mode => $"presets/InitAnalyzer.{mode}.globalconfig"))
            .Order(StringComparer.Ordinal),
        package.Entries);

    [Theory]
    [InlineData("id", "InitAnalyzer")]
    [InlineData("title", "InitAnalyzer")]
    [InlineData("authors", "InitAnalyzer contributors")]
    [InlineData("developmentDependency", "true")]
    [InlineData("license", "MIT")]
    [InlineData("readme", "README.md")]
    [InlineData("icon", "icon.png")]
    [InlineData("projectUrl", "https://github.com/init-analyzer/InitAnalyzer")]
    public void Metadata_says(string element, string value) => Assert.Equal(value, Metadata(element)?.Value);

    [Fact]
    public void Version_is_that_of_the_repository()
    {
        var properties = XDocument.Parse(Repository.ReadText("Directory.Build.props"));
        Assert.Equal(properties.Descendants("VersionPrefix").Single().Value, Metadata("version")?.Value);
    }

    [Fact]
    public void License_is_an_expression() => Assert.Equal("expression", Metadata("license")?.Attribute("type")?.Value);

    [Fact]
    public void Repository_is_named()
    {
        Assert.Equal("https://github.com/init-analyzer/InitAnalyzer", Metadata("repository")?.Attribute("url")?.Value);
        Assert.Equal("git", Metadata("repository")?.Attribute("type")?.Value);
    }

    [Fact]
    public void It_depends_on_nothing()
    {
        Assert.Null(Metadata("dependencies"));
        Assert.Null(Metadata("frameworkAssemblies"));
        Assert.Null(Metadata("frameworkReferences"));
    }

    [Fact]
    public void Search_finds_it()
    {
        var tags = Metadata("tags")!.Value.Split(' ');
        Assert.Superset(new HashSet<string> { "analyzer", "roslyn", "torchsharp" }, tags.ToHashSet());
        Assert.InRange(Metadata("description")!.Value.Length, 50, 4000);
    }

    [Fact]
    public void Release_notes_are_those_of_the_file() =>
        Assert.Equal(Repository.ReadText("nuget", "RELEASE_NOTES.md").Trim(), Metadata("releaseNotes")?.Value.ReplaceLineEndings("\n"));

    [Fact]
    public void Readme_is_that_of_the_package_folder() =>
        Assert.Equal(Repository.ReadText("nuget", "README.md"), package.ReadText("README.md"));

    /// <summary>The gallery shows neither relative links nor pictures from elsewhere.</summary>
    [Fact]
    public void Readme_links_are_absolute() =>
        Assert.All(LinkTarget().Matches(package.ReadText("README.md")), match => Assert.StartsWith("https://", match.Groups["target"].Value, StringComparison.Ordinal));

    [Fact]
    public void Icon_is_a_png_of_128_pixels()
    {
        var icon = package.ReadBytes("icon.png");
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], icon[..4]);
        Assert.Equal(128, BinaryPrimitives.ReadInt32BigEndian(icon.AsSpan(16)));
        Assert.Equal(128, BinaryPrimitives.ReadInt32BigEndian(icon.AsSpan(20)));
        Assert.InRange(icon.Length, 1, 1 << 20);
    }

    [Fact]
    public void Presets_are_those_of_the_repository() => Assert.All(
        Presets.ModesWithFile,
        mode => Assert.Equal(Presets.Write(mode), package.ReadText($"presets/InitAnalyzer.{mode}.globalconfig")));

    /// <summary>An analyzer loads into compilers from 4.8 on, and with nothing but what they bring.</summary>
    [Theory]
    [InlineData("InitAnalyzer")]
    [InlineData("InitAnalyzer.CodeFixes")]
    [InlineData("InitAnalyzer.Theory")]
    public void Assemblies_need_only_what_the_compiler_brings(string name)
    {
        using var image = new PEReader(new MemoryStream(package.ReadBytes($"analyzers/dotnet/cs/{name}.dll")));
        var reader = image.GetMetadataReader();
        foreach (var reference in reader.AssemblyReferences.Select(reader.GetAssemblyReference))
        {
            var referenced = reader.GetString(reference.Name);
            var isOurs = package.Entries.Contains($"analyzers/dotnet/cs/{referenced}.dll");
            Assert.True(
                isOurs || referenced is "netstandard" || referenced.StartsWith("System.", StringComparison.Ordinal)
                    || referenced.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal),
                $"{name} needs {referenced}, which is not in the package.");
            if (referenced.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal))
            {
                Assert.Equal(new Version(4, 8, 0, 0), reference.Version);
            }
        }
    }

    /// <summary>A debugger finds the sources online, and the package does not tell where they were.</summary>
    [Theory]
    [InlineData("InitAnalyzer")]
    [InlineData("InitAnalyzer.CodeFixes")]
    [InlineData("InitAnalyzer.Theory")]
    public void Symbols_are_embedded_and_do_not_tell_where_the_sources_were(string name)
    {
        using var image = new PEReader(new MemoryStream(package.ReadBytes($"analyzers/dotnet/cs/{name}.dll")));
        var entry = image.ReadDebugDirectory().Single(item => item.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
        using var provider = image.ReadEmbeddedPortablePdbDebugDirectoryData(entry);
        var symbols = provider.GetMetadataReader();
        Assert.All(
            symbols.Documents.Select(handle => symbols.GetString(symbols.GetDocument(handle).Name)),
            path => Assert.False(path.StartsWith(Repository.Root, StringComparison.OrdinalIgnoreCase), path));
    }

    private XElement? Metadata(string name) =>
        package.Metadata.Elements().SingleOrDefault(element => element.Name.LocalName == name);

    [GeneratedRegex(@"\]\((?<target>[^)]*)\)", RegexOptions.ExplicitCapture)]
    private static partial Regex LinkTarget();
}
