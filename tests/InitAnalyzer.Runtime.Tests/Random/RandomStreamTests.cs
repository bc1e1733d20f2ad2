using System.Runtime.InteropServices;

namespace InitAnalyzer.Runtime.Tests;

public class RandomStreamTests
{
    private const int Size = 1 << 20;

    public static TheoryData<string> Laws => [.. Samplers.Keys];

    private static Dictionary<string, Sampler> Samplers { get; } = new()
    {
        ["uniform"] = Sampler.Uniform(-0.3, 1.7),
        ["normal"] = Sampler.Normal(0.25, 3),
        ["truncated"] = Sampler.TruncatedNormal(0, 1, -2, 2),
        ["truncated, central"] = Sampler.TruncatedNormal(0.3, 2, -3, 4),
        ["truncated, wide"] = Sampler.TruncatedNormal(0, 1, -3, 4),
        ["truncated, one side"] = Sampler.TruncatedNormal(0, 1, 0.5, 6),
        ["truncated, narrow"] = Sampler.TruncatedNormal(0, 1, 1, 1.001),
        ["truncated, far"] = Sampler.TruncatedNormal(0, 1, 20, 30),
        ["sign"] = Sampler.Sign,
    };

    [Theory]
    [MemberData(nameof(Laws))]
    public void Bits_do_not_depend_on_width_order_or_slicing(string law)
    {
        AssertSameBits<float>(Samplers[law]);
        AssertSameBits<double>(Samplers[law]);
        AssertSameBits<Half>(Samplers[law]);
    }

    private static void AssertSameBits<T>(Sampler sampler)
        where T : unmanaged
    {
        const int Length = 1000;
        const long Offset = 12345;
        RandomStream stream = new(7, "layer.weight");
        T[] expected = new T[Length];
        sampler.Fill<T>(stream, expected, Offset, 2);
        foreach (int lanes in (int[])[4, 8, 16])
        {
            T[] actual = new T[Length];
            sampler.Fill<T>(stream, actual, Offset, lanes);
            Assert.Equal(Bytes(expected), Bytes(actual));
        }

        // In pieces of odd sizes, from the back.
        T[] pieces = new T[Length];
        int end = Length;
        for (int piece = 1; end > 0; piece = piece * 2 + 1)
        {
            int start = Math.Max(0, end - piece);
            sampler.Fill(stream, pieces.AsSpan(start, end - start), Offset + start, Tiles.Lanes);
            end = start;
        }

        Assert.Equal(Bytes(expected), Bytes(pieces));
    }

    private static byte[] Bytes<T>(T[] values)
        where T : unmanaged => MemoryMarshal.AsBytes<T>(values).ToArray();

    [Fact]
    public void The_numbers_of_a_seed_and_name_stay_what_they_are()
    {
        // Networks are reproduced from these; a change would break them.
        uint[] words = new uint[4];
        new RandomStream(42, "fc1.weight").FillWords(words);
        Assert.Equal(Golden, words);
        float[] numbers = new float[2];
        new RandomStream(42, "fc1.weight").FillNormal<float>(numbers);
        Assert.Equal(GoldenNormal, numbers.Select(static x => BitConverter.SingleToUInt32Bits(x)));
    }

    private static readonly uint[] Golden = [4180558818, 1172248149, 205852303, 4132041764];
    private static readonly uint[] GoldenNormal = [3194845081, 1058802732];

    [Fact]
    public void Uniform_numbers_are_uniform()
    {
        float[] single = new float[Size];
        double[] twice = new double[Size];
        RandomStream stream = new(1, "uniform");
        stream.FillUniform<float>(single, -1, 3);
        stream.FillUniform<double>(twice, -1, 3);
        foreach (double[] sample in (double[][])[Statistics.ToDouble(single), twice])
        {
            Statistics.HasMoments(sample, 1, 16 / 12.0, 1.8);
            Statistics.FollowsDistribution(sample, static x => (x + 1) / 4);
            Assert.InRange(sample.Min(), -1, -0.9999);
            Assert.InRange(sample.Max(), 2.9999, 3);
        }
    }

    [Fact]
    public void Normal_numbers_are_normal()
    {
        float[] single = new float[Size];
        double[] twice = new double[Size];
        RandomStream stream = new(2, "normal");
        stream.FillNormal<float>(single, 0.5, 2);
        stream.FillNormal<double>(twice, 0.5, 2);
        foreach (double[] sample in (double[][])[Statistics.ToDouble(single), twice])
        {
            Statistics.HasMoments(sample, 0.5, 4, 3);
            Statistics.FollowsDistribution(sample, static x => Statistics.NormalCdf((x - 0.5) / 2));

            // Pairs share a radius; they must not show it.
            Statistics.AreUncorrelated(sample.AsSpan(0, Size - 16), sample.AsSpan(16));
            double[] squares = [.. sample.Select(static x => (x - 0.5) * (x - 0.5))];
            Statistics.AreUncorrelated(squares.AsSpan(0, Size - 16), squares.AsSpan(16));
            Statistics.AreUncorrelated(squares.AsSpan(0, Size - 1), squares.AsSpan(1));
        }
    }

    [Theory]
    [InlineData(0, 1, -2, 2)]
    [InlineData(0.3, 2, -3, 4)]
    [InlineData(-1, 2, 0.5, 3)]
    [InlineData(0, 1, -3, 4)]
    [InlineData(0, 1, -0.01, 0.01)]
    [InlineData(0, 1, -1e-4, 1e-4)]
    [InlineData(0, 0.02, -2, 2)]
    [InlineData(1, 2, 1.5, 1000)]
    [InlineData(0, 1, -3, -1)]
    [InlineData(0, 1, 6, 6.5)]
    [InlineData(0, 1, 9.9, 40)]
    [InlineData(0, 1, 12, 40)]
    [InlineData(0, 1, -1e9, -300)]
    [InlineData(5, 1e-3, 0, 4)]
    [InlineData(0, 1, 2, 2.0005)]
    [InlineData(0, 1, 1000, 1000.0005)]
    public void Truncated_normal_numbers_follow_the_law_between_any_bounds(double mean, double deviation, double low, double high)
    {
        double[] sample = new double[1 << 16];
        float[] single = new float[sample.Length];
        RandomStream stream = new(3, "truncated");
        stream.FillTruncatedNormal<double>(sample, mean, deviation, low, high);
        Assert.InRange(sample.Min(), low, high);
        Assert.InRange(sample.Max(), low, high);
        Statistics.FollowsDistribution(sample, x => Cumulative(mean, deviation, low, high, x));
        (double expectedMean, double variance) = new TruncatedNormal(mean, deviation, low, high).Moments();
        (double actualMean, double actualVariance, double kurtosis) = Statistics.Moments(sample);
        Assert.InRange((actualMean - expectedMean) / Math.Sqrt(variance / sample.Length), -Statistics.Limit, Statistics.Limit);
        Assert.InRange((actualVariance / variance - 1) / Math.Sqrt((kurtosis - 1) / sample.Length), -Statistics.Limit, Statistics.Limit);

        stream.FillTruncatedNormal<float>(single, mean, deviation, low, high);
        Assert.InRange(single.Min(), (float)low, (float)high);
        Assert.InRange(single.Max(), (float)low, (float)high);

        // Where single precision resolves the interval.
        if (Math.Sqrt(variance) > 1e-3 * Math.Abs(expectedMean))
        {
            Statistics.FollowsDistribution(Statistics.ToDouble(single), x => Cumulative(mean, deviation, low, high, x));
        }
    }

    /// <summary>Of the truncated law, by quadrature of its density from the bound that is nearer to the mean, where nothing underflows.</summary>
    private static double Cumulative(double mean, double deviation, double low, double high, double x)
    {
        double alpha = (low - mean) / deviation;
        double beta = (high - mean) / deviation;
        if (alpha < 5 && beta > -5 && beta - alpha > 0.1)
        {
            return alpha > 0
                ? (Statistics.NormalCdf(-alpha) - Statistics.NormalCdf(-(x - mean) / deviation)) / (Statistics.NormalCdf(-alpha) - Statistics.NormalCdf(-beta))
                : (Statistics.NormalCdf((x - mean) / deviation) - Statistics.NormalCdf(alpha)) / (Statistics.NormalCdf(beta) - Statistics.NormalCdf(alpha));
        }

        bool mirrored = alpha + beta < 0;
        double near = mirrored ? -beta : alpha;
        double width = (high - low) / deviation;
        double distance = (mirrored ? high - x : x - low) / deviation;
        double part = Mass(near, Math.Min(distance, width)) / Mass(near, width);
        return mirrored ? 1 - part : part;
    }

    private static double Mass(double near, double width)
    {
        // Simpson's rule as far as the density reaches; exp(−near·x − x²/2).
        double length = Math.Min(width, near > 1 ? 45 / near : width);
        const int Steps = 400;
        double h = length / Steps;
        double sum = 0;
        for (int i = 0; i <= Steps; i++)
        {
            double x = i * h;
            sum += (i is 0 or Steps ? 1 : i % 2 == 1 ? 4 : 2) * Math.Exp(-x * (near + x / 2));
        }

        return sum * h / 3;
    }

    [Fact]
    public void Signs_are_even_and_permutations_equally_likely()
    {
        float[] signs = new float[Size];
        new RandomStream(4, "signs").FillSigns<float>(signs);
        Assert.All(signs.Take(1000), static x => Assert.True(x is 1 or -1));
        Statistics.AreAlike([signs.LongCount(static x => x > 0), signs.LongCount(static x => x < 0)]);

        Dictionary<string, long> counts = [];
        int[] order = new int[4];
        for (int i = 0; i < 24_000; i++)
        {
            new RandomStream(5, "order").Child(i).FillPermutation(order);
            Assert.Equal([0, 1, 2, 3], order.Order());
            string key = string.Join(' ', order);
            counts[key] = counts.GetValueOrDefault(key) + 1;
        }

        Assert.Equal(24, counts.Count);
        Statistics.AreAlike([.. counts.Values]);
        int[] large = new int[1001];
        new RandomStream(5, "large").FillPermutation(large);
        Assert.Equal(Enumerable.Range(0, 1001), large.Order());
    }

    [Fact]
    public void Bits_and_pairs_of_bytes_are_even()
    {
        uint[] words = new uint[Size];
        new RandomStream(6, "bits").FillWords(words);
        for (int bit = 0; bit < 32; bit++)
        {
            long ones = words.LongCount(word => (word >> bit & 1) == 1);
            Statistics.AreAlike([ones, Size - ones]);
        }

        long[] single = new long[256];
        long[] pairs = new long[65536];
        long[] neighbours = new long[65536];
        for (int i = 0; i < Size - 1; i++)
        {
            single[words[i] >> 24]++;
            pairs[words[i] & 0xFFFF]++;
            neighbours[words[i] >> 24 << 8 | words[i + 1] >> 24]++;
        }

        Statistics.AreAlike(single);
        Statistics.AreAlike(pairs);
        Statistics.AreAlike(neighbours);
    }

    [Fact]
    public void Streams_and_neighbouring_seeds_are_uncorrelated()
    {
        RandomStream[] streams =
        [
            new(1, "a"), new(2, "a"), new(1, "b"), new(1, "a0"), new RandomStream(1, "a").Child("b"), new RandomStream(1, "a").Child(0), new RandomStream(1, "a").Child(1), new(ulong.MaxValue, ""),
        ];
        double[][] samples = [.. streams.Select(static stream =>
        {
            double[] sample = new double[1 << 17];
            stream.FillNormal<double>(sample);
            return sample;
        })];
        for (int i = 0; i < samples.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                Assert.NotEqual(streams[i], streams[j]);
                Statistics.AreUncorrelated(samples[i], samples[j]);
                Statistics.AreUncorrelated(samples[i].AsSpan(1), samples[j].AsSpan(0, samples[j].Length - 1));
            }
        }

        Assert.Equal(new RandomStream(1, "a"), new RandomStream(1, "a"));
    }

    [Fact]
    public void Half_numbers_are_those_of_single_precision_rounded()
    {
        Half[] halves = new Half[5000];
        float[] singles = new float[halves.Length];
        RandomStream stream = new(8, "half");
        stream.FillNormal<Half>(halves);
        stream.FillNormal<float>(singles);
        Assert.Equal(singles.Select(static x => (Half)x), halves);
    }

    [Fact]
    public void Degenerate_laws_have_their_one_value()
    {
        float[] sample = new float[100];
        RandomStream stream = new(9, "point");
        stream.FillTruncatedNormal<float>(sample, 5, 0, -1, 2);
        Assert.All(sample, static x => Assert.Equal(2, x));
        stream.FillTruncatedNormal<float>(sample, 0, 1, 3, 3);
        Assert.All(sample, static x => Assert.Equal(3, x));
        stream.FillNormal<float>(sample, 4, 0);
        Assert.All(sample, static x => Assert.Equal(4, x));
        stream.FillUniform<float>(sample, 7, 7);
        Assert.All(sample, static x => Assert.Equal(7, x));
    }

    [Fact]
    public void Bad_arguments_are_named_before_anything_is_written()
    {
        float[] sample = [1, 2, 3];
        RandomStream stream = new(1, "a");
        Refuses("name", () => new RandomStream(1, null!));
        Refuses("name", () => stream.Child(null!));
        Refuses("low", () => stream.FillUniform<float>(sample, double.NaN));
        Refuses("high", () => stream.FillUniform<float>(sample, 1, 0));
        Refuses("high", () => stream.FillUniform<float>(sample, 0, 1e300));
        Refuses("high", () => stream.FillUniform<float>(sample, -3e38, 3e38));
        Refuses("offset", () => stream.FillUniform<float>(sample, offset: -1));
        Refuses("offset", () => stream.FillWords(new uint[2], long.MaxValue - 1));
        Refuses("mean", () => stream.FillNormal<float>(sample, double.PositiveInfinity));
        Refuses("deviation", () => stream.FillNormal<float>(sample, 0, -1));
        Refuses("high", () => stream.FillTruncatedNormal<float>(sample, 0, 1, 2, 1));
        Refuses("deviation", () => stream.FillTruncatedNormal<float>(sample, 0, double.NaN, 1, 2));
        Refuses("T", () => stream.FillNormal<int>(new int[3]));
        Assert.Equal([1, 2, 3], sample);
    }

    internal static void Refuses(string parameter, Action call) => Assert.Equal(parameter, Assert.ThrowsAny<ArgumentException>(call).ParamName);
}
