using static TorchSharp.torch;

namespace InitAnalyzer.Torch;

/// <summary>Arithmetic between tensors alone: a number becomes a Scalar of TorchSharp's, which the garbage collector may free while native code reads it.</summary>
internal static class TensorMath
{
    public static Tensor Square(Tensor x) => x.mul(x);

    public static Tensor Times(Tensor x, double factor) => x.mul(tensor(factor, device: x.device));

    public static void Multiply(Tensor x, double factor)
    {
        using Tensor scale = tensor(factor, device: x.device);
        x.mul_(scale);
    }
}
