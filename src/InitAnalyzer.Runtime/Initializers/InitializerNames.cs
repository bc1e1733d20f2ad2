using System.Globalization;
using InitAnalyzer.Theory;

namespace InitAnalyzer.Runtime;

/// <summary>Initializers and activations by what one would type: "he", "xavier-uniform", "normal:0.01", "orthogonal:1.4"; "tanh", "LeakyReLU:0.2".</summary>
public static class InitializerNames
{
    private static readonly (string Pattern, string Meaning)[] s_all =
    [
        ("he", "He et al. (2015): 2/((1 + a²)·fan_in) with the activation's negative slope a"),
        ("xavier", "Glorot and Bengio (2010): 1/fan_avg; also 'glorot'"),
        ("lecun", "LeCun et al. (1998): 1/fan_in"),
        ("kumar", "Kumar (2017): by the activation's value and slope at 0"),
        ("second-moment", "1/(fan_in·E[φ²]): keeps the second moment"),
        ("edge-of-chaos[:q]", "weights and biases on the edge of chaos, at pre-activation variance q"),
        ("torch", "the default of PyTorch and TorchSharp: uniform, 1/(3·fan_in)"),
        ("scale:c", "variance c/fan_in"),
        ("normal[:std[:mean]]", "N(mean, std²), std 1 if not given"),
        ("uniform:low:high", "U(low, high)"),
        ("truncated-normal:std:low:high", "N(0, std²) between two bounds"),
        ("orthogonal[:gain]", "random orthogonal matrices"),
        ("sparse:sparsity[:std]", "normal weights with zeros"),
        ("identity[:gain]", "the identity"),
        ("constant:value", "all alike"),
        ("zeros", "all 0"),
        ("ones", "all 1"),
    ];

    /// <summary>What <see cref="Create"/> knows, with its meaning. Laws over a fan take a suffix: -normal (the default), -uniform, -truncated.</summary>
    public static IReadOnlyList<(string Pattern, string Meaning)> All { get; } = Array.AsReadOnly(s_all);

    /// <summary>The initializers that a name stands for.</summary>
    /// <param name="name">The name, in any case.</param>
    /// <param name="activation">The activation that the weights feed, by which some laws go.</param>
    /// <returns>Those of weights and biases; the latter are 0 but on the edge of chaos.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is unknown, or a number in it is missing, superfluous or outside its range.</exception>
    public static WeightsAndBiases Create(string name, Activation activation)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(activation);
        string[] parts = name.Trim().ToLowerInvariant().Split(':');
        double[] numbers = new double[parts.Length - 1];
        for (int i = 0; i < numbers.Length; i++)
        {
            if (!double.TryParse(parts[i + 1], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]))
            {
                throw new ArgumentException("'" + parts[i + 1] + "' in '" + name + "' is not a number.", nameof(name));
            }
        }

        (string law, Distribution distribution) = Split(parts[0]);
        try
        {
            if (law == "edge-of-chaos" && numbers.Length <= 1)
            {
                return Initializers.EdgeOfChaos(activation, numbers.Length == 1 ? numbers[0] : null, distribution);
            }

            Initializer weights = (law, numbers) switch
            {
                ("he" or "kaiming", []) => Initializers.He(distribution, slope: SlopeOf(activation)),
                ("xavier" or "glorot", []) => Initializers.Xavier(distribution),
                ("lecun", []) => Initializers.LeCun(distribution),
                ("kumar", []) => Initializers.Kumar(activation, distribution),
                ("second-moment", []) => Initializers.SecondMoment(activation, distribution),
                ("torch", []) => Initializers.TorchDefault,
                ("scale", [var c]) => Initializers.VarianceScaling(c, FanMode.FanIn, distribution),
                ("normal", []) => Initializers.Normal(),
                ("normal", [var std]) => Initializers.Normal(0, std),
                ("normal", [var std, var mean]) => Initializers.Normal(mean, std),
                ("uniform", [var low, var high]) => Initializers.Uniform(low, high),
                ("truncated-normal", [var std, var low, var high]) => Initializers.TruncatedNormal(0, std, low, high),
                ("orthogonal", []) => Initializers.Orthogonal(),
                ("orthogonal", [var gain]) => Initializers.Orthogonal(gain),
                ("sparse", [var sparsity]) => Initializers.Sparse(sparsity),
                ("sparse", [var sparsity, var std]) => Initializers.Sparse(sparsity, std),
                ("identity", []) => Initializers.Identity(),
                ("identity", [var gain]) => Initializers.Identity(gain),
                ("constant", [var value]) => Initializers.Constant(value),
                ("zeros", []) => Initializers.Zeros,
                ("ones", []) => Initializers.Ones,
                _ => throw Unknown(name, law),
            };
            return new(weights, Initializers.Zeros);
        }
        catch (ArgumentException exception) when (exception.ParamName != nameof(name))
        {
            throw new ArgumentException("'" + name + "': " + WithoutParameter(exception), nameof(name), exception);
        }
    }

    /// <summary>The activation of a name, in any case, with its parameter after a colon or in parentheses.</summary>
    /// <param name="name">The name: "relu", "LeakyReLU:0.2", "LeakyReLU(0.2)".</param>
    /// <returns>The activation.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is unknown, or its parameter is outside the activation's domain.</exception>
    public static Activation CreateActivation(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string[] parts = name.Trim().TrimEnd(')').Split([':', '('], 2);
        string? spelled = ActivationCatalog.All.Select(static activation => activation.Name)
            .FirstOrDefault(known => string.Equals(known, parts[0].Replace("-", ""), StringComparison.OrdinalIgnoreCase));
        double? parameter = null;
        if (parts.Length == 2)
        {
            parameter = double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
                ? number
                : throw new ArgumentException("'" + parts[1] + "' in '" + name + "' is not a number.", nameof(name));
        }

        try
        {
            return ActivationCatalog.Create(spelled ?? parts[0], parameter);
        }
        catch (ArgumentException exception)
        {
            string known = spelled is null ? " Known are " + string.Join(", ", ActivationCatalog.All.Select(static activation => activation.Name)) + "." : "";
            throw new ArgumentException(WithoutParameter(exception) + known, nameof(name), exception);
        }
    }

    private static (string Law, Distribution Distribution) Split(string name)
    {
        foreach ((string suffix, Distribution distribution) in ((string, Distribution)[])
            [("-normal", Distribution.Normal), ("-uniform", Distribution.Uniform), ("-truncated", Distribution.TruncatedNormal)])
        {
            string law = name.EndsWith(suffix, StringComparison.Ordinal) ? name[..^suffix.Length] : "";
            if (law is "he" or "kaiming" or "xavier" or "glorot" or "lecun" or "kumar" or "second-moment" or "edge-of-chaos" or "scale")
            {
                return (law, distribution);
            }
        }

        return (name, Distribution.Normal);
    }

    private static double SlopeOf(Activation activation) =>
        activation.Class == ActivationClass.Rectifier ? activation.Parameter ?? 0 : 0;

    private static ArgumentException Unknown(string name, string law)
    {
        string? pattern = s_all.Select(static known => known.Pattern).FirstOrDefault(pattern => pattern.Split(':', '[')[0] == law);
        return new(
            pattern is null
                ? "There is no initializer named '" + name + "'. Known are " + string.Join(", ", s_all.Select(static known => known.Pattern)) + "."
                : "'" + name + "' should read " + pattern + ".",
            nameof(name));
    }

    private static string WithoutParameter(ArgumentException exception)
    {
        int end = exception.Message.IndexOf(" (Parameter", StringComparison.Ordinal);
        return end < 0 ? exception.Message : exception.Message[..end];
    }
}
