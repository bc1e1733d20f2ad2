using System.Buffers;
using static TorchSharp.torch;

namespace InitAnalyzer.Torch;

/// <summary>The elements of a contiguous tensor on the CPU, as memory. The tensor must outlive it.</summary>
internal sealed unsafe class TensorMemory<T> : MemoryManager<T>
    where T : unmanaged
{
    private readonly T* _start;
    private readonly int _length;

    public TensorMemory(Tensor tensor, long offset, int length)
    {
        // One element tells the address; the span of all of them could not be longer than 2^31 bytes.
        using Tensor flat = tensor.view(-1);
        using Tensor first = flat.narrow(0, offset, 1);
        fixed (byte* address = first.bytes)
        {
            _start = (T*)address;
        }

        _length = length;
    }

    public override Span<T> GetSpan() => new(_start, _length);

    public override MemoryHandle Pin(int elementIndex = 0) => new(_start + elementIndex);

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
    }
}
