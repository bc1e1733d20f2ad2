using InitAnalyzer.Theory;

namespace InitAnalyzer.Runtime;

/// <summary>An initializer for each gate of a recurrent weight, or one for all of them, each block drawn as a matrix of its own.</summary>
internal sealed class GatedInitializer(string name, IReadOnlyList<Initializer> gates) : Initializer(name)
{
    /// <summary>That of the first gate; gates may differ.</summary>
    public override WeightLaw LawFor(WeightShape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (gates.Count != 1 && gates.Count != shape.Gates)
        {
            throw new ArgumentException(FormattableString.Invariant($"There are {gates.Count} initializers for {shape.Gates} gates."), nameof(shape));
        }

        return gates[0].LawFor(shape.Gate());
    }

    private protected override void CheckShape<T>(WeightShape shape)
    {
        _ = LawFor(shape);
        foreach (Initializer gate in gates)
        {
            gate.Check<T>(shape.Gate());
        }
    }

    private protected override void FillPart<T>(Span<T> destination, WeightShape shape, RandomStream stream, long offset)
    {
        WeightShape block = shape.Gate();
        while (destination.Length > 0)
        {
            long gate = offset / block.Count;
            long start = offset % block.Count;
            int count = (int)Math.Min(block.Count - start, destination.Length);
            For((int)gate).FillSlice(destination[..count], block, stream.Child(gate), start);
            destination = destination[count..];
            offset += count;
        }
    }

    /// <summary>Gate by gate; those know how they are cut.</summary>
    private protected override void FillParallel<T>(Memory<T> destination, WeightShape shape, RandomStream stream, ParallelOptions options, IProgress<double>? progress)
    {
        WeightShape block = shape.Gate();
        for (int gate = 0; gate < shape.Gates; gate++)
        {
            int start = gate * (int)block.Count;
            For(gate).Fill(destination.Slice(start, (int)block.Count), block, stream.Child(gate), options);
            progress?.Report((gate + 1.0) / shape.Gates);
        }
    }

    private Initializer For(int gate) => gates[gates.Count == 1 ? 0 : gate];
}
