using static InitAnalyzer.Frameworks.TorchSharp.TorchSharpFramework;

namespace InitAnalyzer.Frameworks.TorchSharp;

/// <summary>
/// Activations: as modules, as functions (current and obsolete names) and as methods of a tensor.
/// The first column is the name in the activation catalogue and of the factory in <c>torch.nn</c>.
/// </summary>
internal static class TorchSharpActivations
{
    public static readonly FrameworkRow[] Rows =
    [
        .. Activation("ReLU", functional: "relu", tensor: "relu"),
        .. Activation("ReLU6", functional: "relu6", tensor: "relu6"),
        .. Activation("LeakyReLU", "negative_slope", functional: "leaky_relu", tensor: "leaky_relu"),
        .. Activation("PReLU", "init", functional: "prelu", tensor: "prelu"),
        .. Activation("RReLU", "lower upper", functional: "rrelu", tensor: "rrelu"),
        .. Activation("GELU", functional: "gelu", tensor: "gelu"),
        .. Activation("SiLU", functional: "silu SiLU", tensor: "silu"),
        .. Activation("Mish", functional: "mish Mish"),
        .. Activation("Hardswish", functional: "hardswish", tensor: "hardswish"),
        .. Activation("Softplus", "beta", functional: "softplus", tensor: "softplus"),
        .. Activation("ELU", "alpha", functional: "elu", tensor: "elu"),
        .. Activation("CELU", "alpha", functional: "celu", tensor: "celu"),
        .. Activation("SELU", functional: "selu", tensor: "selu"),
        .. Activation("Tanh", functional: "tanh", tensor: "tanh", torch: "tanh"),
        .. Activation("Hardtanh", functional: "hardtanh Hardtanh", tensor: "hardtanh"),
        .. Activation("Softsign", functional: "softsign Softsign"),
        .. Activation("Sigmoid", functional: "sigmoid", tensor: "sigmoid", torch: "sigmoid", special: "sigmoid expit"),
        .. Activation("LogSigmoid", functional: "logsigmoid", tensor: "log_sigmoid"),
        .. Activation("Hardsigmoid", functional: "hardsigmoid", tensor: "hardsigmoid"),
        .. Activation("Softmax", functional: "softmax", tensor: "softmax", torch: "softmax", special: "softmax"),
        .. Activation("LogSoftmax", functional: "log_softmax", tensor: "log_softmax", special: "log_softmax"),
        .. Activation("Softmin", functional: "softmin"),
        .. Activation("Softmax2d", functional: "softmax2d"),
        .. Activation("GLU", functional: "glu", tensor: "glu"),
        .. Activation("Threshold", functional: "threshold Threshold", tensor: "threshold"),
        .. Activation("Hardshrink", functional: "hardshrink Hardshrink"),
        .. Activation("Softshrink", functional: "softshrink Softshrink"),
        .. Activation("Tanhshrink", functional: "tanhshrink Tanhshrink"),
    ];

    private static IEnumerable<FrameworkRow> Activation(
        string name,
        string parameters = "",
        string functional = "",
        string tensor = "",
        string torch = "",
        string special = "")
    {
        var concept = new ActivationConcept(name, parameters);
        yield return new FrameworkRow(NN, name, new MakesModule(concept));
        foreach (var (container, names) in new[] { (Functional, functional), (Tensor, tensor), (Torch, torch), (Special, special) })
        {
            if (names.Length == 0)
            {
                continue;
            }

            yield return new FrameworkRow(container, names, new AppliesModule(concept));

            // A tensor's methods and torch's own functions have twins that change their operand: relu_, tanh_.
            if (container != Functional)
            {
                var inPlace = string.Join(" ", Words.Split(names).Select(word => word + "_"));
                yield return new FrameworkRow(container, inPlace, new AppliesModule(concept, IsInPlace: true));
            }
        }
    }
}
