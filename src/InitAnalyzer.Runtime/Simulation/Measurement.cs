namespace InitAnalyzer.Runtime;

/// <summary>What one draw of a network shows of one layer; see <see cref="LayerStatistics"/>.</summary>
internal sealed class Measurement
{
    public PowerSums PreActivation { get; set; }

    public PowerSums Activation { get; set; }

    public PowerSums Output { get; set; }

    public double GradientVariance { get; set; }

    public double Saturated { get; set; }

    public double Dead { get; set; }

    public double Cosine { get; set; }

    public Histogram? PreActivations { get; set; }

    public Histogram? Activations { get; set; }

    public static LayerStatistics Summarize(int layer, Measurement[] draws)
    {
        Estimate Of(Func<Measurement, double> select) => Estimate.Of([.. draws.Select(select)]);
        return new LayerStatistics
        {
            Layer = layer,
            PreActivationMean = Of(static draw => draw.PreActivation.Mean),
            PreActivationVariance = Of(static draw => draw.PreActivation.Variance),
            PreActivationKurtosis = Of(static draw => draw.PreActivation.Kurtosis),
            ActivationMean = Of(static draw => draw.Output.Mean),
            ActivationVariance = Of(static draw => draw.Output.Variance),
            ActivationKurtosis = Of(static draw => draw.Activation.Kurtosis),
            GradientVariance = Of(static draw => draw.GradientVariance),
            Saturated = Of(static draw => draw.Saturated),
            Dead = Of(static draw => draw.Dead),
            Cosine = Of(static draw => draw.Cosine),
            PreActivations = draws[0].PreActivations,
            Activations = draws[0].Activations,
        };
    }
}
