using Microsoft.ML;
using Microsoft.ML.Data;

namespace InitAnalyzer.ML.Tests;

/// <summary>What the options do to training.</summary>
[Collection(NativeCollection.Name)]
public class TrainingTests
{
    private readonly MLContext _context = new(seed: 1);

    [NativeFact]
    public void The_seed_of_the_context_decides()
    {
        float[] Scores(int seed)
        {
            var context = new MLContext(seed);
            IDataView data = Problems.Friedman(context, 200, seed: 1);
            var trainer = context.Regression.Trainers.NeuralNetwork([new Dense(16, Activation.ReLU), new Dropout(0.2), new BatchNormalization(), new Dense(8, Activation.Tanh)], epochs: 3);
            return [.. trainer.Fit(data).Transform(data).GetColumn<float>("Score")];
        }

        float[] first = Scores(1);
        TorchSharp.torch.rand(3).Dispose();
        Assert.Equal(first, Scores(1));
        Assert.NotEqual(first, Scores(2));
    }

    [NativeFact]
    public void A_seed_of_ones_own_decides_over_the_context()
    {
        float[] Scores(MLContext context, int seed)
        {
            IDataView data = Problems.Friedman(context, 100, seed: 1);
            var options = new NeuralNetworkRegressionTrainer.Options { Layers = { new Dense(8, Activation.GELU) }, Epochs = 2, Seed = seed };
            return [.. context.Regression.Trainers.NeuralNetwork(options).Fit(data).Transform(data).GetColumn<float>("Score")];
        }

        float[] first = Scores(_context, 7);
        Assert.Equal(first, Scores(new MLContext(), 7));
        Assert.NotEqual(first, Scores(_context, 8));
    }

    public static TheoryData<string> Optimizers => ["adam", "adamw", "sgd", "nesterov", "rmsprop"];

    [NativeTheory]
    [MemberData(nameof(Optimizers))]
    public void Every_optimizer_learns(string name)
    {
        (Optimizer optimizer, double rate) = name switch
        {
            "adam" => (Optimizer.Adam(), 3e-3),
            "adamw" => (Optimizer.AdamW(), 3e-3),
            "sgd" => (Optimizer.Sgd(), 1e-2),
            "nesterov" => (Optimizer.Sgd(0.9, nesterov: true), 1e-2),
            _ => (Optimizer.RmsProp(), 3e-3),
        };
        NeuralNetworkTransformer model = Train(options =>
        {
            options.Optimizer = optimizer;
            options.LearningRate = rate;
            options.Epochs = 20;
        });
        Assert.True(model.History[^1].TrainingLoss < 0.5 * model.History[0].TrainingLoss, name);
    }

    [NativeFact]
    public void Stops_early_and_keeps_the_best_weights()
    {
        List<TrainingProgress> told = [];
        NeuralNetworkTransformer model = Train(options =>
        {
            options.Layers = [new Dense(128, Activation.ReLU), new Dense(128, Activation.ReLU)];
            options.Epochs = 400;
            options.LearningRate = 3e-3;
            options.EarlyStoppingPatience = 5;
            options.ValidationFraction = 0.3;
            options.Progress = new Told(told);
        });
        Assert.InRange(model.History.Count, 6, 399);
        Assert.Equal(model.History, told);
        double[] losses = [.. model.History.Select(static progress => progress.ValidationLoss!.Value)];
        Assert.Equal(model.BestEpoch - 1, Array.IndexOf(losses, losses.Min()));
        Assert.Equal(model.History.Count, model.BestEpoch + 5);
    }

    [NativeFact]
    public void The_weights_are_those_of_the_best_epoch()
    {
        IDataView train = Problems.Friedman(_context, 60, seed: 1), held = Problems.Friedman(_context, 200, seed: 2);
        var trainer = _context.Regression.Trainers.NeuralNetwork(new NeuralNetworkRegressionTrainer.Options
        {
            Layers = [new Dense(64, Activation.ReLU), new BatchNormalization(), new Dense(64, Activation.ReLU)],
            LearningRate = 0.01,
            EarlyStoppingPatience = 8,
        });
        NeuralNetworkTransformer model = trainer.Fit(train, held);
        Assert.True(model.BestEpoch < model.History.Count);

        // The validation loss is the squared error over the variance of the training labels.
        double deviation = Deviation(train.GetColumn<float>("Label"));
        double error = _context.Regression.Evaluate(model.Transform(held)).MeanSquaredError / (deviation * deviation);
        Assert.Equal(model.History[model.BestEpoch - 1].ValidationLoss!.Value, error, error * 1e-3);
    }

    [NativeFact]
    public void Without_validation_all_epochs_are_passed()
    {
        NeuralNetworkTransformer model = Train(static options => (options.ValidationFraction, options.Epochs) = (0, 7));
        Assert.Equal(7, model.History.Count);
        Assert.Equal(7, model.BestEpoch);
        Assert.All(model.History, static progress => Assert.Null(progress.ValidationLoss));
    }

    [NativeFact]
    public void L2_makes_weights_small()
    {
        double Norm(double l2) => Train(options => (options.L2Regularization, options.LearningRate, options.ValidationFraction) = (l2, 0.01, 0))
            .Model.Layers.Sum(static layer => layer.Weights.ToArray().Sum(static weight => (double)weight * weight));

        Assert.True(Norm(0.1) < 0.5 * Norm(0));
    }

    [NativeFact]
    public void The_log_has_every_epoch()
    {
        List<string> lines = [];
        _context.Log += (_, message) => lines.Add(message.Message);
        Train(static options => options.Epochs = 3);
        Assert.Contains(lines, static line => line.Contains("Epoch 3/3: training loss", StringComparison.Ordinal) && line.Contains("validation loss", StringComparison.Ordinal));
    }

    /// <summary>The same features with two labels, of which one counts three times: the best prediction is their weighted mean.</summary>
    [NativeFact]
    public void Rows_count_by_their_weight()
    {
        IDataView data = _context.Data.LoadFromEnumerable(Enumerable.Range(0, 200).Select(static i => new WeightedRow { Features = [1], Label = i % 2, Truth = i % 2 == 1, Weight = i % 2 == 0 ? 1 : 3 }));
        var regression = _context.Regression.Trainers.NeuralNetwork(Weighted(new NeuralNetworkRegressionTrainer.Options()));
        Assert.Equal(0.75, regression.Fit(data).Transform(data).GetColumn<float>("Score").First(), 0.02);

        var binary = _context.BinaryClassification.Trainers.NeuralNetwork(Weighted(new NeuralNetworkBinaryTrainer.Options { LabelColumnName = "Truth" }));
        Assert.Equal(0.75, binary.Fit(data).Transform(data).GetColumn<float>("Probability").First(), 0.02);

        var multiclass = _context.Transforms.Conversion.MapValueToKey("Class", "Label")
            .Append(_context.MulticlassClassification.Trainers.NeuralNetwork(Weighted(new NeuralNetworkMulticlassTrainer.Options { LabelColumnName = "Class" })));
        Assert.Equal(0.75, multiclass.Fit(data).Transform(data).GetColumn<float[]>("Score").First()[1], 0.02);

        static T Weighted<T>(T options)
            where T : NeuralNetworkOptions
        {
            options.ExampleWeightColumnName = "Weight";
            options.LearningRate = 0.02;
            options.BatchSize = 200;
            options.Epochs = 300;
            options.ValidationFraction = 0;
            return options;
        }
    }

    [NativeFact]
    public void Incomplete_rows_are_left_out()
    {
        FriedmanRow[] whole = [.. Datasets.Friedman(100, seed: 1)];
        FriedmanRow[] spoilt = [.. whole, new() { Features = [.. Enumerable.Repeat(float.NaN, 10)], Label = 1 }, new() { Features = new float[10], Label = float.NaN }];
        List<string> lines = [];
        _context.Log += (_, message) => lines.Add(message.Message);
        float[] Scores(FriedmanRow[] rows)
        {
            var options = new NeuralNetworkRegressionTrainer.Options { Layers = [new Dense(8, Activation.Tanh)], Epochs = 2, Seed = 1 };
            return [.. _context.Regression.Trainers.NeuralNetwork(options).Fit(_context.Data.LoadFromEnumerable(rows)).Transform(_context.Data.LoadFromEnumerable(whole)).GetColumn<float>("Score")];
        }

        Assert.Equal(Scores(whole), Scores(spoilt));
        Assert.Contains(lines, static line => line.Contains("2 rows were left out", StringComparison.Ordinal));
    }

    [NativeFact]
    public void No_rows_are_an_error() => Assert.Contains(
        "no rows",
        Assert.Throws<InvalidOperationException>(() => Problems.Quick(_context).Fit(Problems.Friedman(_context, 0, seed: 1))).Message,
        StringComparison.Ordinal);

    [NativeFact]
    public void Divergence_is_an_error_that_names_the_learning_rate()
    {
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => Train(static options => (options.LearningRate, options.Optimizer) = (1e6, Optimizer.Sgd())));
        Assert.Contains("LearningRate", error.Message, StringComparison.Ordinal);
    }

    [NativeFact]
    public void Can_be_cancelled()
    {
        using var source = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => Train(options =>
        {
            options.Progress = new Told([], source.Cancel);
            options.CancellationToken = source.Token;
        }));
    }

    [NativeFact]
    public void Features_of_any_size_are_learnt_alike()
    {
        FriedmanRow[] rows = [.. Datasets.Friedman(300, seed: 1)];
        double Error(float factor, float offset)
        {
            var options = new NeuralNetworkRegressionTrainer.Options { Layers = [new Dense(32, Activation.ReLU)], Epochs = 30, Seed = 1 };
            IDataView data = _context.Data.LoadFromEnumerable(rows.Select(row => new FriedmanRow { Features = [.. row.Features.Select(x => offset + factor * x)], Label = offset + factor * row.Label }));
            return _context.Regression.Evaluate(_context.Regression.Trainers.NeuralNetwork(options).Fit(data).Transform(data)).RSquared;
        }

        Assert.Equal(Error(1, 0), Error(1000, 5000), 0.02);
    }

    [NativeFact]
    public void Normalisation_works_where_a_batch_has_one_row_left()
    {
        NeuralNetworkTransformer model = Train(static options => (options.Layers, options.BatchSize, options.ValidationFraction) = ([new Dense(8, Activation.ReLU), new BatchNormalization()], 299, 0));
        Assert.True(model.History[^1].TrainingLoss < model.History[0].TrainingLoss);
    }

    private NeuralNetworkTransformer Train(Action<NeuralNetworkRegressionTrainer.Options> set)
    {
        var options = new NeuralNetworkRegressionTrainer.Options { Layers = [new Dense(32, Activation.ReLU)], Seed = 1 };
        set(options);
        return _context.Regression.Trainers.NeuralNetwork(options).Fit(Problems.Friedman(_context, 300, seed: 1));
    }

    private static double Deviation(IEnumerable<float> values)
    {
        double[] all = [.. values.Select(static value => (double)value)];
        return Math.Sqrt(all.Sum(value => Math.Pow(value - all.Average(), 2)) / all.Length);
    }

    private sealed class Told(List<TrainingProgress> list, Action? then = null) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            list.Add(value);
            then?.Invoke();
        }
    }

    private sealed class WeightedRow
    {
        [VectorType(1)]
        public float[] Features { get; set; } = [];

        public float Label { get; set; }

        public bool Truth { get; set; }

        public float Weight { get; set; }
    }
}
