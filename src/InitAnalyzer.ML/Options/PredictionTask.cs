namespace InitAnalyzer.ML;

internal enum PredictionTask
{
    Regression,
    Binary,
    Multiclass,
}
