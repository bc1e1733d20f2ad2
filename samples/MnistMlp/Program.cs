using System.Diagnostics;
using MnistMlp;
using MnistMlp.Models;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

const int Epochs = 3;
const int BatchSize = 64;

var name = args.Length > 0 ? args[0] : "mlp";
var folder = args.Length > 1 ? args[1] : "data";

random.manual_seed(1);
using var model = Create(name);
if (model is null)
{
    Console.Error.WriteLine("usage: MnistMlp [mlp | tanh | cnn | selu | autoencoder] [folder with the MNIST files]");
    return 1;
}

var data = Mnist.LoadOrDraw(folder, count: 6000, seed: 1);
using var optimizer = optim.SGD(model.parameters(), learningRate: 0.05, momentum: 0.9);
for (var epoch = 1; epoch <= Epochs; epoch++)
{
    var clock = Stopwatch.StartNew();
    var (loss, accuracy) = Train(model, optimizer, data, epoch);
    var score = accuracy is { } share ? $", accuracy {share:P1}" : "";
    Console.WriteLine($"{name}, epoch {epoch}: loss {loss:F4}{score}, {clock.Elapsed.TotalSeconds:F1} s");
}

return 0;

static Module<Tensor, Tensor>? Create(string name) => name switch
{
    "mlp" => new Mlp(),
    "tanh" => new TanhMlp(),
    "cnn" => new SmallCnn(),
    "selu" => new SeluMlp(),
    "autoencoder" => new Autoencoder(),
    _ => null,
};

static (double Loss, double? Accuracy) Train(Module<Tensor, Tensor> model, optim.Optimizer optimizer, Mnist data, int epoch)
{
    var order = Enumerable.Range(0, data.Count).ToArray();
    new Random(epoch).Shuffle(order);
    model.train();
    var (total, correct, draws) = (0.0, 0L, false);
    foreach (var indices in order.Chunk(BatchSize))
    {
        using var scope = NewDisposeScope();
        var (images, labels) = data.Batch(indices);
        optimizer.zero_grad();
        var output = model.forward(images);

        // A model that puts out pixels is asked to draw its input again.
        draws = output.shape[1] == Mnist.Side * Mnist.Side;
        var loss = draws ? functional.binary_cross_entropy(output, images.flatten(1)) : functional.nll_loss(output, labels);
        loss.backward();
        optimizer.step();

        total += loss.item<float>() * indices.Length;
        correct += draws ? 0 : output.argmax(1).eq(labels).sum().item<long>();
    }

    return (total / data.Count, draws ? null : (double)correct / data.Count);
}
