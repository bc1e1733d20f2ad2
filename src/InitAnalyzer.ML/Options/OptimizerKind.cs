namespace InitAnalyzer.ML;

internal enum OptimizerKind
{
    Adam,
    AdamW,
    Sgd,
    RmsProp,
}
