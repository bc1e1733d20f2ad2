using InitAnalyzer.Runtime;
using InitAnalyzer.Theory;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.init;

namespace InitAnalyzer.Torch;

/// <summary>
/// The functions of <c>torch.nn.init</c>, and those that it lacks, with the laws that their names promise. They fill in place, without gradients, and return the tensor.
/// </summary>
/// <remarks>
/// <para>Every function that draws takes a <see cref="RandomSource"/> by the name <c>generator</c>: one of torch's generators, a seed, or a stream. The numbers do not depend on
/// the device, the strides or the number of threads. Element types are Float32, Float64, Float16 and BFloat16.</para>
/// <para>Fans are the true ones. A convolution's groups are <c>groups</c>; of a transposed convolution, <c>transposed: true</c> says that the first axis counts the inputs. The
/// fluent forms of <see cref="LayerInitialization"/> read both from the layer.</para>
/// <para>A tensor without elements is left as it is. What is refused throws an <see cref="ArgumentException"/> with the argument's name before an element is written.</para>
/// </remarks>
public static partial class SignalInit
{
    private static readonly ParallelOptions s_allThreads = new();

    /// <summary>The factor on the standard deviation that an activation asks for, as in <c>torch.nn.init.calculate_gain</c>, with the default slope that PyTorch has.</summary>
    /// <param name="nonlinearity">The activation.</param>
    /// <param name="param">The negative slope of LeakyReLU; <see langword="null"/> for 0.01. The others have none.</param>
    /// <returns>The gain: 5/3 for tanh, √2 for ReLU, √(2/(1 + a²)) for LeakyReLU, else 1.</returns>
    /// <exception cref="ArgumentException">An argument is outside its range.</exception>
    public static double calculate_gain(NonlinearityType nonlinearity, double? param = null)
    {
        if (param is not null && nonlinearity != NonlinearityType.LeakyReLU)
        {
            throw new ArgumentException(nonlinearity + " has no parameter.", nameof(param));
        }

        return nonlinearity switch
        {
            NonlinearityType.Tanh => 5.0 / 3,
            NonlinearityType.ReLU => Math.Sqrt(2),
            NonlinearityType.LeakyReLU => Math.Sqrt(2 / (1 + Math.Pow(Finite(param ?? 0.01, nameof(param)), 2))),
            >= NonlinearityType.Linear and <= NonlinearityType.Sigmoid => 1,
            _ => throw new ArgumentOutOfRangeException(nameof(nonlinearity), nonlinearity, "The value is not a member of the enumeration."),
        };
    }

    /// <summary>The factor on the standard deviation that an activation asks for: √c of the recommended law, but PyTorch's own numbers for tanh (5/3) and SELU (3/4).</summary>
    /// <param name="activation">The activation.</param>
    /// <returns>The gain; 1 where no law is recommended.</returns>
    /// <remarks>A self-normalising network wants LeCun's law itself, a gain of 1 (<see cref="lecun_normal_"/>).</remarks>
    /// <exception cref="ArgumentException"><paramref name="activation"/> is null.</exception>
    public static double calculate_gain(Activation activation)
    {
        ArgumentNullException.ThrowIfNull(activation);
        return activation.Name switch
        {
            "Tanh" => 5.0 / 3,
            "SELU" => 3.0 / 4,
            _ => Math.Sqrt(Recommendation.For(activation)?.Scale ?? 1),
        };
    }

    /// <summary>How many weighted inputs are summed into an output, and how many outputs an input reaches.</summary>
    /// <param name="tensor">A weight of two axes or more.</param>
    /// <param name="groups">The convolution's groups.</param>
    /// <param name="transposed">Whether the weight is a transposed convolution's.</param>
    /// <param name="stride">The product of the convolution's strides.</param>
    /// <returns>The fans; 0 where an axis that they count is empty.</returns>
    /// <exception cref="ArgumentException">An argument is refused; its name says which.</exception>
    public static (double FanIn, double FanOut) calculate_fan_in_and_fan_out(Tensor tensor, long groups = 1, bool transposed = false, long stride = 1)
    {
        TensorShape.CheckWeight(tensor, groups, transposed, stride);
        long[] sizes = tensor.shape;
        long field = sizes.Skip(2).Aggregate(1L, static (product, length) => product * length);
        Fans fans = transposed
            ? Fans.OfTransposedConvolution(sizes[0], sizes[1] * groups, field, groups, stride)
            : Fans.OfConvolution(sizes[1] * groups, sizes[0], field, groups, stride);
        return (fans.In, fans.Out);
    }

    private static Tensor Fill(Tensor tensor, RandomSource generator, Func<Initializer> initializer)
    {
        TensorFill.Check(tensor, nameof(tensor));
        Initializer law = initializer();
        if (tensor.numel() > 0)
        {
            TensorFill.Fill(tensor, law, TensorShape.OfAny(tensor.shape), generator, s_allThreads, nameof(tensor));
        }

        return tensor;
    }

    private static Tensor FillWeight(Tensor tensor, RandomSource generator, Func<Initializer> initializer, long groups = 1, bool transposed = false, long stride = 1)
    {
        TensorShape.CheckWeight(tensor, groups, transposed, stride);
        Initializer law = initializer();
        if (tensor.numel() > 0)
        {
            TensorFill.Fill(tensor, law, TensorShape.OfWeight(tensor.shape, groups, transposed, stride), generator, s_allThreads, nameof(tensor));
        }

        return tensor;
    }

    private static double Finite(double value, string name) =>
        double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(name, value, "The value must be a finite number.");

    private static double NonNegative(double value, string name) =>
        Finite(value, name) >= 0 ? value : throw new ArgumentOutOfRangeException(name, value, "The value must not be negative.");

    private static double Gain(double value) =>
        Finite(value, "gain") != 0 ? value : throw new ArgumentOutOfRangeException("gain", value, "The gain must not be 0.");

    private static void Ordered(double low, double high, string lowName, string highName)
    {
        if (Finite(high, highName) < Finite(low, lowName))
        {
            throw new ArgumentOutOfRangeException(highName, high, "The upper bound must not be below the lower one.");
        }
    }
}
