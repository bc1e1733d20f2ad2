using System.Collections.Immutable;
using InitAnalyzer.Frameworks;
using InitAnalyzer.Model;
using InitAnalyzer.Reading.Source;
using InitAnalyzer.Reading.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace InitAnalyzer.Reading.Interpretation;

/// <content>Assignments of every kind.</content>
internal sealed partial class Interpreter
{
    private Value VisitAssignment(ISimpleAssignmentOperation assignment)
    {
        var value = Visit(assignment.Value);
        Assign(assignment.Target, value);
        return value;
    }

    private Value VisitCompoundAssignment(ICompoundAssignmentOperation compound)
    {
        var left = Visit(compound.Target);
        var right = Visit(compound.Value);
        var value = Combine(compound, compound.OperatorKind, compound.OperatorMethod, compound.Type, left, right);
        if (loopDepth > 0 && value is ConstantValue)
        {
            value = Value.Unknown;
        }

        Assign(compound.Target, value);
        return value;
    }

    private Value VisitCoalesceAssignment(ICoalesceAssignmentOperation coalesce)
    {
        var value = Visit(coalesce.Target);
        if (IsNeverNull(value))
        {
            return value;
        }

        var joined = Coalesce(value, coalesce.Value);
        Assign(coalesce.Target, joined);
        return joined;
    }

    private Value VisitDeconstruction(IDeconstructionAssignmentOperation deconstruction)
    {
        var value = Visit(deconstruction.Value);
        Assign(deconstruction.Target, value);
        return value;
    }

    private void Assign(IOperation target, Value value)
    {
        switch (target)
        {
            case ILocalReferenceOperation local:
                SetLocal(local.Local, value);
                break;
            case IParameterReferenceOperation parameter:
                if (state is not null && state.HasField(new FieldKey(frame.Receiver, parameter.Parameter)))
                {
                    SetMember(frame.Receiver, parameter.Parameter, value);
                }
                else
                {
                    state = state?.WithLocal(parameter.Parameter, value);
                }

                break;
            case IDeclarationExpressionOperation declaration:
                Assign(declaration.Expression, value);
                break;
            case IConversionOperation conversion:
                Assign(conversion.Operand, value);
                break;
            case IParenthesizedOperation parenthesized:
                Assign(parenthesized.Operand, value);
                break;
            case ITupleOperation tuple:
                AssignTuple(tuple, value);
                break;
            case IFieldReferenceOperation { Field.IsStatic: true } field:
                Name(value, field.Field);
                state = state?.WithField(
                    new FieldKey(null, field.Field.OriginalDefinition),
                    field.Field.IsReadOnly ? value : Value.Unknown);
                break;
            case IFieldReferenceOperation field:
                var holder = Visit(field.Instance);
                if (!TrySet(field.Field, holder, value, field))
                {
                    AssignMember(holder, field.Field, value);
                }

                break;
            case IPropertyReferenceOperation property:
                AssignProperty(property, value);
                break;
            case IArrayElementReferenceOperation element:
                AssignElement(Visit(element.ArrayReference), element.Indices.Length == 1 ? Visit(element.Indices[0]) : Value.Unknown, value);
                break;
        }
    }

    private void AssignTuple(ITupleOperation tuple, Value value)
    {
        for (var i = 0; i < tuple.Elements.Length; i++)
        {
            var item = value switch
            {
                TupleValue known when i < known.Items.Length => known.Items[i],

                // (output, state) of a recurrent layer, the parts of a split: each is a part of the same tensor.
                TensorValue tensor => tensor,
                ShapeValue shape when i < 2 => FanOf(shape.Layer, i == 0 ? FanPart.In : FanPart.Out),
                _ => Value.Unknown,
            };
            Assign(tuple.Elements[i], item);
        }
    }

    private void AssignProperty(IPropertyReferenceOperation operation, Value value)
    {
        var property = operation.Property;
        var owner = Visit(operation.Instance);
        if (TrySet(property, owner, value, operation))
        {
            return;
        }

        if (Find(property, out _) is ReadsParameter)
        {
            Touch(owner);
        }

        if (Find(property, out _) is ReadsParameter { Role: ParameterRole.Weight })
        {
            // Another parameter takes the weight's place; which law it has is not known, nor whether it needs a gradient.
            NoteWithoutGradient(owner is ObjectsValue { Single: { } single } ? new WeightValue(ImmutableArray.Create(single), ParameterRole.Weight, false) : Value.Unknown, Value.Unknown);
            Forget(new WeightValue(owner is ObjectsValue objects ? objects.Objects : ImmutableArray<AbstractObject>.Empty, ParameterRole.Weight, false));
            return;
        }

        if (Find(property, out _) is ReadsParameter { Role: ParameterRole.Bias })
        {
            changedBiases.UnionWith(owner is ObjectsValue biased ? biased.Objects : ImmutableArray<AbstractObject>.Empty);
            return;
        }

        if (Find(property, out _) is SetsGradient)
        {
            SetGradient(owner, value);
            return;
        }

        if (property.IsIndexer)
        {
            Touch(owner);
            if (AsWeight(owner) is { } changed)
            {
                Forget(changed);
            }

            AssignElement(owner, operation.Arguments.Length == 1 ? Visit(operation.Arguments[0].Value) : Value.Unknown, value);
            return;
        }

        if (!IsInSource(property) || property.IsStatic)
        {
            return;
        }

        if (property.IsAutoProperty())
        {
            AssignMember(owner, property, value);
        }
        else if (property.SetMethod is { } setter)
        {
            ForEachObject(owner, item => Invoke(setter, item, operation.Syntax, [new Argument(setter.Parameters.Last(), value)]));
        }
    }

    private void AssignMember(Value owner, ISymbol member, Value value)
    {
        Name(value, member);
        if (owner is not ObjectsValue objects)
        {
            Leave([value]);
            return;
        }

        if (objects.Single is { IsSeveral: false } single)
        {
            SetMember(single, member, value);
            return;
        }

        foreach (var item in objects.Objects)
        {
            var key = new FieldKey(item, member.OriginalDefinition);
            state = state?.WithField(key, state.TryGetField(key, out var earlier) ? Value.Join(earlier, value) : value);
        }
    }

    private void SetMember(AbstractObject? owner, ISymbol member, Value value) =>
        state = state?.WithField(new FieldKey(owner, member.OriginalDefinition), value);

    private void AssignElement(Value owner, Value index, Value value)
    {
        if (owner is not ObjectsValue objects)
        {
            Leave([value]);
            return;
        }

        foreach (var item in objects.Objects)
        {
            if (NamedContentsOf(item) is not { } contents || item.Sequence is not { } sequence)
            {
                continue;
            }

            if (sequence.IsKeyed)
            {
                SetEntry(sequence, objects.Single is { IsSeveral: false } ? contents : Contents.Unknown, index, value);
                continue;
            }

            var position = objects.Single is { IsSeveral: false } && loopDepth == 0 && contents.Items is { } items
                ? IndexOf(index, items.Length)
                : null;
            NameElement(item, value, position);
            state = state?.WithContents(sequence, contents.Set(position ?? -1, value));
        }
    }

    private static void NameElement(AbstractObject container, Value value, int? position)
    {
        if (position is { } index && value is ObjectsValue { Single: { } single })
        {
            single.PartOf(container, index);
        }
    }

    /// <summary>Runs something in another frame, and comes back.</summary>
    private Value InFrame(Frame inner, Func<Value> action)
    {
        var outer = frame;
        var outerDoubt = doubt;
        var outerCarrier = carrier;
        frame = inner;
        try
        {
            return action();
        }
        finally
        {
            frame = outer;
            doubt = outerDoubt;
            carrier = outerCarrier;
        }
    }
}
