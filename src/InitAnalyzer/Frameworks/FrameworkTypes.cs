using System.Collections.Immutable;
using InitAnalyzer.Reading.Source;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Frameworks;

/// <summary>Questions about types that are asked of all frameworks at once.</summary>
internal static class FrameworkTypes
{
    /// <summary>Whether a type is a part of a framework itself: its own sources are no networks, where it is the framework that is compiled.</summary>
    public static bool Own(this ImmutableArray<Framework> frameworks, INamedTypeSymbol? type)
    {
        foreach (var framework in frameworks)
        {
            if (framework.Owns(type))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The type and its base types, the type itself first, as far as users wrote them.</summary>
    public static IEnumerable<INamedTypeSymbol> UserChain(this ImmutableArray<Framework> frameworks, INamedTypeSymbol type) =>
        type.SourceChain().TakeWhile(ancestor => !frameworks.Own(ancestor));
}
