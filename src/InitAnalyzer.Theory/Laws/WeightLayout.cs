namespace InitAnalyzer.Theory;

/// <summary>Which of the first two axes of a weight tensor counts the outputs.</summary>
public enum WeightLayout
{
    /// <summary>[outputs, inputs, k…]: Linear and Conv of PyTorch and TorchSharp.</summary>
    OutputsFirst,

    /// <summary>[inputs, outputs, k…]: Keras' Dense, and the true direction of a transposed convolution's weight.</summary>
    InputsFirst,
}
