using System.Collections.Immutable;
using InitAnalyzer.Frameworks;
using InitAnalyzer.Reading.Source;
using InitAnalyzer.Reading.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace InitAnalyzer.Reading.Interpretation;

/// <content>Calls: of the framework, of methods in source, of functions held in variables.</content>
internal sealed partial class Interpreter
{
    private Value VisitInvocation(IInvocationOperation invocation)
    {
        var method = invocation.TargetMethod;
        if (method.MethodKind == MethodKind.Constructor)
        {
            return VisitConstructorInitializer(invocation);
        }

        var receiver = invocation.Instance is null ? null : Visit(invocation.Instance);
        var arguments = VisitArguments(invocation.Arguments);
        var result = VisitCall(invocation, method, receiver, arguments);
        CopyBack(invocation);
        return result;
    }

    private Value VisitCall(IInvocationOperation invocation, IMethodSymbol method, Value? receiver, IReadOnlyList<Argument> arguments)
    {
        if (Find(method, out var framework) is { } concept)
        {
            return VisitFrameworkCall(invocation, framework, concept, receiver, arguments);
        }

        if (method.MethodKind == MethodKind.DelegateInvoke)
        {
            return InvokeFunction(receiver ?? Value.Unknown, arguments.Select(argument => argument.Value).ToList(), invocation);
        }

        if (VisitLibraryCall(invocation, receiver, arguments) is { } known)
        {
            return known;
        }

        if (method.MethodKind == MethodKind.LocalFunction)
        {
            return localFunctions.TryGetValue(method.OriginalDefinition, out var local)
                ? Execute(method, frame.Receiver, local.Body, invocation.Syntax, arguments)
                : Surrender(invocation, receiver, arguments);
        }

        if ((!IsInSource(method) && !method.IsVirtual && !method.IsAbstract && !method.IsOverride)
            || frameworks.Own(method.ContainingType))
        {
            return Surrender(invocation, receiver, arguments);
        }

        if (method.IsStatic)
        {
            if (IsApart(method, arguments, invocation.Syntax))
            {
                executed.Add(method.Implementation());
                return Unfollowed(method.ReturnType);
            }

            return Invoke(method, null, invocation.Syntax, arguments);
        }

        if (receiver is not ObjectsValue)
        {
            return Surrender(invocation, receiver, arguments);
        }

        // base.Method() is not virtual.
        var isBase = invocation.Instance is { Syntax: BaseExpressionSyntax };
        return ForEachObject(receiver, item =>
            item is InstanceObject instance
                ? Invoke(isBase ? method : instance.Type.Dispatch(method), item, invocation.Syntax, arguments)
                : Surrender(invocation, null, arguments));
    }

    /// <summary>
    /// Whether a method that is handed nothing but numbers and tensors of which nothing is known makes tensors of which
    /// nothing is known either; its body need not be bound to see that.
    /// </summary>
    private bool IsApart(IMethodSymbol method, IReadOnlyList<Argument> arguments, SyntaxNode callSite) =>
        (IsTensor(method.ReturnType) || (method.ReturnType is INamedTypeSymbol { IsTupleType: true } tuple && tuple.TupleElements.All(element => IsTensor(element.Type))))
        && method.Parameters.All(parameter => parameter.RefKind is RefKind.None or RefKind.In)
        && arguments.All(argument => IsOfNothing(argument.Value) || IsOfNumbers(argument.Parameter.Type))
        && index.IsApart(method.Implementation())
        && !(index.Draws(method.Implementation()) && MayTakeDraws(callSite));

    /// <summary>Whether what is drawn by a call may become a weight where the call stands, or further up.</summary>
    private bool MayTakeDraws(SyntaxNode callSite)
    {
        var site = callSite;
        for (var at = frame; site is not null; site = at?.CallSite, at = at?.Caller)
        {
            if (index.MayTakeDraws(site))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether nothing is known of what is passed but numbers.</summary>
    private static bool IsOfNothing(Value value) =>
        value is UnknownValue or ConstantValue or NumberValue || ReferenceEquals(value, TensorValue.Opaque) || (value is TupleValue tuple && tuple.Items.All(IsOfNothing));

    /// <summary>Whether nothing but numbers and strings can be in what is of a type.</summary>
    private static bool IsOfNumbers(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => IsOfNumbers(array.ElementType),
        INamedTypeSymbol { IsTupleType: true } tuple => tuple.TupleElements.All(element => IsOfNumbers(element.Type)),
        _ => type is { SpecialType: >= SpecialType.System_Boolean and <= SpecialType.System_String } or { TypeKind: TypeKind.Enum },
    };

    private readonly Dictionary<ISymbol, Value> references = new(SymbolEqualityComparer.Default);

    /// <summary>Notes what a call leaves in its ref and out parameters, for the caller to take.</summary>
    private void KeepReferences(IMethodSymbol method)
    {
        foreach (var parameter in method.Parameters)
        {
            if (parameter.RefKind is RefKind.Ref or RefKind.Out)
            {
                references[parameter] = ReadVariable(parameter);
            }
        }
    }

    /// <summary>Takes what a call left in its ref and out parameters.</summary>
    private void CopyBack(IInvocationOperation invocation)
    {
        foreach (var argument in invocation.Arguments)
        {
            if (argument.Parameter is { RefKind: RefKind.Ref or RefKind.Out, ContainingSymbol: IMethodSymbol method } parameter)
            {
                var isLeft = references.TryGetValue(method.Implementation().Parameters[parameter.Ordinal], out var value) && !method.IsVirtual && !method.IsAbstract && !method.IsOverride;
                Assign(argument.Value, isLeft ? value! : Value.Unknown);
            }
        }
    }

    private List<Argument> VisitArguments(ImmutableArray<IArgumentOperation> arguments)
    {
        var values = new List<Argument>(arguments.Length);
        foreach (var argument in arguments)
        {
            if (argument.Parameter is { } parameter)
            {
                var value = Visit(argument.Value);
                values.Add(new Argument(parameter.OriginalDefinition, value is UnknownValue && MayVary(parameter) && AsksWhich(argument.Value) ? Value.Varying : value)
                {
                    Syntax = argument.ArgumentKind == ArgumentKind.DefaultValue ? null : argument.Value.Syntax,
                });
            }
        }

        return values;
    }

    /// <summary>Calls what cannot be followed: tensors that go in may come out through any activation.</summary>
    private Value Surrender(IInvocationOperation invocation, Value? receiver, IReadOnlyList<Argument> arguments)
    {
        var type = invocation.TargetMethod.ReturnType;
        TouchEscaping(invocation.TargetMethod, receiver, arguments);
        if (IsTensor(type))
        {
            UseOtherwise(arguments.Select(argument => argument.Value).Append(receiver ?? Value.Unknown));
        }

        ForgetHandedOver(invocation.TargetMethod, arguments);
        Leave(arguments.Select(argument => argument.Value));
        if (receiver is not null)
        {
            Escape(receiver, type);
        }

        foreach (var (_, value) in arguments)
        {
            Escape(value, type);
        }

        return Unfollowed(type);
    }

    /// <summary>What comes back from where nothing is followed.</summary>
    private Value Unfollowed(ITypeSymbol type) => IsTensor(type) ? TensorValue.Opaque : Value.Unknown;

    /// <summary>A tensor goes where it cannot be followed; it matters only if a tensor can come back.</summary>
    private void Escape(Value value, ITypeSymbol? returned)
    {
        if (returned is { SpecialType: not (SpecialType.None or SpecialType.System_Object) })
        {
            return;
        }

        foreach (var tensor in TensorsIn(value))
        {
            facts.Escape(tensor);
        }
    }

    public IEnumerable<TensorValue> TensorsIn(Value value, int depth = 0)
    {
        switch (value)
        {
            case TensorValue tensor:
                yield return tensor;
                break;
            case TupleValue tuple when depth < 4:
                foreach (var tensor in tuple.Items.SelectMany(item => TensorsIn(item, depth + 1)))
                {
                    yield return tensor;
                }

                break;
            case ObjectsValue objects when depth < 4:
                foreach (var item in objects.Objects)
                {
                    if (item is SequenceObject && ContentsOf(item)?.Any is { } any)
                    {
                        foreach (var tensor in TensorsIn(any, depth + 1))
                        {
                            yield return tensor;
                        }
                    }
                }

                break;
        }
    }

    /// <summary>Calls a method in source, if its body can be found and it is not running already.</summary>
    public Value Invoke(IMethodSymbol method, AbstractObject? receiver, SyntaxNode callSite, IReadOnlyList<Argument>? arguments = null)
    {
        method = method.Implementation();
        if (bodies.BodyOf(method, cancellationToken) is not { } body)
        {
            if (method.MethodKind is not (MethodKind.PropertyGet or MethodKind.PropertySet))
            {
                TouchEscaping(method, receiver is null ? null : ObjectsValue.Of(receiver), arguments ?? []);
            }

            foreach (var (_, value) in arguments ?? [])
            {
                Escape(value, method.ReturnType);
            }

            return Unfollowed(method.ReturnType);
        }

        return Execute(method, receiver, body, callSite, (arguments ?? []).Select(argument => For(method, argument)).ToList());
    }

    /// <summary>An override has parameters of its own, and so has the implementation of a partial method.</summary>
    private static Argument For(IMethodSymbol method, Argument argument)
    {
        var parameter = argument.Parameter;
        return SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, method) || parameter.Ordinal >= method.Parameters.Length
            ? argument
            : argument with { Parameter = method.Parameters[parameter.Ordinal] };
    }

    private Value Execute(
        IMethodSymbol method,
        AbstractObject? receiver,
        IOperation? body,
        SyntaxNode callSite,
        IReadOnlyList<Argument> arguments,
        bool isCallback = false)
    {
        method = method.Implementation();
        if (body is null || state is null || frame.IsTooDeep(method, receiver))
        {
            TouchEscaping(method, receiver is null || frame.IsRunning(method, receiver) ? null : ObjectsValue.Of(receiver), arguments);
            foreach (var (_, value) in arguments)
            {
                Escape(value, method.ReturnType);
            }

            return Unfollowed(method.ReturnType);
        }

        executed.Add(method);
        var outside = path;
        var before = state;
        var open = openScopes;
        path = outside.Enter(callSite);
        var inner = new Frame(method, receiver, frame, callSite);
        foreach (var (parameter, value) in arguments)
        {
            state = state.WithLocal(parameter, value);
            if (!isCallback)
            {
                HandOver(inner, value);
            }
        }

        var result = InFrame(inner, () =>
        {
            if (inner.HandedOver is not null || isCallback)
            {
                carrier ??= doubt;
            }

            var last = Visit(body);
            if (state is not null && IsExpressionBody(body))
            {
                Return(last);
            }

            return inner.Returned ?? Value.Unknown;
        });
        path = outside;
        state = State.Join(inner.ReturnState, state);
        LeaveGradientScope(before.Gradients, open);
        KeepReferences(method);
        if (method.MethodKind is not (MethodKind.LocalFunction or MethodKind.AnonymousFunction))
        {
            // Only what is declared inside another method can change its variables.
            state = state?.WithLocalsOf(before);
        }

        if (inner.Yielded is { } yielded)
        {
            return state is not null && state.Contents.TryGetValue(yielded, out var contents)
                ? Fill(Allocate(callSite, site => new SequenceObject(site)), contents)
                : Value.Unknown;
        }

        return result is UnknownValue && IsTensor(method.ReturnType) ? TensorValue.Opaque : result;
    }

    /// <summary>The compiler gives expression bodies a block with a return; this is for the bodies that have none.</summary>
    private static bool IsExpressionBody(IOperation body) => body is not (IBlockOperation or IMethodBodyOperation or IConstructorBodyOperation);

    private static void HandOver(Frame inner, Value value)
    {
        switch (value)
        {
            case WeightValue weight:
                (inner.HandedOver ??= []).UnionWith(weight.Layers);
                if (weight.Owner is { } owner)
                {
                    inner.HandedOver.Add(owner);
                }

                break;
            case FreshTensorValue { Tensor: { } tensor }:
                (inner.HandedOver ??= []).Add(tensor);
                break;
            case ObjectsValue objects when objects.Objects.Any(CanBeInitialised):
                (inner.HandedOver ??= []).UnionWith(objects.Objects.Where(CanBeInitialised));
                break;
        }

        static bool CanBeInitialised(AbstractObject item) =>
            item is FrameworkModule { Concept: not (SequentialConcept or ModuleCollectionConcept) } or TensorObject;
    }

    private Value InvokeFunction(Value function, IReadOnlyList<Value> values, IInvocationOperation invocation, bool isCallback = false)
    {
        if (function is not FunctionValue known)
        {
            TouchEscaping(values);
            foreach (var value in values)
            {
                Escape(value, invocation.TargetMethod.ReturnType);
            }

            return Unfollowed(invocation.TargetMethod.ReturnType);
        }

        // A function of the framework held in a variable: Func<Tensor, Tensor> act = functional.relu.
        if (known.Body is null && Find(known.Method, out var framework) is AppliesModule applies)
        {
            return Apply(framework, applies.Module, invocation, values);
        }

        var parameters = known.Method.Implementation().Parameters;
        var arguments = parameters.Zip(values, (parameter, value) => new Argument(parameter, value)).ToList();

        var body = known.Body
            ?? (localFunctions.TryGetValue(known.Method.OriginalDefinition, out var local) ? local.Body : null)
            ?? bodies.BodyOf(known.Method, cancellationToken);
        return Execute(known.Method, known.Receiver, body, invocation.Syntax, arguments, isCallback);
    }
}
