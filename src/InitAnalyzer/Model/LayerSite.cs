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
    EquatableArray<LayerUse> Uses)
{
    /// <summary>The number of inputs or input channels, where it is a compile-time constant.</summary>
    public long? Inputs { get; init; }

    /// <summary>The number of outputs or output channels, where it is a compile-time constant.</summary>
    public long? Outputs { get; init; }

    /// <summary>The groups of a convolution; 1 for a layer that has none, null where they are not known.</summary>
    public long? Groups { get; init; } = 1;

    /// <summary>Whether it is a transposed convolution, of whose weight the framework takes inputs for outputs.</summary>
    public bool IsTransposed { get; init; }

    /// <summary>Whether the output is seen to be added to another tensor, or multiplied with one.</summary>
    public bool IsCombined { get; init; }

    /// <summary>Whether the weight was last told to need no gradient.</summary>
    public bool IsFrozen { get; init; }
}
