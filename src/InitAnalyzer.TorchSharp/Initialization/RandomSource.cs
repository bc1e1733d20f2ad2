using InitAnalyzer.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace InitAnalyzer.Torch;

/// <summary>
/// Where random numbers come from: a seed, a stream, one of torch's generators, or, by default, torch's global one, so that <c>torch.manual_seed</c> decides.
/// All are turned into a <see cref="RandomStream"/>; the numbers are those of <c>InitAnalyzer.Runtime</c> on every device and with any number of threads.
/// </summary>
/// <remarks>
/// A seed stands for the same numbers whenever it is used: give each tensor a seed of its own, or a stream with a name (<c>new RandomStream(42, "fc1.weight")</c>).
/// A generator gives other numbers each time, and the same again after it is seeded again.
/// </remarks>
public readonly struct RandomSource
{
    private readonly RandomStream? _stream;
    private readonly Generator? _generator;

    private RandomSource(RandomStream stream) => _stream = stream;

    private RandomSource(Generator generator) => _generator = generator;

    /// <summary>A seed.</summary>
    /// <param name="seed">Any number.</param>
    /// <returns>The source.</returns>
    public static RandomSource FromSeed(ulong seed) => new(new RandomStream(seed, ""));

    /// <summary>A stream, which has its own seed and name.</summary>
    /// <param name="stream">The stream.</param>
    /// <returns>The source.</returns>
    public static RandomSource FromStream(RandomStream stream) => new(stream);

    /// <summary>One of torch's generators, of which a draw takes one number, the seed of a stream.</summary>
    /// <param name="generator">The generator: of the CPU. <see langword="null"/> for the global one.</param>
    /// <returns>The source.</returns>
    public static RandomSource FromGenerator(Generator? generator) => generator is null ? default : new(generator);

    /// <summary>A seed.</summary>
    /// <param name="seed">Any number.</param>
    public static implicit operator RandomSource(ulong seed) => FromSeed(seed);

    /// <summary>A seed.</summary>
    /// <param name="seed">Any number.</param>
    public static implicit operator RandomSource(int seed) => FromSeed(unchecked((ulong)seed));

    /// <summary>A stream.</summary>
    /// <param name="stream">The stream.</param>
    public static implicit operator RandomSource(RandomStream stream) => FromStream(stream);

    /// <summary>One of torch's generators.</summary>
    /// <param name="generator">The generator.</param>
    public static implicit operator RandomSource(Generator? generator) => FromGenerator(generator);

    /// <summary>The numbers of the next tensor.</summary>
    internal RandomStream Next()
    {
        if (_stream is { } stream)
        {
            return stream;
        }

        using Tensor seed = randint(0, long.MaxValue, [1], dtype: ScalarType.Int64, generator: _generator);
        return new RandomStream((ulong)seed.item<long>(), "");
    }
}
