using InitAnalyzer.Theory;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Model;

/// <summary>Weight layers each of which feeds the next and nothing else, with no normalisation between them, in the order of the flow.</summary>
/// <param name="Location">The network: the container that holds the layers, or the name of the type.</param>
/// <param name="Framework">The framework's name.</param>
/// <param name="Links">The layers.</param>
internal sealed record LayerChain(Location Location, string Framework, EquatableArray<ChainLink> Links);

/// <summary>One layer of a chain.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Written">The law that an initializer call gives it; null where it has the framework's default.</param>
/// <param name="Scale">The scale c = Var(w)·fan-in that the signal meets.</param>
/// <param name="Activation">The activation before the next layer; the identity where there is none.</param>
/// <param name="Kept">The share of the activation's results that dropouts keep in training.</param>
/// <param name="LeastBiasVariance">The least variance that its biases may have.</param>
/// <param name="MostBiasVariance">The greatest.</param>
internal sealed record ChainLink(
    LayerSite Layer,
    InitializerLaw? Written,
    double Scale,
    Activation Activation,
    double Kept,
    double LeastBiasVariance,
    double MostBiasVariance);
