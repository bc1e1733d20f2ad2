using BenchmarkDotNet.Attributes;
using InitAnalyzer.Theory;
using TorchSharp;

namespace InitAnalyzer.Runtime.Benchmarks;

/// <summary>2²⁶ numbers in single precision, on one thread and on all.</summary>
public class FillBenchmarks
{
    private const int Count = 1 << 26;
    private static readonly WeightShape s_shape = WeightShape.Linear(1 << 13, 1 << 13);
    private static readonly ParallelOptions s_all = new();

    private readonly float[] _ours = new float[Count];
    private torch.Tensor _theirs = null!;
    private int _threads;

    private static readonly RandomStream s_stream = new(1, "benchmark");
    private static readonly Initializer s_uniform = Initializers.Uniform(-1, 1);
    private static readonly Initializer s_normal = Initializers.Normal();
    private static readonly Initializer s_truncated = Initializers.TruncatedNormal(0, 1, -2, 2);

    [GlobalSetup]
    public void SetUp()
    {
        _threads = torch.get_num_threads();
        _theirs = torch.zeros(Count);
        Array.Fill(_ours, 1);
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        torch.set_num_threads(_threads);
        _theirs.Dispose();
    }

    [Benchmark]
    public void SpanFill() => _ours.AsSpan().Fill(1);

    [Benchmark]
    public void Uniform() => s_uniform.Fill<float>(_ours, s_shape, s_stream);

    [Benchmark]
    public void UniformOnAllCores() => s_uniform.Fill<float>(_ours, s_shape, s_stream, s_all);

    [Benchmark]
    public void UniformByTorch() => _theirs.uniform_(-1, 1);

    [Benchmark]
    public void Normal() => s_normal.Fill<float>(_ours, s_shape, s_stream);

    [Benchmark]
    public void NormalOnAllCores() => s_normal.Fill<float>(_ours, s_shape, s_stream, s_all);

    [Benchmark]
    public void NormalByTorch() => _theirs.normal_(0, 1);

    [Benchmark]
    public void Truncated() => s_truncated.Fill<float>(_ours, s_shape, s_stream);

    [Benchmark]
    public void TruncatedOnAllCores() => s_truncated.Fill<float>(_ours, s_shape, s_stream, s_all);

    /// <summary>What TorchSharp 0.107 computes there is the same constant everywhere, but after the same steps.</summary>
    [Benchmark]
    public void TruncatedByTorch()
    {
        torch.set_num_threads(1);
        torch.nn.init.trunc_normal_(_theirs);
        torch.set_num_threads(_threads);
    }
}
