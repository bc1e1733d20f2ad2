using Microsoft.ML;
using Microsoft.ML.Data;

namespace InitAnalyzer.ML;

/// <summary>Whether the columns are there and of the right types, before anything is done.</summary>
internal static class ColumnCheck
{
    /// <summary>Throws unless the columns of a view are right.</summary>
    public static void Of(NeuralNetworkOptions options, PredictionTask task, DataViewSchema schema)
    {
        DataViewType Find(string name, string option) => schema.GetColumnOrNull(name)?.Type ?? throw Missing(name, option);

        DataViewType label = Find(options.LabelColumnName, nameof(options.LabelColumnName));
        if (label is VectorDataViewType || !IsLabel(task, label.RawType, label is KeyDataViewType))
        {
            throw WrongLabel(options, task, label.ToString()!);
        }

        if (task == PredictionTask.Multiclass && ((KeyDataViewType)label).Count is var classes && (classes < 2 || classes > MulticlassMapping.MaximumClasses))
        {
            throw new ArgumentException(
                FormattableString.Invariant($"The label column '{options.LabelColumnName}' has {classes} classes; there must be from 2 to {MulticlassMapping.MaximumClasses}."),
                nameof(options.LabelColumnName));
        }

        DataViewType features = Find(options.FeatureColumnName, nameof(options.FeatureColumnName));
        if (features is not VectorDataViewType { Size: > 0 } vector || vector.ItemType != NumberDataViewType.Single)
        {
            throw WrongFeatures(options, features.ToString()!);
        }

        if (options.ExampleWeightColumnName is { } name && Find(name, nameof(options.ExampleWeightColumnName)) is var weight && weight != NumberDataViewType.Single)
        {
            throw WrongWeight(name, weight.ToString()!);
        }
    }

    /// <summary>Throws unless the columns of a pipeline are right, as far as it tells.</summary>
    public static void Of(NeuralNetworkOptions options, PredictionTask task, SchemaShape schema)
    {
        SchemaShape.Column Find(string name, string option) => schema.FirstOrDefault(column => column.Name == name) is { Name: not null } found ? found : throw Missing(name, option);

        SchemaShape.Column label = Find(options.LabelColumnName, nameof(options.LabelColumnName));
        if (label.Kind != SchemaShape.Column.VectorKind.Scalar || !IsLabel(task, label.ItemType.RawType, label.IsKey))
        {
            throw WrongLabel(options, task, Describe(label));
        }

        SchemaShape.Column features = Find(options.FeatureColumnName, nameof(options.FeatureColumnName));
        if (features.Kind != SchemaShape.Column.VectorKind.Vector || features.IsKey || features.ItemType != NumberDataViewType.Single)
        {
            throw WrongFeatures(options, Describe(features));
        }

        if (options.ExampleWeightColumnName is { } name && Find(name, nameof(options.ExampleWeightColumnName)) is var weight
            && (weight.Kind != SchemaShape.Column.VectorKind.Scalar || weight.IsKey || weight.ItemType != NumberDataViewType.Single))
        {
            throw WrongWeight(name, Describe(weight));
        }
    }

    /// <summary>Throws unless two views have as many features, and as many classes.</summary>
    public static void SameSizes(NeuralNetworkOptions options, DataViewSchema first, DataViewSchema second, string name)
    {
        foreach (string column in new[] { options.FeatureColumnName, options.LabelColumnName })
        {
            if (Size(first[column].Type) != Size(second[column].Type))
            {
                throw new ArgumentException($"The column '{column}' is {first[column].Type} in the rows to train on, and {second[column].Type} in those to validate with.", name);
            }
        }

        static ulong Size(DataViewType type) => type switch
        {
            VectorDataViewType vector => (ulong)vector.Size,
            KeyDataViewType key => key.Count,
            _ => 0,
        };
    }

    /// <summary>The type of what a column's keys stand for, if it tells.</summary>
    public static Type? KeyValueType(SchemaShape schema, string name)
    {
        SchemaShape.Column column = schema.First(column => column.Name == name);
        SchemaShape.Column values = column.Annotations.FirstOrDefault(static annotation => annotation.Name == "KeyValues");
        return values.Name is null ? null : values.ItemType.RawType;
    }

    private static bool IsLabel(PredictionTask task, Type type, bool isKey) => task switch
    {
        PredictionTask.Regression => !isKey && type == typeof(float),
        PredictionTask.Binary => !isKey && type == typeof(bool),
        _ => isKey,
    };

    private static string Describe(SchemaShape.Column column) => (column.IsKey ? "a key of " : "") + column.ItemType + column.Kind switch
    {
        SchemaShape.Column.VectorKind.Scalar => "",
        SchemaShape.Column.VectorKind.Vector => " in a vector",
        _ => " in a vector of unknown size",
    };

    private static ArgumentException Missing(string name, string option) => new($"There is no column '{name}', which {option} names.", option);

    private static ArgumentException WrongLabel(NeuralNetworkOptions options, PredictionTask task, string found)
    {
        string wanted = task switch
        {
            PredictionTask.Regression => "a Single",
            PredictionTask.Binary => "a Boolean",
            _ => "a key (MapValueToKey makes one)",
        };
        return new($"The column '{options.LabelColumnName}', which {nameof(options.LabelColumnName)} names, is {found}; it must be {wanted}.", nameof(options.LabelColumnName));
    }

    private static ArgumentException WrongFeatures(NeuralNetworkOptions options, string found) => new(
        $"The column '{options.FeatureColumnName}', which {nameof(options.FeatureColumnName)} names, is {found}; it must be a vector of Single of known size.",
        nameof(options.FeatureColumnName));

    private static ArgumentException WrongWeight(string name, string found) => new(
        $"The column '{name}', which {nameof(NeuralNetworkOptions.ExampleWeightColumnName)} names, is {found}; it must be a Single.",
        nameof(NeuralNetworkOptions.ExampleWeightColumnName));
}
