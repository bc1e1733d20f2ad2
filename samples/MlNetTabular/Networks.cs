using InitAnalyzer.ML;
using Microsoft.ML;
using static InitAnalyzer.ML.Layers;

namespace MlNetTabular;

/// <summary>The same network twice: with one initializer that does not fit, and with what the fix writes in its place.</summary>
internal static class Networks
{
    private const int Depth = 5;

    public static NeuralNetworkBinaryTrainer Before(MLContext context)
    {
        var layers = new List<Layer>();
        for (var i = 0; i < Depth; i++)
        {
            layers.Add(Dense(64, Activation.Sigmoid, Initializer.GlorotNormal)); // INIT003
        }

        return context.BinaryClassification.Trainers.NeuralNetwork(layers, labelColumnName: nameof(SpiralPoint.IsFirst), learningRate: 0.003);
    }

    public static NeuralNetworkBinaryTrainer After(MLContext context)
    {
        var layers = new List<Layer>();
        for (var i = 0; i < Depth; i++)
        {
            layers.Add(Dense(64, Activation.Sigmoid, Initializer.KumarNormal));
        }

        return context.BinaryClassification.Trainers.NeuralNetwork(layers, labelColumnName: nameof(SpiralPoint.IsFirst), learningRate: 0.003);
    }
}
