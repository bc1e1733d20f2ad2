namespace InitAnalyzer.Theory;

/// <summary>
/// How layers of independent random weights carry a signal forward and a gradient backward, in the limit of wide layers
/// (Glorot and Bengio, 2010; He et al., 2015; Poole et al., 2016; Schoenholz et al., 2017). A layer's weights enter through their
/// scale c = Var(w)·fan-in, its biases through their variance.
/// </summary>
public static class Propagation
{
    /// <summary>Variances stop here, so that an exploding chain has a finite result.</summary>
    private const double LargestVariance = 1e300;

    private const int LargestDepth = 1_000_000;

    /// <summary>
    /// The forward multiplier c·E[φ(z)²], z ~ N(0, 1): the factor on the second moment of a unit signal. Xavier (c = 1) before
    /// ReLU has ½, He (c = 2) has 1.
    /// </summary>
    /// <param name="activation">The activation φ.</param>
    /// <param name="scale">The scale c: finite, at least 0.</param>
    /// <returns>The multiplier.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="activation"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is NaN, infinite or negative.</exception>
    /// <exception cref="InvalidOperationException">The activation is not elementwise.</exception>
    public static double ForwardMultiplier(Activation activation, double scale)
    {
        Check(activation, scale);
        return Times(scale, GaussianMoments.SecondMoment(activation));
    }

    /// <summary>
    /// The origin slope multiplier c·φ'(0)²: the factor on the variance of a small signal around 0. He (c = 2) before tanh has 2,
    /// so small signals double until tanh saturates. At a kink the left derivative counts.
    /// </summary>
    /// <param name="activation">The activation φ.</param>
    /// <param name="scale">The scale c: finite, at least 0.</param>
    /// <returns>The multiplier.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="activation"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is NaN, infinite or negative.</exception>
    /// <exception cref="InvalidOperationException">The activation is not elementwise.</exception>
    public static double OriginSlopeMultiplier(Activation activation, double scale)
    {
        Check(activation, scale);
        double slope = activation.SlopeAtZero;
        return scale * slope * slope;
    }

    /// <summary>
    /// The backward multiplier χ = c·E[φ'(z)²], z ~ N(0, q): the factor on the variance of a gradient per layer, with fan-out equal to fan-in.
    /// </summary>
    /// <param name="activation">The activation φ.</param>
    /// <param name="scale">The scale c: finite, at least 0.</param>
    /// <param name="preActivationVariance">The variance q of the pre-activations: finite, at least 0.</param>
    /// <returns>The multiplier.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="activation"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is NaN, infinite or negative.</exception>
    /// <exception cref="InvalidOperationException">The activation is not elementwise.</exception>
    public static double BackwardMultiplier(Activation activation, double scale, double preActivationVariance)
    {
        Check(activation, scale);
        Guard.NonNegative(preActivationVariance, nameof(preActivationVariance));
        return Times(scale, GaussianMoments.DerivativeSecondMoment(activation, preActivationVariance));
    }

    /// <summary>
    /// The variance of the next layer's pre-activations, c·E[φ(z)²] + σ_b² with z ~ N(0, q) (Poole et al., 2016, eq. 3).
    /// </summary>
    /// <param name="activation">The activation φ between the layers.</param>
    /// <param name="scale">The scale c of the next layer's weights: finite, at least 0.</param>
    /// <param name="preActivationVariance">The variance q of this layer's pre-activations: finite, at least 0.</param>
    /// <param name="biasVariance">The variance σ_b² of the next layer's biases: finite, at least 0.</param>
    /// <returns>The variance.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="activation"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is NaN, infinite or negative.</exception>
    /// <exception cref="InvalidOperationException">The activation is not elementwise.</exception>
    public static double NextVariance(Activation activation, double scale, double preActivationVariance, double biasVariance = 0)
    {
        Check(activation, scale);
        Guard.NonNegative(preActivationVariance, nameof(preActivationVariance));
        Guard.NonNegative(biasVariance, nameof(biasVariance));
        return Next(activation, scale, preActivationVariance, biasVariance);
    }

    /// <summary>Follows the variances through a chain of layers.</summary>
    /// <param name="layers">The layers in the order of the flow; at least one.</param>
    /// <param name="inputSecondMoment">The second moment of one input of the first layer: finite, at least 0.</param>
    /// <returns>The variances and ratios from the first pre-activation to the last.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="layers"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="layers"/> is empty or contains null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="inputSecondMoment"/> is NaN, infinite or negative.</exception>
    /// <exception cref="InvalidOperationException">An activation other than the last is not elementwise.</exception>
    public static ChainPropagation Chain(IReadOnlyList<ChainLayer> layers, double inputSecondMoment = 1)
    {
        Guard.NotNull(layers, nameof(layers));
        Guard.NonNegative(inputSecondMoment, nameof(inputSecondMoment));
        if (layers.Count == 0 || layers.Contains(null!))
        {
            throw new ArgumentException("A chain needs at least one layer, and none may be null.", nameof(layers));
        }

        double[] variances = new double[layers.Count];
        double[] gradientFactors = new double[layers.Count - 1];
        variances[0] = Cap(layers[0].Scale * inputSecondMoment + layers[0].BiasVariance);
        for (int i = 1; i < variances.Length; i++)
        {
            Activation activation = layers[i - 1].Activation;

            // What is left of a dropout is scaled up to keep the mean, so that its second moment grows, as does its gradient's.
            double scale = layers[i].Scale / (1 - layers[i - 1].DropProbability);
            variances[i] = Cap(Next(activation, scale, variances[i - 1], layers[i].BiasVariance));
            gradientFactors[i - 1] = BackwardMultiplier(activation, scale, variances[i - 1]);
        }

        return new(Array.AsReadOnly(variances), Array.AsReadOnly(gradientFactors));
    }

    /// <summary>Follows the variances through a chain of equal layers, fed with inputs of second moment 1.</summary>
    /// <param name="activation">The activation after every layer.</param>
    /// <param name="scale">The scale c of every layer's weights: finite, at least 0.</param>
    /// <param name="depth">The number of activations that are crossed, from 0 to 1,000,000; the chain has one weight layer more.</param>
    /// <param name="biasVariance">The variance of every layer's biases: finite, at least 0.</param>
    /// <returns>The variances and ratios from the first pre-activation to the last.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="activation"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is NaN, infinite or outside its range.</exception>
    /// <exception cref="InvalidOperationException">The activation is not elementwise and <paramref name="depth"/> is not 0.</exception>
    public static ChainPropagation Chain(Activation activation, double scale, int depth, double biasVariance = 0)
    {
        Check(activation, scale);
        if (depth is < 0 or > LargestDepth)
        {
            throw new ArgumentOutOfRangeException(nameof(depth), depth, "The depth must be from 0 to 1,000,000.");
        }

        Guard.NonNegative(biasVariance, nameof(biasVariance));
        ChainLayer layer = new(activation, scale, biasVariance);
        return Chain(Enumerable.Repeat(layer, depth + 1).ToArray());
    }

    /// <summary>
    /// The variance that the pre-activations of an ever deeper chain of equal layers, fed with inputs of second moment 1, tend to
    /// (Poole et al., 2016), and the gradient's factor there.
    /// </summary>
    /// <param name="activation">The activation after every layer.</param>
    /// <param name="scale">The scale c of every layer's weights: finite, at least 0.</param>
    /// <param name="biasVariance">The variance of every layer's biases: finite, at least 0.</param>
    /// <returns>
    /// The fixed point; <see langword="null"/> where the variance tends to 0 or to infinity (leaves 1e-30 to 1e30), however slowly.
    /// Where every variance is a fixed point (ReLU with c = 2), the first pre-activation's.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="activation"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is NaN, infinite or negative.</exception>
    /// <exception cref="InvalidOperationException">The activation is not elementwise.</exception>
    public static FixedPoint? FindFixedPoint(Activation activation, double scale, double biasVariance = 0)
    {
        Check(activation, scale);
        Guard.NonNegative(biasVariance, nameof(biasVariance));
        double? variance = FixedPointSearch.Find(q => Next(activation, scale, q, biasVariance), scale + biasVariance);
        return variance is double q ? new FixedPoint(q, BackwardMultiplier(activation, scale, q)) : null;
    }

    private static void Check(Activation activation, double scale)
    {
        Guard.NotNull(activation, nameof(activation));
        Guard.NonNegative(scale, nameof(scale));
    }

    private static double Next(Activation activation, double scale, double variance, double biasVariance) =>
        Times(scale, GaussianMoments.SecondMoment(activation, variance)) + biasVariance;

    /// <summary>Weights of scale 0 pass nothing on, even where an extreme parameter lets the moment overflow.</summary>
    private static double Times(double scale, double moment) => scale == 0 ? 0 : scale * moment;

    private static double Cap(double variance) => Math.Min(variance, LargestVariance);
}
