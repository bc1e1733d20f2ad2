using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using InitAnalyzer.Frameworks;
using InitAnalyzer.Reading.Source;
using InitAnalyzer.Reading.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace InitAnalyzer.Reading.Interpretation;

/// <content>What a module knows of its parts: registration, and the walks over modules and parameters that follow it.</content>
internal sealed partial class Interpreter
{
    private const int MaximumNesting = 12;

    /// <summary>
    /// Registers every field that holds a module or a parameter now; a second time does nothing. A property counts by its field,
    /// under the name that the compiler gave to that.
    /// </summary>
    private void RegisterFields(Framework framework, Value owner)
    {
        if (SingleObject(owner) is not InstanceObject instance || state is null || framework.Mark is not { } mark)
        {
            return;
        }

        var done = new FieldKey(instance, mark);
        if (state.HasField(done))
        {
            return;
        }

        RuntimeHelpers.EnsureSufficientExecutionStack();
        state = state.WithField(done, Value.Null);
        foreach (var member in PartMembersOf(instance.Type))
        {
            if (state.TryGetField(new FieldKey(instance, member), out var value))
            {
                var type = (member as IFieldSymbol)?.Type ?? ((IPropertySymbol)member).Type;
                Register(framework, instance, member is IPropertySymbol ? $"<{member.Name}>k__BackingField" : member.Name, value, type);
            }
        }
    }

    private void Register(Framework framework, InstanceObject instance, string? name, Value value, ITypeSymbol? type)
    {
        switch (value)
        {
            case ObjectsValue objects:
                var parts = objects.WithoutNull().Where(IsPart);
                if (parts is not ObjectsValue registered)
                {
                    return;
                }

                value = registered;
                foreach (var child in registered.Objects.OfType<InstanceObject>())
                {
                    // A module registers its own parts when it is registered itself.
                    RegisterFields(framework, ObjectsValue.Of(child));
                }

                break;
            case UnknownValue when type is null || framework.IsModule(type) || framework.IsTensor(type):
                break;
            default:
                return;
        }

        var contents = ContentsOf(instance.Children) ?? Contents.Empty;
        var item = new TupleValue(ImmutableArray.Create(name is null ? Value.Unknown : new ConstantValue(name), value));
        var isRegistered = contents.Items is { } items
            && items.OfType<TupleValue>().Any(other => other.Items[0] is ConstantValue { Constant: string known } && known == name);
        if (!isRegistered)
        {
            state = state?.WithContents(
                instance.Children,
                contents.Add(item));
        }

        bool IsPart(AbstractObject part) =>
            part is FrameworkModule or TensorObject || (part is InstanceObject child && IsModule(child.Type));
    }

    /// <summary>A module's direct parts with their names, those among them that it may have or not; null where they are not known.</summary>
    private IReadOnlyList<(string? Name, Value Part)>? PartsOf(AbstractObject module)
    {
        switch (module)
        {
            case InstanceObject { Inner: { } inner }:
                return PartsOf(inner);
            case InstanceObject instance:
                if (ContentsOf(instance.Children) is not { } contents)
                {
                    return [];
                }

                return contents.Candidates?
                    .OfType<TupleValue>()
                    .Select(item => ((item.Items[0] as ConstantValue)?.Constant as string, item.Items[1]))
                    .ToList();
            case FrameworkModule { Parts: not null }:
                return NamedContentsOf(module) is { } parts ? parts.Candidates?.Select((part, index) => (NameOf(part, parts.Items is null ? null : index), PartOf(part))).ToList() : null;
            case FrameworkModule { Concept: OpaqueLayerConcept }:
                // A transformer has parts of its own, which nobody made here.
                return [];
            default:
                return [];
        }
    }

    /// <summary>The name that a container gives to a part: the one it came with, or its number.</summary>
    private static string? NameOf(Value part, int? index) =>
        part is TupleValue { Items: { Length: 2 } pair } ? (pair[0] as ConstantValue)?.Constant as string : index?.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Whether it is known how many parts a module has, and in what order.</summary>
    private bool IsCounted(AbstractObject module) => module switch
    {
        InstanceObject { Inner: { } inner } => IsCounted(inner),
        InstanceObject instance => ContentsOf(instance.Children) is not { Items: null },
        FrameworkModule { Parts: not null } => NamedContentsOf(module) is { Items: not null },
        _ => true,
    };

    /// <summary>All modules below one, parents before their parts; null where some are not known.</summary>
    private List<(string? Name, Value Module)>? Descendants(AbstractObject module, bool isDeep, int depth = 0)
    {
        if (depth > MaximumNesting || PartsOf(module) is not { } parts)
        {
            return null;
        }

        var found = parts.Where(part => part.Part is not ObjectsValue { Single: TensorObject }).ToList();
        if (!isDeep)
        {
            return found;
        }

        foreach (var (name, part) in found.ToList())
        {
            foreach (var item in (part as ObjectsValue)?.Objects ?? ImmutableArray<AbstractObject>.Empty)
            {
                if (Descendants(item, isDeep, depth + 1) is not { } deeper)
                {
                    return null;
                }

                found.AddRange(deeper.Select(inner => (name is null || inner.Name is null ? null : name + "." + inner.Name, inner.Module)));
            }
        }

        return found;
    }

    private Value Enumerate(EnumeratesParts walk, IInvocationOperation invocation, Value owner, IReadOnlyList<Argument> arguments)
    {
        NoteWalk(invocation, owner, ranInitialisers: false);
        var sequence = Allocate(invocation.Syntax, site => new SequenceObject(site));
        if (SingleObject(owner) is not { } module || Descendants(module, walk.IsDeep) is not { } modules)
        {
            return Fill(sequence, Contents.Unknown);
        }

        if (walk.DepthParameter is { } depth && ArgumentOf(arguments, depth) is { } isDeep and not ConstantValue { Constant: true })
        {
            // What a container counts as its own parameters differs from one to the other.
            if (isDeep is not ConstantValue || module is not InstanceObject { Inner: null })
            {
                return Fill(sequence, Contents.Unknown);
            }

            modules = [];
        }

        var found = walk.OfParameters
            ? modules.Prepend((Name: null, Module: owner)).SelectMany(item => ParametersOf(item.Name, item.Module))
            : modules;
        var items = found.Select(item => walk.IsNamed
            ? new TupleValue(ImmutableArray.Create(item.Name is null ? Value.Unknown : new ConstantValue(item.Name), item.Item2))
            : item.Item2);
        if (!walk.OfParameters)
        {
            walkedSequences[sequence] = new Walked(invocation.Syntax, invocation.TargetMethod.Name, IsTreeKnown(module, modules));
        }

        var isCounted = IsCounted(module) && modules.All(item => item.Module is not ObjectsValue inner || inner.Objects.All(IsCounted));
        return Fill(sequence, Contents.Of(ImmutableArray.CreateRange(items), isCounted));
    }

    /// <summary>The parameters that a module itself holds.</summary>
    private IEnumerable<(string? Name, Value Parameter)> ParametersOf(string? path, Value module)
    {
        foreach (var item in (module as ObjectsValue)?.Objects ?? ImmutableArray<AbstractObject>.Empty)
        {
            switch (item)
            {
                case FrameworkModule { Concept: WeightLayerConcept or NormalisationConcept } layer:
                    var layers = layer.Concept is WeightLayerConcept ? ImmutableArray.Create(item) : ImmutableArray<AbstractObject>.Empty;
                    foreach (var role in new[] { ParameterRole.Weight, ParameterRole.Bias })
                    {
                        yield return (Join(NameOf(role)), new WeightValue(layers, role, false, rank: RankOf(layer, role), owner: layer));
                    }

                    break;
                case FrameworkModule { Concept: OpaqueLayerConcept }:
                    yield return (null, Value.Unknown);
                    break;
                case InstanceObject:
                    foreach (var (name, part) in PartsOf(item) ?? [])
                    {
                        if (part is ObjectsValue { Single: TensorObject })
                        {
                            yield return (name is null ? null : Join(name), part);
                        }
                    }

                    break;
            }
        }

        string Join(string name) => path is null ? name : path + "." + name;
    }

    /// <summary>Calls a function with every module below one, parts first, and with the module itself.</summary>
    private Value ApplyFunction(Value owner, Value function, IInvocationOperation invocation)
    {
        if (function is not FunctionValue known || SingleObject(owner) is not { } module)
        {
            TouchAll();
            NoteWalk(invocation, owner, ranInitialisers: true);
            TouchAll();
            return owner;
        }

        // The module itself is visited too; its type may be one that the function initialises.
        var before = initialiserRuns;
        var round = 0;
        var outer = walked;
        walked = new Walked(invocation.Syntax, invocation.TargetMethod.Name, Descendants(module, isDeep: true) is { Count: > 0 } descendants && IsTreeKnown(module, descendants));
        Walk(module, 0);
        walked = outer;
        NoteWalk(invocation, owner, initialiserRuns > before);
        return owner;

        void Walk(AbstractObject item, int depth)
        {
            if (depth > MaximumNesting || PartsOf(item) is not { } parts)
            {
                TouchAll();
                return;
            }

            var isCounted = IsCounted(item);
            foreach (var part in parts.SelectMany(part => (part.Part as ObjectsValue)?.Objects ?? ImmutableArray<AbstractObject>.Empty))
            {
                if (part is not TensorObject)
                {
                    var without = state;
                    Walk(part, depth + 1);
                    state = isCounted ? state : State.Perhaps(without, state);
                }
            }

            var outside = path;
            path = outside.Enter(invocation.Syntax, round++);
            InvokeFunction(known, [ObjectsValue.Of(item)], invocation, isCallback: true);
            path = outside;
        }
    }
}
