using Microsoft.ML;

namespace InitAnalyzer.ML;

/// <summary>
/// A trained network as a chain of ML.NET's own transformers, which ML.NET can save and load: a mapping holds the network as text, and a custom mapping
/// evaluates it. The MLContext that makes them trains nothing, so that it need not be the caller's. No class of this library has to be registered where a model is loaded; it has to be there.
/// </summary>
internal static class ScoringPipeline
{
    public static IEstimator<ITransformer> Regression(string features, string network)
    {
        TransformsCatalog transforms = new MLContext().Transforms;
        return Inputs(transforms, features, network)
            .Append(transforms.CustomMapping(new RegressionMapping().GetMapping(), RegressionMapping.Contract))
            .Append(transforms.DropColumns(InputColumns));
    }

    public static IEstimator<ITransformer> Binary(string features, string network)
    {
        TransformsCatalog transforms = new MLContext().Transforms;
        return Inputs(transforms, features, network)
            .Append(transforms.CustomMapping(new BinaryMapping().GetMapping(), BinaryMapping.Contract))
            .Append(transforms.DropColumns(InputColumns));
    }

    public static IEstimator<ITransformer> Multiclass(string features, string network, ClassLabels labels)
    {
        MLContext context = new();
        TransformsCatalog transforms = context.Transforms;
        IDataView lookup = labels.Lookup(context, out DataViewSchema.Column key, out DataViewSchema.Column value);
        return Inputs(transforms, features, network)
            .Append(transforms.CustomMapping(new MulticlassMapping().GetMapping(), MulticlassMapping.Contract))
            .Append(transforms.Concatenate(ScoringColumns.Score, [.. MulticlassMapping.ColumnsOf(labels.Count)]))
            .Append(transforms.Conversion.MapValue(ScoringColumns.PredictedLabel, lookup, key, value, ScoringColumns.Class))
            .Append(transforms.DropColumns([.. InputColumns, ScoringColumns.Class, .. MulticlassMapping.Columns]));
    }

    private static string[] InputColumns => [ScoringColumns.Features, ScoringColumns.Slot, ScoringColumns.Network];

    private static IEstimator<ITransformer> Inputs(TransformsCatalog transforms, string features, string network) =>
        transforms.CopyColumns(ScoringColumns.Features, features)
            .Append(transforms.CustomMapping(new SlotMapping().GetMapping(), SlotMapping.Contract))
            .Append(transforms.Conversion.MapValue(ScoringColumns.Network, [KeyValuePair.Create(0, network)], ScoringColumns.Slot));
}
