using System.Collections.Concurrent;
using InitAnalyzer.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace InitAnalyzer.Tests.Frameworks;

/// <summary>Small assemblies in the place of frameworks that the tests do not reference: the members that they use, by their real names.</summary>
internal static class Stubs
{
    private static readonly ConcurrentDictionary<string, Lazy<MetadataReference>> Compiled = new();

    /// <summary>The assembly that is compiled from one of the files beside this.</summary>
    public static MetadataReference Of(string name) => Compiled.GetOrAdd(name, key => new Lazy<MetadataReference>(() => Compile(key, SourceOf(key)))).Value;

    public static string SourceOf(string name)
    {
        using var stream = typeof(Stubs).Assembly.GetManifestResourceStream("Frameworks.Stubs." + name);
        Assert.NotNull(stream);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    public static MetadataReference Compile(string name, params string[] sources)
    {
        using var image = new MemoryStream();
        var result = CSharpCompilation.Create(
            name,
            sources.Select(source => CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.CSharp12))),
            References.Net80,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)).Emit(image);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)));
        return MetadataReference.CreateFromImage(image.ToArray());
    }
}
