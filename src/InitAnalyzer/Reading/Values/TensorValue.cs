using System.Collections.Immutable;

namespace InitAnalyzer.Reading.Values;

/// <summary>
/// A tensor: the layers whose output it is, through nothing but pass-through steps and normalisations, and the
/// activations whose result it is.
/// </summary>
internal sealed class TensorValue(ImmutableHashSet<LayerOutput> outputs, ImmutableHashSet<ActivationSite> activations) : Value
{
    /// <summary>A tensor of which nothing is claimed.</summary>
    public static readonly TensorValue Opaque =
        new(ImmutableHashSet<LayerOutput>.Empty, ImmutableHashSet<ActivationSite>.Empty);

    public ImmutableHashSet<LayerOutput> Outputs { get; } = outputs;

    public ImmutableHashSet<ActivationSite> Activations { get; } = activations;

    public static TensorValue OutputOf(AbstractObject layer) =>
        new(ImmutableHashSet.Create(new LayerOutput(layer, false)), ImmutableHashSet<ActivationSite>.Empty);

    public static TensorValue ResultOf(ActivationSite activation) =>
        new(ImmutableHashSet<LayerOutput>.Empty, ImmutableHashSet.Create(activation));

    public TensorValue With(TensorValue other)
    {
        var outputs = Outputs.Union(other.Outputs);
        var activations = Activations.Union(other.Activations);
        return outputs.Count == Outputs.Count && activations.Count == Activations.Count
            ? this
            : new TensorValue(outputs, activations);
    }

    public TensorValue Normalised() =>
        new(ImmutableHashSet.CreateRange(Outputs.Select(output => output with { IsNormalised = true })), Activations);
}

/// <summary>A layer's output, and whether a normalisation has taken its scale.</summary>
internal sealed record LayerOutput(AbstractObject Layer, bool IsNormalised);
