using System.Collections.Immutable;
using InitAnalyzer.Frameworks;
using InitAnalyzer.Model;
using InitAnalyzer.Reading.Values;
using InitAnalyzer.Theory;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace InitAnalyzer.Reading.Interpretation;

/// <content>Layers that are told their activation, and the law of their weight, when they are made.</content>
internal sealed partial class Interpreter
{
    /// <summary>An initializer of which nothing is known.</summary>
    private static readonly Initializer UnknownInitializer = new("the initializer", null, _ => InitializerLaw.Unknown);

    private readonly Dictionary<SyntaxNode, UnknownName> unknownNames = [];

    /// <summary>The names that were passed and mean nothing, each with its place.</summary>
    public IReadOnlyDictionary<SyntaxNode, UnknownName> UnknownNames => unknownNames;

    /// <summary>Gives a new layer its activation and the law of its weight.</summary>
    private void Furnish(Framework framework, WeightLayerConcept layer, FrameworkModule made, IReadOnlyList<Argument> arguments)
    {
        if (FindArgument(arguments, layer.Activation) is { } activation && ActivationsOf(framework, activation) is { Count: > 0 } activations)
        {
            var output = TensorValue.OutputOf(made);
            var result = activations
                .Select(item => facts.Activate(output, item, activation.Syntax ?? made.Creation, path))
                .Aggregate((joined, item) => joined.With(item))
                .WithWidth(made.Outputs);
            made.Result = made.Result is { } earlier ? earlier.With(result) : result;
        }

        if (FindArgument(arguments, layer.Initializer) is { Syntax: { } site, Value: not ConstantValue { Constant: null } } initializer)
        {
            InitialiseWith(framework, made, site, initializer);
        }

        if (FindArgument(arguments, layer.BiasInitializer) is { Syntax: not null, Value: not ConstantValue { Constant: null } } bias
            && !(InitializerOf(framework, bias) is { } known && known.Law.IsZero))
        {
            changedBiases.Add(made);
        }
    }

    private void InitialiseWith(Framework framework, FrameworkModule layer, SyntaxNode site, Argument argument)
    {
        // A name that means nothing leaves the default.
        if (IsUnknownName(framework, argument, framework.Table.Names?.InitializerParameters))
        {
            return;
        }

        var (initializer, law) = InitializerOf(framework, argument) ?? (UnknownInitializer, InitializerLaw.Unknown);
        var key = (site, path, (AbstractObject)layer);
        if (!initialisations.TryGetValue(key, out var initialisation))
        {
            initialisations[key] = initialisation = new Initialisation(site, site, framework, initializer, null, initialisations.Count, isAlternative: false)
            {
                IsArgument = true,
            };
        }

        // What fan the layer has may show later, from what it is fed.
        initialisation.Gives(law);
        state = state?.WithLaw(layer, initialisation, isCertain: !layer.IsSeveral);
    }

    /// <summary>The initializer that is passed, and its law; null where it is not known.</summary>
    private (Initializer Initializer, InitializerLaw Law)? InitializerOf(Framework framework, Argument argument)
    {
        switch (argument.Value)
        {
            case ConstantValue { Constant: string name }:
                return framework.Table.Names is { } names && names.Initializers.TryGetValue(name, out var named)
                    ? (named, named.Law(NoArguments.Instance))
                    : null;
            case ConstantValue { Constant: { } constant } when MemberOf(argument.Type, constant) is { } member:
                return Find(member, out _) is MakesInitializer { Initializer: var listed } ? (listed, listed.Law(NoArguments.Instance)) : null;
            case ObjectsValue { MayBeNull: false, MayBeUnknown: false } objects when objects.Objects.All(item => item is InitializerObject):
                var first = (InitializerObject)objects.Objects[0];
                var agree = objects.Objects.All(item => ((InitializerObject)item).Law.Equals(first.Law));
                return (first.Initializer, agree ? first.Law : InitializerLaw.Unknown);
            default:
                return null;
        }
    }

    /// <summary>The activations that an argument may stand for; null stands for one that is not known, and an empty list for none.</summary>
    private IReadOnlyList<Activation?> ActivationsOf(Framework framework, Argument argument)
    {
        switch (argument.Value)
        {
            case ConstantValue { Constant: null or "" }:
                return [];
            case ConstantValue { Constant: string name }:
                return framework.Table.Names is { } names && names.Activations.TryGetValue(name, out var named) ? Known(named) : [null];
            case ConstantValue { Constant: { } constant } when MemberOf(argument.Type, constant) is { } member:
                return Find(member, out _) is MakesModule { Module: ActivationConcept listed } ? Known(listed) : [null];
            case FunctionValue { Body: null } function:
                return Find(function.Method, out _) is AppliesModule { Module: ActivationConcept applied } ? Known(applied) : [null];
            case ObjectsValue { MayBeNull: false, MayBeUnknown: false } objects:
                var found = objects.Objects
                    .Select(item => item is FrameworkModule { Concept: ActivationConcept activation } module
                        ? ActivationOf(activation, module.Parameter, module.IsParameterUnknown)
                        : null)
                    .ToList();
                return found.All(IsIdentity) ? [] : found;
            default:
                return [null];
        }

        IReadOnlyList<Activation?> Known(ActivationConcept concept) =>
            ActivationOf(concept, null, isUnknown: false) is var activation && IsIdentity(activation) ? [] : [activation];

        static bool IsIdentity(Activation? activation) => activation?.Name == "Identity";
    }

    /// <summary>The member of an enumeration that a constant is.</summary>
    private static IFieldSymbol? MemberOf(ITypeSymbol type, object constant)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            type = nullable.TypeArguments[0];
        }

        return type.TypeKind != TypeKind.Enum || TryNumber(constant) is not { } number
            ? null
            : type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => field.ConstantValue is { } value && TryNumber(value) == number);
    }

    /// <summary>Makes an object that stands for a law.</summary>
    private Value MakeInitializer(Initializer initializer, SyntaxNode site, IReadOnlyList<Argument> arguments)
    {
        var made = Allocate(site, node => new InitializerObject(node, initializer));
        made.Gives(initializer.Law(new CallArguments(arguments)));
        return ObjectsValue.Of(made);
    }

    /// <summary>Makes an object that holds arguments; what is not set is as if nothing were passed.</summary>
    private Value MakeArguments(INamedTypeSymbol type, SyntaxNode site)
    {
        var made = Allocate(site, node => new ArgumentsObject(node, type));
        for (INamedTypeSymbol? ancestor = type; ancestor is not null; ancestor = ancestor.BaseType)
        {
            foreach (var member in ancestor.GetMembers())
            {
                if (member is IPropertySymbol or IFieldSymbol { IsImplicitlyDeclared: false } && Find(member, out _) is SetsArgument)
                {
                    state = state?.WithField(new FieldKey(made, member.OriginalDefinition), Value.Null);
                }
            }
        }

        return ObjectsValue.Of(made);
    }

    /// <summary>Sets a member that a framework gives a meaning; false where it gives none.</summary>
    private bool TrySet(ISymbol member, Value owner, Value value, IOperation target)
    {
        switch (Find(member, out _))
        {
            case SetsArgument sets:
                if (owner is ObjectsValue objects)
                {
                    var syntax = (target.Parent as ISimpleAssignmentOperation)?.Value.Syntax;
                    foreach (var holder in objects.Objects.OfType<ArgumentsObject>())
                    {
                        holder.Members[member.OriginalDefinition] = (sets.Parameter, syntax);
                    }

                    if (objects.Single is FrameworkModule { Concept: WeightLayerConcept layer } made)
                    {
                        Furnish(made.Framework, layer, made, [new Argument(null!, value) { Syntax = syntax, Held = new HeldArgument(member, sets.Parameter) }]);
                    }
                    else
                    {
                        AssignMember(owner, member.OriginalDefinition, value);
                    }
                }

                return true;
            case HoldsParts:
                if (SingleObject(owner) is { Sequence: { } sequence } container)
                {
                    Fill(sequence, NamedParts(container, value));
                }

                return true;
            default:
                return false;
        }
    }

    /// <summary>Arguments with those in the place of an object that holds some.</summary>
    private IReadOnlyList<Argument> Unfold(IReadOnlyList<Argument> arguments)
    {
        if (!arguments.Any(argument => argument.Value is ObjectsValue { Single: ArgumentsObject }))
        {
            return arguments;
        }

        var unfolded = new List<Argument>();
        foreach (var argument in arguments)
        {
            if (argument.Value is not ObjectsValue { Single: ArgumentsObject holder })
            {
                unfolded.Add(argument);
                continue;
            }

            foreach (var pair in holder.Members.OrderBy(member => member.Key.Name, StringComparer.Ordinal))
            {
                unfolded.Add(new Argument(argument.Parameter, ReadMember(argument.Value, pair.Key))
                {
                    Syntax = pair.Value.Syntax,
                    Held = new HeldArgument(pair.Key, pair.Value.Parameter),
                });
            }
        }

        return unfolded;
    }

    /// <summary>Adds a part to a container; what is added to one that is not known is lost.</summary>
    private Value AddPart(Value? container, Value part) =>
        container is not null && SingleObject(container) is { Sequence: { } sequence } single && NamedContentsOf(single) is { } contents
            ? Add(single, sequence, contents, [part])
            : Value.Unknown;

    /// <summary>The last size of a shape, which is the number of what comes in.</summary>
    private long? WidthOf(Value? shape) => shape switch
    {
        null => null,
        TupleValue { Items.Length: > 0 } tuple => Size(tuple.Items[tuple.Items.Length - 1]),
        _ when ItemsOf(shape) is { Length: > 0 } sizes => Size(sizes[sizes.Length - 1]),
        _ => Size(shape),
    };

    /// <summary>Notes the names among some arguments that mean nothing.</summary>
    private void NoteNames(Framework framework, IReadOnlyList<Argument> arguments)
    {
        if (framework.Table.Names is not { Fallback: { } fallback } names)
        {
            return;
        }

        foreach (var argument in arguments)
        {
            var isInitializer = IsUnknownName(framework, argument, names.InitializerParameters);
            if (isInitializer || IsUnknownName(framework, argument, names.ActivationParameters))
            {
                NoteName(framework, names, argument, isInitializer ? fallback : null);
            }
        }
    }

    private void NoteName(Framework framework, NameTable names, Argument argument, string? fallback)
    {
        if (argument is { Syntax: { } site, Value: ConstantValue { Constant: string name } })
        {
            var known = fallback is null ? names.Activations.Keys : names.Initializers.Keys;
            unknownNames[site] = new UnknownName(
                site.GetLocation(),
                framework.Table.Name,
                name,
                fallback,
                new EquatableArray<string>(ImmutableArray.CreateRange(known.OrderBy(other => other, StringComparer.Ordinal))));
        }
    }

    private static bool IsUnknownName(Framework framework, Argument argument, EquatableNames? parameters) =>
        argument is { Syntax: not null, Value: ConstantValue { Constant: string name } }
        && parameters is not null && parameters.Names.Contains(argument.Name)
        && framework.Table.Names is { Fallback: not null } names
        && !(parameters == names.InitializerParameters ? names.Initializers.ContainsKey(name) : name.Length == 0 || names.Activations.ContainsKey(name));

    /// <summary>Nothing is passed.</summary>
    private sealed class NoArguments : IInitializerArguments
    {
        public static readonly NoArguments Instance = new();

        public bool IsWritten(string parameter) => false;

        public Quantity? Number(string parameter) => null;

        public int? Enum(string parameter) => null;

        public string? Text(string parameter) => null;
    }
}
