using System.Globalization;
using System.Reflection;
using InitAnalyzer.TestSupport;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace InitAnalyzer.ML.Tests;

/// <summary>Models are saved and loaded as ML.NET's own are, in this process and in another that has no native library.</summary>
[Collection(NativeCollection.Name)]
public class SavedModelTests : IDisposable
{
    private readonly MLContext _context = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [NativeFact]
    public void Scores_the_same_after_loading()
    {
        IDataView data = Problems.Friedman(_context, 200, seed: 1);
        NeuralNetworkTransformer model = Problems.Quick(_context).Fit(data);
        ITransformer loaded = SaveAndLoad(model, data);
        Assert.Equal(model.Transform(data).GetColumn<float>("Score"), loaded.Transform(data).GetColumn<float>("Score"));

        using var engine = new MLContext().Model.CreatePredictionEngine<FriedmanRow, PipelineTests.RegressionScore>(loaded);
        Assert.Equal(model.Transform(data).GetColumn<float>("Score").First(), engine.Predict(Datasets.Friedman(1, seed: 1).First()).Score);
    }

    [NativeFact]
    public void A_loaded_classifier_is_evaluated_and_maps_back()
    {
        IDataView data = Problems.Spirals(_context, 300, arms: 3, seed: 1);
        ITransformer model = Problems.QuickMulticlass(_context, epochs: 20).Fit(data);
        ITransformer loaded = SaveAndLoad(model, data);
        IDataView before = model.Transform(data), after = loaded.Transform(data);
        Assert.Equal(before.GetColumn<float[]>("Score"), after.GetColumn<float[]>("Score"));
        Assert.Equal(
            _context.MulticlassClassification.Evaluate(before).LogLoss, new MLContext().MulticlassClassification.Evaluate(after).LogLoss);
        Assert.Equal(3, ((VectorDataViewType)after.Schema["Score"].Type).Size);
    }

    [NativeTheory]
    [InlineData("regression")]
    [InlineData("binary")]
    [InlineData("multiclass")]
    public async Task Another_process_scores_the_same_without_a_native_library(string task)
    {
        IDataView data = task == "regression" ? Problems.Friedman(_context, 50, seed: 1) : Problems.Spirals(_context, 60, arms: 3, seed: 1);
        IEstimator<ITransformer> pipeline = task switch
        {
            "regression" => _context.Transforms.CopyColumns("Copy", "Label").Append(Problems.Quick(_context)),
            "binary" => Problems.QuickBinary(_context),
            _ => Problems.QuickMulticlass(_context),
        };
        ITransformer model = pipeline.Fit(data);
        _context.Model.Save(model, data.Schema, _folder.PathOf("model.zip"));
        using (FileStream rows = File.Create(_folder.PathOf("rows.idv")))
        {
            _context.Data.SaveAsBinary(data, rows);
        }

        string[] lines = await Score(_folder.PathOf("model.zip"), _folder.PathOf("rows.idv"));

        Assert.Equal("native libraries", lines[^1]);
        Assert.Equal(task == "multiclass" ? "vector size 3" : "vector size", lines[^2]);
        Assert.Equal(Expected(model.Transform(data), task), lines[..^2]);
    }

    private IEnumerable<string> Expected(IDataView scored, string task)
    {
        string Text(float number) => number.ToString("R", CultureInfo.InvariantCulture);
        switch (task)
        {
            case "regression":
                return scored.GetColumn<float>("Score").Select(Text);
            case "binary":
                return scored.GetColumn<float>("Score").Zip(scored.GetColumn<bool>("PredictedLabel"), (score, label) => Text(score) + " " + label);
            default:
                IDataView mapped = _context.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(scored).Transform(scored);
                return mapped.GetColumn<float[]>("Score").Zip(mapped.GetColumn<string>("PredictedLabel"), (scores, label) => string.Join(' ', scores.Select(Text)) + " " + label);
        }
    }

    private static async Task<string[]> Score(string model, string rows)
    {
        string scorer = typeof(SavedModelTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static attribute => attribute.Key == "Scorer").Value!;
        DotNetResult run = await DotNet.RunAsync(Path.GetDirectoryName(model)!, scorer, model, rows);
        return run.EnsureSuccess().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private ITransformer SaveAndLoad(ITransformer model, IDataView data)
    {
        _context.Model.Save(model, data.Schema, _folder.PathOf("model.zip"));
        return new MLContext().Model.Load(_folder.PathOf("model.zip"), out _);
    }
}
