namespace InitAnalyzer.ML;

/// <summary>A fully connected layer: φ(W·x + b). Biases start at 0.</summary>
public sealed class Dense : Layer
{
    /// <summary>A fully connected layer.</summary>
    /// <param name="units">The number of outputs: at least 1.</param>
    /// <param name="activation">What is done to the weighted sums.</param>
    /// <param name="initializer">The law of the weights; <see langword="null"/> for the one that the activation wants (He for ReLU, Glorot for tanh, Kumar for the sigmoid, LeCun for SELU).</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="units"/> is below 1, or <paramref name="activation"/> is not a member of the enumeration.</exception>
    public Dense(int units, Activation activation = Activation.Linear, Initializer? initializer = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(units, 1);
        if (!Enum.IsDefined(activation))
        {
            throw new ArgumentOutOfRangeException(nameof(activation), activation, "The value is not a member of the enumeration.");
        }

        Units = units;
        Activation = activation;
        Initializer = initializer;
    }

    /// <summary>The number of outputs.</summary>
    public int Units { get; }

    /// <summary>What is done to the weighted sums.</summary>
    public Activation Activation { get; }

    /// <summary>The law of the weights; <see langword="null"/> for the one that the activation wants.</summary>
    public Initializer? Initializer { get; }

    /// <summary>The law that the weights are drawn from.</summary>
    internal Runtime.Initializer Law => (Initializer ?? Initializer.For(Activation)).Law;

    /// <summary>"Dense(64, ReLU)".</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => FormattableString.Invariant($"Dense({Units}, {Activation})");
}
