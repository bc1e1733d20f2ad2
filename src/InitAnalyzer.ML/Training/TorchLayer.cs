using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InitAnalyzer.ML;

/// <summary>A layer in training.</summary>
internal abstract class TorchLayer
{
    /// <summary>The parameters that the L2 penalty is on.</summary>
    public virtual IEnumerable<Parameter> Weights => [];

    /// <summary>The other parameters.</summary>
    public virtual IEnumerable<Parameter> Others => [];

    /// <summary>All tensors that the layer's effect depends on.</summary>
    public virtual IEnumerable<Tensor> State => [.. Weights, .. Others];

    /// <summary>The output for a batch [rows, width].</summary>
    /// <param name="input">The batch.</param>
    /// <param name="random">The random numbers of this step, in training; <see langword="null"/> afterwards.</param>
    public abstract Tensor Forward(Tensor input, Runtime.RandomStream? random);
}
