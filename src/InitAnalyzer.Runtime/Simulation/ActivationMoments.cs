namespace InitAnalyzer.Runtime;

/// <summary>Expectations over z ~ N(0, q) of an activation φ and its slope.</summary>
internal sealed class ActivationMoments
{
    /// <summary>The values before the Hermite coefficients.</summary>
    public const int Count = 5;

    private readonly double[] _values;
    private readonly double _scale;
    private readonly double _rest;
    private readonly double _restPower;

    /// <param name="values">E φ, E φ², E φ³, E φ⁴, E φ'², then the squared Hermite coefficients; of φ over the root of <paramref name="scale"/>.</param>
    /// <param name="variance">The variance q.</param>
    /// <param name="scale">What φ² is to be multiplied by.</param>
    public ActivationMoments(double[] values, double variance, double scale = 1)
    {
        _values = values;
        _scale = scale;
        _rest = values[1];
        double slope = variance / scale * values[4];
        for (int k = 0; k < values.Length - Count; k++)
        {
            _rest -= values[Count + k];
            slope -= k * values[Count + k];
        }

        // What the expansion leaves out has this value and this slope at full correlation; one power with both stands for it. A φ that jumps has an infinite slope there.
        bool isNoise = _rest <= 1e-13 * values[1];
        _rest = isNoise ? 0 : _rest;
        _restPower = isNoise ? 0 : Math.Max(slope / _rest, values.Length - Count);
    }

    public double Mean => Math.Sqrt(_scale) * _values[0];

    public double SecondMoment => _scale * _values[1];

    public double Variance => _scale * Math.Max(0, UnitVariance);

    /// <summary>E[(φ − E φ)⁴] over the squared variance.</summary>
    public double Kurtosis
    {
        get
        {
            double m = _values[0];
            double fourth = _values[3] - 4 * m * _values[2] + 6 * m * m * _values[1] - 3 * m * m * m * m;
            return fourth / (UnitVariance * UnitVariance);
        }
    }

    public double SlopeSecondMoment => _values[4];

    private double UnitVariance => _values[1] - _values[0] * _values[0];

    /// <summary>E[φ(z)φ(z')] of two pre-activations of this variance with a correlation ρ, by Mehler's formula: Σ a_k² ρ^k.</summary>
    public double Product(double correlation)
    {
        double sum = 0;
        for (int k = _values.Length - 1; k >= Count; k--)
        {
            sum = sum * correlation + _values[k];
        }

        return _scale * (_rest == 0 ? sum : sum + _rest * Math.Pow(Math.Abs(correlation), _restPower));
    }
}
