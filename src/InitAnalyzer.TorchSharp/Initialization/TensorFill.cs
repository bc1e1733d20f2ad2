using InitAnalyzer.Runtime;
using InitAnalyzer.Theory;
using TorchSharp;
using static TorchSharp.torch;

namespace InitAnalyzer.Torch;

/// <summary>
/// Fills tensors with the weights of an <see cref="Initializer"/>. Elements are counted in the order of the shape, whatever the strides, and drawn on the host: the same
/// seed gives the same weights on every device and in every layout.
/// </summary>
internal static class TensorFill
{
    /// <summary>The element types that can be filled.</summary>
    public static bool CanFill(ScalarType type) => type is ScalarType.Float32 or ScalarType.Float64 or ScalarType.Float16 or ScalarType.BFloat16;

    /// <summary>Throws unless the tensor is one of real numbers.</summary>
    public static void Check(Tensor tensor, string name)
    {
        ArgumentNullException.ThrowIfNull(tensor, name);
        if (tensor.IsInvalid)
        {
            throw new ArgumentException("The tensor has been disposed.", name);
        }

        if (!CanFill(tensor.dtype))
        {
            throw new ArgumentException("The tensor must be of Float32, Float64, Float16 or BFloat16, and is of " + tensor.dtype + ".", name);
        }

        if (tensor.is_sparse)
        {
            throw new ArgumentException("The tensor must not be sparse.", name);
        }
    }

    /// <summary>Fills a tensor that has elements. Nothing is written where an argument is refused.</summary>
    /// <param name="target">The tensor, checked.</param>
    /// <param name="initializer">The law.</param>
    /// <param name="shape">The shape of the tensor.</param>
    /// <param name="source">The random numbers.</param>
    /// <param name="options">Threads and cancellation, after which the elements are undefined.</param>
    /// <param name="name">The caller's name of the tensor.</param>
    public static void Fill(Tensor target, Initializer initializer, WeightShape shape, RandomSource source, ParallelOptions options, string name)
    {
        try
        {
            // A generator moves on for what is drawn, and not for constants.
            bool isDrawn = initializer.LawFor(shape).Distribution is not (Distribution.Constant or Distribution.Identity);
            RandomStream stream = isDrawn ? source.Next() : default;
            using IDisposable withoutGradients = no_grad();
            if (target.device_type == DeviceType.CPU && target.is_contiguous() && target.dtype != ScalarType.BFloat16)
            {
                FillHost(target, initializer, shape, stream, options);

                // What autograd has kept of the old elements is out of date, as after any function in place. This one writes nothing.
                using Tensor none = target.view(-1).narrow(0, 0, 0);
                none.zero_();
                return;
            }

            // .NET 8 has no bfloat16; torch rounds to it.
            ScalarType type = target.dtype == ScalarType.BFloat16 ? ScalarType.Float32 : target.dtype;
            using Tensor host = empty(target.shape, dtype: type, device: CPU);
            FillHost(host, initializer, shape, stream, options);
            target.copy_(host);
        }
        catch (ArgumentException refused)
        {
            // The engine speaks of shapes and element types, which the caller has as a tensor.
            int end = refused.ParamName is null ? -1 : refused.Message.IndexOf(" (Parameter '", StringComparison.Ordinal);
            throw new ArgumentException(end < 0 ? refused.Message : refused.Message[..end], name, refused);
        }
    }

    private static void FillHost(Tensor host, Initializer initializer, WeightShape shape, RandomStream stream, ParallelOptions options)
    {
        switch (host.dtype)
        {
            case ScalarType.Float32:
                FillHost<float>(host, initializer, shape, stream, options);
                break;
            case ScalarType.Float64:
                FillHost<double>(host, initializer, shape, stream, options);
                break;
            default:
                FillHost<Half>(host, initializer, shape, stream, options);
                break;
        }
    }

    private static void FillHost<T>(Tensor host, Initializer initializer, WeightShape shape, RandomStream stream, ParallelOptions options)
        where T : unmanaged
    {
        if (shape.Count <= Array.MaxLength)
        {
            initializer.Fill(new TensorMemory<T>(host, 0, (int)shape.Count).Memory, shape, stream, options);
            return;
        }

        // Weights that depend on each other cannot be this many; the engine says so.
        const int Part = 1 << 28;
        for (long offset = 0; offset < shape.Count; offset += Part)
        {
            int length = (int)Math.Min(Part, shape.Count - offset);
            TensorMemory<T> part = new(host, offset, length);
            const int Chunk = 1 << 18;
            long start = offset;
            Parallel.For(0, (length + Chunk - 1) / Chunk, options, chunk =>
            {
                int from = chunk * Chunk;
                initializer.FillSlice(part.GetSpan().Slice(from, Math.Min(Chunk, length - from)), shape, stream, start + from);
            });
        }
    }
}
