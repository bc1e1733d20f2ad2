namespace InitAnalyzer.Runtime;

/// <summary>What one layer does to the signal and to the gradient. Moments are over units and inputs.</summary>
public sealed record LayerStatistics
{
    /// <summary>The layer's number, from 0.</summary>
    public required int Layer { get; init; }

    /// <summary>The mean of the pre-activations.</summary>
    public required Estimate PreActivationMean { get; init; }

    /// <summary>The variance of the pre-activations, before a normalisation.</summary>
    public required Estimate PreActivationVariance { get; init; }

    /// <summary>The kurtosis of the pre-activations: 3 for normal ones, which those of wide layers are.</summary>
    public required Estimate PreActivationKurtosis { get; init; }

    /// <summary>The mean of the layer's output, after activation, dropout and a residual connection.</summary>
    public required Estimate ActivationMean { get; init; }

    /// <summary>The variance of the layer's output.</summary>
    public required Estimate ActivationVariance { get; init; }

    /// <summary>The kurtosis of the activation, before dropout and a residual connection; NaN where its variance is 0.</summary>
    public required Estimate ActivationKurtosis { get; init; }

    /// <summary>The variance of the gradient with respect to the pre-activations (before a normalisation), for gradients of variance 1 at the network's output.</summary>
    public required Estimate GradientVariance { get; init; }

    /// <summary>The part of pre-activations where the slope is below a tenth of the activation's steepest: the flat ends of tanh, the left half of ReLU.</summary>
    public required Estimate Saturated { get; init; }

    /// <summary>The part of units whose slope is 0 for every input of the batch, so that they cannot learn. It depends on the batch; NaN where a theory was not told its size.</summary>
    public required Estimate Dead { get; init; }

    /// <summary>The cosine similarity of the layer's outputs for two inputs of a given one.</summary>
    public required Estimate Cosine { get; init; }

    /// <summary>The distribution of what the activation is applied to, or <see langword="null"/> where it was not asked for.</summary>
    public Histogram? PreActivations { get; init; }

    /// <summary>The distribution of the activation, or <see langword="null"/> where it was not asked for.</summary>
    public Histogram? Activations { get; init; }

    /// <summary>The statistics of values that were measured in a network that runs.</summary>
    /// <param name="values">The values.</param>
    /// <returns>The statistics, each of one draw.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="values"/> is null.</exception>
    /// <exception cref="ArgumentException">The values do not fit together: see <see cref="MeasuredLayer"/>.</exception>
    public static LayerStatistics Of(MeasuredLayer values)
    {
        ArgumentNullException.ThrowIfNull(values);
        values.Check();
        return Measurement.Summarize(values.Layer, [values.Measure()]);
    }
}
