using System.Numerics.Tensors;

namespace InitAnalyzer.ML;

/// <summary>A layer of a trained network: φ(W·x + b). Immutable.</summary>
public sealed class NeuralNetworkLayer
{
    private readonly float[] _weights;
    private readonly float[] _biases;

    internal NeuralNetworkLayer(int inputs, Activation activation, float[] weights, float[] biases)
    {
        Inputs = inputs;
        Activation = activation;
        _weights = weights;
        _biases = biases;
    }

    /// <summary>The number of inputs.</summary>
    public int Inputs { get; }

    /// <summary>The number of outputs.</summary>
    public int Units => _biases.Length;

    /// <summary>What is done to the weighted sums.</summary>
    public Activation Activation { get; }

    /// <summary>The weights [units, inputs], one unit after the other.</summary>
    public ReadOnlyMemory<float> Weights => _weights;

    /// <summary>The biases [units].</summary>
    public ReadOnlyMemory<float> Biases => _biases;

    internal void Evaluate(ReadOnlySpan<float> input, Span<float> output)
    {
        for (int unit = 0; unit < output.Length; unit++)
        {
            output[unit] = _biases[unit] + TensorPrimitives.Dot(_weights.AsSpan(unit * Inputs, Inputs), input);
        }

        ActivationFunction.Apply(Activation, output);
    }
}
