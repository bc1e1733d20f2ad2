using InitAnalyzer.Runtime;
using InitAnalyzer.Theory;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.init;

namespace InitAnalyzer.Torch;

/// <content>The functions that fill.</content>
public static partial class SignalInit
{
    /// <summary>Independent numbers of U(low, high).</summary>
    /// <param name="tensor">The tensor; one without elements is left as it is.</param>
    /// <param name="low">The lower bound: finite.</param>
    /// <param name="high">The upper bound: finite, at least the lower one.</param>
    /// <param name="generator">Where the numbers come from.</param>
    /// <returns>The tensor itself.</returns>
    /// <exception cref="ArgumentException">An argument is refused, before an element is written; its name says which.</exception>
    public static Tensor uniform_(Tensor tensor, double low = 0, double high = 1, RandomSource generator = default)
    {
        Ordered(low, high, nameof(low), nameof(high));
        return Fill(tensor, generator, () => Initializers.Uniform(low, high));
    }

    /// <summary>Independent numbers of N(mean, std²).</summary>
    /// <param name="tensor">The tensor; one without elements is left as it is.</param>
    /// <param name="mean">The mean: finite.</param>
    /// <param name="std">The standard deviation: at least 0.</param>
    /// <param name="generator">Where the numbers come from.</param>
    /// <returns>The tensor itself.</returns>
    /// <exception cref="ArgumentException">An argument is refused, before an element is written; its name says which.</exception>
    public static Tensor normal_(Tensor tensor, double mean = 0, double std = 1, RandomSource generator = default)
    {
        _ = Finite(mean, nameof(mean));
        _ = NonNegative(std, nameof(std));
        return Fill(tensor, generator, () => Initializers.Normal(mean, std));
    }

    /// <summary>Independent numbers of N(mean, std²) on the condition that they lie between <paramref name="a"/> and <paramref name="b"/>, which are values and not multiples of the deviation. TorchSharp's own fills a constant.</summary>
    /// <param name="tensor">The tensor; one without elements is left as it is.</param>
    /// <param name="mean">The mean before the cut: finite.</param>
    /// <param name="std">The standard deviation before the cut: at least 0.</param>
    /// <param name="a">The lower bound: finite.</param>
    /// <param name="b">The upper bound: finite, at least the lower one.</param>
    /// <param name="generator">Where the numbers come from.</param>
    /// <returns>The tensor itself.</returns>
    /// <exception cref="ArgumentException">An argument is refused, before an element is written; its name says which.</exception>
    public static Tensor trunc_normal_(Tensor tensor, double mean = 0, double std = 1, double a = -2, double b = 2, RandomSource generator = default)
    {
        _ = Finite(mean, nameof(mean));
        _ = NonNegative(std, nameof(std));
        Ordered(a, b, nameof(a), nameof(b));
        return Fill(tensor, generator, () => Initializers.TruncatedNormal(mean, std, a, b));
    }

    /// <summary>All elements alike.</summary>
    /// <param name="tensor">The tensor; one without elements is left as it is.</param>
    /// <param name="val">The value: finite.</param>
    /// <returns>The tensor itself.</returns>
    /// <exception cref="ArgumentException">An argument is refused, before an element is written; its name says which.</exception>
    public static Tensor constant_(Tensor tensor, double val)
    {
        _ = Finite(val, nameof(val));
        return Fill(tensor, default, () => Initializers.Constant(val));
    }

    /// <summary>All elements 1.</summary>
    /// <param name="tensor">The tensor; one without elements is left as it is.</param>
    /// <returns>The tensor itself.</returns>
    /// <exception cref="ArgumentException">An argument is refused, before an element is written; its name says which.</exception>
    public static Tensor ones_(Tensor tensor) => Fill(tensor, default, static () => Initializers.Ones);

    /// <summary>All elements 0.</summary>
    /// <param name="tensor">The tensor; one without elements is left as it is.</param>
    /// <returns>The tensor itself.</returns>
    /// <exception cref="ArgumentException">An argument is refused, before an element is written; its name says which.</exception>
    public static Tensor zeros_(Tensor tensor) => Fill(tensor, default, static () => Initializers.Zeros);

    /// <summary>The identity matrix, as far as the shape goes.</summary>
    /// <param name="tensor">The tensor; one without elements is left as it is.</param>
    /// <param name="gain">The factor on the standard deviation: finite, not 0.</param>
    /// <returns>The tensor itself.</returns>
    /// <exception cref="ArgumentException">An argument is refused, before an element is written; its name says which.</exception>
    public static Tensor eye_(Tensor tensor, double gain = 1)
    {
        _ = Gain(gain);
        TensorFill.Check(tensor, nameof(tensor));
        return tensor.shape.Length == 2
            ? FillWeight(tensor, default, () => Initializers.Identity(gain))
            : throw new ArgumentException("The identity is a matrix: the tensor must have two axes.", nameof(tensor));
    }

    /// <summary>A convolution that passes the first channels of each group on.</summary>
    /// <param name="tensor">The tensor; one without elements is left as it is.</param>
    /// <param name="groups">The convolution's groups.</param>
    /// <param name="gain">The factor on the standard deviation: finite, not 0.</param>
    /// <returns>The tensor itself.</returns>
    /// <exception cref="ArgumentException">An argument is refused, before an element is written; its name says which.</exception>
    public static Tensor dirac_(Tensor tensor, long groups = 1, double gain = 1)
    {
        _ = Gain(gain);
        TensorFill.Check(tensor, nameof(tensor));
        return tensor.shape.Length is >= 3 and <= 5
            ? FillWeight(tensor, default, () => Initializers.Identity(gain), groups)
            : throw new ArgumentException("The tensor must be a convolution's weight, of three to five axes.", nameof(tensor));
    }

    /// <summary>A random orthogonal matrix [first axis, product of the others] times a gain (Saxe et al., 2014): rows or columns, whichever are fewer, are orthonormal, in the precision of the tensor.</summary>
    /// <param name="tensor">The tensor; one without elements is left as it is.</param>
    /// <param name="gain">The factor on the standard deviation: finite, not 0.</param>
    /// <param name="generator">Where the numbers come from.</param>
    /// <returns>The tensor itself.</returns>
    /// <exception cref="ArgumentException">An argument is refused, before an element is written; its name says which.</exception>
    public static Tensor orthogonal_(Tensor tensor, double gain = 1, RandomSource generator = default)
    {
        _ = Gain(gain);
        return FillWeight(tensor, generator, () => Initializers.Orthogonal(gain));
    }

    /// <summary>A convolution that is an orthogonal matrix at the kernel's centre and 0 elsewhere (Xiao et al., 2018): for odd kernels, no groups, and no fewer outputs than inputs.</summary>
    /// <param name="tensor">The tensor; one without elements is left as it is.</param>
    /// <param name="gain">The factor on the standard deviation: finite, not 0.</param>
    /// <param name="generator">Where the numbers come from.</param>
    /// <param name="transposed">Whether the weight is a transposed convolution's.</param>
    /// <returns>The tensor itself.</returns>
    /// <exception cref="ArgumentException">An argument is refused, before an element is written; its name says which.</exception>
    public static Tensor delta_orthogonal_(Tensor tensor, double gain = 1, RandomSource generator = default, bool transposed = false)
    {
        _ = Gain(gain);
        return FillWeight(tensor, generator, () => Initializers.DeltaOrthogonal(gain), transposed: transposed);
    }

    /// <summary>Normal weights of which a part is 0 for each input (Martens, 2010).</summary>
    /// <param name="tensor">The tensor; one without elements is left as it is.</param>
    /// <param name="sparsity">The part of an input's weights that is 0: from 0 to 1.</param>
    /// <param name="std">The standard deviation of the others: at least 0.</param>
    /// <param name="generator">Where the numbers come from.</param>
    /// <returns>The tensor itself.</returns>
    /// <exception cref="ArgumentException">An argument is refused, before an element is written; its name says which.</exception>
    public static Tensor sparse_(Tensor tensor, double sparsity, double std = 0.01, RandomSource generator = default)
    {
        if (!(sparsity is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(sparsity), sparsity, "The sparsity must be from 0 to 1.");
        }

        _ = NonNegative(std, nameof(std));
        TensorFill.Check(tensor, nameof(tensor));
        return tensor.shape.Length == 2
            ? FillWeight(tensor, generator, () => Initializers.Sparse(sparsity, std))
            : throw new ArgumentException("Sparse weights are a matrix: the tensor must have two axes.", nameof(tensor));
    }

    /// <summary>Uniform weights of variance gain² over the mean of the fans (Glorot and Bengio, 2010).</summary>
    /// <param name="tensor">The tensor; one without elements is left as it is.</param>
    /// <param name="gain">The factor on the standard deviation: finite, not 0.</param>
    /// <param name="generator">Where the numbers come from.</param>
    /// <param name="groups">The convolution's groups.</param>
    /// <param name="transposed">Whether the weight is a transposed convolution's.</param>
    /// <param name="stride">The product of the convolution's strides.</param>
    /// <returns>The tensor itself.</returns>
    /// <exception cref="ArgumentException">An argument is refused, before an element is written; its name says which.</exception>
    public static Tensor xavier_uniform_(Tensor tensor, double gain = 1, RandomSource generator = default, long groups = 1, bool transposed = false, long stride = 1)
    {
        _ = Gain(gain);
        return FillWeight(tensor, generator, () => Initializers.Xavier(Distribution.Uniform, gain), groups, transposed, stride);
    }

    /// <summary>The same as <see cref="xavier_uniform_"/>.</summary>
    /// <param name="tensor">The tensor; one without elements is left as it is.</param>
    /// <param name="gain">The factor on the standard deviation: finite, not 0.</param>
    /// <param name="generator">Where the numbers come from.</param>
    /// <param name="groups">The convolution's groups.</param>
    /// <param name="transposed">Whether the weight is a transposed convolution's.</param>
    /// <param name="stride">The product of the convolution's strides.</param>
    /// <returns>The tensor itself.</returns>
    /// <exception cref="ArgumentException">An argument is refused, before an element is written; its name says which.</exception>
    public static Tensor glorot_uniform_(Tensor tensor, double gain = 1, RandomSource generator = default, long groups = 1, bool transposed = false, long stride = 1) =>
        xavier_uniform_(tensor, gain, generator, groups, transposed, stride);

    /// <summary>Uniform weights of variance gain²/fan (He et al., 2015), with the arguments and defaults of torch: √2 is the default gain, since <paramref name="a"/> is 0.</summary>
    /// <param name="tensor">The tensor; one without elements is left as it is.</param>
    /// <param name="a">The negative slope, which counts for LeakyReLU alone.</param>
    /// <param name="mode">Fan-in keeps the signal, fan-out the gradient.</param>
    /// <param name="nonlinearity">What follows.</param>
    /// <param name="generator">Where the numbers come from.</param>
    /// <param name="groups">The convolution's groups.</param>
    /// <param name="transposed">Whether the weight is a transposed convolution's.</param>
    /// <param name="stride">The product of the convolution's strides.</param>
    /// <returns>The tensor itself.</returns>
    /// <exception cref="ArgumentException">An argument is refused, before an element is written; its name says which.</exception>
    public static Tensor kaiming_uniform_(Tensor tensor, double a = 0, FanInOut mode = FanInOut.FanIn, NonlinearityType nonlinearity = NonlinearityType.LeakyReLU, RandomSource generator = default, long groups = 1, bool transposed = false, long stride = 1)
    {
        double gain = calculate_gain(nonlinearity, nonlinearity == NonlinearityType.LeakyReLU ? Finite(a, nameof(a)) : null);
        FanMode fan = Mode(mode);
        return FillWeight(tensor, generator, () => Initializers.VarianceScaling(gain * gain, fan, Distribution.Uniform), groups, transposed, stride);
    }

    /// <summary>Uniform weights of variance 2/(1 + slope²) over a fan (He et al., 2015).</summary>
    /// <param name="tensor">The tensor; one without elements is left as it is.</param>
    /// <param name="slope">The rectifier's negative slope: finite.</param>
    /// <param name="mode">Fan-in keeps the signal, fan-out the gradient.</param>
    /// <param name="generator">Where the numbers come from.</param>
    /// <param name="groups">The convolution's groups.</param>
    /// <param name="transposed">Whether the weight is a transposed convolution's.</param>
    /// <param name="stride">The product of the convolution's strides.</param>
    /// <returns>The tensor itself.</returns>
    /// <exception cref="ArgumentException">An argument is refused, before an element is written; its name says which.</exception>
    public static Tensor he_uniform_(Tensor tensor, double slope = 0, FanMode mode = FanMode.FanIn, RandomSource generator = default, long groups = 1, bool transposed = false, long stride = 1)
    {
        _ = Finite(slope, nameof(slope));
        return FillWeight(tensor, generator, () => Initializers.He(Distribution.Uniform, mode, slope), groups, transposed, stride);
    }

    /// <summary>Uniform weights of variance 1/fan-in (LeCun et al., 1998): what SELU needs.</summary>
    /// <param name="tensor">The tensor; one without elements is left as it is.</param>
    /// <param name="generator">Where the numbers come from.</param>
    /// <param name="groups">The convolution's groups.</param>
    /// <param name="transposed">Whether the weight is a transposed convolution's.</param>
    /// <param name="stride">The product of the convolution's strides.</param>
    /// <returns>The tensor itself.</returns>
    /// <exception cref="ArgumentException">An argument is refused, before an element is written; its name says which.</exception>
    public static Tensor lecun_uniform_(Tensor tensor, RandomSource generator = default, long groups = 1, bool transposed = false, long stride = 1) =>
        FillWeight(tensor, generator, () => Initializers.LeCun(Distribution.Uniform), groups, transposed, stride);

    /// <summary>Uniform weights of Kumar's variance over fan-in (2017): 12.8 for the sigmoid.</summary>
    /// <param name="tensor">The tensor; one without elements is left as it is.</param>
    /// <param name="activation">What follows: differentiable at 0, with a slope.</param>
    /// <param name="generator">Where the numbers come from.</param>
    /// <param name="groups">The convolution's groups.</param>
    /// <param name="transposed">Whether the weight is a transposed convolution's.</param>
    /// <param name="stride">The product of the convolution's strides.</param>
    /// <returns>The tensor itself.</returns>
    /// <exception cref="ArgumentException">An argument is refused, before an element is written; its name says which.</exception>
    public static Tensor kumar_uniform_(Tensor tensor, Activation activation, RandomSource generator = default, long groups = 1, bool transposed = false, long stride = 1) =>
        FillWeight(tensor, generator, () => Initializers.Kumar(activation, Distribution.Uniform), groups, transposed, stride);

    /// <summary>Normal weights of variance gain² over the mean of the fans (Glorot and Bengio, 2010). TorchSharp's own are uniform.</summary>
    /// <param name="tensor">The tensor; one without elements is left as it is.</param>
    /// <param name="gain">The factor on the standard deviation: finite, not 0.</param>
    /// <param name="generator">Where the numbers come from.</param>
    /// <param name="groups">The convolution's groups.</param>
    /// <param name="transposed">Whether the weight is a transposed convolution's.</param>
    /// <param name="stride">The product of the convolution's strides.</param>
    /// <returns>The tensor itself.</returns>
    /// <exception cref="ArgumentException">An argument is refused, before an element is written; its name says which.</exception>
    public static Tensor xavier_normal_(Tensor tensor, double gain = 1, RandomSource generator = default, long groups = 1, bool transposed = false, long stride = 1)
    {
        _ = Gain(gain);
        return FillWeight(tensor, generator, () => Initializers.Xavier(Distribution.Normal, gain), groups, transposed, stride);
    }

    /// <summary>The same as <see cref="xavier_normal_"/>.</summary>
    /// <param name="tensor">The tensor; one without elements is left as it is.</param>
    /// <param name="gain">The factor on the standard deviation: finite, not 0.</param>
    /// <param name="generator">Where the numbers come from.</param>
    /// <param name="groups">The convolution's groups.</param>
    /// <param name="transposed">Whether the weight is a transposed convolution's.</param>
    /// <param name="stride">The product of the convolution's strides.</param>
    /// <returns>The tensor itself.</returns>
    /// <exception cref="ArgumentException">An argument is refused, before an element is written; its name says which.</exception>
    public static Tensor glorot_normal_(Tensor tensor, double gain = 1, RandomSource generator = default, long groups = 1, bool transposed = false, long stride = 1) =>
        xavier_normal_(tensor, gain, generator, groups, transposed, stride);

    /// <summary>Normal weights of variance gain²/fan (He et al., 2015), with the arguments and defaults of torch: √2 is the default gain, since <paramref name="a"/> is 0.</summary>
    /// <param name="tensor">The tensor; one without elements is left as it is.</param>
    /// <param name="a">The negative slope, which counts for LeakyReLU alone.</param>
    /// <param name="mode">Fan-in keeps the signal, fan-out the gradient.</param>
    /// <param name="nonlinearity">What follows.</param>
    /// <param name="generator">Where the numbers come from.</param>
    /// <param name="groups">The convolution's groups.</param>
    /// <param name="transposed">Whether the weight is a transposed convolution's.</param>
    /// <param name="stride">The product of the convolution's strides.</param>
    /// <returns>The tensor itself.</returns>
    /// <exception cref="ArgumentException">An argument is refused, before an element is written; its name says which.</exception>
    public static Tensor kaiming_normal_(Tensor tensor, double a = 0, FanInOut mode = FanInOut.FanIn, NonlinearityType nonlinearity = NonlinearityType.LeakyReLU, RandomSource generator = default, long groups = 1, bool transposed = false, long stride = 1)
    {
        double gain = calculate_gain(nonlinearity, nonlinearity == NonlinearityType.LeakyReLU ? Finite(a, nameof(a)) : null);
        FanMode fan = Mode(mode);
        return FillWeight(tensor, generator, () => Initializers.VarianceScaling(gain * gain, fan, Distribution.Normal), groups, transposed, stride);
    }

    /// <summary>Normal weights of variance 2/(1 + slope²) over a fan (He et al., 2015).</summary>
    /// <param name="tensor">The tensor; one without elements is left as it is.</param>
    /// <param name="slope">The rectifier's negative slope: finite.</param>
    /// <param name="mode">Fan-in keeps the signal, fan-out the gradient.</param>
    /// <param name="generator">Where the numbers come from.</param>
    /// <param name="groups">The convolution's groups.</param>
    /// <param name="transposed">Whether the weight is a transposed convolution's.</param>
    /// <param name="stride">The product of the convolution's strides.</param>
    /// <returns>The tensor itself.</returns>
    /// <exception cref="ArgumentException">An argument is refused, before an element is written; its name says which.</exception>
    public static Tensor he_normal_(Tensor tensor, double slope = 0, FanMode mode = FanMode.FanIn, RandomSource generator = default, long groups = 1, bool transposed = false, long stride = 1)
    {
        _ = Finite(slope, nameof(slope));
        return FillWeight(tensor, generator, () => Initializers.He(Distribution.Normal, mode, slope), groups, transposed, stride);
    }

    /// <summary>Normal weights of variance 1/fan-in (LeCun et al., 1998): what SELU needs.</summary>
    /// <param name="tensor">The tensor; one without elements is left as it is.</param>
    /// <param name="generator">Where the numbers come from.</param>
    /// <param name="groups">The convolution's groups.</param>
    /// <param name="transposed">Whether the weight is a transposed convolution's.</param>
    /// <param name="stride">The product of the convolution's strides.</param>
    /// <returns>The tensor itself.</returns>
    /// <exception cref="ArgumentException">An argument is refused, before an element is written; its name says which.</exception>
    public static Tensor lecun_normal_(Tensor tensor, RandomSource generator = default, long groups = 1, bool transposed = false, long stride = 1) =>
        FillWeight(tensor, generator, () => Initializers.LeCun(Distribution.Normal), groups, transposed, stride);

    /// <summary>Normal weights of Kumar's variance over fan-in (2017): 12.8 for the sigmoid.</summary>
    /// <param name="tensor">The tensor; one without elements is left as it is.</param>
    /// <param name="activation">What follows: differentiable at 0, with a slope.</param>
    /// <param name="generator">Where the numbers come from.</param>
    /// <param name="groups">The convolution's groups.</param>
    /// <param name="transposed">Whether the weight is a transposed convolution's.</param>
    /// <param name="stride">The product of the convolution's strides.</param>
    /// <returns>The tensor itself.</returns>
    /// <exception cref="ArgumentException">An argument is refused, before an element is written; its name says which.</exception>
    public static Tensor kumar_normal_(Tensor tensor, Activation activation, RandomSource generator = default, long groups = 1, bool transposed = false, long stride = 1) =>
        FillWeight(tensor, generator, () => Initializers.Kumar(activation, Distribution.Normal), groups, transposed, stride);

    /// <summary>Weights of variance scale/fan.</summary>
    /// <param name="tensor">The tensor; one without elements is left as it is.</param>
    /// <param name="scale">The scale c: finite, above 0.</param>
    /// <param name="mode">The fan, or the mean of both.</param>
    /// <param name="distribution">Normal, uniform, or normal cut at ±2σ and widened to the stated variance.</param>
    /// <param name="generator">Where the numbers come from.</param>
    /// <param name="groups">The convolution's groups.</param>
    /// <param name="transposed">Whether the weight is a transposed convolution's.</param>
    /// <param name="stride">The product of the convolution's strides.</param>
    /// <returns>The tensor itself.</returns>
    /// <exception cref="ArgumentException">An argument is refused, before an element is written; its name says which.</exception>
    public static Tensor variance_scaling_(Tensor tensor, double scale, FanMode mode = FanMode.FanIn, Distribution distribution = Distribution.Normal, RandomSource generator = default, long groups = 1, bool transposed = false, long stride = 1) =>
        FillWeight(tensor, generator, () => Initializers.VarianceScaling(scale, mode, distribution), groups, transposed, stride);

    /// <summary>Weights of any initializer of the runtime library.</summary>
    /// <param name="tensor">The tensor; one without elements is left as it is.</param>
    /// <param name="initializer">The initializer.</param>
    /// <param name="generator">Where the numbers come from.</param>
    /// <param name="groups">The convolution's groups.</param>
    /// <param name="transposed">Whether the weight is a transposed convolution's.</param>
    /// <param name="stride">The product of the convolution's strides.</param>
    /// <returns>The tensor itself.</returns>
    /// <exception cref="ArgumentException">An argument is refused, before an element is written; its name says which.</exception>
    public static Tensor fill_with_(Tensor tensor, Initializer initializer, RandomSource generator = default, long groups = 1, bool transposed = false, long stride = 1)
    {
        ArgumentNullException.ThrowIfNull(initializer);
        TensorFill.Check(tensor, nameof(tensor));
        return tensor.shape.Length < 2 ? Fill(tensor, generator, () => initializer) : FillWeight(tensor, generator, () => initializer, groups, transposed, stride);
    }

    private static FanMode Mode(FanInOut mode) => mode switch
    {
        FanInOut.FanIn => FanMode.FanIn,
        FanInOut.FanOut => FanMode.FanOut,
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "The value is not a member of the enumeration."),
    };
}
