using Microsoft.ML;
using Xunit.Abstractions;

namespace InitAnalyzer.ML.Tests;

/// <summary>On problems that need a hidden layer, the network's error is no larger than that of ML.NET's own trainers on the same rows.</summary>
[Collection(NativeCollection.Name)]
public class AccuracyTests(ITestOutputHelper output)
{
    [NativeFact]
    public void Friedman_1_by_regression()
    {
        var context = new MLContext(seed: 1);
        IDataView train = Problems.Friedman(context, 1000, seed: 1);
        IDataView test = Problems.Friedman(context, 1000, seed: 2);
        double Error(string name, IEstimator<ITransformer> trainer)
        {
            double error = context.Regression.Evaluate(trainer.Fit(train).Transform(test)).RootMeanSquaredError;
            output.WriteLine($"{name,-20} RMSE {error:F3}");
            return error;
        }

        double network = Error("neural network", context.Regression.Trainers.NeuralNetwork(new NeuralNetworkRegressionTrainer.Options
        {
            Layers = [new Dense(32, Activation.SiLU), new Dense(32, Activation.SiLU)],
            Optimizer = Optimizer.AdamW(),
            L2Regularization = 0.1,
            LearningRate = 3e-3,
        }));
        double fastTree = Error("FastTree", context.Regression.Trainers.FastTree());
        double linear = Error("SDCA", context.Regression.Trainers.Sdca());
        Assert.True(network <= fastTree && network <= linear, $"{network} against {fastTree} and {linear}");

        // The noise has a standard deviation of 1.
        Assert.InRange(network, 0.9, 1.5);
    }

    [NativeFact]
    public void Two_spirals_by_binary_classification()
    {
        var context = new MLContext(seed: 1);
        IDataView train = Problems.Spirals(context, 600, arms: 2, seed: 1);
        IDataView test = Problems.Spirals(context, 600, arms: 2, seed: 2);
        double Accuracy(string name, IEstimator<ITransformer> trainer)
        {
            IDataView scored = context.Transforms.Concatenate("Features", "X", "Y").Append(trainer).Fit(train).Transform(test);
            var metrics = context.BinaryClassification.Evaluate(scored, "IsFirst");
            output.WriteLine($"{name,-20} accuracy {metrics.Accuracy:P1}, log-loss {metrics.LogLoss:F3}");
            return metrics.Accuracy;
        }

        double network = Accuracy("neural network", context.BinaryClassification.Trainers.NeuralNetwork(new NeuralNetworkBinaryTrainer.Options
        {
            LabelColumnName = "IsFirst",
            Layers = [new Dense(64, Activation.GELU), new Dense(64, Activation.GELU)],
            LearningRate = 0.01,
            Epochs = 200,
        }));
        double fastTree = Accuracy("FastTree", context.BinaryClassification.Trainers.FastTree("IsFirst"));
        double linear = Accuracy("L-BFGS", context.BinaryClassification.Trainers.LbfgsLogisticRegression("IsFirst"));
        Assert.True(network >= fastTree && network > linear + 0.2, $"{network} against {fastTree} and {linear}");
        Assert.InRange(network, 0.97, 1);
    }

    [NativeFact]
    public void Three_spirals_by_multiclass_classification()
    {
        var context = new MLContext(seed: 1);
        IDataView train = Problems.Spirals(context, 900, arms: 3, seed: 1);
        IDataView test = Problems.Spirals(context, 900, arms: 3, seed: 2);
        double Accuracy(string name, IEstimator<ITransformer> trainer)
        {
            IDataView scored = context.Transforms.Concatenate("Features", "X", "Y")
                .Append(context.Transforms.Conversion.MapValueToKey("Label", "Arm"))
                .Append(trainer)
                .Fit(train).Transform(test);
            var metrics = context.MulticlassClassification.Evaluate(scored);
            output.WriteLine($"{name,-20} accuracy {metrics.MacroAccuracy:P1}, log-loss {metrics.LogLoss:F3}");
            return metrics.MacroAccuracy;
        }

        double network = Accuracy("neural network", context.MulticlassClassification.Trainers.NeuralNetwork(new NeuralNetworkMulticlassTrainer.Options
        {
            Layers = [new Dense(64, Activation.GELU), new Dense(64, Activation.GELU)],
            LearningRate = 0.01,
            Epochs = 200,
        }));
        double fastTree = Accuracy("FastTree, one versus all", context.MulticlassClassification.Trainers.OneVersusAll(context.BinaryClassification.Trainers.FastTree()));
        double linear = Accuracy("L-BFGS", context.MulticlassClassification.Trainers.LbfgsMaximumEntropy());
        Assert.True(network >= fastTree && network > linear + 0.2, $"{network} against {fastTree} and {linear}");
        Assert.InRange(network, 0.97, 1);
    }
}
