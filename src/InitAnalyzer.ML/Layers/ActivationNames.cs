using InitAnalyzer.Theory;

namespace InitAnalyzer.ML;

/// <summary>The activations of the layers among those of the theory.</summary>
internal static class ActivationNames
{
    private static readonly Theory.Activation[] s_theory = [.. Enum.GetValues<Activation>().Select(Create)];

    /// <summary>The activation as the theory knows it.</summary>
    public static Theory.Activation InTheory(this Activation activation) => s_theory[(int)activation];

    private static Theory.Activation Create(Activation activation) => ActivationCatalog.Create(activation switch
    {
        Activation.Linear => "Identity",
        Activation.HardSwish => "Hardswish",
        Activation.HardTanh => "Hardtanh",
        Activation.HardSigmoid => "Hardsigmoid",
        _ => activation.ToString(),
    });
}
