using System.Collections.Immutable;
using InitAnalyzer.Reading.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace InitAnalyzer.Reading.Interpretation;

/// <content>Queries over collections, which leave the collection as it is: Select, Where, Skip, Zip, Aggregate.</content>
internal sealed partial class Interpreter
{
    private static bool IsQuery(IMethodSymbol method) =>
        method.ContainingType is { Name: "Enumerable", ContainingNamespace: { Name: "Linq", ContainingNamespace.Name: "System" } };

    /// <summary>A query, whose source may be the modules of a network.</summary>
    private Value? VisitQueryOver(IInvocationOperation invocation, IReadOnlyList<Value> arguments)
    {
        var source = arguments.Count > 0 ? SingleObject(arguments[0]) : null;
        Value? result = null;
        InWalkOver(source, () => (result = VisitQuery(invocation, arguments)) ?? Value.Unknown);
        var isOfSame = invocation.TargetMethod.Name is "ToArray" or "ToList" or "AsEnumerable" or "Cast" or "OfType" or "Where";
        return result is not null && source is not null && isOfSame ? StillWalks(source, result) : result;
    }

    /// <summary>A query, from its source and its other arguments; null where it cannot be followed.</summary>
    private Value? VisitQuery(IInvocationOperation invocation, IReadOnlyList<Value> arguments)
    {
        var name = invocation.TargetMethod.Name;
        var source = arguments.Count > 0 ? arguments[0] : Value.Unknown;
        var rest = arguments.Skip(1).ToList();
        switch (name)
        {
            case "Range" when rest.Count == 1:
                return Count(source) is { } start && Count(rest[0]) is >= 0 and <= MaximumRounds and var length
                    ? Collect(invocation, Enumerable.Range(start, length).Select(number => (Value)new ConstantValue(number)))
                    : null;
            case "Repeat" when rest.Count == 1:
                return Count(rest[0]) is >= 0 and <= MaximumRounds and var times ? Collect(invocation, Enumerable.Repeat(source, times)) : null;
            case "Empty" when arguments.Count == 0:
                return Collect(invocation, []);
            case "Select" when rest.Count == 1 && rest[0] is FunctionValue selector:
                return Select(invocation, source, selector);
            case "ToArray" or "ToList" or "AsEnumerable" or "Cast" when rest.Count == 0 && ContentsOf(source) is { } contents:
                return Collect(invocation, contents);
            case "Append" when rest.Count == 1 && ContentsOf(source) is { } contents:
                return Collect(invocation, contents.Add(rest[0]));
            case "Prepend" when rest.Count == 1 && ContentsOf(source) is { } contents:
                return Collect(invocation, Contents.Of(ImmutableArray.Create(rest[0])).Concat(contents));
            case "Concat" when rest.Count == 1 && ContentsOf(source) is { } contents && ContentsOf(rest[0]) is { } others:
                return Collect(invocation, contents.Concat(others));
            case "First" or "Last" or "ElementAt" when source is TensorValue:
                // The parts of a tensor that was taken apart.
                return source;
        }

        if (ItemsOf(source) is not { } items)
        {
            return EachOf(source) is { } candidates && TestOf(invocation, rest) is { } test ? Collect(invocation, Contents.Of(Filter(candidates, test), isCounted: false)) : null;
        }

        switch (name)
        {
            case "OfType" or "Where" when TestOf(invocation, rest) is { } test:
                return Collect(invocation, Contents.Of(Filter(items, test)));
            case "First" or "FirstOrDefault" or "Last" or "LastOrDefault" or "Single" or "SingleOrDefault":
                return Pick(invocation, items, rest, fromEnd: name.StartsWith("Last", StringComparison.Ordinal));
            case "ElementAt" when rest.Count == 1 && IndexOf(rest[0], items.Length) is { } position && position >= 0 && position < items.Length:
                return items[position];
            case "Count" when rest.Count == 0:
                return new ConstantValue(items.Length);
            case "Any" when rest.Count == 0:
                return Truth(items.Length > 0);
            case "Skip" when rest.Count == 1 && Count(rest[0]) is { } skipped:
                return Collect(invocation, items.Skip(skipped));
            case "Take" when rest.Count == 1 && Count(rest[0]) is { } taken:
                return Collect(invocation, items.Take(taken));
            case "SkipLast" when rest.Count == 1 && Count(rest[0]) is { } skipped:
                return Collect(invocation, items.Take(items.Length - skipped));
            case "TakeLast" when rest.Count == 1 && Count(rest[0]) is { } taken:
                return Collect(invocation, items.Skip(items.Length - taken));
            case "Reverse" when rest.Count == 0:
                return Collect(invocation, items.Reverse());
            case "Zip" when rest.Count == 1 && ItemsOf(rest[0]) is { } others:
                return Collect(invocation, items.Zip(others, (a, b) => (Value)new TupleValue(ImmutableArray.Create(a, b))));
            case "Aggregate" when rest.Count == 2 && rest[1] is FunctionValue step:
                return Fold(invocation, items, rest[0], step);
            default:
                return null;
        }
    }

    private static int? Count(Value value) =>
        value is ConstantValue { Constant: { } constant } && TryNumber(constant) is { } number && Math.Abs(number) < int.MaxValue ? (int)number : null;

    private Value Collect(IInvocationOperation invocation, IEnumerable<Value> items) =>
        Collect(invocation, Contents.Of(ImmutableArray.CreateRange(items)));

    private Value Collect(IInvocationOperation invocation, Contents contents) =>
        Fill(Allocate(invocation.Syntax, site => new SequenceObject(site)), contents);

    /// <summary>What a function makes of each element.</summary>
    private Value? Select(IInvocationOperation invocation, Value source, FunctionValue selector)
    {
        if (LazyQueries.NeverRuns(invocation))
        {
            return null;
        }

        if (EachOf(source) is { Length: <= MaximumItems } items)
        {
            var isCounted = ItemsOf(source) is not null;
            var selected = ImmutableArray.CreateBuilder<Value>(items.Length);
            ForEach(invocation, items, isCounted, (item, round) =>
                selected.Add(InvokeFunction(selector, [item, isCounted ? new ConstantValue(round) : Value.Unknown], invocation, isCallback: true)));
            return selected.Count == items.Length ? Collect(invocation, Contents.Of(selected.ToImmutable(), isCounted)) : null;
        }

        // As often as there are elements, and how many there are is not known.
        var made = Repeatedly(invocation, () => InvokeFunction(selector, [ElementOf(source), Value.Varying], invocation, isCallback: true));
        return ContentsOf(source) is { Order: not null } || made is not ObjectsValue { MayBeUnknown: false }
            ? null
            : Collect(invocation, Contents.Join(Contents.Empty, Contents.Of(ImmutableArray.Create(made, made))));
    }

    /// <summary>Calls a function with each element of a list.</summary>
    private Value CallForEach(IInvocationOperation invocation, Value source, FunctionValue action)
    {
        if (EachOf(source) is { Length: <= MaximumItems } items)
        {
            ForEach(invocation, items, ItemsOf(source) is not null, (item, _) => InvokeFunction(action, [item], invocation, isCallback: true));
        }
        else
        {
            Repeatedly(invocation, () => InvokeFunction(action, [ElementOf(source)], invocation, isCallback: true));
        }

        return Value.Unknown;
    }

    private void ForEach(IInvocationOperation invocation, ImmutableArray<Value> items, bool isCounted, Action<Value, int> action)
    {
        var outside = path;
        for (var round = 0; round < items.Length && state is not null; round++)
        {
            var before = state;
            path = outside.Enter(invocation.Syntax, round);
            action(items[round], round);
            state = isCounted ? state : State.Perhaps(before, state);
        }

        path = outside;
    }

    /// <summary>Does something an unknown number of times.</summary>
    private Value Repeatedly(IInvocationOperation invocation, Func<Value> action)
    {
        var outside = path;
        var before = state;
        path = outside.Enter(invocation.Syntax, -1);
        loopDepth++;
        var value = action();
        loopDepth--;
        path = outside;
        state = State.Join(before, state);
        return value;
    }

    private Value? Fold(IInvocationOperation invocation, ImmutableArray<Value> items, Value seed, FunctionValue step)
    {
        if (items.Length > MaximumRounds)
        {
            return null;
        }

        var folded = seed;
        ForEach(invocation, items, isCounted: true, (item, _) => folded = InvokeFunction(step, [folded, item], invocation, isCallback: true));
        return folded;
    }

    private Value? Pick(IInvocationOperation invocation, ImmutableArray<Value> items, IReadOnlyList<Value> predicate, bool fromEnd)
    {
        var candidates = fromEnd ? items.Reverse() : items;
        if (predicate.Count == 0)
        {
            return candidates.FirstOrDefault();
        }

        if (predicate[0] is not FunctionValue { Method.Parameters.Length: 1 } test)
        {
            return null;
        }

        foreach (var item in candidates)
        {
            switch (Holds(invocation, test, item))
            {
                case true:
                    return item;
                case null:
                    return null;
            }
        }

        return null;
    }

    private bool? Holds(IInvocationOperation invocation, FunctionValue predicate, Value item) =>
        InvokeFunction(predicate, [item], invocation, isCallback: true) is ConstantValue { Constant: bool holds } ? holds : null;

    /// <summary>What OfType and Where ask of an element; null for other queries.</summary>
    private Func<Value, bool?>? TestOf(IInvocationOperation invocation, IReadOnlyList<Value> rest) => invocation.TargetMethod switch
    {
        { Name: "OfType", TypeArguments: { Length: 1 } types } => item => Test(invocation.Syntax, types[0], IsInstance(item, types[0])),
        { Name: "Where" } when rest is [FunctionValue { Method.Parameters.Length: 1 } predicate] => item => Holds(invocation, predicate, item),
        _ => null,
    };

    /// <summary>The elements that pass a test; those of which it is not known may be there or not.</summary>
    private static ImmutableArray<Value> Filter(ImmutableArray<Value> items, Func<Value, bool?> test)
    {
        var kept = ImmutableArray.CreateBuilder<Value>();
        foreach (var item in items)
        {
            switch (test(item))
            {
                case true:
                    kept.Add(item);
                    break;
                case null:
                    kept.Add(InDoubt(item));
                    break;
            }
        }

        return kept.ToImmutable();
    }
}
