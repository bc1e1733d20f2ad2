using System.Collections.Immutable;
using InitAnalyzer.Reading.Values;

namespace InitAnalyzer.Reading;

/// <summary>
/// What a collection holds: its elements one by one; or, where a loop of unknown length filled it, which element may
/// stand first, last, and after which; or which elements it may have, in whatever number and order; or nothing that is known.
/// </summary>
internal sealed class Contents
{
    public static readonly Contents Unknown = new(null, null);
    public static readonly Contents Empty = new(ImmutableArray<Value>.Empty, null);

    private Contents(ImmutableArray<Value>? items, Order? order, ImmutableArray<Value>? candidates = null)
    {
        Items = items;
        Order = order;
        Candidates = candidates ?? items ?? order?.Elements;
    }

    /// <summary>The elements in order, where their number is known.</summary>
    public ImmutableArray<Value>? Items { get; }

    /// <summary>The order of the elements, where their number is not known.</summary>
    public Order? Order { get; }

    /// <summary>The elements that there may be, each once; null where some are not known.</summary>
    public ImmutableArray<Value>? Candidates { get; }

    /// <summary>A value that covers every element; null for an empty collection.</summary>
    public Value? Any => Candidates is not { } candidates ? Value.Unknown : candidates.IsEmpty ? null : candidates.Aggregate(Value.Join);

    /// <summary>These elements in this order; or, where they are not counted, any of them in any order.</summary>
    public static Contents Of(ImmutableArray<Value> elements, bool isCounted = true) =>
        isCounted ? new(elements, null) : new(null, null, elements);

    /// <summary>Covers both; returns <paramref name="a"/> itself where it covers <paramref name="b"/>.</summary>
    public static Contents Join(Contents a, Contents b)
    {
        if (ReferenceEquals(a, b))
        {
            return a;
        }

        if (a.Order is null && b.Order is null && a.Candidates is { } x && b.Candidates is { } y && x.Length == y.Length && (a.Items is null) == (b.Items is null))
        {
            var joined = x.Zip(y, Value.Join).ToImmutableArray();
            return joined.Zip(x, ReferenceEquals).All(same => same) ? a : Of(joined, a.Items is not null);
        }

        if (a.ToOrder() is not { } left || b.ToOrder() is not { } right)
        {
            return a.Candidates is null ? a : Unknown;
        }

        var union = left.With(right);
        return ReferenceEquals(union, a.Order) ? a : new Contents(null, union);
    }

    public Contents Add(Value value)
    {
        if (Items is { } items)
        {
            return Of(items.Add(value));
        }

        return Order?.Add(value) is { } order ? ReferenceEquals(order, Order) ? this : new Contents(null, order) : Unknown;
    }

    /// <summary>The elements of this one, and then those of another.</summary>
    public Contents Concat(Contents other) => Items is { } items && other.Items is { } more ? Of(items.AddRange(more))
        : ToOrder() is { } before && other.ToOrder() is { } after ? new Contents(null, before.Concat(after))
        : Unknown;

    public Contents Set(int index, Value value) =>
        Items is { } items && index >= 0 && index < items.Length ? Of(items.SetItem(index, value)) : Unknown;

    /// <summary>The same with other elements; itself where none changes.</summary>
    public Contents Select(Func<Value, Value> selector)
    {
        if (Order is { } order)
        {
            return order.Select(selector) is var changed && ReferenceEquals(changed, order) ? this : new Contents(null, changed);
        }

        return Candidates is { } candidates && !candidates.All(item => ReferenceEquals(selector(item), item))
            ? Of(ImmutableArray.CreateRange(candidates.Select(selector)), Items is not null)
            : this;
    }

    private Order? ToOrder() => Items is { } items ? Order.Of(items) : Order;
}
