namespace InitAnalyzer.Runtime;

/// <summary>A network's theory and sample, either of which may be missing.</summary>
/// <param name="Network">The network.</param>
/// <param name="Theory">The report of <see cref="MeanField"/>.</param>
/// <param name="Sample">The report of <see cref="Sampling"/>.</param>
public sealed record SideBySide(Network Network, SimulationReport? Theory, SimulationReport? Sample)
{
    /// <summary>What there is, the theory first.</summary>
    public IEnumerable<SimulationReport> Reports
    {
        get
        {
            if (Theory is not null)
            {
                yield return Theory;
            }

            if (Sample is not null)
            {
                yield return Sample;
            }
        }
    }
}
