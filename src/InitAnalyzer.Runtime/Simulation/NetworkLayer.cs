using InitAnalyzer.Theory;

namespace InitAnalyzer.Runtime;

/// <summary>What a layer does to its pre-activations before the activation.</summary>
public enum Normalization
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Mean 0 and variance 1 over the units of each input (Ba et al., 2016).</summary>
    Layer,

    /// <summary>Mean 0 and variance 1 over the batch for each unit (Ioffe and Szegedy, 2015).</summary>
    Batch,
}

/// <summary>One layer of a simulated network: weights, biases, normalisation, activation, dropout and, maybe, a connection around all of them.</summary>
/// <param name="Width">The number of units, or output channels: at least 1.</param>
/// <param name="Activation">The activation: elementwise.</param>
/// <param name="Weights">The initializer of the weights.</param>
public sealed record NetworkLayer(int Width, Activation Activation, Initializer Weights)
{
    /// <summary>What reports call the layer; <see langword="null"/> for its number.</summary>
    public string? Name { get; init; }

    /// <summary>The initializer of the biases, of a vector; <see langword="null"/> for none.</summary>
    public Initializer? Biases { get; init; }

    /// <summary>What stands between weights and activation; without parameters.</summary>
    public Normalization Normalization { get; init; }

    /// <summary>The probability with which dropout after the activation takes a unit away; the others are scaled up to make up for it. From 0 on, below 1.</summary>
    public double Dropout { get; init; }

    /// <summary>Whether the layer's input is added to its output (He et al., 2016); the width must be that of the layer before.</summary>
    public bool Residual { get; init; }

    /// <summary>
    /// The number of elements of a convolution's kernel, 1 for a fully connected layer. A convolution counts by its fan: a unit sums over this many positions of every channel,
    /// and other inputs of the batch stand for the other positions.
    /// </summary>
    public int ReceptiveField { get; init; } = 1;
}
