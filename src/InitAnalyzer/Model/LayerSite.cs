using InitAnalyzer.Theory;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Model;

/// <summary>A weight layer: where it is made, how the user calls it, and what its output feeds.</summary>
/// <param name="Name">The layer as the user wrote it, such as <c>fc1</c> or <c>net[0]</c>.</param>
/// <param name="Kind">The framework's word for it, such as <c>Conv2d</c>.</param>
/// <param name="Fans">Fan-in and fan-out, where the sizes are compile-time constants.</param>
/// <param name="Creation">The construction in source.</param>
/// <param name="IsSeveral">Whether one construction stands for many layers (it is inside a loop).</param>
/// <param name="Uses">Everything that the output is seen to reach.</param>
internal sealed record LayerSite(
    string Name,
    string Kind,
    Fans? Fans,
    Location? Creation,
    bool IsSeveral,
    EquatableArray<LayerUse> Uses);
