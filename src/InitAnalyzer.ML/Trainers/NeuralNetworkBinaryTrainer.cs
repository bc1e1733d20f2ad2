using Microsoft.ML.Runtime;

namespace InitAnalyzer.ML;

/// <summary>A neural network for binary classification: predicts one of two classes.</summary>
/// <remarks>The label is a Boolean. The columns are PredictedLabel, Score (the log-odds) and Probability. The loss is the cross-entropy.</remarks>
public sealed class NeuralNetworkBinaryTrainer : NeuralNetworkTrainer
{
    /// <summary>A trainer; the usual way to one is <c>mlContext.BinaryClassification.Trainers.NeuralNetwork</c>.</summary>
    /// <param name="environment">The <see cref="Microsoft.ML.MLContext"/>.</param>
    /// <param name="options">The options, which are copied.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">An option is not allowed; the exception has its name.</exception>
    public NeuralNetworkBinaryTrainer(IHostEnvironment environment, Options options)
        : base(environment, options)
    {
    }

    private protected override PredictionTask Task => PredictionTask.Binary;

    /// <summary>The options of a <see cref="NeuralNetworkBinaryTrainer"/>.</summary>
    public sealed class Options : NeuralNetworkOptions;
}
