using InitAnalyzer.Theory;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace InitAnalyzer.Native.Tests.Facts;

/// <summary>TorchSharp's activations beside the catalogue's, by their values.</summary>
[Collection(NativeCollection.Name)]
public class ActivationTests
{
    private static readonly double[] s_points = [-7, -3.5, -2.5, -1.2, -0.7, -0.1, 0, 0.1, 0.7, 1.2, 2.5, 3.5, 7];

    private static readonly Dictionary<string, (Activation Activation, Func<nn.Module<Tensor, Tensor>> Module, Func<Tensor, Tensor>[] Functions)> s_activations = new()
    {
        ["ReLU"] = (Of("ReLU"), () => ReLU(), [x => functional.relu(x), x => x.relu(), x => x.relu_()]),
        ["ReLU6"] = (Of("ReLU6"), () => ReLU6(), [x => functional.relu6(x), x => x.relu6(), x => x.relu6_()]),
        ["LeakyReLU"] = (Of("LeakyReLU", 0.2), () => LeakyReLU(0.2), [x => functional.leaky_relu(x, 0.2), x => x.leaky_relu(0.2), x => x.leaky_relu_(0.2)]),
        ["PReLU"] = (Of("PReLU", 0.3), () => PReLU(1, 0.3, dtype: float64), []),
        ["GELU"] = (Of("GELU"), () => GELU(), [x => functional.gelu(x), x => x.gelu(), x => x.gelu_()]),
        ["SiLU"] = (Of("SiLU"), () => SiLU(), [x => functional.silu(x), x => x.silu(), x => x.silu_()]),
        ["Mish"] = (Of("Mish"), () => Mish(), [x => functional.mish(x)]),
        ["Hardswish"] = (Of("Hardswish"), () => Hardswish(), [x => functional.hardswish(x), x => x.hardswish(), x => x.hardswish_()]),
        ["Softplus"] = (Of("Softplus"), () => Softplus(), [x => functional.softplus(x), x => x.softplus()]),
        ["ELU"] = (Of("ELU"), () => ELU(), [x => functional.elu(x, 1.0), x => x.elu(), x => x.elu_()]),
        ["CELU"] = (Of("CELU"), () => CELU(), [x => functional.celu(x, 1.0), x => x.celu(), x => x.celu_()]),
        ["SELU"] = (Of("SELU"), () => SELU(), [x => functional.selu(x), x => x.selu(), x => x.selu_()]),
        ["Tanh"] = (Of("Tanh"), () => Tanh(), [x => functional.tanh(x), x => x.tanh(), x => x.tanh_()]),
        ["Hardtanh in place"] = (Of("Hardtanh"), () => Hardtanh(inplace: true), [x => functional.hardtanh(x, inplace: true), x => x.hardtanh_(-1, 1)]),
        ["Softsign"] = (Of("Softsign"), () => Softsign(), [x => functional.softsign(x)]),
        ["Sigmoid"] = (Of("Sigmoid"), () => Sigmoid(), [x => functional.sigmoid(x), x => x.sigmoid(), x => x.sigmoid_(), x => special.expit(x)]),
        ["LogSigmoid"] = (Of("LogSigmoid"), () => LogSigmoid(), [x => functional.logsigmoid(x), x => x.log_sigmoid()]),
        ["Hardsigmoid"] = (Of("Hardsigmoid"), () => Hardsigmoid(), [x => functional.hardsigmoid(x), x => x.hardsigmoid(), x => x.hardsigmoid_()]),

        // Out of place, it returns its input as it is: the analyzer does not take it for a Hardtanh.
        ["Hardtanh"] = (Of("Identity"), () => Hardtanh(), [x => functional.hardtanh(x), x => x.hardtanh(-1, 1)]),
    };

    public static TheoryData<string> Names => [.. s_activations.Keys];

    [NativeTheory]
    [MemberData(nameof(Names))]
    public void An_activation_does_what_the_catalogue_says(string name)
    {
        using var scope = NewDisposeScope();
        using var withoutGradients = no_grad();
        var (activation, module, functions) = s_activations[name];
        foreach (var apply in functions.Prepend(module().call))
        {
            var values = apply(tensor(s_points)).data<double>();
            Assert.All(s_points.Zip(values), pair => Assert.Equal(activation.Evaluate(pair.First), pair.Second, 1e-6));
        }
    }

    private static Activation Of(string name, double? parameter = null) => ActivationCatalog.Create(name, parameter);
}
