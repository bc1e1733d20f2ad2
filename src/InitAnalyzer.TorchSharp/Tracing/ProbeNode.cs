using InitAnalyzer.Runtime;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InitAnalyzer.Torch;

/// <summary>
/// A module whose output can be dictated: with weight 0 it is the bias at every position, whatever comes in. So are weight layers, and normalisations with weight and bias.
/// </summary>
internal sealed class ProbeNode
{
    private readonly bool _biasIsAttached;

    /// <summary>Those of a batch normalisation, which do not change while the model is probed.</summary>
    private (double[] Means, double[] Variances)? _statistics;

    private ProbeNode(int index, string name, nn.Module module, Parameter weight, Parameter? bias, bool isNormalization, int units, int groups, bool isTransposed)
    {
        Index = index;
        Name = name;
        Module = module;
        Weight = weight;
        IsNormalization = isNormalization;
        Units = units;
        Groups = groups;
        IsTransposed = isTransposed;
        _biasIsAttached = bias is null;
        Bias = bias ?? AttachBias();
    }

    /// <summary>The number among the nodes, in the order of declaration.</summary>
    public int Index { get; }

    public string Name { get; }

    public nn.Module Module { get; }

    public Parameter Weight { get; }

    /// <summary>The bias; a layer that has none is lent one.</summary>
    public Parameter Bias { get; }

    public bool IsNormalization { get; }

    /// <summary>The number of outputs, or output channels.</summary>
    public int Units { get; }

    public int Groups { get; }

    public bool IsTransposed { get; }

    /// <summary>The number of inputs, or input channels.</summary>
    public int Inputs => IsNormalization ? Units
        : IsTransposed ? (int)Weight.shape[0]
        : (int)Weight.shape[1] * Groups;

    /// <summary>The node of a module, or <see langword="null"/> where its output cannot be dictated.</summary>
    public static ProbeNode? Of(int index, string name, nn.Module module)
    {
        ProbeNode? Make(Parameter? weight, Parameter? bias, bool isNormalization = false, int units = 0, int groups = 1, bool isTransposed = false) =>
            weight is null || weight.numel() == 0 || weight.dtype is not (ScalarType.Float32 or ScalarType.Float64) || (isNormalization && bias is null)
                ? null
                : new(index, name, module, weight, bias, isNormalization, units, groups, isTransposed);
        return module switch
        {
            Linear linear => Make(linear.weight, linear.bias, units: (int)linear.weight.shape[0]),
            Convolution convolution => Make(
                convolution.weight,
                convolution.bias,
                units: (int)(convolution.transposed ? convolution.weight.shape[1] * convolution.groups : convolution.weight.shape[0]),
                groups: (int)convolution.groups,
                isTransposed: convolution.transposed),
            NormBase norm => norm.affine ? Make(norm.weight, norm.bias, isNormalization: true, units: (int)norm.num_features) : null,
            LayerNorm norm => norm.elementwise_affine ? Make(norm.weight, norm.bias, isNormalization: true, units: (int)norm.weight.numel()) : null,
            GroupNorm norm => norm.affine ? Make(norm.weight, norm.bias, isNormalization: true, units: (int)norm.weight.numel()) : null,
            _ => null,
        };
    }

    /// <summary>Takes back the bias that was lent.</summary>
    public void DetachBias()
    {
        if (_biasIsAttached)
        {
            SetBias(null);
        }
    }

    /// <summary>What a normalisation makes of a vector that it is given at every position, before weight and bias; <see langword="null"/> where that cannot be told.</summary>
    public double[]? Normalize(double[] input)
    {
        double Epsilon(double variance, double eps) => Math.Sqrt(variance + eps);
        switch (Module)
        {
            case BatchNorm { running_mean: { } mean, running_var: { } variance } norm when input.Length == Units:
                (double[] means, double[] variances) = _statistics ??= (HostArray(mean), HostArray(variance));
                return [.. input.Select((x, i) => (x - means[i]) / Epsilon(variances[i], norm.eps))];
            case LayerNorm norm when input.Length == Units:
                return Standardize(input, 0, input.Length, norm.eps);
            case GroupNorm norm when input.Length == Units:
                int length = Units / (int)norm.num_groups;
                return [.. Enumerable.Range(0, (int)norm.num_groups).SelectMany(group => Standardize(input, group * length, length, norm.eps))];
            default:
                return null;
        }
    }

    /// <summary>What a node was given, before its own normalisation, by pass; <see langword="null"/> where that cannot be told.</summary>
    public double[][]? Denormalize(NodeReading reading) => Module switch
    {
        _ when !IsNormalization => [.. reading.Read.Select(static read => read.Values)],
        BatchNorm norm when Normalize(new double[Units]) is not null =>
            [.. reading.Read.Select(read => read.Values.Select((x, i) => x * Math.Sqrt(_statistics!.Value.Variances[i] + norm.eps) + _statistics.Value.Means[i]).ToArray())],
        _ => null,
    };

    public static double[] HostArray(Tensor tensor)
    {
        using IDisposable withoutGradients = no_grad();
        using Tensor values = tensor.detach().cpu().to_type(ScalarType.Float64).contiguous();
        return values.data<double>().ToArray();
    }

    /// <summary>Mean 0 and variance 1 over a part.</summary>
    public static double[] Standardize(double[] input, int start, int length, double eps)
    {
        double mean = input.AsSpan(start, length).ToArray().Average();
        double variance = input.AsSpan(start, length).ToArray().Average(x => (x - mean) * (x - mean));
        return [.. Enumerable.Range(start, length).Select(i => (input[i] - mean) / Math.Sqrt(variance + eps))];
    }

    private Parameter AttachBias()
    {
        Parameter bias = new(zeros([Units], dtype: Weight.dtype, device: Weight.device));
        SetBias(bias);
        return bias;
    }

    private void SetBias(Parameter? bias)
    {
        if (Module is Linear linear)
        {
            linear.bias = bias;
        }
        else
        {
            ((Convolution)Module).bias = bias;
        }
    }
}
