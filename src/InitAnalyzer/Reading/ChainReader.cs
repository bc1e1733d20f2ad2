using System.Collections.Immutable;
using InitAnalyzer.Frameworks;
using InitAnalyzer.Model;
using InitAnalyzer.Reading.Interpretation;
using InitAnalyzer.Reading.Values;
using InitAnalyzer.Theory;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitAnalyzer.Reading;

/// <summary>A chain of layers, seen from one entry.</summary>
/// <param name="Tops">Where the layers are made, or the blocks that hold them: the code that puts the chain together.</param>
/// <param name="Container">The call that makes the innermost container that holds them all; null where there is none.</param>
/// <param name="Creations">Where the layers themselves are made.</param>
/// <param name="IsHeld">Whether an object's code puts it together.</param>
/// <param name="Framework">The framework's name.</param>
/// <param name="Links">The layers in the order of the flow.</param>
internal sealed record EntryChain(
    ImmutableArray<SyntaxNode> Tops,
    SyntaxNode? Container,
    ImmutableArray<SyntaxNode> Creations,
    bool IsHeld,
    string Framework,
    ImmutableArray<ChainLink> Links);

/// <summary>Puts together the chains of layers that one entry shows, with the laws that the layers bear for certain.</summary>
internal sealed class ChainReader(
    Interpreter interpreter,
    InstanceObject? entryObject,
    IReadOnlyList<ReadEnd> ends,
    Func<FrameworkModule, string?, LayerSite> describe)
{
    private readonly IReadOnlyList<AbstractObject> allocated = interpreter.Allocated;
    private readonly Dictionary<AbstractObject, int> order = interpreter.Allocated
        .Select((made, index) => (made, index))
        .ToDictionary(item => item.made, item => item.index);

    /// <summary>The chains of at least two layers, in the order in which their first layers are made.</summary>
    public IReadOnlyList<EntryChain> Read()
    {
        if (interpreter.LosesTrack)
        {
            return [];
        }

        var links = new Dictionary<FrameworkModule, Link>();
        foreach (var layer in allocated.OfType<FrameworkModule>().Where(module => module.Concept is WeightLayerConcept))
        {
            if (interpreter.Facts.Graph.After(layer) is { } link)
            {
                links[layer] = link;
            }
        }

        var followers = new HashSet<FrameworkModule>(links.Values.Select(link => link.Next));
        var chains = new List<EntryChain>();
        foreach (var head in links.Keys.Where(layer => !followers.Contains(layer)).OrderBy(layer => order[layer]))
        {
            var run = new List<(FrameworkModule Layer, ChainLink Link)>();
            for (var layer = head; layer is not null; layer = links.TryGetValue(layer, out var next) ? next.Next : null)
            {
                // A layer of which too little is known ends the chain; behind it another begins.
                if (LinkOf(layer, links.TryGetValue(layer, out var link) ? link : null) is { } known)
                {
                    run.Add((layer, known));
                }
                else
                {
                    AddChain(chains, run);
                    run.Clear();
                }
            }

            AddChain(chains, run);
        }

        return chains;
    }

    private void AddChain(List<EntryChain> chains, List<(FrameworkModule Layer, ChainLink Link)> run)
    {
        if (run.Count < 2)
        {
            return;
        }

        var layers = run.Select(item => item.Layer).ToList();
        var maker = CommonMaker(layers);
        if (maker is not null && maker != entryObject)
        {
            // It is the business of the type that puts the chain together.
            return;
        }

        var tops = layers.Select(layer => TopBelow(layer, maker)).ToList();
        chains.Add(new EntryChain(
            tops.Select(top => top.Creation).Distinct().ToImmutableArray(),
            ContainerOf(tops),
            layers.Select(layer => layer.Creation).ToImmutableArray(),
            maker is not null,
            layers[0].Framework.Table.Name,
            run.Select(item => item.Link).ToImmutableArray()));
    }

    private ChainLink? LinkOf(FrameworkModule layer, Link? link)
    {
        var concept = (WeightLayerConcept)layer.Concept;
        if (layer.IsSeveral || UsualLaw(concept, link?.Activation) is not { } usual || interpreter.HasChangedBias(layer) || !TryGetLaw(layer, out var initialisation))
        {
            return null;
        }

        if (ScaleOf(initialisation is null ? usual : initialisation.Law.Law, layer.Fans) is not { } scale)
        {
            return null;
        }

        // The bias has the default's variance, or is zero.
        var bias = layer.HasBias == false || concept.HasZeroBias ? 0 : usual.VarianceFor(layer.Fans ?? new Fans(1, 1));
        var isCertain = layer is { HasBias: true, Fans: not null };
        return new ChainLink(
            describe(layer, initialisation?.LayerName),
            initialisation?.Law,
            scale,
            link?.Activation ?? ActivationCatalog.Create("Identity"),
            link?.Kept ?? 1,
            isCertain ? bias : 0,
            bias);
    }

    /// <summary>The law that the framework gives a layer before an activation.</summary>
    private static WeightLaw? UsualLaw(WeightLayerConcept concept, Activation? activation) =>
        concept.DefaultLaw
        ?? (concept.DefaultsToRecommended
            ? (activation is null ? null : Recommendation.For(activation)?.Law) ?? WeightLaw.OfScale(Distribution.Normal, 1)
            : null);

    /// <summary>The initialisation that a layer bears at every end at which it exists; null is the framework's default.</summary>
    private bool TryGetLaw(FrameworkModule layer, out Initialisation? initialisation)
    {
        initialisation = null;
        var isFirst = true;
        foreach (var end in ends.Where(end => end.Knows(order[layer])))
        {
            Initialisation? found = null;
            if (end.State.Laws.TryGetValue(layer, out var laws))
            {
                if (laws.Count != 1 || (found = laws.First()).IsAlternative)
                {
                    return false;
                }
            }

            if (!isFirst && found != initialisation)
            {
                return false;
            }

            (initialisation, isFirst) = (found, false);
        }

        return !isFirst;
    }

    private static double? ScaleOf(WeightLaw? law, Fans? fans) => law switch
    {
        not { Mean: 0, Distribution: Distribution.Normal or Distribution.Uniform or Distribution.TruncatedNormal or Distribution.Orthogonal } => null,
        { IsAbsolute: false, Mode: FanMode.FanIn, Distribution: not Distribution.Orthogonal } => law.Scale,
        _ => fans is { } known && law.SignalScaleFor(known) is var scale && !double.IsInfinity(scale) ? scale : null,
    };

    /// <summary>The innermost object in whose code, or in that of its parts, all of some are made.</summary>
    private static AbstractObject? CommonMaker(IReadOnlyList<FrameworkModule> layers)
    {
        var common = MakersOf(layers[0]).ToList();
        foreach (var layer in layers.Skip(1))
        {
            var makers = new HashSet<AbstractObject>(MakersOf(layer));
            common.RemoveAll(maker => !makers.Contains(maker));
        }

        return common.FirstOrDefault();
    }

    private static IEnumerable<AbstractObject> MakersOf(AbstractObject made)
    {
        for (var maker = made.Maker; maker is not null; maker = maker.Maker)
        {
            yield return maker;
        }
    }

    private static AbstractObject TopBelow(AbstractObject made, AbstractObject? maker)
    {
        while (made.Maker is { } next && next != maker)
        {
            made = next;
        }

        return made;
    }

    private SyntaxNode? ContainerOf(IReadOnlyList<AbstractObject> tops) => allocated
        .OfType<FrameworkModule>()
        .Where(module => module is { Concept: SequentialConcept, Creation: InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax })
        .Select(module => (Module: module, Parts: PartsOf(module)))
        .Where(item => tops.All(item.Parts.Contains))
        .OrderBy(item => item.Parts.Count)
        .Select(item => item.Module.Creation)
        .FirstOrDefault();

    /// <summary>Everything that a container holds, at any end, with what containers in it hold.</summary>
    private HashSet<AbstractObject> PartsOf(FrameworkModule container)
    {
        var parts = new HashSet<AbstractObject>();
        Collect(container);
        return parts;

        void Collect(AbstractObject item)
        {
            if (item.Sequence is not { } sequence)
            {
                return;
            }

            foreach (var end in ends)
            {
                if (end.State.Contents.TryGetValue(sequence, out var contents) && contents.Select(Interpreter.PartOf).Any is ObjectsValue objects)
                {
                    foreach (var part in objects.Objects.Where(parts.Add))
                    {
                        Collect(part);
                    }
                }
            }
        }
    }
}

/// <summary>Where the reading of an entry ends: behind its construction, or behind one of its methods.</summary>
/// <param name="State">What is known there.</param>
/// <param name="From">The first of the objects that the method made, in the order of making.</param>
/// <param name="To">The end of these.</param>
/// <param name="Constructed">The number of objects that the construction made.</param>
internal sealed record ReadEnd(State State, int From, int To, int Constructed)
{
    /// <summary>Whether an object exists there.</summary>
    public bool Knows(int index) => index < Constructed || (index >= From && index < To);
}
