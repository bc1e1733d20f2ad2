namespace InitAnalyzer.Torch;

/// <summary>Compares what a normalisation read with what another node puts out.</summary>
internal static class NormalizationMatch
{
    /// <summary>The function after which the producer is normalised, or <see langword="null"/>.</summary>
    public static ActivationCandidate? Of(ProbeNode norm, Reading[] read, IReadOnlyList<int> columns, double[][] dictated, IReadOnlyList<ActivationCandidate> candidates)
    {
        foreach (Func<int, int> order in Match.Orders(norm.Inputs, dictated[0].Length))
        {
            foreach (ActivationCandidate candidate in candidates)
            {
                if (Enumerable.Range(0, read.Length).All(pass => Agrees(norm, read[pass], columns, dictated[pass], order, candidate)))
                {
                    return candidate;
                }
            }
        }

        return null;
    }

    private static bool Agrees(ProbeNode norm, Reading read, IReadOnlyList<int> columns, double[] dictated, Func<int, int> order, ActivationCandidate candidate)
    {
        double[] input = [.. Enumerable.Range(0, norm.Inputs).Select(column => candidate.Function(dictated[order(column)]))];
        return norm.Normalize(input) is { } expected && columns.All(column => Match.Fits(read.Values[column], expected[column]));
    }
}
