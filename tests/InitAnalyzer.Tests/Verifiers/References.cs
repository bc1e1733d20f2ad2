using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;

namespace InitAnalyzer.Tests.Verifiers;

/// <summary>What test sources compile against: the .NET 8 reference assemblies and the real TorchSharp.</summary>
internal static class References
{
    /// <summary>Reference assemblies that need no package download at test time.</summary>
    public static readonly ReferenceAssemblies None = new("net8.0");

    public static readonly ImmutableArray<MetadataReference> Net80 =
        [.. Basic.Reference.Assemblies.Net80.References.All];

    public static readonly MetadataReference TorchSharp =
        MetadataReference.CreateFromFile(typeof(TorchSharp.torch).Assembly.Location);

    public static readonly ImmutableArray<MetadataReference> Net80AndTorchSharp = Net80.Add(TorchSharp);
}
