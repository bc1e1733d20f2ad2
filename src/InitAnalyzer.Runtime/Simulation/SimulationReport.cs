namespace InitAnalyzer.Runtime;

/// <summary>How a report's numbers were found.</summary>
public enum SimulationMethod
{
    /// <summary>By mean-field theory: exact in the limit of wide layers.</summary>
    Theory,

    /// <summary>By drawing weights and inputs.</summary>
    Sampling,
}

/// <summary>What a network does to the signal and to the gradient, layer by layer; the same for theory and sampling.</summary>
/// <param name="Network">The network.</param>
/// <param name="Method">How the numbers were found.</param>
/// <param name="Layers">The layers, in the order of the flow.</param>
public sealed record SimulationReport(Network Network, SimulationMethod Method, IReadOnlyList<LayerStatistics> Layers)
{
    /// <summary>The last layer's pre-activation variance over the first's.</summary>
    public double SignalRatio => Layers[^1].PreActivationVariance.Value / Layers[0].PreActivationVariance.Value;

    /// <summary>The first layer's gradient variance over the last's.</summary>
    public double GradientRatio => Layers[0].GradientVariance.Value / Layers[^1].GradientVariance.Value;
}
