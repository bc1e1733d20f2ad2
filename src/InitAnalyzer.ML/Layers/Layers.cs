namespace InitAnalyzer.ML;

/// <summary>The layers as functions, for <c>using static InitAnalyzer.ML.Layers;</c>.</summary>
public static class Layers
{
    /// <summary>A fully connected layer: φ(W·x + b).</summary>
    /// <param name="units">The number of outputs: at least 1.</param>
    /// <param name="activation">What is done to the weighted sums.</param>
    /// <param name="initializer">The law of the weights; <see langword="null"/> for the one that the activation wants.</param>
    /// <returns>The layer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static Layer Dense(int units, Activation activation = Activation.Linear, Initializer? initializer = null) => new Dense(units, activation, initializer);

    /// <summary>A layer that sets a part of its inputs to 0 in training.</summary>
    /// <param name="rate">The probability with which an input is dropped: at least 0, below 1.</param>
    /// <returns>The layer.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rate"/> is outside its range.</exception>
    public static Layer Dropout(double rate) => new Dropout(rate);

    /// <summary>A layer that normalises over the batch.</summary>
    /// <returns>The layer.</returns>
    public static Layer BatchNormalization() => new BatchNormalization();
}
