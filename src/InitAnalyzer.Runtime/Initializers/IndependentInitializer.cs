using InitAnalyzer.Theory;

namespace InitAnalyzer.Runtime;

/// <summary>
/// The engine: independent weights of any <see cref="WeightLaw"/>. A truncated normal is cut at ±2 standard deviations of the law that it is cut from, which is
/// wider, so that the variance is the stated one.
/// </summary>
internal sealed class IndependentInitializer(string name, WeightLaw law) : Initializer(name)
{
    /// <summary>The standard deviation of N(0, 1) cut at ±2.</summary>
    private const double TruncatedDeviation = 0.87962566103423978;

    private const double Cut = 2;

    public override WeightLaw LawFor(WeightShape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (!law.IsAbsolute)
        {
            CheckFans(shape);
        }

        return law;
    }

    private protected override void CheckShape<T>(WeightShape shape)
    {
        double deviation = DeviationIn(LawFor(shape), shape);
        double reach = law.Distribution == Distribution.Uniform ? Math.Sqrt(3) * deviation : Cut / TruncatedDeviation * deviation;
        if (Math.Abs(law.Mean) + reach > Element<T>.Largest)
        {
            throw new ArgumentException(law + " is beyond the finite numbers of " + typeof(T).Name + " in this shape.", nameof(shape));
        }
    }

    private protected override void FillPart<T>(Span<T> destination, WeightShape shape, RandomStream stream, long offset)
    {
        if (law.Distribution == Distribution.Constant)
        {
            destination.Fill(Convert<T>(law.Mean));
            return;
        }

        double deviation = DeviationIn(law, shape);
        Sampler sampler = law.Distribution switch
        {
            Distribution.Uniform => Sampler.Uniform(law.Mean - Math.Sqrt(3) * deviation, law.Mean + Math.Sqrt(3) * deviation),
            Distribution.Normal => Sampler.Normal(law.Mean, deviation),
            _ => Truncated(law.Mean, deviation / TruncatedDeviation),
        };
        sampler.Fill(stream, destination, offset, Tiles.Lanes);
    }

    private static Sampler Truncated(double mean, double deviation) =>
        Sampler.TruncatedNormal(mean, deviation, mean - Cut * deviation, mean + Cut * deviation);

    private static double DeviationIn(WeightLaw law, WeightShape shape) => Math.Sqrt(law.VarianceFor(shape.DeclaredFans ?? default));

    private static T Convert<T>(double value) =>
        typeof(T) == typeof(float) ? (T)(object)(float)value
        : typeof(T) == typeof(double) ? (T)(object)value
        : (T)(object)(Half)value;
}
