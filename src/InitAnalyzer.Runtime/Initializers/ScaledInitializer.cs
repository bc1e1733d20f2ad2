using InitAnalyzer.Theory;

namespace InitAnalyzer.Runtime;

/// <summary>Another initializer's weights times a factor.</summary>
internal sealed class ScaledInitializer(Initializer inner, double factor)
    : Initializer(FormattableString.Invariant($"{factor:G6} · {inner.Name}"))
{
    public override WeightLaw LawFor(WeightShape shape)
    {
        WeightLaw law = inner.LawFor(shape);
        return law.IsAbsolute
            ? WeightLaw.OfVariance(law.Distribution, law.VarianceFor(shape.DeclaredFans ?? default) * factor * factor, law.Mean * factor)
            : WeightLaw.OfScale(law.Distribution, law.Scale * factor * factor, law.Mode);
    }

    private protected override void CheckShape<T>(WeightShape shape)
    {
        inner.Check<T>(shape);
        Element<T>.CheckFinite(factor, nameof(T));
    }

    private protected override void FillPart<T>(Span<T> destination, WeightShape shape, RandomStream stream, long offset)
    {
        inner.FillSlice(destination, shape, stream, offset);
        Scale(destination);
    }

    /// <summary>The other one knows how it is cut.</summary>
    private protected override void FillParallel<T>(Memory<T> destination, WeightShape shape, RandomStream stream, ParallelOptions options, IProgress<double>? progress)
    {
        inner.Fill(destination, shape, stream, options, progress);
        Scale(destination.Span);
    }

    private void Scale<T>(Span<T> weights)
        where T : unmanaged
    {
        foreach (ref T weight in weights)
        {
            weight = typeof(T) == typeof(float) ? (T)(object)(float)((float)(object)weight * factor)
                : typeof(T) == typeof(double) ? (T)(object)((double)(object)weight * factor)
                : (T)(object)(Half)((double)(Half)(object)weight * factor);
        }
    }
}
