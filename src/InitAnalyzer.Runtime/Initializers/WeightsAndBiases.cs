namespace InitAnalyzer.Runtime;

/// <summary>Initializers that belong together.</summary>
/// <param name="Weights">That of the weights.</param>
/// <param name="Biases">That of the biases, of a <see cref="WeightShape.Vector"/>.</param>
public sealed record WeightsAndBiases(Initializer Weights, Initializer Biases);
