using Microsoft.ML;
using Microsoft.ML.Data;

namespace InitAnalyzer.ML.Tests;

/// <summary>A trainer is an estimator as others are.</summary>
[Collection(NativeCollection.Name)]
public class PipelineTests
{
    private readonly MLContext _context = new(seed: 1);

    [NativeFact]
    public void Cross_validates()
    {
        IDataView data = Problems.Friedman(_context, 200, seed: 1);
        var folds = _context.Regression.CrossValidate(data, Problems.Quick(_context), numberOfFolds: 3);
        Assert.Equal(3, folds.Count);
        Assert.All(folds, static fold => Assert.True(double.IsFinite(fold.Metrics.RootMeanSquaredError)));
    }

    [NativeFact]
    public void Predicts_single_rows_as_it_scores_views()
    {
        IDataView data = Problems.Friedman(_context, 200, seed: 1);
        NeuralNetworkTransformer model = Problems.Quick(_context).Fit(data);
        float[] scores = [.. model.Transform(data).GetColumn<float>("Score")];
        using var engine = _context.Model.CreatePredictionEngine<FriedmanRow, RegressionScore>(model);
        Assert.Equal(scores[..20], Datasets.Friedman(200, seed: 1).Take(20).Select(row => engine.Predict(row).Score));
    }

    [NativeFact]
    public void Binary_columns_agree_with_each_other()
    {
        IDataView data = Problems.Spirals(_context, 200, arms: 2, seed: 1);
        IDataView scored = Problems.QuickBinary(_context).Fit(data).Transform(data);
        foreach (BinaryScore row in _context.Data.CreateEnumerable<BinaryScore>(scored, reuseRowObject: false))
        {
            Assert.Equal(1 / (1 + Math.Exp(-row.Score)), row.Probability, 1e-6);
            Assert.Equal(row.Probability > 0.5, row.PredictedLabel);
        }

        _context.BinaryClassification.Evaluate(scored, "IsFirst");
    }

    [NativeFact]
    public void Classes_are_mapped_back_to_text()
    {
        IDataView data = Problems.Spirals(_context, 300, arms: 3, seed: 1);
        IEstimator<ITransformer> pipeline = Problems.QuickMulticlass(_context, epochs: 30).Append(_context.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        IDataView scored = pipeline.Fit(data).Transform(data);
        string[] predicted = [.. scored.GetColumn<string>("PredictedLabel")];
        float[][] scores = [.. scored.GetColumn<float[]>("Score")];
        string[] names = ["arm A", "arm B", "arm C"];
        for (int i = 0; i < predicted.Length; i++)
        {
            Assert.Equal(1, scores[i].Sum(), 4);
            Assert.Equal(names[Array.IndexOf(scores[i], scores[i].Max())], predicted[i]);
        }

        Assert.True(predicted.Distinct().Count() > 1);
    }

    [NativeFact]
    public void Classes_are_mapped_back_to_numbers()
    {
        IDataView data = _context.Data.LoadFromEnumerable(Datasets.Spirals(300, 3, 1, 0.02, 1).Select(static point => new NumberRow { Features = [point.X, point.Y], Number = point.Arm[^1] * 0.5f }));
        IEstimator<ITransformer> pipeline = _context.Transforms.Conversion.MapValueToKey("Label", "Number")
            .Append(_context.MulticlassClassification.Trainers.NeuralNetwork(new Dense(8, Activation.Tanh)))
            .Append(_context.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        IDataView scored = pipeline.Fit(data).Transform(data);
        Assert.Equal(['A' * 0.5f, 'B' * 0.5f, 'C' * 0.5f], scored.GetColumn<float>("PredictedLabel").Distinct().Order());
    }

    [NativeTheory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(8)]
    public void Keys_without_values_are_numbered_from_one(int classes)
    {
        var random = new Random(1);
        IDataView data = _context.Data.LoadFromEnumerable(
            Enumerable.Range(0, 40 * classes).Select(i => new KeyRow { Features = [i % classes, random.NextSingle()], Label = (uint)(i % classes) }), KeysOf(classes));
        NeuralNetworkTransformer model = _context.MulticlassClassification.Trainers.NeuralNetwork(new NeuralNetworkMulticlassTrainer.Options
        {
            Layers = [new Dense(32, Activation.ReLU)],
            LearningRate = 0.01,
        }).Fit(data);
        IDataView scored = model.Transform(data);
        Assert.Equal(classes, ((VectorDataViewType)scored.Schema["Score"].Type).Size);
        Assert.Equal((ulong)classes, ((KeyDataViewType)scored.Schema["PredictedLabel"].Type).Count);
        Assert.True(_context.MulticlassClassification.Evaluate(scored).MicroAccuracy > 0.95);
        IDataView mapped = _context.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(scored).Transform(scored);
        Assert.Equal(Enumerable.Range(1, classes).Select(static i => (uint)i), mapped.GetColumn<uint>("PredictedLabel").Distinct().Order());
    }

    [NativeFact]
    public void The_promised_columns_are_those_that_come()
    {
        IDataView friedman = Problems.Friedman(_context, 100, seed: 1);
        IDataView spirals = Problems.Spirals(_context, 100, arms: 3, seed: 1);
        foreach ((IDataView data, IEstimator<ITransformer> pipeline) in new (IDataView, IEstimator<ITransformer>)[]
        {
            (friedman, Problems.Quick(_context)), (spirals, Problems.QuickBinary(_context)), (spirals, Problems.QuickMulticlass(_context)),
        })
        {
            DataViewSchema actual = pipeline.Fit(data).GetOutputSchema(data.Schema);
            SchemaShape promised = pipeline.GetOutputSchema(ShapeOf(data));
            Assert.Equal(actual.Where(static column => !column.IsHidden).Select(static column => column.Name).Order(), promised.Select(static column => column.Name).Order());
            foreach (SchemaShape.Column column in promised)
            {
                DataViewType type = actual[column.Name].Type;
                Assert.Equal(type is VectorDataViewType, column.Kind == SchemaShape.Column.VectorKind.Vector);
                Assert.Equal(type is KeyDataViewType, column.IsKey);
                Assert.Equal(type is VectorDataViewType vector ? vector.ItemType.RawType : type.RawType, column.ItemType.RawType);
                Assert.Equal(
                    actual[column.Name].Annotations.Schema.Any(static annotation => annotation.Name == "KeyValues"),
                    column.Annotations.Any(static annotation => annotation.Name == "KeyValues"));
            }
        }
    }

    [NativeFact]
    public void No_column_of_the_inside_is_left()
    {
        IDataView data = Problems.Spirals(_context, 100, arms: 3, seed: 1);
        DataViewSchema schema = Problems.QuickMulticlass(_context).Fit(data).GetOutputSchema(data.Schema);
        Assert.DoesNotContain(schema, static column => column.Name.StartsWith("InitAnalyzer", StringComparison.Ordinal));
    }

    [NativeFact]
    public void Two_networks_stand_in_one_pipeline()
    {
        IDataView data = Problems.Friedman(_context, 200, seed: 1);
        IEstimator<ITransformer> pipeline = Problems.Quick(_context)
            .Append(_context.Transforms.CopyColumns("First", "Score"))
            .Append(_context.Transforms.Concatenate("Both", "Features", "First"))
            .Append(_context.Regression.Trainers.NeuralNetwork([new Dense(8, Activation.Tanh)], featureColumnName: "Both", epochs: 3));
        IDataView scored = pipeline.Fit(data).Transform(data);
        Assert.NotEqual(scored.GetColumn<float>("First"), scored.GetColumn<float>("Score"));
    }

    [NativeFact]
    public void Tells_which_features_matter()
    {
        IDataView data = Problems.Friedman(_context, 500, seed: 1);
        NeuralNetworkTransformer model = Problems.Quick(_context, epochs: 40).Fit(data);
        var importance = _context.Regression.PermutationFeatureImportance(model, model.Transform(data), permutationCount: 2);
        double[] loss = [.. importance.Select(static metrics => metrics.RootMeanSquaredError.Mean)];
        Assert.Equal(10, loss.Length);
        Assert.True(loss[3] > 5 * loss[7], $"{loss[3]} against {loss[7]}");
    }

    private static SchemaDefinition KeysOf(int classes)
    {
        var definition = SchemaDefinition.Create(typeof(KeyRow));
        definition[nameof(KeyRow.Label)].ColumnType = new KeyDataViewType(typeof(uint), classes);
        return definition;
    }

    /// <summary>What an estimator is told of a view: what a step that does nothing is told, and promises.</summary>
    private SchemaShape ShapeOf(IDataView data)
    {
        SchemaShape? seen = null;
        new Eavesdropper(shape => seen = shape).Append(_context.Transforms.CopyColumns("Copy", data.Schema[0].Name)).Fit(data);
        return seen!;
    }

    private sealed class Eavesdropper(Action<SchemaShape> hear) : IEstimator<ITransformer>
    {
        public ITransformer Fit(IDataView input) => new MLContext().Transforms.CopyColumns(input.Schema[0].Name, input.Schema[0].Name).Fit(input);

        public SchemaShape GetOutputSchema(SchemaShape inputSchema)
        {
            hear(inputSchema);
            return inputSchema;
        }
    }

    private sealed class KeyRow
    {
        [VectorType(2)]
        public float[] Features { get; set; } = [];

        public uint Label { get; set; }
    }

    private sealed class NumberRow
    {
        [VectorType(2)]
        public float[] Features { get; set; } = [];

        public float Number { get; set; }
    }

    internal sealed class RegressionScore
    {
        public float Score { get; set; }
    }

    private sealed class BinaryScore
    {
        public bool PredictedLabel { get; set; }

        public float Score { get; set; }

        public float Probability { get; set; }
    }
}
