namespace InitAnalyzer.ML;

/// <summary>What training ends with.</summary>
/// <param name="Model">The network.</param>
/// <param name="History">All epochs.</param>
/// <param name="BestEpoch">The epoch whose weights the network has.</param>
internal sealed record TrainingResult(NeuralNetworkModel Model, IReadOnlyList<TrainingProgress> History, int BestEpoch);
