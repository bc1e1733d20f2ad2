using System.Globalization;

namespace InitAnalyzer.Theory;

/// <summary>
/// An activation function φ with the value of its parameter, if it has one. Immutable; two activations are equal
/// when name and parameter are. Instances come from <see cref="ActivationCatalog"/>.
/// </summary>
public sealed class Activation : IEquatable<Activation>
{
    private readonly Curve? _curve;

    internal Activation(string name, double? parameter, ActivationClass @class, Curve? curve)
    {
        Name = name;
        Parameter = parameter;
        Class = @class;
        _curve = curve;
    }

    /// <summary>The name in TorchSharp's spelling, for example "ReLU" or "LeakyReLU".</summary>
    public string Name { get; }

    /// <summary>
    /// The parameter: negative slope (LeakyReLU, PReLU), mean negative slope (RReLU), α (ELU, CELU), β (Softplus),
    /// λ (Hardshrink, Softshrink) or threshold (Threshold); <see langword="null"/> where the activation has none.
    /// </summary>
    public double? Parameter { get; }

    /// <summary>The family that decides which initialisation is recommended.</summary>
    public ActivationClass Class { get; }

    /// <summary>
    /// Whether φ maps each element by itself. <see langword="false"/> for Softmax, Softmax2d, LogSoftmax, Softmin and GLU,
    /// which mix elements: they have no scalar formula and no Gaussian moments.
    /// </summary>
    public bool IsElementwise => _curve is not null;

    /// <summary>The points, in ascending order, where φ' (or φ itself) jumps. Empty for smooth and for non-elementwise activations.</summary>
    public IReadOnlyList<double> Kinks => _curve is null ? [] : _curve.Kinks;

    /// <summary>φ(0).</summary>
    /// <exception cref="InvalidOperationException">The activation is not elementwise.</exception>
    public double ValueAtZero => Curve.Value(0);

    /// <summary>φ'(0); where 0 is a kink, the left derivative (0 for ReLU, the negative slope for LeakyReLU, λα for SELU).</summary>
    /// <exception cref="InvalidOperationException">The activation is not elementwise.</exception>
    public double SlopeAtZero => Curve.Derivative(0);

    /// <summary>
    /// The scale c = 1/(φ'(0)² (1 + φ(0)²)) that keeps the variance through a layer to first order around 0
    /// (Kumar, 2017, "On weight initialization in deep neural networks"): 1 for tanh, 12.8 for the sigmoid.
    /// <see langword="null"/> where φ is not differentiable at 0, has slope 0 there, or is not elementwise.
    /// </summary>
    public double? KumarScale
    {
        get
        {
            if (_curve is null || _curve.Kinks.Contains(0))
            {
                return null;
            }

            double slope = SlopeAtZero;
            double value = ValueAtZero;
            return slope == 0 ? null : 1 / (slope * slope * (1 + value * value));
        }
    }

    /// <summary>The formula; asking for that of an activation which mixes elements is an error of the caller.</summary>
    internal Curve Curve => _curve
        ?? throw new InvalidOperationException(Name + " mixes the elements of its input and has no scalar formula.");

    /// <summary>φ(<paramref name="x"/>).</summary>
    /// <param name="x">The pre-activation: any number but NaN.</param>
    /// <returns>The activation's value.</returns>
    /// <exception cref="InvalidOperationException">The activation is not elementwise.</exception>
    public double Evaluate(double x) => Curve.Value(x);

    /// <summary>φ'(<paramref name="x"/>); at a kink, the left derivative.</summary>
    /// <param name="x">The pre-activation: any number but NaN.</param>
    /// <returns>The activation's slope.</returns>
    /// <exception cref="InvalidOperationException">The activation is not elementwise.</exception>
    public double Derivative(double x) => Curve.Derivative(x);

    /// <inheritdoc/>
    public bool Equals(Activation? other) =>
        other is not null && string.Equals(Name, other.Name, StringComparison.Ordinal) && Parameter.Equals(other.Parameter);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Activation);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        unchecked(StringComparer.Ordinal.GetHashCode(Name) * 397 ^ Parameter.GetHashCode());

    /// <summary>The name, with the parameter in parentheses where there is one: "ReLU", "LeakyReLU(0.2)".</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() =>
        Parameter is double parameter ? Name + "(" + parameter.ToString("R", CultureInfo.InvariantCulture) + ")" : Name;

    /// <summary>Equality by name and parameter.</summary>
    /// <param name="left">One activation.</param>
    /// <param name="right">Another activation.</param>
    /// <returns>Whether they are the same function.</returns>
    public static bool operator ==(Activation? left, Activation? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Inequality by name and parameter.</summary>
    /// <param name="left">One activation.</param>
    /// <param name="right">Another activation.</param>
    /// <returns>Whether they are different functions.</returns>
    public static bool operator !=(Activation? left, Activation? right) => !(left == right);
}
