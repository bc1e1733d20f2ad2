using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using InitAnalyzer.Frameworks;
using InitAnalyzer.Model;
using InitAnalyzer.Reading.Source;
using InitAnalyzer.Reading.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace InitAnalyzer.Reading.Interpretation;

/// <content>Tensors on their way: through functions, modules and blocks.</content>
internal sealed partial class Interpreter
{
    private const string InPlaceParameter = "inplace";

    /// <summary>A function of tensors, some of which change their operand: <c>x.relu_()</c>, <c>relu(x, inplace: true)</c>.</summary>
    private Value ApplyInPlace(Framework framework, AppliesModule applies, IInvocationOperation invocation, Value? receiver, IReadOnlyList<Argument> arguments)
    {
        var operands = arguments.Select(argument => argument.Value).ToList();
        if (receiver is not null)
        {
            operands.Insert(0, receiver);
        }

        var isInPlace = applies.IsInPlace || ArgumentOf(arguments, InPlaceParameter) is ConstantValue { Constant: true };
        if (isInPlace && Compute(framework, ArithmeticOf(applies.Module), invocation, operands, isInPlace: true) is { } computed)
        {
            return computed;
        }

        if (isInPlace && operands.Count > 0 && AsWeight(operands[0]) is { } weight)
        {
            if (applies.Module is AdditionConcept or MultiplicationConcept or EndConcept or ActivationConcept)
            {
                NoteGradientFill(framework, invocation, receiver);
            }

            TouchFilled(weight);
            Forget(weight);
            return operands[0];
        }

        if (applies.Module is DropoutConcept dropout && DropsAny(dropout, arguments) && operands.Count > 0)
        {
            var dropped = TensorOf(operands[0]);
            facts.Drop(dropped, invocation.Syntax, framework, dropout);
            operands[0] = dropped.Dropped(DropProbabilityOf(dropout, arguments));
        }

        var result = applies.Module is ActivationConcept activation
            ? Activate(operands, ActivationOf(activation, ParameterOf(activation, arguments, out var isUnknown), isUnknown), invocation.Syntax)
            : Apply(framework, applies.Module, invocation, operands);
        if (isInPlace)
        {
            var target = invocation.Instance ?? invocation.Arguments.FirstOrDefault()?.Value;
            if (target is ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation)
            {
                Assign(target, result);
            }
        }

        return result;
    }

    private Value Activate(IReadOnlyList<Value> operands, Theory.Activation? activation, SyntaxNode node)
    {
        var input = operands.Count > 0 ? TensorOf(operands[0]) : TensorValue.Opaque;
        return facts.Activate(input, activation, node, path).WithWidth(activation is { IsElementwise: true } ? input.Width : null);
    }

    /// <summary>What a step does to its operands, where it needs no module of its own.</summary>
    private Value Apply(Framework framework, ModuleConcept concept, IOperation operation, IReadOnlyList<Value> operands)
    {
        var first = operands.Count > 0 ? operands[0] : Value.Unknown;
        if (Compute(framework, ArithmeticOf(concept), operation, operands, isInPlace: false) is { } computed)
        {
            return computed;
        }

        switch (concept)
        {
            case MatrixProductConcept:
                return MultiplyMatrices(operation, operands);
            case MoveConcept when first is FreshTensorValue || (first is ObjectsValue && AsWeight(first) is not null):
                return first;
            case TransposeConcept when AsWeight(first) is { } matrix:
                return matrix.Transposed();
            case PassThroughConcept when first is ObjectsValue && AsWeight(first) is { } parameter:
                return parameter.AsView();
            case ActivationConcept activation:
                UseOtherwise(operands);
                return Activate(operands, ActivationOf(activation, null, isUnknown: activation.OnlyWith is not null), operation.Syntax);
            case PassThroughConcept when first is WeightValue weight:
                return weight.AsView();
            case PassThroughConcept step:
                return (step.KeepsMoments ? TensorOf(first) : TensorOf(first).Rescaled()).WithWidth(step.KeepsWidth ? TensorOf(first).Width : null);
            case NormalisationConcept:
                return TensorOf(first).Normalised();
            case JoinConcept:
                UseOtherwise(operands.SelectMany(operand => ItemsOf(operand) ?? ImmutableArray.Create(operand)));
                return operands.SelectMany(operand => TensorsIn(operand)).Aggregate(TensorValue.Opaque, (joined, tensor) => joined.With(tensor)).Rescaled();
            case AdditionConcept:
                if (operands.Count > 1 && IsBias(operands[1]))
                {
                    return TensorOf(first).Rescaled();
                }

                if (operands.Count > 1 && IsBias(first))
                {
                    return TensorOf(operands[1]).Rescaled();
                }

                UseOtherwise(operands);
                Leave(operands);
                Combine(operands);
                return TensorValue.Opaque;
            case MultiplicationConcept:
                UseOtherwise(operands);
                Leave(operands);

                // A number scales; a tensor gates.
                if (!operands.Any(operand => operand is NumberValue or ConstantValue))
                {
                    Combine(operands);
                    foreach (var tensor in operands.SelectMany(operand => TensorsIn(operand)))
                    {
                        FlowFacts.Multiply(tensor);
                    }
                }

                return TensorValue.Opaque;
            case FunctionalWeightConcept or OpaqueLayerConcept:
                facts.EnterLayer(TensorOf(first));
                return TensorValue.Opaque;
            case EndConcept end:
                UseOtherwise(end.Arithmetic == Arithmetic.None ? [] : operands);
                Leave(operands);
                return TensorValue.Opaque;
            default:
                UseOtherwise(operands);
                Escape(first, null);
                return TensorValue.Opaque;
        }
    }

    /// <summary>Whether a dropout with these arguments drops anything, as far as is known.</summary>
    private static bool DropsAny(DropoutConcept dropout, IReadOnlyList<Argument> arguments) =>
        ArgumentOf(arguments, dropout.Training) is not ConstantValue { Constant: false }
        && !(ArgumentOf(arguments, dropout.Probability) is { } probability && QuantityOf(probability) is { IsConstant: true, Coefficient: 0 });

    private static double? DropProbabilityOf(DropoutConcept dropout, IReadOnlyList<Argument> arguments) =>
        ArgumentOf(arguments, dropout.Probability) is { } probability && QuantityOf(probability) is { IsConstant: true, Coefficient: var p } ? p : null;

    /// <summary>Tensors go where no layer is.</summary>
    private void Leave(IEnumerable<Value> values)
    {
        foreach (var tensor in values.SelectMany(value => TensorsIn(value)))
        {
            facts.Graph.Leave(tensor);
        }
    }

    private void Combine(IReadOnlyList<Value> operands)
    {
        foreach (var tensor in operands.SelectMany(operand => TensorsIn(operand)))
        {
            facts.Combine(tensor);
        }
    }

    private static TensorValue TensorOf(Value value) => value as TensorValue ?? TensorValue.Opaque;

    /// <summary>A one-dimensional parameter added to a layer's output is its bias.</summary>
    private static bool IsBias(Value value) =>
        value is WeightValue { Role: ParameterRole.Bias } or WeightValue { Rank: 1 } or ObjectsValue { Single: TensorObject { Rank: 1 } or TensorObject { Sizes: [1, _] } };

    /// <summary>Passes tensors through one of some modules.</summary>
    private Value CallModule(Value module, IInvocationOperation invocation, IReadOnlyList<Argument> arguments, string? input)
    {
        if (module is not ObjectsValue objects)
        {
            return Surrender(invocation, null, arguments);
        }

        if (objects.MayBeUnknown)
        {
            Surrender(invocation, null, arguments);
        }

        var operands = input is null
            ? arguments.Select(argument => argument.Value).ToList()
            : OperandsIn(ArgumentOf(arguments, input) ?? Value.Unknown);
        return ForEachObject(objects, item => CallOne(item, invocation.Syntax, invocation.TargetMethod, operands));
    }

    /// <summary>A tensor, or those that a list holds.</summary>
    private List<Value> OperandsIn(Value value) => value switch
    {
        TupleValue tuple => [.. tuple.Items],
        ObjectsValue { Single: SequenceObject } when ItemsOf(value) is { Length: > 0 } items => [.. items],
        _ => [value],
    };

    /// <summary>Passes tensors through one module.</summary>
    public Value CallOne(AbstractObject item, SyntaxNode callSite, IMethodSymbol? method, IReadOnlyList<Value> operands)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        called.Add(item);
        switch (item)
        {
            // A container that contains itself would never end.
            case FrameworkModule module when calling.Add(module):
                var outside = path;
                path = outside.Enter(callSite);
                var result = CallFrameworkModule(module, callSite, operands);
                path = outside;
                calling.Remove(module);
                return result;
            case InstanceObject instance when ForwardOf(instance.Type, method, operands.Count) is { } forward:
                var arguments = new List<Argument>();
                for (var i = 0; i < forward.Parameters.Length && i < operands.Count; i++)
                {
                    arguments.Add(new Argument(forward.Parameters[i].OriginalDefinition, operands[i]));
                }

                return Invoke(forward, instance, callSite, arguments);
            case InstanceObject { Inner: { } inner }:
                return CallOne(inner, callSite, method, operands);
            default:
                foreach (var tensor in operands.SelectMany(operand => TensorsIn(operand)))
                {
                    facts.Escape(tensor);
                }

                return TensorValue.Opaque;
        }
    }

    private Value CallFrameworkModule(FrameworkModule module, SyntaxNode callSite, IReadOnlyList<Value> operands)
    {
        switch (module.Concept)
        {
            case WeightLayerConcept layer:
                foreach (var operand in operands)
                {
                    facts.EnterLayer(TensorOf(operand), module);
                }

                if (layer.InfersInputs)
                {
                    module.IsFed(operands.Count == 1 ? TensorOf(operands[0]).Width : null);
                }

                return module.Result ?? TensorValue.OutputOf(module).WithWidth(layer.InfersInputs ? module.Outputs : null);
            case OpaqueLayerConcept:
                foreach (var tensor in operands.SelectMany(operand => TensorsIn(operand)))
                {
                    facts.EnterLayer(tensor);
                }

                return TensorValue.Opaque;
            case ActivationConcept activation:
                return Activate(operands, ActivationOf(activation, module.Parameter, module.IsParameterUnknown), module.Creation);
            case SequentialConcept { FeedsLayer: true }:
                facts.EnterLayer(TensorOf(CallParts(module, callSite, operands)));
                return TensorValue.Opaque;
            case SequentialConcept:
                return CallParts(module, callSite, operands);
            case PassThroughConcept:
                var passing = operands.Count > 0 ? TensorOf(operands[0]) : TensorValue.Opaque;
                if (module is { Concept: DropoutConcept dropout, IsIdentity: false })
                {
                    facts.Drop(passing, module.Creation, module.Framework, dropout);
                    return passing.Dropped(module.DropProbability).WithWidth(dropout.KeepsWidth ? passing.Width : null);
                }

                var step = (PassThroughConcept)module.Concept;
                return (step.KeepsMoments ? passing : passing.Rescaled()).WithWidth(step.KeepsWidth ? passing.Width : null);
            case NormalisationConcept:
                return operands.Count > 0 ? TensorOf(operands[0]).Normalised() : TensorValue.Opaque;
            case EndConcept:
                Leave(operands);
                return TensorValue.Opaque;
            case JoinConcept:
                return operands.SelectMany(operand => TensorsIn(operand)).Aggregate(TensorValue.Opaque, (joined, tensor) => joined.With(tensor)).Rescaled();
            case AdditionConcept or MultiplicationConcept:
                Leave(operands);
                Combine(operands);
                if (module.Concept is MultiplicationConcept)
                {
                    foreach (var tensor in operands.SelectMany(operand => TensorsIn(operand)))
                    {
                        FlowFacts.Multiply(tensor);
                    }
                }

                return TensorValue.Opaque;
            default:
                foreach (var tensor in operands.SelectMany(operand => TensorsIn(operand)))
                {
                    facts.Escape(tensor);
                }

                return TensorValue.Opaque;
        }
    }

    private Value CallParts(FrameworkModule container, SyntaxNode callSite, IReadOnlyList<Value> operands)
    {
        var input = operands.Count > 0 ? operands[0] : TensorValue.Opaque;
        var outside = path;
        Value output;
        switch (ContentsOf(container))
        {
            case { Items: { } parts }:
                output = input;
                for (var i = 0; i < parts.Length; i++)
                {
                    output = CallPart(parts[i], i, output);
                }

                break;
            case { Order: { } order }:
                output = CallInOrder(order, TensorOf(input), CallPart);
                break;
            default:
                Escape(input, null);
                output = TensorValue.Opaque;
                break;
        }

        path = outside;
        return output;

        Value CallPart(Value part, int position, Value given)
        {
            path = outside.Enter(callSite, position);
            if (PartOf(part) is ObjectsValue { MayBeUnknown: false } modules)
            {
                return ForEachObject(modules, item => CallOne(item, container.Creation, null, [given]));
            }

            Escape(given, null);
            return TensorValue.Opaque;
        }
    }

    /// <summary>Passes a tensor through parts of which only the order is known, until nothing new comes out of any.</summary>
    private static TensorValue CallInOrder(Order order, TensorValue input, Func<Value, int, Value, Value> call)
    {
        var given = new TensorValue?[order.Elements.Length];
        var returned = new TensorValue?[order.Elements.Length];
        var queue = new Queue<int>(order.First.OrderBy(index => index));
        foreach (var index in queue)
        {
            given[index] = input;
        }

        while (queue.Count > 0)
        {
            var index = queue.Dequeue();
            var result = TensorOf(call(order.Elements[index], index, given[index]!));
            var known = returned[index];
            returned[index] = known is null ? result : known.With(result);
            if (known is not null && ReferenceEquals(known, returned[index]))
            {
                continue;
            }

            foreach (var (_, after) in order.Follows.Where(pair => pair.Before == index).OrderBy(pair => pair.After))
            {
                given[after] = given[after] is { } earlier ? earlier.With(returned[index]!) : returned[index];
                queue.Enqueue(after);
            }
        }

        return order.Last
            .OrderBy(index => index)
            .Select(index => returned[index])
            .OfType<TensorValue>()
            .Aggregate(order.MayBeEmpty ? input : TensorValue.Opaque, (joined, tensor) => joined.With(tensor));
    }

    /// <summary>The method in source that runs when a module is called.</summary>
    private IMethodSymbol? ForwardOf(INamedTypeSymbol type, IMethodSymbol? called, int operandCount)
    {
        if (called is not null && type.Dispatch(called) is { } dispatched && IsInSource(dispatched) && !dispatched.IsAbstract
            && !frameworks.Own(dispatched.ContainingType))
        {
            return dispatched;
        }

        foreach (var ancestor in frameworks.UserChain(type))
        {
            foreach (var framework in frameworks)
            {
                if (framework.Table.ForwardMethod is not { } forward)
                {
                    continue;
                }

                foreach (var method in ancestor.GetMembers(forward).OfType<IMethodSymbol>())
                {
                    if (!method.IsStatic && !method.IsAbstract && method.Parameters.Length >= operandCount
                        && method.Parameters.Skip(operandCount).All(parameter => parameter.IsOptional))
                    {
                        return method;
                    }
                }
            }
        }

        return null;
    }
}
