using System.Diagnostics.CodeAnalysis;

namespace InitAnalyzer.Theory;

/// <summary>
/// Every activation of TorchSharp, one row each. Names are TorchSharp's module names and are compared exactly.
/// </summary>
public static class ActivationCatalog
{
    private const double RReLULower = 1 / 8.0;
    private const double RReLUUpper = 1 / 3.0;

    private static readonly Lazy<IReadOnlyDictionary<string, Row>> s_rows =
        new(static () => Rows().ToDictionary(static row => row.Name, StringComparer.Ordinal));

    private static readonly Lazy<IReadOnlyList<Activation>> s_all =
        new(static () => Array.AsReadOnly(Rows().Select(static row => row.Create(row.Default)).ToArray()));

    /// <summary>Every activation with its default parameter, in the order of the classes.</summary>
    public static IReadOnlyList<Activation> All => s_all.Value;

    /// <summary>Looks an activation up without failing on names or values that TorchSharp would not accept.</summary>
    /// <param name="name">The name in TorchSharp's spelling; case matters.</param>
    /// <param name="parameter">
    /// The parameter as described at <see cref="Activation.Parameter"/>; <see langword="null"/> for the default.
    /// </param>
    /// <param name="activation">The activation, or <see langword="null"/> where the result is <see langword="false"/>.</param>
    /// <returns>
    /// <see langword="false"/> where the name is unknown, where a parameter is given to an activation that has none, or where it
    /// is outside the activation's domain (Softplus and CELU need more than 0, Hardshrink and Softshrink at least 0).
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="parameter"/> is NaN or infinite.</exception>
    public static bool TryCreate(string name, double? parameter, [NotNullWhen(true)] out Activation? activation)
    {
        Guard.NotNull(name, nameof(name));
        if (parameter is double value)
        {
            Guard.Finite(value, nameof(parameter));
        }

        activation = s_rows.Value.TryGetValue(name, out Row? row) && row.Accepts(parameter)
            ? row.Create(parameter ?? row.Default)
            : null;
        return activation is not null;
    }

    /// <summary>Creates an activation.</summary>
    /// <param name="name">The name in TorchSharp's spelling; case matters.</param>
    /// <param name="parameter">
    /// The parameter as described at <see cref="Activation.Parameter"/>; <see langword="null"/> for the default.
    /// </param>
    /// <returns>The activation.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is unknown, or a parameter is given to an activation that has none.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="parameter"/> is NaN, infinite or outside the activation's domain.</exception>
    public static Activation Create(string name, double? parameter = null)
    {
        if (TryCreate(name, parameter, out Activation? activation))
        {
            return activation;
        }

        if (!s_rows.Value.TryGetValue(name, out Row? row))
        {
            throw new ArgumentException("There is no activation named '" + name + "'.", nameof(name));
        }

        throw row.Default is null
            ? new ArgumentException(name + " has no parameter.", nameof(parameter))
            : new ArgumentOutOfRangeException(nameof(parameter), parameter, "The value is outside the domain of " + name + ".");
    }

    /// <summary>
    /// RReLU (Xu et al., 2015) with its slope drawn from U(<paramref name="lower"/>, <paramref name="upper"/>), represented by
    /// the mean slope, which is the slope it has outside training.
    /// </summary>
    /// <param name="lower">The smallest slope; 1/8 in TorchSharp.</param>
    /// <param name="upper">The largest slope, at least <paramref name="lower"/>; 1/3 in TorchSharp.</param>
    /// <returns>The activation with parameter (lower + upper)/2.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A bound is NaN or infinite, or the bounds are in the wrong order.</exception>
    public static Activation RReLU(double lower = RReLULower, double upper = RReLUUpper)
    {
        Guard.Finite(lower, nameof(lower));
        Guard.Finite(upper, nameof(upper));
        if (upper < lower)
        {
            throw new ArgumentOutOfRangeException(nameof(upper), upper, "The upper bound must not be below the lower one.");
        }

        // Halved before adding, so that the mean of two finite numbers is finite.
        return Create("RReLU", lower / 2 + upper / 2);
    }

    private static Row[] Rows() =>
    [
        new("Identity", ActivationClass.Linear, Curves.Identity),
        new("Softmax", ActivationClass.Linear),
        new("Softmax2d", ActivationClass.Linear),
        new("LogSoftmax", ActivationClass.Linear),
        new("Softmin", ActivationClass.Linear),

        new("ReLU", ActivationClass.Rectifier, static () => Curves.Rectifier(0)),
        new("ReLU6", ActivationClass.Rectifier, Curves.ReLU6),
        new("RReLU", ActivationClass.Rectifier, Curves.Rectifier, (RReLULower + RReLUUpper) / 2),
        new("PReLU", ActivationClass.Rectifier, Curves.Rectifier, 0.25),
        new("LeakyReLU", ActivationClass.Rectifier, Curves.Rectifier, 0.01),

        new("GELU", ActivationClass.SmoothRectifier, Curves.Gelu),
        new("SiLU", ActivationClass.SmoothRectifier, Curves.Silu),
        new("Mish", ActivationClass.SmoothRectifier, Curves.Mish),
        new("Hardswish", ActivationClass.SmoothRectifier, Curves.Hardswish),
        new("Softplus", ActivationClass.SmoothRectifier, Curves.Softplus, 1, static beta => beta > 0),

        new("ELU", ActivationClass.Elu, Curves.Elu, 1),
        new("CELU", ActivationClass.Elu, Curves.Celu, 1, static alpha => alpha > 0),

        new("Tanh", ActivationClass.TanhLike, Curves.Tanh),
        new("Hardtanh", ActivationClass.TanhLike, Curves.Hardtanh),
        new("Softsign", ActivationClass.TanhLike, Curves.Softsign),

        new("Sigmoid", ActivationClass.SigmoidLike, Curves.Sigmoid),
        new("LogSigmoid", ActivationClass.SigmoidLike, Curves.LogSigmoid),
        new("Hardsigmoid", ActivationClass.SigmoidLike, Curves.Hardsigmoid),

        new("SELU", ActivationClass.SelfNormalizing, Curves.Selu),

        new("GLU", ActivationClass.Unclassified),
        new("Threshold", ActivationClass.Unclassified, Curves.Threshold, 0),
        new("Hardshrink", ActivationClass.Unclassified, Curves.Hardshrink, 0.5, static lambda => lambda >= 0),
        new("Softshrink", ActivationClass.Unclassified, Curves.Softshrink, 0.5, static lambda => lambda >= 0),
        new("Tanhshrink", ActivationClass.Unclassified, Curves.Tanhshrink),
    ];

    private sealed class Row
    {
        private readonly Func<double?, Curve?> _curve;
        private readonly Func<double, bool>? _domain;

        /// <summary>An activation that mixes elements.</summary>
        public Row(string name, ActivationClass @class)
            : this(name, @class, static _ => null, null, null)
        {
        }

        /// <summary>An activation without parameter.</summary>
        public Row(string name, ActivationClass @class, Func<Curve> curve)
            : this(name, @class, _ => curve(), null, null)
        {
        }

        /// <summary>An activation with a parameter, of which <paramref name="domain"/> (if any) accepts the permitted finite values.</summary>
        public Row(string name, ActivationClass @class, Func<double, Curve> curve, double @default, Func<double, bool>? domain = null)
            : this(name, @class, parameter => curve(parameter.GetValueOrDefault()), @default, domain)
        {
        }

        private Row(string name, ActivationClass @class, Func<double?, Curve?> curve, double? @default, Func<double, bool>? domain)
        {
            Name = name;
            Class = @class;
            Default = @default;
            _curve = curve;
            _domain = domain;
        }

        public string Name { get; }

        public ActivationClass Class { get; }

        public double? Default { get; }

        public bool Accepts(double? parameter) =>
            parameter is not double value || (Default is not null && (_domain is null || _domain(value)));

        // Adding 0 turns -0 into 0, so that equal parameters have equal hash codes on .NET Framework too.
        public Activation Create(double? parameter) => new(Name, parameter + 0.0, Class, _curve(parameter));
    }
}
