namespace InitAnalyzer.ML;

/// <summary>How training stands after an epoch.</summary>
/// <param name="Epoch">The epoch that has ended, from 1.</param>
/// <param name="Epochs">The number of epochs that are allowed.</param>
/// <param name="TrainingLoss">The mean loss of the epoch's batches, while the weights moved: squared error of the standardised label, or cross-entropy in nats.</param>
/// <param name="ValidationLoss">The loss of the validation rows after the epoch; <see langword="null"/> where there are none.</param>
public sealed record TrainingProgress(int Epoch, int Epochs, double TrainingLoss, double? ValidationLoss);
