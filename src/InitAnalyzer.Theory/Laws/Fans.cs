namespace InitAnalyzer.Theory;

/// <summary>
/// Fan-in and fan-out of a weight tensor, as the usual frameworks count them: channels times receptive field.
/// </summary>
public readonly record struct Fans
{
    /// <summary>Fans of any origin.</summary>
    /// <param name="in">Fan-in: finite, at least 0.</param>
    /// <param name="out">Fan-out: finite, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A fan is NaN, infinite or negative.</exception>
    public Fans(double @in, double @out)
    {
        In = Guard.NonNegative(@in, nameof(@in));
        Out = Guard.NonNegative(@out, nameof(@out));
    }

    /// <summary>Fan-in: how many weighted inputs are summed into one output.</summary>
    public double In { get; }

    /// <summary>Fan-out: how many outputs one input is weighted into.</summary>
    public double Out { get; }

    /// <summary>(fan-in + fan-out)/2.</summary>
    public double Average => In / 2 + Out / 2;

    /// <summary>The fan that a mode names.</summary>
    /// <param name="mode">The mode.</param>
    /// <returns>Fan-in, fan-out or their mean.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="mode"/> is not a member of the enumeration.</exception>
    public double Of(FanMode mode) => mode switch
    {
        FanMode.FanIn => In,
        FanMode.FanOut => Out,
        FanMode.FanAverage => Average,
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "The value is not a member of the enumeration."),
    };

    /// <summary>The fans of a fully connected layer, weight [outputs, inputs].</summary>
    /// <param name="inputs">Number of input features, at least 0.</param>
    /// <param name="outputs">Number of output features, at least 0.</param>
    /// <returns>In = inputs, Out = outputs.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    public static Fans ForLinear(long inputs, long outputs) =>
        new(Guard.NonNegative(inputs, nameof(inputs)), Guard.NonNegative(outputs, nameof(outputs)));

    /// <summary>
    /// The fans that PyTorch and TorchSharp compute from a convolution's weight [out, in/groups, k…]. Fan-in is true; with
    /// groups, fan-out is not: it ignores that an input reaches the outputs of its own group only, and is too large by the number of groups.
    /// </summary>
    /// <param name="inChannels">Number of input channels, at least 0 and a multiple of <paramref name="groups"/>.</param>
    /// <param name="outChannels">Number of output channels, at least 0 and a multiple of <paramref name="groups"/>.</param>
    /// <param name="receptiveField">Number of kernel elements: the product of the kernel sizes, at least 0.</param>
    /// <param name="groups">Number of groups, at least 1.</param>
    /// <returns>In = inChannels/groups · receptiveField, Out = outChannels · receptiveField.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is below its minimum.</exception>
    /// <exception cref="ArgumentException">A number of channels is not a multiple of <paramref name="groups"/>.</exception>
    public static Fans ForConvolution(long inChannels, long outChannels, long receptiveField, long groups = 1)
    {
        CheckConvolution(inChannels, outChannels, receptiveField, groups);

        // In double, because a product of three longs may overflow.
        return new((double)(inChannels / groups) * receptiveField, (double)outChannels * receptiveField);
    }

    /// <summary>
    /// The fans that PyTorch and TorchSharp compute from a transposed convolution's weight [in, out/groups, k…]. They read the
    /// axes as if it were a convolution, so that "fan-in" counts the outputs and "fan-out" the inputs: a law over
    /// <see cref="FanMode.FanIn"/> has the variance that was meant only where the numbers of channels agree.
    /// </summary>
    /// <param name="inChannels">Number of input channels, at least 0 and a multiple of <paramref name="groups"/>.</param>
    /// <param name="outChannels">Number of output channels, at least 0 and a multiple of <paramref name="groups"/>.</param>
    /// <param name="receptiveField">Number of kernel elements: the product of the kernel sizes, at least 0.</param>
    /// <param name="groups">Number of groups, at least 1.</param>
    /// <returns>In = outChannels/groups · receptiveField, Out = inChannels · receptiveField.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is below its minimum.</exception>
    /// <exception cref="ArgumentException">A number of channels is not a multiple of <paramref name="groups"/>.</exception>
    public static Fans ForTransposedConvolution(long inChannels, long outChannels, long receptiveField, long groups = 1)
    {
        CheckConvolution(inChannels, outChannels, receptiveField, groups);
        return new((double)(outChannels / groups) * receptiveField, (double)inChannels * receptiveField);
    }

    /// <summary>
    /// The fans of a convolution as they are: how many weighted inputs are summed into an output, and how many outputs an input reaches on average, away from
    /// the borders. Unlike <see cref="ForConvolution"/>, groups and strides count for the latter too.
    /// </summary>
    /// <param name="inChannels">Number of input channels, at least 0 and a multiple of <paramref name="groups"/>.</param>
    /// <param name="outChannels">Number of output channels, at least 0 and a multiple of <paramref name="groups"/>.</param>
    /// <param name="receptiveField">Number of kernel elements: the product of the kernel sizes, at least 0.</param>
    /// <param name="groups">Number of groups, at least 1.</param>
    /// <param name="stride">The product of the strides, at least 1.</param>
    /// <returns>In = inChannels/groups · receptiveField, Out = outChannels/groups · receptiveField/stride.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is below its minimum.</exception>
    /// <exception cref="ArgumentException">A number of channels is not a multiple of <paramref name="groups"/>.</exception>
    public static Fans OfConvolution(long inChannels, long outChannels, long receptiveField, long groups = 1, long stride = 1)
    {
        CheckConvolution(inChannels, outChannels, receptiveField, groups);
        if (stride < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(stride), stride, "The stride must be at least 1.");
        }

        return new((double)(inChannels / groups) * receptiveField, (double)(outChannels / groups) * receptiveField / stride);
    }

    /// <summary>The fans of a transposed convolution as they are: those of the convolution that it transposes, exchanged.</summary>
    /// <param name="inChannels">Number of input channels, at least 0 and a multiple of <paramref name="groups"/>.</param>
    /// <param name="outChannels">Number of output channels, at least 0 and a multiple of <paramref name="groups"/>.</param>
    /// <param name="receptiveField">Number of kernel elements: the product of the kernel sizes, at least 0.</param>
    /// <param name="groups">Number of groups, at least 1.</param>
    /// <param name="stride">The product of the strides, at least 1.</param>
    /// <returns>In = inChannels/groups · receptiveField/stride, Out = outChannels/groups · receptiveField.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is below its minimum.</exception>
    /// <exception cref="ArgumentException">A number of channels is not a multiple of <paramref name="groups"/>.</exception>
    public static Fans OfTransposedConvolution(long inChannels, long outChannels, long receptiveField, long groups = 1, long stride = 1)
    {
        CheckConvolution(inChannels, outChannels, receptiveField, groups);
        if (stride < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(stride), stride, "The stride must be at least 1.");
        }

        return new((double)(inChannels / groups) * receptiveField / stride, (double)(outChannels / groups) * receptiveField);
    }

    /// <summary>The fans of a weight tensor of a given shape.</summary>
    /// <param name="shape">The lengths of the axes, each at least 0; at least two axes. Axes after the second are the kernel.</param>
    /// <param name="layout">Which of the first two axes counts the outputs.</param>
    /// <returns>The fans; frameworks of PyTorch's family read every weight as <see cref="WeightLayout.OutputsFirst"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="shape"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="shape"/> has fewer than two axes, for which no fan is defined.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A length is negative, or <paramref name="layout"/> is not a member of the enumeration.</exception>
    public static Fans FromShape(IReadOnlyList<long> shape, WeightLayout layout)
    {
        Guard.NotNull(shape, nameof(shape));
        Guard.Defined((int)layout, (int)WeightLayout.InputsFirst, nameof(layout));
        if (shape.Count < 2)
        {
            throw new ArgumentException("Fan-in and fan-out need a weight with at least two axes.", nameof(shape));
        }

        double receptiveField = 1;
        for (int axis = 0; axis < shape.Count; axis++)
        {
            double length = Guard.NonNegative(shape[axis], nameof(shape));
            receptiveField *= axis < 2 ? 1 : length;
        }

        double first = shape[0] * receptiveField;
        double second = shape[1] * receptiveField;
        return layout == WeightLayout.OutputsFirst ? new(second, first) : new(first, second);
    }

    private static void CheckConvolution(long inChannels, long outChannels, long receptiveField, long groups)
    {
        Guard.NonNegative(inChannels, nameof(inChannels));
        Guard.NonNegative(outChannels, nameof(outChannels));
        Guard.NonNegative(receptiveField, nameof(receptiveField));
        if (groups < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(groups), groups, "There must be at least one group.");
        }

        CheckMultiple(inChannels, groups, nameof(inChannels));
        CheckMultiple(outChannels, groups, nameof(outChannels));
    }

    private static void CheckMultiple(long channels, long groups, string name)
    {
        if (channels % groups != 0)
        {
            throw new ArgumentException("The number of channels must be a multiple of the number of groups.", name);
        }
    }
}
