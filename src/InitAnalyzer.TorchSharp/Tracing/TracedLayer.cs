using InitAnalyzer.Theory;
using static TorchSharp.torch;

namespace InitAnalyzer.Torch;

/// <summary>What a pass over a sample shows of one weight layer.</summary>
/// <param name="Name">The name that the model knows it by: "encoder.0.fc1".</param>
/// <param name="Module">The layer.</param>
/// <param name="Activations">What its output goes through, once for each activation; Identity where it goes to a weight layer, or to the model's output, as it is. Empty where nothing is known.</param>
/// <param name="IsHidden">Whether a further layer uses the result; an output layer's makes no demand unless it is a rectifier.</param>
/// <param name="IsNormalized">Whether a normalisation stands between the layer and its activation, so that the scale of the weight cancels.</param>
/// <param name="Problem">Why nothing, or not all, is known; <see langword="null"/> where all uses of the output are.</param>
public sealed record TracedLayer(string Name, nn.Module Module, IReadOnlyList<Activation> Activations, bool IsHidden, bool IsNormalized, string? Problem);

/// <summary>What a pass over a sample shows of a model.</summary>
/// <param name="Layers">The weight layers, those that come first in the flow first.</param>
public sealed record ModelTrace(IReadOnlyList<TracedLayer> Layers);
