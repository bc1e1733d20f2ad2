using System.Buffers;
using System.Runtime.InteropServices;
using Microsoft.ML.Data;

namespace InitAnalyzer.ML;

/// <summary>
/// Evaluates the network that each row brings along as text. All rows of a model share one string, so that it is read once; any number of threads may ask.
/// </summary>
internal sealed class Scorer
{
    private volatile Entry? _entry;

    /// <summary>The network of a row.</summary>
    public NeuralNetworkModel ModelOf(ReadOnlyMemory<char> text)
    {
        Entry? entry = _entry;
        if (entry is null || !IsSame(entry.Text, text))
        {
            entry = new(text, ModelText.Read(text.Span));
            _entry = entry;
        }

        return entry.Model;
    }

    /// <summary>Evaluates a row.</summary>
    public static void Evaluate(NeuralNetworkModel model, in VBuffer<float> features, Span<float> outputs)
    {
        if (features.IsDense)
        {
            model.Evaluate(features.GetValues(), outputs);
            return;
        }

        float[] dense = ArrayPool<float>.Shared.Rent(features.Length);
        Span<float> values = dense.AsSpan(0, features.Length);
        features.CopyTo(values);
        model.Evaluate(values, outputs);
        ArrayPool<float>.Shared.Return(dense);
    }

    private static bool IsSame(ReadOnlyMemory<char> left, ReadOnlyMemory<char> right) =>
        MemoryMarshal.TryGetString(left, out string? leftText, out int leftStart, out int leftLength)
        && MemoryMarshal.TryGetString(right, out string? rightText, out int rightStart, out int rightLength)
        && ReferenceEquals(leftText, rightText) && leftStart == rightStart && leftLength == rightLength
        || left.Span.SequenceEqual(right.Span);

    private sealed record Entry(ReadOnlyMemory<char> Text, NeuralNetworkModel Model);
}
