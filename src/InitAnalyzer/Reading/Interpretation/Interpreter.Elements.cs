using System.Collections.Immutable;
using InitAnalyzer.Frameworks;
using InitAnalyzer.Model;
using InitAnalyzer.Reading.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace InitAnalyzer.Reading.Interpretation;

/// <content>Arrays, collection expressions, and elements by index.</content>
internal sealed partial class Interpreter
{
    /// <summary>OperationKind.CollectionExpression, which the oldest supported compiler's API does not name yet.</summary>
    private const OperationKind CollectionExpressionKind = (OperationKind)0x7f;

    /// <summary>OperationKind.Spread, likewise.</summary>
    private const int SpreadKind = 0x80;

    private Value ReadElement(Value owner, Value index)
    {
        if (owner is TensorValue tensor)
        {
            return tensor;
        }

        if (SingleObject(owner) is { Sequence.IsKeyed: true } keyed)
        {
            return ContentsOf(keyed) is { } entries ? ReadEntry(entries, index) : Value.Unknown;
        }

        if (ItemsOf(owner) is { } items && IndexOf(index, items.Length) is { } position)
        {
            return position >= 0 && position < items.Length ? items[position] : Value.Unknown;
        }

        return ElementOf(owner);
    }

    private static int? IndexOf(Value index, int length) => index switch
    {
        ConstantValue { Constant: FromEnd fromEnd } => length - fromEnd.Distance,
        ConstantValue { Constant: { } constant } when TryNumber(constant) is { } number && number == Math.Floor(number) => (int)number,
        _ => null,
    };

    private Value VisitElement(IArrayElementReferenceOperation element)
    {
        var array = Visit(element.ArrayReference);
        var indices = element.Indices.Select(Visit).ToList();
        if (array is ShapeValue shape)
        {
            return indices.Count == 1 && SizeOf(shape.Layer, indices[0]) is { } size ? size : Value.Unknown;
        }

        return indices.Count == 1 ? ReadElement(array, indices[0]) : Value.Unknown;
    }

    /// <summary>A dense layer's weight is [outputs, inputs]; a kernel's sizes alone are no fan.</summary>
    private static Value? SizeOf(AbstractObject layer, Value index)
    {
        if (layer is not (FrameworkModule { Concept: WeightLayerConcept { Geometry: LayerGeometry.Dense } } or TensorObject { Rank: 2 }))
        {
            return null;
        }

        return IndexOf(index, 2) switch
        {
            0 => FanOf(layer, FanPart.Out),
            1 => FanOf(layer, FanPart.In),
            _ => null,
        };
    }

    private Value VisitArrayCreation(IArrayCreationOperation array)
    {
        VisitAll(array.DimensionSizes);
        var sequence = Allocate(array.Syntax, site => new SequenceObject(site));
        var contents = array.Initializer is { } initializer
            ? Contents.Of(ImmutableArray.CreateRange(initializer.ElementValues.Select(Visit)))
            : array.DimensionSizes.Length == 1 && array.DimensionSizes[0].ConstantValue is { HasValue: true, Value: int size } && size is >= 0 and <= MaximumRounds
                ? Contents.Of(ImmutableArray.CreateRange(Enumerable.Repeat(Value.Null, size)))
                : Contents.Unknown;
        return Fill(sequence, contents);
    }

    private Value VisitCollectionExpression(IOperation operation)
    {
        var sequence = Allocate(operation.Syntax, site => new SequenceObject(site));
        var contents = Contents.Empty;
        foreach (var element in operation.ChildOperations)
        {
            if ((int)element.Kind != SpreadKind)
            {
                contents = contents.Add(Visit(element));
                continue;
            }

            var spread = Visit(element.ChildOperations.FirstOrDefault());
            contents = ItemsOf(spread) is { } items ? items.Aggregate(contents, (so, item) => so.Add(item)) : Contents.Unknown;
        }

        return Fill(sequence, contents);
    }

    private Value Fill(SequenceObject sequence, Contents contents)
    {
        state = state?.WithContents(
            sequence,
            sequence.IsSeveral && state.Contents.TryGetValue(sequence, out var earlier) ? Contents.Join(earlier, contents) : contents);
        return ObjectsValue.Of(sequence);
    }

    /// <summary>An index counted from the end: <c>^1</c>.</summary>
    private sealed record FromEnd(int Distance);
}
