using System.Collections.Immutable;
using InitAnalyzer.Reading.Values;

namespace InitAnalyzer.Reading;

/// <summary>What a collection holds: its elements in order, or, where the order is lost, one value that covers them all.</summary>
internal sealed class Contents
{
    public static readonly Contents Unknown = new(null, Value.Unknown);
    public static readonly Contents Empty = new(ImmutableArray<Value>.Empty, null);

    private Contents(ImmutableArray<Value>? items, Value? any)
    {
        Items = items;
        this.any = any;
    }

    private readonly Value? any;

    /// <summary>The elements in order; null where it is lost.</summary>
    public ImmutableArray<Value>? Items { get; }

    /// <summary>A value that covers every element; null for an empty collection.</summary>
    public Value? Any => Items is { } items
        ? items.Length == 0 ? null : items.Aggregate(Value.Join)
        : any;

    public static Contents Of(ImmutableArray<Value> items) => new(items, null);

    public static Contents AnyOf(Value any) => ReferenceEquals(any, Value.Unknown) ? Unknown : new(null, any);

    /// <summary>Covers both; returns <paramref name="a"/> itself where it covers <paramref name="b"/>.</summary>
    public static Contents Join(Contents a, Contents b)
    {
        if (ReferenceEquals(a, b))
        {
            return a;
        }

        if (a.Items is { } x && b.Items is { } y && x.Length == y.Length)
        {
            var joined = x.Zip(y, Value.Join).ToImmutableArray();
            return joined.Zip(x, ReferenceEquals).All(same => same) ? a : Of(joined);
        }

        var any = a.Any is { } left ? b.Any is { } right ? Value.Join(left, right) : left : b.Any ?? Value.Unknown;
        return a.Items is null && ReferenceEquals(any, a.any) ? a : AnyOf(any);
    }

    public Contents Add(Value value)
    {
        if (Items is { } items)
        {
            return Of(items.Add(value));
        }

        var joined = Value.Join(any!, value);
        return ReferenceEquals(joined, any) ? this : AnyOf(joined);
    }

    public Contents Set(int index, Value value) =>
        Items is { } items && index >= 0 && index < items.Length
            ? Of(items.SetItem(index, value))
            : AnyOf(Any is { } covered ? Value.Join(covered, value) : value);
}
