using System.Collections.Immutable;
using InitAnalyzer.Frameworks;
using InitAnalyzer.Reading.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace InitAnalyzer.Reading.Interpretation;

/// <content>Layers made by hand: a parameter that a tensor is multiplied by, or convolved with.</content>
internal sealed partial class Interpreter
{
    /// <summary>A weight: that of a layer, or a parameter made by hand, which is as good as one.</summary>
    private static WeightValue? AsWeight(Value? value) => value switch
    {
        WeightValue weight => weight,
        ObjectsValue { MayBeUnknown: false } objects when objects.Objects.All(item => item is TensorObject) => new WeightValue(
            objects.Objects,
            ParameterRole.Weight,
            mayBeUnknown: false,
            rank: objects.Objects.Select(item => ((TensorObject)item).Rank).Distinct().ToList() is { Count: 1 } ranks ? ranks[0] : null),
        _ => null,
    };

    /// <summary>A function that applies a weight to its first argument: <c>linear(x, w, b)</c>, <c>conv2d(x, w)</c>.</summary>
    private Value ApplyWeight(FunctionalWeightConcept concept, IInvocationOperation invocation, IReadOnlyList<Argument> arguments)
    {
        var input = arguments.FirstOrDefault(argument => argument.Parameter.Ordinal == 0).Value ?? Value.Unknown;
        var weight = AsWeight(ArgumentOf(arguments, concept.Weight));
        var groups = concept.Groups is { } parameter ? Size(ArgumentOf(arguments, parameter)) : 1;
        return Multiply(input, weight, invocation.TargetMethod.Name, concept.Geometry, weight is { IsTransposed: true }, groups);
    }

    /// <summary>A product of two matrices; one of them may be a weight.</summary>
    private Value MultiplyMatrices(IOperation operation, IReadOnlyList<Value> operands)
    {
        var name = (operation as IInvocationOperation)?.TargetMethod.Name ?? "matmul";
        var left = operands.Count > 0 ? AsWeight(operands[0]) : null;
        var right = operands.Count > 1 ? AsWeight(operands[1]) : null;
        if (operands.Count != 2 || (left is null) == (right is null))
        {
            // What multiplies two weights, or none, is no layer.
            UseOtherwise(operands);
            return TensorValue.Opaque;
        }

        // x·W has W as [inputs, outputs], W·x as [outputs, inputs].
        var (input, weight) = right is not null ? (operands[0], right) : (operands[1], left!);
        if (name != "mm" && weight.Rank != 2)
        {
            UseOtherwise([weight]);
            facts.EnterLayer(TensorOf(input));
            return TensorValue.Opaque;
        }

        return Multiply(input, weight, name, LayerGeometry.Dense, (right is not null) != weight.IsTransposed, groups: 1);
    }

    private TensorValue Multiply(Value input, WeightValue? weight, string function, LayerGeometry geometry, bool isTransposed, long? groups)
    {
        facts.EnterLayer(TensorOf(input));
        UseOtherwise([input]);
        if (weight is null)
        {
            return TensorValue.Opaque;
        }

        if (weight.MayBeUnknown || weight.Role != ParameterRole.Weight || (weight.IsView && !weight.IsTransposed)
            || (isTransposed && geometry != LayerGeometry.Dense) || !weight.Layers.All(layer => IsLaidOutAs(layer, geometry, isTransposed)))
        {
            UseOtherwise([weight]);
            return TensorValue.Opaque;
        }

        var output = TensorValue.Opaque;
        foreach (var layer in weight.Layers)
        {
            (layer as TensorObject)?.IsAppliedBy(function, geometry, isTransposed, groups);
            output = output.With(TensorValue.OutputOf(layer));
        }

        return output;
    }

    /// <summary>Whether the weight of a layer is applied as the layer itself would; a parameter made by hand has no way of its own.</summary>
    private static bool IsLaidOutAs(AbstractObject layer, LayerGeometry geometry, bool isTransposed) => layer switch
    {
        TensorObject => geometry != LayerGeometry.Other,
        FrameworkModule { Concept: WeightLayerConcept own } => own.Geometry == geometry && !isTransposed,
        _ => false,
    };

    /// <summary>A parameter goes into something else than a product with a tensor: what its scale is for is not known.</summary>
    private void UseOtherwise(IEnumerable<Value> values)
    {
        foreach (var layer in values.Select(AsWeight).OfType<WeightValue>().SelectMany(weight => weight.Layers).OfType<TensorObject>())
        {
            layer.IsUsedOtherwise = true;
            facts.Escape(TensorValue.OutputOf(layer));
        }
    }

    /// <summary>Tensors made by hand go where they are not followed, which may fill them; the framework's own functions do not.</summary>
    private void ForgetHandedOver(IMethodSymbol method, IReadOnlyList<Argument> arguments)
    {
        if (IsOfLibrary(method))
        {
            return;
        }

        foreach (var (_, value) in arguments)
        {
            if (AsWeight(value) is { } weight && weight.Layers.All(layer => layer is TensorObject))
            {
                Forget(weight);
            }
            else if (value is FreshTensorValue { Tensor: { } tensor })
            {
                state = state?.WithoutLaw(tensor);
            }
        }
    }
}
