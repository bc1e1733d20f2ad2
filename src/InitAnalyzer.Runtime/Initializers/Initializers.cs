using System.Globalization;
using InitAnalyzer.Theory;

namespace InitAnalyzer.Runtime;

/// <summary>
/// The initializers. Those that scale with a layer are values of <see cref="VarianceScaling"/>; arguments are checked when one is made.
/// </summary>
public static class Initializers
{
    /// <summary>All weights 0: a layer that never learns, since all its units stay alike. Meant for biases.</summary>
    public static Initializer Zeros { get; } = Constant(0, "Zeros");

    /// <summary>All weights 1: for the scale of a normalisation.</summary>
    public static Initializer Ones { get; } = Constant(1, "Ones");

    /// <summary>Independent weights with mean 0 and variance <paramref name="scale"/>/fan.</summary>
    /// <param name="scale">The scale c: finite, above 0.</param>
    /// <param name="mode">The fan to divide by.</param>
    /// <param name="distribution">Normal, Uniform or TruncatedNormal (cut at ±2 standard deviations and widened to the stated variance).</param>
    /// <returns>The initializer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static Initializer VarianceScaling(double scale, FanMode mode = FanMode.FanIn, Distribution distribution = Distribution.Normal) =>
        Scaled(FormattableString.Invariant($"Variance {scale:G6}/{Words(mode)}"), scale, mode, distribution);

    /// <summary>He et al. (2015), eq. 15: c = 2/(1 + a²), which keeps the second moment through a rectifier of negative slope a.</summary>
    /// <param name="distribution">Normal, Uniform or TruncatedNormal.</param>
    /// <param name="mode">Fan-in keeps the signal, fan-out the gradient.</param>
    /// <param name="slope">The rectifier's negative slope a: finite.</param>
    /// <returns>The initializer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static Initializer He(Distribution distribution = Distribution.Normal, FanMode mode = FanMode.FanIn, double slope = 0) =>
        Scaled("He", 2 / (1 + Guard.Finite(slope, nameof(slope)) * slope), mode, distribution);

    /// <summary>Glorot and Bengio (2010), eq. 12: c = gain² over the mean of the fans.</summary>
    /// <param name="distribution">Normal, Uniform or TruncatedNormal.</param>
    /// <param name="gain">The gain: finite, not 0.</param>
    /// <returns>The initializer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static Initializer Xavier(Distribution distribution = Distribution.Normal, double gain = 1) =>
        Scaled("Xavier", Guard.Finite(gain, nameof(gain)) * gain, FanMode.FanAverage, distribution);

    /// <summary>The same as <see cref="Xavier"/>, by its author's other name.</summary>
    /// <param name="distribution">Normal, Uniform or TruncatedNormal.</param>
    /// <param name="gain">The gain: finite, not 0.</param>
    /// <returns>The initializer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static Initializer Glorot(Distribution distribution = Distribution.Normal, double gain = 1) => Xavier(distribution, gain);

    /// <summary>LeCun et al. (1998), "Efficient backprop": c = 1 over fan-in; what SELU needs (Klambauer et al., 2017).</summary>
    /// <param name="distribution">Normal, Uniform or TruncatedNormal.</param>
    /// <returns>The initializer.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="distribution"/> is none of the three.</exception>
    public static Initializer LeCun(Distribution distribution = Distribution.Normal) => Scaled("LeCun", 1, FanMode.FanIn, distribution);

    /// <summary>The default of PyTorch's and TorchSharp's Linear and convolutions: uniform, c = 1/3 over fan-in.</summary>
    public static Initializer TorchDefault { get; } = Scaled("Torch default", 1 / 3.0, FanMode.FanIn, Distribution.Uniform);

    /// <summary>Kumar (2017): c = 1/(φ'(0)²(1 + φ(0)²)), which keeps the variance to first order: 12.8 for the sigmoid, standard deviation 3.6/√N.</summary>
    /// <param name="activation">An activation that is differentiable at 0, with a slope other than 0.</param>
    /// <param name="distribution">Normal, Uniform or TruncatedNormal.</param>
    /// <returns>The initializer.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="activation"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="activation"/> has a kink or no slope at 0, or is not elementwise.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="distribution"/> is none of the three.</exception>
    public static Initializer Kumar(Activation activation, Distribution distribution = Distribution.Normal)
    {
        ArgumentNullException.ThrowIfNull(activation);
        double scale = activation.KumarScale
            ?? throw new ArgumentException(activation + " has no slope at 0 to scale by.", nameof(activation));
        return Scaled("Kumar for " + activation, scale, FanMode.FanIn, distribution);
    }

    /// <summary>What the theory recommends before an activation, see <see cref="Recommendation"/>; where no law is needed or known, LeCun's, which keeps the variance of what it is given.</summary>
    /// <param name="activation">The activation.</param>
    /// <param name="distribution">Normal, Uniform or TruncatedNormal.</param>
    /// <returns>The initializer.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="activation"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="distribution"/> is none of the three.</exception>
    public static Initializer Recommended(Activation activation, Distribution distribution = Distribution.Normal)
    {
        ArgumentNullException.ThrowIfNull(activation);
        return Recommendation.For(activation) is { } recommendation ? Of(recommendation, distribution) : LeCun(distribution);
    }

    /// <summary>What a recommendation says.</summary>
    /// <param name="recommendation">The recommendation.</param>
    /// <param name="distribution">Normal, Uniform or TruncatedNormal.</param>
    /// <returns>The initializer.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="recommendation"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="distribution"/> is none of the three.</exception>
    public static Initializer Of(Recommendation recommendation, Distribution distribution)
    {
        ArgumentNullException.ThrowIfNull(recommendation);
        return recommendation.LawName switch
        {
            "He" => Scaled("He", recommendation.Scale, FanMode.FanIn, distribution),
            "Xavier" => Xavier(distribution, Math.Sqrt(recommendation.Scale)),
            "LeCun" => LeCun(distribution),
            _ => VarianceScaling(recommendation.Scale, FanMode.FanIn, distribution),
        };
    }

    /// <summary>c = 1/E[φ(z)²], z ~ N(0, 1): keeps a second moment of 1 through every layer. He's law is its value for ReLU, LeCun's for SELU.</summary>
    /// <param name="activation">An elementwise activation.</param>
    /// <param name="distribution">Normal, Uniform or TruncatedNormal.</param>
    /// <returns>The initializer.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="activation"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="activation"/> is not elementwise.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="distribution"/> is none of the three.</exception>
    public static Initializer SecondMoment(Activation activation, Distribution distribution = Distribution.Normal)
    {
        CheckElementwise(activation);
        return Scaled("Second moment for " + activation, 1 / GaussianMoments.SecondMoment(activation), FanMode.FanIn, distribution);
    }

    /// <summary>Weights and biases on the edge of chaos, where pre-activations of a variance q reproduce it and gradients neither vanish nor explode (Schoenholz et al., 2017).</summary>
    /// <param name="activation">An elementwise activation.</param>
    /// <param name="preActivationVariance">The variance q: finite, above 0; <see langword="null"/> for that of <see cref="Theory.EdgeOfChaos.Nearest"/>.</param>
    /// <param name="distribution">Normal, Uniform or TruncatedNormal, of the weights; biases are normal.</param>
    /// <returns>The initializers.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="activation"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="activation"/> is not elementwise, or has no edge of chaos there.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static WeightsAndBiases EdgeOfChaos(Activation activation, double? preActivationVariance = null, Distribution distribution = Distribution.Normal)
    {
        CheckElementwise(activation);
        EdgeOfChaos point = (preActivationVariance is double q ? Theory.EdgeOfChaos.At(activation, q) : Theory.EdgeOfChaos.Nearest(activation))
            ?? throw new ArgumentException(activation + " has no edge of chaos at this variance.", nameof(activation));
        Initializer weights = Scaled("Edge of chaos for " + activation, point.Scale, FanMode.FanIn, distribution);
        return new(weights, point.BiasVariance == 0 ? Zeros : Normal(0, Math.Sqrt(point.BiasVariance)));
    }

    /// <summary>A random orthogonal matrix times a gain (Saxe et al., 2014): rows or columns, whichever are fewer, are orthonormal.</summary>
    /// <param name="gain">The gain: finite, not 0.</param>
    /// <returns>The initializer, for shapes of two axes or more.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="gain"/> is not finite, or 0.</exception>
    public static Initializer Orthogonal(double gain = 1) => new OrthogonalInitializer(WithGain("Orthogonal", gain), CheckGain(gain));

    /// <summary>A convolution that is an orthogonal matrix at the kernel's centre, 0 elsewhere (Xiao et al., 2018).</summary>
    /// <param name="gain">The gain: finite, not 0.</param>
    /// <returns>The initializer, for convolutions with odd kernels, no groups, and no fewer outputs than inputs.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="gain"/> is not finite, or 0.</exception>
    public static Initializer DeltaOrthogonal(double gain = 1) => new DeltaOrthogonalInitializer(WithGain("Delta-orthogonal", gain), CheckGain(gain));

    /// <summary>The identity matrix, or a convolution's Dirac delta in each of its groups, times a gain.</summary>
    /// <param name="gain">The gain: finite, not 0.</param>
    /// <returns>The initializer, for shapes of two axes or more.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="gain"/> is not finite, or 0.</exception>
    public static Initializer Identity(double gain = 1) => new IdentityInitializer(WithGain("Identity", gain), CheckGain(gain));

    /// <summary>Normal weights of which a fixed part is 0 for each input (Martens, 2010).</summary>
    /// <param name="sparsity">The part of an input's weights that is 0, rounded up to whole ones: from 0 to 1.</param>
    /// <param name="deviation">The standard deviation of the others: at least 0.</param>
    /// <returns>The initializer, for matrices.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static Initializer Sparse(double sparsity, double deviation = 0.01)
    {
        if (!(sparsity >= 0 && sparsity <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(sparsity), sparsity, "The sparsity must be from 0 to 1.");
        }

        Guard.NonNegative(deviation, nameof(deviation));
        return new SparseInitializer(FormattableString.Invariant($"Sparse({sparsity:G6}, {deviation:G6})"), sparsity, deviation);
    }

    /// <summary>All weights equal.</summary>
    /// <param name="value">The value: finite.</param>
    /// <returns>The initializer, for any shape.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> is not finite.</exception>
    public static Initializer Constant(double value) => Constant(value, FormattableString.Invariant($"Constant({value:G6})"));

    /// <summary>Independent normal weights, N(mean, deviation²), whatever the layer's size.</summary>
    /// <param name="mean">The mean: finite.</param>
    /// <param name="deviation">The standard deviation: at least 0.</param>
    /// <returns>The initializer, for any shape.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static Initializer Normal(double mean = 0, double deviation = 1)
    {
        Guard.NonNegative(deviation, nameof(deviation));
        return new IndependentInitializer(
            FormattableString.Invariant($"N({mean:G6}, {deviation:G6}²)"), WeightLaw.OfVariance(Distribution.Normal, deviation * deviation, mean));
    }

    /// <summary>Independent uniform weights, U(low, high), whatever the layer's size.</summary>
    /// <param name="low">The lower bound: finite.</param>
    /// <param name="high">The upper bound: finite, at least <paramref name="low"/>.</param>
    /// <returns>The initializer, for any shape.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A bound is not finite, or they are reversed.</exception>
    public static Initializer Uniform(double low, double high)
    {
        Element<double>.CheckUniform(low, high);
        double width = high - low;
        WeightLaw law = WeightLaw.OfVariance(Distribution.Uniform, width * width / 12, low / 2 + high / 2);
        return new BoundedInitializer(FormattableString.Invariant($"U({low:G6}, {high:G6})"), law, Sampler.Uniform(low, high), low, high);
    }

    /// <summary>Independent weights of N(mean, deviation²) on the condition that they lie between two bounds. The variance is not corrected for the cut; the law tells it.</summary>
    /// <param name="mean">The mean before the cut: finite.</param>
    /// <param name="deviation">The standard deviation before the cut: at least 0.</param>
    /// <param name="low">The lower bound itself, not a multiple of the deviation.</param>
    /// <param name="high">The upper bound: at least <paramref name="low"/>.</param>
    /// <returns>The initializer, for any shape.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static Initializer TruncatedNormal(double mean, double deviation, double low, double high)
    {
        Element<double>.CheckNormal(mean, deviation);
        Element<double>.CheckBounds(low, high);
        (double actualMean, double variance) = new TruncatedNormal(mean, deviation, low, high).Moments();
        return new BoundedInitializer(
            FormattableString.Invariant($"N({mean:G6}, {deviation:G6}²) in [{low:G6}, {high:G6}]"),
            WeightLaw.OfVariance(Distribution.TruncatedNormal, variance, actualMean),
            Sampler.TruncatedNormal(mean, deviation, low, high),
            low,
            high);
    }

    /// <summary>An initializer for each gate of a recurrent weight; each block is drawn by itself, so that orthogonal blocks are orthogonal.</summary>
    /// <param name="gates">One for all gates, or one for each, in the order of the blocks.</param>
    /// <returns>The initializer, for <see cref="WeightShape.Recurrent"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="gates"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="gates"/> is empty or contains null.</exception>
    public static Initializer PerGate(params Initializer[] gates)
    {
        ArgumentNullException.ThrowIfNull(gates);
        if (gates.Length == 0 || gates.Contains(null!))
        {
            throw new ArgumentException("There must be at least one initializer, and none may be null.", nameof(gates));
        }

        return new GatedInitializer(string.Join(" | ", gates.Select(static gate => gate.Name)), [.. gates]);
    }

    /// <summary>The initializer of a law.</summary>
    /// <param name="law">The law: of independent weights (normal, uniform, truncated normal, constant).</param>
    /// <returns>The initializer.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="law"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="law"/> is orthogonal, sparse or an identity, whose variance does not say all.</exception>
    public static Initializer Of(WeightLaw law)
    {
        ArgumentNullException.ThrowIfNull(law);
        return law.Distribution is Distribution.Normal or Distribution.Uniform or Distribution.TruncatedNormal or Distribution.Constant
            ? new IndependentInitializer(law.ToString(), law)
            : throw new ArgumentException("The law is not one of independent weights.", nameof(law));
    }

    private static Initializer Scaled(string name, double scale, FanMode mode, Distribution distribution)
    {
        Guard.Positive(scale, nameof(scale));
        string suffix = distribution switch
        {
            Distribution.Normal => " normal",
            Distribution.Uniform => " uniform",
            Distribution.TruncatedNormal => " truncated normal",
            _ => throw new ArgumentOutOfRangeException(nameof(distribution), distribution, "The weights must be normal, uniform or truncated normal."),
        };
        return new IndependentInitializer(name + suffix, WeightLaw.OfScale(distribution, scale, mode));
    }

    private static Initializer Constant(double value, string name) =>
        new IndependentInitializer(name, WeightLaw.OfVariance(Distribution.Constant, 0, value));

    private static double CheckGain(double gain)
    {
        if (Guard.Finite(gain, nameof(gain)) == 0)
        {
            throw new ArgumentOutOfRangeException(nameof(gain), gain, "The gain must not be 0.");
        }

        return gain;
    }

    private static void CheckElementwise(Activation activation)
    {
        ArgumentNullException.ThrowIfNull(activation);
        if (!activation.IsElementwise)
        {
            throw new ArgumentException(activation + " is not elementwise.", nameof(activation));
        }
    }

    private static string WithGain(string name, double gain) => gain == 1 ? name : name + "(" + gain.ToString("G6", CultureInfo.InvariantCulture) + ")";

    private static string Words(FanMode mode) => mode switch
    {
        FanMode.FanIn => "fan_in",
        FanMode.FanOut => "fan_out",
        _ => "fan_avg",
    };
}
