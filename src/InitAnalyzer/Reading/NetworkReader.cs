using InitAnalyzer.Model;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Reading;

/// <summary>Reads C# into the model, type by type.</summary>
internal sealed class NetworkReader
{
    public static NetworkReader? TryCreate(Compilation compilation, CancellationToken cancellationToken) => null;

    /// <summary>The initializer calls that stand in a type.</summary>
    public IReadOnlyList<InitializerCall> Read(INamedTypeSymbol type, CancellationToken cancellationToken) => [];
}
