using InitAnalyzer.Frameworks;
using InitAnalyzer.Model;
using InitAnalyzer.Reading.Source;
using InitAnalyzer.Reading.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace InitAnalyzer.Reading.Interpretation;

/// <content>Fields and properties: of objects, of types, of the framework.</content>
internal sealed partial class Interpreter
{
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
        if (state is null || !IsInSource(member))
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
        List<Value> arguments = operation.Arguments.IsEmpty ? [] : operation.Arguments.Select(argument => Visit(argument.Value)).ToList();
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

        if (property.Name == "Values" && SingleObject(owner) is { Sequence.IsKeyed: true } keyed && ContentsOf(keyed) is { } entries)
        {
            return ValuesOf(operation, entries);
        }

        // An entry of a dictionary.
        if (property.Name is "Key" or "Value" && owner is TupleValue { Items: { Length: 2 } entry })
        {
            return entry[property.Name == "Key" ? 0 : 1];
        }

        if (property.Name is "Count" or "Length" && ItemsOf(owner) is { } items)
        {
            return new ConstantValue(items.Length);
        }

        if (!IsInSource(property))
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
}
