using System.Collections.Immutable;
using InitAnalyzer.Reading.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace InitAnalyzer.Reading.Interpretation;

/// <content>Loops: round by round where their number is known and small, to a fixed point otherwise.</content>
internal sealed partial class Interpreter
{
    private const int MaximumRounds = 64;

    /// <summary>The elements of a collection that are visited one by one: all modules of a deep network.</summary>
    private const int MaximumItems = 1024;

    /// <summary>What the rounds of one unrolled loop may cost: layer lists are cheap, training loops are not.</summary>
    private const int UnrollBudget = 6_000;

    private const int MaximumIterations = 25;

    private void VisitLoop(ILoopOperation loop)
    {
        switch (loop)
        {
            case IForEachLoopOperation forEach:
                VisitForEach(forEach);
                break;
            case IForLoopOperation @for:
                VisitAll(@for.Before);
                Run(@for, () => @for.Condition is null ? true : Decide(@for.Condition), () => VisitAll(@for.AtLoopBottom), CounterOf(@for));
                break;
            case IWhileLoopOperation { ConditionIsTop: true } @while:
                Run(@while, () => Decide(@while.Condition), () => { });
                break;
            case IWhileLoopOperation doWhile:
                VisitBody(doWhile.Body);
                Land(doWhile.ContinueLabel);
                Run(doWhile, () => Decide(doWhile.Condition), () => { });
                break;
            default:
                Iterate(loop, () => null, () => { });
                break;
        }
    }

    private void VisitForEach(IForEachLoopOperation loop)
    {
        var collection = Visit(loop.Collection);
        var outside = carrier;
        carrier ??= doubt;
        InWalkOver(SingleObject(collection), () =>
        {
            VisitForEach(loop, collection);
            return Value.Unknown;
        });
        carrier = outside;
    }

    private void VisitForEach(IForEachLoopOperation loop, Value collection)
    {
        if (EachOf(collection) is { Length: <= MaximumItems } items)
        {
            var isCounted = ItemsOf(collection) is not null;
            var outside = path;
            var start = spent;
            for (var round = 0; round < items.Length && state is not null; round++)
            {
                if (spent - start > UnrollBudget)
                {
                    // The rest at once.
                    path = outside;
                    var rest = items.Skip(round).Aggregate(Value.Join);
                    Iterate(loop, () => { AssignLoopVariable(loop.LoopControlVariable, rest); return null; }, () => { });
                    return;
                }

                var before = state;
                path = outside.Enter(loop.Syntax, round);
                AssignLoopVariable(loop.LoopControlVariable, items[round]);
                VisitBody(loop.Body);
                Land(loop.ContinueLabel);
                state = isCounted ? state : State.Perhaps(before, state);
            }

            path = outside;
            Land(loop.ExitLabel);
            return;
        }

        var element = ElementOf(collection);
        Iterate(
            loop,
            () =>
            {
                AssignLoopVariable(loop.LoopControlVariable, element);
                return null;
            },
            () => { });
    }

    private void AssignLoopVariable(IOperation variable, Value element)
    {
        if (variable is IVariableDeclaratorOperation declarator)
        {
            state = state?.WithLocal(declarator.Symbol, element);
        }
        else
        {
            Assign(variable, element);
        }
    }

    /// <summary>
    /// Whether the rounds of a loop may differ in what matters: it fills a collection, takes its elements by index, or
    /// asks which round it is. A training loop does none of these.
    /// </summary>
    private static bool BuildsOrIndexes(SyntaxNode body) =>
        body.DescendantNodes().Any(node => node
            is ElementAccessExpressionSyntax
            or IfStatementSyntax
            or ConditionalExpressionSyntax
            or YieldStatementSyntax
            or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Add" or "append" or "Append" or "add_module" or "register_module" });

    /// <summary>Runs a loop whose condition may be known in each round.</summary>
    private void Run(ILoopOperation loop, Func<bool?> condition, Action bottom, Counter? counter = null)
    {
        var outside = path;
        var start = spent;
        var isWorthUnrolling = BuildsOrIndexes(loop.Body.Syntax);
        State? left = null;
        for (var round = 0; state is not null; round++)
        {
            var before = state;
            var holds = condition();
            if (holds == false)
            {
                left = State.Join(left, state);
                state = null;
                break;
            }

            if (holds is null || !isWorthUnrolling || round >= MaximumRounds || spent - start > UnrollBudget)
            {
                state = before;
                path = outside;
                IterateCounted(loop, condition, bottom, counter);
                left = State.Join(left, state);
                state = null;
                break;
            }

            path = outside.Enter(loop.Syntax, round);
            VisitBody(loop.Body);
            Land(loop.ContinueLabel);
            bottom();
        }

        path = outside;
        state = left;
        Land(loop.ExitLabel);
    }

    /// <summary>
    /// Runs a loop over a counter: "all but the last round" is a question that such loops ask, so the last round is run
    /// by itself, after the others.
    /// </summary>
    private void IterateCounted(ILoopOperation loop, Func<bool?> condition, Action bottom, Counter? counter)
    {
        if (counter is null)
        {
            Iterate(loop, condition, bottom);
            return;
        }

        var before = state;
        counters[counter.Variable] = counter with { IsLast = false };
        Iterate(loop, condition, bottom);
        counters[counter.Variable] = counter with { IsLast = true };
        var outside = path;
        path = outside.Enter(loop.Syntax, -2);
        VisitBody(loop.Body);
        Land(loop.ContinueLabel);
        bottom();
        path = outside;
        counters.Remove(counter.Variable);
        Land(loop.ExitLabel);

        // The loop may not run at all.
        state = State.Join(state, before);
    }

    /// <summary>Runs a loop of unknown length until nothing new is learnt.</summary>
    private void Iterate(ILoopOperation loop, Func<bool?> condition, Action bottom)
    {
        var outside = path;
        path = outside.Enter(loop.Syntax, -1);
        loopDepth++;
        var head = state;
        State? left = null;
        for (var iteration = 0; iteration < MaximumIterations && head is not null; iteration++)
        {
            state = head;
            var holds = condition();
            if (holds != true)
            {
                left = State.Join(left, state);
            }

            if (holds == false)
            {
                break;
            }

            VisitBody(loop.Body);
            Land(loop.ContinueLabel);
            bottom();
            var next = State.Join(head, state);
            if (ReferenceEquals(next, head))
            {
                break;
            }

            head = next;
        }

        loopDepth--;
        path = outside;
        state = left;
        Land(loop.ExitLabel);
    }

    /// <summary>The elements of a collection, one value each; null where their number or order is not known.</summary>
    private ImmutableArray<Value>? ItemsOf(Value collection) => ContentsOf(collection)?.Items;

    /// <summary>The elements of a collection that can be visited one by one, be it that some are not there; null where their order matters.</summary>
    private ImmutableArray<Value>? EachOf(Value collection) => ContentsOf(collection) is { Order: null } contents ? contents.Candidates : null;

    private Contents? ContentsOf(Value collection) => SingleObject(collection) is { } single ? ContentsOf(single) : null;

    /// <summary>A value that covers every element of a collection.</summary>
    private Value ElementOf(Value collection)
    {
        switch (collection)
        {
            // A tensor taken apart is a tensor of the same scale.
            case TensorValue tensor:
                return tensor;
            case ObjectsValue { MayBeUnknown: false } objects:
                Value? element = null;
                foreach (var item in objects.Objects)
                {
                    if (ContentsOf(item) is not { } contents)
                    {
                        return Value.Unknown;
                    }

                    if (contents.Any is { } any)
                    {
                        element = element is null ? any : Value.Join(element, any);
                    }
                }

                return element ?? Value.Unknown;
            default:
                return Value.Unknown;
        }
    }

    /// <summary>What a collection holds; the parts of a container come without their names.</summary>
    private Contents? ContentsOf(AbstractObject holder) =>
        NamedContentsOf(holder) is not { } contents ? null
        : holder is SequenceObject || holder.Sequence is { IsKeyed: true } ? contents
        : contents.Select(PartOf);

    private Contents? NamedContentsOf(AbstractObject holder) =>
        holder.Sequence is { } sequence && state is not null && state.Contents.TryGetValue(sequence, out var contents) ? contents : null;
}
