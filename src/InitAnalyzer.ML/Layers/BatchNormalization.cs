namespace InitAnalyzer.ML;

/// <summary>
/// Gives each input mean 0 and variance 1 over the batch, then a learnt scale and shift (Ioffe and Szegedy, 2015). After training the running means and variances take the batch's place.
/// </summary>
public sealed class BatchNormalization : Layer
{
    /// <summary>A layer that normalises.</summary>
    public BatchNormalization()
    {
    }

    /// <summary>"BatchNormalization()".</summary>
    /// <returns>The text.</returns>
    public override string ToString() => "BatchNormalization()";
}
