namespace InitAnalyzer.Runtime;

/// <summary>The inputs of a simulated network: independent and normal, in pairs of a given cosine similarity.</summary>
public sealed record SimulationInput
{
    /// <summary>The variance of an input: finite, above 0.</summary>
    public double Variance { get; init; } = 1;

    /// <summary>The cosine similarity of the two inputs of a pair: from −1 to 1.</summary>
    public double Cosine { get; init; } = 0.5;

    internal void Check(string name)
    {
        if (!(Variance > 0 && double.IsFinite(Variance)))
        {
            throw new ArgumentOutOfRangeException(name, Variance, "The inputs' variance must be finite and above 0.");
        }

        if (!(Math.Abs(Cosine) <= 1))
        {
            throw new ArgumentOutOfRangeException(name, Cosine, "The cosine must be from -1 to 1.");
        }
    }
}
