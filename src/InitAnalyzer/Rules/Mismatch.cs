using InitAnalyzer.Model;
using InitAnalyzer.Theory;

namespace InitAnalyzer.Rules;

/// <summary>One layer whose law does not fit the activation that it feeds.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Use">Where its output goes.</param>
/// <param name="Activation">The activation there.</param>
/// <param name="Recommendation">The law that the activation wants.</param>
/// <param name="Law">The law that the layer has.</param>
/// <param name="InitializerLaw">The same, with how it was written.</param>
/// <param name="Scale">The law's scale c, with respect to the fan that it was written with, or to fan-in.</param>
internal sealed record Mismatch(
    LayerSite Layer,
    LayerUse Use,
    Activation Activation,
    Recommendation Recommendation,
    WeightLaw Law,
    InitializerLaw InitializerLaw,
    double Scale)
{
    /// <summary>Whether the author wrote the name, slope or gain of an activation that the layer does not feed.</summary>
    public bool NamesAnotherActivation => InitializerLaw.Origin switch
    {
        LawOrigin.Slope => true,
        LawOrigin.NamedGain or LawOrigin.Nonlinearity =>
            InitializerLaw.NamedActivation is { } named && named.Class != Activation.Class,
        _ => false,
    };
}
