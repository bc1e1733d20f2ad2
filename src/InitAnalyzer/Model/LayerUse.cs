using InitAnalyzer.Theory;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Model;

/// <summary>What becomes of a layer's output.</summary>
internal enum LayerUseKind
{
    /// <summary>It reaches a known activation.</summary>
    Activation,

    /// <summary>It reaches something that may be an activation, but which one is not known.</summary>
    Unknown,

    /// <summary>It reaches the next weight layer with no activation in between.</summary>
    Linear,

    /// <summary>It leaves the network with no activation.</summary>
    Output,
}

/// <summary>One place that a weight layer's output reaches through pass-through steps.</summary>
/// <param name="Kind">What stands there.</param>
/// <param name="Activation">The activation, where it is known.</param>
/// <param name="IsNormalised">Whether a normalisation stands on the way, so that the weight's scale cancels.</param>
/// <param name="IsHidden">Whether the activation's result is seen to go on to a further weight layer.</param>
/// <param name="IsGate">Whether the activation's result is multiplied with another tensor.</param>
/// <param name="Location">Where the activation stands in source.</param>
internal sealed record LayerUse(
    LayerUseKind Kind,
    Activation? Activation,
    bool IsNormalised,
    bool IsHidden,
    bool IsGate,
    Location? Location);
