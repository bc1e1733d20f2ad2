namespace InitAnalyzer.ML;

/// <summary>
/// A hidden layer of a network: <see cref="Dense"/>, <see cref="Dropout"/> or <see cref="BatchNormalization"/>. Immutable: a description, which trainers may share.
/// </summary>
public abstract class Layer
{
    private protected Layer()
    {
    }
}
