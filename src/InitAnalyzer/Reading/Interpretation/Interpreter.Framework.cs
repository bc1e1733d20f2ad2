using System.Collections.Immutable;
using InitAnalyzer.Frameworks;
using InitAnalyzer.Model;
using InitAnalyzer.Reading.Values;
using InitAnalyzer.Theory;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace InitAnalyzer.Reading.Interpretation;

/// <content>What the members of a framework do, by concept.</content>
internal sealed partial class Interpreter
{
    private Value VisitFrameworkCall(
        IInvocationOperation invocation,
        Framework framework,
        Concept concept,
        Value? receiver,
        IReadOnlyList<Argument> arguments)
    {
        switch (concept)
        {
            case MakesModule makes:
                return ObjectsValue.Of(MakeModule(framework, makes.Module, invocation.Syntax, invocation.Type, arguments));
            case MakesInitializer makes:
                return MakeInitializer(makes.Initializer, invocation.Syntax, arguments);
            case AppendsModule appends:
                return AddPart(receiver, ObjectsValue.Of(MakeModule(framework, appends.Module, invocation.Syntax, invocation.Type, arguments)));
            case AddsPart adds:
                return AddPart(receiver, ArgumentOf(arguments, adds.Parameter) ?? Value.Unknown);
            case MakesInput input:
                return TensorValue.Opaque.WithWidth(WidthOf(ArgumentOf(arguments, input.Shape)));
            case LeavesModule:
                return Value.Unknown;
            case FindsActivation finds:
                return FindActivation(framework, finds, invocation, arguments);
            case CallsModule calls:
                return CallModule(receiver ?? Value.Unknown, invocation, arguments, calls.Input);
            case Initializes initializes:
                return Initialise(framework, initializes.Initializer, invocation, receiver, arguments);
            case ComputesGain gain:
                return GainOf(gain, arguments);
            case RegistersFields:
                NoteRegistration(receiver, invocation.Syntax);
                RegisterFields(framework, receiver ?? Value.Unknown);
                return Value.Unknown;
            case RegistersPart registers when SingleObject(receiver ?? Value.Unknown) is InstanceObject instance:
                NoteRegistration(receiver, invocation.Syntax);
                var name = (ArgumentOf(arguments, registers.NameParameter) as ConstantValue)?.Constant as string;
                Register(framework, instance, name, ArgumentOf(arguments, registers.PartParameter) as ObjectsValue ?? Value.Unknown, null);
                return Value.Unknown;
            case RegistersPart:
                return Value.Unknown;
            case ReturnsArgument:
                return arguments.Count > 0 ? arguments[0].Value : Value.Unknown;
            case SetsGradient sets:
                var isNeeded = ArgumentOf(arguments, sets.Value) ?? Value.Unknown;
                SetGradient(receiver, isNeeded);
                return receiver is FreshTensorValue && isNeeded is ConstantValue { Constant: true } ? AsParameter(receiver, invocation.Syntax, isTrained: true) : receiver ?? Value.Unknown;
            case SwitchesGradients switches:
                SwitchGradients(switches, invocation, arguments);
                return Value.Unknown;
            case EnumeratesParts walk:
                return Enumerate(walk, invocation, receiver ?? Value.Unknown, arguments);
            case AppliesFunction:
                return ApplyFunction(receiver ?? Value.Unknown, arguments.Count > 0 ? arguments[0].Value : Value.Unknown, invocation);
            case MakesParameter:
                return MakeParameter(invocation.Syntax, arguments);
            case MakesTensor tensor:
                return MakeTensor(framework, tensor, invocation, arguments);
            case AppliesModule { Module: FunctionalWeightConcept weight }:
                return ApplyWeight(weight, invocation, arguments);
            case AppliesModule applies:
                return ApplyInPlace(framework, applies, invocation, receiver, arguments);
            default:
                var owner = receiver ?? (arguments.Count > 0 ? arguments[0].Value : Value.Unknown);
                var rest = arguments.Select(argument => argument.Value).Skip(receiver is null ? 1 : 0).ToList();
                return VisitMember(invocation, framework, concept, owner, rest);
        }
    }

    /// <summary>A property of a framework's type, or a method that reads like one.</summary>
    private Value VisitMember(IOperation operation, Framework framework, Concept concept, Value owner, IReadOnlyList<Value> arguments)
    {
        switch (concept)
        {
            case MakesModule makes:
                return ObjectsValue.Of(MakeModule(framework, makes.Module, operation.Syntax, operation.Type, []));
            case MakesInitializer makes:
                return MakeInitializer(makes.Initializer, operation.Syntax, []);
            case HoldsParts:
                return owner;
            case SetsArgument:
                return operation is IMemberReferenceOperation held ? ReadMember(owner, held.Member) : Value.Unknown;
            case ReturnsOperand { IsDetached: true } when owner is WeightValue shared:
                return shared.AsDetached();
            case ReturnsOperand { IsDetached: true } when owner is TensorValue cut:
                return cut.Rescaled();
            case ReturnsOperand:
                return owner;
            case ReadsParameter reads:
                Touch(owner);
                return ReadParameterOf(owner, reads);
            case ReadsFan fan:
                return SingleObject(owner) is FrameworkModule { Concept: WeightLayerConcept } layer ? FanOf(layer, fan.Part) : Value.Unknown;
            case ReadsName:
                return SingleObject(owner) is FrameworkModule { Type: { } named } ? new ConstantValue(named.Name) : Value.Unknown;
            case ReadsRank:
                return owner switch
                {
                    WeightValue { MayBeUnknown: false, Rank: { } rank } => new ConstantValue(rank),
                    ObjectsValue { Single: TensorObject { Rank: { } rank } } => new ConstantValue(rank),
                    _ => Value.Unknown,
                };
            case ReadsShape:
                return AsWeight(owner) is { Role: ParameterRole.Weight, Layers: { Length: 1 } layers, IsView: false }
                    ? arguments.Count == 1 && arguments[0] is ConstantValue { Constant: not null }
                        ? SizeOf(layers[0], arguments[0]) ?? Value.Unknown
                        : new ShapeValue(layers[0])
                    : Value.Unknown;
            case ComputesFans:
                return AsWeight(owner) is { Role: ParameterRole.Weight, Layers: { Length: 1 } ofLayers, IsView: false }
                    ? new ShapeValue(ofLayers[0])
                    : Value.Unknown;
            case AppliesModule applies:
                return Apply(framework, applies.Module, operation, [owner, .. arguments]);
            default:
                return Value.Unknown;
        }
    }

    /// <summary>Says whether a weight needs a gradient; where that is not known, it may be that it needs none.</summary>
    private void SetGradient(Value? owner, Value value)
    {
        var weight = AsWeight(owner);
        NoteWithoutGradient(weight ?? owner, value);
        if (weight is { Role: ParameterRole.Weight })
        {
            var isFrozen = value is not ConstantValue { Constant: true };
            foreach (var layer in weight.Layers)
            {
                switch (layer)
                {
                    case FrameworkModule module:
                        module.IsFrozen = isFrozen;
                        break;
                    case TensorObject tensor:
                        tensor.IsFrozen = isFrozen;
                        break;
                }
            }
        }
    }

    private static Value ReadParameterOf(Value owner, ReadsParameter reads)
    {
        if (owner is not ObjectsValue objects)
        {
            return Value.Unknown;
        }

        var layers = objects.Objects.Where(item => item is FrameworkModule { Concept: WeightLayerConcept }).ToImmutableArray();
        if (layers.IsEmpty && (objects.MayBeUnknown || !objects.Objects.All(item => item is FrameworkModule)))
        {
            return Value.Unknown;
        }

        var ranks = objects.Objects.Select(item => item is FrameworkModule module ? RankOf(module, reads.Role) : null).Distinct().ToList();
        return new WeightValue(
            layers,
            reads.Role,
            objects.MayBeUnknown || (!layers.IsEmpty && layers.Length < objects.Objects.Length),
            rank: reads.Rank ?? (ranks.Count == 1 && !objects.MayBeUnknown ? ranks[0] : null),
            owner: objects.Single);
    }

    private Value FindActivation(Framework framework, FindsActivation finds, IInvocationOperation invocation, IReadOnlyList<Argument> arguments)
    {
        if (framework.Table.Names is not { } names || FindArgument(arguments, finds.Name) is not { Value: ConstantValue { Constant: string name } } argument)
        {
            return Value.Unknown;
        }

        if (names.Activations.TryGetValue(name, out var activation))
        {
            return ObjectsValue.Of(MakeModule(framework, activation, invocation.Syntax, invocation.Type, []));
        }

        if (names.Fallback is not null)
        {
            NoteName(framework, names, argument, fallback: null);
        }

        return Value.Unknown;
    }

    private FrameworkModule MakeModule(Framework framework, ModuleConcept concept, SyntaxNode site, ITypeSymbol? type, IReadOnlyList<Argument> arguments)
    {
        arguments = Unfold(arguments);
        NoteNames(framework, arguments);

        // What a method says that it returns need not be all that it is.
        type = type is { IsAbstract: true } ? null : type;
        switch (concept)
        {
            case WeightLayerConcept layer:
                var inputs = Size(ArgumentOf(arguments, layer.Inputs)) ?? WidthOf(ArgumentOf(arguments, layer.InputShape));
                var made = Allocate(site, node => new FrameworkModule(node, type, framework, layer)
                {
                    FansWith = width => FansOf(layer, width, arguments),
                    GivenInputs = inputs,
                    Outputs = Size(ArgumentOf(arguments, layer.Outputs)),
                    Groups = layer.Groups is null ? 1 : Size(ArgumentOf(arguments, layer.Groups)),
                    HasBias = (ArgumentOf(arguments, layer.Bias) as ConstantValue)?.Constant as bool?,
                });

                // A layer made from a given weight has whatever law that has, and needs a gradient or not as that does.
                var isGiven = layer.Inputs is { } given && ArgumentOf(arguments, given) is null;
                if (isGiven)
                {
                    withoutGradient.Add(made);
                }

                state = isGiven ? state?.WithoutLaw(made) : made.IsSeveral ? state : state?.WithDefaultLaw(made);
                Furnish(framework, layer, made, arguments);
                return made;
            case NamedActivationConcept named:
                return Allocate(site, node => new FrameworkModule(
                    node,
                    type,
                    framework,
                    ArgumentOf(arguments, named.Name) is ConstantValue { Constant: string text } && framework.Table.Names?.Activations.TryGetValue(text, out var meant) == true
                        ? meant!
                        : new ActivationConcept("", "")));
            case ActivationConcept activation:
                var parameter = ParameterOf(activation, arguments, out var isUnknown);
                return Allocate(site, node => new FrameworkModule(node, type, framework, activation)
                {
                    Parameter = parameter,
                    IsParameterUnknown = isUnknown,
                });
            case DropoutConcept dropout:
                var isIdentity = !DropsAny(dropout, arguments);
                var probability = DropProbabilityOf(dropout, arguments);
                return Allocate(site, node => new FrameworkModule(node, type, framework, dropout) { IsIdentity = isIdentity, DropProbability = probability });
            case SequentialConcept or ModuleCollectionConcept:
                var isKeyed = concept is ModuleCollectionConcept { IsKeyed: true };
                var container = Allocate(site, node => new FrameworkModule(node, type, framework, concept) { Parts = new SequenceObject(node) { IsKeyed = isKeyed } });
                Fill(container.Parts!, PartsOf(container, arguments));
                return container;
            case NormalisationConcept normalisation:
                var rank = normalisation.Shape is { } shape ? RankOfShape(ArgumentOf(arguments, shape)) : 1;
                return Allocate(site, node => new FrameworkModule(node, type, framework, concept)
                {
                    ParameterRank = rank,
                    IsUnset = IsUnset(framework, normalisation, arguments),
                });
            default:
                return Allocate(site, node => new FrameworkModule(node, type, framework, concept));
        }
    }

    /// <summary>The number of dimensions of a shape: a list of sizes, or one size.</summary>
    private int? RankOfShape(Value? shape) =>
        shape is null ? null : ItemsOf(shape) is { } sizes ? sizes.Length : Size(shape) is not null ? 1 : null;

    private Contents PartsOf(FrameworkModule container, IReadOnlyList<Argument> arguments)
    {
        if (container.Concept is SequentialConcept { Parts: { } parameter })
        {
            return ArgumentOf(arguments, parameter) is null or ConstantValue { Constant: null } ? Contents.Empty : NamedParts(container, ArgumentOf(arguments, parameter)!);
        }

        return arguments.Count switch
        {
            0 => Contents.Empty,
            1 => NamedParts(container, arguments[0].Value),
            _ => Contents.Unknown,
        };
    }

    /// <summary>The contents of a collection, as the parts of a container.</summary>
    private Contents NamedParts(AbstractObject container, Value collection)
    {
        if (ContentsOf(collection) is not { } given)
        {
            return Contents.Unknown;
        }

        if (given.Items is not { } items)
        {
            return given;
        }

        var parts = ImmutableArray.CreateBuilder<Value>(items.Length);
        foreach (var item in items)
        {
            NameElement(container, PartOf(item), parts.Count);
            parts.Add(item);
        }

        return Contents.Of(parts.MoveToImmutable());
    }

    /// <summary>The module in ("name", module).</summary>
    public static Value PartOf(Value item) => item is TupleValue { Items: { Length: 2 } pair } ? pair[1] : item;

    private static Value? ArgumentOf(IReadOnlyList<Argument> arguments, string? parameter) => FindArgument(arguments, parameter)?.Value;

    private static Argument? FindArgument(IReadOnlyList<Argument> arguments, string? parameter)
    {
        if (parameter is not null)
        {
            foreach (var argument in arguments)
            {
                if (argument.Name == parameter)
                {
                    return argument;
                }
            }
        }

        return null;
    }

    private Fans? FansOf(WeightLayerConcept layer, long inputs, IReadOnlyList<Argument> arguments)
    {
        if (Size(ArgumentOf(arguments, layer.Outputs)) is not { } outputs)
        {
            return null;
        }

        if (layer.Geometry == LayerGeometry.Dense)
        {
            return Fans.ForLinear(inputs, outputs);
        }

        if (layer.Geometry == LayerGeometry.Other
            || ReceptiveField(layer, ArgumentOf(arguments, layer.Kernel)) is not { } field
            || (layer.Groups is null ? 1 : Size(ArgumentOf(arguments, layer.Groups))) is not { } groups
            || groups == 0 || inputs % groups != 0 || outputs % groups != 0)
        {
            return null;
        }

        return layer.Geometry == LayerGeometry.Convolution
            ? Fans.ForConvolution(inputs, outputs, field, groups)
            : Fans.ForTransposedConvolution(inputs, outputs, field, groups);
    }

    private long? ReceptiveField(WeightLayerConcept layer, Value? kernel)
    {
        if (kernel is TupleValue tuple)
        {
            return Product(tuple.Items);
        }

        if (kernel is not null && ItemsOf(kernel) is { } items)
        {
            return Product(items);
        }

        // One number stands for every dimension.
        return Size(kernel) is { } size && layer.Dimensions is { } dimensions
            ? Product(Enumerable.Repeat<Value>(new ConstantValue(size), dimensions))
            : null;

        static long? Product(IEnumerable<Value> sizes) =>
            sizes.Aggregate((long?)1, (product, value) => Size(value) is { } size && product is < 1 << 20 ? product * size : null);
    }

    private static long? Size(Value? value) =>
        value is ConstantValue { Constant: { } constant } && TryNumber(constant) is >= 0 and < 1L << 40 and var number ? (long)number : null;

    private static double? ParameterOf(ActivationConcept activation, IReadOnlyList<Argument> arguments, out bool isUnknown)
    {
        isUnknown = activation.Unless.Names.Any(name => FindArgument(arguments, name) is { Syntax: not null })
            || (activation.OnlyWith is { } needed && ArgumentOf(arguments, needed) is not ConstantValue { Constant: true });
        var sum = 0.0;
        var count = 0;
        foreach (var name in activation.Parameters.Names)
        {
            if (ArgumentOf(arguments, name) is not { } value)
            {
                continue;
            }

            if (QuantityOf(value) is { IsConstant: true } quantity && !double.IsNaN(quantity.Coefficient) && !double.IsInfinity(quantity.Coefficient))
            {
                sum += quantity.Coefficient;
                count++;
            }
            else
            {
                isUnknown = true;
            }
        }

        return count == 0 || isUnknown ? null : sum / count;
    }

    private static Activation? ActivationOf(ActivationConcept concept, double? parameter, bool isUnknown)
    {
        // A slope sets the law that a rectifier wants; other parameters leave the class's law as it is.
        if (isUnknown && (concept.Name is "LeakyReLU" or "PReLU" or "RReLU" || concept.Unless.Names.Count > 0 || concept.OnlyWith is not null))
        {
            return null;
        }

        return TryCreate(concept.Name, parameter) ?? TryCreate(concept.Name, null);

        static Activation? TryCreate(string name, double? parameter)
        {
            try
            {
                return ActivationCatalog.TryCreate(name, parameter, out var activation) ? activation : null;
            }
            catch (ArgumentOutOfRangeException)
            {
                // A parameter that the activation is not defined for.
                return null;
            }
        }
    }

    private Value GainOf(ComputesGain gain, IReadOnlyList<Argument> arguments)
    {
        if (EnumOf(ArgumentOf(arguments, gain.Nonlinearity)) is not { } nonlinearity
            || ArgumentOf(arguments, gain.Parameter) is not { } value
            || QuantityOf(value) is not { IsConstant: true } parameter
            || gain.Gain(nonlinearity, parameter.Coefficient) is not var (activation, factor))
        {
            return Value.Unknown;
        }

        return new NumberValue(new Quantity(factor, GainOf: activation));
    }

    private static int? EnumOf(Value? value) =>
        value is ConstantValue { Constant: { } constant } && TryNumber(constant) is { } number ? (int)number : null;

    /// <summary>The number of dimensions of a module's weight or bias, where it is known.</summary>
    private static int? RankOf(FrameworkModule module, ParameterRole role) => module.Concept switch
    {
        NormalisationConcept => module.ParameterRank,
        WeightLayerConcept when role == ParameterRole.Bias => 1,
        WeightLayerConcept { Geometry: LayerGeometry.Dense } => 2,
        WeightLayerConcept { Geometry: LayerGeometry.Other } => 3,
        WeightLayerConcept layer => layer.Dimensions + 2,
        _ => null,
    };

    private int? RankOf(IReadOnlyList<Argument> arguments)
    {
        if (arguments.Count > 0 && ItemsOf(arguments[0].Value) is { } sizes)
        {
            return sizes.Length;
        }

        var rank = arguments.Count(IsSize);
        return rank == 0 ? null : rank;
    }
}
