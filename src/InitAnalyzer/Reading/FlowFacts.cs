using System.Collections.Immutable;
using InitAnalyzer.Frameworks;
using InitAnalyzer.Model;
using InitAnalyzer.Reading.Values;
using InitAnalyzer.Theory;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Reading;

/// <summary>
/// What tensors were seen to do on their way: which layer's output reaches which activation, normalised or not,
/// which activations feed a further weight layer, and which are gates. Facts are only ever added.
/// </summary>
internal sealed class FlowFacts
{
    private readonly Dictionary<AbstractObject, HashSet<Use>> uses = [];
    private readonly HashSet<AbstractObject> combined = [];
    private readonly FlowGraph graph = new();
    private readonly HashSet<SyntaxNode> normalised = [];
    private readonly Dictionary<SyntaxNode, Drops> drops = [];
    private readonly Dictionary<(SyntaxNode, CallPath, string), ActivationSite> sites = [];

    /// <summary>Which layer feeds which.</summary>
    public FlowGraph Graph => graph;

    /// <summary>An activation is applied to a tensor.</summary>
    public TensorValue Activate(TensorValue input, Activation? activation, SyntaxNode node, CallPath path)
    {
        var key = (node, path, activation?.ToString() ?? "");
        if (!sites.TryGetValue(key, out var site))
        {
            sites[key] = site = new ActivationSite(activation, node);
        }

        graph.Enter(input, site);

        if (activation?.Class == ActivationClass.SelfNormalizing && !input.Outputs.IsEmpty && input.Outputs.All(output => output.IsNormalised))
        {
            normalised.Add(node);
        }

        foreach (var output in input.Outputs)
        {
            Add(output.Layer, new Use(activation is null ? LayerUseKind.Unknown : LayerUseKind.Activation, site, output.IsNormalised));
        }

        return TensorValue.ResultOf(site);
    }

    /// <summary>A tensor enters a layer with weights; which one matters where it is a weight layer.</summary>
    public void EnterLayer(TensorValue input, FrameworkModule? layer = null)
    {
        if (layer is null)
        {
            graph.Leave(input);
        }
        else
        {
            graph.Enter(input, layer);
        }

        foreach (var site in input.Activations)
        {
            site.IsHidden = true;
        }

        AddAll(input, LayerUseKind.Linear);
    }

    /// <summary>A tensor leaves the network.</summary>
    public void Leave(TensorValue input)
    {
        graph.Leave(input);
        AddAll(input, LayerUseKind.Output);
    }

    /// <summary>A tensor enters something that may be an activation.</summary>
    public void Escape(TensorValue input)
    {
        graph.Leave(input);
        AddAll(input, LayerUseKind.Unknown);
    }

    /// <summary>Two tensors are multiplied.</summary>
    public static void Multiply(TensorValue input)
    {
        foreach (var site in input.Activations)
        {
            site.IsGate = true;
        }
    }

    /// <summary>Parts of a tensor are set to zero.</summary>
    public void Drop(TensorValue input, SyntaxNode node, Framework framework, DropoutConcept dropout)
    {
        var isSelfNormalising = !input.Activations.IsEmpty
            && input.Activations.All(site => site.Activation?.Class == ActivationClass.SelfNormalizing);
        if (!drops.TryGetValue(node, out var known))
        {
            drops[node] = known = new Drops(framework, dropout);
        }

        if (isSelfNormalising)
        {
            known.Activations.UnionWith(input.Activations.Select(site => site.Node));
        }
        else
        {
            known.HasOthers = true;
        }
    }

    /// <summary>The places where a self-normalising network is none, in the order of the source.</summary>
    public IEnumerable<(SyntaxNode Node, SelfNormalisationFinding Finding)> SelfNormalisation()
    {
        var found = normalised
            .Select(node => (Node: node, Finding: new SelfNormalisationFinding(SelfNormalisationBreak.Normalisation, node.GetLocation())))
            .Concat(drops.Where(pair => pair.Value.Activations.Count > 0).Select(pair => (Node: pair.Key, Finding: new SelfNormalisationFinding(
                SelfNormalisationBreak.Dropout,
                pair.Key.GetLocation(),
                pair.Value.Framework.Table.Name,
                pair.Value.Dropout.Name,
                pair.Value.Dropout.SelfNormalizing,
                pair.Value.Activations.OrderBy(node => node.SyntaxTree.FilePath, StringComparer.Ordinal).ThenBy(node => node.SpanStart).First().GetLocation(),
                pair.Value.HasOthers))));
        return found
            .OrderBy(item => item.Node.SyntaxTree.FilePath, StringComparer.Ordinal)
            .ThenBy(item => item.Node.SpanStart)
            .ThenBy(item => item.Node.Span.Length);
    }

    /// <summary>A tensor is added to another, or multiplied with one.</summary>
    public void Combine(TensorValue input) => combined.UnionWith(input.Outputs.Select(output => output.Layer));

    /// <summary>Whether a layer's output is added to another tensor, or multiplied with one.</summary>
    public bool IsCombined(AbstractObject layer) => combined.Contains(layer);

    public ImmutableArray<LayerUse> UsesOf(AbstractObject layer)
    {
        if (!uses.TryGetValue(layer, out var found))
        {
            return ImmutableArray<LayerUse>.Empty;
        }

        var result = found.Select(use => new LayerUse(
            use.Kind,
            use.Site?.Activation,
            use.IsNormalised,
            use.Site?.IsHidden ?? false,
            use.Site?.IsGate ?? false,
            use.Site?.Node.GetLocation()));
        return result
            .OrderBy(use => use.Location?.SourceTree?.FilePath, StringComparer.Ordinal)
            .ThenBy(use => use.Location?.SourceSpan.Start ?? -1)
            .ThenBy(use => use.Activation?.ToString(), StringComparer.Ordinal)
            .ThenBy(use => use.Kind)
            .ThenBy(use => use.IsNormalised)
            .ThenBy(use => use.IsHidden)
            .ThenBy(use => use.IsGate)
            .ToImmutableArray();
    }

    private void AddAll(TensorValue input, LayerUseKind kind)
    {
        foreach (var output in input.Outputs)
        {
            Add(output.Layer, new Use(kind, null, output.IsNormalised));
        }
    }

    private void Add(AbstractObject layer, Use use)
    {
        if (!uses.TryGetValue(layer, out var found))
        {
            uses[layer] = found = [];
        }

        found.Add(use);
    }

    /// <summary>What is dropped out at one place.</summary>
    private sealed class Drops(Framework framework, DropoutConcept dropout)
    {
        public Framework Framework { get; } = framework;

        public DropoutConcept Dropout { get; } = dropout;

        /// <summary>The self-normalising activations whose results are.</summary>
        public HashSet<SyntaxNode> Activations { get; } = [];

        /// <summary>Whether results of others are, too.</summary>
        public bool HasOthers { get; set; }
    }

    private sealed record Use(LayerUseKind Kind, ActivationSite? Site, bool IsNormalised);
}
