using System.Collections.Immutable;
using InitAnalyzer.Frameworks;
using InitAnalyzer.Model;
using InitAnalyzer.Reading.Source;
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
        IIsTypeOperation isType => Truth(IsInstance(Visit(isType.ValueOperand), isType.TypeOperand) is { } isInstance ? isInstance != isType.IsNegated : null),
        ISwitchExpressionOperation @switch => VisitSwitchExpression(@switch),
        IAwaitOperation await => Visit(await.Operation),
        IDefaultValueOperation { Type.IsReferenceType: true } => Value.Null,
        IDeclarationExpressionOperation declaration => Visit(declaration.Expression),
        ITypeOfOperation typeOf => new ConstantValue(typeOf.TypeOperand),
        IDelegateCreationOperation creation => Visit(creation.Target),
        IMethodReferenceOperation method => new FunctionValue(method.Method, SingleObject(Visit(method.Instance)), null),
        IAnonymousFunctionOperation lambda => new FunctionValue(lambda.Symbol, frame.Receiver, lambda.Body),
        IWithOperation with => VisitWith(with),
        _ when (int)operation.Kind == CollectionExpressionKind => VisitCollectionExpression(operation),
        _ => null,
    };

    /// <summary>OperationKind.CollectionExpression, which the oldest supported compiler's API does not name yet.</summary>
    private const int CollectionExpressionKind = 0x7f;

    /// <summary>OperationKind.Spread, likewise.</summary>
    private const int SpreadKind = 0x80;

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

    private Value VisitField(IFieldReferenceOperation operation)
    {
        var field = operation.Field;
        if (field.ContainingType is { IsTupleType: true })
        {
            return TupleItem(Visit(operation.Instance), field);
        }

        if (field.ConstantValue is { } constant && TryNumber(constant) is { } number)
        {
            return new NumberValue(new Quantity(number));
        }

        if (Find(field, out var framework) is { } concept)
        {
            return VisitMember(operation, framework, concept, Visit(operation.Instance), []);
        }

        return field.IsStatic
            ? ReadStatic(field)
            : ReadMember(Visit(operation.Instance), field);
    }

    private static Value TupleItem(Value tuple, IFieldSymbol field)
    {
        var name = (field.CorrespondingTupleField ?? field).Name;
        if (!name.StartsWith("Item", StringComparison.Ordinal) || !int.TryParse(name.Substring(4), out var number))
        {
            return Value.Unknown;
        }

        return tuple switch
        {
            TupleValue known => number <= known.Items.Length ? known.Items[number - 1] : Value.Unknown,
            TensorValue tensor => tensor,
            ShapeValue shape => number <= 2 ? FanOf(shape.Layer, number == 1 ? FanPart.In : FanPart.Out) : Value.Unknown,
            _ => Value.Unknown,
        };
    }

    private static NumberValue FanOf(AbstractObject layer, FanPart part) =>
        new(new Quantity(1, new FanSource(layer, part), 1));

    /// <summary>A static field that is set once, where it is declared.</summary>
    private Value ReadStatic(ISymbol member)
    {
        if (state is null || !member.IsInSource())
        {
            return Value.Unknown;
        }

        var key = new FieldKey(null, member.OriginalDefinition);
        if (state.TryGetField(key, out var known))
        {
            return known;
        }

        var isReadOnly = member is IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null };
        var initializer = bodies
            .InitializersOf(member.ContainingType, isStatic: true, cancellationToken)
            .FirstOrDefault(candidate => SymbolEqualityComparer.Default.Equals(candidate.Member, member.OriginalDefinition));
        if (!isReadOnly || initializer is null || frame.IsRunning(member, null))
        {
            return Value.Unknown;
        }

        var value = InFrame(new Frame(member, null, frame, null), () => Visit(initializer.Value));
        Name(value, member);
        state = state?.WithField(key, value);
        return value;
    }

    /// <summary>A field or auto-property of one of some objects.</summary>
    private Value ReadMember(Value owner, ISymbol member)
    {
        if (owner is not ObjectsValue objects || state is null)
        {
            return Value.Unknown;
        }

        Value? read = objects.MayBeUnknown ? Value.Unknown : null;
        foreach (var item in objects.Objects)
        {
            var value = state.TryGetField(new FieldKey(item, member.OriginalDefinition), out var known) ? known : Value.Unknown;
            read = read is null ? value : Value.Join(read, value);
        }

        return read ?? Value.Unknown;
    }

    private Value VisitProperty(IPropertyReferenceOperation operation)
    {
        var property = operation.Property;
        var owner = Visit(operation.Instance);
        var arguments = operation.Arguments.Select(argument => Visit(argument.Value)).ToList();
        if (Find(property, out var framework) is { } concept)
        {
            return VisitMember(operation, framework, concept, owner, arguments);
        }

        if (property.IsIndexer)
        {
            return arguments.Count == 1 ? ReadElement(owner, arguments[0]) : Value.Unknown;
        }

        if (property.Name == "Name" && owner is ConstantValue { Constant: ITypeSymbol type })
        {
            return new ConstantValue(type.MetadataName);
        }

        if (property.Name is "Count" or "Length" && ItemsOf(owner) is { } items)
        {
            return new ConstantValue(items.Length);
        }

        if (!property.IsInSource())
        {
            return Value.Unknown;
        }

        if (property.IsStatic)
        {
            return property.IsAutoProperty() ? ReadStatic(property) : property.GetMethod is { } getter ? Invoke(getter, null, operation.Syntax) : Value.Unknown;
        }

        return ForEachObject(owner, item =>
        {
            var accessed = item is InstanceObject instance && property.GetMethod is { } getter
                ? (instance.Type.Dispatch(getter).AssociatedSymbol as IPropertySymbol) ?? property
                : property;
            return accessed.IsAutoProperty()
                ? ReadMember(ObjectsValue.Of(item), accessed)
                : accessed.GetMethod is { } method ? Invoke(method, item, operation.Syntax) : Value.Unknown;
        });
    }

    /// <summary>Does something with each object that a value may be, from the same state, and joins what comes out.</summary>
    private Value ForEachObject(Value value, Func<AbstractObject, Value> action)
    {
        if (value is not ObjectsValue objects)
        {
            return Value.Unknown;
        }

        if (objects.Single is { } single)
        {
            return action(single);
        }

        var before = state;
        State? after = objects.MayBeUnknown ? before : null;
        Value? result = objects.MayBeUnknown ? Value.Unknown : null;
        foreach (var item in objects.Objects)
        {
            state = before;
            var one = action(item);
            if (state is not null)
            {
                result = result is null ? one : Value.Join(result, one);
                after = State.Join(after, state);
            }
        }

        state = after;
        return result ?? Value.Unknown;
    }

    private Value ReadElement(Value owner, Value index)
    {
        if (owner is TensorValue tensor)
        {
            return tensor;
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
        if (layer is not FrameworkModule { Concept: WeightLayerConcept { Geometry: LayerGeometry.Dense } })
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

    private Value VisitConversion(IConversionOperation conversion)
    {
        var operand = Visit(conversion.Operand);
        if (conversion.OperatorMethod is not null)
        {
            // A number stays that number as the framework's Scalar, or as an Index.
            return operand is NumberValue or ConstantValue || (operand is TensorValue && IsTensor(conversion.Type)) ? operand : Value.Unknown;
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

    private Value VisitCoalesce(ICoalesceOperation coalesce)
    {
        var value = Visit(coalesce.Value);
        if (value is ObjectsValue { MayBeNull: false } or TensorValue or WeightValue)
        {
            return value;
        }

        var before = state;
        var fallback = Visit(coalesce.WhenNull);
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
        if (receiver is ObjectsValue { MayBeNull: false } or TensorValue or WeightValue)
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
        return result ?? Value.Unknown;
    }

    private Value VisitWith(IWithOperation with)
    {
        Visit(with.Operand);
        Visit(with.Initializer);
        return Value.Unknown;
    }

    /// <summary>An index counted from the end: <c>^1</c>.</summary>
    private sealed record FromEnd(int Distance);
}
