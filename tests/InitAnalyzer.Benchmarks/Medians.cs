namespace InitAnalyzer.Benchmarks;

/// <summary>Medians of repeated measurements.</summary>
internal static class Medians
{
    public static double Median(this IReadOnlyCollection<double> values) => values.Order().ElementAt(values.Count / 2);
}
