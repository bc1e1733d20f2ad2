using System.Runtime.InteropServices;
using TorchSharp;
using Xunit.Abstractions;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace InitAnalyzer.Native.Tests.Facts;

/// <summary>Which initializer throws on a tensor of which rank. INIT101 stands on this table.</summary>
[Collection(NativeCollection.Name)]
public class RankTests(ITestOutputHelper output)
{
    private static readonly long[][] s_shapes = [[], [6], [6, 4], [6, 4, 3], [6, 4, 3, 3], [6, 4, 3, 3, 3]];

    private static readonly Dictionary<string, Action<Tensor>> s_initializers = new()
    {
        ["zeros_"] = w => init.zeros_(w),
        ["ones_"] = w => init.ones_(w),
        ["constant_"] = w => init.constant_(w, 0.1),
        ["uniform_"] = w => init.uniform_(w),
        ["normal_"] = w => init.normal_(w),
        ["trunc_normal_"] = w => init.trunc_normal_(w),
        ["xavier_uniform_"] = w => init.xavier_uniform_(w),
        ["xavier_normal_"] = w => init.xavier_normal_(w),
        ["glorot_uniform_"] = w => init.glorot_uniform_(w),
        ["glorot_normal_"] = w => init.glorot_normal_(w),
        ["kaiming_uniform_"] = w => init.kaiming_uniform_(w),
        ["kaiming_normal_"] = w => init.kaiming_normal_(w),
        ["orthogonal_"] = w => init.orthogonal_(w),
        ["eye_"] = w => init.eye_(w),
        ["dirac_"] = w => init.dirac_(w),
        ["sparse_"] = w => init.sparse_(w, 0.1),
        ["CalculateFanInAndFanOut"] = w => init.CalculateFanInAndFanOut(w),
    };

    /// <summary>For ranks 0 to 5 (scalar, bias, Linear, Conv1d, Conv2d, Conv3d): '+' fills, '-' throws.</summary>
    [NativeTheory]
    [InlineData("zeros_", "++++++")]
    [InlineData("ones_", "++++++")]
    [InlineData("constant_", "++++++")]
    [InlineData("uniform_", "++++++")]
    [InlineData("normal_", "++++++")]
    [InlineData("trunc_normal_", "++++++")]
    [InlineData("xavier_uniform_", "--++++")]
    [InlineData("xavier_normal_", "--++++")]
    [InlineData("glorot_uniform_", "--++++")]
    [InlineData("glorot_normal_", "--++++")]
    [InlineData("kaiming_uniform_", "--++++")]
    [InlineData("kaiming_normal_", "--++++")]
    [InlineData("orthogonal_", "--++++")]
    [InlineData("eye_", "--+---")]
    [InlineData("dirac_", "---+++")]
    [InlineData("sparse_", "--+---")]
    [InlineData("CalculateFanInAndFanOut", "--++++")]
    public void What_each_initializer_can_fill(string initializer, string ranks)
    {
        var found = string.Concat(s_shapes.Select(shape => Fails(s_initializers[initializer], shape) ? '-' : '+'));
        output.WriteLine($"{initializer,-24} {found}");
        Assert.Equal(ranks, found);
    }

    private bool Fails(Action<Tensor> fill, long[] shape)
    {
        using var tensor = zeros(shape);
        try
        {
            fill(tensor);
            return false;
        }
        catch (Exception e) when (e is ExternalException or ArgumentException)
        {
            output.WriteLine($"[{string.Join(", ", shape)}]: {e.GetType().Name}: {e.Message.Split('\n')[0]}");
            return true;
        }
    }

    /// <summary>The same on what layers really hold.</summary>
    [NativeFact]
    public void A_bias_and_a_one_dimensional_weight_throw()
    {
        Assert.Throws<ExternalException>(() => init.xavier_uniform_(Linear(4, 4).bias!));
        Assert.Throws<ExternalException>(() => init.kaiming_normal_(Conv2d(4, 4, 3).bias!));
        Assert.Throws<ExternalException>(() => init.xavier_uniform_(BatchNorm1d(4).weight!));
        Assert.Throws<ExternalException>(() => init.xavier_uniform_(PReLU(4).weight!));
    }
}
