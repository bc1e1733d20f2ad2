using System.ComponentModel;
using Microsoft.ML.Data;

namespace InitAnalyzer.ML;

/// <summary>What the scoring of a row reads. For ML.NET, which fills it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class NetworkInput
{
    /// <summary>The features.</summary>
    [ColumnName(ScoringColumns.Features)]
    public VBuffer<float> Features { get; set; }

    /// <summary>The network as text.</summary>
    [ColumnName(ScoringColumns.Network)]
    public ReadOnlyMemory<char> Network { get; set; }
}
