using System.Globalization;

namespace InitAnalyzer.Theory;

/// <summary>
/// The law that weights are drawn from: distribution, mean, and a variance that is either a scale over a fan
/// ("variance scaling": He et al. 2015, Glorot and Bengio 2010, LeCun et al. 1998) or an absolute number.
/// Immutable, with value equality.
/// </summary>
public sealed class WeightLaw : IEquatable<WeightLaw>
{
    /// <summary>The scale of a relative law, the variance of an absolute one.</summary>
    private readonly double _amount;

    private WeightLaw(Distribution distribution, double amount, FanMode mode, double mean, bool isAbsolute)
    {
        Distribution = distribution;
        _amount = amount;
        Mode = mode;
        Mean = mean;
        IsAbsolute = isAbsolute;
    }

    /// <summary>The kind of distribution.</summary>
    public Distribution Distribution { get; }

    /// <summary>Whether the variance is an absolute number, the same for every layer.</summary>
    public bool IsAbsolute { get; }

    /// <summary>The mean of the weights; 0 for a law over a fan.</summary>
    public double Mean { get; }

    /// <summary>The fan that the scale is divided by; <see cref="FanMode.FanIn"/>, without effect, for an absolute law.</summary>
    public FanMode Mode { get; }

    /// <summary>The scale c of a law Var(w) = c/fan: 2 for He, 1 for LeCun and Xavier, the square of the gain in general.</summary>
    /// <exception cref="InvalidOperationException">The law is absolute; <see cref="ScaleFor"/> gives its scale in a layer.</exception>
    public double Scale => IsAbsolute
        ? throw new InvalidOperationException("An absolute law has a scale only with respect to a layer's fans.")
        : _amount;

    /// <summary>A law with mean 0 and Var(w) = <paramref name="scale"/>/fan.</summary>
    /// <param name="distribution">The kind of distribution.</param>
    /// <param name="scale">The scale c: finite, at least 0.</param>
    /// <param name="mode">The fan to divide by.</param>
    /// <returns>The law.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static WeightLaw OfScale(Distribution distribution, double scale, FanMode mode = FanMode.FanIn)
    {
        CheckDistribution(distribution);
        Guard.NonNegative(scale, nameof(scale));
        Guard.Defined((int)mode, (int)FanMode.FanAverage, nameof(mode));
        return new(distribution, scale, mode, mean: 0, isAbsolute: false);
    }

    /// <summary>A law whose variance does not depend on the layer.</summary>
    /// <param name="distribution">The kind of distribution.</param>
    /// <param name="variance">The variance about the mean: finite, at least 0; σ² of a normal law, (b − a)²/12 of a uniform one.</param>
    /// <param name="mean">The mean: finite.</param>
    /// <returns>The law.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static WeightLaw OfVariance(Distribution distribution, double variance, double mean = 0)
    {
        CheckDistribution(distribution);
        Guard.NonNegative(variance, nameof(variance));
        Guard.Finite(mean, nameof(mean));
        return new(distribution, variance, FanMode.FanIn, mean, isAbsolute: true);
    }

    /// <summary>The variance of one weight in a layer.</summary>
    /// <param name="fans">The layer's fans. A fan below 1 counts as 1, as in Keras: such a layer has no weights to draw.</param>
    /// <returns>The variance about the mean.</returns>
    public double VarianceFor(Fans fans) => IsAbsolute ? _amount : _amount / Math.Max(1, fans.Of(Mode));

    /// <summary>
    /// The scale of the law in a layer: Var(w)·fan-in for an absolute law, the law's own <see cref="Scale"/> otherwise,
    /// whatever fan it divides by (the choice of the fan is the author's).
    /// </summary>
    /// <param name="fans">The layer's fans. A fan-in below 1 counts as 1.</param>
    /// <returns>The scale c.</returns>
    public double ScaleFor(Fans fans) => IsAbsolute ? _amount * Math.Max(1, fans.In) : _amount;

    /// <summary>
    /// The scale that the signal meets in a layer: Var(w)·fan-in, whatever fan the law divides by. An orthogonal matrix that has more
    /// outputs than inputs has columns of unit length instead of rows, and so fan-in/fan-out of the scale.
    /// </summary>
    /// <param name="fans">The layer's fans. A fan below 1 counts as 1.</param>
    /// <returns>The scale c.</returns>
    public double SignalScaleFor(Fans fans)
    {
        double fanIn = Math.Max(1, fans.In);
        return Distribution == Distribution.Orthogonal && !IsAbsolute
            ? _amount * Math.Min(1, fanIn / Math.Max(1, fans.Out))
            : VarianceFor(fans) * fanIn;
    }

    /// <inheritdoc/>
    public bool Equals(WeightLaw? other) =>
        other is not null
        && Distribution == other.Distribution
        && IsAbsolute == other.IsAbsolute
        && Mode == other.Mode
        && _amount.Equals(other._amount)
        && Mean.Equals(other.Mean);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as WeightLaw);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        unchecked
        {
            int hash = (int)Distribution;
            hash = hash * 397 ^ (int)Mode;
            hash = hash * 397 ^ (IsAbsolute ? 1 : 0);

            // Adding 0 makes -0, which equals 0, hash like it; .NET Framework does not see to that.
            hash = hash * 397 ^ (_amount + 0.0).GetHashCode();
            return hash * 397 ^ (Mean + 0.0).GetHashCode();
        }
    }

    /// <summary>The law in words of the field: "Normal, Var(w) = 2/fan_in", "Uniform, Var(w) = 0.01, mean 0.5".</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString()
    {
        string amount = _amount.ToString("G6", CultureInfo.InvariantCulture);
        string fan = IsAbsolute ? "" : Mode switch
        {
            FanMode.FanIn => "/fan_in",
            FanMode.FanOut => "/fan_out",
            _ => "/fan_avg",
        };
        string mean = Mean == 0 ? "" : ", mean " + Mean.ToString("G6", CultureInfo.InvariantCulture);
        return Distribution + ", Var(w) = " + amount + fan + mean;
    }

    /// <summary>Equality by value.</summary>
    /// <param name="left">One law.</param>
    /// <param name="right">Another law.</param>
    /// <returns>Whether they are the same law.</returns>
    public static bool operator ==(WeightLaw? left, WeightLaw? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Inequality by value.</summary>
    /// <param name="left">One law.</param>
    /// <param name="right">Another law.</param>
    /// <returns>Whether they are different laws.</returns>
    public static bool operator !=(WeightLaw? left, WeightLaw? right) => !(left == right);

    private static void CheckDistribution(Distribution distribution) =>
        Guard.Defined((int)distribution, (int)Distribution.Sparse, nameof(distribution));
}
