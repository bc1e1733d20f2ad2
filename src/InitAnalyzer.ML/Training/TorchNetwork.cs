using InitAnalyzer.Runtime;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InitAnalyzer.ML;

/// <summary>A network in training: the hidden layers, and a linear layer of outputs.</summary>
internal sealed class TorchNetwork
{
    private readonly int _inputs;
    private readonly TorchLayer[] _layers;

    public TorchNetwork(int inputs, IEnumerable<Layer> hidden, int outputs, RandomStream random)
    {
        _inputs = inputs;
        int width = inputs;
        List<TorchLayer> layers = [];
        foreach (Layer layer in hidden.Append(new Dense(outputs)))
        {
            layers.Add(layer switch
            {
                Dense dense => new TorchDense(width, dense, random.Child(layers.Count)),
                Dropout dropout => new TorchDropout(dropout.Rate),
                _ => new TorchNormalization(width),
            });
            width = (layer as Dense)?.Units ?? width;
        }

        _layers = [.. layers];
    }

    public IEnumerable<Parameter> Weights => _layers.SelectMany(static layer => layer.Weights);

    public IEnumerable<Parameter> Others => _layers.SelectMany(static layer => layer.Others);

    public IEnumerable<Tensor> State => _layers.SelectMany(static layer => layer.State);

    public bool HasNormalization => _layers.Any(static layer => layer is TorchNormalization);

    public Tensor Forward(Tensor input, RandomStream? random)
    {
        for (int i = 0; i < _layers.Length; i++)
        {
            input = _layers[i].Forward(input, random?.Child(i));
        }

        return input;
    }

    /// <summary>The network for scoring. Each normalisation is an affine map of its inputs and becomes a part of the next layer.</summary>
    /// <param name="shift">What is subtracted from the features.</param>
    /// <param name="scale">What they are multiplied by.</param>
    /// <param name="outputShift">What is added to the outputs, after they were multiplied by <paramref name="outputScale"/>.</param>
    /// <param name="outputScale">What the outputs are multiplied by.</param>
    public NeuralNetworkModel ToModel(float[] shift, float[] scale, double outputShift, double outputScale)
    {
        List<NeuralNetworkLayer> layers = [];
        double[] factor = Ones(_inputs);
        double[] offset = new double[_inputs];
        foreach (TorchLayer layer in _layers)
        {
            switch (layer)
            {
                case TorchDense dense:
                    bool isLast = layer == _layers[^1];
                    layers.Add(Merge(dense, factor, offset, isLast ? outputScale : 1, isLast ? outputShift : 0));
                    factor = Ones(layers[^1].Units);
                    offset = new double[factor.Length];
                    break;
                case TorchNormalization normalization:
                    Merge(normalization, factor, offset);
                    break;
            }
        }

        return new(shift, scale, [.. layers]);
    }

    private static NeuralNetworkLayer Merge(TorchDense dense, double[] factor, double[] offset, double outputScale, double outputShift)
    {
        float[] weights = Values(dense.Weight);
        float[] biases = Values(dense.Bias);
        for (int unit = 0; unit < biases.Length; unit++)
        {
            Span<float> row = weights.AsSpan(unit * factor.Length, factor.Length);
            double bias = biases[unit];
            for (int i = 0; i < row.Length; i++)
            {
                bias += row[i] * offset[i];
                row[i] = (float)(row[i] * factor[i] * outputScale);
            }

            biases[unit] = (float)(bias * outputScale + outputShift);
        }

        return new(factor.Length, dense.Activation, weights, biases);
    }

    private static void Merge(TorchNormalization normalization, double[] factor, double[] offset)
    {
        float[] scale = Values(normalization.Scale);
        float[] shift = Values(normalization.Shift);
        float[] mean = Values(normalization.Mean);
        float[] variance = Values(normalization.Variance);
        for (int i = 0; i < factor.Length; i++)
        {
            double slope = scale[i] / Math.Sqrt(variance[i] + TorchNormalization.Epsilon);
            offset[i] = (offset[i] - mean[i]) * slope + shift[i];
            factor[i] *= slope;
        }
    }

    private static double[] Ones(int count)
    {
        double[] ones = new double[count];
        Array.Fill(ones, 1);
        return ones;
    }

    private static float[] Values(Tensor tensor)
    {
        using Tensor plain = tensor.detach();
        return plain.data<float>().ToArray();
    }
}
