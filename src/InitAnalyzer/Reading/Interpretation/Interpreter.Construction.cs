using System.Runtime.CompilerServices;
using InitAnalyzer.Frameworks;
using InitAnalyzer.Reading.Source;
using InitAnalyzer.Reading.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace InitAnalyzer.Reading.Interpretation;

/// <content>Objects of types in source: field initialisers, constructors and their chains, object initialisers.</content>
internal sealed partial class Interpreter
{
    private readonly Stack<Value> initializerTargets = new();

    private Value VisitCreation(IObjectCreationOperation creation)
    {
        var arguments = VisitArguments(creation.Arguments);
        var type = creation.Type as INamedTypeSymbol;
        Value value;
        if (type is not null && creation.Constructor is { } listed && VisitFrameworkCreation(creation, type, listed, arguments) is { } made)
        {
            value = made;
        }
        else if (type is not null && IsInSource(type) && creation.Constructor is { } constructor)
        {
            value = ObjectsValue.Of(Construct(type, constructor, creation.Syntax, arguments));
        }
        else if (VisitLibraryCreation(creation, arguments) is { } known)
        {
            value = known;
        }
        else
        {
            if (creation.Constructor is { } unseen)
            {
                TouchEscaping(unseen, null, arguments);
            }

            value = Value.Unknown;
        }

        if (creation.Initializer is { } initializer)
        {
            initializerTargets.Push(value);
            VisitAll(initializer.Initializers);
            initializerTargets.Pop();
        }

        return value;
    }

    /// <summary>What a constructor of a framework makes; null where it is none.</summary>
    private Value? VisitFrameworkCreation(IObjectCreationOperation creation, INamedTypeSymbol type, IMethodSymbol constructor, IReadOnlyList<Argument> arguments) =>
        Find(constructor, out var framework) switch
        {
            MakesModule makes => ObjectsValue.Of(MakeModule(framework, makes.Module, creation.Syntax, type, arguments)),
            MakesInitializer makes => MakeInitializer(makes.Initializer, creation.Syntax, arguments),
            MakesArguments => MakeArguments(type, creation.Syntax),
            MakesParameter => MakeParameter(creation.Syntax, arguments),
            ReturnsArgument when arguments.Count > 0 => arguments[0].Value,
            MakesInput input => TensorValue.Opaque.WithWidth(WidthOf(ArgumentOf(arguments, input.Shape))),
            AppliesModule applies => Apply(framework, applies.Module, creation, arguments.SelectMany(argument => OperandsIn(argument.Value)).ToList()),
            _ => null,
        };

    /// <summary><c>Layers = { … }</c>: what the member holds is added to, or set.</summary>
    private Value VisitMemberInitializer(IMemberInitializerOperation initializer)
    {
        initializerTargets.Push(Visit(initializer.InitializedMember));
        VisitAll(initializer.Initializer.Initializers);
        initializerTargets.Pop();
        return Value.Unknown;
    }

    /// <summary>Makes an object and runs its constructor.</summary>
    public InstanceObject Construct(INamedTypeSymbol type, IMethodSymbol constructor, SyntaxNode site, IReadOnlyList<Argument> arguments)
    {
        var instance = AllocateInstance(type.OriginalDefinition, site);
        RunConstructor(instance, constructor.OriginalDefinition, site, arguments);
        return instance;
    }

    public InstanceObject AllocateInstance(INamedTypeSymbol type, SyntaxNode site)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var instance = Allocate(site, node => new InstanceObject(node, type));
        var first = new List<KeyValuePair<ISymbol, Value>>();
        foreach (var ancestor in frameworks.UserChain(type))
        {
            foreach (var member in ancestor.GetMembers())
            {
                var memberType = member switch
                {
                    IFieldSymbol { IsStatic: false } field => field.Type,
                    IPropertySymbol { IsStatic: false } property => property.Type,
                    _ => null,
                };
                if (memberType is not null && !(instance.IsSeveral && state is not null && state.HasField(new FieldKey(instance, member))))
                {
                    first.Add(new(member, ValueAtFirst(member, memberType, site)));
                }
            }
        }

        state = state?.WithFields(instance, first);
        return instance;
    }

    /// <summary>What others may set, they may have set; the rest begins as null, or as a struct of such.</summary>
    private Value ValueAtFirst(ISymbol member, ITypeSymbol type, SyntaxNode site)
    {
        // Code that is being typed may have structs that hold themselves; a property's value need not be held at all.
        if (type is INamedTypeSymbol { TypeKind: TypeKind.Struct, IsTupleType: false } structure && IsInSource(structure)
            && (member is IFieldSymbol || ((IPropertySymbol)member).IsAutoProperty())
            && !frame.IsRunning(structure.OriginalDefinition, null)
            && member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) is { } declaration)
        {
            var outside = path;
            path = outside.Enter(site);
            var value = InFrame(
                new Frame(structure.OriginalDefinition, null, frame, null),
                () => ObjectsValue.Of(AllocateInstance(structure.OriginalDefinition, declaration)));
            path = outside;
            return value;
        }

        return type.IsReferenceType && !IsSetFromOutside(member) ? Value.Null : Value.Unknown;
    }

    private static bool IsSetFromOutside(ISymbol member) => member switch
    {
        IFieldSymbol field => !field.IsReadOnly && field.DeclaredAccessibility != Accessibility.Private,
        IPropertySymbol { SetMethod: { } setter } => setter.DeclaredAccessibility != Accessibility.Private,
        _ => false,
    };

    public void RunConstructor(AbstractObject instance, IMethodSymbol constructor, SyntaxNode site, IReadOnlyList<Argument> arguments)
    {
        if (state is null || frame.IsTooDeep(constructor, instance))
        {
            return;
        }

        executed.Add(constructor);
        var outside = path;
        var before = state;
        var open = openScopes;
        path = outside.Enter(site);
        var inner = new Frame(constructor, instance, frame, site);
        foreach (var (parameter, value) in arguments)
        {
            state = state.WithLocal(parameter, value);
            HandOver(inner, value);
        }

        InFrame(inner, () =>
        {
            RunConstructorBody(instance, constructor, arguments);
            return Value.Unknown;
        });
        path = outside;
        state = State.Join(inner.ReturnState, state)?.WithLocalsOf(before);
        LeaveGradientScope(before.Gradients, open);
    }

    private void RunConstructorBody(AbstractObject instance, IMethodSymbol constructor, IReadOnlyList<Argument> arguments)
    {
        var syntax = constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken);
        if (syntax is ConstructorDeclarationSyntax declaration)
        {
            var body = bodies.OperationOf(declaration, cancellationToken) as IConstructorBodyOperation;
            var callsThis = declaration.Initializer?.ThisOrBaseKeyword.ValueText == "this";
            if (!callsThis)
            {
                RunInitializers(instance, constructor.ContainingType);
            }

            if (body?.Initializer is { } initializer)
            {
                Visit(initializer);
            }
            else if (!callsThis)
            {
                RunImplicitBase(instance, constructor.ContainingType, declaration);
            }

            if (body?.BlockBody is { } block)
            {
                Visit(block);
            }
            else if (body?.ExpressionBody is { } expression)
            {
                Visit(expression);
            }

            return;
        }

        if (syntax is TypeDeclarationSyntax { ParameterList: not null } primary)
        {
            CaptureParameters(instance, constructor, arguments);
            RunInitializers(instance, constructor.ContainingType);
            var baseCall = primary.BaseList?.Types.OfType<PrimaryConstructorBaseTypeSyntax>().FirstOrDefault();
            if (baseCall is not null && bodies.OperationOf(baseCall, cancellationToken) is { } call)
            {
                Visit(call);
            }
            else
            {
                RunImplicitBase(instance, constructor.ContainingType, primary);
            }

            return;
        }

        // The constructor that the compiler adds.
        RunInitializers(instance, constructor.ContainingType);
        if (syntax is not null || constructor.ContainingType.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) is { } site && (syntax = site) is not null)
        {
            RunImplicitBase(instance, constructor.ContainingType, syntax);
        }
    }

    private void CaptureParameters(AbstractObject instance, IMethodSymbol constructor, IReadOnlyList<Argument> arguments)
    {
        foreach (var parameter in constructor.Parameters)
        {
            var value = arguments.FirstOrDefault(argument => SymbolEqualityComparer.Default.Equals(argument.Parameter, parameter)).Value ?? Value.Unknown;
            SetMember(instance, parameter, value);
            Name(value, parameter);

            // A record's positional property takes the parameter's value.
            foreach (var property in constructor.ContainingType.GetMembers(parameter.Name).OfType<IPropertySymbol>())
            {
                SetMember(instance, property, value);
            }
        }
    }

    private void RunInitializers(AbstractObject instance, INamedTypeSymbol type)
    {
        foreach (var initializer in bodies.InitializersOf(type, isStatic: false, cancellationToken))
        {
            var value = Visit(initializer.Value);
            Name(value, initializer.Member);
            SetMember(instance, initializer.Member, value);
        }
    }

    private void RunImplicitBase(AbstractObject instance, INamedTypeSymbol type, SyntaxNode site)
    {
        if (type.BaseType?.OriginalDefinition is { } baseType && IsInSource(baseType) && !frameworks.Own(baseType)
            && baseType.InstanceConstructors.FirstOrDefault(candidate => candidate.Parameters.All(parameter => parameter.IsOptional)) is { } constructor)
        {
            RunConstructor(instance, constructor, site, []);
        }
    }

    /// <summary><c>: base(…)</c> and <c>: this(…)</c>.</summary>
    private Value VisitConstructorInitializer(IInvocationOperation invocation)
    {
        var arguments = VisitArguments(invocation.Arguments);
        if (frame.Receiver is not { } receiver)
        {
            return Value.Unknown;
        }

        if (Find(invocation.TargetMethod, out var framework) is MakesModule makes)
        {
            // class Head : Sequential
            if (receiver is InstanceObject instance)
            {
                instance.Inner = MakeModule(framework, makes.Module, invocation.Syntax, invocation.TargetMethod.ContainingType, arguments);
            }
        }
        else if (IsInSource(invocation.TargetMethod.ContainingType) && !frameworks.Own(invocation.TargetMethod.ContainingType))
        {
            RunConstructor(receiver, invocation.TargetMethod.OriginalDefinition, invocation.Syntax, arguments);
        }

        return Value.Unknown;
    }
}
