using InitAnalyzer.Theory;

namespace InitAnalyzer.Runtime;

/// <summary>Independent weights between two absolute bounds, of a law whose mean and variance say less than the bounds do.</summary>
internal sealed class BoundedInitializer(string name, WeightLaw law, Sampler sampler, double low, double high) : Initializer(name)
{
    public override WeightLaw LawFor(WeightShape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return law;
    }

    private protected override void CheckShape<T>(WeightShape shape)
    {
        if (Math.Max(Math.Abs(low), Math.Abs(high)) > Element<T>.Largest)
        {
            throw new ArgumentException("The bounds are beyond the finite numbers of " + typeof(T).Name + ".", nameof(T));
        }
    }

    private protected override void FillPart<T>(Span<T> destination, WeightShape shape, RandomStream stream, long offset) =>
        sampler.Fill(stream, destination, offset, Tiles.Lanes);
}
