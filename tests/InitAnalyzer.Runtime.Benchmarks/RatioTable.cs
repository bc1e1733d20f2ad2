using System.Globalization;
using BenchmarkDotNet.Reports;

namespace InitAnalyzer.Runtime.Benchmarks;

/// <summary>The results as the ratios that the library is to reach.</summary>
internal static class RatioTable
{
    /// <summary>Times of the second over times of the first, and the limit; it is an upper one where the ratio is a cost.</summary>
    private static readonly (string What, string Ours, string Theirs, double Aim, bool IsCost)[] s_rows =
    [
        ("uniform, one thread, against `uniform_`", "Uniform", "UniformByTorch", 4, false),
        ("normal, one thread, against `normal_`", "Normal", "NormalByTorch", 3, false),
        ("truncated normal, one thread, against `trunc_normal_`", "Truncated", "TruncatedByTorch", 3, false),
        ("uniform, all cores, against `uniform_`", "UniformOnAllCores", "UniformByTorch", 8, false),
        ("normal, all cores, against `normal_`", "NormalOnAllCores", "NormalByTorch", 5, false),
        ("uniform, all cores, against `Span.Fill`", "UniformOnAllCores", "SpanFill", 0.5, false),
        ("orthogonal 2048 × 2048, time over `orthogonal_`'s", "Orthogonal", "OrthogonalByTorch", 2, true),
        ("simulation, time over TorchSharp's", "Simulation", "SimulationByTorch", 1.5, true),
        ("100 million weights of a Linear, normal, against `kaiming_normal_`", "ModuleNormal", "ModuleNormalByTorch", 3, false),
        ("100 million weights of a Linear, uniform, against `kaiming_uniform_`", "ModuleUniform", "ModuleUniformByTorch", 3, false),
        ("100 million weights of a Linear, truncated normal, against `trunc_normal_`", "ModuleTruncated", "ModuleTruncatedByTorch", 3, false),
    ];

    /// <summary>Milliseconds by benchmark; the median, since other work on the machine makes single runs slow, and none fast.</summary>
    public static Dictionary<string, double> Medians(IEnumerable<Summary> summaries) =>
        summaries.SelectMany(static summary => summary.Reports)
            .Where(static report => report.ResultStatistics is not null)
            .ToDictionary(static report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name, static report => report.ResultStatistics!.Median / 1e6);

    public static void Write(Dictionary<string, double> milliseconds, TextWriter writer)
    {
        writer.WriteLine();
        writer.WriteLine("| what | here, ms | there, ms | ratio | aim |");
        writer.WriteLine("|---|---:|---:|---:|---:|");
        foreach ((string what, string ours, string theirs, double aim, bool isCost) in s_rows)
        {
            if (milliseconds.TryGetValue(ours, out double here) && milliseconds.TryGetValue(theirs, out double there))
            {
                double ratio = isCost ? here / there : there / here;
                writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {here:F0} | {there:F0} | {ratio:F2} | {(isCost ? "at most" : "at least")} {aim} |"));
            }
        }

        foreach ((string name, double time) in milliseconds.Where(static pair => pair.Key.StartsWith("Theory", StringComparison.Ordinal)))
        {
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| theory, 10,000 layers: {name["TheoryOf".Length..]} | {time:F0} | | | at most 50 ms |"));
        }
    }
}
