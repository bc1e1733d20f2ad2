using InitAnalyzer.Runtime;
using InitAnalyzer.Theory;
using static TorchSharp.torch;

namespace InitAnalyzer.Torch;

/// <summary>
/// Initialisation where a layer is made: <c>Linear(784, 128).InitHe()</c> is the Linear. For Linear, Bilinear, convolutions and transposed convolutions, whose fans are read
/// from the layer: groups, strides and the direction of a transposed convolution count. Biases become 0 unless they are to be kept.
/// </summary>
/// <remarks>
/// All throw an <see cref="ArgumentException"/> with the argument's name before anything is written. A weight without elements is left as it is.
/// </remarks>
public static class LayerInitialization
{
    private static readonly ParallelOptions s_allThreads = new();

    /// <summary>He et al. (2015): variance 2/(1 + slope²) over a fan, for rectifiers.</summary>
    /// <typeparam name="TLayer">The layer's type.</typeparam>
    /// <param name="layer">The layer.</param>
    /// <param name="distribution">Normal, Uniform or TruncatedNormal.</param>
    /// <param name="mode">Fan-in keeps the signal, fan-out the gradient.</param>
    /// <param name="slope">The rectifier's negative slope: finite.</param>
    /// <param name="generator">Where the numbers come from.</param>
    /// <param name="zeroBias">Whether the bias becomes 0.</param>
    /// <returns>The layer itself.</returns>
    /// <exception cref="ArgumentException">An argument is refused; its name says which.</exception>
    public static TLayer InitHe<TLayer>(
        this TLayer layer, Distribution distribution = Distribution.Normal, FanMode mode = FanMode.FanIn, double slope = 0, RandomSource generator = default, bool zeroBias = true)
        where TLayer : nn.Module =>
        layer.InitWith(Initializers.He(distribution, mode, slope), generator, zeroBias);

    /// <summary>Glorot and Bengio (2010): variance gain² over the mean of the fans, for tanh and its like.</summary>
    /// <typeparam name="TLayer">The layer's type.</typeparam>
    /// <param name="layer">The layer.</param>
    /// <param name="distribution">Normal, Uniform or TruncatedNormal.</param>
    /// <param name="gain">The gain: finite, not 0.</param>
    /// <param name="generator">Where the numbers come from.</param>
    /// <param name="zeroBias">Whether the bias becomes 0.</param>
    /// <returns>The layer itself.</returns>
    /// <exception cref="ArgumentException">An argument is refused; its name says which.</exception>
    public static TLayer InitXavier<TLayer>(
        this TLayer layer, Distribution distribution = Distribution.Normal, double gain = 1, RandomSource generator = default, bool zeroBias = true)
        where TLayer : nn.Module =>
        layer.InitWith(Initializers.Xavier(distribution, gain), generator, zeroBias);

    /// <summary>LeCun et al. (1998): variance 1/fan-in, for SELU and for layers that feed no activation.</summary>
    /// <typeparam name="TLayer">The layer's type.</typeparam>
    /// <param name="layer">The layer.</param>
    /// <param name="distribution">Normal, Uniform or TruncatedNormal.</param>
    /// <param name="generator">Where the numbers come from.</param>
    /// <param name="zeroBias">Whether the bias becomes 0.</param>
    /// <returns>The layer itself.</returns>
    /// <exception cref="ArgumentException">An argument is refused; its name says which.</exception>
    public static TLayer InitLeCun<TLayer>(this TLayer layer, Distribution distribution = Distribution.Normal, RandomSource generator = default, bool zeroBias = true)
        where TLayer : nn.Module =>
        layer.InitWith(Initializers.LeCun(distribution), generator, zeroBias);

    /// <summary>Kumar (2017): variance 1/(φ'(0)²(1 + φ(0)²)) over fan-in; for the sigmoid 12.8.</summary>
    /// <typeparam name="TLayer">The layer's type.</typeparam>
    /// <param name="layer">The layer.</param>
    /// <param name="activation">What follows; <see langword="null"/> for the sigmoid.</param>
    /// <param name="distribution">Normal, Uniform or TruncatedNormal.</param>
    /// <param name="generator">Where the numbers come from.</param>
    /// <param name="zeroBias">Whether the bias becomes 0.</param>
    /// <returns>The layer itself.</returns>
    /// <exception cref="ArgumentException">An argument is refused; its name says which.</exception>
    public static TLayer InitKumar<TLayer>(
        this TLayer layer, Activation? activation = null, Distribution distribution = Distribution.Normal, RandomSource generator = default, bool zeroBias = true)
        where TLayer : nn.Module =>
        layer.InitWith(Initializers.Kumar(activation ?? ActivationCatalog.Create("Sigmoid"), distribution), generator, zeroBias);

    /// <summary>The law that is recommended before an activation: He, Xavier, Kumar or LeCun; LeCun where none is needed.</summary>
    /// <typeparam name="TLayer">The layer's type.</typeparam>
    /// <param name="layer">The layer.</param>
    /// <param name="activation">What follows.</param>
    /// <param name="distribution">Normal, Uniform or TruncatedNormal.</param>
    /// <param name="generator">Where the numbers come from.</param>
    /// <param name="zeroBias">Whether the bias becomes 0.</param>
    /// <returns>The layer itself.</returns>
    /// <exception cref="ArgumentException">An argument is refused; its name says which.</exception>
    public static TLayer InitFor<TLayer>(
        this TLayer layer, Activation activation, Distribution distribution = Distribution.Normal, RandomSource generator = default, bool zeroBias = true)
        where TLayer : nn.Module =>
        layer.InitWith(Initializers.Recommended(activation, distribution), generator, zeroBias);

    /// <summary>Variance scale/fan.</summary>
    /// <typeparam name="TLayer">The layer's type.</typeparam>
    /// <param name="layer">The layer.</param>
    /// <param name="scale">The scale c: finite, above 0.</param>
    /// <param name="mode">The fan, or the mean of both.</param>
    /// <param name="distribution">Normal, Uniform or TruncatedNormal.</param>
    /// <param name="generator">Where the numbers come from.</param>
    /// <param name="zeroBias">Whether the bias becomes 0.</param>
    /// <returns>The layer itself.</returns>
    /// <exception cref="ArgumentException">An argument is refused; its name says which.</exception>
    public static TLayer InitVarianceScaling<TLayer>(
        this TLayer layer, double scale, FanMode mode = FanMode.FanIn, Distribution distribution = Distribution.Normal, RandomSource generator = default, bool zeroBias = true)
        where TLayer : nn.Module =>
        layer.InitWith(Initializers.VarianceScaling(scale, mode, distribution), generator, zeroBias);

    /// <summary>A random orthogonal matrix times a gain (Saxe et al., 2014).</summary>
    /// <typeparam name="TLayer">The layer's type.</typeparam>
    /// <param name="layer">The layer.</param>
    /// <param name="gain">The gain: finite, not 0.</param>
    /// <param name="generator">Where the numbers come from.</param>
    /// <param name="zeroBias">Whether the bias becomes 0.</param>
    /// <returns>The layer itself.</returns>
    /// <exception cref="ArgumentException">An argument is refused; its name says which.</exception>
    public static TLayer InitOrthogonal<TLayer>(this TLayer layer, double gain = 1, RandomSource generator = default, bool zeroBias = true)
        where TLayer : nn.Module =>
        layer.InitWith(Initializers.Orthogonal(gain), generator, zeroBias);

    /// <summary>A convolution that is an orthogonal matrix at the kernel's centre and 0 elsewhere (Xiao et al., 2018).</summary>
    /// <typeparam name="TLayer">The layer's type.</typeparam>
    /// <param name="layer">The layer: a convolution with an odd kernel, no groups, and no fewer outputs than inputs.</param>
    /// <param name="gain">The gain: finite, not 0.</param>
    /// <param name="generator">Where the numbers come from.</param>
    /// <param name="zeroBias">Whether the bias becomes 0.</param>
    /// <returns>The layer itself.</returns>
    /// <exception cref="ArgumentException">An argument is refused; its name says which.</exception>
    public static TLayer InitDeltaOrthogonal<TLayer>(this TLayer layer, double gain = 1, RandomSource generator = default, bool zeroBias = true)
        where TLayer : nn.Module =>
        layer.InitWith(Initializers.DeltaOrthogonal(gain), generator, zeroBias);

    /// <summary>The identity matrix, or Dirac's delta in each group of a convolution, times a gain.</summary>
    /// <typeparam name="TLayer">The layer's type.</typeparam>
    /// <param name="layer">The layer.</param>
    /// <param name="gain">The gain: finite, not 0.</param>
    /// <param name="zeroBias">Whether the bias becomes 0.</param>
    /// <returns>The layer itself.</returns>
    /// <exception cref="ArgumentException">An argument is refused; its name says which.</exception>
    public static TLayer InitIdentity<TLayer>(this TLayer layer, double gain = 1, bool zeroBias = true)
        where TLayer : nn.Module =>
        layer.InitWith(Initializers.Identity(gain), default, zeroBias);

    /// <summary>Any initializer of the runtime library.</summary>
    /// <typeparam name="TLayer">The layer's type.</typeparam>
    /// <param name="layer">The layer.</param>
    /// <param name="initializer">The initializer of the weight.</param>
    /// <param name="generator">Where the numbers come from.</param>
    /// <param name="zeroBias">Whether the bias becomes 0.</param>
    /// <returns>The layer itself.</returns>
    /// <exception cref="ArgumentException">An argument is refused; its name says which.</exception>
    public static TLayer InitWith<TLayer>(this TLayer layer, Initializer initializer, RandomSource generator = default, bool zeroBias = true)
        where TLayer : nn.Module
    {
        LayerWeights weights = LayerWeights.Required(layer, nameof(layer));
        ArgumentNullException.ThrowIfNull(initializer);
        TensorFill.Check(weights.Weight, nameof(layer));
        if (weights.Shape is { } shape)
        {
            TensorFill.Fill(weights.Weight, initializer, shape, generator, s_allThreads, nameof(layer));
        }

        if (zeroBias && weights.Bias is { } bias)
        {
            SignalInit.zeros_(bias);
        }

        return layer;
    }
}
