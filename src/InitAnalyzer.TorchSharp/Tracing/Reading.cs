using TorchSharp;
using static TorchSharp.torch;

namespace InitAnalyzer.Torch;

/// <summary>
/// What a node was given, read from the gradients of its weight and bias. With the same input a at every position, a layer's weight gradient is δaᵀ where its bias' is δ: their
/// quotient is a, whatever follows. Where the input differs between positions or samples, the rows do not agree, and the column counts as varying.
/// </summary>
/// <param name="Values">The input, column by column; NaN where no gradient came.</param>
/// <param name="IsConstant">Whether a column was the same at all positions.</param>
/// <param name="IsScaled">Whether all values share an unknown factor.</param>
internal sealed record Reading(double[] Values, bool[] IsConstant, bool IsScaled)
{
    /// <summary>Rows that are compared at most; more would tell no more.</summary>
    private const int LargestRows = 16;

    private const double Tolerance = 2e-3;

    /// <summary>Reads a node; <see langword="null"/> where no gradient came.</summary>
    public static Reading? Of(ProbeNode node, Tensor weightGradient, Tensor biasGradient)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable withoutGradients = no_grad();
        if (node.IsNormalization)
        {
            double[] weight = ProbeNode.HostArray(weightGradient.flatten());
            double[] bias = ProbeNode.HostArray(biasGradient.flatten());
            double largest = bias.Max(Math.Abs);
            bool[] read = [.. bias.Select(g => double.IsFinite(g) && Math.Abs(g) > 1e-6 * largest)];
            return largest > 0 ? new([.. weight.Select((g, i) => read[i] ? g / bias[i] : double.NaN)], read, false) : null;
        }

        return node.IsTransposed ? OfTransposed(node, weightGradient) : OfLayer(node, weightGradient, biasGradient);
    }

    private static Reading? OfLayer(ProbeNode node, Tensor weightGradient, Tensor biasGradient)
    {
        long groups = node.Groups;
        long rows = node.Units / groups;
        long inputs = node.Inputs / groups;
        Tensor g = biasGradient.reshape(groups, rows);
        Tensor weight = weightGradient.reshape(groups, rows, inputs, -1);
        if (rows > LargestRows)
        {
            (_, Tensor order) = g.abs().topk(LargestRows, 1);
            g = g.gather(1, order);
            weight = weight.gather(1, order.reshape(groups, LargestRows, 1, 1).expand(groups, LargestRows, inputs, weight.shape[3]));
        }

        g = g.cpu().to_type(ScalarType.Float64);
        weight = weight.cpu().to_type(ScalarType.Float64);

        // Gradients may be of any size, and squares of small ones vanish.
        double size = g.abs().max().item<double>();
        if (!(size > 0 && double.IsFinite(size)))
        {
            return null;
        }

        g = TensorMath.Times(g, 1 / size);
        weight = TensorMath.Times(weight, 1 / size);
        Tensor norm = TensorMath.Square(g).sum(dim: [1]).reshape(groups, 1, 1);
        Tensor column = g.reshape(groups, g.shape[1], 1, 1);
        Tensor values = (column * weight).sum(dim: [1]) / norm;
        Tensor error = TensorMath.Square(weight - column * values.unsqueeze(1)).sum(dim: [1]).sqrt() / norm.sqrt();
        double[] read = ProbeNode.HostArray(values.permute(2, 0, 1));
        double[] distance = ProbeNode.HostArray(error.permute(2, 0, 1));

        // Padding takes positions away from some of a kernel's elements; those that have them all read the largest.
        int columns = node.Inputs;
        int best = 0;
        (int Constant, double Sum) most = (-1, 0);
        bool IsConstant(int i) => double.IsFinite(read[i]) && distance[i] <= Tolerance * Math.Max(1, Math.Abs(read[i]));
        for (int element = 0; element < read.Length / columns; element++)
        {
            IEnumerable<int> range = Enumerable.Range(element * columns, columns);
            (int, double) found = (range.Count(IsConstant), Math.Round(range.Where(IsConstant).Sum(i => Math.Abs(read[i])), 6));
            if (found.CompareTo(most) > 0)
            {
                most = found;
                best = element;
            }
        }

        int start = best * columns;
        return new(read[start..(start + columns)], [.. Enumerable.Range(start, columns).Select(IsConstant)], false);
    }

    /// <summary>A transposed convolution's gradient has a row for each input, all multiples of one: by the inputs.</summary>
    private static Reading? OfTransposed(ProbeNode node, Tensor weightGradient)
    {
        if (node.Groups != 1)
        {
            return null;
        }

        Tensor rows = weightGradient.flatten(1).cpu().to_type(ScalarType.Float64);
        double size = rows.abs().max().item<double>();
        if (!(size > 0 && double.IsFinite(size)))
        {
            return null;
        }

        rows = TensorMath.Times(rows, 1 / size);
        Tensor norms = TensorMath.Square(rows).sum(dim: [1]);
        Tensor longest = rows[norms.argmax()].unsqueeze(0);
        Tensor values = (rows * longest).sum(dim: [1]) / norms.max();
        Tensor error = TensorMath.Square(rows - values.unsqueeze(1) * longest).sum(dim: [1]).sqrt() / norms.max().sqrt();
        return new(ProbeNode.HostArray(values), [.. ProbeNode.HostArray(error).Select(static distance => distance <= Tolerance)], true);
    }
}
