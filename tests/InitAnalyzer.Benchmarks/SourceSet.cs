using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace InitAnalyzer.Benchmarks;

/// <summary>The projects that are generated.</summary>
public enum ProjectKind
{
    /// <summary>Module classes of several shapes.</summary>
    TorchSharp,

    /// <summary>Ordinary classes, with no reference to a framework.</summary>
    NoFramework,
}

/// <summary>The sources and references of one compilation. Each compilation made of it starts cold: nothing is parsed or bound.</summary>
internal sealed class SourceSet
{
    private static readonly CSharpParseOptions s_parse = new(LanguageVersion.Latest);

    private readonly ImmutableArray<(string Path, SourceText Text)> sources;
    private readonly ImmutableArray<MetadataReference> references;

    private SourceSet(string name, IEnumerable<(string Path, SourceText Text)> sources, bool withTorchSharp)
    {
        Name = name;
        this.sources = [.. sources];
        references = withTorchSharp ? Framework.Add(TorchSharpReference) : Framework;
        Lines = this.sources.Sum(source => (long)source.Text.Lines.Count);
    }

    public string Name { get; }

    public int Files => sources.Length;

    public long Lines { get; }

    private static ImmutableArray<MetadataReference> Framework { get; } =
    [
        .. Directory.EnumerateFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "*.dll")
            .Where(IsManaged)
            .Select(file => MetadataReference.CreateFromFile(file)),
    ];

    private static MetadataReference TorchSharpReference { get; } =
        MetadataReference.CreateFromFile(typeof(TorchSharp.torch).Assembly.Location);

    public static SourceSet Generate(ProjectKind kind, int classes = 500) => new(
        $"{classes} generated classes, {kind}",
        GeneratedProject.Write(kind, classes).Select(file => (file.Path, SourceText.From(file.Text))),
        kind == ProjectKind.TorchSharp);

    public static SourceSet FromFolder(string folder)
    {
        var files = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal)
            .Select(file => (file, SourceText.From(File.ReadAllText(file))))
            .ToArray();
        var set = new SourceSet(folder, files, withTorchSharp: false);
        var definesTorch = set.Compile(concurrent: true).Assembly.GetTypeByMetadataName("TorchSharp.torch") is not null;
        return definesTorch ? set : new SourceSet(folder, files, withTorchSharp: true);
    }

    public CSharpCompilation Compile(bool concurrent) => CSharpCompilation.Create(
        "Measured",
        sources.Select(source => CSharpSyntaxTree.ParseText(source.Text, s_parse, source.Path)),
        references,
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            allowUnsafe: true,
            nullableContextOptions: NullableContextOptions.Enable,
            concurrentBuild: concurrent));

    private static bool IsManaged(string file)
    {
        try
        {
            System.Reflection.AssemblyName.GetAssemblyName(file);
            return true;
        }
        catch (BadImageFormatException)
        {
            return false;
        }
    }
}
