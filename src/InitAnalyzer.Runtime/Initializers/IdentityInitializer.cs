using InitAnalyzer.Theory;

namespace InitAnalyzer.Runtime;

/// <summary>Passes the first channels of every group on: the identity matrix, or the Dirac delta at a convolution's centre, times a gain.</summary>
internal sealed class IdentityInitializer(string name, double gain) : Initializer(name)
{
    public override WeightLaw LawFor(WeightShape shape)
    {
        CheckFans(shape);
        double ones = shape.Groups * Math.Min(shape.Sizes[0] / shape.Groups, shape.Sizes[1]);
        double density = ones / shape.Count;
        return WeightLaw.OfVariance(Distribution.Identity, gain * gain * density * (1 - density), gain * density);
    }

    private protected override void CheckShape<T>(WeightShape shape)
    {
        CheckFans(shape);
        Element<T>.CheckFinite(gain, nameof(T));
    }

    private protected override void FillPart<T>(Span<T> destination, WeightShape shape, RandomStream stream, long offset)
    {
        destination.Clear();
        long centre = 0;
        long field = 1;
        foreach (long length in shape.Sizes.Skip(2))
        {
            centre = centre * length + length / 2;
            field *= length;
        }

        long rows = shape.Sizes[0] / shape.Groups;
        for (long row = 0; row < shape.Sizes[0]; row++)
        {
            long position = (row * shape.Sizes[1] + row % rows) * field + centre - offset;
            if (row % rows < shape.Sizes[1] && position >= 0 && position < destination.Length)
            {
                Set(ref destination[(int)position]);
            }
        }
    }

    private void Set<T>(ref T element)
        where T : unmanaged
    {
        element = typeof(T) == typeof(float) ? (T)(object)(float)gain
            : typeof(T) == typeof(double) ? (T)(object)gain
            : (T)(object)(Half)gain;
    }
}
