using BenchmarkDotNet.Attributes;
using InitAnalyzer.Theory;
using TorchSharp;

namespace InitAnalyzer.Runtime.Benchmarks;

/// <summary>One draw of a network of 50 layers of 1024 units, with 256 inputs: forward and backward, with the variances of each layer, on all cores.</summary>
public class SimulationBenchmarks
{
    private const int Depth = 50;
    private const int Width = 1024;
    private const int Batch = 256;
    private static readonly Network s_network = Network.Uniform(Depth, Width, ActivationCatalog.Create("Tanh"), Initializers.Xavier());
    private static readonly SamplingOptions s_options = new() { Draws = 1, Batch = Batch };

    [Benchmark]
    public double Simulation() => Sampling.Simulate(s_network, s_options).GradientRatio;

    /// <summary>Without what else a report has: means, kurtosis, saturated and dead parts, cosines.</summary>
    [Benchmark]
    public double SimulationByTorch()
    {
        using IDisposable noGradients = torch.no_grad();
        using DisposeScope scope = torch.NewDisposeScope();
        List<torch.Tensor> weights = [];
        List<torch.Tensor> activations = [];
        double total = 0;
        torch.Tensor signal = torch.randn(Batch, Width);
        for (int layer = 0; layer < Depth; layer++)
        {
            torch.Tensor weight = torch.empty(Width, Width).normal_(0, Math.Sqrt(1.0 / Width));
            torch.Tensor z = signal.matmul(weight.t());
            total += z.var().item<float>();
            signal = z.tanh();
            total += signal.var().item<float>();
            weights.Add(weight);
            activations.Add(signal);
        }

        torch.Tensor gradient = torch.randn(Batch, Width);
        for (int layer = Depth - 1; layer >= 0; layer--)
        {
            torch.Tensor delta = gradient * (1 - activations[layer] * activations[layer]);
            total += delta.var().item<float>();
            gradient = delta.matmul(weights[layer]);
        }

        return total;
    }
}
