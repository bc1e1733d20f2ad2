using BenchmarkDotNet.Attributes;
using InitAnalyzer.Theory;
using InitAnalyzer.Torch;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InitAnalyzer.Runtime.Benchmarks;

/// <summary>A module of 100 million weights, filled by this library and by TorchSharp's own functions, both with all threads that they use.</summary>
public class ModuleBenchmarks
{
    private Linear _layer = null!;
    private Initializer _he = null!;

    [GlobalSetup]
    public void SetUp()
    {
        _layer = nn.Linear(10_000, 10_000, hasBias: false);
        _he = Initializers.He();
    }

    [GlobalCleanup]
    public void CleanUp() => _layer.Dispose();

    [Benchmark]
    public void ModuleNormal() => _layer.InitWith(_he, generator: 1);

    [Benchmark]
    public void ModuleNormalByTorch() => nn.init.kaiming_normal_(_layer.weight);

    [Benchmark]
    public void ModuleUniform() => _layer.InitHe(Distribution.Uniform, generator: 1);

    [Benchmark]
    public void ModuleUniformByTorch() => nn.init.kaiming_uniform_(_layer.weight);

    [Benchmark]
    public void ModuleTruncated() => SignalInit.trunc_normal_(_layer.weight, 0, 0.02, -0.04, 0.04, 1);

    /// <summary>What TorchSharp 0.107 computes there is the same constant everywhere, but after the same steps.</summary>
    [Benchmark]
    public void ModuleTruncatedByTorch() => nn.init.trunc_normal_(_layer.weight, 0, 0.02, -0.04, 0.04);
}
