using InitAnalyzer.Frameworks;
using InitAnalyzer.Reading.Source;
using InitAnalyzer.Reading.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace InitAnalyzer.Reading.Interpretation;

/// <content>What is noted of walks over a module's parts: whether there was anything to walk over.</content>
internal sealed partial class Interpreter
{
    private readonly Dictionary<(SyntaxNode, InstanceObject?), PartWalk> walks = [];
    private readonly Dictionary<AbstractObject, SyntaxNode> registrations = [];
    private int initialiserRuns;

    /// <summary>The walks executed so far.</summary>
    public IReadOnlyCollection<PartWalk> Walks => walks.Values;

    /// <summary>The first call that registered parts of a module; null where none was executed.</summary>
    public SyntaxNode? RegistrationOf(AbstractObject module) => registrations.TryGetValue(module, out var node) ? node : null;

    /// <summary>The layers with weights that a module's fields hold, in its parts and theirs; what registration would make known.</summary>
    public IEnumerable<FrameworkModule> LayersHeldBy(InstanceObject module, State at)
    {
        var seen = new HashSet<AbstractObject> { module };
        var queue = new Queue<AbstractObject>(seen);
        while (queue.Count > 0)
        {
            var item = queue.Dequeue();
            if (item is FrameworkModule { Concept: WeightLayerConcept } layer)
            {
                yield return layer;
            }

            var inside = item switch
            {
                InstanceObject instance => PartMembersOf(instance.Type).Select(member => at.TryGetField(new FieldKey(instance, member), out var value) ? value : Value.Unknown),
                FrameworkModule { Parts: { } parts } when at.Contents.TryGetValue(parts, out var contents) =>
                    (contents.Candidates?.AsEnumerable() ?? []).Select(PartOf),
                _ => [],
            };
            foreach (var part in inside.OfType<ObjectsValue>().SelectMany(objects => objects.Objects))
            {
                if (part is FrameworkModule || (part is InstanceObject child && IsModule(child.Type)))
                {
                    if (seen.Add(part))
                    {
                        queue.Enqueue(part);
                    }
                }
            }
        }
    }

    private void NoteRegistration(Value? module, SyntaxNode call)
    {
        if (module is not null && SingleObject(module) is { } single && !registrations.ContainsKey(single))
        {
            registrations[single] = call;
        }
    }

    /// <summary>Notes one execution of a walk.</summary>
    private void NoteWalk(IInvocationOperation invocation, Value owner, bool ranInitialisers)
    {
        var instance = invocation.Instance is IInstanceReferenceOperation ? SingleObject(owner) as InstanceObject : null;
        var inConstructor = instance is not null && frame.IsConstructing(instance);
        if (inConstructor && instance!.IsSeveral)
        {
            // Of many modules made in one place, an earlier one is registered when a later one is made.
            return;
        }

        var key = (invocation.Syntax, instance);
        if (!walks.TryGetValue(key, out var walk))
        {
            walks[key] = walk = new PartWalk(invocation.Syntax, instance);
        }

        walk.Ran(instance is not null && !ranInitialisers && HasNoParts(instance), inConstructor);
    }

    /// <summary>Whether certainly nothing is registered with a module, and that registration has not been asked for.</summary>
    private bool HasNoParts(InstanceObject instance) =>
        instance is { Inner: null, IsSeveral: false }
        && IsPlainModule(instance.Type)
        && state is not null
        && !IsRegistered(instance)
        && PartsOf(instance) is { Count: 0 };

    /// <summary>Whether a type derives, by types in source alone, from a module of the framework that has no parts of its own.</summary>
    private bool IsPlainModule(INamedTypeSymbol type)
    {
        var root = frameworks.UserChain(type).Last().BaseType?.OriginalDefinition;
        return frameworks.Any(framework =>
            framework.IsModule(root) && SymbolEqualityComparer.Default.Equals(root?.ContainingType, framework.Module!.ContainingType));
    }

    /// <summary>The fields and auto-properties whose values a module registers.</summary>
    private IEnumerable<ISymbol> PartMembersOf(INamedTypeSymbol type) =>
        frameworks.UserChain(type).SelectMany(ancestor => ancestor.GetMembers()).Where(member =>
            member is IFieldSymbol { IsStatic: false, IsImplicitlyDeclared: false }
            || (member is IPropertySymbol { IsStatic: false, IsIndexer: false } property && property.IsAutoProperty()));
}
