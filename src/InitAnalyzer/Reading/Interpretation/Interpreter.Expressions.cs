using System.Collections.Immutable;
using InitAnalyzer.Frameworks;
using InitAnalyzer.Model;
using InitAnalyzer.Reading.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace InitAnalyzer.Reading.Interpretation;

/// <content>Expressions; null where the operation is none.</content>
internal sealed partial class Interpreter
{
    // By the kind, which one call tells; to ask for one interface after another costs more than most expressions do.
    private Value? VisitExpression(IOperation operation) => operation.Kind switch
    {
        OperationKind.Literal => VisitLiteral((ILiteralOperation)operation),
        OperationKind.LocalReference => ReadVariable(((ILocalReferenceOperation)operation).Local),
        OperationKind.ParameterReference => ReadParameter(((IParameterReferenceOperation)operation).Parameter),
        OperationKind.InstanceReference => VisitInstance((IInstanceReferenceOperation)operation),
        OperationKind.FieldReference => VisitField((IFieldReferenceOperation)operation),
        OperationKind.PropertyReference => VisitProperty((IPropertyReferenceOperation)operation),
        OperationKind.Invocation => VisitInvocation((IInvocationOperation)operation),
        OperationKind.ObjectCreation => VisitCreation((IObjectCreationOperation)operation),
        OperationKind.ArrayCreation => VisitArrayCreation((IArrayCreationOperation)operation),
        OperationKind.ArrayElementReference => VisitElement((IArrayElementReferenceOperation)operation),
        OperationKind.SimpleAssignment => VisitAssignment((ISimpleAssignmentOperation)operation),
        OperationKind.CompoundAssignment => VisitCompoundAssignment((ICompoundAssignmentOperation)operation),
        OperationKind.CoalesceAssignment => VisitCoalesceAssignment((ICoalesceAssignmentOperation)operation),
        OperationKind.DeconstructionAssignment => VisitDeconstruction((IDeconstructionAssignmentOperation)operation),
        OperationKind.Increment or OperationKind.Decrement => VisitIncrement((IIncrementOrDecrementOperation)operation),
        OperationKind.Conversion => VisitConversion((IConversionOperation)operation),
        OperationKind.Parenthesized => Visit(((IParenthesizedOperation)operation).Operand),
        OperationKind.Tuple => new TupleValue(ImmutableArray.CreateRange(((ITupleOperation)operation).Elements.Select(Visit))),
        OperationKind.Binary => VisitBinary((IBinaryOperation)operation),
        OperationKind.Unary => VisitUnary((IUnaryOperation)operation),
        OperationKind.Coalesce => VisitCoalesce((ICoalesceOperation)operation),
        OperationKind.ConditionalAccess => VisitConditionalAccess((IConditionalAccessOperation)operation),
        OperationKind.ConditionalAccessInstance => conditionalReceivers.Count > 0 ? conditionalReceivers.Peek() : Value.Unknown,
        OperationKind.IsPattern => VisitIsPattern((IIsPatternOperation)operation),
        OperationKind.IsType => VisitIsType((IIsTypeOperation)operation),
        OperationKind.SwitchExpression => VisitSwitchExpression((ISwitchExpressionOperation)operation),
        OperationKind.Await => Visit(((IAwaitOperation)operation).Operation),
        OperationKind.DefaultValue when operation.Type?.IsReferenceType == true => Value.Null,
        OperationKind.DeclarationExpression => Visit(((IDeclarationExpressionOperation)operation).Expression),
        OperationKind.TypeOf => new ConstantValue(((ITypeOfOperation)operation).TypeOperand),
        OperationKind.DelegateCreation => Visit(((IDelegateCreationOperation)operation).Target),
        OperationKind.MethodReference => VisitMethodReference((IMethodReferenceOperation)operation),
        OperationKind.AnonymousFunction => VisitLambda((IAnonymousFunctionOperation)operation),
        OperationKind.With => VisitWith((IWithOperation)operation),
        OperationKind.MemberInitializer => VisitMemberInitializer((IMemberInitializerOperation)operation),
        OperationKind.InterpolatedString => VisitInterpolation((IInterpolatedStringOperation)operation),
        CollectionExpressionKind => VisitCollectionExpression(operation),
        _ => null,
    };

    private Value VisitIsPattern(IIsPatternOperation pattern) => Truth(Matches(Visit(pattern.Value), pattern.Pattern));

    private Value VisitIsType(IIsTypeOperation isType) =>
        Truth(Test(isType.Syntax, isType.TypeOperand, IsInstance(Visit(isType.ValueOperand), isType.TypeOperand)) is { } isInstance ? isInstance != isType.IsNegated : null);

    private FunctionValue VisitMethodReference(IMethodReferenceOperation method) => new(method.Method, SingleObject(Visit(method.Instance)), null);

    private FunctionValue VisitLambda(IAnonymousFunctionOperation lambda) => new(lambda.Symbol, frame.Receiver, lambda.Body);

    private readonly Stack<Value> conditionalReceivers = new();

    private static AbstractObject? SingleObject(Value value) => (value as ObjectsValue)?.Single;

    private static Value Truth(bool? value) => value is { } known ? new ConstantValue(known) : Value.Unknown;

    private static Value VisitLiteral(ILiteralOperation literal) =>
        literal.ConstantValue is { HasValue: true, Value: { } constant } && TryNumber(constant) is { } number
            ? new NumberValue(new Quantity(number))
            : Value.Unknown;

    private Value ReadVariable(ISymbol symbol) =>
        state is not null && state.Locals.TryGetValue(symbol, out var value) ? value : Value.Unknown;

    private Value ReadParameter(IParameterSymbol parameter)
    {
        if (state is null)
        {
            return Value.Unknown;
        }

        // A primary constructor's parameter lives as long as its object; each object has its own.
        if (parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor }
            && state.TryGetField(new FieldKey(frame.Receiver, parameter), out var captured))
        {
            return captured;
        }

        return ReadVariable(parameter);
    }

    private Value VisitInstance(IInstanceReferenceOperation instance)
    {
        if (instance.ReferenceKind == InstanceReferenceKind.ImplicitReceiver && initializerTargets.Count > 0)
        {
            return initializerTargets.Peek();
        }

        return frame.Receiver is { } receiver ? ObjectsValue.Of(receiver) : Value.Unknown;
    }

    private Value VisitConversion(IConversionOperation conversion)
    {
        var operand = Visit(conversion.Operand);
        if (conversion.OperatorMethod is not null)
        {
            // A number stays that number as the framework's Scalar, or as an Index; an array holds the same as a span.
            return operand is NumberValue or ConstantValue or ObjectsValue { Single: SequenceObject } || (operand is TensorValue && IsTensor(conversion.Type)) || Find(conversion.OperatorMethod, out _) is ReturnsArgument
                ? operand
                : Value.Unknown;
        }

        if (operand is ObjectsValue objects && conversion.Type is { } type && !conversion.Conversion.IsIdentity)
        {
            var narrowed = objects.Where(item => IsInstance(item, type) != false);
            return conversion.IsTryCast && !ReferenceEquals(narrowed, Value.Unknown) && objects.Objects.Any(item => IsInstance(item, type) != true)
                ? Value.Join(narrowed, Value.Null)
                : narrowed is UnknownValue && conversion.IsTryCast && !objects.MayBeUnknown ? Value.Null : narrowed;
        }

        // An integer division must not turn into a real one, nor a rounded number pass for the exact one.
        return operand is NumberValue && conversion.Type is { SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_UInt64 }
            && conversion.Operand.Type is { SpecialType: SpecialType.System_Double or SpecialType.System_Single }
            ? Value.Unknown
            : operand;
    }

    /// <summary>What is known of a tensor stands where it may be null, too.</summary>
    private static bool IsNeverNull(Value value) => value is ObjectsValue { MayBeNull: false } or WeightValue or FunctionValue;

    private Value VisitCoalesce(ICoalesceOperation coalesce)
    {
        var value = Visit(coalesce.Value);
        return IsNeverNull(value) ? value : Coalesce(value, coalesce.WhenNull);
    }

    /// <summary>A value or, where it is null, another.</summary>
    private Value Coalesce(Value value, IOperation whenNull)
    {
        var before = state;
        var fallback = Visit(whenNull);
        if (state is null)
        {
            // A throw: the value was not null.
            state = before;
            return value is ObjectsValue objects ? objects.WithoutNull() : value;
        }

        state = State.Join(before, state);
        return value switch
        {
            ConstantValue { Constant: null } => fallback,
            ObjectsValue objects => Value.Join(objects.WithoutNull(), fallback),
            _ => Value.Join(value, fallback),
        };
    }

    private Value VisitConditionalAccess(IConditionalAccessOperation access)
    {
        var receiver = Visit(access.Operation);
        if (receiver is ConstantValue { Constant: null })
        {
            return Value.Null;
        }

        var before = state;
        conditionalReceivers.Push(receiver is ObjectsValue objects ? objects.WithoutNull() : receiver);
        var value = Visit(access.WhenNotNull);
        conditionalReceivers.Pop();
        if (IsNeverNull(receiver))
        {
            return value;
        }

        state = State.Join(before, state);
        return Value.Join(value, Value.Null);
    }

    private Value VisitSwitchExpression(ISwitchExpressionOperation @switch)
    {
        var value = Visit(@switch.Value);
        State? after = null;
        Value? result = null;
        var outerDoubt = doubt;
        foreach (var arm in @switch.Arms)
        {
            var before = state;
            var matches = Matches(value, arm.Pattern);
            if (arm.Guard is not null && matches != false)
            {
                matches = And(matches, Decide(arm.Guard));
            }

            if (matches == false)
            {
                continue;
            }

            doubt = matches is null ? Under(doubt, arm.Guard ?? QuestionOf(@switch.Value, arm.Pattern)) : doubt;
            var one = Visit(arm.Value);
            if (state is not null)
            {
                result = result is null ? one : Value.Join(result, one);
                after = State.Join(after, state);
            }

            state = before;
            if (matches == true)
            {
                break;
            }
        }

        state = after;
        doubt = outerDoubt;
        return result ?? Value.Unknown;
    }

    private Value VisitWith(IWithOperation with)
    {
        Visit(with.Operand);
        Visit(with.Initializer);
        return Value.Unknown;
    }
}
