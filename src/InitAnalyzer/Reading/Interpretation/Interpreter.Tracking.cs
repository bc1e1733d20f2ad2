using InitAnalyzer.Reading.Values;

namespace InitAnalyzer.Reading.Interpretation;

/// <content>What else than the weight's law decides how strong a layer's output is.</content>
internal sealed partial class Interpreter
{
    private readonly HashSet<AbstractObject> changedBiases = [];

    /// <summary>Whether weights may have been filled of which it is not known whose they are.</summary>
    public bool LosesTrack => mayTouchAny;

    /// <summary>Whether the layer's bias may be anything but the framework's default or zero.</summary>
    public bool HasChangedBias(FrameworkModule layer) => changedBiases.Contains(layer);
}
