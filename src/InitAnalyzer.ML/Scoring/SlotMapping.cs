using System.ComponentModel;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace InitAnalyzer.ML;

/// <summary>The first step of a model: the place at which the mapping behind it finds the network. For ML.NET, which finds it by its contract's name.</summary>
[CustomMappingFactoryAttribute(Contract)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SlotMapping : CustomMappingFactory<SlotMapping.Input, SlotMapping.Output>
{
    internal const string Contract = "InitAnalyzer.ML.Slot.1";

    /// <inheritdoc/>
    public override Action<Input, Output> GetMapping() => static (_, output) => output.Slot = 0;

    /// <summary>Nothing is read.</summary>
    public sealed class Input;

    /// <summary>What is written.</summary>
    public sealed class Output
    {
        /// <summary>The place.</summary>
        [ColumnName(ScoringColumns.Slot)]
        public int Slot { get; set; }
    }
}
