namespace InitAnalyzer.Theory;

/// <summary>
/// What a chain of n weight layers does to a signal and to a gradient, in the limit of wide layers. Ratios run from the
/// first pre-activation to the last, that is across n − 1 activations. Variances are capped at 1e300.
/// </summary>
public sealed class ChainPropagation
{
    internal ChainPropagation(IReadOnlyList<double> preActivationVariances, IReadOnlyList<double> gradientFactors)
    {
        PreActivationVariances = preActivationVariances;
        GradientFactors = gradientFactors;

        // A layer that stops the gradient stops it, even where the product before it has overflowed.
        GradientRatio = gradientFactors.Contains(0) ? 0 : gradientFactors.Aggregate(1.0, static (product, factor) => product * factor);
    }

    /// <summary>The variance q of each layer's pre-activations, in the order of the layers; n numbers.</summary>
    public IReadOnlyList<double> PreActivationVariances { get; }

    /// <summary>
    /// The factors on the gradient's squared length, n − 1 numbers: number i is c·E[φ'(z)²] with the activation of layer i and the
    /// scale of layer i + 1, the step from the pre-activations of layer i + 1 back to those of layer i.
    /// </summary>
    public IReadOnlyList<double> GradientFactors { get; }

    /// <summary>The variance of the first layer's pre-activations.</summary>
    public double FirstPreActivationVariance => PreActivationVariances[0];

    /// <summary>The variance of the last layer's pre-activations.</summary>
    public double LastPreActivationVariance => PreActivationVariances[PreActivationVariances.Count - 1];

    /// <summary>Last over first pre-activation variance; 0 where both are 0, because no signal arrives.</summary>
    public double ForwardRatio => LastPreActivationVariance == 0 ? 0 : LastPreActivationVariance / FirstPreActivationVariance;

    /// <summary>
    /// The squared length of the loss' gradient at the first pre-activations over that at the last: the product of
    /// <see cref="GradientFactors"/>. Where all layers are equally wide, the same for its variance (Schoenholz et al., 2017).
    /// </summary>
    public double GradientRatio { get; }
}
