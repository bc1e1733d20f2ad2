using static InitAnalyzer.Frameworks.TorchSharp.TorchSharpFramework;

namespace InitAnalyzer.Frameworks.TorchSharp;

/// <summary>
/// Activations: as modules, as functions (current and obsolete names) and as methods of a tensor.
/// The first column is the name in the activation catalogue and of the factory in <c>torch.nn</c>.
/// </summary>
internal static class TorchSharpActivations
{
    private const string InPlace = "inplace";

    public static readonly FrameworkRow[] Rows =
    [
        .. Activation("ReLU", functional: "relu", tensor: "relu relu_"),
        .. Activation("ReLU6", functional: "relu6", tensor: "relu6 relu6_"),
        .. Activation("LeakyReLU", "negative_slope", functional: "leaky_relu", tensor: "leaky_relu leaky_relu_"),
        .. Activation("PReLU", "init", functional: "prelu", tensor: "prelu"),
        .. Activation("RReLU", "lower upper", functional: "rrelu", tensor: "rrelu rrelu_"),
        .. Activation("GELU", functional: "gelu", tensor: "gelu gelu_"),
        .. Activation("SiLU", functional: "silu SiLU", tensor: "silu silu_"),
        .. Activation("Mish", functional: "mish Mish"),
        .. Activation("Hardswish", functional: "hardswish", tensor: "hardswish hardswish_"),
        .. Activation("Softplus", "beta", functional: "softplus", tensor: "softplus"),
        .. Activation("ELU", "alpha", functional: "elu", tensor: "elu elu_"),
        .. Activation("CELU", "alpha", functional: "celu", tensor: "celu celu_"),
        .. Activation("SELU", functional: "selu", tensor: "selu selu_"),
        .. Activation("Tanh", functional: "tanh", tensor: "tanh tanh_", torch: "tanh tanh_"),
        .. Activation("Hardtanh", functional: "hardtanh Hardtanh", tensor: "hardtanh hardtanh_").Select(row => row with { Quirk = HardtanhQuirk(row) }),
        .. Activation("Softsign", functional: "softsign Softsign"),
        .. Activation("Sigmoid", functional: "sigmoid", tensor: "sigmoid sigmoid_", torch: "sigmoid sigmoid_", special: "sigmoid sigmoid_ expit"),
        .. Activation("LogSigmoid", functional: "logsigmoid", tensor: "log_sigmoid"),
        .. Activation("Hardsigmoid", functional: "hardsigmoid", tensor: "hardsigmoid hardsigmoid_"),
        .. Activation("Softmax", functional: "softmax", tensor: "softmax", torch: "softmax", special: "softmax"),
        .. Activation("LogSoftmax", functional: "log_softmax", tensor: "log_softmax", special: "log_softmax"),
        .. Activation("Softmin", functional: "softmin"),
        .. Activation("Softmax2d", functional: "softmax2d"),
        .. Activation("GLU", functional: "glu", tensor: "glu"),
        .. Activation("Threshold", functional: "threshold Threshold", tensor: "threshold threshold_"),
        .. Activation("Hardshrink", functional: "hardshrink Hardshrink"),
        .. Activation("Softshrink", functional: "softshrink Softshrink"),
        .. Activation("Tanhshrink", functional: "tanhshrink Tanhshrink"),
    ];

    /// <summary>Tensor.hardtanh returns the tensor as it is, and the module and functions call it where they do not work in place.</summary>
    private static Concept? HardtanhQuirk(FrameworkRow row) => row.Concept switch
    {
        MakesModule { Module: ActivationConcept activation } => new MakesModule(activation with { OnlyWith = InPlace }),
        AppliesModule { IsInPlace: false, Module: ActivationConcept activation } => new AppliesModule(activation with { OnlyWith = InPlace }),
        _ => null,
    };

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

            // relu_ changes the tensor itself.
            foreach (var word in Words.Split(names))
            {
                yield return new FrameworkRow(container, word, new AppliesModule(concept, IsInPlace: word.EndsWith("_", StringComparison.Ordinal)));
            }
        }
    }
}
