using Microsoft.ML;
using Microsoft.ML.Data;

namespace InitAnalyzer.ML;

/// <summary>
/// A trained network that scores rows. <c>mlContext.Model.Save</c> saves it, alone or in a chain; what <c>Load</c> returns scores as this does, and is a chain of ML.NET's own transformers.
/// </summary>
public sealed class NeuralNetworkTransformer : ISingleFeaturePredictionTransformer<NeuralNetworkModel>
{
    private readonly ITransformer _scorer;

    internal NeuralNetworkTransformer(ITransformer scorer, TrainingResult result, string featureColumnName, DataViewType featureColumnType)
    {
        _scorer = scorer;
        Model = result.Model;
        History = Array.AsReadOnly([.. result.History]);
        BestEpoch = result.BestEpoch;
        FeatureColumnName = featureColumnName;
        FeatureColumnType = featureColumnType;
    }

    /// <summary>The network: its layers, weights and biases.</summary>
    public NeuralNetworkModel Model { get; }

    /// <summary>The losses of all epochs.</summary>
    public IReadOnlyList<TrainingProgress> History { get; }

    /// <summary>The epoch whose weights the network has: that of the least validation loss, or the last.</summary>
    public int BestEpoch { get; }

    /// <summary>The column with the inputs.</summary>
    public string FeatureColumnName { get; }

    /// <summary>The type of that column.</summary>
    public DataViewType FeatureColumnType { get; }

    /// <summary>True: a row is scored by itself.</summary>
    public bool IsRowToRowMapper => _scorer.IsRowToRowMapper;

    /// <summary>The columns with the scores added.</summary>
    /// <param name="inputSchema">The columns before.</param>
    /// <returns>The columns after.</returns>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => _scorer.GetOutputSchema(inputSchema);

    /// <summary>Scores rows, when they are read.</summary>
    /// <param name="input">The rows.</param>
    /// <returns>The rows with the scores added.</returns>
    public IDataView Transform(IDataView input) => _scorer.Transform(input);

    /// <summary>What scores single rows.</summary>
    /// <param name="inputSchema">Their columns.</param>
    /// <returns>The mapper.</returns>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => _scorer.GetRowToRowMapper(inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx) => _scorer.Save(ctx);
}
