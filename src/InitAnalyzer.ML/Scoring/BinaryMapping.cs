using System.ComponentModel;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace InitAnalyzer.ML;

/// <summary>Scores a row of a binary classification. For ML.NET, which finds it by its contract's name.</summary>
[CustomMappingFactoryAttribute(Contract)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class BinaryMapping : CustomMappingFactory<NetworkInput, BinaryMapping.Output>
{
    internal const string Contract = "InitAnalyzer.ML.Binary.1";

    /// <inheritdoc/>
    public override Action<NetworkInput, Output> GetMapping()
    {
        var scorer = new Scorer();
        return (input, output) =>
        {
            Span<float> score = [0];
            Scorer.Evaluate(scorer.ModelOf(input.Network), input.Features, score);
            output.Score = score[0];
            output.Probability = 1 / (1 + MathF.Exp(-score[0]));
            output.PredictedLabel = score[0] > 0;
        };
    }

    /// <summary>What is written.</summary>
    public sealed class Output
    {
        /// <summary>The more probable label.</summary>
        [ColumnName(ScoringColumns.PredictedLabel)]
        public bool PredictedLabel { get; set; }

        /// <summary>The log-odds of true.</summary>
        [ColumnName(ScoringColumns.Score)]
        public float Score { get; set; }

        /// <summary>The probability of true.</summary>
        [ColumnName(ScoringColumns.Probability)]
        public float Probability { get; set; }
    }
}
