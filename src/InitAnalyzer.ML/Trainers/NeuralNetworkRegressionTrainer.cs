using Microsoft.ML.Runtime;

namespace InitAnalyzer.ML;

/// <summary>A neural network for regression: predicts a number.</summary>
/// <remarks>The label is a Single. It is standardised for training; the column Score has the prediction in the label's own unit. The loss is the squared error.</remarks>
public sealed class NeuralNetworkRegressionTrainer : NeuralNetworkTrainer
{
    /// <summary>A trainer; the usual way to one is <c>mlContext.Regression.Trainers.NeuralNetwork</c>.</summary>
    /// <param name="environment">The <see cref="Microsoft.ML.MLContext"/>.</param>
    /// <param name="options">The options, which are copied.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">An option is not allowed; the exception has its name.</exception>
    public NeuralNetworkRegressionTrainer(IHostEnvironment environment, Options options)
        : base(environment, options)
    {
    }

    private protected override PredictionTask Task => PredictionTask.Regression;

    /// <summary>The options of a <see cref="NeuralNetworkRegressionTrainer"/>.</summary>
    public sealed class Options : NeuralNetworkOptions;
}
