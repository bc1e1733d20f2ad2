using System.Collections.Immutable;
using InitAnalyzer.Frameworks;
using InitAnalyzer.Model;
using InitAnalyzer.Reading.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace InitAnalyzer.Reading.Interpretation;

/// <content>The few members of the .NET library that networks are built with: Math, lists, arrays.</content>
internal sealed partial class Interpreter
{
    private Value? VisitLibraryCall(IInvocationOperation invocation, Value? receiver, IReadOnlyList<Argument> arguments)
    {
        var method = invocation.TargetMethod;
        var container = method.ContainingType;
        if (container is { Name: "Math" or "MathF", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } })
        {
            return VisitMath(method.Name, arguments);
        }

        if (method.Name == "GetType" && method.Parameters.IsEmpty && container.SpecialType == SpecialType.System_Object)
        {
            return SingleObject(receiver ?? Value.Unknown)?.Type is { } type ? new ConstantValue(type) : Value.Unknown;
        }

        if (method.Name == "Create" && container is { Name: "Tuple" or "ValueTuple", ContainingNamespace.Name: "System" })
        {
            return new TupleValue(ImmutableArray.CreateRange(arguments.Select(argument => argument.Value)));
        }

        if (method.Name == "ReferenceEquals" && arguments.Count == 2)
        {
            return Truth(AreEqual(arguments[0].Value, arguments[1].Value));
        }

        // Modules and types are equal to nothing but themselves.
        if (method.Name == "Equals" && arguments.Count == 1 && (receiver is ConstantValue { Constant: ITypeSymbol } || (receiver is ObjectsValue { Single: { } compared } && IsModule(compared.Type))))
        {
            return Truth(AreEqual(receiver, arguments[0].Value));
        }

        if (container.SpecialType == SpecialType.System_String)
        {
            return VisitString(method.Name, receiver, arguments);
        }

        return IsCollectionType(container) || receiver is ObjectsValue { Single: FrameworkModule { Parts: not null } }
            ? VisitCollectionCall(invocation, receiver, arguments)
            : null;
    }

    private static Value VisitMath(string name, IReadOnlyList<Argument> arguments)
    {
        if (arguments.Count == 0 || QuantityOf(arguments[0].Value) is not { } first)
        {
            return Value.Unknown;
        }

        switch (name)
        {
            case "Sqrt":
                return ToValue(first.Sqrt());
            case "Pow" when arguments.Count == 2 && QuantityOf(arguments[1].Value) is { IsConstant: true } exponent:
                return exponent.Coefficient switch
                {
                    0.5 => ToValue(first.Sqrt()),
                    -0.5 => ToValue(first.Sqrt() is { } root ? Quantity.Divide(new Quantity(1), root) : null),
                    2 => ToValue(Quantity.Multiply(first, first)),
                    _ => Value.Unknown,
                };
            default:
                return Value.Unknown;
        }
    }

    /// <summary>Tests of a name, as blanket initialisations make them: <c>name.EndsWith("weight")</c>.</summary>
    private static Value VisitString(string name, Value? receiver, IReadOnlyList<Argument> arguments)
    {
        if (receiver is not ConstantValue { Constant: string text } || arguments.Count == 0 || arguments[0].Value is not ConstantValue { Constant: string part })
        {
            return Value.Unknown;
        }

        // Other comparisons than the ordinal one agree with it on names of parameters.
        return name switch
        {
            "EndsWith" => Truth(text.EndsWith(part, StringComparison.Ordinal)),
            "StartsWith" => Truth(text.StartsWith(part, StringComparison.Ordinal)),
            "Contains" => Truth(text.IndexOf(part, StringComparison.Ordinal) >= 0),
            "Equals" => Truth(text == part),
            _ => Value.Unknown,
        };
    }

    private static bool IsCollectionType(INamedTypeSymbol type)
    {
        var space = type.ContainingNamespace?.ToDisplayString();
        return space is "System.Collections.Generic" or "System.Linq" or "System.Collections" or "System.Collections.ObjectModel"
            || type.SpecialType == SpecialType.System_Array;
    }

    private Value? VisitCollectionCall(IInvocationOperation invocation, Value? receiver, IReadOnlyList<Argument> arguments)
    {
        var method = invocation.TargetMethod;
        var values = arguments.Select(argument => argument.Value).ToList();
        if (IsQuery(method))
        {
            return VisitQueryOver(invocation, receiver is null ? values : values.Prepend(receiver).ToList());
        }

        // A static method's collection is its first argument.
        if (receiver is null && values.Count > 0)
        {
            receiver = values[0];
            values.RemoveAt(0);
        }

        if (method.Name == "ForEach" && receiver is not null && values.Count == 1 && values[0] is FunctionValue { Method.Parameters.Length: 1 } action)
        {
            return InWalkOver(SingleObject(receiver), () => CallForEach(invocation, receiver, action));
        }

        if (receiver is not ObjectsValue { Single: { } single } || single.Sequence is not { } sequence || NamedContentsOf(single) is not { } contents)
        {
            return null;
        }

        if (sequence.IsKeyed)
        {
            return VisitDictionaryCall(invocation, sequence, contents, values);
        }

        switch (method.Name)
        {
            case "Add" or "append" or "Append" or "add_module" or "register_module" when values.Count is 1 or 2:
                return Add(single, sequence, contents, [values.Count == 1 ? values[0] : new TupleValue(ImmutableArray.CreateRange(values))]);
            case "AddRange" when values.Count == 1 && ItemsOf(values[0]) is { } added:
                return Add(single, sequence, contents, added);
            case "AddRange" when values.Count == 1 && ContentsOf(values[0]) is { } added:
                state = state?.WithContents(sequence, contents.Concat(added));
                return ObjectsValue.Of(single);
            case "ToArray" or "ToList" or "AsReadOnly" when values.Count == 0:
                return StillWalks(single, Fill(Allocate(invocation.Syntax, site => new SequenceObject(site)), contents));
            case "Contains" or "GetEnumerator" or "IndexOf" or "Exists" or "TrueForAll":
                return Value.Unknown;
            default:
                return VisitOtherCall(invocation, sequence);
        }
    }

    /// <summary>What sorts, clears or filters leaves nothing known; what moves, switches or calls a module leaves its parts.</summary>
    private Value? VisitOtherCall(IInvocationOperation invocation, SequenceObject sequence)
    {
        if (invocation.TargetMethod.Name is not ("to" or "cpu" or "cuda" or "train" or "eval" or "forward" or "call" or "parameters" or "modules"))
        {
            state = state?.WithContents(sequence, Contents.Unknown);
        }

        return null;
    }

    private Value Add(AbstractObject holder, SequenceObject sequence, Contents contents, IReadOnlyList<Value> values)
    {
        var position = contents.Items?.Length;
        foreach (var value in values)
        {
            NameElement(holder, holder is FrameworkModule ? PartOf(value) : value, position++);
            contents = contents.Add(value);
        }

        state = state?.WithContents(sequence, contents);
        return ObjectsValue.Of(holder);
    }

    private Value? VisitLibraryCreation(IObjectCreationOperation creation, IReadOnlyList<Argument> arguments)
    {
        if (creation.Type is not INamedTypeSymbol type)
        {
            return null;
        }

        if (type.Name == "Index" && arguments.Count >= 1)
        {
            return arguments[0].Value;
        }

        // new Tuple<string, Module>(…)
        if (type is { Name: "Tuple" or "ValueTuple", ContainingNamespace.Name: "System" })
        {
            return new TupleValue(ImmutableArray.CreateRange(arguments.Select(argument => argument.Value)));
        }

        if (IsDictionary(type))
        {
            var dictionary = Allocate(creation.Syntax, site => new SequenceObject(site) { IsKeyed = true });
            return Fill(dictionary, arguments.Any(argument => argument.Value is not (ConstantValue or UnknownValue)) ? Contents.Unknown : Contents.Empty);
        }

        if (type is not { Name: "List", Arity: 1 } || !IsCollectionType(type))
        {
            return null;
        }

        var sequence = Allocate(creation.Syntax, site => new SequenceObject(site));
        var contents = arguments.Count == 0 || arguments[0].Value is ConstantValue or NumberValue
            ? Contents.Empty
            : ContentsOf(arguments[0].Value) ?? Contents.Unknown;
        return Fill(sequence, contents);
    }
}
