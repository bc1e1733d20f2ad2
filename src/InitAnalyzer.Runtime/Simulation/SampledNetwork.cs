namespace InitAnalyzer.Runtime;

/// <summary>Draws a network and measures it, forward and backward; holds the arrays that all draws use.</summary>
internal sealed class SampledNetwork
{
    private readonly Network _network;
    private readonly SamplingOptions _options;
    private readonly ParallelOptions _parallel;
    private readonly float[] _weights;
    private readonly Dictionary<Theory.Activation, (ActivationTable Table, Saturation Saturation)> _tables = [];

    /// <summary>For the way back: each layer's slopes, and what its normalisation gave.</summary>
    private readonly Batch[] _slopes;
    private readonly Normalized?[] _normalized;

    public SampledNetwork(Network network, SamplingOptions options, CancellationToken cancellationToken)
    {
        _network = network;
        _options = options;
        _parallel = new ParallelOptions { MaxDegreeOfParallelism = options.MaxDegreeOfParallelism, CancellationToken = cancellationToken };
        int layers = network.Layers.Count;
        _weights = new float[Enumerable.Range(0, layers).Max(layer => network.ShapeOf(layer).Count)];
        _slopes = [.. network.Layers.Select(layer => new Batch(options.Batch, layer.Width))];
        _normalized = new Normalized?[layers];
        foreach (NetworkLayer layer in network.Layers)
        {
            if (!_tables.ContainsKey(layer.Activation))
            {
                _tables[layer.Activation] = (new(layer.Activation), new(layer.Activation));
            }
        }
    }

    public Measurement[] Draw(int draw, Action<double> progress)
    {
        RandomStream stream = Root(_options.Seed).Child(draw);
        int layers = _network.Layers.Count;
        Measurement[] measurements = new Measurement[layers];
        Batch signal = Inputs(stream);
        for (int layer = 0; layer < layers; layer++)
        {
            measurements[layer] = new Measurement();
            signal = Forward(layer, signal, stream, measurements[layer], histograms: _options.Histograms && draw == 0);
            progress((layer + 1) / (2.0 * layers));
        }

        Batch gradient = new(_options.Batch, signal.Width);
        stream.Child("gradients").FillNormal<float>(gradient.Values);
        for (int layer = layers - 1; layer >= 0; layer--)
        {
            gradient = Backward(layer, gradient, stream, measurements[layer]);
            progress(1 - layer / (2.0 * layers));
        }

        return measurements;
    }

    /// <summary>The stream of all simulations with a seed.</summary>
    public static RandomStream Root(ulong seed) => new(seed, "simulation");

    /// <summary>The stream of a layer's weights.</summary>
    public static RandomStream WeightStream(RandomStream draw, int layer) => draw.Child("weights").Child(layer);

    /// <summary>Pairs x, ρx + √(1 − ρ²)y in the two halves of the batch.</summary>
    public Batch Inputs(RandomStream stream)
    {
        SimulationInput input = _options.Input;
        Batch batch = new(_options.Batch, _network.Inputs);
        stream.Child("inputs").FillNormal<float>(batch.Values, 0, Math.Sqrt(input.Variance));
        float own = (float)Math.Sqrt(1 - input.Cosine * input.Cosine);
        int half = batch.Values.Length / 2;
        for (int i = 0; i < half; i++)
        {
            batch.Values[half + i] = (float)input.Cosine * batch.Values[i] + own * batch.Values[half + i];
        }

        return batch;
    }

    /// <summary>The pre-activations of a layer.</summary>
    public Batch PreActivations(int index, Batch signal, RandomStream stream)
    {
        NetworkLayer layer = _network.Layers[index];
        Batch z = new(signal.Rows, layer.Width);
        Batch fed = Gather(signal, layer.ReceptiveField);
        Gemm.Multiply(1, fed.Matrix, Weights(index, stream).Transposed, z.Matrix, _parallel);
        z.Scale = signal.Scale;
        if (layer.Biases is { } initializer)
        {
            float[] biases = new float[layer.Width];
            initializer.Fill<float>(biases, WeightShape.Vector(layer.Width), stream.Child("biases").Child(index));
            z.SetScale(1, _parallel);
            Parallel.For(0, z.Rows, _parallel, row =>
            {
                Span<float> values = z.Row(row);
                for (int i = 0; i < values.Length; i++)
                {
                    values[i] += biases[i];
                }
            });
        }

        return z;
    }

    /// <summary>What a layer gives for its pre-activations, which are overwritten.</summary>
    public Batch Output(int index, Batch signal, Batch z, RandomStream stream, Measurement measurement, bool histograms = false)
    {
        NetworkLayer layer = _network.Layers[index];
        _normalized[index] = layer.Normalization == Normalization.None ? null : Normalized.Of(z, layer.Normalization, _parallel);
        measurement.PreActivations = histograms ? HistogramOf(z, around: true) : null;
        Activate(index, z, measurement);
        measurement.Activation = z.Sums(_parallel);
        measurement.Activations = histograms ? HistogramOf(z, around: false) : null;
        Drop(index, z, stream);
        if (layer.Residual)
        {
            double scale = Math.Max(z.Scale, signal.Scale);
            z.SetScale(scale, _parallel);
            float factor = (float)(signal.Scale / scale);
            Parallel.For(0, z.Rows, _parallel, row => AddScaled(z.Row(row), factor, signal.Row(row)));
        }

        z.Rescale(_parallel);
        return z;
    }

    private Batch Forward(int index, Batch signal, RandomStream stream, Measurement measurement, bool histograms)
    {
        Batch z = PreActivations(index, signal, stream);
        measurement.PreActivation = z.Sums(_parallel);
        Batch output = Output(index, signal, z, stream, measurement, histograms);
        measurement.Output = output.Sums(_parallel);
        measurement.Cosine = Cosine(output);
        return output;
    }

    private Batch Backward(int index, Batch gradient, RandomStream stream, Measurement measurement)
    {
        NetworkLayer layer = _network.Layers[index];
        Batch slopes = _slopes[index];
        Batch delta = new(gradient.Rows, gradient.Width) { Scale = gradient.Scale };
        Parallel.For(0, delta.Rows, _parallel, row =>
        {
            Span<float> target = delta.Row(row);
            Span<float> slope = slopes.Row(row);
            Span<float> above = gradient.Row(row);
            for (int i = 0; i < target.Length; i++)
            {
                target[i] = slope[i] * above[i];
            }
        });
        _normalized[index]?.Backward(delta, _parallel);
        measurement.GradientVariance = delta.Sums(_parallel).Variance;
        Batch patches = new(delta.Rows, _network.InputsOf(index) * layer.ReceptiveField) { Scale = delta.Scale };
        Gemm.Multiply(1, delta.Matrix, Weights(index, stream), patches.Matrix, _parallel);
        Batch below = Scatter(patches, layer.ReceptiveField);
        if (layer.Residual)
        {
            Parallel.For(0, below.Rows, _parallel, row => AddScaled(below.Row(row), 1, gradient.Row(row)));
        }

        below.Rescale(_parallel);
        return below;
    }

    private Matrix<float> Weights(int index, RandomStream stream)
    {
        WeightShape shape = _network.ShapeOf(index);
        _network.Layers[index].Weights.Fill(_weights.AsMemory(0, (int)shape.Count), shape, WeightStream(stream, index), _parallel);
        return new(_weights, _network.Layers[index].Width, (int)shape.Count / _network.Layers[index].Width);
    }

    private void Activate(int index, Batch z, Measurement measurement)
    {
        (ActivationTable table, Saturation saturation) = _tables[_network.Layers[index].Activation];
        Theory.Activation activation = _network.Layers[index].Activation;
        Batch slopes = _slopes[index];
        double size = Math.Sqrt(z.Sums(_parallel).MeanSquare);
        double scale = z.Scale;
        double newScale = Batch.ScaleFor(Math.Max(Math.Abs(activation.Evaluate(size)), Math.Abs(activation.Evaluate(-size))));
        int[] flat = new int[z.Rows];
        bool[] alive = new bool[z.Width];
        Parallel.For(0, z.Rows, _parallel, row =>
        {
            Span<float> values = z.Row(row);
            Span<float> slope = slopes.Row(row);
            int count = 0;
            for (int i = 0; i < values.Length; i++)
            {
                double value = table.Evaluate(scale * values[i], out double steepness);
                values[i] = (float)(value / newScale);
                slope[i] = (float)steepness;
                count += Math.Abs(steepness) < saturation.Threshold ? 1 : 0;
                if (steepness != 0)
                {
                    // Threads write nothing but true.
                    alive[i] = true;
                }
            }

            flat[row] = count;
        });
        z.Scale = newScale;
        measurement.Saturated = flat.Sum() / (double)z.Values.Length;
        measurement.Dead = alive.Count(static unit => !unit) / (double)alive.Length;
    }

    private void Drop(int index, Batch output, RandomStream stream)
    {
        double probability = _network.Layers[index].Dropout;
        if (probability == 0)
        {
            return;
        }

        float kept = (float)(1 / (1 - probability));
        RandomStream masks = stream.Child("dropout").Child(index);
        Batch slopes = _slopes[index];
        Parallel.For(0, output.Rows, _parallel, row =>
        {
            float[] uniform = new float[output.Width];
            masks.FillUniform<float>(uniform, offset: (long)row * output.Width);
            Span<float> values = output.Row(row);
            Span<float> slope = slopes.Row(row);
            for (int i = 0; i < values.Length; i++)
            {
                float factor = uniform[i] < probability ? 0 : kept;
                values[i] *= factor;
                slope[i] *= factor;
            }
        });
    }

    /// <summary>For a convolution, each input with those of the inputs after it in its half of the batch, as [channel, position].</summary>
    private Batch Gather(Batch signal, int field)
    {
        if (field == 1)
        {
            return signal;
        }

        Batch result = new(signal.Rows, signal.Width * field) { Scale = signal.Scale };
        Parallel.For(0, signal.Rows, _parallel, row =>
        {
            Span<float> target = result.Row(row);
            for (int position = 0; position < field; position++)
            {
                Span<float> source = signal.Row(Neighbour(row, position, signal.Rows / 2));
                for (int channel = 0; channel < source.Length; channel++)
                {
                    target[channel * field + position] = source[channel];
                }
            }
        });
        return result;
    }

    /// <summary>The transpose of <see cref="Gather"/>.</summary>
    private Batch Scatter(Batch patches, int field)
    {
        if (field == 1)
        {
            return patches;
        }

        Batch result = new(patches.Rows, patches.Width / field) { Scale = patches.Scale };
        int half = patches.Rows / 2;
        Parallel.For(0, patches.Rows, _parallel, row =>
        {
            Span<float> target = result.Row(row);
            for (int position = 0; position < field; position++)
            {
                Span<float> source = patches.Row(Neighbour(row, -position, half));
                for (int channel = 0; channel < target.Length; channel++)
                {
                    target[channel] += source[channel * field + position];
                }
            }
        });
        return result;
    }

    private static int Neighbour(int row, int distance, int half)
    {
        int start = row / half * half;
        int place = (row - start + distance) % half;
        return start + (place < 0 ? place + half : place);
    }

    /// <summary>That of all pairs together: products over squares, as the theory has it.</summary>
    private double Cosine(Batch output)
    {
        int half = output.Rows / 2;
        (double Product, double X, double Y)[] pairs = new (double, double, double)[half];
        Parallel.For(0, half, _parallel, row =>
        {
            Span<float> x = output.Row(row);
            Span<float> y = output.Row(row + half);
            double product = 0;
            double squareX = 0;
            double squareY = 0;
            for (int i = 0; i < x.Length; i++)
            {
                product += (double)x[i] * y[i];
                squareX += (double)x[i] * x[i];
                squareY += (double)y[i] * y[i];
            }

            pairs[row] = (product, squareX, squareY);
        });
        return pairs.Sum(static pair => pair.Product) / ((pairs.Sum(static pair => pair.X) + pairs.Sum(static pair => pair.Y)) / 2);
    }

    private static Histogram? HistogramOf(Batch batch, bool around)
    {
        double low = double.PositiveInfinity;
        double high = double.NegativeInfinity;
        if (around)
        {
            PowerSums sums = PowerSums.Of(batch.Values, batch.Scale);
            double reach = 4 * Math.Sqrt(sums.Variance);
            (low, high) = (sums.Mean - reach, sums.Mean + reach);
        }
        else
        {
            low = batch.Values.Min() * batch.Scale;
            high = batch.Values.Max() * batch.Scale;
        }

        return Histogram.Of(batch.Values, low, high, batch.Scale);
    }

    private static void AddScaled(Span<float> target, float factor, ReadOnlySpan<float> x)
    {
        for (int i = 0; i < target.Length; i++)
        {
            target[i] += factor * x[i];
        }
    }
}
