namespace InitAnalyzer.ML;

/// <summary>What a layer does to its weighted sums, element by element.</summary>
public enum Activation
{
    /// <summary>Nothing: x.</summary>
    Linear,

    /// <summary>max(x, 0).</summary>
    ReLU,

    /// <summary>min(max(x, 0), 6).</summary>
    ReLU6,

    /// <summary>x above 0, 0.01·x below.</summary>
    LeakyReLU,

    /// <summary>x above 0, eˣ − 1 below.</summary>
    ELU,

    /// <summary>The self-normalising ELU (Klambauer et al., 2017).</summary>
    SELU,

    /// <summary>x·Φ(x) (Hendrycks and Gimpel, 2016), with the exact Φ.</summary>
    GELU,

    /// <summary>x·σ(x), also called Swish.</summary>
    SiLU,

    /// <summary>x·tanh(softplus(x)) (Misra, 2019).</summary>
    Mish,

    /// <summary>x·min(max(x + 3, 0), 6)/6.</summary>
    HardSwish,

    /// <summary>log(1 + eˣ).</summary>
    Softplus,

    /// <summary>tanh(x).</summary>
    Tanh,

    /// <summary>min(max(x, −1), 1).</summary>
    HardTanh,

    /// <summary>x/(1 + |x|).</summary>
    Softsign,

    /// <summary>1/(1 + e⁻ˣ).</summary>
    Sigmoid,

    /// <summary>min(max(x + 3, 0), 6)/6.</summary>
    HardSigmoid,
}
