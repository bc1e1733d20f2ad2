using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Model;

/// <summary>One tensor that an initializer call is certain to fill whenever it is executed as it was here.</summary>
/// <param name="Name">The tensor as the user wrote it, such as <c>fc1.bias</c>.</param>
/// <param name="IsBias">Whether it is the bias of a layer.</param>
/// <param name="Rank">Its number of dimensions; null where that is not certain, or not certain to get here.</param>
/// <param name="Creation">Where the layer is made, or the parameter.</param>
internal sealed record FilledTensor(string Name, bool IsBias, int? Rank, Location? Creation);

/// <summary>The numbers of dimensions that an initializer can fill.</summary>
internal readonly record struct RankRange(int Least, int Most)
{
    public static readonly RankRange Any = new(0, int.MaxValue);

    public static RankRange AtLeast(int rank) => new(rank, int.MaxValue);

    public static RankRange Exactly(int rank) => new(rank, rank);

    public bool Contains(int rank) => rank >= Least && rank <= Most;

    public override string ToString() =>
        Most == int.MaxValue ? $"at least {Least}" : Least == Most ? $"exactly {Least}" : $"{Least} to {Most}";
}
