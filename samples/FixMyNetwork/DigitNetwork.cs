using InitAnalyzer.Plots;
using InitAnalyzer.Torch;
using MnistMlp;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FixMyNetwork;

/// <summary>A network for digits with weights of a fixed size, as one finds them, and the same after the fix.</summary>
internal sealed class DigitNetwork(TextWriter output)
{
    private const int Epochs = 6;
    private const int BatchSize = 50;

    /// <summary>Trains both and returns their losses.</summary>
    public (double[] Before, double[] After) Run(string folder)
    {
        var data = Mnist.LoadOrDraw(Path.Combine(folder, "data"), count: 1500, seed: 1);
        var (sample, _) = data.Batch([.. Enumerable.Range(0, 100)]);
        random.manual_seed(1);
        using var wrong = new DigitMlp();
        using var right = new DigitMlp();
        right.Initialize(sample, seed: 1);

        var measuredWrong = wrong.MeasureSignal(sample, options: new() { Name = "N(0, 0.01²)" });
        var measuredRight = right.MeasureSignal(sample, options: new() { Name = "after Initialize" });
        output.WriteLine(measuredWrong);
        output.WriteLine(measuredRight);
        var before = Train(wrong, data);
        var after = Train(right, data);
        Curves.Write(output, "epoch", before, after);
        var plot = Path.Combine(folder, "digits.svg");
        Charts.Simulation([measuredWrong.AsSideBySide(), measuredRight.AsSideBySide()]).Save(plot);
        output.WriteLine($"\nVariance of signal and gradient by layer: {plot}");
        return (before, after);
    }

    private static double[] Train(DigitMlp network, Mnist data)
    {
        using var optimizer = optim.SGD(network.parameters(), learningRate: 0.02, momentum: 0.9);
        var losses = new double[Epochs];
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            var order = Enumerable.Range(0, data.Count).ToArray();
            new Random(epoch).Shuffle(order);
            foreach (var indices in order.Chunk(BatchSize))
            {
                using var scope = NewDisposeScope();
                var (images, labels) = data.Batch(indices);
                optimizer.zero_grad();
                var loss = functional.nll_loss(network.call(images), labels);
                loss.backward();
                optimizer.step();
                losses[epoch] += loss.item<float>() * indices.Length / data.Count;
            }
        }

        return losses;
    }

    /// <summary>Six layers. The analyzer reports the initialisation: INIT202, weights of a fixed size that are far off.</summary>
    private sealed class DigitMlp : Module<Tensor, Tensor>
    {
        private readonly Linear fc1 = Linear(784, 100), fc2 = Linear(100, 100), fc3 = Linear(100, 100), fc4 = Linear(100, 100), fc5 = Linear(100, 100), fc6 = Linear(100, 10);

        public DigitMlp()
            : base(nameof(DigitMlp))
        {
            RegisterComponents();
            foreach (var layer in modules().OfType<Linear>())
            {
                init.normal_(layer.weight, 0, 0.01);
                init.zeros_(layer.bias);
            }
        }

        public override Tensor forward(Tensor x)
        {
            x = functional.relu(fc1.call(x.flatten(1)));
            x = functional.relu(fc2.call(x));
            x = functional.relu(fc3.call(x));
            x = functional.relu(fc4.call(x));
            x = functional.relu(fc5.call(x));
            return functional.log_softmax(fc6.call(x), 1);
        }
    }
}
