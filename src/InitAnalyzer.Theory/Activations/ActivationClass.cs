namespace InitAnalyzer.Theory;

/// <summary>
/// Families of activations that want the same kind of weight initialisation.
/// </summary>
public enum ActivationClass
{
    /// <summary>Piecewise linear with a kink at 0: ReLU, ReLU6, LeakyReLU, PReLU, RReLU. Wants He et al. (2015), c = 2/(1+a²).</summary>
    Rectifier,

    /// <summary>A smoothed ReLU: GELU, SiLU, Mish, Hardswish, Softplus. Wants He, c = 2.</summary>
    SmoothRectifier,

    /// <summary>ELU (Clevert et al., 2016) and CELU (Barron, 2017). Wants He, c = 2.</summary>
    Elu,

    /// <summary>Odd, slope 1 at 0, bounded: Tanh, Hardtanh, Softsign. Wants Xavier (Glorot and Bengio, 2010), c = 1.</summary>
    TanhLike,

    /// <summary>Not zero-centred, small slope at 0: Sigmoid, LogSigmoid, Hardsigmoid. Wants Kumar (2017).</summary>
    SigmoidLike,

    /// <summary>SELU (Klambauer et al., 2017). Wants LeCun, c = 1.</summary>
    SelfNormalizing,

    /// <summary>Identity and the softmax family, which make no demand on the weights before them.</summary>
    Linear,

    /// <summary>Activations on which no recommendation is made.</summary>
    Unclassified,
}
