using InitAnalyzer.Theory;

namespace InitAnalyzer.Runtime;

/// <summary>
/// Signal and gradient by mean-field theory (Poole et al., 2016; Schoenholz et al., 2017; with residual connections Yang and Schoenholz, 2017, with batch normalisation Yang et al., 2019):
/// instant, for any depth, and exact in the limit of wide layers. Inputs are independent of each other but for the pairs; weights are independent of them, and have mean 0.
/// </summary>
public static class MeanField
{
    private const double Largest = 1e300;

    /// <summary>Why there is no theory for a network: weights or biases whose mean is not 0, or identity matrices, which are not random.</summary>
    /// <param name="network">The network.</param>
    /// <returns>The reason; <see langword="null"/> where there is a theory.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="network"/> is null.</exception>
    public static string? WhyNot(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        for (int i = 0; i < network.Layers.Count; i++)
        {
            NetworkLayer layer = network.Layers[i];
            WeightLaw law = layer.Weights.LawFor(network.ShapeOf(i));
            WeightLaw? biases = layer.Biases?.LawFor(WeightShape.Vector(layer.Width));
            if (law.Distribution == Distribution.Identity)
            {
                return "Identity matrices are not random, and the theory is that of random weights.";
            }

            if (law.Mean != 0 || biases is { Mean: not 0 })
            {
                return "The theory is that of weights and biases whose mean is 0.";
            }
        }

        return null;
    }

    /// <summary>Follows the moments through the layers, and those of the gradient back.</summary>
    /// <param name="network">The network.</param>
    /// <param name="input">The inputs; <see langword="null"/> for variance 1 and cosine ½.</param>
    /// <param name="histograms">Whether the report has histograms; they take longer than all the rest.</param>
    /// <param name="batch">
    /// The number of inputs for which a dead unit has slope 0: even, as many as are sampled; 0 for a report without dead units (NaN), which take a few
    /// milliseconds a layer.
    /// </param>
    /// <returns>The report; its estimates are exact.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="network"/> is null.</exception>
    /// <exception cref="ArgumentException">There is no theory for the network, see <see cref="WhyNot"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="input"/> or <paramref name="batch"/> is outside its range.</exception>
    public static SimulationReport Simulate(Network network, SimulationInput? input = null, bool histograms = false, int batch = 0)
    {
        if (WhyNot(network) is string reason)
        {
            throw new ArgumentException(reason, nameof(network));
        }

        input ??= new();
        input.Check(nameof(input));
        if (batch < 0 || batch % 2 != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(batch), batch, "The batch must be an even number, or 0.");
        }

        Dictionary<Activation, Tools> tables = [];
        State[] states = new State[network.Layers.Count];
        Signal signal = new(0, input.Variance, input.Variance * input.Cosine, 0);
        for (int i = 0; i < states.Length; i++)
        {
            Activation activation = network.Layers[i].Activation;
            if (!tables.TryGetValue(activation, out Tools? tools))
            {
                tables[activation] = tools = new(new(activation), new(activation), batch == 0 ? null : new(activation, batch));
            }

            states[i] = Forward(network, i, signal, tools);
            signal = states[i].Output;
        }

        double[] gradients = Backward(network, states);
        return new(network, SimulationMethod.Theory, Array.AsReadOnly(
            [.. states.Select((state, i) => Statistics(i, network.Layers[i].Activation, state, gradients[i], histograms))]));
    }

    private static State Forward(Network network, int index, Signal signal, Tools tools)
    {
        NetworkLayer layer = network.Layers[index];
        double weight = Strength(network, index, network.InputsOf(index));
        double bias = layer.Biases?.LawFor(WeightShape.Vector(layer.Width)).VarianceFor(default) ?? 0;
        double raw = Math.Min(weight * signal.SecondMoment + bias, Largest);
        double pair = Math.Min(weight * signal.Pair + bias, Largest);
        double others = Math.Min(weight * signal.Others + bias, Largest);
        (double q, double shared, double division) = layer.Normalization switch
        {
            Normalization.Layer when raw > 0 => (1.0, 0.0, raw),

            // What all inputs of a batch have in common is their mean, which is taken away.
            Normalization.Batch when raw > others => (1, others, raw - others),
            _ => (raw, 0, 1),
        };
        double correlation = raw == 0 ? 1 : Math.Clamp((pair - shared) / division / q, -1, 1);
        double unrelated = raw == 0 ? 1 : Math.Clamp((others - shared) / division / q, -1, 1);
        ActivationMoments moments = tools.Table.At(q);
        double keep = 1 - layer.Dropout;
        double slope = q == 0 ? Square(layer.Activation.Derivative(0)) : moments.SlopeSecondMoment;
        Signal output = new(moments.Mean, moments.SecondMoment / keep, moments.Product(correlation), moments.Product(unrelated));
        if (layer.Residual)
        {
            double cross = 2 * signal.Mean * moments.Mean;
            output = new(signal.Mean + output.Mean, signal.SecondMoment + output.SecondMoment + cross, signal.Pair + output.Pair + cross, signal.Others + output.Others + cross);
        }

        return new(raw, q, moments, output, slope / keep / division, tools.Saturation.Probability(q), tools.Dead?.Fraction(q, correlation, unrelated) ?? double.NaN);
    }

    private static double[] Backward(Network network, State[] states)
    {
        double[] gradients = new double[states.Length];
        double output = 1;
        for (int i = states.Length - 1; i >= 0; i--)
        {
            gradients[i] = Math.Min(output * states[i].Slope, Largest);
            output = Math.Min(Strength(network, i, network.Layers[i].Width) * gradients[i] + (network.Layers[i].Residual ? output : 0), Largest);
        }

        return gradients;
    }

    /// <summary>The variance of a weight times the number of weights that are summed over.</summary>
    private static double Strength(Network network, int index, int width)
    {
        WeightShape shape = network.ShapeOf(index);
        return network.Layers[index].Weights.LawFor(shape).VarianceFor(shape.Fans) * width * network.Layers[index].ReceptiveField;
    }

    private static LayerStatistics Statistics(int index, Activation activation, State state, double gradient, bool histograms)
    {
        Signal output = state.Output;
        return new LayerStatistics
        {
            Layer = index,
            PreActivationMean = Estimate.Exact(0),
            PreActivationVariance = Estimate.Exact(state.Raw),
            PreActivationKurtosis = Estimate.Exact(state.Raw == 0 ? double.NaN : 3),
            ActivationMean = Estimate.Exact(output.Mean),
            ActivationVariance = Estimate.Exact(Math.Max(0, output.SecondMoment - output.Mean * output.Mean)),
            ActivationKurtosis = Estimate.Exact(state.Moments.Variance == 0 ? double.NaN : state.Moments.Kurtosis),
            GradientVariance = Estimate.Exact(gradient),
            Saturated = Estimate.Exact(state.Saturated),
            Dead = Estimate.Exact(state.Dead),
            Cosine = Estimate.Exact(output.SecondMoment == 0 ? double.NaN : output.Pair / output.SecondMoment),
            PreActivations = histograms ? NormalHistogram(state.Q) : null,
            Activations = histograms ? ActivationHistogram(activation, state.Q) : null,
        };
    }

    private static Histogram? NormalHistogram(double variance)
    {
        double reach = 4 * Math.Sqrt(variance);
        return variance == 0 ? null : new(-reach, reach, Array.AsReadOnly(
            [.. Enumerable.Range(0, Histogram.Bins).Select(static bin => SpecialFunctions.NormalCdf(8.0 * (bin + 1) / Histogram.Bins - 4) - SpecialFunctions.NormalCdf(8.0 * bin / Histogram.Bins - 4))]));
    }

    /// <summary>Of the values at evenly spaced quantiles.</summary>
    private static Histogram? ActivationHistogram(Activation activation, double variance)
    {
        const int Points = 4096;
        double[] values = new double[2 * Points];
        for (int i = 0; i < Points; i++)
        {
            double z = Math.Sqrt(variance) * ScalarMath.UpperNormalQuantile((i + 0.5) / (2 * Points));
            values[2 * i] = activation.Evaluate(z);
            values[2 * i + 1] = activation.Evaluate(-z);
        }

        double low = values.Min();
        double high = values.Max();
        if (!(high > low))
        {
            return null;
        }

        double[] fractions = new double[Histogram.Bins];
        foreach (double value in values)
        {
            fractions[Histogram.BinOf(value, low, high)] += 1.0 / values.Length;
        }

        return new(low, high, Array.AsReadOnly(fractions));
    }

    private static double Square(double x) => x * x;

    /// <summary>Moments of what a layer is fed with: the mean, E[h²], and E[h·h'] for the two inputs of a pair and for two unrelated ones.</summary>
    private readonly record struct Signal(double Mean, double SecondMoment, double Pair, double Others);

    /// <summary>A layer: variance before and after normalisation, the activation's moments, what it gives, and the factor on the gradient.</summary>
    private sealed record State(double Raw, double Q, ActivationMoments Moments, Signal Output, double Slope, double Saturated, double Dead);

    /// <summary>What the theory needs of one activation.</summary>
    private sealed record Tools(MomentTable Table, Saturation Saturation, DeadUnits? Dead);
}
