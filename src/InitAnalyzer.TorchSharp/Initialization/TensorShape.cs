using InitAnalyzer.Runtime;
using InitAnalyzer.Theory;
using static TorchSharp.torch;

namespace InitAnalyzer.Torch;

/// <summary>The <see cref="WeightShape"/> of a tensor that is a weight; its fans are the true ones.</summary>
internal static class TensorShape
{
    /// <summary>The largest number of axes of a convolution's weight.</summary>
    private const int ConvolutionAxes = 5;

    /// <summary>The shape of a weight of two axes or more and at least one element.</summary>
    /// <param name="sizes">The lengths of the axes, each above 0.</param>
    /// <param name="groups">The convolution's groups.</param>
    /// <param name="transposed">Whether the convolution is a transposed one, whose first axis counts the inputs.</param>
    /// <param name="stride">The product of the convolution's strides.</param>
    public static WeightShape OfWeight(long[] sizes, long groups = 1, bool transposed = false, long stride = 1)
    {
        if (sizes.Length == 2)
        {
            return WeightShape.Of(sizes, transposed ? WeightLayout.InputsFirst : WeightLayout.OutputsFirst);
        }

        if (sizes.Length > ConvolutionAxes)
        {
            return WeightShape.Of(sizes, WeightLayout.OutputsFirst);
        }

        int[] kernel = [.. sizes.Skip(2).Select(static length => checked((int)length))];
        return transposed
            ? WeightShape.TransposedConvolution(checked((int)sizes[0]), checked((int)(sizes[1] * groups)), kernel, checked((int)groups), checked((int)stride))
            : WeightShape.Convolution(checked((int)(sizes[1] * groups)), checked((int)sizes[0]), kernel, checked((int)groups), checked((int)stride));
    }

    /// <summary>The shape of any tensor with at least one element, for laws that need no fans.</summary>
    public static WeightShape OfAny(long[] sizes) => sizes.Length switch
    {
        0 => WeightShape.Vector(1),
        1 when sizes[0] <= int.MaxValue => WeightShape.Vector((int)sizes[0]),
        1 => WeightShape.Of([sizes[0], 1], WeightLayout.OutputsFirst),
        _ => WeightShape.Of(sizes, WeightLayout.OutputsFirst),
    };

    /// <summary>Throws unless the tensor can be a weight of such a convolution, or a matrix where the arguments are left alone.</summary>
    public static void CheckWeight(Tensor tensor, long groups, bool transposed, long stride)
    {
        TensorFill.Check(tensor, nameof(tensor));
        int axes = tensor.shape.Length;
        if (axes < 2)
        {
            throw new ArgumentException("The law needs fan-in and fan-out, which a tensor of fewer than two axes does not have.", nameof(tensor));
        }

        if (groups < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(groups), groups, "There must be at least one group.");
        }

        if (stride < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(stride), stride, "The stride must be at least 1.");
        }

        if (groups > 1 && (axes is 2 or > ConvolutionAxes || tensor.shape[0] % groups != 0))
        {
            throw new ArgumentException("The groups must divide the first axis of a convolution's weight.", nameof(groups));
        }

        if (transposed && axes > ConvolutionAxes)
        {
            throw new ArgumentException("A transposed convolution's weight has at most five axes.", nameof(transposed));
        }
    }
}
