namespace InitAnalyzer.Theory;

/// <summary>
/// Moments of an activation under a Gaussian pre-activation z ~ N(0, variance), on which the mean-field theory of wide networks
/// rests (Poole et al., 2016; Schoenholz et al., 2017). Closed form where there is one, otherwise quadrature to a relative
/// error of 1e-10 or better (of the mean: relative to the root of the second moment), at any variance.
/// At variance 0 they are the limits of a vanishing variance, so that E[φ'(z)²] of ReLU is ½ there too.
/// </summary>
public static class GaussianMoments
{
    /// <summary>E[φ(z)].</summary>
    /// <param name="activation">The activation φ.</param>
    /// <param name="variance">The variance of z: finite, at least 0.</param>
    /// <returns>The mean of the activation.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="activation"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="variance"/> is NaN, infinite or negative.</exception>
    /// <exception cref="InvalidOperationException">The activation is not elementwise.</exception>
    public static double Mean(Activation activation, double variance = 1)
    {
        Curve curve = Check(activation, variance);
        return curve.Mean is { } closedForm
            ? closedForm(variance)
            : GaussianQuadrature.Expectation(curve, curve.Value, squared: false, variance);
    }

    /// <summary>E[φ(z)²]; times the scale c it is the variance of the next pre-activation.</summary>
    /// <param name="activation">The activation φ.</param>
    /// <param name="variance">The variance of z: finite, at least 0.</param>
    /// <returns>The second moment of the activation, at least 0.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="activation"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="variance"/> is NaN, infinite or negative.</exception>
    /// <exception cref="InvalidOperationException">The activation is not elementwise.</exception>
    public static double SecondMoment(Activation activation, double variance = 1)
    {
        Curve curve = Check(activation, variance);
        return curve.SecondMoment is { } closedForm
            ? closedForm(variance)
            : GaussianQuadrature.Expectation(curve, curve.Value, squared: true, variance);
    }

    /// <summary>E[φ'(z)²]; times the scale c it is the factor on the variance of a gradient that passes the layer backwards.</summary>
    /// <param name="activation">The activation φ.</param>
    /// <param name="variance">The variance of z: finite, at least 0.</param>
    /// <returns>The second moment of the slope, at least 0.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="activation"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="variance"/> is NaN, infinite or negative.</exception>
    /// <exception cref="InvalidOperationException">The activation is not elementwise.</exception>
    public static double DerivativeSecondMoment(Activation activation, double variance = 1)
    {
        Curve curve = Check(activation, variance);
        return curve.DerivativeSecondMoment is { } closedForm
            ? closedForm(variance)
            : GaussianQuadrature.Expectation(curve, curve.Derivative, squared: true, variance);
    }

    private static Curve Check(Activation activation, double variance)
    {
        Guard.NotNull(activation, nameof(activation));
        Guard.NonNegative(variance, nameof(variance));
        return activation.Curve;
    }
}
