using System.Runtime.InteropServices;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace InitAnalyzer.ML;

/// <summary>The rows of a view in memory. Rows without a label, or with a feature or weight that is no number, are left out.</summary>
internal sealed class TrainingRows
{
    private TrainingRows(float[] features, float[] labels, float[]? weights, int width, long skipped)
    {
        Features = features;
        Labels = labels;
        Weights = weights;
        Width = width;
        Skipped = skipped;
    }

    /// <summary>The features [rows, width].</summary>
    public float[] Features { get; }

    /// <summary>The labels: numbers, 0 or 1, or the number of the class from 0.</summary>
    public float[] Labels { get; }

    /// <summary>The weights of the rows; <see langword="null"/> where all count alike.</summary>
    public float[]? Weights { get; }

    /// <summary>The number of features.</summary>
    public int Width { get; }

    /// <summary>The number of rows.</summary>
    public int Count => Labels.Length;

    /// <summary>How many rows were left out.</summary>
    public long Skipped { get; }

    public static TrainingRows Read(IDataView view, PredictionTask task, NeuralNetworkOptions options)
    {
        DataViewSchema.Column label = view.Schema[options.LabelColumnName];
        DataViewSchema.Column feature = view.Schema[options.FeatureColumnName];
        DataViewSchema.Column? weight = options.ExampleWeightColumnName is { } name ? view.Schema[name] : null;
        int width = ((VectorDataViewType)feature.Type).Size;

        List<float> features = [], labels = [], weights = [];
        long skipped = 0;
        using DataViewRowCursor cursor = view.GetRowCursor(weight is { } column ? [label, feature, column] : [label, feature]);
        Func<float> readLabel = LabelReader(cursor, label, task);
        ValueGetter<VBuffer<float>> readFeatures = cursor.GetGetter<VBuffer<float>>(feature);
        ValueGetter<float>? readWeight = weight is { } present ? cursor.GetGetter<float>(present) : null;
        VBuffer<float> values = default;
        while (cursor.MoveNext())
        {
            options.CancellationToken.ThrowIfCancellationRequested();
            float labelValue = readLabel();
            float weightValue = 1;
            readWeight?.Invoke(ref weightValue);
            readFeatures(ref values);
            if (!float.IsFinite(labelValue) || !float.IsFinite(weightValue) || weightValue < 0 || !AreFinite(values.GetValues()))
            {
                skipped++;
                continue;
            }

            if (features.Count > Array.MaxLength - width)
            {
                throw new InvalidOperationException("The training rows are too many: all features must fit into one array.");
            }

            labels.Add(labelValue);
            weights.Add(weightValue);
            CollectionsMarshal.SetCount(features, features.Count + width);
            values.CopyTo(CollectionsMarshal.AsSpan(features)[^width..]);
        }

        return new([.. features], [.. labels], readWeight is null ? null : [.. weights], width, skipped);
    }

    /// <summary>These rows, then others.</summary>
    public TrainingRows Append(TrainingRows others) => new(
        [.. Features, .. others.Features],
        [.. Labels, .. others.Labels],
        Weights is null ? null : [.. Weights, .. others.Weights!],
        Width,
        Skipped + others.Skipped);

    private static bool AreFinite(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            if (!float.IsFinite(value))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Reads labels; what is missing is not a number.</summary>
    private static Func<float> LabelReader(DataViewRow row, DataViewSchema.Column label, PredictionTask task)
    {
        switch (task)
        {
            case PredictionTask.Regression:
                return Reader<float>(row, label, static value => value);
            case PredictionTask.Binary:
                return Reader<bool>(row, label, static value => value ? 1 : 0);
            default:
                return label.Type.RawType switch
                {
                    var type when type == typeof(byte) => Reader<byte>(row, label, static value => Class(value)),
                    var type when type == typeof(ushort) => Reader<ushort>(row, label, static value => Class(value)),
                    var type when type == typeof(uint) => Reader<uint>(row, label, static value => Class(value)),
                    _ => Reader<ulong>(row, label, Class),
                };
        }
    }

    private static float Class(ulong key) => key == 0 ? float.NaN : key - 1;

    private static Func<float> Reader<T>(DataViewRow row, DataViewSchema.Column column, Func<T, float> convert)
    {
        ValueGetter<T> getter = row.GetGetter<T>(column);
        T value = default!;
        return () =>
        {
            getter(ref value);
            return convert(value);
        };
    }
}
