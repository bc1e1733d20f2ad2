using System.Collections.Immutable;
using InitAnalyzer.Frameworks.Keras;
using InitAnalyzer.Frameworks.MlNet;
using InitAnalyzer.Frameworks.TorchSharp;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Frameworks;

/// <summary>The frameworks that the analyzer reads.</summary>
internal static class FrameworkCatalog
{
    public static readonly ImmutableArray<FrameworkTable> Tables = ImmutableArray.Create(
        TorchSharpFramework.Table,
        MlNetFramework.Table,
        TensorFlowNetFramework.Table,
        KerasNetFramework.Table);

    public static ImmutableArray<Framework> Bind(Compilation compilation, ImmutableArray<FrameworkTable> tables)
    {
        var bound = ImmutableArray.CreateBuilder<Framework>();
        foreach (var table in tables)
        {
            if (Framework.TryBind(table, compilation) is { } framework)
            {
                bound.Add(framework);
            }
        }

        return bound.ToImmutable();
    }
}
