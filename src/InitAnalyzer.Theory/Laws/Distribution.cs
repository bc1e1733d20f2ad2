namespace InitAnalyzer.Theory;

/// <summary>The kind of distribution that weights are drawn from.</summary>
public enum Distribution
{
    /// <summary>Independent normal weights.</summary>
    Normal,

    /// <summary>Independent uniform weights; the bound is √3 times the standard deviation.</summary>
    Uniform,

    /// <summary>Independent normal weights, cut off and corrected to the stated variance.</summary>
    TruncatedNormal,

    /// <summary>A random (semi-)orthogonal matrix times a gain (Saxe et al., 2014).</summary>
    Orthogonal,

    /// <summary>All weights equal: variance 0.</summary>
    Constant,

    /// <summary>Ones on the diagonal (or the Dirac delta of a convolution), zeros elsewhere.</summary>
    Identity,

    /// <summary>Normal weights of which a fixed fraction per column is zero (Martens, 2010).</summary>
    Sparse,
}
