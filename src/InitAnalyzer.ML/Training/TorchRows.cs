using static TorchSharp.torch;

namespace InitAnalyzer.ML;

/// <summary>Rows as tensors.</summary>
internal sealed class TorchRows(PredictionTask task, float[] features, int width, float[] labels, float[]? weights)
{
    private readonly Tensor _features = tensor(features, [labels.Length, width]);
    private readonly Tensor _labels = Loss.Labels(task, labels);
    private readonly Tensor? _weights = weights is null ? null : tensor(weights);

    /// <summary>The mean loss of a network over some of the rows.</summary>
    public Tensor LossOf(TorchNetwork network, ReadOnlySpan<int> rows, Runtime.RandomStream? random)
    {
        long[] numbers = new long[rows.Length];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = rows[i];
        }

        Tensor index = tensor(numbers);
        Tensor outputs = network.Forward(_features.index_select(0, index), random);
        return Loss.Of(task, outputs, _labels.index_select(0, index), _weights?.index_select(0, index));
    }

    /// <summary>How much some of the rows count.</summary>
    public double WeightOf(ReadOnlySpan<int> rows)
    {
        if (weights is null)
        {
            return rows.Length;
        }

        double sum = 0;
        foreach (int row in rows)
        {
            sum += weights[row];
        }

        return sum;
    }
}
