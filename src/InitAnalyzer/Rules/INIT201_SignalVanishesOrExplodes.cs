using System.Collections.Immutable;
using InitAnalyzer.Configuration;
using InitAnalyzer.Model;
using InitAnalyzer.Theory;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Rules;

/// <summary>Across the layers of a network, the signal or its gradient shrinks or grows by orders of magnitude.</summary>
internal sealed class INIT201_SignalVanishesOrExplodes : Rule
{
    private static readonly DiagnosticDescriptor Rule = new(
        "INIT201",
        "The signal vanishes or explodes across the network",
        "The {0}: from '{1}' {2} '{3}', across {4} weight layers, its variance is multiplied by {5}; '{6}' {7} most, a factor of {8}",
        RuleDescriptor.Initialization,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "The factors by which layers multiply the variance of a signal, and of the gradient on its way back, multiply up. TorchSharp's default initialisation takes a sixth of both at every layer before ReLU.",
        helpLinkUri: RuleDescriptor.HelpLink("INIT201"));

    public override DiagnosticDescriptor Descriptor => Rule;

    /// <summary>One report for each network: its worst chain.</summary>
    public override IEnumerable<Diagnostic> Examine(TypeModel type, RuleSettings settings)
    {
        // An initialisation that reaches nothing explains what is wrong.
        if (type.Chains.Count == 0 || type.Walks.Count > 0)
        {
            return [];
        }

        return type.Chains
            .Select(chain => (Chain: chain, Verdict: ChainJudgement.Of(chain, settings)))
            .Where(item => item.Verdict is not null)
            .GroupBy(item => item.Chain.Location)
            .Select(network => network.OrderByDescending(item => Math.Abs(Math.Log(item.Verdict!.Ratio))).First())
            .Select(worst => ToDiagnostic(worst.Chain, worst.Verdict!, settings));
    }

    private static Diagnostic ToDiagnostic(LayerChain chain, ChainJudgement verdict, RuleSettings settings)
    {
        var (from, to) = verdict.IsGradient ? (verdict.Links.Last(), verdict.Links[0]) : (verdict.Links[0], verdict.Links.Last());
        return Diagnostic.Create(
            Rule,
            chain.Location,
            verdict.Links.Select(link => link.Layer.Creation).OfType<Location>().Where(location => location != chain.Location).Distinct(),
            Prescribe(chain, settings)?.ToProperties() ?? ImmutableDictionary<string, string?>.Empty,
            (verdict.IsGradient ? "gradient " : "signal ") + (verdict.Vanishes ? "vanishes" : "explodes"),
            from.Layer.Name,
            verdict.IsGradient ? "back to" : "to",
            to.Layer.Name,
            verdict.Links.Count,
            PairJudgement.Format(verdict.Ratio),
            verdict.Worst.Layer.Name,
            verdict.Vanishes ? "loses" : "gains",
            PairJudgement.Format(verdict.WorstFactor));
    }

    /// <summary>The recommended laws for the layers that have the default and need another, where these are enough.</summary>
    private static Prescription? Prescribe(LayerChain chain, RuleSettings settings)
    {
        var needy = chain.Links.Where(link => NeedsLaw(link, settings)).ToList();
        if (needy.Count == 0 || ChainJudgement.Of(chain with { Links = Repaired(chain, needy, settings) }, settings) is not null)
        {
            return null;
        }

        // One construction may stand for several layers; they must want the same.
        var layers = needy.Select(link => new PrescribedLayer(link.Layer.Creation!.SourceSpan, link.Activation)).Distinct().ToImmutableArray();
        return needy.All(link => link.Layer.Creation!.SourceTree == chain.Location.SourceTree)
            && layers.Select(layer => layer.Creation).Distinct().Count() == needy.Count
            ? new Prescription(PrescriptionKind.InitialiseLayers, chain.Framework, null, settings.Distribution ?? Distribution.Uniform, settings.TanhGain)
            {
                Layers = new EquatableArray<PrescribedLayer>(layers),
            }
            : null;
    }

    private static bool NeedsLaw(ChainLink link, RuleSettings settings) =>
        link is { Written: null, Layer.Creation: not null }
        && Recommendation.For(link.Activation, settings.TanhGain) is { } wanted
        && !wanted.Accepted.Contains(link.Scale);

    private static EquatableArray<ChainLink> Repaired(LayerChain chain, ICollection<ChainLink> needy, RuleSettings settings) => new(chain.Links
        .Select(link => needy.Contains(link) ? link with { Scale = Recommendation.For(link.Activation, settings.TanhGain)!.Scale } : link)
        .ToImmutableArray());
}
