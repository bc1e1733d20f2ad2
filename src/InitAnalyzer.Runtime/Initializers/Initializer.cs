using InitAnalyzer.Theory;

namespace InitAnalyzer.Runtime;

/// <summary>
/// A way to draw weights. Immutable: one object may fill any number of tensors, from any number of threads; what differs between them is the stream.
/// Instances come from <see cref="Initializers"/>.
/// </summary>
public abstract class Initializer
{
    private protected Initializer(string name)
    {
        Name = name;
    }

    /// <summary>The name, with the numbers that matter: "He normal", "Orthogonal(1.4142)".</summary>
    public string Name { get; }

    /// <summary>The law of one weight of a shape: for the theory, which knows weights by their mean and variance.</summary>
    /// <param name="shape">The shape.</param>
    /// <returns>The law; its variance is absolute or over the shape's fans.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="shape"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="shape"/> is none that can be filled.</exception>
    public abstract WeightLaw LawFor(WeightShape shape);

    /// <summary>Fills a whole tensor. Nothing is written where an argument is refused.</summary>
    /// <typeparam name="T"><see cref="float"/>, <see cref="double"/> or <see cref="Half"/>.</typeparam>
    /// <param name="destination">The elements in memory order: as many as the shape has. Independent weights allocate nothing.</param>
    /// <param name="shape">The shape.</param>
    /// <param name="stream">The random numbers: a stream for each tensor.</param>
    /// <exception cref="ArgumentNullException"><paramref name="shape"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The number of elements is not the shape's, <paramref name="shape"/> is none that can be filled, or <typeparamref name="T"/> is none of the three.
    /// </exception>
    public void Fill<T>(Span<T> destination, WeightShape shape, RandomStream stream)
        where T : unmanaged
    {
        Check<T>(shape);
        CheckLength(destination.Length, shape);
        FillPart(destination, shape, stream, 0);
    }

    /// <summary>
    /// Fills a part of a tensor, with the same elements that <see cref="Fill{T}(Span{T}, WeightShape, RandomStream)"/> has there: processes that fill a part each
    /// make the whole. Where elements depend on each other (orthogonal, sparse), each process draws the whole for it.
    /// </summary>
    /// <typeparam name="T"><see cref="float"/>, <see cref="double"/> or <see cref="Half"/>.</typeparam>
    /// <param name="destination">The elements from <paramref name="offset"/> on, in memory order.</param>
    /// <param name="shape">The shape of the whole tensor.</param>
    /// <param name="stream">The random numbers of the whole tensor.</param>
    /// <param name="offset">The position of the first element: at least 0.</param>
    /// <exception cref="ArgumentNullException"><paramref name="shape"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The part ends beyond the tensor, <paramref name="shape"/> is none that can be filled, or <typeparamref name="T"/> is none of the three.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="offset"/> is negative or beyond the tensor.</exception>
    public void FillSlice<T>(Span<T> destination, WeightShape shape, RandomStream stream, long offset)
        where T : unmanaged
    {
        Check<T>(shape);
        if (offset < 0 || offset > shape.Count)
        {
            throw new ArgumentOutOfRangeException(nameof(offset), offset, "The offset must lie in the tensor.");
        }

        if (destination.Length > shape.Count - offset)
        {
            throw new ArgumentException("The slice ends beyond the tensor.", nameof(destination));
        }

        FillPart(destination, shape, stream, offset);
    }

    /// <summary>Fills a whole tensor on several threads, with the same bits as on one.</summary>
    /// <typeparam name="T"><see cref="float"/>, <see cref="double"/> or <see cref="Half"/>.</typeparam>
    /// <param name="destination">The elements in memory order: as many as the shape has.</param>
    /// <param name="shape">The shape.</param>
    /// <param name="stream">The random numbers: a stream for each tensor.</param>
    /// <param name="options">The number of threads, and cancellation, after which the elements are undefined.</param>
    /// <param name="progress">Told the part that is done, from 0 to 1, from any of the threads.</param>
    /// <exception cref="ArgumentNullException"><paramref name="shape"/> or <paramref name="options"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The number of elements is not the shape's, <paramref name="shape"/> is none that can be filled, or <typeparamref name="T"/> is none of the three.
    /// </exception>
    /// <exception cref="OperationCanceledException">The options' token was cancelled.</exception>
    public void Fill<T>(Memory<T> destination, WeightShape shape, RandomStream stream, ParallelOptions options, IProgress<double>? progress = null)
        where T : unmanaged
    {
        Check<T>(shape);
        ArgumentNullException.ThrowIfNull(options);
        CheckLength(destination.Length, shape);
        FillParallel(destination, shape, stream, options, progress);
    }

    internal static readonly ParallelOptions SingleThread = new() { MaxDegreeOfParallelism = 1 };

    /// <summary>Throws where the shape, or the law in it, cannot be filled.</summary>
    private protected abstract void CheckShape<T>(WeightShape shape)
        where T : unmanaged;

    private protected abstract void FillPart<T>(Span<T> destination, WeightShape shape, RandomStream stream, long offset)
        where T : unmanaged;

    private protected virtual void FillParallel<T>(Memory<T> destination, WeightShape shape, RandomStream stream, ParallelOptions options, IProgress<double>? progress)
        where T : unmanaged
    {
        // Large enough that a thread's start does not show, and whole tiles.
        const int Chunk = 1 << 18;
        int chunks = (int)(((long)destination.Length + Chunk - 1) / Chunk);
        int done = 0;
        Parallel.For(0, chunks, options, chunk =>
        {
            int offset = chunk * Chunk;
            FillPart(destination.Span.Slice(offset, Math.Min(Chunk, destination.Length - offset)), shape, stream, offset);
            progress?.Report(Interlocked.Increment(ref done) / (double)chunks);
        });
    }

    internal void Check<T>(WeightShape shape)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(shape);
        Element<T>.Check();
        CheckShape<T>(shape);
    }

    private protected static void CheckFans(WeightShape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (shape.DeclaredFans is null)
        {
            throw new ArgumentException("The law needs fan-in and fan-out, which a vector does not have.", nameof(shape));
        }
    }

    private static void CheckLength(long length, WeightShape shape)
    {
        if (length != shape.Count)
        {
            string relation = length < shape.Count ? "too short" : "too long";
            throw new ArgumentException(FormattableString.Invariant($"The destination is {relation}: {length} elements for a shape of {shape.Count}."), "destination");
        }
    }
}
