using InitAnalyzer.Theory;

namespace InitAnalyzer.Runtime;

/// <summary>Normal weights of which ⌈sparsity · outputs⌉ are 0 for each input (Martens, 2010, in PyTorch's form: those of a column are drawn without replacement).</summary>
internal sealed class SparseInitializer(string name, double sparsity, double deviation) : DependentInitializer(name)
{
    public override WeightLaw LawFor(WeightShape shape)
    {
        CheckFans(shape);
        if (shape.Sizes.Count != 2)
        {
            throw new ArgumentException("Sparse weights are a matrix.", nameof(shape));
        }

        int rows = (int)Outputs(shape);
        return WeightLaw.OfVariance(Distribution.Sparse, deviation * deviation * (rows - Zeros(rows)) / rows);
    }

    private protected override void CheckShape<T>(WeightShape shape)
    {
        base.CheckShape<T>(shape);
        Element<T>.CheckFinite(deviation, nameof(T));
    }

    private protected override void FillWhole<T>(Span<T> destination, WeightShape shape, RandomStream stream, ParallelOptions options, IProgress<double>? progress)
    {
        stream.FillNormal(destination, 0, deviation);
        int outputs = (int)Outputs(shape);
        int inputs = (int)(shape.Count / outputs);
        bool outputsFirst = shape.Layout == WeightLayout.OutputsFirst;
        int[] order = new int[outputs];
        int zeros = Zeros(outputs);
        for (int input = 0; input < inputs; input++)
        {
            options.CancellationToken.ThrowIfCancellationRequested();
            stream.Child(input).FillPermutation(order);
            foreach (int output in order.AsSpan(0, zeros))
            {
                destination[outputsFirst ? output * inputs + input : input * outputs + output] = default;
            }

            progress?.Report((input + 1.0) / inputs);
        }
    }

    private static long Outputs(WeightShape shape) => shape.Layout == WeightLayout.OutputsFirst ? shape.Sizes[0] : shape.Sizes[1];

    private int Zeros(int outputs) => (int)Math.Ceiling(sparsity * outputs);
}
