namespace InitAnalyzer.Theory;

/// <summary>The state that a deep chain of equal layers settles in.</summary>
/// <param name="Q">The variance q* of the pre-activations, which every further layer reproduces (Poole et al., 2016).</param>
/// <param name="Chi">
/// χ = c·E[φ'(z)²] at q*, the factor on the gradient's variance per layer (Schoenholz et al., 2017): below 1 the gradient
/// vanishes (ordered phase), above 1 it explodes (chaotic phase), 1 is the edge of chaos.
/// </param>
public readonly record struct FixedPoint(double Q, double Chi);
