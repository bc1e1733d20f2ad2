using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace InitAnalyzer.ML;

/// <summary>The values that a label's keys stand for, so that predictions can be mapped back to them.</summary>
internal abstract class ClassLabels
{
    private const string KeyValues = "KeyValues";

    /// <summary>The number of classes.</summary>
    public abstract int Count { get; }

    /// <summary>A view whose rows map the number of a class to a key with the values.</summary>
    public abstract IDataView Lookup(MLContext context, out DataViewSchema.Column key, out DataViewSchema.Column value);

    /// <summary>The labels of a column of keys. Where it does not tell values that differ from each other, they are the numbers from 1.</summary>
    public static ClassLabels Of(DataViewSchema.Column column, int count) =>
        Types.Select(type => type.Read(column, count)).FirstOrDefault(static labels => labels is not null) ?? Numbers(count);

    /// <summary>Some labels, with values of a type.</summary>
    public static ClassLabels Example(Type? type) =>
        Types.Select(candidate => candidate.Example(type)).FirstOrDefault(static labels => labels is not null) ?? Numbers(2);

    private static IReadOnlyList<LabelType> Types { get; } =
    [
        new LabelType<ReadOnlyMemory<char>>(static i => i.ToString(System.Globalization.CultureInfo.InvariantCulture).AsMemory()),
        new LabelType<float>(static i => i),
        new LabelType<double>(static i => i),
        new LabelType<int>(static i => i),
        new LabelType<uint>(static i => (uint)i),
        new LabelType<long>(static i => i),
        new LabelType<ulong>(static i => (ulong)i),
        new LabelType<short>(static i => (short)i),
        new LabelType<ushort>(static i => (ushort)i),
        new LabelType<byte>(static i => (byte)i),
        new LabelType<sbyte>(static i => (sbyte)i),
        new LabelType<bool>(static i => i > 1),
    ];

    private static ClassLabels<uint> Numbers(int count) => new([.. Enumerable.Range(1, count).Select(static i => (uint)i)]);

    private abstract class LabelType
    {
        public abstract ClassLabels? Read(DataViewSchema.Column column, int count);

        public abstract ClassLabels? Example(Type? type);
    }

    private sealed class LabelType<T>(Func<int, T> example) : LabelType
    {
        public override ClassLabels? Read(DataViewSchema.Column column, int count)
        {
            if (column.Annotations.Schema.GetColumnOrNull(KeyValues)?.Type is not VectorDataViewType type || type.ItemType.RawType != typeof(T))
            {
                return null;
            }

            VBuffer<T> values = default;
            column.Annotations.GetValue(KeyValues, ref values);
            var labels = new ClassLabels<T>([.. values.DenseValues()]);
            return labels.Count == count && labels.AreDistinct ? labels : null;
        }

        public override ClassLabels? Example(Type? type) => type == typeof(T) ? new ClassLabels<T>([example(1), example(2)]) : null;
    }
}

/// <summary>Labels of a type.</summary>
internal sealed class ClassLabels<T>(T[] values) : ClassLabels
{
    public override int Count => values.Length;

    /// <summary>Whether keys made of the values are those that the values had.</summary>
    public bool AreDistinct => Keys(new MLContext()).Schema[nameof(Row.Value)].Type is KeyDataViewType type && type.Count == (ulong)values.Length;

    public override IDataView Lookup(MLContext context, out DataViewSchema.Column key, out DataViewSchema.Column value)
    {
        IDataView keys = Keys(context);
        key = keys.Schema[nameof(Row.Class)];
        value = keys.Schema[nameof(Row.Value)];
        return keys;
    }

    private IDataView Keys(MLContext context)
    {
        IDataView rows = context.Data.LoadFromEnumerable(values.Select(static (value, i) => new Row { Class = i, Value = value }));
        return context.Transforms.Conversion.MapValueToKey(
            nameof(Row.Value), maximumNumberOfKeys: values.Length, keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByOccurrence)
            .Fit(rows).Transform(rows);
    }

    private sealed class Row
    {
        public int Class { get; set; }

        public T Value { get; set; } = default!;
    }
}
