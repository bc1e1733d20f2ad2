namespace InitAnalyzer.Runtime;

/// <summary>Weights that depend on each other: a part is cut out of the whole.</summary>
internal abstract class DependentInitializer(string name) : Initializer(name)
{
    private protected override void FillPart<T>(Span<T> destination, WeightShape shape, RandomStream stream, long offset)
    {
        if (destination.Length == 0)
        {
            return;
        }

        if (offset == 0 && destination.Length == shape.Count)
        {
            FillWhole(destination, shape, stream, SingleThread, null);
            return;
        }

        T[] whole = new T[shape.Count];
        FillWhole<T>(whole, shape, stream, SingleThread, null);
        whole.AsSpan((int)offset, destination.Length).CopyTo(destination);
    }

    private protected override void FillParallel<T>(Memory<T> destination, WeightShape shape, RandomStream stream, ParallelOptions options, IProgress<double>? progress)
    {
        options.CancellationToken.ThrowIfCancellationRequested();
        FillWhole(destination.Span, shape, stream, options, progress);
        progress?.Report(1);
    }

    private protected abstract void FillWhole<T>(Span<T> destination, WeightShape shape, RandomStream stream, ParallelOptions options, IProgress<double>? progress)
        where T : unmanaged;

    private protected override void CheckShape<T>(WeightShape shape)
    {
        _ = LawFor(shape);
        if (shape.Count > Array.MaxLength)
        {
            throw new ArgumentException("The whole tensor has to fit into one array.", nameof(shape));
        }
    }
}
