using System.ComponentModel;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace InitAnalyzer.ML;

/// <summary>Scores a row of a regression. For ML.NET, which finds it by its contract's name.</summary>
[CustomMappingFactoryAttribute(Contract)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RegressionMapping : CustomMappingFactory<NetworkInput, RegressionMapping.Output>
{
    internal const string Contract = "InitAnalyzer.ML.Regression.1";

    /// <inheritdoc/>
    public override Action<NetworkInput, Output> GetMapping()
    {
        var scorer = new Scorer();
        return (input, output) =>
        {
            Span<float> score = [0];
            Scorer.Evaluate(scorer.ModelOf(input.Network), input.Features, score);
            output.Score = score[0];
        };
    }

    /// <summary>What is written.</summary>
    public sealed class Output
    {
        /// <summary>The predicted label.</summary>
        [ColumnName(ScoringColumns.Score)]
        public float Score { get; set; }
    }
}
