using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using InitAnalyzer.Runtime.Benchmarks;

const string Usage =
    """
    usage: dotnet run -c Release --project tests/InitAnalyzer.Runtime.Benchmarks -- [--processor | --least] [--only NAME...]

      --processor   by processor time, without BenchmarkDotNet: for a machine that has other work as well
      --least       by the least time of the clock, likewise, where several cores count
      NAME          fill, orthogonal, simulation, theory or module; all of them if none is named

    Compares with libtorch by TorchSharp, in one process, and prints a table of ratios at the end.
    """;

// In one process, so that both have the same clock, caches and neighbours.
IConfig config = DefaultConfig.Instance
    .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(2).WithIterationCount(7).WithInvocationCount(1).WithUnrollFactor(1))
    .WithOption(ConfigOptions.DisableLogFile, true);

Dictionary<string, Type> benchmarks = new()
{
    ["fill"] = typeof(FillBenchmarks),
    ["orthogonal"] = typeof(OrthogonalBenchmarks),
    ["simulation"] = typeof(SimulationBenchmarks),
    ["theory"] = typeof(TheoryBenchmarks),
    ["module"] = typeof(ModuleBenchmarks),
};
string? how = args is ["--processor" or "--least", ..] ? args[0] : null;
args = how is null ? args : args[1..];
string[] names = args is ["--only", .. var chosen] ? chosen : args is [] ? [.. benchmarks.Keys] : ["?"];
if (!names.All(benchmarks.ContainsKey))
{
    Console.WriteLine(Usage);
    return 1;
}

if (how is not null)
{
    IEnumerable<Type> chosenTypes = names.Select(name => benchmarks[name]);
    RatioTable.Write(how == "--least" ? LeastTime.ByClock(chosenTypes) : LeastTime.ByProcessor(chosenTypes), Console.Out);
    return 0;
}

List<Summary> summaries = [.. names.Select(name => BenchmarkRunner.Run(benchmarks[name], config))];
RatioTable.Write(RatioTable.Medians(summaries), Console.Out);
return 0;
