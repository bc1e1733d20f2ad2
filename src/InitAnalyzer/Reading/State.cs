using System.Collections.Immutable;
using InitAnalyzer.Reading.Values;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Reading;

/// <summary>What is known at one point of a program: variables, fields, contents of collections, and the laws of weights.</summary>
internal sealed class State
{
    public static readonly State Empty = new();

    private static readonly IEqualityComparer<ISymbol> BySymbol = SymbolEqualityComparer.Default;
    private static readonly ImmutableDictionary<ISymbol, Value> NoMembers = ImmutableDictionary.Create<ISymbol, Value>(BySymbol);

    /// <summary>Stands for the owner of static members.</summary>
    private static readonly object Statics = new();

    public ImmutableDictionary<ISymbol, Value> Locals { get; init; } =
        ImmutableDictionary.Create<ISymbol, Value>(BySymbol);

    /// <summary>Members by owner, so that joining two states looks only at the owners that differ.</summary>
    private ImmutableDictionary<object, ImmutableDictionary<ISymbol, Value>> Fields { get; init; } =
        ImmutableDictionary<object, ImmutableDictionary<ISymbol, Value>>.Empty;

    public ImmutableDictionary<SequenceObject, Contents> Contents { get; init; } =
        ImmutableDictionary<SequenceObject, Contents>.Empty;

    /// <summary>The initialisations that a weight may bear; a weight that is not listed bears the framework's default.</summary>
    public ImmutableDictionary<AbstractObject, ImmutableHashSet<Initialisation>> Laws { get; init; } =
        ImmutableDictionary<AbstractObject, ImmutableHashSet<Initialisation>>.Empty;

    /// <summary>Whether operations are recorded for gradients.</summary>
    public GradientMode Gradients { get; private init; } = GradientMode.Assumed;

    /// <summary>Covers both; null is the state of unreachable code. Returns <paramref name="a"/> itself where it covers <paramref name="b"/>.</summary>
    public static State? Join(State? a, State? b)
    {
        if (a is null || ReferenceEquals(a, b))
        {
            return a ?? b;
        }

        if (b is null)
        {
            return a;
        }

        var locals = Merge(a.Locals, b.Locals, Value.Join);
        var fields = Merge(a.Fields, b.Fields, (x, y) => Merge(x, y, Value.Join));
        var contents = Merge(a.Contents, b.Contents, Reading.Contents.Join);
        var laws = MergeLaws(a.Laws, b.Laws);
        var gradients = a.Gradients == b.Gradients ? a.Gradients : GradientMode.Unknown;
        return gradients == a.Gradients && ReferenceEquals(locals, a.Locals) && ReferenceEquals(fields, a.Fields)
            && ReferenceEquals(contents, a.Contents) && ReferenceEquals(laws, a.Laws)
            ? a
            : new State { Locals = locals, Fields = fields, Contents = contents, Laws = laws, Gradients = gradients };
    }

    /// <summary>The same with the variables of another state.</summary>
    public State WithLocalsOf(State other) => ReferenceEquals(Locals, other.Locals) ? this : With(locals: other.Locals);

    /// <summary>After what happens only to an object that is there: either state, and the weights as the second has them.</summary>
    public static State? Perhaps(State? before, State? after) =>
        before is null || after is null ? before ?? after : Join(before, after)!.With(laws: after.Laws);

    public State WithGradients(GradientMode mode) => mode == Gradients ? this : With(gradients: mode);

    public State WithLocal(ISymbol symbol, Value value) => With(locals: Locals.SetItem(symbol, value));

    public bool TryGetField(FieldKey key, out Value value)
    {
        value = Value.Unknown;
        return Fields.TryGetValue(key.Owner ?? Statics, out var members) && members.TryGetValue(key.Member, out value!);
    }

    public bool HasField(FieldKey key) => TryGetField(key, out _);

    /// <summary>Whether a member of an object, or a collection, holds an object.</summary>
    public bool Holds(AbstractObject item) =>
        Fields.Any(owner => owner.Value.Any(member => member.Value.Mentions(item)))
        || Contents.Any(sequence => sequence.Value.Any?.Mentions(item) == true);

    public State WithField(FieldKey key, Value value)
    {
        var owner = key.Owner ?? Statics;
        var members = Fields.TryGetValue(owner, out var known) ? known : NoMembers;
        return With(fields: Fields.SetItem(owner, members.SetItem(key.Member, value)));
    }

    /// <summary>The same with several members of an object.</summary>
    public State WithFields(AbstractObject owner, IEnumerable<KeyValuePair<ISymbol, Value>> values)
    {
        var members = Fields.TryGetValue(owner, out var known) ? known : NoMembers;
        var changed = members.SetItems(values);
        return ReferenceEquals(changed, members) ? this : With(fields: Fields.SetItem(owner, changed));
    }

    public State WithContents(SequenceObject sequence, Contents contents) =>
        With(contents: Contents.SetItem(sequence, contents));

    /// <summary>Records an initialisation: it replaces earlier ones where the weight is certainly this one.</summary>
    public State WithLaw(AbstractObject layer, Initialisation initialisation, bool isCertain)
    {
        var earlier = isCertain || !Laws.TryGetValue(layer, out var laws) ? ImmutableHashSet<Initialisation>.Empty : laws;
        return With(laws: Laws.SetItem(layer, earlier.Add(initialisation)));
    }

    /// <summary>The weight was filled by ways that are not followed.</summary>
    public State WithoutLaw(AbstractObject layer) =>
        With(laws: Laws.SetItem(layer, ImmutableHashSet<Initialisation>.Empty));

    /// <summary>The layer is new: it has the framework's default law.</summary>
    public State WithDefaultLaw(AbstractObject layer) => Laws.ContainsKey(layer) ? With(laws: Laws.Remove(layer)) : this;

    private State With(
        ImmutableDictionary<ISymbol, Value>? locals = null,
        ImmutableDictionary<object, ImmutableDictionary<ISymbol, Value>>? fields = null,
        ImmutableDictionary<SequenceObject, Contents>? contents = null,
        ImmutableDictionary<AbstractObject, ImmutableHashSet<Initialisation>>? laws = null,
        GradientMode? gradients = null) =>
        new()
        {
            Locals = locals ?? Locals,
            Fields = fields ?? Fields,
            Contents = contents ?? Contents,
            Laws = laws ?? Laws,
            Gradients = gradients ?? Gradients,
        };

    /// <summary>What one side does not list did not exist there yet, so the other side's word stands.</summary>
    private static ImmutableDictionary<TKey, TValue> Merge<TKey, TValue>(
        ImmutableDictionary<TKey, TValue> a,
        ImmutableDictionary<TKey, TValue> b,
        Func<TValue, TValue, TValue> join)
        where TKey : notnull
        where TValue : class
    {
        if (ReferenceEquals(a, b))
        {
            return a;
        }

        var merged = a;
        foreach (var pair in b)
        {
            if (!a.TryGetValue(pair.Key, out var own))
            {
                merged = merged.SetItem(pair.Key, pair.Value);
            }
            else if (!ReferenceEquals(own, pair.Value) && join(own, pair.Value) is var joined && !ReferenceEquals(joined, own))
            {
                merged = merged.SetItem(pair.Key, joined);
            }
        }

        return merged;
    }

    private static ImmutableDictionary<AbstractObject, ImmutableHashSet<Initialisation>> MergeLaws(
        ImmutableDictionary<AbstractObject, ImmutableHashSet<Initialisation>> a,
        ImmutableDictionary<AbstractObject, ImmutableHashSet<Initialisation>> b) =>
        Merge(a, b, (x, y) => x.Union(y) is var union && union.Count == x.Count ? x : union);
}

/// <summary>A field, auto-property or captured constructor parameter of one object; static ones have no object.</summary>
internal readonly record struct FieldKey(AbstractObject? Owner, ISymbol Member);
