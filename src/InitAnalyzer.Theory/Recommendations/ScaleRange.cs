namespace InitAnalyzer.Theory;

/// <summary>The scales c, from minimum to maximum inclusive, that are accepted before an activation.</summary>
/// <param name="Minimum">The smallest accepted scale: finite, at least 0.</param>
/// <param name="Maximum">The largest accepted scale: finite, at least the minimum.</param>
/// <exception cref="ArgumentOutOfRangeException">A bound is NaN, infinite or negative, or the maximum is below the minimum.</exception>
public readonly record struct ScaleRange(double Minimum, double Maximum)
{
    /// <summary>Scales are computed as squares of rounded square roots; 2.8 must not fall out of a range for that.</summary>
    private const double Tolerance = 1e-9;

    /// <summary>The smallest accepted scale.</summary>
    public double Minimum { get; } = Guard.NonNegative(Minimum, nameof(Minimum));

    /// <summary>The largest accepted scale.</summary>
    public double Maximum { get; } = Guard.NonNegative(Maximum, nameof(Maximum)) >= Minimum
        ? Maximum
        : throw new ArgumentOutOfRangeException(nameof(Maximum), Maximum, "The maximum must not be below the minimum.");

    /// <summary>Whether a scale lies in the range, with a relative tolerance of 1e-9 at both ends.</summary>
    /// <param name="scale">The scale c.</param>
    /// <returns><see langword="true"/> inside the range; <see langword="false"/> outside it and for NaN.</returns>
    public bool Contains(double scale) => scale >= Minimum * (1 - Tolerance) && scale <= Maximum * (1 + Tolerance);
}
