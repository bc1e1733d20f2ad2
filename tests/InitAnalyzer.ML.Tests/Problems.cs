using Microsoft.ML;

namespace InitAnalyzer.ML.Tests;

/// <summary>Small problems of each kind, with pipelines that solve them.</summary>
internal static class Problems
{
    public static IDataView Friedman(MLContext context, int count, int seed) => context.Data.LoadFromEnumerable(Datasets.Friedman(count, seed));

    public static IDataView Spirals(MLContext context, int count, int arms, int seed) =>
        context.Data.LoadFromEnumerable(Datasets.Spirals(count, arms, turns: 1.75, noise: 0.02, seed));

    /// <summary>A quick regression on Friedman #1.</summary>
    public static NeuralNetworkRegressionTrainer Quick(MLContext context, int epochs = 3) =>
        context.Regression.Trainers.NeuralNetwork([new Dense(16, Activation.ReLU)], epochs: epochs);

    public static IEstimator<ITransformer> QuickBinary(MLContext context, int epochs = 3) =>
        context.Transforms.Concatenate("Features", "X", "Y")
            .Append(context.BinaryClassification.Trainers.NeuralNetwork([new Dense(16, Activation.Tanh)], "IsFirst", epochs: epochs));

    public static IEstimator<ITransformer> QuickMulticlass(MLContext context, int epochs = 3) =>
        context.Transforms.Concatenate("Features", "X", "Y")
            .Append(context.Transforms.Conversion.MapValueToKey("Label", "Arm"))
            .Append(context.MulticlassClassification.Trainers.NeuralNetwork([new Dense(16, Activation.Tanh)], epochs: epochs));
}
