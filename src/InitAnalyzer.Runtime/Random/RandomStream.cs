using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using InitAnalyzer.Theory;

namespace InitAnalyzer.Runtime;

/// <summary>
/// A stream of random numbers that is addressed and not consumed: the number at a position follows from seed, name and position alone
/// (Philox 4x32-10; Salmon et al., 2011). The same seed and name give the same bits whatever the number of threads, the width of the
/// machine's vectors, the order of calls and how the array is cut; streams of different names have no block in common. Immutable.
/// </summary>
/// <remarks>
/// The seed is the generator's key, the name (the first 64 bits of its SHA-256) the upper half of its counter, and the position the lower. Positions count elements of the
/// type that is filled, and each law reads the same words: a stream is meant for one array. For another take another name, or a <see cref="Child(string)"/>.
/// </remarks>
public readonly struct RandomStream : IEquatable<RandomStream>
{
    /// <summary>The stream of a seed and a name.</summary>
    /// <param name="seed">The seed: any number; neighbouring ones are as independent as others.</param>
    /// <param name="name">The name, for example that of the tensor: any text, compared exactly.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public RandomStream(ulong seed, string name)
        : this(seed, Hash(0, name))
    {
    }

    private RandomStream(ulong seed, ulong counter)
    {
        Key = seed;
        Counter = counter;
    }

    internal ulong Key { get; }

    /// <summary>The upper half of the blocks' counters.</summary>
    internal ulong Counter { get; }

    /// <summary>A stream of the same seed, whose name is this one's and another.</summary>
    /// <param name="name">The name within this stream: any text.</param>
    /// <returns>The stream, independent of this one and of its other children.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public RandomStream Child(string name) => new(Key, Hash(Counter, name));

    /// <summary>A stream of the same seed, whose name is this one's and a number.</summary>
    /// <param name="index">The number, for example that of a draw.</param>
    /// <returns>The stream, independent of this one and of its other children; not that of the number's text.</returns>
    public RandomStream Child(long index)
    {
        // The key says that this is no word of the stream; 2^64 blocks that all have one position are out of any array's reach.
        (uint x0, uint x1, _, _) = Philox.Block((ulong)index, Counter, 0x6368696C64);
        return new(Key, x0 | (ulong)x1 << 32);
    }

    /// <summary>The random words themselves.</summary>
    /// <param name="destination">Filled with the words from <paramref name="offset"/> on.</param>
    /// <param name="offset">The position of the first word: at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="offset"/> is negative, or the end is beyond 2^63.</exception>
    public void FillWords(Span<uint> destination, long offset = 0)
    {
        CheckOffset(offset, destination.Length);
        Tiles.Fill(Key, Counter, default(WordTransform), MemoryMarshal.Cast<uint, float>(destination), offset, Tiles.Lanes);
    }

    /// <summary>Uniform numbers: multiples of 2^-24 (float, Half) or 2^-53 (double) of the width, from <paramref name="low"/> on.</summary>
    /// <typeparam name="T"><see cref="float"/>, <see cref="double"/> or <see cref="Half"/> (rounded from float).</typeparam>
    /// <param name="destination">Filled with the numbers from <paramref name="offset"/> on.</param>
    /// <param name="low">The lower bound, inclusive.</param>
    /// <param name="high">The upper bound, at least <paramref name="low"/>; it occurs only where the sum is rounded to it.</param>
    /// <param name="offset">The position of the first number: at least 0.</param>
    /// <exception cref="ArgumentException"><typeparamref name="T"/> is none of the three.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A bound is not finite in <typeparamref name="T"/>, the bounds are reversed, or <paramref name="offset"/> is negative.</exception>
    public void FillUniform<T>(Span<T> destination, double low = 0, double high = 1, long offset = 0)
        where T : struct
    {
        Element<T>.CheckUniform(low, high);
        CheckOffset(offset, destination.Length);
        Sampler.Uniform(low, high).Fill(this, destination, offset, Tiles.Lanes);
    }

    /// <summary>Normal numbers, each a function of its own position.</summary>
    /// <typeparam name="T"><see cref="float"/>, <see cref="double"/> or <see cref="Half"/> (rounded from float).</typeparam>
    /// <param name="destination">Filled with the numbers from <paramref name="offset"/> on.</param>
    /// <param name="mean">The mean.</param>
    /// <param name="deviation">The standard deviation: at least 0.</param>
    /// <param name="offset">The position of the first number: at least 0.</param>
    /// <exception cref="ArgumentException"><typeparamref name="T"/> is none of the three.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite in <typeparamref name="T"/>, or <paramref name="deviation"/> or <paramref name="offset"/> is negative.</exception>
    public void FillNormal<T>(Span<T> destination, double mean = 0, double deviation = 1, long offset = 0)
        where T : struct
    {
        Element<T>.CheckNormal(mean, deviation);
        CheckOffset(offset, destination.Length);
        Sampler.Normal(mean, deviation).Fill(this, destination, offset, Tiles.Lanes);
    }

    /// <summary>
    /// Normal numbers on the condition that they lie between two bounds, however close or far out these are. <paramref name="mean"/> and <paramref name="deviation"/> are those
    /// before the cut; nothing is corrected for it.
    /// </summary>
    /// <typeparam name="T"><see cref="float"/>, <see cref="double"/> or <see cref="Half"/> (rounded from float).</typeparam>
    /// <param name="destination">Filled with the numbers from <paramref name="offset"/> on.</param>
    /// <param name="mean">The mean before the cut.</param>
    /// <param name="deviation">The standard deviation before the cut: at least 0. With 0, the point between the bounds that is nearest to the mean is all there is.</param>
    /// <param name="low">The lower bound itself, not a multiple of the deviation.</param>
    /// <param name="high">The upper bound: at least <paramref name="low"/>.</param>
    /// <param name="offset">The position of the first number: at least 0.</param>
    /// <exception cref="ArgumentException"><typeparamref name="T"/> is none of the three.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A number is not finite in <typeparamref name="T"/>, <paramref name="deviation"/> or <paramref name="offset"/> is negative, or the bounds are reversed.
    /// </exception>
    public void FillTruncatedNormal<T>(Span<T> destination, double mean, double deviation, double low, double high, long offset = 0)
        where T : struct
    {
        Element<T>.CheckNormal(mean, deviation);
        Element<T>.CheckBounds(low, high);
        CheckOffset(offset, destination.Length);
        Sampler.TruncatedNormal(mean, deviation, low, high).Fill(this, destination, offset, Tiles.Lanes);
    }

    /// <summary>1 and −1, with equal probability.</summary>
    /// <typeparam name="T"><see cref="float"/>, <see cref="double"/> or <see cref="Half"/>.</typeparam>
    /// <param name="destination">Filled with the numbers from <paramref name="offset"/> on.</param>
    /// <param name="offset">The position of the first number: at least 0.</param>
    /// <exception cref="ArgumentException"><typeparamref name="T"/> is none of the three.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="offset"/> is negative.</exception>
    public void FillSigns<T>(Span<T> destination, long offset = 0)
        where T : struct
    {
        Element<T>.Check();
        CheckOffset(offset, destination.Length);
        Sampler.Sign.Fill(this, destination, offset, Tiles.Lanes);
    }

    /// <summary>The numbers 0, 1, …, length − 1 in random order (Fisher and Yates, in the form of Durstenfeld, 1964).</summary>
    /// <param name="destination">Filled with the permutation; every order has the same probability to within 2^-32.</param>
    public void FillPermutation(Span<int> destination)
    {
        const int Block = 64;
        Span<uint> words = stackalloc uint[2 * Block];
        for (int i = 0; i < destination.Length; i++)
        {
            if (i % Block == 0)
            {
                FillWords(words, 2L * i);
            }

            // The upper word of a 64-bit number times i + 1: uniform on 0, …, i to within i · 2^-64.
            ulong number = words[2 * (i % Block)] | (ulong)words[2 * (i % Block) + 1] << 32;
            int j = (int)Math.BigMul(number, (ulong)i + 1, out _);
            destination[i] = destination[j];
            destination[j] = i;
        }
    }

    /// <inheritdoc/>
    public bool Equals(RandomStream other) => Key == other.Key && Counter == other.Counter;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RandomStream other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Key, Counter);

    /// <summary>Equality of seed and name.</summary>
    /// <param name="left">One stream.</param>
    /// <param name="right">Another stream.</param>
    /// <returns>Whether they give the same numbers.</returns>
    public static bool operator ==(RandomStream left, RandomStream right) => left.Equals(right);

    /// <summary>Inequality of seed or name.</summary>
    /// <param name="left">One stream.</param>
    /// <param name="right">Another stream.</param>
    /// <returns>Whether they differ.</returns>
    public static bool operator !=(RandomStream left, RandomStream right) => !left.Equals(right);

    internal static void CheckOffset(long offset, long length)
    {
        Guard.NonNegative(offset, nameof(offset));
        if (offset > long.MaxValue - length)
        {
            throw new ArgumentOutOfRangeException(nameof(offset), offset, "The last position must not exceed 2^63 - 1.");
        }
    }

    private static ulong Hash(ulong parent, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        byte[] text = new byte[sizeof(ulong) + Encoding.UTF8.GetByteCount(name)];
        BinaryPrimitives.WriteUInt64LittleEndian(text, parent);
        Encoding.UTF8.GetBytes(name, text.AsSpan(sizeof(ulong)));
        return BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(text));
    }
}
