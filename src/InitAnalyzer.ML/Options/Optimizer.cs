namespace InitAnalyzer.ML;

/// <summary>The rule by which weights follow their gradients. Immutable.</summary>
public sealed class Optimizer
{
    private Optimizer(OptimizerKind kind, double first, double second = 0, bool nesterov = false)
    {
        Kind = kind;
        First = first;
        Second = second;
        IsNesterov = nesterov;
    }

    internal OptimizerKind Kind { get; }

    /// <summary>The momentum, the decay of RMSProp's mean square, or the first decay of Adam.</summary>
    internal double First { get; }

    /// <summary>The second decay of Adam.</summary>
    internal double Second { get; }

    internal bool IsNesterov { get; }

    /// <summary>Adam (Kingma and Ba, 2015). L2 regularisation is a part of the gradient.</summary>
    /// <param name="beta1">The decay of the mean gradient: at least 0, below 1.</param>
    /// <param name="beta2">The decay of the mean squared gradient: at least 0, below 1.</param>
    /// <returns>The optimiser.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static Optimizer Adam(double beta1 = 0.9, double beta2 = 0.999) =>
        new(OptimizerKind.Adam, Decay(beta1, nameof(beta1)), Decay(beta2, nameof(beta2)));

    /// <summary>Adam whose L2 regularisation shrinks the weights themselves (Loshchilov and Hutter, 2019).</summary>
    /// <param name="beta1">The decay of the mean gradient: at least 0, below 1.</param>
    /// <param name="beta2">The decay of the mean squared gradient: at least 0, below 1.</param>
    /// <returns>The optimiser.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static Optimizer AdamW(double beta1 = 0.9, double beta2 = 0.999) =>
        new(OptimizerKind.AdamW, Decay(beta1, nameof(beta1)), Decay(beta2, nameof(beta2)));

    /// <summary>Stochastic gradient descent with momentum. Its learning rate wants to be about ten times that of Adam.</summary>
    /// <param name="momentum">The momentum: at least 0, below 1.</param>
    /// <param name="nesterov">Whether the gradient is taken where the momentum leads (Nesterov, 1983); wants a momentum above 0.</param>
    /// <returns>The optimiser.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="momentum"/> is outside its range.</exception>
    public static Optimizer Sgd(double momentum = 0.9, bool nesterov = false)
    {
        if (nesterov && momentum == 0)
        {
            throw new ArgumentOutOfRangeException(nameof(momentum), momentum, "Nesterov's method needs a momentum above 0.");
        }

        return new(OptimizerKind.Sgd, Decay(momentum, nameof(momentum)), nesterov: nesterov);
    }

    /// <summary>RMSProp (Hinton, 2012).</summary>
    /// <param name="decay">The decay of the mean squared gradient: at least 0, below 1.</param>
    /// <returns>The optimiser.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="decay"/> is outside its range.</exception>
    public static Optimizer RmsProp(double decay = 0.99) => new(OptimizerKind.RmsProp, Decay(decay, nameof(decay)));

    private static double Decay(double value, string name) =>
        value >= 0 && value < 1 ? value : throw new ArgumentOutOfRangeException(name, value, "The value must be at least 0 and below 1.");
}
