using System.Globalization;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Benchmarks;

/// <summary>The same measurements in a few seconds: medians of alternating runs.</summary>
internal static class Stopwatch
{
    private const int WarmUps = 2;
    private const int Runs = 7;

    public static void Run(SourceSet sources, bool list)
    {
        var (compile, nothing, ours, own) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        var emitted = false;
        Analysis? result = null;
        for (var run = -WarmUps; run < Runs; run++)
        {
            // In turn, so that whatever else the machine does meets all three alike.
            var times = (Time(() => emitted = Measured.Compile(sources)), Time(() => Measured.AnalyzeWithNothing(sources)), Time(() => result = Measured.AnalyzeWithOurs(sources)));
            if (run >= 0)
            {
                compile.Add(times.Item1);
                nothing.Add(times.Item2);
                ours.Add(times.Item3);
                own.Add(result!.OwnTime.TotalMilliseconds);
            }
        }

        var diagnostics = result!.Diagnostics;
        var analysis = Median(ours) - Median(nothing);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {sources.Name}: {sources.Files} files, {sources.Lines} lines{(emitted ? "" : ", does not compile as one project: bound only")}
              compile           {Median(compile),8:F0} ms
              analyze, nothing  {Median(nothing),8:F0} ms
              analyze, ours     {Median(ours),8:F0} ms
              analysis          {analysis,8:F0} ms   ratio {analysis / Median(compile):F3}
              in the analyzer   {Median(own),8:F0} ms   ratio {Median(own) / Median(compile):F3} (summed over threads)
              diagnostics       {string.Join(", ", diagnostics.GroupBy(item => item.Id).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => $"{group.Count()} {group.Key}"))}
            """));
        if (list)
        {
            foreach (var diagnostic in diagnostics.OrderBy(item => item.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(item => item.Location.SourceSpan.Start))
            {
                Console.WriteLine(diagnostic.ToString());
            }
        }
    }

    private static double Time(Action action)
    {
        GC.Collect();
        var start = System.Diagnostics.Stopwatch.GetTimestamp();
        action();
        return System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
