using System.Runtime.CompilerServices;
using InitAnalyzer.Theory;

namespace InitAnalyzer.Runtime;

/// <summary>Values of one layer of a network that runs, to be summed up as <see cref="LayerStatistics.Of"/>.</summary>
/// <param name="Layer">The layer's number, from 0.</param>
/// <param name="Activation">What follows: elementwise.</param>
/// <param name="Units">The number of units, or channels: at least 1.</param>
/// <param name="PreActivations">The pre-activations [samples, positions, units], the last varying fastest.</param>
public sealed record MeasuredLayer(int Layer, Activation Activation, int Units, float[] PreActivations)
{
    /// <summary>The gradient with respect to the pre-activations, in the same order; <see langword="null"/> where it was not measured.</summary>
    public float[]? Gradients { get; init; }

    /// <summary>The number of samples; the cosine is that of the first half with the second.</summary>
    public int Samples { get; init; } = 1;

    /// <summary>Whether a normalisation stands before the activation, which then is taken to see every unit with mean 0 and variance 1.</summary>
    public bool IsNormalized { get; init; }

    /// <summary>Whether to tell how the values are distributed.</summary>
    public bool Histograms { get; init; }

    private static readonly ConditionalWeakTable<Activation, Tables> s_tables = [];

    internal void Check()
    {
        if (Activation is not { IsElementwise: true })
        {
            throw new ArgumentException("The activation must be elementwise.", nameof(Activation));
        }

        if (Units < 1 || PreActivations is not { Length: > 0 } || PreActivations.Length % Units != 0)
        {
            throw new ArgumentException("There must be values, as many for each unit.", nameof(PreActivations));
        }

        if (Gradients is not null && Gradients.Length != PreActivations.Length)
        {
            throw new ArgumentException("There must be as many gradients as pre-activations.", nameof(Gradients));
        }

        if (Samples < 1 || PreActivations.Length % ((long)Samples * Units) != 0)
        {
            throw new ArgumentException("The samples must have as many values each.", nameof(Samples));
        }
    }

    internal Measurement Measure()
    {
        Measurement measurement = new() { PreActivation = PowerSums.Of(PreActivations, 1) };
        float[] given = IsNormalized ? Standardized() : PreActivations;
        (ActivationTable table, Saturation saturation) = s_tables.GetValue(Activation, static activation => new(activation)).Pair;
        float[] activations = new float[given.Length];
        bool[] alive = new bool[Units];
        long flat = 0;
        for (int i = 0; i < given.Length; i++)
        {
            activations[i] = (float)table.Evaluate(given[i], out double slope);
            flat += Math.Abs(slope) < saturation.Threshold ? 1 : 0;
            alive[i % Units] |= slope != 0;
        }

        measurement.Activation = measurement.Output = PowerSums.Of(activations, 1);
        measurement.Saturated = flat / (double)given.Length;
        measurement.Dead = alive.Count(static unit => !unit) / (double)Units;
        measurement.GradientVariance = Gradients is null ? double.NaN : PowerSums.Of(Gradients, 1).Variance;
        measurement.Cosine = Cosine(activations);
        if (Histograms)
        {
            PowerSums sums = IsNormalized ? PowerSums.Of(given, 1) : measurement.PreActivation;
            double reach = 4 * Math.Sqrt(sums.Variance);
            measurement.PreActivations = Histogram.Of(given, sums.Mean - reach, sums.Mean + reach);
            measurement.Activations = Histogram.Of(activations, activations.Min(), activations.Max());
        }

        return measurement;
    }

    private float[] Standardized()
    {
        float[] result = new float[PreActivations.Length];
        int rows = result.Length / Units;
        for (int unit = 0; unit < Units; unit++)
        {
            double sum = 0;
            double squares = 0;
            for (int row = 0; row < rows; row++)
            {
                double value = PreActivations[row * Units + unit];
                sum += value;
                squares += value * value;
            }

            double mean = sum / rows;
            double deviation = Math.Sqrt(Math.Max(0, squares / rows - mean * mean));
            for (int row = 0; row < rows; row++)
            {
                result[row * Units + unit] = deviation > 0 ? (float)((PreActivations[row * Units + unit] - mean) / deviation) : 0;
            }
        }

        return result;
    }

    private double Cosine(float[] activations)
    {
        int half = activations.Length / Samples * (Samples / 2);
        double product = 0;
        double first = 0;
        double second = 0;
        for (int i = 0; i < half; i++)
        {
            product += (double)activations[i] * activations[half + i];
            first += (double)activations[i] * activations[i];
            second += (double)activations[half + i] * activations[half + i];
        }

        return half == 0 ? double.NaN : product / ((first + second) / 2);
    }

    /// <summary>Kept for as long as somebody has the activation.</summary>
    private sealed class Tables(Activation activation)
    {
        public (ActivationTable Table, Saturation Saturation) Pair { get; } = (new(activation), new(activation));
    }
}
