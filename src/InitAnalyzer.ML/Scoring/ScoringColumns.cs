namespace InitAnalyzer.ML;

/// <summary>The columns between the steps of a model; the last step drops them. Their names are part of the format of saved models.</summary>
internal static class ScoringColumns
{
    public const string Features = "InitAnalyzer.ML.Features";
    public const string Slot = "InitAnalyzer.ML.Slot";
    public const string Network = "InitAnalyzer.ML.Network";
    public const string Class = "InitAnalyzer.ML.Class";

    /// <summary>Followed by the number of scores in the part.</summary>
    public const string ScorePart = "InitAnalyzer.ML.Score.";

    public const string Score = "Score";
    public const string Probability = "Probability";
    public const string PredictedLabel = "PredictedLabel";
}
