using System.Collections.Immutable;
using InitAnalyzer.Reading.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace InitAnalyzer.Reading.Interpretation;

/// <content>Dictionaries: collections of (key, value) whose elements are found by keys that are constants.</content>
internal sealed partial class Interpreter
{
    private static bool IsDictionary(INamedTypeSymbol type) =>
        type is { Name: "Dictionary" or "SortedDictionary" or "OrderedDictionary", Arity: 2 } && IsCollectionType(type);

    private Value? VisitDictionaryCall(IInvocationOperation invocation, SequenceObject dictionary, Contents contents, IReadOnlyList<Value> values)
    {
        switch (invocation.TargetMethod.Name)
        {
            case "Add" or "TryAdd" when values.Count == 2:
                SetEntry(dictionary, contents, values[0], values[1]);
                return Value.Unknown;
            case "Add" when values.Count == 1 && values[0] is TupleValue { Items: { Length: 2 } pair }:
                SetEntry(dictionary, contents, pair[0], pair[1]);
                return Value.Unknown;
            case "values":
                return ValuesOf(invocation, contents);
            case "ContainsKey" or "TryGetValue" or "GetEnumerator" or "Contains" or "keys" or "items":
                return null;
            default:
                return VisitOtherCall(invocation, dictionary);
        }
    }

    private Value ValuesOf(IOperation operation, Contents contents) => Fill(
        Allocate(operation.Syntax, site => new SequenceObject(site)),
        contents.Items is { } entries ? Contents.Of(ImmutableArray.CreateRange(entries.Select(PartOf))) : Contents.Unknown);

    private void SetEntry(SequenceObject dictionary, Contents contents, Value key, Value value)
    {
        var entry = new TupleValue(ImmutableArray.Create(key, value));
        var position = contents.Items is { } entries && loopDepth == 0 ? PositionOf(entries, key) : null;

        // A key that is not known may be one that is there already.
        var after = position switch
        {
            >= 0 and var index => contents.Set(index, entry),
            _ when position == -1 || contents.Items is not { Length: > 0 } => contents.Add(entry),
            _ => Contents.Unknown,
        };
        state = state?.WithContents(dictionary, after);
    }

    /// <summary>The value of a key; any of the values where the key is not known.</summary>
    private Value ReadEntry(Contents contents, Value key)
    {
        if (contents.Items is not { } entries)
        {
            return contents.Any is TupleValue { Items: { Length: 2 } any } ? any[1] : Value.Unknown;
        }

        return PositionOf(entries, key) switch
        {
            -1 => Value.Unknown,
            { } index => PartOf(entries[index]),
            null => entries.IsEmpty ? Value.Unknown : entries.Select(PartOf).Aggregate(Value.Join),
        };
    }

    /// <summary>The place of a key, -1 where it is certainly not there, null where that is not known.</summary>
    private static int? PositionOf(ImmutableArray<Value> entries, Value key)
    {
        if (key is not ConstantValue { Constant: { } sought })
        {
            return null;
        }

        var isCertain = true;
        for (var i = 0; i < entries.Length; i++)
        {
            if (entries[i] is not TupleValue { Items: { Length: 2 } pair } || pair[0] is not ConstantValue { Constant: { } known })
            {
                isCertain = false;
            }
            else if (Equals(known, sought))
            {
                return i;
            }
        }

        return isCertain ? -1 : null;
    }
}
