namespace InitAnalyzer.Reading.Values;

/// <summary>What may be a layer with a weight: a module of the framework, or a parameter that a tensor is multiplied by.</summary>
internal interface IWeightLayer
{
    /// <summary>The framework's name for the layer, or the function that multiplies; null for what is none.</summary>
    string? Kind { get; }

    /// <summary>Its fans, where the sizes are known.</summary>
    Theory.Fans? Fans { get; }

    /// <summary>The number of its inputs, where it is known.</summary>
    long? Inputs { get; }

    /// <summary>The number of its outputs, where it is known.</summary>
    long? Outputs { get; }

    /// <summary>Its groups, where they are known; 1 where it has none.</summary>
    long? Groups { get; }

    /// <summary>Whether it is a transposed convolution.</summary>
    bool IsTransposedConvolution { get; }

    /// <summary>Whether its weight was last told to need no gradient.</summary>
    bool IsFrozen { get; }
}
