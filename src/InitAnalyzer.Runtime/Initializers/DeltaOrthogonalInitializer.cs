using InitAnalyzer.Theory;

namespace InitAnalyzer.Runtime;

/// <summary>A convolution that is an orthogonal matrix at the kernel's centre and 0 elsewhere, which keeps the norm of every signal (Xiao et al., 2018).</summary>
internal sealed class DeltaOrthogonalInitializer(string name, double gain) : DependentInitializer(name)
{
    public override WeightLaw LawFor(WeightShape shape)
    {
        CheckFans(shape);
        if (shape.Sizes.Count < 3 || shape.Groups != 1)
        {
            throw new ArgumentException("A delta-orthogonal weight is that of a convolution without groups.", nameof(shape));
        }

        if (shape.Sizes.Skip(2).Any(static length => length % 2 == 0))
        {
            throw new ArgumentException("The kernel's lengths must be odd, for it to have a centre.", nameof(shape));
        }

        (long inputs, long outputs) = shape.Layout == WeightLayout.OutputsFirst ? (shape.Sizes[1], shape.Sizes[0]) : (shape.Sizes[0], shape.Sizes[1]);
        if (outputs < inputs)
        {
            throw new ArgumentException("There must be at least as many outputs as inputs, for the norm of every input to be kept.", nameof(shape));
        }

        return WeightLaw.OfVariance(Distribution.Orthogonal, gain * gain / outputs / (shape.Count / (inputs * outputs)));
    }

    private protected override void FillWhole<T>(Span<T> destination, WeightShape shape, RandomStream stream, ParallelOptions options, IProgress<double>? progress)
    {
        int rows = (int)shape.Sizes[0];
        int columns = (int)shape.Sizes[1];
        int field = (int)(shape.Count / ((long)rows * columns));
        T[] centre = new T[rows * columns];
        OrthogonalInitializer.Fill<T>(centre, rows, columns, gain, stream, options, progress);
        destination.Clear();
        for (int i = 0; i < centre.Length; i++)
        {
            destination[i * field + field / 2] = centre[i];
        }
    }
}
