using Microsoft.ML.Runtime;

namespace InitAnalyzer.ML;

/// <summary>A neural network for multiclass classification: predicts one of several classes.</summary>
/// <remarks>The label is a key. The columns are PredictedLabel, a key with the label's values, and Score, the probability of each class. The loss is the cross-entropy.</remarks>
public sealed class NeuralNetworkMulticlassTrainer : NeuralNetworkTrainer
{
    /// <summary>A trainer; the usual way to one is <c>mlContext.MulticlassClassification.Trainers.NeuralNetwork</c>.</summary>
    /// <param name="environment">The <see cref="Microsoft.ML.MLContext"/>.</param>
    /// <param name="options">The options, which are copied.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">An option is not allowed; the exception has its name.</exception>
    public NeuralNetworkMulticlassTrainer(IHostEnvironment environment, Options options)
        : base(environment, options)
    {
    }

    private protected override PredictionTask Task => PredictionTask.Multiclass;

    /// <summary>The options of a <see cref="NeuralNetworkMulticlassTrainer"/>.</summary>
    public sealed class Options : NeuralNetworkOptions;
}
