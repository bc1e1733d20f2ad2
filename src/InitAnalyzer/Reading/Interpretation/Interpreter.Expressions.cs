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
    private Value? VisitExpression(IOperation operation) => operation switch
    {
        ILiteralOperation literal => VisitLiteral(literal),
        ILocalReferenceOperation local => ReadVariable(local.Local),
        IParameterReferenceOperation parameter => ReadParameter(parameter.Parameter),
        IInstanceReferenceOperation instance => VisitInstance(instance),
        IFieldReferenceOperation field => VisitField(field),
        IPropertyReferenceOperation property => VisitProperty(property),
        IInvocationOperation invocation => VisitInvocation(invocation),
        IObjectCreationOperation creation => VisitCreation(creation),
        IArrayCreationOperation array => VisitArrayCreation(array),
        IArrayElementReferenceOperation element => VisitElement(element),
        ISimpleAssignmentOperation assignment => VisitAssignment(assignment),
        ICompoundAssignmentOperation compound => VisitCompoundAssignment(compound),
        ICoalesceAssignmentOperation coalesce => VisitCoalesceAssignment(coalesce),
        IDeconstructionAssignmentOperation deconstruction => VisitDeconstruction(deconstruction),
        IIncrementOrDecrementOperation increment => VisitIncrement(increment),
        IConversionOperation conversion => VisitConversion(conversion),
        IParenthesizedOperation parenthesized => Visit(parenthesized.Operand),
        ITupleOperation tuple => new TupleValue(ImmutableArray.CreateRange(tuple.Elements.Select(Visit))),
        IBinaryOperation binary => VisitBinary(binary),
        IUnaryOperation unary => VisitUnary(unary),
        ICoalesceOperation coalesce => VisitCoalesce(coalesce),
        IConditionalAccessOperation access => VisitConditionalAccess(access),
        IConditionalAccessInstanceOperation => conditionalReceivers.Count > 0 ? conditionalReceivers.Peek() : Value.Unknown,
        IIsPatternOperation pattern => Truth(Matches(Visit(pattern.Value), pattern.Pattern)),
        IIsTypeOperation isType => Truth(Test(isType.Syntax, isType.TypeOperand, IsInstance(Visit(isType.ValueOperand), isType.TypeOperand)) is { } isInstance ? isInstance != isType.IsNegated : null),
        ISwitchExpressionOperation @switch => VisitSwitchExpression(@switch),
        IAwaitOperation await => Visit(await.Operation),
        IDefaultValueOperation { Type.IsReferenceType: true } => Value.Null,
        IDeclarationExpressionOperation declaration => Visit(declaration.Expression),
        ITypeOfOperation typeOf => new ConstantValue(typeOf.TypeOperand),
        IDelegateCreationOperation creation => Visit(creation.Target),
        IMethodReferenceOperation method => new FunctionValue(method.Method, SingleObject(Visit(method.Instance)), null),
        IAnonymousFunctionOperation lambda => new FunctionValue(lambda.Symbol, frame.Receiver, lambda.Body),
        IWithOperation with => VisitWith(with),
        IMemberInitializerOperation initializer => VisitMemberInitializer(initializer),
        IInterpolatedStringOperation text => VisitInterpolation(text),
        _ when (int)operation.Kind == CollectionExpressionKind => VisitCollectionExpression(operation),
        _ => null,
    };

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
