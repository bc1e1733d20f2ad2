using System.Collections.Immutable;
using InitAnalyzer.Frameworks;
using InitAnalyzer.Model;
using InitAnalyzer.Reading.Source;
using InitAnalyzer.Theory;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitAnalyzer.Reading;

/// <summary>
/// Reads one compilation into the model, type by type, on demand. A type is read once, by itself; what is known of an
/// initializer call is gathered from all types that use, directly or not, the type in which it stands.
/// </summary>
internal sealed class NetworkReader
{
    private readonly ImmutableArray<Framework> frameworks;
    private readonly SourceIndex index;
    private readonly InitializerSites sites;
    private readonly Entries entries;
    private readonly HandOvers handOvers;
    private readonly WeightReceivers receivers;
    private readonly BlanketWalks walks;
    private readonly ParameterFills fills;
    private readonly UnsetModules unset;
    private readonly UnmatchedInitialisations unmatched;
    private readonly LayerChains chains;

    private NetworkReader(Compilation compilation, ImmutableArray<Framework> frameworks, SourceIndex index)
    {
        this.frameworks = frameworks;
        this.index = index;
        var bodies = new SourceBodies(compilation);
        sites = new InitializerSites(frameworks, bodies);
        entries = new Entries(compilation, index, bodies, frameworks);
        handOvers = new HandOvers(index, bodies, frameworks);
        receivers = new WeightReceivers(index);
        fills = new ParameterFills(index, entries);
        var loads = new LoadedTypes(frameworks, index, bodies);
        unset = new UnsetModules(frameworks, index, entries, loads);
        unmatched = new UnmatchedInitialisations(index, entries);
        chains = new LayerChains(entries, loads);
        walks = new BlanketWalks(frameworks, index, bodies, sites, entries);
    }

    /// <summary>Prepares to read a compilation; null where it has nothing that a rule could speak of.</summary>
    public static NetworkReader? TryCreate(
        Compilation compilation,
        ImmutableArray<Framework> frameworks,
        Func<SyntaxTree, FileOutline> outlines,
        CancellationToken cancellationToken)
    {
        return !frameworks.IsEmpty
            && SourceIndex.TryBuild(compilation, frameworks, outlines, cancellationToken) is { } index
            ? new NetworkReader(compilation, frameworks, index)
            : null;
    }

    /// <summary>What a type tells; what stands in types nested in it is theirs.</summary>
    /// <param name="type">The type.</param>
    /// <param name="minimumDepth">The number of layers from which a chain is of interest.</param>
    /// <param name="isSilent">Whether nothing is to be said of a layer, wherever else it is met.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public TypeModel Read(INamedTypeSymbol type, int minimumDepth, Func<Placement, bool> isSilent, CancellationToken cancellationToken)
    {
        // The framework's own sources are no networks, when it is the framework that is being compiled.
        if (frameworks.Own(type))
        {
            return TypeModel.Nothing;
        }

        var hasSay = index.Initialises(type) && (index.NamesInitializer(type) || handOvers.AreIn(type));
        var calls = hasSay ? CallsOf(type, isSilent, cancellationToken) : [];
        var selfNormalisation = index.NamesSelfNormalisation(type) ? SelfNormalisationIn(type, cancellationToken) : [];
        var blankets = index.Initialises(type) ? walks.Of(type, cancellationToken) : [];
        var parameterFills = hasSay ? fills.Of(type, cancellationToken) : [];
        var unsetModules = index.NamesUnset(type) ? unset.Of(type, cancellationToken) : [];
        var layerChains = index.MayHoldChain(type, frameworks.IsModule(type), minimumDepth) ? chains.Of(type, minimumDepth, cancellationToken) : [];
        var unknownNames = frameworks.HaveClosedNames() && index.NamesInitializer(type) ? UnknownNamesIn(type, cancellationToken) : [];
        return calls.Count == 0 && selfNormalisation.Count == 0 && blankets.Count == 0 && parameterFills.Count == 0 && unsetModules.Count == 0 && layerChains.Count == 0
            && unknownNames.Count == 0
            ? TypeModel.Nothing
            : new TypeModel(calls)
            {
                SelfNormalisation = selfNormalisation,
                Walks = blankets,
                Fills = parameterFills,
                Unset = unsetModules,
                Chains = layerChains,
                UnknownNames = unknownNames,
            };
    }

    /// <summary>The names in a type that mean nothing to the framework, in source order.</summary>
    private List<UnknownName> UnknownNamesIn(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        var declarations = new TypeDeclarations(type, cancellationToken);
        return entries.WithFactoriesOf(type, cancellationToken).UnknownNames
            .Where(item => declarations.Hold(item.Node))
            .OrderBy(item => item.Node.SyntaxTree.FilePath, StringComparer.Ordinal)
            .ThenBy(item => item.Node.SpanStart)
            .Select(item => item.Name)
            .Distinct()
            .ToList();
    }

    /// <summary>The places in a type itself where a self-normalising network is none, as its own reading shows them.</summary>
    private List<SelfNormalisationFinding> SelfNormalisationIn(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        var declarations = new TypeDeclarations(type, cancellationToken);
        return entries.WithFactoriesOf(type, cancellationToken).SelfNormalisation
            .Where(item => declarations.Hold(item.Node))
            .Select(item => item.Finding)
            .Distinct()
            .ToList();
    }

    /// <summary>The initializer calls that stand in a type, in source order.</summary>
    private List<InitializerCall> CallsOf(INamedTypeSymbol type, Func<Placement, bool> isSilent, CancellationToken cancellationToken)
    {
        var mayFillLayers = index.IsEntry(type) || entries.UsersOf(type, cancellationToken).Count > 0;
        var initializers = new Dictionary<SyntaxNode, InitializerSite>();
        foreach (var call in index.CallsTo(type, sites.Names))
        {
            if (((mayFillLayers && receivers.MayFill(call, type)) || sites.MaySpeakAlone(call))
                && sites.Find(call, cancellationToken) is { } site)
            {
                initializers[call] = site;
            }
        }

        var reading = mayFillLayers ? ReadingFor(type, initializers, isSilent, cancellationToken) : EntryReading.Nothing;
        var placements = reading.Placements.ToLookup(placement => placement.ReportNode);
        var targets = reading.Targets.ToLookup(target => target.ReportNode);
        var declarations = new TypeDeclarations(type, cancellationToken);
        var expressions = ExpressionsIn(declarations, reading);
        var matchless = unmatched.Of(type, initializers.Keys, cancellationToken);
        var told = declarations.InSourceOrder(initializers.Keys.Concat(placements.Select(group => group.Key)).Concat(targets.Select(group => group.Key)).Where(IsCall));
        return told.SelectMany(call => Describe(call, placements[call], targets[call], reading.Fills, initializers, matchless)).Concat(expressions).ToList();
    }

    private static bool IsCall(SyntaxNode node) =>
        node is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax or ConstructorInitializerSyntax or PrimaryConstructorBaseTypeSyntax;

    /// <summary>The weights that are made by expressions, or with the layer, which stand in a type, in source order.</summary>
    private static IEnumerable<InitializerCall> ExpressionsIn(TypeDeclarations declarations, EntryReading reading)
    {
        const int longest = 60;
        return reading.Placements
            .Where(placement => !placement.Initialisation.IsCall && declarations.Hold(placement.Initialisation.Node))
            .GroupBy(placement => placement.Initialisation.Node)
            .OrderBy(group => group.Key.SyntaxTree.FilePath, StringComparer.Ordinal)
            .ThenBy(group => group.Key.SpanStart)
            .ThenBy(group => group.Key.Span.Length)
            .Select(group => new InitializerCall(
                group.Key.GetLocation(),
                group.First().Initialisation.Initializer?.Name ?? (group.Key.ToString() is { Length: <= longest } text && text.IndexOf('\n') < 0 ? text : "the expression"),
                group.First().Initialisation.Framework.Table.Name,
                InitializerQuirk.None,
                RankRange.Any,
                IsHandedOver: false,
                new EquatableArray<Placement>(ImmutableArray.CreateRange(group.Select(placement => placement.Placement).Distinct())),
                default)
            {
                IsExpression = group.First().Initialisation.Initializer is null,
            });
    }

    /// <summary>
    /// What the type's initializer calls fill. Where the type's own reading settles that, it is all that is read;
    /// otherwise the types that use it may tell more: what follows a block, what a helper is handed.
    /// </summary>
    private EntryReading ReadingFor(
        INamedTypeSymbol type,
        Dictionary<SyntaxNode, InitializerSite> initializers,
        Func<Placement, bool> isSilent,
        CancellationToken cancellationToken)
    {
        var isEntry = index.IsEntry(type);
        if (!isEntry && initializers.Count == 0)
        {
            return EntryReading.Nothing;
        }

        var own = entries.Of(type, cancellationToken);
        var byCall = own.Placements.ToLookup(placement => placement.Initialisation.Node);
        var open = initializers.Where(item => item.Value.Initializer.HasScale).Select(item => item.Key).ToList();
        open.AddRange(byCall.Where(made => !made.First().Initialisation.IsCall).Select(made => made.Key));
        open.RemoveAll(call => byCall[call].Any() ? isEntry && IsSettled(byCall[call]) : own.OtherCalls.Contains(call));
        if (open.Count == 0 && (isEntry || initializers.All(item => own.OtherCalls.Contains(item.Key))))
        {
            return own;
        }

        return UserReadings.Of(type, own, open, entries, frameworks, isSilent, cancellationToken);
    }

    /// <summary>Likewise; of a weight that an expression makes, the sizes may come from a user.</summary>
    private static bool IsSettled(IEnumerable<EntryPlacement> placements) =>
        AreSettled(placements) && placements.All(placement => placement.Initialisation.Initializer is not null || placement.Placement.Layer.Fans is not null);

    /// <summary>Whether no user of a type could tell more of these layers: each feeds activations that are known, and followed to their end.</summary>
    private static bool AreSettled(IEnumerable<EntryPlacement> placements) =>
        placements.All(placement =>
            placement.ReportNode == placement.Initialisation.Node
            && placement.Placement.Law.Law is not null
            && IsFollowed(placement.Placement.Layer)
            && (!placement.Placement.Law.IsFixedScale || placement.Placement.Layer.Uses.All(use => use.IsHidden || use.IsNormalised)));

    private static bool IsFollowed(LayerSite layer) =>
        layer.Uses.Count > 0
        && layer.Uses.All(use => use is { Kind: LayerUseKind.Activation }
            && (use.IsHidden || use.IsNormalised || use.Activation!.Class is not (ActivationClass.TanhLike or ActivationClass.SigmoidLike)));

    private static IEnumerable<InitializerCall> Describe(
        SyntaxNode invocation,
        IEnumerable<EntryPlacement> placements,
        IEnumerable<EntryTarget> targets,
        IReadOnlyDictionary<SyntaxNode, SyntaxNode?> fills,
        Dictionary<SyntaxNode, InitializerSite> initializers,
        IReadOnlyDictionary<SyntaxNode, MatchlessTest> matchless)
    {
        var placementsOf = placements.ToLookup(placement => placement.Initialisation.Node);
        var targetsOf = targets.ToLookup(target => target.Node);
        foreach (var group in targetsOf.Where(group => group.Key != invocation))
        {
            var handedOver = group.First();
            yield return new InitializerCall(
                invocation.GetLocation(),
                handedOver.Initializer.Name,
                handedOver.Framework.Table.Name,
                InitializerQuirk.None,
                handedOver.Initializer.Ranks,
                IsHandedOver: true,
                Array(placementsOf[group.Key].Select(placement => placement.Placement)),
                Array(group.Select(target => target.Tensor)));
        }

        if (initializers.TryGetValue(invocation, out var site))
        {
            yield return new InitializerCall(
                invocation.GetLocation(),
                site.Function,
                site.Framework.Table.Name,
                site.Quirk,
                site.Initializer.Ranks,
                IsHandedOver: false,
                Array(placementsOf[invocation].Select(placement => placement.Placement)),
                Array(targetsOf[invocation].Select(target => target.Tensor)))
            {
                OverwrittenBy = fills.TryGetValue(invocation, out var later) ? later?.GetLocation() : null,
                Temporary = site.Temporary,
                NeverEnumerated = site.NeverEnumerated,
                Matchless = matchless.TryGetValue(invocation, out var test) ? test : null,
            };
        }

        static EquatableArray<T> Array<T>(IEnumerable<T> items)
            where T : IEquatable<T> =>
            new(ImmutableArray.CreateRange(items.Distinct()));
    }
}
