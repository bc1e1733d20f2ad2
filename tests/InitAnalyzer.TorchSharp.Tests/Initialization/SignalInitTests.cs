using InitAnalyzer.Runtime;
using InitAnalyzer.Runtime.Tests;
using InitAnalyzer.Theory;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.init;

namespace InitAnalyzer.Torch.Tests;

/// <summary>Every function that draws has the moments that its name promises, on every element type and on odd shapes.</summary>
[Collection(NativeCollection.Name)]
public class SignalInitTests
{
    private const double Uniform = 1.8;
    private const double Normal = 3;

    /// <summary>The variance of N(0, 1) cut at ±2, and its kurtosis.</summary>
    private const double CutVariance = 0.7737413035499232;
    private const double CutKurtosis = 2.3659;

    private static readonly Activation s_sigmoid = ActivationCatalog.Create("Sigmoid");

    /// <summary>The function, and mean, variance and kurtosis for a fan-in and a fan-out.</summary>
    private static readonly Dictionary<string, (Func<Tensor, RandomSource, Tensor> Fill, double Mean, Func<double, double, double> Variance, double Kurtosis)> s_functions = new()
    {
        ["uniform_"] = ((t, g) => SignalInit.uniform_(t, -1, 3, g), 1, (_, _) => 16 / 12.0, Uniform),
        ["normal_"] = ((t, g) => SignalInit.normal_(t, 0.5, 2, g), 0.5, (_, _) => 4, Normal),
        ["trunc_normal_"] = ((t, g) => SignalInit.trunc_normal_(t, 0, 0.02, -0.04, 0.04, g), 0, (_, _) => 0.0004 * CutVariance, CutKurtosis),
        ["xavier_uniform_"] = ((t, g) => SignalInit.xavier_uniform_(t, 2, g), 0, (i, o) => 4 * 2 / (i + o), Uniform),
        ["xavier_normal_"] = ((t, g) => SignalInit.xavier_normal_(t, generator: g), 0, (i, o) => 2 / (i + o), Normal),
        ["glorot_uniform_"] = ((t, g) => SignalInit.glorot_uniform_(t, generator: g), 0, (i, o) => 2 / (i + o), Uniform),
        ["glorot_normal_"] = ((t, g) => SignalInit.glorot_normal_(t, generator: g), 0, (i, o) => 2 / (i + o), Normal),
        ["kaiming_uniform_"] = ((t, g) => SignalInit.kaiming_uniform_(t, Math.Sqrt(5), generator: g), 0, (i, _) => 1 / (3 * i), Uniform),
        ["kaiming_normal_"] = ((t, g) => SignalInit.kaiming_normal_(t, 0, FanInOut.FanOut, NonlinearityType.Tanh, g), 0, (_, o) => 25 / (9 * o), Normal),
        ["he_uniform_"] = ((t, g) => SignalInit.he_uniform_(t, generator: g), 0, (i, _) => 2 / i, Uniform),
        ["he_normal_"] = ((t, g) => SignalInit.he_normal_(t, 0.2, FanMode.FanAverage, g), 0, (i, o) => 2 / 1.04 * 2 / (i + o), Normal),
        ["lecun_uniform_"] = ((t, g) => SignalInit.lecun_uniform_(t, g), 0, (i, _) => 1 / i, Uniform),
        ["lecun_normal_"] = ((t, g) => SignalInit.lecun_normal_(t, g), 0, (i, _) => 1 / i, Normal),
        ["kumar_uniform_"] = ((t, g) => SignalInit.kumar_uniform_(t, s_sigmoid, g), 0, (i, _) => 12.8 / i, Uniform),
        ["kumar_normal_"] = ((t, g) => SignalInit.kumar_normal_(t, s_sigmoid, g), 0, (i, _) => 12.8 / i, Normal),
        ["variance_scaling_"] = ((t, g) => SignalInit.variance_scaling_(t, 3, FanMode.FanAverage, Distribution.TruncatedNormal, g), 0, (i, o) => 3 * 2 / (i + o), CutKurtosis),
        ["fill_with_"] = ((t, g) => SignalInit.fill_with_(t, Initializers.Normal(0, 3), g), 0, (_, _) => 9, Normal),
    };

    public static TheoryData<string, ScalarType> FunctionsAndTypes()
    {
        TheoryData<string, ScalarType> data = [];
        foreach (string name in s_functions.Keys)
        {
            foreach (ScalarType type in (ScalarType[])[ScalarType.Float32, ScalarType.Float64, ScalarType.Float16, ScalarType.BFloat16])
            {
                data.Add(name, type);
            }
        }

        return data;
    }

    public static TheoryData<string> Functions() => [.. s_functions.Keys];

    [NativeTheory]
    [MemberData(nameof(FunctionsAndTypes))]
    public void It_has_the_moments_of_its_law(string name, ScalarType type)
    {
        foreach (long[] shape in (long[][])[[1031, 97], [61, 47, 5, 7]])
        {
            using Tensor weight = zeros(shape, dtype: type);
            (Func<Tensor, RandomSource, Tensor> fill, double mean, Func<double, double, double> variance, double kurtosis) = s_functions[name];
            Assert.Same(weight, fill(weight, 7));
            double field = shape.Skip(2).Aggregate(1.0, static (product, length) => product * length);
            Statistics.HasMoments(TensorValues.Of(weight), mean, variance(shape[1] * field, shape[0] * field), kurtosis);
        }
    }

    [NativeTheory]
    [MemberData(nameof(Functions))]
    public void Its_numbers_follow_from_the_seed_and_from_nothing_else(string name)
    {
        Func<Tensor, RandomSource, Tensor> fill = s_functions[name].Fill;
        double[] Draw(RandomSource source, ScalarType type = ScalarType.Float32)
        {
            using Tensor weight = zeros(37, 23, dtype: type);
            return TensorValues.Of(fill(weight, source));
        }

        double[] first = Draw(7);
        Assert.Equal(first, Draw(7));
        Assert.NotEqual(first, Draw(8));
        Assert.NotEqual(first, Draw(new RandomStream(7, "another name")));

        // Element types round the same numbers, but for doubles, which have more bits to draw.
        double largest = first.Max(Math.Abs);
        Assert.All(first.Zip(Draw(7, ScalarType.Float16)), pair => Assert.InRange(pair.Second, pair.First - largest / 1024, pair.First + largest / 1024));
        Assert.All(first.Zip(Draw(7, ScalarType.BFloat16)), pair => Assert.InRange(pair.Second, pair.First - largest / 128, pair.First + largest / 128));

        // A generator of one's own: the same after the same seed, other numbers the next time, and the global one is not touched.
        using Generator generator = new(3);
        double[] before = TensorValues.NextRandom();
        double[] drawn = Draw(generator);
        Assert.NotEqual(drawn, Draw(generator));
        generator.manual_seed(3);
        Assert.Equal(drawn, Draw(generator));
        Assert.Equal(before, TensorValues.NextRandom());

        // The global one by default.
        manual_seed(5);
        double[] global = Draw(default);
        Assert.NotEqual(global, Draw(default));
        manual_seed(5);
        Assert.Equal(global, Draw(default));
    }

    [NativeTheory]
    [MemberData(nameof(Functions))]
    public void A_view_gets_the_same_numbers_and_its_surroundings_keep_theirs(string name)
    {
        Func<Tensor, RandomSource, Tensor> fill = s_functions[name].Fill;
        using Tensor plain = zeros(19, 31);
        using Tensor frame = full([33, 21], 77f);
        fill(plain, 7);
        using Tensor view = frame.t().narrow(0, 1, 19).narrow(1, 2, 31);
        Assert.False(view.is_contiguous());
        fill(view, 7);
        Assert.Equal(TensorValues.Of(plain), TensorValues.Of(view));
        Assert.Equal(33 * 21 - 19 * 31, TensorValues.Of(frame).Count(static value => value == 77));
    }

    [NativeFact]
    public void It_draws_what_the_runtime_library_draws()
    {
        float[] expected = new float[300_000];
        Initializers.He().Fill<float>(expected, WeightShape.Linear(500, 600), new RandomStream(7, "fc1.weight"));
        using Tensor weight = zeros(600, 500);
        SignalInit.he_normal_(weight, generator: new RandomStream(7, "fc1.weight"));
        Assert.Equal(expected, weight.data<float>().ToArray());
    }

    [CudaFact]
    public void A_device_has_the_numbers_of_the_host()
    {
        using Tensor host = SignalInit.he_normal_(zeros(60, 50), generator: 7);
        using Tensor device = SignalInit.he_normal_(zeros([60, 50], device: CUDA), generator: 7);
        Assert.Equal(TensorValues.Of(host), TensorValues.Of(device));
    }

    [NativeFact]
    public void Fans_count_groups_directions_and_strides()
    {
        using Tensor weight = zeros(64, 16, 3, 3);
        Assert.Equal((144, 576), SignalInit.calculate_fan_in_and_fan_out(weight));
        Assert.Equal((144, 144), SignalInit.calculate_fan_in_and_fan_out(weight, groups: 4));
        Assert.Equal((576, 144), SignalInit.calculate_fan_in_and_fan_out(weight, transposed: true));
        Assert.Equal((36, 144), SignalInit.calculate_fan_in_and_fan_out(weight, groups: 4, transposed: true, stride: 4));
        using Tensor none = zeros(0, 3, 3, 3);
        Assert.Equal((27, 0), SignalInit.calculate_fan_in_and_fan_out(none));

        Statistics.HasMoments(TensorValues.Of(SignalInit.he_normal_(weight, transposed: true, generator: 7)), 0, 2 / 576.0, Normal);
        Statistics.HasMoments(TensorValues.Of(SignalInit.xavier_normal_(weight, groups: 4, generator: 7)), 0, 1 / 144.0, Normal);
    }

    [NativeFact]
    public void Gains_are_those_of_PyTorch_and_SELU_has_one()
    {
        Assert.Equal(5.0 / 3, SignalInit.calculate_gain(NonlinearityType.Tanh));
        Assert.Equal(Math.Sqrt(2), SignalInit.calculate_gain(NonlinearityType.ReLU));
        Assert.Equal(1.4141428569978354, SignalInit.calculate_gain(NonlinearityType.LeakyReLU), 15);
        Assert.Equal(Math.Sqrt(1 / 3.0), SignalInit.calculate_gain(NonlinearityType.LeakyReLU, Math.Sqrt(5)), 15);
        Assert.Equal(1, SignalInit.calculate_gain(NonlinearityType.Conv2D));
        Assert.Equal(0.75, SignalInit.calculate_gain(ActivationCatalog.Create("SELU")));
        Assert.Equal(Math.Sqrt(12.8), SignalInit.calculate_gain(s_sigmoid), 12);
        Assert.Equal("nonlinearity", Assert.Throws<ArgumentOutOfRangeException>(static () => SignalInit.calculate_gain((NonlinearityType)99)).ParamName);
    }

    [NativeTheory]
    [InlineData(ScalarType.Float64, 1e-12)]
    [InlineData(ScalarType.Float32, 1e-5)]
    [InlineData(ScalarType.Float16, 5e-3)]
    [InlineData(ScalarType.BFloat16, 3e-2)]
    public void Orthogonal_weights_are_so_in_the_precision_of_the_tensor(ScalarType type, double error)
    {
        foreach (long[] shape in (long[][])[[17, 40], [40, 17], [8, 3, 3, 3], [1, 5]])
        {
            using Tensor weight = SignalInit.orthogonal_(zeros(shape, dtype: type), gain: 2, generator: 7);
            using Tensor matrix = weight.to_type(ScalarType.Float64).flatten(1);
            using Tensor product = matrix.shape[0] <= matrix.shape[1] ? matrix.mm(matrix.t()) : matrix.t().mm(matrix);
            using Tensor distance = (product - 4 * eye(product.shape[0], dtype: ScalarType.Float64)).abs().max();
            Assert.InRange(distance.item<double>(), 0, 4 * error);
        }
    }

    [NativeFact]
    public void A_delta_orthogonal_convolution_keeps_the_norm_of_every_signal()
    {
        using IDisposable withoutGradients = no_grad();
        using var layer = nn.Conv2d(6, 10, 3, padding: 1, padding_mode: PaddingModes.Circular, bias: false, dtype: ScalarType.Float64);
        Assert.Same(layer, layer.InitDeltaOrthogonal(generator: 7));
        using Tensor x = randn([4, 6, 8, 8], dtype: ScalarType.Float64);
        using Tensor y = layer.call(x);
        Assert.Equal(x.norm().item<double>(), y.norm().item<double>(), 9);
    }

    [NativeFact]
    public void Dirac_passes_the_channels_of_every_group_on()
    {
        using Tensor x = randn(2, 4, 9, 9);
        using Tensor weight = SignalInit.dirac_(zeros(8, 1, 3, 3), groups: 4);
        using Tensor y = nn.functional.conv2d(x, weight, padding: [1, 1], groups: 4);
        for (int channel = 0; channel < 4; channel++)
        {
            Assert.Equal(TensorValues.Of(x.select(1, channel)), TensorValues.Of(y.select(1, 2 * channel)));
            Assert.All(TensorValues.Of(y.select(1, 2 * channel + 1)), static value => Assert.Equal(0, value));
        }

        Assert.Equal([1, 0, 0, 0, 1, 0], TensorValues.Of(SignalInit.eye_(zeros(2, 3))));
    }

    [NativeFact]
    public void Sparse_weights_have_their_zeros_in_every_column()
    {
        using Tensor weight = SignalInit.sparse_(zeros(10, 300), 0.25, 2, 7);
        using Tensor zeroes = weight.eq(0).to_type(ScalarType.Int64).sum(dim: [0]);
        Assert.All(zeroes.data<long>().ToArray(), static count => Assert.Equal(3, count));
    }

    [NativeFact]
    public void Constants_fill_any_shape_and_draw_nothing()
    {
        double[] next = TensorValues.NextRandom();
        Assert.Equal([2.5, 2.5, 2.5], TensorValues.Of(SignalInit.constant_(zeros(3), 2.5)));
        Assert.Equal([1], TensorValues.Of(SignalInit.ones_(tensor(5f))));
        Assert.Equal([0, 0], TensorValues.Of(SignalInit.zeros_(ones(2, dtype: ScalarType.BFloat16))));
        SignalInit.eye_(zeros(3, 3));
        SignalInit.dirac_(zeros(3, 3, 3));
        Assert.Equal(next, TensorValues.NextRandom());
    }

    [NativeTheory]
    [InlineData("0 5")]
    [InlineData("5 0")]
    [InlineData("0 3 3 3")]
    [InlineData("3 0 3 3")]
    public void A_tensor_without_elements_is_left_as_it_is(string shape)
    {
        using Tensor weight = zeros([.. shape.Split(' ').Select(long.Parse)]);
        foreach ((Func<Tensor, RandomSource, Tensor> fill, _, _, _) in s_functions.Values)
        {
            Assert.Same(weight, fill(weight, 7));
        }

        Assert.Same(weight, SignalInit.orthogonal_(weight));
    }

    public static TheoryData<string, string> Refused()
    {
        TheoryData<string, string> data = [];
        foreach ((string call, (string name, _)) in s_refused)
        {
            data.Add(call, name);
        }

        return data;
    }

    private static readonly Dictionary<string, (string Name, Action<Tensor> Call)> s_refused = new()
    {
        ["reversed bounds"] = ("high", t => SignalInit.uniform_(t, 1, 0)),
        ["infinite bound"] = ("low", t => SignalInit.uniform_(t, double.NegativeInfinity, 0)),
        ["negative deviation"] = ("std", t => SignalInit.normal_(t, 0, -1)),
        ["mean that is no number"] = ("mean", t => SignalInit.normal_(t, double.NaN)),
        ["reversed cut"] = ("b", t => SignalInit.trunc_normal_(t, 0, 1, 2, -2)),
        ["constant that is no number"] = ("val", t => SignalInit.constant_(t, double.NaN)),
        ["gain 0"] = ("gain", t => SignalInit.xavier_normal_(t, 0)),
        ["slope that is no number"] = ("a", t => SignalInit.kaiming_normal_(t, double.NaN)),
        ["unknown mode"] = ("mode", t => SignalInit.kaiming_normal_(t, 0, (FanInOut)9)),
        ["unknown nonlinearity"] = ("nonlinearity", t => SignalInit.kaiming_normal_(t, 0, FanInOut.FanIn, (NonlinearityType)99)),
        ["scale 0"] = ("scale", t => SignalInit.variance_scaling_(t, 0)),
        ["orthogonal as independent"] = ("distribution", t => SignalInit.variance_scaling_(t, 1, distribution: Distribution.Orthogonal)),
        ["no activation"] = ("activation", t => SignalInit.kumar_normal_(t, null!)),
        ["kink at 0"] = ("activation", t => SignalInit.kumar_normal_(t, ActivationCatalog.Create("ReLU"))),
        ["groups of a matrix"] = ("groups", t => SignalInit.he_normal_(t, groups: 2)),
        ["stride 0"] = ("stride", t => SignalInit.he_normal_(t, stride: 0)),
        ["sparsity above 1"] = ("sparsity", t => SignalInit.sparse_(t, 1.5)),
        ["dirac of a matrix"] = ("tensor", t => SignalInit.dirac_(t)),
        ["delta-orthogonal matrix"] = ("tensor", t => SignalInit.delta_orthogonal_(t)),
        ["eye of a vector"] = ("tensor", t => SignalInit.eye_(t.flatten())),
        ["he of a vector"] = ("tensor", t => SignalInit.he_normal_(t.flatten())),
        ["orthogonal vector"] = ("tensor", t => SignalInit.orthogonal_(t.flatten())),
        ["whole numbers"] = ("tensor", _ => SignalInit.normal_(zeros([3], dtype: ScalarType.Int64))),
        ["beyond half precision"] = ("tensor", _ => SignalInit.normal_(zeros([3], dtype: ScalarType.Float16), 1e6)),
        ["no tensor"] = ("tensor", _ => SignalInit.normal_(null!)),
        ["no layer"] = ("layer", _ => ((Linear)null!).InitHe()),
        ["a layer without weight"] = ("layer", _ => nn.ReLU().InitHe()),
    };

    [NativeTheory]
    [MemberData(nameof(Refused))]
    public void What_makes_no_sense_is_refused_by_name_before_anything_is_written(string call, string name)
    {
        using Tensor weight = full([4, 6], 7f);
        Assert.Equal(name, Assert.ThrowsAny<ArgumentException>(() => s_refused[call].Call(weight)).ParamName);
        Assert.All(TensorValues.Of(weight), static value => Assert.Equal(7, value));
    }

    [NativeFact]
    public void Parameters_stay_leaves_and_a_graph_that_holds_the_old_weights_is_told()
    {
        using var layer = nn.Linear(4, 3);
        using Tensor x = randn([2, 4], requires_grad: true);
        using Tensor loss = layer.call(x).sum();
        SignalInit.he_normal_(layer.weight, generator: 7);
        Assert.True(layer.weight is { is_leaf: true, requires_grad: true });
        Assert.Contains("modified by an inplace operation", Assert.ThrowsAny<Exception>(() => loss.backward()).Message);
    }

    [NativeFact]
    public void Fluent_forms_return_the_layer_and_know_its_fans()
    {
        Linear linear = nn.Linear(300, 400).InitHe(generator: 7);
        Statistics.HasMoments(TensorValues.Of(linear.weight), 0, 2 / 300.0, Normal);
        Assert.All(TensorValues.Of(linear.bias!), static value => Assert.Equal(0, value));

        ConvTranspose2d up = nn.ConvTranspose2d(64, 16, 4, stride: 2).InitHe(Distribution.Uniform, generator: 7);
        Statistics.HasMoments(TensorValues.Of(up.weight), 0, 2 / (64 * 16 / 4.0), Uniform);

        Conv1d grouped = nn.Conv1d(64, 128, 9, groups: 8).InitXavier(generator: 7);
        Statistics.HasMoments(TensorValues.Of(grouped.weight), 0, 2 / (8 * 9 + 16 * 9.0), Normal);

        Bilinear bilinear = nn.Bilinear(30, 40, 20).InitLeCun(generator: 7);
        Statistics.HasMoments(TensorValues.Of(bilinear.weight), 0, 1 / 1200.0, Normal);

        Statistics.HasMoments(TensorValues.Of(nn.Linear(200, 200).InitKumar(generator: 7).weight), 0, 12.8 / 200, Normal);
        Statistics.HasMoments(TensorValues.Of(nn.Linear(200, 200).InitFor(ActivationCatalog.Create("LeakyReLU", 0.2), generator: 7).weight), 0, 2 / 1.04 / 200, Normal);
        Statistics.HasMoments(TensorValues.Of(nn.Linear(200, 200).InitFor(ActivationCatalog.Create("Identity"), generator: 7).weight), 0, 1 / 200.0, Normal);

        using var kept = nn.Linear(30, 40);
        double[] bias = TensorValues.Of(kept.bias!);
        kept.InitOrthogonal(generator: 7, zeroBias: false);
        Assert.Equal(bias, TensorValues.Of(kept.bias!));
    }

    [NativeFact]
    public void A_tensor_is_filled_on_several_threads_as_on_one()
    {
        float[] expected = new float[3_000_000];
        Initializers.Normal().Fill<float>(expected, WeightShape.Vector(expected.Length), new RandomStream(7, ""));
        using Tensor weight = SignalInit.normal_(zeros(expected.Length), generator: 7);
        Assert.Equal(expected, weight.data<float>().ToArray());
    }

    private sealed class CudaFactAttribute : FactAttribute
    {
        public CudaFactAttribute() => Skip = NativeLibrary.Failure ?? (cuda.is_available() ? null : "There is no CUDA device.");
    }
}
