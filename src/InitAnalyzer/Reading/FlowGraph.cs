using InitAnalyzer.Reading.Values;
using InitAnalyzer.Theory;

namespace InitAnalyzer.Reading;

/// <summary>Which layer's output goes through which activation into which layer. Edges are only ever added.</summary>
internal sealed class FlowGraph
{
    /// <summary>Where a tensor goes that enters no layer and no activation: out of the network, into a sum, into the unknown.</summary>
    private static readonly object Elsewhere = new();

    private readonly Dictionary<object, HashSet<Edge>> incoming = [];
    private readonly Dictionary<object, HashSet<object>> outgoing = [];

    /// <summary>A tensor enters a layer or an activation.</summary>
    public void Enter(TensorValue tensor, object target)
    {
        var sources = SourcesOf(tensor).ToList();
        foreach (var source in sources)
        {
            Add(outgoing, source, target);
        }

        Add(incoming, target, sources.Count == 1 && tensor.IsCertain ? new Edge(sources[0], tensor.Passage) : Edge.Unknown);
    }

    /// <summary>A tensor goes elsewhere.</summary>
    public void Leave(TensorValue tensor)
    {
        foreach (var source in SourcesOf(tensor))
        {
            Add(outgoing, source, Elsewhere);
        }
    }

    /// <summary>The one layer that a layer's output goes into, through one activation at most, and from nowhere else; null where there is none.</summary>
    public Link? After(FrameworkModule layer)
    {
        if (!outgoing.TryGetValue(layer, out var targets))
        {
            return null;
        }

        Link? found = null;
        foreach (var target in targets)
        {
            if (LinkThrough(layer, target) is not { } link || (found is not null && found != link))
            {
                return null;
            }

            found = link;
        }

        return found is { } only && IsFedBy(only) ? only : null;
    }

    private Link? LinkThrough(FrameworkModule layer, object target)
    {
        switch (target)
        {
            case FrameworkModule next when PassageBetween(layer, next) is { KeepsMoments: true } passage:
                return new Link(layer, next, null, null, passage.Kept);
            case ActivationSite { Activation: { IsElementwise: true } activation } site
                when PassageBetween(layer, site) is { KeepsMoments: true, Kept: 1 }
                && outgoing.TryGetValue(site, out var targets) && targets.Count == 1 && targets.First() is FrameworkModule next
                && PassageBetween(site, next) is { KeepsMoments: true } passage:
                return new Link(layer, next, activation, site.Node, passage.Kept);
            default:
                return null;
        }
    }

    /// <summary>Whether everything that enters the second layer of a link comes that way.</summary>
    private bool IsFedBy(Link link) => incoming[link.Next].All(edge =>
        edge.Source == link.Layer || (edge.Source is ActivationSite site && incoming[site].All(first => first.Source == link.Layer)));

    /// <summary>The passage from one to the other, where it is always the same.</summary>
    private Passage? PassageBetween(object source, object target)
    {
        Passage? found = null;
        foreach (var edge in incoming[target])
        {
            if (edge.Source != source)
            {
                if (target is ActivationSite)
                {
                    return null;
                }

                continue;
            }

            if (found is not null && found != edge.Passage)
            {
                return null;
            }

            found = edge.Passage;
        }

        return found;
    }

    private static IEnumerable<object> SourcesOf(TensorValue tensor) =>
        tensor.Outputs.Select(output => (object)output.Layer).Distinct().Concat(tensor.Activations);

    private static void Add<T>(Dictionary<object, HashSet<T>> edges, object node, T other)
    {
        if (!edges.TryGetValue(node, out var found))
        {
            edges[node] = found = [];
        }

        found.Add(other);
    }

    private sealed record Edge(object? Source, Passage Passage)
    {
        public static readonly Edge Unknown = new(null, Passage.Rescaled);
    }
}

/// <summary>Two layers, one of which feeds the other and nothing else, and is the only one that does.</summary>
/// <param name="Layer">The first.</param>
/// <param name="Next">The second.</param>
/// <param name="Activation">The activation between them; null where there is none.</param>
/// <param name="Place">Where the activation stands.</param>
/// <param name="Kept">The share of the activation's results that dropouts keep in training.</param>
internal sealed record Link(
    FrameworkModule Layer,
    FrameworkModule Next,
    Activation? Activation,
    Microsoft.CodeAnalysis.SyntaxNode? Place,
    double Kept);
