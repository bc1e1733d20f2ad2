using InitAnalyzer.Theory;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace InitAnalyzer.Native.Tests.Facts;

/// <summary>What a layer's weight is when nobody initialises it: uniform, Var(w) = 1/(3·fan_in) in TorchSharp's way of counting.</summary>
[Collection(NativeCollection.Name)]
public class DefaultLawTests
{
    public static TheoryData<string> Layers => [.. s_layers.Keys];

    private static readonly Dictionary<string, Func<(Tensor Weight, Tensor? Bias)>> s_layers = new()
    {
        ["Linear(150, 90)"] = () => Linear(150, 90) is var l ? (l.weight, l.bias) : default,
        ["Linear(40, 500)"] = () => Linear(40, 500) is var l ? (l.weight, l.bias) : default,
        ["Conv1d(40, 64, 5)"] = () => Conv1d(40, 64, 5) is var l ? (l.weight, l.bias) : default,
        ["Conv2d(32, 64, 3)"] = () => Conv2d(32, 64, 3) is var l ? (l.weight, l.bias) : default,
        ["Conv2d(64, 128, 3, groups: 4)"] = () => Conv2d(64, 128, 3, groups: 4) is var l ? (l.weight, l.bias) : default,
        ["Conv3d(16, 32, 3)"] = () => Conv3d(16, 32, 3) is var l ? (l.weight, l.bias) : default,
        ["ConvTranspose1d(40, 64, 5)"] = () => ConvTranspose1d(40, 64, 5) is var l ? (l.weight, l.bias) : default,
        ["ConvTranspose2d(64, 32, 3)"] = () => ConvTranspose2d(64, 32, 3) is var l ? (l.weight, l.bias) : default,
    };

    [NativeTheory]
    [MemberData(nameof(Layers))]
    public void A_weight_has_a_third_over_fan_in(string layer)
    {
        random.manual_seed(1);
        var (weight, bias) = s_layers[layer]();
        var fans = Fans.FromShape(weight.shape, WeightLayout.OutputsFirst);
        WeightStatistics.Of(weight).AssertDrawnFrom(Distribution.Uniform, 1 / (3 * fans.In), 0, layer);

        // The bias of the same bounds: too few numbers for moments, enough for a bound.
        var bound = 1 / Math.Sqrt(fans.In);
        var biases = WeightStatistics.Of(bias!);
        Assert.InRange(biases.Minimum, -bound, -0.7 * bound);
        Assert.InRange(biases.Maximum, 0.7 * bound, bound);
    }

    [NativeFact]
    public void A_bilinear_weight_has_a_third_over_its_first_inputs()
    {
        random.manual_seed(1);
        using var layer = Bilinear(30, 20, 40);
        WeightStatistics.Of(layer.weight!).AssertDrawnFrom(Distribution.Uniform, 1 / (3.0 * 30), 0, "Bilinear");
    }

    /// <summary>The analyzer takes 1/3 for kaiming_uniform_ with a = √5: (2/(1 + 5))/fan_in.</summary>
    [NativeFact]
    public void The_default_is_kaiming_uniform_with_slope_root_5()
    {
        random.manual_seed(1);
        using var layer = Linear(150, 90);
        init.kaiming_uniform_(layer.weight, a: Math.Sqrt(5));
        WeightStatistics.Of(layer.weight!).AssertDrawnFrom(Distribution.Uniform, 1 / (3.0 * 150), 0, "kaiming_uniform_");
    }

    [NativeFact]
    public void Normalisations_begin_as_the_identity()
    {
        foreach (var (weight, bias) in new[]
        {
            (BatchNorm2d(8).weight, BatchNorm2d(8).bias),
            (LayerNorm(8).weight, LayerNorm(8).bias),
            (InstanceNorm2d(8, affine: true).weight, InstanceNorm2d(8, affine: true).bias),
        })
        {
            Assert.Equal(1, weight!.min().item<float>());
            Assert.Equal(1, weight!.max().item<float>());
            Assert.Equal(0, bias!.abs().max().item<float>());
        }
    }

    /// <summary>
    /// INIT108 stands on this: a GroupNorm's weight and bias are whatever the memory held. That cannot be asserted, since
    /// memory may hold anything, ones too; but that the constructor fills neither can be, by giving it memory that was just filled.
    /// glibc hands that out again.
    /// </summary>
    [NativeFact(OnLinuxOnly = true)]
    public void A_group_norm_shows_what_its_memory_held_before()
    {
        const int channels = 4099;
        var stale = 0;
        for (var i = 0; i < 50 && stale == 0; i++)
        {
            using (full(channels, 42.0f))
            using (full(channels, 42.0f))
            {
                // Freed at once: the allocator hands the same memory out again.
            }

            using var norm = GroupNorm(1, channels);
            using var weight = norm.weight!.eq(42.0f);
            using var bias = norm.bias!.eq(42.0f);
            stale += weight.sum().item<long>() + bias.sum().item<long>() > 0 ? 1 : 0;
        }

        Assert.True(stale > 0, "No GroupNorm showed old memory; TorchSharp may have begun to initialise it.");
    }
}
