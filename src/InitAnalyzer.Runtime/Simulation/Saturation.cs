using InitAnalyzer.Theory;

namespace InitAnalyzer.Runtime;

/// <summary>Where an activation is flat: its slope is below a tenth of the steepest.</summary>
internal sealed class Saturation
{
    private const double Part = 0.1;

    private readonly FlatParts _flat;

    public Saturation(Activation activation)
    {
        Threshold = Part * FlatParts.Grid(activation).Max(x => Math.Abs(activation.Derivative(x)));
        _flat = new(activation, slope => slope < Threshold);
    }

    /// <summary>The slope below which the activation counts as flat.</summary>
    public double Threshold { get; }

    /// <summary>The probability of the flat part under N(0, variance).</summary>
    public double Probability(double variance) => _flat.Probability(0, Math.Sqrt(variance));
}
