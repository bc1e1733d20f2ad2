using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace InitAnalyzer.ML;

/// <summary>
/// Trains a network of the user's layers on TorchSharp. All rows are held in memory; those without a label, or with features that are not finite, are left out.
/// </summary>
public abstract class NeuralNetworkTrainer : IEstimator<NeuralNetworkTransformer>
{
    private readonly IHost _host;
    private readonly NeuralNetworkOptions _options;

    private protected NeuralNetworkTrainer(IHostEnvironment environment, NeuralNetworkOptions options)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(options);
        _options = options.Snapshot();
        _host = environment.Register(GetType().Name);
    }

    private protected abstract PredictionTask Task { get; }

    /// <summary>Trains on the rows of a view.</summary>
    /// <param name="input">The view.</param>
    /// <returns>The trained model.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="input"/> is null.</exception>
    /// <exception cref="ArgumentException">A column is missing or of the wrong type; the message names the option that names it.</exception>
    /// <exception cref="InvalidOperationException">No row can be trained on, training diverged, or TorchSharp's native library does not load.</exception>
    /// <exception cref="OperationCanceledException">The options' token was cancelled.</exception>
    public NeuralNetworkTransformer Fit(IDataView input) => Fit(input, null);

    /// <summary>Trains on the rows of a view; other rows tell when to stop, in place of a fraction of the first.</summary>
    /// <param name="trainData">The rows to train on.</param>
    /// <param name="validationData">The rows to validate with, of the same columns; <see langword="null"/> for a fraction of <paramref name="trainData"/>.</param>
    /// <returns>The trained model.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="trainData"/> is null.</exception>
    /// <exception cref="ArgumentException">A column is missing or of the wrong type; the message names the option that names it.</exception>
    /// <exception cref="InvalidOperationException">No row can be trained on, training diverged, or TorchSharp's native library does not load.</exception>
    /// <exception cref="OperationCanceledException">The options' token was cancelled.</exception>
    public NeuralNetworkTransformer Fit(IDataView trainData, IDataView? validationData)
    {
        ArgumentNullException.ThrowIfNull(trainData);
        ColumnCheck.Of(_options, Task, trainData.Schema);
        if (validationData is not null)
        {
            ColumnCheck.Of(_options, Task, validationData.Schema);
            ColumnCheck.SameSizes(_options, trainData.Schema, validationData.Schema, nameof(validationData));
        }

        using IChannel channel = _host.Start("Training");
        NativeLibrary.Load();
        TrainingRows rows = TrainingRows.Read(trainData, Task, _options);
        int? trainingCount = null;
        if (validationData is not null)
        {
            trainingCount = rows.Count;
            rows = rows.Append(TrainingRows.Read(validationData, Task, _options));
        }

        if (rows.Skipped > 0)
        {
            channel.Warning(MessageSensitivity.None, "{0} rows were left out: without a label, or with a feature or weight that is not a finite number.", rows.Skipped);
        }

        DataViewSchema.Column label = trainData.Schema[_options.LabelColumnName];
        int outputs = Task == PredictionTask.Multiclass ? (int)((KeyDataViewType)label.Type).Count : 1;
        var training = new Training(Task, _options, _options.Seed ?? _host.Rand.Next());
        TrainingResult result = training.Run(rows, trainingCount, outputs, progress =>
        {
            channel.Info(MessageSensitivity.None, FormattableString.Invariant(
                $"Epoch {progress.Epoch}/{progress.Epochs}: training loss {progress.TrainingLoss:G6}{(progress.ValidationLoss is { } loss ? FormattableString.Invariant($", validation loss {loss:G6}") : "")}"));
            _options.Progress?.Report(progress);
        });
        channel.Info(MessageSensitivity.None, FormattableString.Invariant($"Trained on {rows.Count} rows of {rows.Width} features; the weights are those of epoch {result.BestEpoch}."));

        ITransformer scorer = Pipeline(ModelText.Write(result.Model), () => ClassLabels.Of(label, outputs)).Fit(trainData);
        return new NeuralNetworkTransformer(scorer, result, _options.FeatureColumnName, trainData.Schema[_options.FeatureColumnName].Type);
    }

    /// <summary>The columns that the model adds.</summary>
    /// <param name="inputSchema">The columns before.</param>
    /// <returns>The columns after.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="inputSchema"/> is null.</exception>
    /// <exception cref="ArgumentException">A column is missing or of the wrong type; the message names the option that names it.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        ColumnCheck.Of(_options, Task, inputSchema);
        return Pipeline("", () => ClassLabels.Example(ColumnCheck.KeyValueType(inputSchema, _options.LabelColumnName))).GetOutputSchema(inputSchema);
    }

    private IEstimator<ITransformer> Pipeline(string network, Func<ClassLabels> labels) => Task switch
    {
        PredictionTask.Regression => ScoringPipeline.Regression(_options.FeatureColumnName, network),
        PredictionTask.Binary => ScoringPipeline.Binary(_options.FeatureColumnName, network),
        _ => ScoringPipeline.Multiclass(_options.FeatureColumnName, network, labels()),
    };
}
