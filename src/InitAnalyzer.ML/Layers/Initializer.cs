using InitAnalyzer.Runtime;
using InitAnalyzer.Theory;

namespace InitAnalyzer.ML;

/// <summary>
/// The law that the weights of a layer start with. Immutable; one object may serve any number of layers. A layer without one has the law that its activation wants.
/// </summary>
public sealed class Initializer
{
    private Initializer(Runtime.Initializer law)
    {
        Law = law;
    }

    /// <summary>Normal, Var(w) = 2/fan-in (He et al., 2015): for ReLU and its kin.</summary>
    public static Initializer HeNormal { get; } = new(Initializers.He());

    /// <summary>Uniform, Var(w) = 2/fan-in.</summary>
    public static Initializer HeUniform { get; } = new(Initializers.He(Distribution.Uniform));

    /// <summary>Normal, Var(w) = 2/(fan-in + fan-out) (Glorot and Bengio, 2010): for tanh and its kin.</summary>
    public static Initializer GlorotNormal { get; } = new(Initializers.Glorot());

    /// <summary>Uniform, Var(w) = 2/(fan-in + fan-out).</summary>
    public static Initializer GlorotUniform { get; } = new(Initializers.Glorot(Distribution.Uniform));

    /// <summary>Normal, Var(w) = 1/fan-in (LeCun et al., 1998): for SELU.</summary>
    public static Initializer LeCunNormal { get; } = new(Initializers.LeCun());

    /// <summary>Uniform, Var(w) = 1/fan-in.</summary>
    public static Initializer LeCunUniform { get; } = new(Initializers.LeCun(Distribution.Uniform));

    /// <summary>Normal, Var(w) = 12.8/fan-in (Kumar, 2017): for the sigmoid.</summary>
    public static Initializer KumarNormal { get; } = new(Initializers.Kumar(ActivationCatalog.Create("Sigmoid")));

    /// <summary>All weights 0; a hidden layer of such weights never learns.</summary>
    public static Initializer Zeros { get; } = new(Initializers.Zeros);

    /// <summary>All weights 1; the units of such a layer stay alike.</summary>
    public static Initializer Ones { get; } = new(Initializers.Ones);

    internal Runtime.Initializer Law { get; }

    /// <summary>Normal weights of mean 0, whatever the layer's size.</summary>
    /// <param name="std">The standard deviation: finite, at least 0.</param>
    /// <returns>The initializer.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="std"/> is outside its range.</exception>
    public static Initializer Normal(double std)
    {
        Check(std >= 0, std, nameof(std), "The standard deviation must be a number of at least 0.");
        return new(Initializers.Normal(0, std));
    }

    /// <summary>Uniform weights between −<paramref name="range"/> and <paramref name="range"/>, whatever the layer's size.</summary>
    /// <param name="range">The bound: finite, at least 0.</param>
    /// <returns>The initializer.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="range"/> is outside its range.</exception>
    public static Initializer Uniform(double range)
    {
        Check(range >= 0, range, nameof(range), "The bound must be a number of at least 0.");
        return new(Initializers.Uniform(-range, range));
    }

    /// <summary>All weights equal.</summary>
    /// <param name="value">The value: finite.</param>
    /// <returns>The initializer.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> is not finite.</exception>
    public static Initializer Constant(double value) => new(Initializers.Constant(value));

    /// <summary>A random orthogonal matrix times a gain (Saxe et al., 2014).</summary>
    /// <param name="gain">The gain: finite, not 0.</param>
    /// <returns>The initializer.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="gain"/> is outside its range.</exception>
    public static Initializer Orthogonal(double gain = 1) => new(Initializers.Orthogonal(gain));

    /// <summary>Independent weights of mean 0 and variance <paramref name="scale"/>/fan.</summary>
    /// <param name="scale">The scale: finite, above 0.</param>
    /// <param name="mode">The fan to divide by.</param>
    /// <param name="distribution">Normal, Uniform or TruncatedNormal.</param>
    /// <returns>The initializer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static Initializer VarianceScaling(double scale, FanMode mode = FanMode.FanIn, Distribution distribution = Distribution.Normal) =>
        new(Initializers.VarianceScaling(scale, mode, distribution));

    /// <summary>The name of the law: "He normal".</summary>
    /// <returns>The name, the same in every culture.</returns>
    public override string ToString() => Law.Name;

    /// <summary>The law that an activation wants; where it wants none, LeCun's, which keeps the variance of what it is given.</summary>
    internal static Initializer For(Activation activation) => new(Initializers.Recommended(activation.InTheory()));

    private static void Check(bool isGood, double value, string name, string message)
    {
        if (!isGood || double.IsInfinity(value))
        {
            throw new ArgumentOutOfRangeException(name, value, message);
        }
    }
}
