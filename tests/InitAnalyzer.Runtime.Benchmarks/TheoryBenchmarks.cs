using BenchmarkDotNet.Attributes;
using InitAnalyzer.Theory;

namespace InitAnalyzer.Runtime.Benchmarks;

/// <summary>Mean-field theory of 10,000 layers; tanh under Xavier is the case in which no layer is like another.</summary>
public class TheoryBenchmarks
{
    private static readonly Network s_tanh = Network.Uniform(10_000, 1000, ActivationCatalog.Create("Tanh"), Initializers.Xavier());
    private static readonly Network s_gelu = Network.Uniform(10_000, 1000, ActivationCatalog.Create("GELU"), Initializers.He());

    [Benchmark]
    public double TheoryOfTanh() => MeanField.Simulate(s_tanh).SignalRatio;

    [Benchmark]
    public double TheoryOfGelu() => MeanField.Simulate(s_gelu).SignalRatio;
}
