using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Model;

/// <summary>A module whose parameters are memory that nobody has set.</summary>
/// <param name="Location">Where it is made.</param>
/// <param name="Name">The module as the user calls it, or the framework's word for it.</param>
/// <param name="Kind">The framework's word for it, such as <c>GroupNorm</c>.</param>
/// <param name="Framework">The framework's name.</param>
internal sealed record UnsetModule(Location Location, string Name, string Kind, string Framework);
