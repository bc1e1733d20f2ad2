using InitAnalyzer.Theory;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InitAnalyzer.Torch;

/// <summary>A function that may stand between two layers, and the activation that it is.</summary>
internal sealed record ActivationCandidate(Activation Activation, Func<double, double> Function);

/// <summary>The functions that are tried: the catalogue, with usual parameters and those of the model's own modules.</summary>
internal static class ActivationCandidates
{
    private static readonly double[] s_slopes = [0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.3];

    public static IReadOnlyList<ActivationCandidate> For(IEnumerable<nn.Module> modules)
    {
        List<Activation> activations = [.. ActivationCatalog.All.Where(static activation => activation.IsElementwise)];
        activations.AddRange(s_slopes.Select(static slope => ActivationCatalog.Create("LeakyReLU", slope)));
        foreach (nn.Module module in modules)
        {
            (string? name, double parameter) = module switch
            {
                LeakyReLU leaky => ("LeakyReLU", leaky.negative_slope),
                PReLU { weight: { } slopes } => ("PReLU", OnlyValue(slopes)),
                RReLU random => ("RReLU", (random.lower + random.upper) / 2),
                ELU elu => ("ELU", elu.alpha),
                CELU celu => ("CELU", celu.alpha),
                Softplus softplus => ("Softplus", softplus.beta),
                Hardshrink shrink => ("Hardshrink", shrink.lambda),
                Softshrink shrink => ("Softshrink", shrink.lambda),
                _ => ((string?)null, double.NaN),
            };
            if (name is not null && double.IsFinite(parameter) && ActivationCatalog.TryCreate(name, parameter, out Activation? activation))
            {
                activations.Add(activation);
            }
        }

        return
        [
            .. activations.Distinct().Select(static activation => new ActivationCandidate(activation, activation.Evaluate)),

            // The usual approximation of GELU, which is the same activation to all ends.
            new(ActivationCatalog.Create("GELU"), static x => x / 2 * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)))),
        ];
    }

    /// <summary>The value that all slopes share, or NaN.</summary>
    private static double OnlyValue(Parameter slopes)
    {
        double[] values = ProbeNode.HostArray(slopes);
        return values.Length > 0 && values.All(value => value == values[0]) ? values[0] : double.NaN;
    }
}
