using System.Collections.Immutable;
using InitAnalyzer.Frameworks;
using InitAnalyzer.Model;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Reading.Values;

/// <summary>
/// What the reader knows of an expression's value. The lattice is Known / Several / Unknown: joining two values gives
/// one that covers both, and nothing is ever claimed of Unknown.
/// </summary>
internal abstract class Value
{
    public static readonly Value Unknown = new UnknownValue();
    public static readonly Value Varying = new VaryingValue();
    public static readonly Value Null = new ConstantValue(null);

    /// <summary>Covers both values; returns <paramref name="a"/> itself where it covers <paramref name="b"/> already.</summary>
    public static Value Join(Value a, Value b)
    {
        if (ReferenceEquals(a, b))
        {
            return a;
        }

        return (a, b) switch
        {
            (ObjectsValue x, ObjectsValue y) => x.With(y),
            (ObjectsValue x, ConstantValue { Constant: null }) => x.WithNull(),
            (ConstantValue { Constant: null }, ObjectsValue y) => y.WithNull(),
            (ObjectsValue x, UnknownValue) => x.WithUnknown(),
            (UnknownValue, ObjectsValue y) => y.WithUnknown(),
            (TensorValue x, TensorValue y) => x.With(y),

            // Nothing is claimed of the unknown tensor, so what is known of the other stands.
            (TensorValue x, UnknownValue or FreshTensorValue) => x.OrAnother(),
            (UnknownValue or FreshTensorValue, TensorValue y) => y.OrAnother(),
            (TensorValue x, ConstantValue { Constant: null }) => x,
            (ConstantValue { Constant: null }, TensorValue y) => y,
            (WeightValue x, WeightValue y) when x.Role == y.Role => x.With(y),
            (NumberValue x, NumberValue y) when x.IsSameAs(y) => x,
            (ConstantValue x, ConstantValue y) when Equals(x.Constant, y.Constant) => x,
            (TupleValue x, TupleValue y) when x.Items.Length == y.Items.Length => x.With(y),
            (FunctionValue x, FunctionValue y) when x.IsSameAs(y) => x,
            (FreshTensorValue x, FreshTensorValue y) when x.Rank == y.Rank => x.With(y),
            (ShapeValue x, ShapeValue y) when ReferenceEquals(x.Layer, y.Layer) => x,
            _ => Unknown,
        };
    }

    /// <summary>Whether an object can be got at by it.</summary>
    public bool Mentions(AbstractObject item) => this switch
    {
        ObjectsValue objects => objects.Objects.Contains(item),
        WeightValue weight => weight.Layers.Contains(item),
        FreshTensorValue fresh => ReferenceEquals(fresh.Tensor, item),
        TupleValue tuple => tuple.Items.Any(part => part.Mentions(item)),
        FunctionValue function => function.Body is not null,
        _ => false,
    };
}

/// <summary>Anything.</summary>
internal class UnknownValue : Value;

/// <summary>Anything, and another thing for each layer or round of a loop.</summary>
internal sealed class VaryingValue : UnknownValue;

/// <summary>A constant that is no floating-point number: null, a string, an integer, an enum member, a boolean.</summary>
internal sealed class ConstantValue(object? constant) : Value
{
    public object? Constant { get; } = constant;
}

/// <summary>A floating-point number, or a number that depends on a fan.</summary>
internal sealed class NumberValue(Quantity quantity) : Value
{
    public Quantity Quantity { get; } = quantity;

    public bool IsSameAs(NumberValue other) =>
        Quantity.Coefficient.Equals(other.Quantity.Coefficient)
        && Quantity.Fan == other.Quantity.Fan
        && Quantity.Power == other.Quantity.Power;
}

/// <summary>One of some objects.</summary>
internal sealed class ObjectsValue : Value
{
    private ObjectsValue(ImmutableArray<AbstractObject> objects, bool mayBeNull, bool mayBeUnknown)
    {
        Objects = objects;
        MayBeNull = mayBeNull;
        MayBeUnknown = mayBeUnknown;
    }

    public ImmutableArray<AbstractObject> Objects { get; }

    public bool MayBeNull { get; }

    /// <summary>Whether it may also be an object that is not in the list.</summary>
    public bool MayBeUnknown { get; }

    /// <summary>The object, where it is the only one and certain.</summary>
    public AbstractObject? Single => Objects.Length == 1 && !MayBeUnknown ? Objects[0] : null;

    public static ObjectsValue Of(AbstractObject single) => new(ImmutableArray.Create(single), false, false);

    /// <summary>The same, of those objects that pass a test; Unknown where none is left.</summary>
    public Value Where(Func<AbstractObject, bool> predicate)
    {
        if (Objects.Length == 1)
        {
            return predicate(Objects[0]) ? WithoutNull() : Unknown;
        }

        var left = ImmutableArray.CreateRange(Objects.Where(predicate));
        return left.Length == 0 ? Unknown : new ObjectsValue(left, false, MayBeUnknown);
    }

    public ObjectsValue With(ObjectsValue other)
    {
        var added = other.Objects.Where(item => !Objects.Contains(item)).ToList();
        return added.Count == 0 && (MayBeNull || !other.MayBeNull) && (MayBeUnknown || !other.MayBeUnknown)
            ? this
            : new ObjectsValue(Objects.AddRange(added), MayBeNull || other.MayBeNull, MayBeUnknown || other.MayBeUnknown);
    }

    public ObjectsValue WithNull() => MayBeNull ? this : new ObjectsValue(Objects, true, MayBeUnknown);

    public ObjectsValue WithoutNull() => MayBeNull ? new ObjectsValue(Objects, false, MayBeUnknown) : this;

    public ObjectsValue WithUnknown() => MayBeUnknown ? this : new ObjectsValue(Objects, MayBeNull, true);
}

/// <summary>The weight or bias of one of some layers, or a parameter made by hand.</summary>
internal sealed class WeightValue(
    ImmutableArray<AbstractObject> layers,
    ParameterRole role,
    bool mayBeUnknown,
    bool isView = false,
    int? rank = null,
    AbstractObject? owner = null,
    bool isDetached = false,
    bool isTransposed = false) : Value
{
    /// <summary>The weight layers among its owners.</summary>
    public ImmutableArray<AbstractObject> Layers { get; } = layers;

    /// <summary>The number of dimensions, where it is certain.</summary>
    public int? Rank { get; } = rank;

    /// <summary>The module whose parameter it is, where that is one: a weight layer, a normalisation, an embedding.</summary>
    public AbstractObject? Owner { get; } = owner;

    public ParameterRole Role { get; } = role;

    public bool MayBeUnknown { get; } = mayBeUnknown;

    /// <summary>Whether it is a part or another shape of the weight.</summary>
    public bool IsView { get; } = isView;

    /// <summary>Whether it shares the weight's memory and needs no gradient.</summary>
    public bool IsDetached { get; } = isDetached;

    /// <summary>Whether it is the whole of a matrix with rows and columns exchanged; this is a view, too.</summary>
    public bool IsTransposed { get; } = isTransposed;

    public WeightValue AsView() =>
        IsView && !IsTransposed ? this : new WeightValue(Layers, Role, MayBeUnknown, isView: true, owner: Owner, isDetached: IsDetached);

    /// <summary>The matrix with rows and columns exchanged.</summary>
    public WeightValue Transposed() =>
        IsTransposed ? new WeightValue(Layers, Role, MayBeUnknown, rank: Rank, owner: Owner, isDetached: IsDetached)
        : IsView || Rank is not (null or 2) ? AsView()
        : new WeightValue(Layers, Role, MayBeUnknown, isView: true, rank: Rank, owner: Owner, isDetached: IsDetached, isTransposed: true);

    public WeightValue AsDetached() => IsDetached ? this : new WeightValue(Layers, Role, MayBeUnknown, IsView, Rank, Owner, isDetached: true, IsTransposed);

    /// <summary>The same, where a test that is not followed may have kept it because of what it is.</summary>
    public WeightValue OfUnknownRank() => Rank is null ? this : new WeightValue(Layers, Role, MayBeUnknown, IsView, owner: Owner, isDetached: IsDetached, isTransposed: IsTransposed);

    public WeightValue With(WeightValue other)
    {
        var added = other.Layers.Where(layer => !Layers.Contains(layer)).ToList();

        // The weight of a layer, or that of something that is none.
        var mayBeUnknown = MayBeUnknown || other.MayBeUnknown || Layers.IsEmpty != other.Layers.IsEmpty;
        var isView = IsView || other.IsView;
        var isDetached = IsDetached || other.IsDetached;
        var isTransposed = IsTransposed && other.IsTransposed;
        var rank = Rank == other.Rank ? Rank : null;
        var owner = ReferenceEquals(Owner, other.Owner) ? Owner : null;
        return added.Count == 0 && mayBeUnknown == MayBeUnknown && isView == IsView && isDetached == IsDetached && isTransposed == IsTransposed && rank == Rank && ReferenceEquals(owner, Owner)
            ? this
            : new WeightValue(Layers.AddRange(added), Role, mayBeUnknown, isView, rank, owner, isDetached, isTransposed);
    }
}

/// <summary>A tensor just made, of which the number of dimensions may be known.</summary>
/// <param name="rank">The number of dimensions.</param>
/// <param name="tensor">The tensor itself, where it is one and known.</param>
internal sealed class FreshTensorValue(int? rank, TensorObject? tensor) : Value
{
    public int? Rank { get; } = rank;

    public TensorObject? Tensor { get; } = tensor;

    public FreshTensorValue With(FreshTensorValue other) =>
        Tensor is null || ReferenceEquals(Tensor, other.Tensor) ? this : new FreshTensorValue(Rank, null);
}

/// <summary>The sizes of a layer's weight, or (fan-in, fan-out) computed from it.</summary>
internal sealed class ShapeValue(AbstractObject layer) : Value
{
    public AbstractObject Layer { get; } = layer;
}

/// <summary>A tuple.</summary>
internal sealed class TupleValue(ImmutableArray<Value> items) : Value
{
    public ImmutableArray<Value> Items { get; } = items;

    public TupleValue With(TupleValue other)
    {
        var changed = false;
        var joined = ImmutableArray.CreateBuilder<Value>(Items.Length);
        for (var i = 0; i < Items.Length; i++)
        {
            var item = Join(Items[i], other.Items[i]);
            changed |= !ReferenceEquals(item, Items[i]);
            joined.Add(item);
        }

        return changed ? new TupleValue(joined.MoveToImmutable()) : this;
    }
}

/// <summary>A function held in a variable: a method group, lambda or local function.</summary>
internal sealed class FunctionValue(IMethodSymbol method, AbstractObject? receiver, IOperation? body) : Value
{
    public IMethodSymbol Method { get; } = method;

    public AbstractObject? Receiver { get; } = receiver;

    /// <summary>The body, for a lambda; a method's is found by its symbol.</summary>
    public IOperation? Body { get; } = body;

    public bool IsSameAs(FunctionValue other) =>
        SymbolEqualityComparer.Default.Equals(Method, other.Method)
        && ReferenceEquals(Receiver, other.Receiver)
        && ReferenceEquals(Body, other.Body);
}
