namespace InitAnalyzer.Theory;

/// <summary>
/// Weights and biases between order and chaos: a variance q of the pre-activations that reproduces itself, and a gradient that neither vanishes nor explodes
/// (Poole et al., 2016; Schoenholz et al., 2017).
/// </summary>
/// <param name="Scale">The scale c = Var(w)·fan-in of the weights, 1/E[φ'(z)²].</param>
/// <param name="BiasVariance">The variance of the biases, q − c·E[φ(z)²].</param>
/// <param name="Q">The variance q of the pre-activations.</param>
public readonly record struct EdgeOfChaos(double Scale, double BiasVariance, double Q)
{
    /// <summary>The point of the edge where the pre-activations have a given variance. It is a curve over that variance.</summary>
    /// <param name="activation">The activation after every layer.</param>
    /// <param name="preActivationVariance">The variance q: finite, above 0.</param>
    /// <returns>The point; <see langword="null"/> where it would take biases of a negative variance, as for the sigmoid at small q, or where φ is flat.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="activation"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="preActivationVariance"/> is not finite or not above 0.</exception>
    /// <exception cref="InvalidOperationException">The activation is not elementwise.</exception>
    public static EdgeOfChaos? At(Activation activation, double preActivationVariance = 1)
    {
        Guard.NotNull(activation, nameof(activation));
        double q = Guard.Positive(preActivationVariance, nameof(preActivationVariance));
        double slope = GaussianMoments.DerivativeSecondMoment(activation, q);
        double scale = 1 / slope;
        double bias = q - scale * GaussianMoments.SecondMoment(activation, q);

        // A ReLU's is 0; rounding may leave it a trace below.
        return slope > 0 && bias >= -1e-12 * q ? new EdgeOfChaos(scale, Math.Max(bias, 0), q) : null;
    }

    /// <summary>The point of the edge with the least variance of the pre-activations, from 1 on: 1 itself where there is one, and where not, the first on the way up.</summary>
    /// <param name="activation">The activation after every layer.</param>
    /// <returns>The point; <see langword="null"/> where there is none up to a variance of 1e6.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="activation"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The activation is not elementwise.</exception>
    public static EdgeOfChaos? Nearest(Activation activation)
    {
        const double Largest = 1e6;
        double below = 1;
        EdgeOfChaos? point = At(activation, below);
        for (double q = 1; point is null && q < Largest;)
        {
            below = q;
            q *= 1.25;
            point = At(activation, q);
        }

        // To the point where the biases just vanish.
        for (int step = 0; step < 60 && point is { Q: > 1 } above; step++)
        {
            double middle = (below + above.Q) / 2;
            EdgeOfChaos? there = At(activation, middle);
            below = there is null ? middle : below;
            point = there ?? point;
        }

        return point;
    }
}
