namespace InitAnalyzer.Theory;

/// <summary>A weight layer of a chain and the activation that it feeds.</summary>
/// <param name="Activation">The activation after the layer; that of the last layer of a chain has no influence.</param>
/// <param name="Scale">The scale c = Var(w)·fan-in of the layer's weights: finite, at least 0.</param>
/// <param name="BiasVariance">The variance of the layer's biases: finite, at least 0.</param>
/// <param name="DropProbability">
/// The probability with which a result of the activation is set to zero in training, the rest being scaled up to keep the mean
/// (Srivastava et al., 2014); at least 0, below 1.
/// </param>
/// <exception cref="ArgumentNullException">The activation is null.</exception>
/// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
public sealed record ChainLayer(Activation Activation, double Scale, double BiasVariance = 0, double DropProbability = 0)
{
    /// <summary>The activation after the layer.</summary>
    public Activation Activation { get; } = Activation ?? throw new ArgumentNullException(nameof(Activation));

    /// <summary>The scale c = Var(w)·fan-in of the layer's weights.</summary>
    public double Scale { get; } = Guard.NonNegative(Scale, nameof(Scale));

    /// <summary>The variance of the layer's biases.</summary>
    public double BiasVariance { get; } = Guard.NonNegative(BiasVariance, nameof(BiasVariance));

    /// <summary>The probability with which a result of the activation is set to zero in training.</summary>
    public double DropProbability { get; } = Guard.NonNegative(DropProbability, nameof(DropProbability)) < 1
        ? DropProbability
        : throw new ArgumentOutOfRangeException(nameof(DropProbability), DropProbability, "Something must be left.");
}
