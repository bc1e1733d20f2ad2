namespace InitAnalyzer.Runtime;

/// <summary>Pre-activations after a normalisation without parameters, and its derivative.</summary>
internal sealed class Normalized
{
    private readonly Batch _values;
    private readonly double[] _inverseDeviations;
    private readonly bool _isBatch;

    private Normalized(Batch values, double[] inverseDeviations, bool isBatch)
    {
        _values = values;
        _inverseDeviations = inverseDeviations;
        _isBatch = isBatch;
    }

    /// <summary>Normalises in place, and keeps a copy for the way back.</summary>
    public static Normalized Of(Batch z, Normalization normalization, ParallelOptions options)
    {
        bool isBatch = normalization == Normalization.Batch;
        (int lines, int length, int lineStep, int step) = Lines(z, isBatch);
        double[] inverse = new double[lines];
        Parallel.For(0, lines, options, line =>
        {
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < length; i++)
            {
                double value = z.Values[line * lineStep + i * step];
                sum += value;
                squares += value * value;
            }

            double mean = sum / length;
            double variance = squares / length - mean * mean;
            double factor = variance > 0 ? 1 / Math.Sqrt(variance) : 0;
            for (int i = 0; i < length; i++)
            {
                ref float value = ref z.Values[line * lineStep + i * step];
                value = (float)((value - mean) * factor);
            }

            inverse[line] = factor / z.Scale;
        });
        z.Scale = 1;
        Batch copy = new(z.Rows, z.Width);
        z.Values.CopyTo(copy.Values, 0);
        return new(copy, inverse, isBatch);
    }

    /// <summary>From the gradient with respect to what came out to that with respect to what went in: (g − mean g − ẑ·mean(gẑ))/σ.</summary>
    public void Backward(Batch gradient, ParallelOptions options)
    {
        (int lines, int length, int lineStep, int step) = Lines(gradient, _isBatch);

        // The deviations may be tiny or huge; their size goes into the scale.
        double typical = _inverseDeviations.Max();
        double unit = typical > 0 ? Batch.ScaleFor(typical) : 1;
        Parallel.For(0, lines, options, line =>
        {
            double sum = 0;
            double product = 0;
            for (int i = 0; i < length; i++)
            {
                int place = line * lineStep + i * step;
                sum += gradient.Values[place];
                product += (double)gradient.Values[place] * _values.Values[place];
            }

            for (int i = 0; i < length; i++)
            {
                int place = line * lineStep + i * step;
                double centred = gradient.Values[place] - sum / length - _values.Values[place] * (product / length);
                gradient.Values[place] = (float)(centred * (_inverseDeviations[line] / unit));
            }
        });
        gradient.Scale *= unit;
    }

    private static (int Lines, int Length, int LineStep, int Step) Lines(Batch batch, bool isBatch) =>
        isBatch ? (batch.Width, batch.Rows, 1, batch.Width) : (batch.Rows, batch.Width, batch.Width, 1);
}
