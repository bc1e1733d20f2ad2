using System.Collections.Immutable;
using InitAnalyzer.Frameworks;
using InitAnalyzer.Model;
using InitAnalyzer.Reading.Interpretation;
using InitAnalyzer.Reading.Source;
using InitAnalyzer.Reading.Values;
using InitAnalyzer.Theory;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Reading;

/// <summary>One layer that one initializer call fills, seen from one entry.</summary>
/// <param name="ReportNode">Where the call is to be reported.</param>
internal sealed record EntryPlacement(SyntaxNode ReportNode, Initialisation Initialisation, Placement Placement);

/// <summary>One tensor that one initializer call is given, seen from one entry.</summary>
/// <param name="Node">The initializer call.</param>
/// <param name="ReportNode">Where the call is to be reported.</param>
/// <param name="Tensor">The tensor.</param>
internal sealed record EntryTarget(SyntaxNode Node, SyntaxNode ReportNode, Framework Framework, Initializer Initializer, FilledTensor Tensor);

/// <summary>What one entry tells.</summary>
/// <param name="Placements">The layers that initializer calls fill.</param>
/// <param name="OtherCalls">Initializer calls that fill no weight that a rule judges: biases, norms, embeddings.</param>
/// <param name="Targets">Every tensor that initializer calls are given.</param>
/// <param name="Fills">The initializer calls that are executed; each with the call that overwrites what it does, if one does every time.</param>
internal sealed record EntryReading(
    ImmutableArray<EntryPlacement> Placements,
    IReadOnlyCollection<SyntaxNode> OtherCalls,
    IReadOnlyList<EntryTarget> Targets,
    IReadOnlyDictionary<SyntaxNode, SyntaxNode?> Fills)
{
    /// <summary>The places where a self-normalising network is none.</summary>
    public IReadOnlyList<(SyntaxNode Node, SelfNormalisationFinding Finding)> SelfNormalisation { get; init; } = [];

    /// <summary>The walks over parts of modules that were executed.</summary>
    public IReadOnlyList<EntryWalk> Walks { get; init; } = [];

    /// <summary>The parameters that are changed in place.</summary>
    public IReadOnlyCollection<GradientFill> GradientFills { get; init; } = [];

    /// <summary>The modules whose parameters the framework leaves unset; each with whether anything may set them.</summary>
    public IReadOnlyList<(FrameworkModule Module, bool MayBeSet)> UnsetModules { get; init; } = [];

    /// <summary>The tests of a module's type that were executed.</summary>
    public IReadOnlyCollection<TypeTest> TypeTests { get; init; } = [];

    /// <summary>The chains of layers.</summary>
    public IReadOnlyList<EntryChain> Chains { get; init; } = [];

    /// <summary>The names that were passed and mean nothing, each with its place.</summary>
    public IReadOnlyList<(SyntaxNode Node, UnknownName Name)> UnknownNames { get; init; } = [];

    /// <summary>Whether something may fill weights of which it is not known.</summary>
    public bool LosesTrack { get; init; }

    /// <summary>Whether the entry was followed to its end.</summary>
    public bool IsWhole { get; init; } = true;

    public static readonly EntryReading Nothing = new(ImmutableArray<EntryPlacement>.Empty, [], [], new Dictionary<SyntaxNode, SyntaxNode?>());

    /// <summary>What several readings tell together.</summary>
    public static EntryReading Of(IEnumerable<EntryReading> readings)
    {
        var all = readings.ToList();
        return all.Count switch
        {
            0 => Nothing,
            1 => all[0],
            _ => new EntryReading(
                all.SelectMany(reading => reading.Placements).ToImmutableArray(),
                new HashSet<SyntaxNode>(all.SelectMany(reading => reading.OtherCalls)),
                all.SelectMany(reading => reading.Targets).ToList(),
                FillsOf(all))
            {
                SelfNormalisation = all.SelectMany(reading => reading.SelfNormalisation).ToList(),
                GradientFills = all.SelectMany(reading => reading.GradientFills).ToList(),
                Walks = all.SelectMany(reading => reading.Walks).ToList(),
                UnsetModules = all.SelectMany(reading => reading.UnsetModules).ToList(),
                TypeTests = all.SelectMany(reading => reading.TypeTests).ToList(),
                Chains = all.SelectMany(reading => reading.Chains).ToList(),
                UnknownNames = all.SelectMany(reading => reading.UnknownNames).ToList(),
                LosesTrack = all.Any(reading => reading.LosesTrack),
                IsWhole = all.All(reading => reading.IsWhole),
            },
        };
    }

    /// <summary>What survives in one of them, survives.</summary>
    private static Dictionary<SyntaxNode, SyntaxNode?> FillsOf(IEnumerable<EntryReading> readings)
    {
        var fills = new Dictionary<SyntaxNode, SyntaxNode?>();
        foreach (var pair in readings.SelectMany(reading => reading.Fills))
        {
            fills[pair.Key] = fills.TryGetValue(pair.Key, out var earlier) && earlier is null ? null : pair.Value;
        }

        return fills;
    }
}

/// <summary>A walk over a module's parts, as one entry executes it.</summary>
/// <param name="Node">The call that walks.</param>
/// <param name="IsOverNothing">Whether nothing was registered, every time.</param>
/// <param name="IsInConstructor">Whether the module's constructor was under way, every time.</param>
/// <param name="Registration">The first call that registers parts of the module; null where none is executed.</param>
/// <param name="Layers">The layers that the module holds all the same, as the user calls them.</param>
internal sealed record EntryWalk(
    SyntaxNode Node,
    bool IsOverNothing,
    bool IsInConstructor,
    SyntaxNode? Registration,
    ImmutableArray<(string Name, Location Creation)> Layers);

/// <summary>
/// Reads one type as if it were used by itself: makes an object with every constructor, then runs every method that
/// was not run from another, those that initialise before those that pass tensors.
/// </summary>
internal sealed class EntryReader(SourceIndex index, SourceBodies bodies, ImmutableArray<Framework> frameworks, CancellationToken cancellationToken)
{
    private readonly Interpreter interpreter = new(index, bodies, frameworks, cancellationToken);
    private readonly List<ReadEnd> ends = [];
    private readonly List<Value> returned = [];
    private InstanceObject? entryObject;
    private int constructedCount;
    private bool hasLayers;

    /// <summary>Reads a type, or one static method: those of a static class, and factories, have nothing to do with each other.</summary>
    public static EntryReading Read(
        INamedTypeSymbol type,
        IMethodSymbol? only,
        SourceIndex index,
        SourceBodies bodies,
        ImmutableArray<Framework> frameworks,
        CancellationToken cancellationToken)
    {
        try
        {
            var reader = new EntryReader(index, bodies, frameworks, cancellationToken);
            reader.Run(type.OriginalDefinition, only);
            var otherCalls = new HashSet<SyntaxNode>(reader.interpreter.OtherCalls.Concat(reader.FillsOfNoLayer()));
            return new EntryReading(reader.Placements(), otherCalls, reader.interpreter.Targets, reader.interpreter.Fills)
            {
                SelfNormalisation = reader.interpreter.Facts.SelfNormalisation().ToList(),
                Walks = reader.Walks(),
                GradientFills = reader.interpreter.GradientFills,
                UnsetModules = reader.interpreter.UnsetModules.ToList(),
                TypeTests = reader.interpreter.TypeTests,
                Chains = new ChainReader(reader.interpreter, reader.entryObject, reader.ends, reader.Describe).Read(),
                UnknownNames = reader.interpreter.UnknownNames.Select(pair => (pair.Key, pair.Value)).ToList(),
                LosesTrack = reader.interpreter.LosesTrack,
            };
        }
        catch (Exception exception) when (exception is BudgetExceededException or InsufficientExecutionStackException)
        {
            // Too large or too deep to follow: nothing is claimed.
            return EntryReading.Nothing with { IsWhole = false };
        }
    }

    /// <summary>The methods of a type, its own and inherited, that can be run by themselves.</summary>
    public static IEnumerable<IMethodSymbol> RunnableMethodsOf(INamedTypeSymbol type, ImmutableArray<Framework> frameworks) =>
        MethodsOf(type.OriginalDefinition, frameworks);

    private void Run(INamedTypeSymbol type, IMethodSymbol? only)
    {
        var site = type.DeclaringSyntaxReferences.First().GetSyntax(cancellationToken);

        if (type.StaticConstructors.FirstOrDefault(constructor => constructor.IsInSource()) is { } initializer)
        {
            interpreter.Invoke(initializer, null, initializer.DeclaringSyntaxReferences[0].GetSyntax(cancellationToken));
        }

        // Of an abstract type there are no objects; the types that derive from it are read themselves.
        var instance = only is not null || type.IsStatic || type.IsAbstract || type.TypeKind is not (TypeKind.Class or TypeKind.Struct)
            ? null
            : interpreter.AllocateInstance(type, site);
        entryObject = instance;
        var constructed = instance is null ? interpreter.State : Construct(type, instance, site);
        if (constructed is null)
        {
            return;
        }

        constructedCount = interpreter.Allocated.Count;
        ends.Add(new ReadEnd(constructed, 0, 0, constructedCount));

        // An object without layers has nothing to initialise; only methods that make some are of interest.
        hasLayers = index.HoldsLayers(type) || interpreter.Allocated.Any(made => made is FrameworkModule { Concept: WeightLayerConcept } or TensorObject { IsParameter: true });
        var methods = only is null ? MethodsOf(type, frameworks).Where(method => !index.IsFactory(method)).ToList() : [only];
        var initialised = constructed;
        foreach (var method in methods.Where(method => !PassesTensors(method)))
        {
            if (RunMethod(method, instance, constructed) is { } end)
            {
                initialised = State.Join(initialised, end)!;
            }
        }

        foreach (var method in methods.Where(PassesTensors))
        {
            RunMethod(method, instance, initialised);
        }

        CallTheUncalled(initialised, site, instance);
    }

    /// <summary>Runs every constructor that no other calls, and joins where they end.</summary>
    private State? Construct(INamedTypeSymbol type, InstanceObject instance, SyntaxNode site)
    {
        var fresh = interpreter.State;
        State? constructed = null;
        foreach (var constructor in type.InstanceConstructors.OrderByDescending(constructor => constructor.Parameters.Length))
        {
            var isCopy = constructor is { IsImplicitlyDeclared: true, Parameters.Length: 1 };
            if (isCopy || interpreter.WasExecuted(constructor))
            {
                continue;
            }

            interpreter.State = fresh?.WithGradients(GradientMode.Recorded);
            interpreter.RunConstructor(instance, constructor, site, []);
            constructed = State.Join(constructed, interpreter.State);
        }

        return constructed ?? fresh;
    }

    /// <summary>Nobody calls a program's entry point, and nobody has a scope around it.</summary>
    private static bool IsProgram(IMethodSymbol method) => method is { IsStatic: true, Name: "Main" or "<Main>$" };

    private State? RunMethod(IMethodSymbol method, InstanceObject? instance, State start)
    {
        if (interpreter.WasExecuted(method) || (!method.IsStatic && instance is null))
        {
            return null;
        }

        var before = interpreter.Allocated.Count;
        interpreter.State = start.WithGradients(IsProgram(method) ? GradientMode.Recorded : GradientMode.Assumed);
        var site = method.DeclaringSyntaxReferences.First().GetSyntax(cancellationToken);
        if (!hasLayers && !index.MakesLayers(site) && !index.NamesInitializer(site))
        {
            return null;
        }

        var result = interpreter.Invoke(method, method.IsStatic ? null : instance, site);
        returned.Add(result);
        if (result is TensorValue or TupleValue)
        {
            foreach (var tensor in interpreter.TensorsIn(result))
            {
                interpreter.Facts.Leave(tensor);
            }
        }

        var end = interpreter.State;
        if (end is not null)
        {
            ends.Add(new ReadEnd(end, before, interpreter.Allocated.Count, constructedCount));
            CallTheUncalled(end, site, instance, before);
        }

        return end;
    }

    /// <summary>
    /// A network that is made here and handed on to where it cannot be followed is called nowhere; what happens inside
    /// it is known all the same.
    /// </summary>
    private void CallTheUncalled(State start, SyntaxNode site, InstanceObject? own, int from = 0)
    {
        for (var i = from; i < interpreter.Allocated.Count; i++)
        {
            var made = interpreter.Allocated[i];
            var isCallable = made is FrameworkModule { Concept: SequentialConcept } || (made is InstanceObject && !ReferenceEquals(made, own));
            if (isCallable && !interpreter.WasCalled(made))
            {
                interpreter.State = start.WithGradients(GradientMode.Unknown);
                interpreter.CallOne(made, site, null, [TensorValue.Opaque]);
            }
        }
    }

    /// <summary>The methods that run on an object of this type: its own, and those it inherits from types in source.</summary>
    private static IEnumerable<IMethodSymbol> MethodsOf(INamedTypeSymbol type, ImmutableArray<Framework> frameworks)
    {
        var overridden = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default);
        var methods = new List<IMethodSymbol>();
        foreach (var ancestor in frameworks.UserChain(type))
        {
            foreach (var method in ancestor.GetMembers().OfType<IMethodSymbol>().Select(SourceSymbols.Implementation))
            {
                if (method.OverriddenMethod is { } hidden)
                {
                    overridden.Add(hidden.Implementation());
                }

                var isRunnable = method.MethodKind is MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation
                    or MethodKind.PropertyGet;
                if (isRunnable && !method.IsAbstract && !IsDispose(method) && method.IsInSource() && !overridden.Contains(method)
                    && !(method.IsStatic && !SymbolEqualityComparer.Default.Equals(ancestor, type)))
                {
                    methods.Add(method);
                }
            }
        }

        // What others can call comes first, so that helpers are met from where they are used.
        return methods
            .OrderByDescending(method => method.IsOverride)
            .ThenByDescending(method => method.DeclaredAccessibility);
    }

    /// <summary>What a type does when it is done with has no part in what it is.</summary>
    private static bool IsDispose(IMethodSymbol method) =>
        method is { Name: nameof(IDisposable.Dispose), ReturnsVoid: true, Parameters: [] or [{ Type.SpecialType: SpecialType.System_Boolean }] };

    private bool PassesTensors(IMethodSymbol method) =>
        method.Parameters.Any(parameter => HasTensor(parameter.Type)) || HasTensor(method.ReturnType);

    private bool HasTensor(ITypeSymbol type) =>
        frameworks.IsTensor(type)
        || (type is INamedTypeSymbol { IsTupleType: true } tuple && tuple.TupleElements.Any(element => HasTensor(element.Type)))
        || (type is IArrayTypeSymbol array && HasTensor(array.ElementType));

    /// <summary>Calls that fill a tensor of which no layer is made, here or elsewhere: it goes into something else, or nobody can get at it.</summary>
    private IEnumerable<SyntaxNode> FillsOfNoLayer() => ends
        .SelectMany(end => end.State.Laws)
        .Where(pair => pair.Key is TensorObject { IsWeight: false })
        .ToLookup(pair => (TensorObject)pair.Key, pair => pair.Value)
        .Where(tensor => tensor.Key.IsUsedOtherwise || !IsWithinReach(tensor.Key))
        .SelectMany(tensor => tensor.SelectMany(laws => laws))
        .Select(initialisation => initialisation.Node);

    private bool IsWithinReach(TensorObject tensor) =>
        ends.Any(end => end.State.Holds(tensor)) || returned.Any(value => value.Mentions(tensor));

    private ImmutableArray<EntryPlacement> Placements()
    {
        var placements = new List<(AbstractObject Layer, Initialisation Initialisation, EntryPlacement Placement)>();
        var seen = new HashSet<(AbstractObject, Initialisation)>();
        foreach (var end in ends)
        {
            foreach (var pair in end.State.Laws)
            {
                var layer = pair.Key;
                if (layer is not (FrameworkModule or TensorObject { IsWeight: true }))
                {
                    continue;
                }

                foreach (var initialisation in pair.Value)
                {
                    if (seen.Add((layer, initialisation)))
                    {
                        var placement = new Placement(
                            Describe(layer, initialisation.LayerName),
                            layer is TensorObject { IsTransposed: true } ? initialisation.Law.Transposed()
                                : initialisation.IsArgument ? Interpreter.For(layer, initialisation.Law)
                                : initialisation.Law,
                            initialisation.IsAlternative);
                        placements.Add((layer, initialisation, new EntryPlacement(initialisation.ReportNode, initialisation, placement)));
                    }
                }
            }
        }

        // The order of a dictionary is none; the order of making is.
        var order = new Dictionary<AbstractObject, int>();
        foreach (var made in interpreter.Allocated)
        {
            order[made] = order.Count;
        }

        return placements
            .OrderBy(placement => order[placement.Layer])
            .ThenBy(placement => placement.Initialisation.Ordinal)
            .Select(placement => placement.Placement)
            .ToImmutableArray();
    }

    private ImmutableArray<EntryWalk> Walks() => interpreter.Walks
        .Select(walk => new EntryWalk(
            walk.Node,
            walk.IsOverNothing,
            walk.IsInConstructor,
            walk.Owner is { } owner ? interpreter.RegistrationOf(owner) : null,
            walk is { IsOverNothing: true, Owner: { } holder } ? LayersOf(holder) : ImmutableArray<(string, Location)>.Empty))
        .ToImmutableArray();

    private ImmutableArray<(string Name, Location Creation)> LayersOf(InstanceObject module) => ends
        .SelectMany(end => interpreter.LayersHeldBy(module, end.State))
        .Distinct()
        .Select(layer => (layer.Name ?? layer.Kind!, layer.Creation.GetLocation()))
        .ToImmutableArray();

    private LayerSite Describe(AbstractObject layer, string? name)
    {
        var weight = (IWeightLayer)layer;
        var kind = weight.Kind!;
        return new LayerSite(
            name ?? layer.Name ?? kind,
            kind,
            weight.Fans,
            layer.Creation.GetLocation(),
            layer.IsSeveral,
            new EquatableArray<LayerUse>(interpreter.Facts.UsesOf(layer)))
        {
            Inputs = weight.Inputs,
            Outputs = weight.Outputs,
            Groups = weight.Groups,
            IsTransposed = weight.IsTransposedConvolution,
            IsCombined = interpreter.Facts.IsCombined(layer),
            IsFrozen = weight.IsFrozen,
        };
    }
}
