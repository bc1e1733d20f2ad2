using System.Collections.Immutable;
using System.Text;
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
    private readonly ImmutableArray<(string Path, SourceText Text)> sources;

    private SourceSet(string name, IEnumerable<(string Path, SourceText Text)> sources)
    {
        Name = name;
        this.sources = [.. sources];
        Lines = this.sources.Sum(source => (long)source.Text.Lines.Count);
    }

    public string Name { get; }

    public int Files => sources.Length;

    public long Lines { get; }

    private CSharpParseOptions Parsing { get; init; } = new(LanguageVersion.Latest);

    private CSharpCompilationOptions Options { get; init; } = new(
        OutputKind.DynamicallyLinkedLibrary,
        allowUnsafe: true,
        nullableContextOptions: NullableContextOptions.Enable);

    private string AssemblyName { get; init; } = "Measured";

    private ImmutableArray<MetadataReference> References { get; init; } = Framework;

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
        GeneratedProject.Write(kind, classes).Select(file => (file.Path, SourceText.From(file.Text))))
    {
        References = kind == ProjectKind.TorchSharp ? Framework.Add(TorchSharpReference) : Framework,
    };

    /// <summary>The same classes, in files of about 1,000 lines.</summary>
    public static SourceSet GenerateLongFiles(int classes = 500)
    {
        var files = new List<(string Path, SourceText Text)>();
        var text = new StringBuilder();
        var lines = 0;
        foreach (var (_, source) in GeneratedProject.Write(ProjectKind.TorchSharp, classes))
        {
            // What comes before the first type once, in the first.
            var part = text.Length == 0 ? source : source[source.IndexOf("public sealed class", StringComparison.Ordinal)..];
            text.Append(part).Append("\n\n");
            lines += part.Count(letter => letter == '\n') + 2;
            if (lines >= 1000)
            {
                files.Add(($"Generated{files.Count}.cs", SourceText.From(text.ToString())));
                text.Clear();
                lines = 0;
            }
        }

        return new SourceSet($"{files.Count} generated files of 1,000 lines", files) { References = Framework.Add(TorchSharpReference) };
    }

    public static SourceSet FromFolder(string folder)
    {
        var files = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal)
            .Select(file => (file, SourceText.From(File.ReadAllText(file))))
            .ToArray();
        var set = new SourceSet(folder, files);
        var definesTorch = set.Compile(concurrent: true).Assembly.GetTypeByMetadataName("TorchSharp.torch") is not null;
        return definesTorch ? set : new SourceSet(folder, files) { References = Framework.Add(TorchSharpReference) };
    }

    /// <summary>What a response file has the compiler compile; analyzers and generators in it are left out.</summary>
    /// <param name="file">The file; the paths in it are taken from its folder.</param>
    public static SourceSet FromResponseFile(string file)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        var arguments = CSharpCommandLineParser.Default.Parse(["@" + Path.GetFullPath(file)], folder, sdkDirectory: null);
        return new SourceSet(file, arguments.SourceFiles.Select(source => (source.Path, SourceText.From(File.ReadAllText(source.Path)))))
        {
            Parsing = arguments.ParseOptions,
            AssemblyName = arguments.CompilationName ?? Path.GetFileNameWithoutExtension(file),
            Options = arguments.CompilationOptions.WithStrongNameProvider(new DesktopStrongNameProvider([folder])),
            References = [.. arguments.MetadataReferences.Select(reference => MetadataReference.CreateFromFile(Path.Combine(folder, reference.Reference), reference.Properties))],
        };
    }

    public CSharpCompilation Compile(bool concurrent) => CSharpCompilation.Create(
        AssemblyName,
        sources.Select(source => CSharpSyntaxTree.ParseText(source.Text, Parsing, source.Path)),
        References,
        Options.WithConcurrentBuild(concurrent));

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
