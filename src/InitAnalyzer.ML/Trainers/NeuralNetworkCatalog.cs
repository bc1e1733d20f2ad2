using InitAnalyzer.ML;

namespace Microsoft.ML;

/// <summary>Neural networks among the trainers of ML.NET's catalogs.</summary>
public static class NeuralNetworkCatalog
{
    /// <summary>A neural network for regression: predicts a number.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="layers">The hidden layers in their order; the output layer is added.</param>
    /// <param name="labelColumnName">The column with what is to be predicted.</param>
    /// <param name="featureColumnName">The column with the inputs: a vector of Single of known size.</param>
    /// <param name="exampleWeightColumnName">The column with the weight of each row; <see langword="null"/> where all count alike.</param>
    /// <param name="epochs">How often all rows are passed, at most.</param>
    /// <param name="batchSize">The number of rows from which a step's gradient is taken.</param>
    /// <param name="learningRate">The length of a step.</param>
    /// <returns>The trainer.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">An option is not allowed; the exception has its name.</exception>
    public static NeuralNetworkRegressionTrainer NeuralNetwork(
        this RegressionCatalog.RegressionTrainers catalog,
        IEnumerable<Layer> layers,
        string labelColumnName = "Label",
        string featureColumnName = "Features",
        string? exampleWeightColumnName = null,
        int epochs = 100,
        int batchSize = 32,
        double learningRate = 1e-3) =>
        NeuralNetwork(catalog, Options<NeuralNetworkRegressionTrainer.Options>(layers, labelColumnName, featureColumnName, exampleWeightColumnName, epochs, batchSize, learningRate));

    /// <summary>A neural network for regression: predicts a number, with the usual options.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="layers">The hidden layers in their order; the output layer is added.</param>
    /// <returns>The trainer.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static NeuralNetworkRegressionTrainer NeuralNetwork(this RegressionCatalog.RegressionTrainers catalog, params Layer[] layers) =>
        NeuralNetwork(catalog, (IEnumerable<Layer>)layers);

    /// <summary>A neural network for regression: predicts a number.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="options">The options, which are copied.</param>
    /// <returns>The trainer.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">An option is not allowed; the exception has its name.</exception>
    public static NeuralNetworkRegressionTrainer NeuralNetwork(this RegressionCatalog.RegressionTrainers catalog, NeuralNetworkRegressionTrainer.Options options) =>
        new(CatalogEnvironment.Of(catalog), options);

    /// <summary>A neural network for binary classification: predicts one of two classes.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="layers">The hidden layers in their order; the output layer is added.</param>
    /// <param name="labelColumnName">The column with what is to be predicted.</param>
    /// <param name="featureColumnName">The column with the inputs: a vector of Single of known size.</param>
    /// <param name="exampleWeightColumnName">The column with the weight of each row; <see langword="null"/> where all count alike.</param>
    /// <param name="epochs">How often all rows are passed, at most.</param>
    /// <param name="batchSize">The number of rows from which a step's gradient is taken.</param>
    /// <param name="learningRate">The length of a step.</param>
    /// <returns>The trainer.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">An option is not allowed; the exception has its name.</exception>
    public static NeuralNetworkBinaryTrainer NeuralNetwork(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog,
        IEnumerable<Layer> layers,
        string labelColumnName = "Label",
        string featureColumnName = "Features",
        string? exampleWeightColumnName = null,
        int epochs = 100,
        int batchSize = 32,
        double learningRate = 1e-3) =>
        NeuralNetwork(catalog, Options<NeuralNetworkBinaryTrainer.Options>(layers, labelColumnName, featureColumnName, exampleWeightColumnName, epochs, batchSize, learningRate));

    /// <summary>A neural network for binary classification: predicts one of two classes, with the usual options.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="layers">The hidden layers in their order; the output layer is added.</param>
    /// <returns>The trainer.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static NeuralNetworkBinaryTrainer NeuralNetwork(this BinaryClassificationCatalog.BinaryClassificationTrainers catalog, params Layer[] layers) =>
        NeuralNetwork(catalog, (IEnumerable<Layer>)layers);

    /// <summary>A neural network for binary classification: predicts one of two classes.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="options">The options, which are copied.</param>
    /// <returns>The trainer.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">An option is not allowed; the exception has its name.</exception>
    public static NeuralNetworkBinaryTrainer NeuralNetwork(this BinaryClassificationCatalog.BinaryClassificationTrainers catalog, NeuralNetworkBinaryTrainer.Options options) =>
        new(CatalogEnvironment.Of(catalog), options);

    /// <summary>A neural network for multiclass classification: predicts one of several classes.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="layers">The hidden layers in their order; the output layer is added.</param>
    /// <param name="labelColumnName">The column with what is to be predicted.</param>
    /// <param name="featureColumnName">The column with the inputs: a vector of Single of known size.</param>
    /// <param name="exampleWeightColumnName">The column with the weight of each row; <see langword="null"/> where all count alike.</param>
    /// <param name="epochs">How often all rows are passed, at most.</param>
    /// <param name="batchSize">The number of rows from which a step's gradient is taken.</param>
    /// <param name="learningRate">The length of a step.</param>
    /// <returns>The trainer.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">An option is not allowed; the exception has its name.</exception>
    public static NeuralNetworkMulticlassTrainer NeuralNetwork(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog,
        IEnumerable<Layer> layers,
        string labelColumnName = "Label",
        string featureColumnName = "Features",
        string? exampleWeightColumnName = null,
        int epochs = 100,
        int batchSize = 32,
        double learningRate = 1e-3) =>
        NeuralNetwork(catalog, Options<NeuralNetworkMulticlassTrainer.Options>(layers, labelColumnName, featureColumnName, exampleWeightColumnName, epochs, batchSize, learningRate));

    /// <summary>A neural network for multiclass classification: predicts one of several classes, with the usual options.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="layers">The hidden layers in their order; the output layer is added.</param>
    /// <returns>The trainer.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static NeuralNetworkMulticlassTrainer NeuralNetwork(this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, params Layer[] layers) =>
        NeuralNetwork(catalog, (IEnumerable<Layer>)layers);

    /// <summary>A neural network for multiclass classification: predicts one of several classes.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="options">The options, which are copied.</param>
    /// <returns>The trainer.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">An option is not allowed; the exception has its name.</exception>
    public static NeuralNetworkMulticlassTrainer NeuralNetwork(this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, NeuralNetworkMulticlassTrainer.Options options) =>
        new(CatalogEnvironment.Of(catalog), options);

    private static T Options<T>(
        IEnumerable<Layer> layers, string labelColumnName, string featureColumnName, string? exampleWeightColumnName, int epochs, int batchSize, double learningRate)
        where T : NeuralNetworkOptions, new()
    {
        ArgumentNullException.ThrowIfNull(layers);
        return new()
        {
            Layers = [.. layers],
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName,
            ExampleWeightColumnName = exampleWeightColumnName,
            Epochs = epochs,
            BatchSize = batchSize,
            LearningRate = learningRate,
        };
    }
}
