using System.Collections.Immutable;
using InitAnalyzer.Reading.Values;

namespace InitAnalyzer.Reading;

/// <summary>
/// The order of a collection whose length is not known, as a graph: which of its elements may come first and last,
/// and which may follow which. Objects that one place makes in every round of a loop are one element.
/// </summary>
internal sealed class Order
{
    private Order(
        ImmutableArray<Value> elements,
        ImmutableHashSet<int> first,
        ImmutableHashSet<int> last,
        ImmutableHashSet<(int Before, int After)> follows,
        bool mayBeEmpty)
    {
        Elements = elements;
        First = first;
        Last = last;
        Follows = follows;
        MayBeEmpty = mayBeEmpty;
    }

    public ImmutableArray<Value> Elements { get; }

    public ImmutableHashSet<int> First { get; }

    public ImmutableHashSet<int> Last { get; }

    public ImmutableHashSet<(int Before, int After)> Follows { get; }

    public bool MayBeEmpty { get; }

    private static Order Nothing { get; } = new(
        ImmutableArray<Value>.Empty,
        ImmutableHashSet<int>.Empty,
        ImmutableHashSet<int>.Empty,
        ImmutableHashSet<(int, int)>.Empty,
        mayBeEmpty: true);

    /// <summary>The order of known elements; null where one of them is no known object.</summary>
    public static Order? Of(ImmutableArray<Value> items) =>
        items.Aggregate((Order?)Nothing, (order, item) => order?.Add(item));

    /// <summary>The order with one more element at the end; null where it is no known object.</summary>
    public Order? Add(Value value)
    {
        if (KeyOf(value) is not { } key)
        {
            return null;
        }

        var (elements, index) = Place(Elements, key, value);
        return new Order(
            elements,
            MayBeEmpty ? First.Add(index) : First,
            ImmutableHashSet.Create(index),
            Follows.Union(Last.Select(last => (last, index))),
            mayBeEmpty: false);
    }

    /// <summary>Covers both orders; returns this one where it covers the other already.</summary>
    public Order With(Order other)
    {
        var (elements, placed) = Place(other);
        var first = First.Union(placed.First);
        var last = Last.Union(placed.Last);
        var follows = Follows.Union(placed.Follows);
        var mayBeEmpty = MayBeEmpty || other.MayBeEmpty;
        return elements.Length == Elements.Length && elements.Zip(Elements, ReferenceEquals).All(same => same)
            && first.Count == First.Count && last.Count == Last.Count && follows.Count == Follows.Count && mayBeEmpty == MayBeEmpty
            ? this
            : new Order(elements, first, last, follows, mayBeEmpty);
    }

    /// <summary>The elements of this one, and then those of another.</summary>
    public Order Concat(Order other)
    {
        var (elements, placed) = Place(other);
        return new Order(
            elements,
            MayBeEmpty ? First.Union(placed.First) : First,
            other.MayBeEmpty ? Last.Union(placed.Last) : placed.Last,
            Follows.Union(placed.Follows).Union(Last.SelectMany(before => placed.First.Select(after => (before, after)))),
            MayBeEmpty && other.MayBeEmpty);
    }

    /// <summary>The same with other values for its elements, of the same objects; itself where none changes.</summary>
    public Order Select(Func<Value, Value> selector) => Elements.All(element => ReferenceEquals(selector(element), element))
        ? this
        : new Order(ImmutableArray.CreateRange(Elements.Select(selector)), First, Last, Follows, MayBeEmpty);

    /// <summary>The elements of both, and the other order by their places among them.</summary>
    private (ImmutableArray<Value> Elements, Order Placed) Place(Order other)
    {
        var elements = Elements;
        var places = new int[other.Elements.Length];
        for (var i = 0; i < places.Length; i++)
        {
            (elements, places[i]) = Place(elements, KeyOf(other.Elements[i])!, other.Elements[i]);
        }

        return (elements, new Order(
            elements,
            ImmutableHashSet.CreateRange(other.First.Select(index => places[index])),
            ImmutableHashSet.CreateRange(other.Last.Select(index => places[index])),
            ImmutableHashSet.CreateRange(other.Follows.Select(pair => (places[pair.Before], places[pair.After]))),
            other.MayBeEmpty));
    }

    private static (ImmutableArray<Value> Elements, int Index) Place(ImmutableArray<Value> elements, AbstractObject key, Value value)
    {
        for (var i = 0; i < elements.Length; i++)
        {
            if (KeyOf(elements[i]) == key)
            {
                var joined = Value.Join(elements[i], value);
                return (ReferenceEquals(joined, elements[i]) ? elements : elements.SetItem(i, joined), i);
            }
        }

        return (elements.Add(value), elements.Length);
    }

    /// <summary>An element is known by the first object that it may be; a name before it does not matter.</summary>
    private static AbstractObject? KeyOf(Value value) => value switch
    {
        ObjectsValue { MayBeUnknown: false } objects => objects.Objects[0],
        TupleValue { Items: { Length: 2 } pair } => KeyOf(pair[1]),
        _ => null,
    };
}
