using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Model;

/// <summary>A parameter that needs a gradient and is changed in place while gradients are recorded.</summary>
/// <param name="Location">The call; for a helper that is handed the layer, the call that hands it over.</param>
/// <param name="Function">The call as the framework names it, such as <c>normal_</c>.</param>
/// <param name="Parameter">The parameter as the user calls it, such as <c>fc1.weight</c>.</param>
/// <param name="Framework">The framework's name.</param>
/// <param name="IsHandedOver">Whether <paramref name="Location"/> is a call of a helper.</param>
/// <param name="Layer">Where the layer is made.</param>
internal sealed record ParameterFill(
    Location Location,
    string Function,
    string Parameter,
    string Framework,
    bool IsHandedOver,
    Location? Layer);
