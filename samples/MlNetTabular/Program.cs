using Microsoft.ML;
using MlNetTabular;

var context = new MLContext(seed: 1);
var train = Spirals(count: 800, seed: 1);
var test = Spirals(count: 2000, seed: 2);

try
{
    Show("the network as it is written, with INIT003", Networks.Before(context));
}
catch (InvalidOperationException e) when (e.InnerException is not null)
{
    Console.Error.WriteLine(e.Message);
    Console.Error.WriteLine("Run with: dotnet run --project samples/MlNetTabular -p:TorchNative=true");
    return 1;
}

var model = Show("the network after the fix", Networks.After(context));
Show("FastTree", context.BinaryClassification.Trainers.FastTree(nameof(SpiralPoint.IsFirst)));
Show("logistic regression (L-BFGS)", context.BinaryClassification.Trainers.LbfgsLogisticRegression(nameof(SpiralPoint.IsFirst)));

// The model is a chain of ML.NET's own transformers: it is saved and loaded as any other, and scores rows without a native library.
var file = Path.Combine(Path.GetTempPath(), "spirals.zip");
context.Model.Save(model, train.Schema, file);
var loaded = new MLContext().Model.Load(file, out _);
using var engine = context.Model.CreatePredictionEngine<SpiralPoint, Prediction>(loaded);
foreach (var point in Datasets.Spirals(4, arms: 2, turns: 1.75, noise: 0.02, seed: 3))
{
    Console.WriteLine($"({point.X,5:F2}, {point.Y,5:F2}) is on {point.Arm}: on arm A with probability {engine.Predict(point).Probability:P1}");
}

File.Delete(file);
return 0;

IDataView Spirals(int count, int seed) => context.Data.LoadFromEnumerable(Datasets.Spirals(count, arms: 2, turns: 1.75, noise: 0.02, seed));

ITransformer Show(string name, IEstimator<ITransformer> trainer)
{
    var pipeline = context.Transforms.Concatenate("Features", nameof(SpiralPoint.X), nameof(SpiralPoint.Y)).Append(trainer);
    var model = pipeline.Fit(train);
    var metrics = context.BinaryClassification.Evaluate(model.Transform(test), nameof(SpiralPoint.IsFirst));
    Console.WriteLine($"{name,-45} accuracy {metrics.Accuracy:P1}");
    return model;
}

internal sealed class Prediction
{
    public float Probability { get; set; }
}
