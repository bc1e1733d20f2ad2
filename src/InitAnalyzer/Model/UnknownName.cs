using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Model;

/// <summary>A name of an activation or initializer that the framework does not know.</summary>
/// <param name="Location">The string.</param>
/// <param name="Framework">The framework's name.</param>
/// <param name="Name">The name.</param>
/// <param name="Fallback">The initializer that is used in its place; null for an activation, which throws.</param>
/// <param name="Known">The names that it knows.</param>
internal sealed record UnknownName(Location Location, string Framework, string Name, string? Fallback, EquatableArray<string> Known);
