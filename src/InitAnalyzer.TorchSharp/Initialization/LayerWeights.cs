using InitAnalyzer.Runtime;
using InitAnalyzer.Theory;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InitAnalyzer.Torch;

/// <summary>The weight and bias of a layer, and the shape that says how the weight is used.</summary>
/// <param name="Weight">The weight.</param>
/// <param name="Bias">The bias, if there is one.</param>
/// <param name="Shape">The shape; <see langword="null"/> where the weight has no element.</param>
internal sealed record LayerWeights(Parameter Weight, Parameter? Bias, WeightShape? Shape)
{
    /// <summary>The weight, and the bias if there is one.</summary>
    public IEnumerable<Parameter> Parameters => Bias is null ? [Weight] : [Weight, Bias];

    /// <summary>Those of a weight layer, or <see langword="null"/> for any other module.</summary>
    public static LayerWeights? Of(nn.Module layer) => layer switch
    {
        Linear linear => new(linear.weight, linear.bias, ShapeOf(linear.weight)),
        Convolution convolution => new(
            convolution.weight,
            convolution.bias,
            ShapeOf(convolution.weight, convolution.groups, convolution.transposed, convolution.stride.Aggregate(1L, static (product, length) => product * length))),
        Bilinear bilinear => new(bilinear.weight, bilinear.bias, BilinearShape(bilinear.weight)),
        _ => null,
    };

    /// <summary>The same; throws for a module that is no weight layer.</summary>
    public static LayerWeights Required(nn.Module layer, string name)
    {
        ArgumentNullException.ThrowIfNull(layer, name);
        return Of(layer) ?? throw new ArgumentException(
            layer.GetName() + " has no weight that is known here: Linear, Bilinear, convolutions and transposed convolutions have.", name);
    }

    private static WeightShape? ShapeOf(Parameter weight, long groups = 1, bool transposed = false, long stride = 1) =>
        weight.numel() == 0 ? null : TensorShape.OfWeight(weight.shape, groups, transposed, stride);

    /// <summary>An output sums over the products of the inputs' pairs.</summary>
    private static WeightShape? BilinearShape(Parameter weight) =>
        weight.numel() == 0
            ? null
            : WeightShape.Of(weight.shape, WeightLayout.OutputsFirst).WithFans(new Fans((double)weight.shape[1] * weight.shape[2], weight.shape[0]));
}
