using TorchSharp;
using static TorchSharp.torch;

namespace InitAnalyzer.Torch.Tests;

/// <summary>Tensors as arrays.</summary>
internal static class TensorValues
{
    public static double[] Of(Tensor tensor)
    {
        using Tensor values = tensor.detach().cpu().to_type(ScalarType.Float64).contiguous();
        return values.data<double>().ToArray();
    }

    /// <summary>The numbers that torch's global generator would give next. The bytes of its state are not all set.</summary>
    public static double[] NextRandom()
    {
        using Tensor state = get_rng_state();
        using Tensor next = rand(8, dtype: ScalarType.Float64);
        set_rng_state(state);
        return Of(next);
    }

    /// <summary>All that a call must leave alone: parameters, with their gradients and whether they have one, buffers, modes and torch's random state.</summary>
    public static string Snapshot(nn.Module model)
    {
        string Text(Tensor tensor) => string.Join(' ', Of(tensor).Select(static value => BitConverter.DoubleToInt64Bits(value)));
        return string.Join(
            '\n',
            [
                .. model.named_parameters().Select(p => p.name + " " + p.parameter.requires_grad + " " + (p.parameter.grad is { } grad ? Text(grad) : "-") + " " + Text(p.parameter)),
                .. model.named_buffers().Select(b => b.name + " " + Text(b.buffer)),
                .. model.named_modules().Select(static m => m.name + " " + m.module.training),
                model.training + " " + string.Join(' ', NextRandom()),
            ]);
    }
}
