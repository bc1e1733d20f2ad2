using System.Globalization;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Frameworks;

/// <summary>Types by their documentation IDs.</summary>
internal static class TypesById
{
    /// <summary>The type that has an ID, such as <c>T:TorchSharp.torch.nn</c>; null where there is none.</summary>
    /// <remarks>
    /// The compiler's own search goes through all members of a type for one that is nested in it, which makes the symbols
    /// of thousands of methods.
    /// </remarks>
    public static INamedTypeSymbol? Find(string documentationId, Compilation compilation) =>
        documentationId.StartsWith("T:", StringComparison.Ordinal) ? Find(compilation.GlobalNamespace, documentationId.Substring(2).Split('.'), 0) : null;

    private static INamedTypeSymbol? Find(INamespaceOrTypeSymbol container, string[] parts, int at)
    {
        if (at == parts.Length)
        {
            return container as INamedTypeSymbol;
        }

        foreach (var part in In(container, parts[at]))
        {
            if (Find(part, parts, at + 1) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>What a part of an ID may mean: a namespace, or types, of several assemblies perhaps.</summary>
    private static IEnumerable<INamespaceOrTypeSymbol> In(INamespaceOrTypeSymbol container, string part)
    {
        var tick = part.IndexOf('`');
        if (tick >= 0)
        {
            return container.GetTypeMembers(part.Substring(0, tick), int.Parse(part.Substring(tick + 1), CultureInfo.InvariantCulture));
        }

        IEnumerable<INamespaceOrTypeSymbol> types = container.GetTypeMembers(part, 0);
        return container is INamespaceSymbol ? container.GetMembers(part).OfType<INamespaceSymbol>().Concat(types) : types;
    }
}
