using InitAnalyzer.Theory;

namespace InitAnalyzer.Runtime;

/// <summary>
/// What is filled: the lengths of a weight tensor's axes in memory order (the last varies fastest), which of them counts the outputs, and the fans that follow. Immutable.
/// </summary>
/// <remarks>
/// The fans are the true ones: groups and strides count, and a transposed convolution's are not exchanged. PyTorch and TorchSharp count otherwise there;
/// <see cref="WithFans"/> takes any, for example those of <see cref="Theory.Fans.ForTransposedConvolution"/>.
/// </remarks>
public sealed class WeightShape
{
    private WeightShape(long[] sizes, WeightLayout layout, Fans? fans, int groups = 1, int gates = 1)
    {
        Sizes = Array.AsReadOnly(sizes);
        Layout = layout;
        DeclaredFans = fans;
        Groups = groups;
        Gates = gates;
        long count = 1;
        foreach (long size in sizes)
        {
            count = checked(count * size);
        }

        Count = count;
    }

    /// <summary>The lengths of the axes: each at least 1.</summary>
    public IReadOnlyList<long> Sizes { get; }

    /// <summary>Which of the first two axes counts the outputs.</summary>
    public WeightLayout Layout { get; }

    /// <summary>The number of elements.</summary>
    public long Count { get; }

    /// <summary>The number of groups of a convolution, which divide the first axis.</summary>
    public int Groups { get; }

    /// <summary>The number of blocks of equal size, one after the other in the axis of the outputs, that a recurrent layer packs into one matrix; 1 elsewhere.</summary>
    public int Gates { get; }

    /// <summary>Fan-in and fan-out; of one gate where there are several.</summary>
    /// <exception cref="InvalidOperationException">The shape is a vector's, which has no fans.</exception>
    public Fans Fans => DeclaredFans ?? throw new InvalidOperationException("A vector has no fan-in and fan-out.");

    internal Fans? DeclaredFans { get; }

    /// <summary>The weight of a fully connected layer.</summary>
    /// <param name="inputs">The number of inputs: at least 1.</param>
    /// <param name="outputs">The number of outputs: at least 1.</param>
    /// <param name="layout">[outputs, inputs], as in PyTorch and TorchSharp, or [inputs, outputs], as in Keras and x·W.</param>
    /// <returns>The shape.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1, or <paramref name="layout"/> is not a member of the enumeration.</exception>
    public static WeightShape Linear(int inputs, int outputs, WeightLayout layout = WeightLayout.OutputsFirst)
    {
        CheckPositive(inputs, nameof(inputs));
        CheckPositive(outputs, nameof(outputs));
        CheckLayout(layout);
        return new(layout == WeightLayout.OutputsFirst ? [outputs, inputs] : [inputs, outputs], layout, Fans.ForLinear(inputs, outputs));
    }

    /// <summary>The weight [out, in/groups, k…] of a convolution.</summary>
    /// <param name="inChannels">The number of input channels: at least 1, a multiple of <paramref name="groups"/>.</param>
    /// <param name="outChannels">The number of output channels: at least 1, a multiple of <paramref name="groups"/>.</param>
    /// <param name="kernel">The kernel's lengths: one to three, each at least 1.</param>
    /// <param name="groups">The number of groups: at least 1.</param>
    /// <param name="stride">The product of the strides: at least 1. It counts for fan-out alone.</param>
    /// <returns>The shape.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="kernel"/> is null.</exception>
    /// <exception cref="ArgumentException">The kernel has no axis or more than three, or a number of channels is not a multiple of <paramref name="groups"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    public static WeightShape Convolution(int inChannels, int outChannels, IReadOnlyList<int> kernel, int groups = 1, int stride = 1)
    {
        long field = CheckConvolution(inChannels, outChannels, kernel, groups, stride);
        return new(
            [outChannels, inChannels / groups, .. kernel],
            WeightLayout.OutputsFirst,
            Fans.OfConvolution(inChannels, outChannels, field, groups, stride),
            groups);
    }

    /// <summary>The weight [in, out/groups, k…] of a transposed convolution.</summary>
    /// <param name="inChannels">The number of input channels: at least 1, a multiple of <paramref name="groups"/>.</param>
    /// <param name="outChannels">The number of output channels: at least 1, a multiple of <paramref name="groups"/>.</param>
    /// <param name="kernel">The kernel's lengths: one to three, each at least 1.</param>
    /// <param name="groups">The number of groups: at least 1.</param>
    /// <param name="stride">The product of the strides: at least 1. An output is a sum over a stride-th of the kernel, on average.</param>
    /// <returns>The shape.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="kernel"/> is null.</exception>
    /// <exception cref="ArgumentException">The kernel has no axis or more than three, or a number of channels is not a multiple of <paramref name="groups"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    public static WeightShape TransposedConvolution(int inChannels, int outChannels, IReadOnlyList<int> kernel, int groups = 1, int stride = 1)
    {
        long field = CheckConvolution(inChannels, outChannels, kernel, groups, stride);
        return new(
            [inChannels, outChannels / groups, .. kernel],
            WeightLayout.InputsFirst,
            Fans.OfTransposedConvolution(inChannels, outChannels, field, groups, stride),
            groups);
    }

    /// <summary>The weight [entries, features] of an embedding. An output is one entry, not a sum over entries: fan-in is 1.</summary>
    /// <param name="entries">The number of entries: at least 1.</param>
    /// <param name="features">The length of an entry: at least 1.</param>
    /// <returns>The shape.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    public static WeightShape Embedding(int entries, int features)
    {
        CheckPositive(entries, nameof(entries));
        CheckPositive(features, nameof(features));
        return new([entries, features], WeightLayout.InputsFirst, Fans.ForLinear(1, features));
    }

    /// <summary>The weight [gates·hidden, inputs] of a recurrent layer, with one block for each gate: 4 in an LSTM, 3 in a GRU, 1 in a plain one. The hidden weights have as many inputs as hidden units.</summary>
    /// <param name="inputs">The number of inputs: at least 1.</param>
    /// <param name="hidden">The number of hidden units: at least 1.</param>
    /// <param name="gates">The number of gates: at least 1.</param>
    /// <returns>The shape; its fans are those of one gate.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    public static WeightShape Recurrent(int inputs, int hidden, int gates)
    {
        CheckPositive(inputs, nameof(inputs));
        CheckPositive(hidden, nameof(hidden));
        CheckPositive(gates, nameof(gates));
        return new([(long)gates * hidden, inputs], WeightLayout.OutputsFirst, Fans.ForLinear(inputs, hidden), gates: gates);
    }

    /// <summary>A vector, such as a bias; it has no fans.</summary>
    /// <param name="length">The length: at least 1.</param>
    /// <returns>The shape.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is below 1.</exception>
    public static WeightShape Vector(int length)
    {
        CheckPositive(length, nameof(length));
        return new([length], WeightLayout.OutputsFirst, fans: null);
    }

    /// <summary>Any shape of two axes or more, whose fans follow from the layout as in <see cref="Theory.Fans.FromShape"/>.</summary>
    /// <param name="sizes">The lengths: at least two, each at least 1.</param>
    /// <param name="layout">Which of the first two axes counts the outputs; further ones are a kernel.</param>
    /// <returns>The shape.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="sizes"/> is null.</exception>
    /// <exception cref="ArgumentException">There are fewer than two axes, or more than 2^63 - 1 elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A length is below 1, or <paramref name="layout"/> is not a member of the enumeration.</exception>
    public static WeightShape Of(IReadOnlyList<long> sizes, WeightLayout layout)
    {
        Fans fans = Fans.FromShape(sizes, layout);
        foreach (long size in sizes)
        {
            CheckPositive(size, nameof(sizes));
        }

        try
        {
            return new([.. sizes], layout, fans);
        }
        catch (OverflowException)
        {
            throw new ArgumentException("The shape has more than 2^63 - 1 elements.", nameof(sizes));
        }
    }

    /// <summary>The same shape with fans of one's own.</summary>
    /// <param name="fans">The fans: each above 0.</param>
    /// <returns>The shape.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A fan is 0.</exception>
    public WeightShape WithFans(Fans fans)
    {
        if (fans.In <= 0 || fans.Out <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(fans), fans, "Fan-in and fan-out must be above 0.");
        }

        return new([.. Sizes], Layout, fans, Groups, Gates);
    }

    /// <summary>The lengths of the axes: "[256, 784]".</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => FormattableString.Invariant($"[{string.Join(", ", Sizes)}]");

    /// <summary>The shape of one gate.</summary>
    internal WeightShape Gate() => new([Sizes[0] / Gates, .. Sizes.Skip(1)], Layout, DeclaredFans);

    private static long CheckConvolution(int inChannels, int outChannels, IReadOnlyList<int> kernel, int groups, int stride)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        CheckPositive(inChannels, nameof(inChannels));
        CheckPositive(outChannels, nameof(outChannels));
        CheckPositive(groups, nameof(groups));
        CheckPositive(stride, nameof(stride));
        if (kernel.Count is < 1 or > 3)
        {
            throw new ArgumentException("A kernel has one to three axes.", nameof(kernel));
        }

        long field = 1;
        foreach (int length in kernel)
        {
            CheckPositive(length, nameof(kernel));
            field *= length;
        }

        return field;
    }

    private static void CheckPositive(long value, string name)
    {
        if (value < 1)
        {
            throw new ArgumentOutOfRangeException(name, value, "The number must be at least 1.");
        }
    }

    private static void CheckLayout(WeightLayout layout) => Guard.Defined((int)layout, (int)WeightLayout.InputsFirst, nameof(layout));
}
