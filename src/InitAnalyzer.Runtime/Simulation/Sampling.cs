namespace InitAnalyzer.Runtime;

/// <summary>Signal and gradient by drawing networks: weights from their initializers, inputs and output gradients normal.</summary>
public static class Sampling
{
    /// <summary>
    /// Draws networks and measures them. Weights are drawn layer by layer, and again on the way back, so that the signal takes memory for one layer;
    /// the gradient takes one number more for each unit, input and layer.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="options">How much is drawn; <see langword="null"/> for the defaults.</param>
    /// <param name="progress">Told the part that is done, from 0 to 1.</param>
    /// <param name="cancellationToken">Ends the simulation early.</param>
    /// <returns>The report; its estimates are means over the draws.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="network"/> is null.</exception>
    /// <exception cref="ArgumentException">A layer's weights or biases cannot be filled.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static SimulationReport Simulate(
        Network network, SamplingOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        options ??= new();
        options.Check(nameof(options));
        for (int i = 0; i < network.Layers.Count; i++)
        {
            network.Layers[i].Weights.Check<float>(network.ShapeOf(i));
            network.Layers[i].Biases?.Check<float>(WeightShape.Vector(network.Layers[i].Width));
        }

        SampledNetwork sample = new(network, options, cancellationToken);
        Measurement[][] draws = new Measurement[options.Draws][];
        for (int draw = 0; draw < options.Draws; draw++)
        {
            double before = draw;
            draws[draw] = sample.Draw(draw, part => progress?.Report((before + part) / options.Draws));
        }

        return new(network, SimulationMethod.Sampling, Array.AsReadOnly(
            [.. Enumerable.Range(0, network.Layers.Count).Select(layer => Measurement.Summarize(layer, [.. draws.Select(draw => draw[layer])]))]));
    }
}
