using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Benchmarks;

/// <summary>The same measurements in less time: medians of alternating runs, by the clock and by the processor.</summary>
internal static class Stopwatch
{
    private const int WarmUps = 15;
    private const int Runs = 7;

    public static void Run(SourceSet sources, bool list) => Run([sources], list);

    /// <summary>Measures what some compilations take, one after the other.</summary>
    public static void Run(IReadOnlyList<SourceSet> sets, bool list)
    {
        var (compile, nothing, ours, own) = (new List<Duration>(), new List<Duration>(), new List<Duration>(), new List<double>());
        var emitted = 0;
        var diagnostics = ImmutableArray<Diagnostic>.Empty;
        for (var run = -WarmUps; run < Runs; run++)
        {
            // In turn, so that whatever else the machine does meets all of them alike.
            var times = (
                Compile: Time(() => emitted = sets.Count(Measured.Compile)),
                Nothing: Time(() => Each(Measured.AnalyzeWithNothing)),
                Ours: Time(() => diagnostics = Each(Measured.AnalyzeWithOurs)),
                Own: sets.Sum(sources => Measured.OwnTime(sources).TotalMilliseconds));
            if (run >= 0)
            {
                compile.Add(times.Compile);
                nothing.Add(times.Nothing);
                ours.Add(times.Ours);
                own.Add(times.Own);
            }
        }

        var total = Median(compile);
        var analysis = Median(ours) - Median(nothing);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {string.Join(", ", sets.Select(sources => sources.Name))}: {sets.Sum(sources => sources.Files)} files, {sets.Sum(sources => sources.Lines)} lines{(emitted == sets.Count ? "" : $", {sets.Count - emitted} of {sets.Count} do not compile: bound only")}
                                   clock     processor
              compile           {total.Clock,7:F0} ms  {total.Processor,7:F0} ms
              analyze, nothing  {Median(nothing).Clock,7:F0} ms  {Median(nothing).Processor,7:F0} ms
              analyze, ours     {Median(ours).Clock,7:F0} ms  {Median(ours).Processor,7:F0} ms
              analysis          {analysis.Clock,7:F0} ms  {analysis.Processor,7:F0} ms
              analysis/compile  {analysis.Clock / total.Clock,10:F3}  {analysis.Processor / total.Processor,10:F3}
              in the analyzer   {own.Median(),7:F0} ms, summed over threads
              diagnostics       {string.Join(", ", diagnostics.GroupBy(item => item.Id).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => $"{group.Count()} {group.Key}"))}
            """));
        if (list)
        {
            foreach (var diagnostic in diagnostics.OrderBy(item => item.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(item => item.Location.SourceSpan.Start))
            {
                Console.WriteLine(diagnostic.ToString());
            }
        }

        ImmutableArray<Diagnostic> Each(Func<SourceSet, ImmutableArray<Diagnostic>> analyze) => [.. sets.SelectMany(sources => analyze(sources))];
    }

    private static Duration Time(Action action)
    {
        GC.Collect();
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        var processor = process.TotalProcessorTime;
        var start = System.Diagnostics.Stopwatch.GetTimestamp();
        action();
        var clock = System.Diagnostics.Stopwatch.GetElapsedTime(start);
        process.Refresh();
        return new Duration(clock.TotalMilliseconds, (process.TotalProcessorTime - processor).TotalMilliseconds);
    }

    private static Duration Median(List<Duration> values) => new(
        values.ConvertAll(value => value.Clock).Median(),
        values.ConvertAll(value => value.Processor).Median());

    /// <summary>In milliseconds. The processor's count, over all threads, is the steadier one on a machine that does other things.</summary>
    private readonly record struct Duration(double Clock, double Processor)
    {
        public static Duration operator -(Duration left, Duration right) => new(left.Clock - right.Clock, left.Processor - right.Processor);
    }
}
