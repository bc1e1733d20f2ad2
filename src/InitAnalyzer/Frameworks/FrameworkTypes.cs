using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Frameworks;

/// <summary>Questions about types that are asked of all frameworks at once.</summary>
internal static class FrameworkTypes
{
    /// <summary>Whether a type is a part of a framework itself: its own sources are no networks, where it is the framework that is compiled.</summary>
    public static bool Own(this ImmutableArray<Framework> frameworks, INamedTypeSymbol? type) => Any(frameworks, type, static (framework, type) => framework.Owns(type));

    /// <summary>Whether there is one to which a name that it does not know is a mistake.</summary>
    public static bool HaveClosedNames(this ImmutableArray<Framework> frameworks) =>
        frameworks.Any(framework => framework.Table.Names is { Fallback: not null });

    /// <summary>The words by which source speaks of the members whose meaning passes a test.</summary>
    public static HashSet<string> WordsOf(this IEnumerable<Framework> frameworks, Func<Concept, bool> isWanted) => new(
        frameworks.SelectMany(framework => framework.Table.Rows).Where(row => isWanted(row.Concept)).SelectMany(row => row.Words),
        StringComparer.Ordinal);

    public static bool IsModule(this ImmutableArray<Framework> frameworks, ITypeSymbol? type) => Any(frameworks, type, static (framework, type) => framework.IsModule(type));

    public static bool IsTensor(this ImmutableArray<Framework> frameworks, ITypeSymbol? type) => Any(frameworks, type, static (framework, type) => framework.IsTensor(type));

    /// <summary>Whether one of them says so; without a closure, since this is asked for most expressions.</summary>
    private static bool Any<T>(ImmutableArray<Framework> frameworks, T type, Func<Framework, T, bool> predicate)
    {
        foreach (var framework in frameworks)
        {
            if (predicate(framework, type))
            {
                return true;
            }
        }

        return false;
    }
}
