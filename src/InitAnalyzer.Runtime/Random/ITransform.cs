namespace InitAnalyzer.Runtime;

/// <summary>What makes numbers of random words: each element of a block from the block's words alone, in either or both of two steps.</summary>
internal interface ITransform
{
    /// <summary>Replaces the words of as many blocks as there are lanes, while they are in registers.</summary>
    void Apply<T>(ref T x0, ref T x1, ref T x2, ref T x3)
        where T : struct, ILanes<T>;

    /// <summary>
    /// Replaces the elements of some tiles in memory. Longer formulas stand here: the compiler inlines no more than some hundred
    /// operations into one method, and the tiles are still in the nearest cache.
    /// </summary>
    void Finish<T>(Span<float> tiles)
        where T : struct, ILanes<T>;
}
