namespace InitAnalyzer.Theory;

/// <summary>The fan by which a law divides its scale.</summary>
public enum FanMode
{
    /// <summary>The number of inputs that one output sums over (He et al., 2015, eq. 10: keeps the forward signal).</summary>
    FanIn,

    /// <summary>The number of outputs that one input reaches (He et al., 2015, eq. 14: keeps the gradient).</summary>
    FanOut,

    /// <summary>The mean of the two (Glorot and Bengio, 2010, eq. 12).</summary>
    FanAverage,
}
