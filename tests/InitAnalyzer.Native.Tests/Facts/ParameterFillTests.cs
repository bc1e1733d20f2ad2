using System.Runtime.InteropServices;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace InitAnalyzer.Native.Tests.Facts;

/// <summary>Filling a parameter in place: when it throws (INIT107), and when it fills something else (INIT106).</summary>
[Collection(NativeCollection.Name)]
public class ParameterFillTests
{
    private static readonly Dictionary<string, Action<Parameter>> s_fills = new()
    {
        ["normal_"] = w => w.normal_(0, 0.1),
        ["uniform_"] = w => w.uniform_(-0.1, 0.1),
        ["fill_"] = w => w.fill_(0.1),
        ["zero_"] = w => w.zero_(),
        ["copy_"] = w => w.copy_(ones(4, 4)),
        ["mul_"] = w => w.mul_(0.1),
        ["add_"] = w => w.add_(0.1),
        ["bernoulli_"] = w => w.bernoulli_(0.5),
        ["exponential_"] = w => w.exponential_(1),
        ["log_normal_"] = w => w.log_normal_(0, 1),
        ["cauchy_"] = w => w.cauchy_(0, 1),
        ["geometric_"] = w => w.geometric_(0.5),
    };

    public static TheoryData<string> Fills => [.. s_fills.Keys];

    [NativeTheory]
    [MemberData(nameof(Fills))]
    public void A_fill_throws_while_gradients_are_recorded(string fill)
    {
        var layer = Linear(4, 4);
        var exception = Assert.Throws<ExternalException>(() => s_fills[fill](layer.weight!));

        // TorchSharp's zero_ is a call of zeros with a result to write to.
        var reason = fill == "zero_" ? "don't support automatic differentiation" : "leaf Variable that requires grad";
        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
    }

    [NativeTheory]
    [MemberData(nameof(Fills))]
    public void A_fill_runs_where_they_are_not(string fill)
    {
        var layer = Linear(4, 4);
        using (no_grad())
        {
            s_fills[fill](layer.weight!);
        }

        using (inference_mode())
        {
            s_fills[fill](Linear(4, 4).weight!);
        }

        using (set_grad_enabled(false))
        {
            s_fills[fill](layer.weight!);
        }

        layer.weight!.requires_grad = false;
        s_fills[fill](layer.weight!);
        s_fills[fill](new Parameter(zeros(4, 4), requires_grad: false));
    }

    [NativeFact]
    public void A_detached_weight_may_be_filled_and_shares_its_memory()
    {
        var layer = Linear(4, 4);
        layer.weight!.detach().fill_(0.5);
        Assert.Equal(0.5f, layer.weight!.min().item<float>());
        Assert.True(layer.weight!.requires_grad);
    }

    [NativeFact]
    public void The_functions_of_init_need_no_scope()
    {
        var layer = Linear(4, 4);
        init.zeros_(layer.weight!);
        init.ones_(layer.bias!);
        init.normal_(layer.weight!);
        init.kaiming_uniform_(layer.weight!);
        init.orthogonal_(layer.weight!);
        init.eye_(layer.weight!);
        Assert.Equal(1, layer.weight![0, 0].item<float>());
    }

    private static readonly Dictionary<string, Func<Tensor, Tensor>> s_copies = new()
    {
        ["clone"] = w => w.clone(),
        ["detach().clone"] = w => w.detach().clone(),
        ["to another type"] = w => w.to(ScalarType.Float64),
        ["zeros_like"] = w => zeros_like(w),
        ["empty_like"] = w => empty_like(w),
    };

    private static readonly Dictionary<string, Func<Tensor, Tensor>> s_views = new()
    {
        ["detach"] = w => w.detach(),
        ["view"] = w => w.view(16),
        ["t"] = w => w.t(),
        ["contiguous"] = w => w.contiguous(),
        ["to the same type"] = w => w.to(ScalarType.Float32),
        ["cpu"] = w => w.cpu(),
        ["alias"] = w => w.alias(),
    };

    public static TheoryData<string> Copies => [.. s_copies.Keys];

    public static TheoryData<string> Views => [.. s_views.Keys];

    [NativeTheory]
    [MemberData(nameof(Copies))]
    public void A_copy_leaves_the_weight_alone(string copy)
    {
        var layer = Linear(4, 4);
        init.constant_(layer.weight!, 0.25);
        init.constant_(s_copies[copy](layer.weight!), 9);
        Assert.Equal(0.25f, layer.weight!.max().item<float>());
    }

    [NativeTheory]
    [MemberData(nameof(Views))]
    public void A_view_reaches_the_weight(string view)
    {
        var layer = Linear(4, 4);
        using (no_grad())
        {
            init.constant_(s_views[view](layer.weight!), 9);
        }

        Assert.Equal(9, layer.weight!.min().item<float>());
    }
}
