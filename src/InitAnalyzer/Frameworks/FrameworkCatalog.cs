using System.Collections.Immutable;
using InitAnalyzer.Frameworks.TorchSharp;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Frameworks;

/// <summary>The frameworks that the analyzer reads.</summary>
internal static class FrameworkCatalog
{
    public static readonly ImmutableArray<FrameworkTable> Tables = ImmutableArray.Create(TorchSharpFramework.Table);

    public static ImmutableArray<Framework> Bind(Compilation compilation)
    {
        var bound = ImmutableArray.CreateBuilder<Framework>();
        foreach (var table in Tables)
        {
            if (Framework.TryBind(table, compilation) is { } framework)
            {
                bound.Add(framework);
            }
        }

        return bound.ToImmutable();
    }
}
