using System.Globalization;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace InitAnalyzer.Benchmarks;

/// <summary>Analysis time against compile time.</summary>
public class AnalysisBenchmarks
{
    private SourceSet sources = null!;

    [ParamsAllValues]
    public ProjectKind Project { get; set; }

    [GlobalSetup]
    public void Generate() => sources = SourceSet.Generate(Project);

    [Benchmark(Baseline = true)]
    public bool Compile() => Measured.Compile(sources);

    [Benchmark]
    public object AnalyzeWithNothing() => Measured.AnalyzeWithNothing(sources);

    [Benchmark]
    public object AnalyzeWithInitAnalyzer() => Measured.AnalyzeWithOurs(sources);

    internal static void Run()
    {
        // One cold compilation is one operation of about a second, and the process must be the one with Roslyn loaded.
        var config = ManualConfig.Create(DefaultConfig.Instance)
            .AddJob(Job.Default
                .WithToolchain(InProcessEmitToolchain.Instance)
                .WithStrategy(RunStrategy.Monitoring)
                .WithWarmupCount(3)
                .WithIterationCount(10))
            .AddColumn(StatisticColumn.Median);
        var summary = BenchmarkRunner.Run<AnalysisBenchmarks>(config);

        Console.WriteLine();
        foreach (var project in Enum.GetValues<ProjectKind>())
        {
            var compile = Median(summary, project, nameof(Compile));
            var analysis = Median(summary, project, nameof(AnalyzeWithInitAnalyzer)) - Median(summary, project, nameof(AnalyzeWithNothing));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{project}: compile {compile:F0} ms, analysis {analysis:F0} ms, ratio {analysis / compile:F3}"));
        }
    }

    private static double Median(Summary summary, ProjectKind project, string method) =>
        summary.Reports
            .Single(report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name == method
                && report.BenchmarkCase.Parameters[nameof(Project)] is ProjectKind kind && kind == project)
            .ResultStatistics!.Median / 1e6;
}
