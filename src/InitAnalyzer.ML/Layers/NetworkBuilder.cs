namespace InitAnalyzer.ML;

/// <summary>Puts the hidden layers of a network together, one call a layer.</summary>
public sealed class NetworkBuilder
{
    private readonly List<Layer> _layers = [];

    /// <summary>Appends a fully connected layer.</summary>
    /// <param name="units">The number of outputs: at least 1.</param>
    /// <param name="activation">What is done to the weighted sums.</param>
    /// <param name="initializer">The law of the weights; <see langword="null"/> for the one that the activation wants.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public NetworkBuilder Dense(int units, Activation activation = Activation.Linear, Initializer? initializer = null) => Add(new Dense(units, activation, initializer));

    /// <summary>Appends a layer that sets a part of its inputs to 0 in training.</summary>
    /// <param name="rate">The probability with which an input is dropped: at least 0, below 1.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rate"/> is outside its range.</exception>
    public NetworkBuilder Dropout(double rate) => Add(new Dropout(rate));

    /// <summary>Appends a layer that normalises over the batch.</summary>
    /// <returns>This builder.</returns>
    public NetworkBuilder BatchNormalization() => Add(new BatchNormalization());

    /// <summary>Appends a layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="layer"/> is null.</exception>
    public NetworkBuilder Add(Layer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        _layers.Add(layer);
        return this;
    }

    /// <summary>The layers so far.</summary>
    /// <returns>A new array.</returns>
    public Layer[] Build() => [.. _layers];
}
