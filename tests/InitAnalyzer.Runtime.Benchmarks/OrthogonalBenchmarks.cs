using BenchmarkDotNet.Attributes;
using TorchSharp;

namespace InitAnalyzer.Runtime.Benchmarks;

/// <summary>An orthogonal matrix of 2048 × 2048 in single precision, on all cores.</summary>
public class OrthogonalBenchmarks
{
    private static readonly WeightShape s_shape = WeightShape.Linear(2048, 2048);
    private static readonly ParallelOptions s_all = new();
    private readonly float[] _ours = new float[2048 * 2048];
    private torch.Tensor _theirs = null!;

    [GlobalSetup]
    public void SetUp() => _theirs = torch.zeros(2048, 2048);

    [GlobalCleanup]
    public void CleanUp() => _theirs.Dispose();

    [Benchmark]
    public void Orthogonal() => Initializers.Orthogonal().Fill<float>(_ours, s_shape, new RandomStream(1, "benchmark"), s_all);

    [Benchmark]
    public void OrthogonalByTorch()
    {
        using (torch.no_grad())
        {
            torch.nn.init.orthogonal_(_theirs);
        }
    }
}
