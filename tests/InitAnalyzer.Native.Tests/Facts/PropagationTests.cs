using InitAnalyzer.Theory;
using TorchSharp;
using Xunit.Abstractions;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace InitAnalyzer.Native.Tests.Facts;

/// <summary>
/// The theory's signal and gradient ratios beside those of wide layers that TorchSharp runs. The numbers in messages are the theory's.
/// </summary>
[Collection(NativeCollection.Name)]
public class PropagationTests(ITestOutputHelper output)
{
    private const int Width = 400;
    private const int Depth = 6;
    private const int Batch = 32;
    private const int Draws = 5;

    /// <summary>
    /// On the logarithm of a ratio. The variance of a rectified signal itself varies by about 5·depth/width from draw to draw
    /// (Hanin and Rolnick, 2018), which leaves a standard deviation of about 0.1 on the mean of the draws.
    /// </summary>
    private const double Tolerance = 0.25;

    private static readonly Dictionary<string, (double Scale, Action<Tensor> Fill)> s_initializers = new()
    {
        ["default"] = (1.0 / 3, _ => { }),
        ["Xavier"] = (1, w => init.xavier_uniform_(w)),
        ["He"] = (2, w => init.kaiming_normal_(w)),
        ["LeCun"] = (1, w => init.kaiming_normal_(w, nonlinearity: init.NonlinearityType.Linear)),
        ["Kumar"] = (12.96, w => init.normal_(w, 0, 3.6 / Math.Sqrt(Width))),
    };

    private static readonly Dictionary<string, Func<Tensor, Tensor>> s_activations = new()
    {
        ["ReLU"] = z => functional.relu(z),
        ["GELU"] = z => functional.gelu(z),
        ["SiLU"] = z => functional.silu(z),
        ["ELU"] = z => functional.elu(z, 1.0),
        ["SELU"] = z => functional.selu(z),
        ["Tanh"] = z => z.tanh(),
        ["Softsign"] = z => functional.softsign(z),
        ["Sigmoid"] = z => z.sigmoid(),
        ["LogSigmoid"] = z => functional.logsigmoid(z),
        ["Softplus"] = z => functional.softplus(z),
    };

    [NativeTheory]
    [InlineData("ReLU", "default")]
    [InlineData("ReLU", "Xavier")]
    [InlineData("ReLU", "He")]
    [InlineData("GELU", "default")]
    [InlineData("GELU", "He")]
    [InlineData("SiLU", "He")]
    [InlineData("ELU", "He")]
    [InlineData("SELU", "LeCun")]
    [InlineData("SELU", "He")]
    [InlineData("Tanh", "default")]
    [InlineData("Tanh", "Xavier")]
    [InlineData("Tanh", "He")]
    [InlineData("Softsign", "Xavier")]
    [InlineData("Sigmoid", "default")]
    [InlineData("Sigmoid", "Xavier")]
    [InlineData("Sigmoid", "He")]
    [InlineData("Sigmoid", "Kumar")]
    [InlineData("LogSigmoid", "Kumar")]
    [InlineData("Softplus", "He")]
    public void A_chain_does_what_the_theory_says(string activation, string initializer)
    {
        var (scale, fill) = s_initializers[initializer];

        // The biases keep TorchSharp's default.
        var theory = Propagation.Chain(ActivationCatalog.Create(activation), scale, Depth - 1, biasVariance: 1.0 / (3 * Width));
        double forward = 0, gradient = 0;
        for (var draw = 0; draw < Draws; draw++)
        {
            random.manual_seed(draw);
            var (signal, error) = Run(s_activations[activation], fill);
            forward += Math.Log(signal) / Draws;
            gradient += Math.Log(error) / Draws;
        }

        output.WriteLine(
            $"{activation}, {initializer}: forward {theory.ForwardRatio:G3} (run: {Math.Exp(forward):G3}), gradient {theory.GradientRatio:G3} (run: {Math.Exp(gradient):G3})");
        Assert.InRange(forward - Math.Log(theory.ForwardRatio), -Tolerance, Tolerance);
        Assert.InRange(gradient - Math.Log(theory.GradientRatio), -Tolerance, Tolerance);
    }

    /// <summary>
    /// The gradient's squared length, where widths differ, kernels overlap and strides leave out, and with dropouts in training: what the
    /// message of INIT201 gives.
    /// </summary>
    [NativeFact]
    public void Chains_of_other_shapes_do_what_the_theory_says()
    {
        const double scale = 1.0 / 3;
        const double left = 0.8;
        Func<(Tensor Input, nn.Module<Tensor, Tensor>[] Layers)>[] networks =
        [
            () => (randn(Batch, 300), [Linear(300, 800), Linear(800, 200), Linear(200, 500), Linear(500, 300), Linear(300, 400)]),
            () => (randn(4, 30, 40, 40), [Conv2d(30, 60, 3), Conv2d(60, 40, 3, stride: 2), Conv2d(40, 60, 5), Conv2d(60, 60, 1), Conv2d(60, 50, 3)]),
        ];
        foreach (var network in networks)
        {
            foreach (var dropProbability in new[] { 0, 1 - left })
            {
                double forward = 0, gradient = 0;
                IReadOnlyList<ChainLayer> chain = [];
                for (var draw = 0; draw < Draws; draw++)
                {
                    using var scope = NewDisposeScope();
                    random.manual_seed(draw);
                    var (x, layers) = network();
                    chain = [.. layers.Select(layer => new ChainLayer(ActivationCatalog.Create("ReLU"), scale, scale / FanIn(layer), dropProbability))];
                    var outputs = new List<Tensor>();
                    foreach (var layer in layers)
                    {
                        x = layer.call(x);
                        x.retain_grad();
                        outputs.Add(x);
                        x = functional.dropout(functional.relu(x), dropProbability);
                    }

                    (outputs[^1] * randn_like(outputs[^1])).sum().backward();
                    forward += Math.Log(outputs[^1].detach().square().mean().item<float>() / outputs[0].detach().square().mean().item<float>()) / Draws;
                    gradient += Math.Log(outputs[0].grad!.square().sum().item<float>() / outputs[^1].grad!.square().sum().item<float>()) / Draws;
                }

                var theory = Propagation.Chain(chain);
                output.WriteLine(
                    $"dropout {dropProbability}: forward {theory.ForwardRatio:G3} (run: {Math.Exp(forward):G3}), gradient {theory.GradientRatio:G3} (run: {Math.Exp(gradient):G3})");
                Assert.InRange(forward - Math.Log(theory.ForwardRatio), -Tolerance, Tolerance);
                Assert.InRange(gradient - Math.Log(theory.GradientRatio), -Tolerance, Tolerance);
            }
        }

        static double FanIn(nn.Module layer)
        {
            var shape = layer.get_parameter("weight")!.shape;
            return shape.Skip(1).Aggregate(1.0, (product, size) => product * size);
        }
    }

    /// <summary>Last over first pre-activation in mean square, and the same of the gradient the other way.</summary>
    private static (double Signal, double Error) Run(Func<Tensor, Tensor> activation, Action<Tensor> fill)
    {
        using var scope = NewDisposeScope();
        var before = randn(Batch, Width);
        Tensor? first = null, last = null;
        for (var i = 0; i < Depth; i++)
        {
            var layer = Linear(Width, Width);
            fill(layer.weight!);
            last = layer.forward(before);
            if (first is null)
            {
                first = last;
                first.retain_grad();
            }

            before = activation(last);
        }

        (last! * randn(Batch, Width)).sum().backward();
        return (MeanSquare(last!) / MeanSquare(first!), MeanSquare(first!.grad!));

        static double MeanSquare(Tensor tensor) => tensor.detach().square().mean().item<float>();
    }
}
