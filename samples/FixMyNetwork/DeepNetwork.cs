using InitAnalyzer.Plots;
using InitAnalyzer.Torch;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FixMyNetwork;

/// <summary>Two spirals, and a network of thirty layers that cannot tell them apart, for no other reason than its initial weights.</summary>
internal sealed class DeepNetwork(TextWriter output)
{
    private const int Depth = 30;
    private const int Width = 64;
    private const int Steps = 300;
    private const int Reports = 12;

    /// <summary>Measures and trains the network as TorchSharp makes it, then once more after one line. Returns the losses of both.</summary>
    public (double[] Before, double[] After) Run(string folder)
    {
        random.manual_seed(1);
        using var network = Create();
        var (points, labels) = Spirals(300);

        output.WriteLine("As TorchSharp makes it:\n");
        var measuredBefore = network.MeasureSignal(points, y => functional.cross_entropy(y, labels), new() { Name = "TorchSharp's default" });
        output.WriteLine(measuredBefore);
        var before = Train(network, points, labels);

        // The one line.
        var plan = network.Initialize(points, seed: 1);

        output.WriteLine("After network.Initialize(points, seed: 1):\n");
        output.WriteLine(plan);
        var measuredAfter = network.MeasureSignal(points, y => functional.cross_entropy(y, labels), new() { Name = "after Initialize" });
        output.WriteLine(measuredAfter);
        var after = Train(network, points, labels);

        Curves.Write(output, "step", before, after);
        var plot = Path.Combine(folder, "fix-my-network.svg");
        Charts.Simulation([measuredBefore.AsSideBySide(), measuredAfter.AsSideBySide()]).Save(plot);
        output.WriteLine($"\nVariance of signal and gradient by layer: {plot}");
        return (before, after);
    }

    private static TorchSharp.Modules.Sequential Create()
    {
        List<(string, Module<Tensor, Tensor>)> layers = [("fc1", Linear(2, Width)), ("relu1", ReLU())];
        for (var i = 2; i < Depth; i++)
        {
            layers.Add(($"fc{i}", Linear(Width, Width)));
            layers.Add(($"relu{i}", ReLU()));
        }

        layers.Add(($"fc{Depth}", Linear(Width, 2)));
        return Sequential(layers);
    }

    private static (Tensor Points, Tensor Labels) Spirals(int count)
    {
        var noise = new Random(1);
        var points = new float[2 * count * 2];
        var labels = new long[2 * count];
        for (var i = 0; i < labels.Length; i++)
        {
            labels[i] = i % 2;
            var distance = (i + 1.0) / labels.Length;
            var angle = 1.5 * Math.PI * distance + Math.PI * labels[i];
            points[2 * i] = (float)(2 * distance * Math.Cos(angle) + 0.05 * noise.NextDouble());
            points[2 * i + 1] = (float)(2 * distance * Math.Sin(angle) + 0.05 * noise.NextDouble());
        }

        return (tensor(points).reshape(-1, 2), tensor(labels));
    }

    private static double[] Train(Module<Tensor, Tensor> network, Tensor points, Tensor labels)
    {
        using var optimizer = optim.SGD(network.parameters(), learningRate: 0.01, momentum: 0.9);
        var losses = new List<double>();
        for (var step = 1; step <= Steps; step++)
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            var loss = functional.cross_entropy(network.call(points), labels);
            loss.backward();
            optimizer.step();
            if (step % (Steps / Reports) == 0)
            {
                losses.Add(loss.item<float>());
            }
        }

        return [.. losses];
    }
}
