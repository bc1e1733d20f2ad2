using InitAnalyzer.Runtime;
using InitAnalyzer.Theory;
using static TorchSharp.torch;

namespace InitAnalyzer.Torch;

/// <summary>What a plan does with one layer.</summary>
/// <param name="Name">The name that the model knows it by.</param>
/// <param name="Module">The layer.</param>
/// <param name="Activations">What its output goes through, as far as that is known; Identity for nothing.</param>
/// <param name="IsNormalized">Whether a normalisation stands in between, so that the scale of the weight cancels.</param>
/// <param name="Initializer">The initializer of the weight; <see langword="null"/> where the layer is left as it is.</param>
/// <param name="Reason">Why.</param>
public sealed record PlannedLayer(string Name, nn.Module Module, IReadOnlyList<Activation> Activations, bool IsNormalized, Initializer? Initializer, string Reason)
{
    /// <summary>Whether the plan writes to the layer.</summary>
    public bool IsInitialized => Initializer is not null;
}

/// <summary>A parameter that a plan leaves as it is, since it is no weight layer's.</summary>
/// <param name="Name">The parameter's name.</param>
/// <param name="Owner">The type of the module that has it.</param>
public sealed record OtherParameter(string Name, string Owner);
