using System.Collections.Immutable;
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

    /// <summary>Whether there is one to which a name that it does not know is a mistake.</summary>
    public static bool HaveClosedNames(this ImmutableArray<Framework> frameworks) =>
        frameworks.Any(framework => framework.Table.Names is { Fallback: not null });

    public static bool IsModule(this ImmutableArray<Framework> frameworks, ITypeSymbol? type)
    {
        foreach (var framework in frameworks)
        {
            if (framework.IsModule(type))
            {
                return true;
            }
        }

        return false;
    }

    public static bool IsTensor(this ImmutableArray<Framework> frameworks, ITypeSymbol? type)
    {
        foreach (var framework in frameworks)
        {
            if (framework.IsTensor(type))
            {
                return true;
            }
        }

        return false;
    }
}
