using System.Buffers;
using System.Numerics.Tensors;

namespace InitAnalyzer.ML;

/// <summary>
/// A trained network, in plain .NET: inputs are shifted and scaled, then go through the layers. Normalisations have been merged into the layers behind them. Immutable: any number of threads may use it.
/// </summary>
public sealed class NeuralNetworkModel
{
    private readonly float[] _shift;
    private readonly float[] _scale;
    private readonly NeuralNetworkLayer[] _layers;
    private readonly int _width;

    internal NeuralNetworkModel(float[] shift, float[] scale, NeuralNetworkLayer[] layers)
    {
        _shift = shift;
        _scale = scale;
        _layers = layers;
        Layers = Array.AsReadOnly(layers);
        _width = Math.Max(shift.Length, layers.Max(static layer => layer.Units));
    }

    /// <summary>The number of features.</summary>
    public int Inputs => _shift.Length;

    /// <summary>The number of outputs: 1, or the number of classes.</summary>
    public int Outputs => _layers[^1].Units;

    /// <summary>What is subtracted from each feature.</summary>
    public ReadOnlyMemory<float> InputShift => _shift;

    /// <summary>What each feature is then multiplied by: 0 where it was constant in training.</summary>
    public ReadOnlyMemory<float> InputScale => _scale;

    /// <summary>The layers; the last one makes the outputs.</summary>
    public IReadOnlyList<NeuralNetworkLayer> Layers { get; }

    /// <summary>The outputs for the features of a row: the predicted label, the log-odds, or a log-probability for each class up to a common number.</summary>
    /// <param name="features">As many numbers as the network has inputs.</param>
    /// <param name="outputs">Filled; as long as the network has outputs.</param>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    public void Evaluate(ReadOnlySpan<float> features, Span<float> outputs)
    {
        if (features.Length != Inputs)
        {
            throw new ArgumentException(FormattableString.Invariant($"The network was trained on {Inputs} features and is given {features.Length}."), nameof(features));
        }

        if (outputs.Length != Outputs)
        {
            throw new ArgumentException(FormattableString.Invariant($"The network has {Outputs} outputs, and there is room for {outputs.Length}."), nameof(outputs));
        }

        float[] first = ArrayPool<float>.Shared.Rent(_width);
        float[] second = ArrayPool<float>.Shared.Rent(_width);
        Span<float> input = first.AsSpan(0, Inputs);
        TensorPrimitives.Subtract(features, _shift, input);
        TensorPrimitives.Multiply(input, _scale, input);
        foreach (NeuralNetworkLayer layer in _layers.AsSpan(0, _layers.Length - 1))
        {
            Span<float> output = second.AsSpan(0, layer.Units);
            layer.Evaluate(input, output);
            input = output;
            (first, second) = (second, first);
        }

        _layers[^1].Evaluate(input, outputs);
        ArrayPool<float>.Shared.Return(first);
        ArrayPool<float>.Shared.Return(second);
    }
}
