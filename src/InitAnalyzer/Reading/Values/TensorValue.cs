using System.Collections.Immutable;

namespace InitAnalyzer.Reading.Values;

/// <summary>
/// A tensor: the layers whose output it is, through nothing but pass-through steps and normalisations, and the
/// activations whose result it is.
/// </summary>
internal sealed class TensorValue : Value
{
    /// <summary>A tensor of which nothing is claimed.</summary>
    public static readonly TensorValue Opaque =
        new(ImmutableHashSet<LayerOutput>.Empty, ImmutableHashSet<ActivationSite>.Empty, Passage.Straight, isCertain: true);

    private TensorValue(
        ImmutableHashSet<LayerOutput> outputs,
        ImmutableHashSet<ActivationSite> activations,
        Passage passage,
        bool isCertain,
        long? width = null)
    {
        Width = width;
        Outputs = outputs;
        Activations = activations;
        Passage = passage;
        IsCertain = isCertain;
    }

    public ImmutableHashSet<LayerOutput> Outputs { get; }

    public ImmutableHashSet<ActivationSite> Activations { get; }

    /// <summary>What has happened to the tensor since it came out of the layer or activation.</summary>
    public Passage Passage { get; }

    /// <summary>Whether it is one of these for certain; otherwise it may also be another, of which nothing is known.</summary>
    public bool IsCertain { get; }

    /// <summary>The number of inputs that a layer gets from it, where that is known.</summary>
    public long? Width { get; }

    private bool IsOpaque => Outputs.IsEmpty && Activations.IsEmpty;

    public static TensorValue OutputOf(AbstractObject layer) =>
        new(ImmutableHashSet.Create(new LayerOutput(layer, false)), ImmutableHashSet<ActivationSite>.Empty, Passage.Straight, isCertain: true);

    public static TensorValue ResultOf(ActivationSite activation) =>
        new(ImmutableHashSet<LayerOutput>.Empty, ImmutableHashSet.Create(activation), Passage.Straight, isCertain: true);

    /// <summary>This or the other; returns this where it covers the other.</summary>
    public TensorValue With(TensorValue other)
    {
        var outputs = Outputs.Union(other.Outputs);
        var activations = Activations.Union(other.Activations);
        var passage = IsOpaque ? other.Passage : other.IsOpaque ? Passage : Passage.With(other.Passage);
        var isCertain = IsCertain && other.IsCertain && IsOpaque == other.IsOpaque;
        var width = Width == other.Width ? Width : null;
        return outputs.Count == Outputs.Count && activations.Count == Activations.Count && passage == Passage && isCertain == IsCertain && width == Width
            ? this
            : new TensorValue(outputs, activations, passage, isCertain, width);
    }

    /// <summary>This, or a tensor of which nothing is known.</summary>
    public TensorValue OrAnother() => With(Opaque);

    public TensorValue Normalised() =>
        new(ImmutableHashSet.CreateRange(Outputs.Select(output => output with { IsNormalised = true })), Activations, Passage.Rescaled, IsCertain, Width);

    /// <summary>The same, as a number of inputs.</summary>
    public TensorValue WithWidth(long? width) =>
        width == Width ? this : new TensorValue(Outputs, Activations, Passage, IsCertain, width);

    /// <summary>The same after a step that changes how strong signal and gradient are.</summary>
    public TensorValue Rescaled() => After(Passage.Rescaled);

    /// <summary>The same after a dropout; null where its probability is not known.</summary>
    public TensorValue Dropped(double? probability) =>
        After(probability is { } p ? Passage.Dropped(p) : Passage.Rescaled);

    private TensorValue After(Passage passage) =>
        IsOpaque || passage == Passage ? this : new TensorValue(Outputs, Activations, passage, IsCertain, Width);
}

/// <summary>A layer's output, and whether a normalisation has taken its scale.</summary>
internal sealed record LayerOutput(AbstractObject Layer, bool IsNormalised);
