// The public surface of InitAnalyzer.ML that the table speaks of.
using System;
using System.Collections.Generic;

namespace InitAnalyzer.Theory
{
    public enum FanMode { FanIn, FanOut, FanAverage }

    public enum Distribution { Normal, Uniform, TruncatedNormal, Orthogonal, Constant, Identity, Sparse }
}

namespace InitAnalyzer.ML
{
    using InitAnalyzer.Theory;

    public enum Activation
    {
        Linear, ReLU, ReLU6, LeakyReLU, ELU, SELU, GELU, SiLU, Mish, HardSwish, Softplus, Tanh, HardTanh, Softsign, Sigmoid, HardSigmoid,
    }

    public sealed class Initializer
    {
        private Initializer() { }

        public static Initializer HeNormal { get; } = new();
        public static Initializer HeUniform { get; } = new();
        public static Initializer GlorotNormal { get; } = new();
        public static Initializer GlorotUniform { get; } = new();
        public static Initializer LeCunNormal { get; } = new();
        public static Initializer LeCunUniform { get; } = new();
        public static Initializer KumarNormal { get; } = new();
        public static Initializer Zeros { get; } = new();
        public static Initializer Ones { get; } = new();

        public static Initializer Normal(double std) => new();
        public static Initializer Uniform(double range) => new();
        public static Initializer Constant(double value) => new();
        public static Initializer Orthogonal(double gain = 1) => new();
        public static Initializer VarianceScaling(double scale, FanMode mode = FanMode.FanIn, Distribution distribution = Distribution.Normal) => new();
    }

    public abstract class Layer { }

    public sealed class Dense : Layer
    {
        public Dense(int units, Activation activation = Activation.Linear, Initializer? initializer = null) { }
    }

    public sealed class Dropout : Layer
    {
        public Dropout(double rate) { }
    }

    public sealed class BatchNormalization : Layer { }

    public static class Layers
    {
        public static Layer Dense(int units, Activation activation = Activation.Linear, Initializer? initializer = null) => new Dense(units);
        public static Layer Dropout(double rate) => new Dropout(rate);
        public static Layer BatchNormalization() => new BatchNormalization();
    }

    public sealed class NetworkBuilder
    {
        public NetworkBuilder Dense(int units, Activation activation = Activation.Linear, Initializer? initializer = null) => this;
        public NetworkBuilder Dropout(double rate) => this;
        public NetworkBuilder BatchNormalization() => this;
        public NetworkBuilder Add(Layer layer) => this;
        public Layer[] Build() => [];
    }

    public abstract class NeuralNetworkOptions
    {
        public string LabelColumnName { get; set; } = "Label";
        public IList<Layer> Layers { get; set; } = new List<Layer>();
        public int Epochs { get; set; } = 100;
    }

    public sealed class NeuralNetworkRegressionTrainer
    {
        public sealed class Options : NeuralNetworkOptions { }
    }

    public sealed class NeuralNetworkBinaryTrainer
    {
        public sealed class Options : NeuralNetworkOptions { }
    }

    public sealed class NeuralNetworkMulticlassTrainer
    {
        public sealed class Options : NeuralNetworkOptions { }
    }
}

namespace Microsoft.ML
{
    using InitAnalyzer.ML;

    public sealed class RegressionTrainers { }

    public sealed class RegressionCatalog
    {
        public RegressionTrainers Trainers { get; } = new();
    }

    public sealed class MLContext
    {
        public MLContext(int? seed = null) { }

        public RegressionCatalog Regression { get; } = new();
    }

    public static class NeuralNetworkCatalog
    {
        public static NeuralNetworkRegressionTrainer NeuralNetwork(
            this RegressionTrainers catalog, IEnumerable<Layer> layers, string labelColumnName = "Label", string featureColumnName = "Features", int epochs = 100) => new();

        public static NeuralNetworkRegressionTrainer NeuralNetwork(this RegressionTrainers catalog, params Layer[] layers) => new();

        public static NeuralNetworkRegressionTrainer NeuralNetwork(this RegressionTrainers catalog, NeuralNetworkRegressionTrainer.Options options) => new();
    }
}
