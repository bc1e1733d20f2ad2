using InitAnalyzer.Theory;
using static InitAnalyzer.Runtime.Tests.RandomStreamTests;

namespace InitAnalyzer.Runtime.Tests;

public class InitializerTests
{
    private static readonly RandomStream s_stream = new(11, "weight");

    public static TheoryData<string, double, FanMode> ScaledLaws => new()
    {
        { "He", 2, FanMode.FanIn },
        { "HeFanOut", 2, FanMode.FanOut },
        { "HeLeaky", 2 / 1.04, FanMode.FanIn },
        { "Xavier", 1, FanMode.FanAverage },
        { "LeCun", 1, FanMode.FanIn },
        { "KumarSigmoid", 12.8, FanMode.FanIn },
        { "SecondMomentTanh", 1 / 0.394294, FanMode.FanIn },
        { "VarianceScaling", 0.3, FanMode.FanOut },
    };

    private static Initializer Named(string name, Distribution distribution) => name switch
    {
        "He" => Initializers.He(distribution),
        "HeFanOut" => Initializers.He(distribution, FanMode.FanOut),
        "HeLeaky" => Initializers.He(distribution, slope: 0.2),
        "Xavier" => Initializers.Xavier(distribution),
        "LeCun" => Initializers.LeCun(distribution),
        "KumarSigmoid" => Initializers.Kumar(ActivationCatalog.Create("Sigmoid"), distribution),
        "SecondMomentTanh" => Initializers.SecondMoment(ActivationCatalog.Create("Tanh"), distribution),
        _ => Initializers.VarianceScaling(0.3, FanMode.FanOut, distribution),
    };

    [Theory]
    [MemberData(nameof(ScaledLaws))]
    public void Scaled_laws_have_their_moments_and_support(string name, double scale, FanMode mode)
    {
        WeightShape shape = WeightShape.Linear(300, 500);
        double variance = scale / shape.Fans.Of(mode);
        foreach ((Distribution distribution, double kurtosis, double reach) in ((Distribution, double, double)[])
            [(Distribution.Normal, 3, 7), (Distribution.Uniform, 1.8, Math.Sqrt(3)), (Distribution.TruncatedNormal, 2.3656, 2 / 0.8796256)])
        {
            float[] single = new float[shape.Count];
            Named(name, distribution).Fill<float>(single, shape, s_stream);
            double[] sample = Statistics.ToDouble(single);
            Statistics.HasMoments(sample, 0, variance, kurtosis);
            double largest = sample.Max(Math.Abs) / Math.Sqrt(variance);
            Assert.InRange(largest, distribution == Distribution.Normal ? 4 : 0.999 * reach, 1.000001 * reach);
            Assert.Equal(variance, Named(name, distribution).LawFor(shape).VarianceFor(shape.Fans), 1e-5 * variance);
        }
    }

    [Fact]
    public void The_recommended_law_is_that_of_the_theory()
    {
        foreach (Activation activation in ActivationCatalog.All)
        {
            Recommendation? wanted = Recommendation.For(activation);
            foreach (Distribution distribution in (Distribution[])[Distribution.Normal, Distribution.Uniform, Distribution.TruncatedNormal])
            {
                WeightLaw law = Initializers.Recommended(activation, distribution).LawFor(WeightShape.Linear(30, 30));
                Assert.Equal(distribution, law.Distribution);
                Assert.Equal(wanted?.Scale ?? 1, law.Scale, 1e-12);
            }
        }
    }

    [Fact]
    public void Shapes_know_their_true_fans()
    {
        Assert.Equal(new Fans(3, 5), WeightShape.Linear(3, 5).Fans);
        Assert.Equal([5, 3], WeightShape.Linear(3, 5).Sizes);
        Assert.Equal([3, 5], WeightShape.Linear(3, 5, WeightLayout.InputsFirst).Sizes);
        Assert.Equal(new Fans(3, 5), WeightShape.Linear(3, 5, WeightLayout.InputsFirst).Fans);
        WeightShape convolution = WeightShape.Convolution(8, 16, [3, 3], groups: 4, stride: 2);
        Assert.Equal([16, 2, 3, 3], convolution.Sizes);
        Assert.Equal(new Fans(2 * 9, 4 * 9 / 2.0), convolution.Fans);
        WeightShape transposed = WeightShape.TransposedConvolution(8, 16, [4, 4], stride: 4);
        Assert.Equal([8, 16, 4, 4], transposed.Sizes);
        Assert.Equal(new Fans(8 * 16 / 4.0, 16 * 16), transposed.Fans);
        Assert.Equal(new Fans(1, 64), WeightShape.Embedding(1000, 64).Fans);
        WeightShape lstm = WeightShape.Recurrent(20, 30, 4);
        Assert.Equal([120, 20], lstm.Sizes);
        Assert.Equal(new Fans(20, 30), lstm.Fans);
        Assert.Equal(new Fans(4 * 9, 2 * 9), WeightShape.Of([2, 4, 3, 3], WeightLayout.OutputsFirst).Fans);
        Assert.Equal(new Fans(7, 9), convolution.WithFans(new Fans(7, 9)).Fans);
        Assert.Throws<InvalidOperationException>(() => WeightShape.Vector(3).Fans);
    }

    [Theory]
    [InlineData(64, 64)]
    [InlineData(100, 37)]
    [InlineData(37, 100)]
    [InlineData(1, 5)]
    [InlineData(5, 1)]
    [InlineData(130, 257)]
    public void Orthogonal_matrices_are_orthogonal_in_their_precision(int rows, int columns)
    {
        WeightShape shape = WeightShape.Linear(columns, rows);
        float[] single = new float[shape.Count];
        double[] twice = new double[shape.Count];
        Initializers.Orthogonal(1.5).Fill<float>(single, shape, s_stream);
        Initializers.Orthogonal(1.5).Fill<double>(twice, shape, s_stream);
        Assert.InRange(OrthogonalityError(Statistics.ToDouble(single), rows, columns, 1.5), 0, 20 * 1.2e-7 * Math.Sqrt(Math.Max(rows, columns)));
        Assert.InRange(OrthogonalityError(twice, rows, columns, 1.5), 0, 20 * 2.2e-16 * Math.Sqrt(Math.Max(rows, columns)));
    }

    [Fact]
    public void Orthogonal_matrices_are_uniform_over_the_group()
    {
        // Of a 2 × 2 matrix, the angle of the first row is uniform and the determinant's sign even; of a 3 × 3 one, each element is uniform on [−1, 1] (Archimedes).
        double[] angles = new double[4000];
        double[] heights = new double[4000];
        long positive = 0;
        double[] small = new double[4];
        double[] large = new double[9];
        for (int i = 0; i < angles.Length; i++)
        {
            Initializers.Orthogonal().Fill<double>(small, WeightShape.Linear(2, 2), s_stream.Child(i));
            angles[i] = Math.Atan2(small[1], small[0]);
            positive += small[0] * small[3] - small[1] * small[2] > 0 ? 1 : 0;
            Initializers.Orthogonal().Fill<double>(large, WeightShape.Linear(3, 3), s_stream.Child(i));
            heights[i] = large[8];
        }

        Statistics.FollowsDistribution(angles, static angle => angle / (2 * Math.PI) + 0.5);
        Statistics.FollowsDistribution(heights, static height => (height + 1) / 2);
        Statistics.AreAlike([positive, angles.Length - positive]);
    }

    [Fact]
    public void Orthogonal_bits_do_not_depend_on_threads_and_slices_are_cut_from_the_whole()
    {
        WeightShape shape = WeightShape.Convolution(40, 150, [3, 3]);
        float[] expected = new float[shape.Count];
        Initializer orthogonal = Initializers.Orthogonal();
        orthogonal.Fill<float>(expected, shape, s_stream);
        foreach (int threads in (int[])[1, 2, 5])
        {
            float[] actual = new float[shape.Count];
            orthogonal.Fill<float>(actual, shape, s_stream, new ParallelOptions { MaxDegreeOfParallelism = threads });
            Assert.Equal(expected, actual);
        }

        float[] slice = new float[777];
        orthogonal.FillSlice<float>(slice, shape, s_stream, 1234);
        Assert.Equal(expected[1234..2011], slice);
    }

    private static double OrthogonalityError(double[] matrix, int rows, int columns, double gain)
    {
        (int count, int length, int step, int stride) = rows <= columns ? (rows, columns, 1, columns) : (columns, rows, columns, 1);
        double worst = 0;
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double dot = 0;
                for (int k = 0; k < length; k++)
                {
                    dot += matrix[i * stride + k * step] * matrix[j * stride + k * step];
                }

                worst = Math.Max(worst, Math.Abs(dot / (gain * gain) - (i == j ? 1 : 0)));
            }
        }

        return worst;
    }

    [Fact]
    public void Delta_orthogonal_convolutions_are_orthogonal_at_the_centre_alone()
    {
        WeightShape shape = WeightShape.Convolution(10, 24, [3, 5]);
        double[] weight = new double[shape.Count];
        Initializers.DeltaOrthogonal(2).Fill<double>(weight, shape, s_stream);
        double[] centre = [.. Enumerable.Range(0, 240).Select(i => weight[i * 15 + 7])];
        Assert.InRange(OrthogonalityError(centre, 24, 10, 2), 0, 1e-14);
        Assert.Equal(240, weight.Count(static x => x != 0));
    }

    [Fact]
    public void Identity_passes_the_channels_of_each_group_on()
    {
        float[] square = new float[6];
        Initializers.Identity(3).Fill<float>(square, WeightShape.Linear(3, 2), s_stream);
        Assert.Equal([3, 0, 0, 0, 3, 0], square);
        WeightShape grouped = WeightShape.Convolution(4, 6, [3], groups: 2);
        float[] delta = new float[grouped.Count];
        Initializers.Identity().Fill<float>(delta, grouped, s_stream);
        for (int output = 0; output < 6; output++)
        {
            for (int input = 0; input < 2; input++)
            {
                Assert.Equal([0, output % 3 == input ? 1 : 0, 0], delta[((output * 2 + input) * 3)..((output * 2 + input + 1) * 3)]);
            }
        }

        float[] slice = new float[5];
        Initializers.Identity().FillSlice<float>(slice, grouped, s_stream, 8);
        Assert.Equal(delta[8..13], slice);
    }

    [Theory]
    [InlineData(WeightLayout.OutputsFirst)]
    [InlineData(WeightLayout.InputsFirst)]
    public void Sparse_weights_have_their_zeros_in_each_column(WeightLayout layout)
    {
        WeightShape shape = WeightShape.Linear(40, 95, layout);
        double[] weight = new double[shape.Count];
        Initializer sparse = Initializers.Sparse(0.9, 0.5);
        sparse.Fill<double>(weight, shape, s_stream);
        for (int input = 0; input < 40; input++)
        {
            int zeros = Enumerable.Range(0, 95).Count(output => weight[layout == WeightLayout.OutputsFirst ? output * 40 + input : input * 95 + output] == 0);
            Assert.Equal(86, zeros);
        }

        double[] others = [.. weight.Where(static x => x != 0)];
        Statistics.HasMoments(others, 0, 0.25, 3);
        Assert.Equal(0.25 * 9 / 95, sparse.LawFor(shape).VarianceFor(shape.Fans), 1e-12);
    }

    [Fact]
    public void Gates_are_drawn_each_by_itself()
    {
        WeightShape shape = WeightShape.Recurrent(30, 30, 4);
        double[] weight = new double[shape.Count];
        Initializers.PerGate(Initializers.Orthogonal()).Fill<double>(weight, shape, s_stream);
        for (int gate = 0; gate < 4; gate++)
        {
            Assert.InRange(OrthogonalityError(weight[(gate * 900)..(gate * 900 + 900)], 30, 30, 1), 0, 1e-13);
        }

        Assert.NotEqual(weight[..900], weight[900..1800]);
        double[] parallel = new double[shape.Count];
        Initializers.PerGate(Initializers.Orthogonal()).Fill<double>(parallel, shape, s_stream, new ParallelOptions());
        Assert.Equal(weight, parallel);
        Initializer mixed = Initializers.PerGate(Initializers.Zeros, Initializers.Ones, Initializers.Constant(2), Initializers.Constant(3));
        mixed.Fill<double>(weight, shape, s_stream);
        Assert.Equal(Enumerable.Range(0, 3600).Select(static i => (double)(i / 900)), weight);
        double[] slice = new double[1000];
        mixed.FillSlice<double>(slice, shape, s_stream, 850);
        Assert.Equal(weight[850..1850], slice);
    }

    [Fact]
    public void Eight_shards_and_any_number_of_threads_make_the_same_tensor()
    {
        WeightShape shape = WeightShape.Linear(1013, 1511);
        foreach (Initializer initializer in (Initializer[])[Initializers.He(), Initializers.Xavier(Distribution.Uniform), Initializers.LeCun(Distribution.TruncatedNormal)])
        {
            float[] expected = new float[shape.Count];
            initializer.Fill<float>(expected, shape, s_stream);
            float[] shards = new float[shape.Count];
            for (int shard = 7; shard >= 0; shard--)
            {
                int start = (int)(shape.Count * shard / 8);
                int end = (int)(shape.Count * (shard + 1) / 8);
                initializer.FillSlice(shards.AsSpan(start, end - start), shape, s_stream, start);
            }

            Assert.Equal(expected, shards);
            foreach (int threads in (int[])[1, 2, 7])
            {
                float[] parallel = new float[shape.Count];
                List<double> progress = [];
                initializer.Fill<float>(parallel, shape, s_stream, new ParallelOptions { MaxDegreeOfParallelism = threads }, new Recorder(progress));
                Assert.Equal(expected, parallel);
                Assert.Equal(1, progress.Max());
            }
        }
    }

    [Fact]
    public void Filling_allocates_nothing_and_can_be_cancelled()
    {
        WeightShape shape = WeightShape.Linear(64, 64);
        float[] weight = new float[shape.Count];
        Initializer[] initializers = [Initializers.He(), Initializers.Xavier(Distribution.Uniform), Initializers.LeCun(Distribution.TruncatedNormal), Initializers.Zeros, Initializers.Normal(0, 0.02)];
        foreach (Initializer initializer in initializers)
        {
            initializer.Fill<float>(weight, shape, s_stream);
            long before = GC.GetAllocatedBytesForCurrentThread();
            initializer.Fill<float>(weight, shape, s_stream);
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        ParallelOptions cancelled = new() { CancellationToken = new CancellationToken(canceled: true) };
        Assert.ThrowsAny<OperationCanceledException>(() => Initializers.He().Fill<float>(weight, shape, s_stream, cancelled));
        Assert.ThrowsAny<OperationCanceledException>(() => Initializers.Orthogonal().Fill<float>(weight, shape, s_stream, cancelled));
    }

    [Fact]
    public void Absolute_laws_are_as_given()
    {
        WeightShape shape = WeightShape.Vector(200_000);
        double[] sample = new double[shape.Count];
        Initializers.Normal(1, 0.02).Fill<double>(sample, shape, s_stream);
        Statistics.HasMoments(sample, 1, 0.0004, 3);
        Initializers.Uniform(0, 1).Fill<double>(sample, shape, s_stream);
        Statistics.HasMoments(sample, 0.5, 1 / 12.0, 1.8);
        Assert.InRange(sample.Min(), 0, 1e-4);
        Initializer truncated = Initializers.TruncatedNormal(0, 1, 1, 3);
        truncated.Fill<double>(sample, shape, s_stream);
        WeightLaw law = truncated.LawFor(shape);
        (double mean, double variance, _) = Statistics.Moments(sample);
        Assert.Equal(law.Mean, mean, 0.005);
        Assert.Equal(law.VarianceFor(default), variance, 0.005);
        Initializers.Of(WeightLaw.OfVariance(Distribution.Uniform, 3, 2)).Fill<double>(sample, shape, s_stream);
        Statistics.HasMoments(sample, 2, 3, 1.8);
    }

    [Fact]
    public void The_edge_of_chaos_reproduces_variance_and_gradient()
    {
        foreach (Activation activation in ActivationCatalog.All.Where(static activation => activation.IsElementwise))
        {
            if (EdgeOfChaos.Nearest(activation) is not EdgeOfChaos point)
            {
                continue;
            }

            Assert.Equal(point.Q, Propagation.NextVariance(activation, point.Scale, point.Q, point.BiasVariance), 1e-9 * point.Q);
            Assert.Equal(1, Propagation.BackwardMultiplier(activation, point.Scale, point.Q), 1e-9);
        }

        WeightsAndBiases tanh = Initializers.EdgeOfChaos(ActivationCatalog.Create("Tanh"));
        WeightShape biases = WeightShape.Vector(100_000);
        double[] sample = new double[biases.Count];
        tanh.Biases.Fill<double>(sample, biases, s_stream);
        EdgeOfChaos edge = EdgeOfChaos.At(ActivationCatalog.Create("Tanh"), 1)!.Value;
        Statistics.HasMoments(sample, 0, edge.BiasVariance, 3);
        Assert.Same(Initializers.Zeros, Initializers.EdgeOfChaos(ActivationCatalog.Create("ReLU")).Biases);
    }

    [Fact]
    public void Bad_arguments_are_named_before_anything_is_written()
    {
        WeightShape shape = WeightShape.Linear(3, 2);
        float[] weight = [1, 2, 3, 4, 5, 6];
        Initializer he = Initializers.He();
        Refuses("destination", () => he.Fill<float>(weight.AsSpan(1), shape, s_stream));
        Refuses("destination", () => he.Fill<float>(new float[7], shape, s_stream));
        Refuses("destination", () => he.FillSlice<float>(weight, shape, s_stream, 1));
        Refuses("offset", () => he.FillSlice<float>(weight, shape, s_stream, -1));
        Refuses("offset", () => he.FillSlice<float>([], shape, s_stream, 7));
        Refuses("shape", () => he.Fill<float>(weight, null!, s_stream));
        Refuses("shape", () => he.Fill<float>(weight, WeightShape.Vector(6), s_stream));
        Refuses("shape", () => Initializers.Orthogonal().Fill<float>(weight, WeightShape.Vector(6), s_stream));
        Refuses("shape", () => Initializers.Identity().Fill<float>(weight, WeightShape.Vector(6), s_stream));
        Refuses("shape", () => Initializers.Sparse(0.5).Fill<float>(weight, WeightShape.Of([2, 1, 3], WeightLayout.OutputsFirst), s_stream));
        Refuses("shape", () => Initializers.DeltaOrthogonal().Fill<float>(weight, WeightShape.Of([1, 2, 3], WeightLayout.OutputsFirst), s_stream));
        Refuses("shape", () => Initializers.DeltaOrthogonal().Fill<float>(weight, WeightShape.Of([3, 1, 2], WeightLayout.OutputsFirst), s_stream));
        Refuses("shape", () => Initializers.PerGate(he, he).Fill<float>(weight, shape, s_stream));
        Refuses("shape", () => Initializers.Normal(0, 1e30).Fill<Half>(new Half[6], shape, s_stream));
        Refuses("options", () => he.Fill<float>(weight, shape, s_stream, null!));
        Refuses("T", () => he.Fill<int>(new int[6], shape, s_stream));
        Refuses("inputs", () => WeightShape.Linear(0, 2));
        Refuses("outputs", () => WeightShape.Linear(2, -1));
        Refuses("layout", () => WeightShape.Linear(2, 2, (WeightLayout)5));
        Refuses("kernel", () => WeightShape.Convolution(2, 2, []));
        Refuses("kernel", () => WeightShape.Convolution(2, 2, [3, 0]));
        Refuses("outChannels", () => WeightShape.Convolution(2, 3, [3], groups: 2));
        Refuses("stride", () => WeightShape.TransposedConvolution(2, 2, [3], stride: 0));
        Refuses("sizes", () => WeightShape.Of([3, 0], WeightLayout.OutputsFirst));
        Refuses("sizes", () => WeightShape.Of([1L << 40, 1L << 40], WeightLayout.OutputsFirst));
        Refuses("fans", () => shape.WithFans(new Fans(0, 1)));
        Refuses("scale", () => Initializers.VarianceScaling(0));
        Refuses("scale", () => Initializers.VarianceScaling(double.NaN));
        Refuses("distribution", () => Initializers.He(Distribution.Orthogonal));
        Refuses("mode", () => Initializers.VarianceScaling(1, (FanMode)9));
        Refuses("slope", () => Initializers.He(slope: double.NaN));
        Refuses("gain", () => Initializers.Xavier(gain: double.NaN));
        Refuses("gain", () => Initializers.Orthogonal(double.NaN));
        Refuses("activation", () => Initializers.Kumar(ActivationCatalog.Create("ReLU")));
        Refuses("activation", () => Initializers.SecondMoment(ActivationCatalog.Create("Softmax")));
        Refuses("activation", () => Initializers.EdgeOfChaos(ActivationCatalog.Create("Sigmoid"), 1));
        Refuses("sparsity", () => Initializers.Sparse(1.5));
        Refuses("deviation", () => Initializers.Normal(0, -1));
        Refuses("high", () => Initializers.Uniform(1, 0));
        Refuses("high", () => Initializers.TruncatedNormal(0, 1, 1, 0));
        Refuses("gates", () => Initializers.PerGate());
        Refuses("law", () => Initializers.Of(WeightLaw.OfScale(Distribution.Orthogonal, 1)));
        Assert.Equal([1, 2, 3, 4, 5, 6], weight);
    }

    private sealed class Recorder(List<double> values) : IProgress<double>
    {
        public void Report(double value)
        {
            lock (values)
            {
                values.Add(value);
            }
        }

    }
}
