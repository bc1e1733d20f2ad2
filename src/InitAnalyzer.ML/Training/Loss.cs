using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace InitAnalyzer.ML;

/// <summary>What training makes small.</summary>
internal static class Loss
{
    /// <summary>The labels as the loss wants them.</summary>
    public static Tensor Labels(PredictionTask task, float[] labels) => task == PredictionTask.Multiclass
        ? tensor(Array.ConvertAll(labels, static label => (long)label))
        : tensor(labels, [labels.Length, 1]);

    /// <summary>The mean over the rows.</summary>
    /// <param name="task">What is predicted.</param>
    /// <param name="outputs">The network's outputs [rows, outputs].</param>
    /// <param name="labels">The labels of the rows.</param>
    /// <param name="weights">The weights of the rows [rows]; <see langword="null"/> where all count alike.</param>
    public static Tensor Of(PredictionTask task, Tensor outputs, Tensor labels, Tensor? weights)
    {
        Reduction reduction = weights is null ? Reduction.Mean : Reduction.None;
        Tensor losses = task switch
        {
            PredictionTask.Regression => functional.mse_loss(outputs, labels, reduction),
            PredictionTask.Binary => functional.binary_cross_entropy_with_logits(outputs, labels, reduction: reduction),
            _ => functional.cross_entropy(outputs, labels, reduction: reduction),
        };

        // A batch in which no row counts has no loss, and moves nothing.
        return weights is null ? losses : (losses.flatten() * weights).sum() / weights.sum().clamp_min(float.Epsilon);
    }
}
