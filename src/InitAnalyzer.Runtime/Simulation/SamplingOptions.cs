namespace InitAnalyzer.Runtime;

/// <summary>How much is drawn, and of what.</summary>
public sealed record SamplingOptions
{
    /// <summary>The number of networks that are drawn: at least 1; at least 2 for intervals.</summary>
    public int Draws { get; init; } = 8;

    /// <summary>The number of inputs of each: even, at least 2. The first half is paired with the second.</summary>
    public int Batch { get; init; } = 128;

    /// <summary>The seed.</summary>
    public ulong Seed { get; init; }

    /// <summary>The inputs.</summary>
    public SimulationInput Input { get; init; } = new();

    /// <summary>Whether the report has histograms, of the first draw.</summary>
    public bool Histograms { get; init; }

    /// <summary>The number of threads; −1 for as many as there are processors. Results do not depend on it.</summary>
    public int MaxDegreeOfParallelism { get; init; } = -1;

    internal void Check(string name)
    {
        if (Draws < 1)
        {
            throw new ArgumentOutOfRangeException(name, Draws, "There must be at least one draw.");
        }

        if (Batch < 2 || Batch % 2 != 0)
        {
            throw new ArgumentOutOfRangeException(name, Batch, "The batch must be an even number, at least 2.");
        }

        if (MaxDegreeOfParallelism is 0 or < -1)
        {
            throw new ArgumentOutOfRangeException(name, MaxDegreeOfParallelism, "The number of threads must be positive, or -1.");
        }

        ArgumentNullException.ThrowIfNull(Input, name);
        Input.Check(name);
    }
}
