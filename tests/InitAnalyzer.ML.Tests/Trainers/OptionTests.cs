using Microsoft.ML;

namespace InitAnalyzer.ML.Tests;

/// <summary>What is wrong is said before training starts, with the option's name. None of this needs a native library.</summary>
public class OptionTests
{
    private readonly MLContext _context = new(seed: 1);

    public static TheoryData<string, Action<NeuralNetworkOptions>> Wrong => new()
    {
        { "Epochs", static options => options.Epochs = 0 },
        { "BatchSize", static options => options.BatchSize = 0 },
        { "BatchSize", static options => (options.BatchSize, options.Layers) = (1, [new BatchNormalization()]) },
        { "LearningRate", static options => options.LearningRate = 0 },
        { "LearningRate", static options => options.LearningRate = double.NaN },
        { "LearningRate", static options => options.LearningRate = double.PositiveInfinity },
        { "L2Regularization", static options => options.L2Regularization = -1 },
        { "ValidationFraction", static options => options.ValidationFraction = 1 },
        { "ValidationFraction", static options => options.ValidationFraction = double.NaN },
        { "EarlyStoppingPatience", static options => options.EarlyStoppingPatience = 0 },
        { "Layers", static options => options.Layers = null! },
        { "Layers", static options => options.Layers = [null!] },
        { "Optimizer", static options => options.Optimizer = null! },
        { "LabelColumnName", static options => options.LabelColumnName = "" },
        { "FeatureColumnName", static options => options.FeatureColumnName = null! },
        { "ExampleWeightColumnName", static options => options.ExampleWeightColumnName = " " },
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void Wrong_options_are_named(string name, Action<NeuralNetworkOptions> spoil)
    {
        NeuralNetworkOptions[] all = [new NeuralNetworkRegressionTrainer.Options(), new NeuralNetworkBinaryTrainer.Options(), new NeuralNetworkMulticlassTrainer.Options()];
        foreach (NeuralNetworkOptions options in all)
        {
            spoil(options);
            ArgumentException refused = Assert.ThrowsAny<ArgumentException>(() => Create(options));
            Assert.Equal(name, refused.ParamName);
            Assert.StartsWith(name, refused.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("LabelColumnName", "Label", "Missing")]
    [InlineData("LabelColumnName", "Text", "Features")]
    [InlineData("LabelColumnName", "Features", "Features")]
    [InlineData("FeatureColumnName", "Label", "Label")]
    [InlineData("FeatureColumnName", "Label", "Missing")]
    [InlineData("FeatureColumnName", "Label", "Variable")]
    public void Wrong_columns_are_named(string option, string label, string features)
    {
        IDataView data = _context.Data.LoadFromEnumerable([new Row()]);
        var trainer = _context.Regression.Trainers.NeuralNetwork([], label == "Label" && option == "LabelColumnName" ? "Missing" : label, features);
        ArgumentException refused = Assert.ThrowsAny<ArgumentException>(() => trainer.Fit(data));
        Assert.Equal(option, refused.ParamName);
        Assert.Contains(option, refused.Message, StringComparison.Ordinal);

        // In a pipeline, the same before any step is fitted.
        refused = Assert.ThrowsAny<ArgumentException>(() => _context.Transforms.CopyColumns("Copy", "Label").Append(trainer).Fit(data));
        Assert.Equal(option, refused.ParamName);
    }

    [Fact]
    public void Labels_must_be_of_the_kind_that_is_predicted()
    {
        IDataView data = _context.Data.LoadFromEnumerable([new Row()]);
        Assert.Equal("LabelColumnName", Assert.ThrowsAny<ArgumentException>(() => _context.BinaryClassification.Trainers.NeuralNetwork([]).Fit(data)).ParamName);
        Assert.Equal("LabelColumnName", Assert.ThrowsAny<ArgumentException>(() => _context.MulticlassClassification.Trainers.NeuralNetwork([]).Fit(data)).ParamName);
        Assert.Equal(
            "ExampleWeightColumnName",
            Assert.ThrowsAny<ArgumentException>(() => _context.Regression.Trainers.NeuralNetwork([], exampleWeightColumnName: "Text").Fit(data)).ParamName);
    }

    [Fact]
    public void Validation_rows_have_the_features_and_classes_of_the_others()
    {
        IDataView wide = Problems.Friedman(_context, 3, seed: 1), narrow = _context.Data.LoadFromEnumerable([new Row()]);
        ArgumentException refused = Assert.Throws<ArgumentException>(() => _context.Regression.Trainers.NeuralNetwork([]).Fit(wide, narrow));
        Assert.Equal("validationData", refused.ParamName);
        Assert.Contains("'Features'", refused.Message, StringComparison.Ordinal);

        IDataView Classes(int arms)
        {
            IDataView points = Problems.Spirals(_context, 10, arms, seed: 1);
            return _context.Transforms.Concatenate("Features", "X").Append(_context.Transforms.Conversion.MapValueToKey("Label", "Arm")).Fit(points).Transform(points);
        }

        refused = Assert.Throws<ArgumentException>(() => _context.MulticlassClassification.Trainers.NeuralNetwork([]).Fit(Classes(2), Classes(3)));
        Assert.Equal("validationData", refused.ParamName);
        Assert.Contains("'Label'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_are_copied()
    {
        var options = new NeuralNetworkRegressionTrainer.Options { Layers = [new Dense(4)] };
        NeuralNetworkRegressionTrainer trainer = _context.Regression.Trainers.NeuralNetwork(options);
        options.LabelColumnName = "";
        options.Layers.Clear();
        Assert.Equal("LabelColumnName", Assert.ThrowsAny<ArgumentException>(() => trainer.Fit(_context.Data.LoadFromEnumerable([new { Features = 1f }]))).ParamName);
    }

    [Fact]
    public void Wrong_layers_are_refused_where_they_are_made()
    {
        Assert.Equal("units", Assert.Throws<ArgumentOutOfRangeException>(static () => new Dense(0)).ParamName);
        Assert.Equal("activation", Assert.Throws<ArgumentOutOfRangeException>(static () => new Dense(1, (Activation)99)).ParamName);
        Assert.Equal("rate", Assert.Throws<ArgumentOutOfRangeException>(static () => new Dropout(1)).ParamName);
        Assert.Equal("rate", Assert.Throws<ArgumentOutOfRangeException>(static () => new Dropout(double.NaN)).ParamName);
        Assert.Equal("std", Assert.Throws<ArgumentOutOfRangeException>(static () => Initializer.Normal(-1)).ParamName);
        Assert.Equal("range", Assert.Throws<ArgumentOutOfRangeException>(static () => Initializer.Uniform(double.NaN)).ParamName);
        Assert.Equal("gain", Assert.Throws<ArgumentOutOfRangeException>(static () => Initializer.Orthogonal(0)).ParamName);
        Assert.Equal("scale", Assert.Throws<ArgumentOutOfRangeException>(static () => Initializer.VarianceScaling(0)).ParamName);
        Assert.Equal("beta1", Assert.Throws<ArgumentOutOfRangeException>(static () => Optimizer.Adam(beta1: 1)).ParamName);
        Assert.Equal("momentum", Assert.Throws<ArgumentOutOfRangeException>(static () => Optimizer.Sgd(momentum: -1)).ParamName);
        Assert.Equal("momentum", Assert.Throws<ArgumentOutOfRangeException>(static () => Optimizer.Sgd(momentum: 0, nesterov: true)).ParamName);
        Assert.Equal("layer", Assert.Throws<ArgumentNullException>(static () => new NetworkBuilder().Add(null!)).ParamName);
    }

    [Fact]
    public void A_builder_makes_the_layers_in_order() => Assert.Equal(
        ["Dense(8, ReLU)", "Dropout(0.5)", "BatchNormalization()", "Dense(4, Linear)"],
        new NetworkBuilder().Dense(8, Activation.ReLU).Dropout(0.5).BatchNormalization().Add(Layers.Dense(4)).Build().Select(static layer => layer.ToString()));

    private IEstimator<ITransformer> Create(NeuralNetworkOptions options) => options switch
    {
        NeuralNetworkRegressionTrainer.Options regression => _context.Regression.Trainers.NeuralNetwork(regression),
        NeuralNetworkBinaryTrainer.Options binary => _context.BinaryClassification.Trainers.NeuralNetwork(binary),
        NeuralNetworkMulticlassTrainer.Options multiclass => _context.MulticlassClassification.Trainers.NeuralNetwork(multiclass),
        _ => throw new ArgumentException(null, nameof(options)),
    };

    private sealed class Row
    {
        [Microsoft.ML.Data.VectorType(2)]
        public float[] Features { get; set; } = [1, 2];

        public float[] Variable { get; set; } = [1, 2];

        public float Label { get; set; } = 1;

        public string Text { get; set; } = "";
    }
}
