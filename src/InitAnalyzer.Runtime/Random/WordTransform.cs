namespace InitAnalyzer.Runtime;

/// <summary>The words themselves.</summary>
internal readonly struct WordTransform : ITransform
{
    public void Apply<T>(ref T x0, ref T x1, ref T x2, ref T x3)
        where T : struct, ILanes<T>
    {
    }

    public void Finish<T>(Span<float> tiles)
        where T : struct, ILanes<T>
    {
    }
}
