namespace InitAnalyzer.ML;

/// <summary>What the trainers have in common. A trainer checks it, and copies it, when it is made.</summary>
public abstract class NeuralNetworkOptions
{
    private protected NeuralNetworkOptions()
    {
    }

    /// <summary>The column with what is to be predicted.</summary>
    public string LabelColumnName { get; set; } = "Label";

    /// <summary>The column with the inputs: a vector of Single of known size.</summary>
    public string FeatureColumnName { get; set; } = "Features";

    /// <summary>The column (Single) with the weight of each row in the loss; <see langword="null"/> where all count alike.</summary>
    public string? ExampleWeightColumnName { get; set; }

    /// <summary>The hidden layers in their order; the trainer adds the output layer. Without any the model is linear.</summary>
    public IList<Layer> Layers { get; set; } = new List<Layer>();

    /// <summary>The rule by which weights follow their gradients.</summary>
    public Optimizer Optimizer { get; set; } = Optimizer.Adam();

    /// <summary>How often all rows are passed, at most: at least 1.</summary>
    public int Epochs { get; set; } = 100;

    /// <summary>The number of rows from which a step's gradient is taken: at least 1.</summary>
    public int BatchSize { get; set; } = 32;

    /// <summary>The length of a step: finite, above 0.</summary>
    public double LearningRate { get; set; } = 1e-3;

    /// <summary>λ of the penalty λ/2·Σw² on the weights, not on biases: finite, at least 0.</summary>
    public double L2Regularization { get; set; }

    /// <summary>The part of the rows that is held back to tell when to stop: at least 0, below 1. The weights of the epoch with the least loss on them are the result; with 0, those of the last epoch.</summary>
    public double ValidationFraction { get; set; } = 0.1;

    /// <summary>After how many epochs without a smaller validation loss training stops: at least 1; <see langword="null"/> to pass all epochs.</summary>
    public int? EarlyStoppingPatience { get; set; } = 20;

    /// <summary>Whether features are given mean 0 and variance 1 over the training rows. The numbers are a part of the model.</summary>
    public bool StandardizeFeatures { get; set; } = true;

    /// <summary>The seed of weights, order and dropout; <see langword="null"/> to take it from the <see cref="Microsoft.ML.MLContext"/>, whose seed then decides.</summary>
    public int? Seed { get; set; }

    /// <summary>Told of each epoch, on the thread that trains; <see langword="null"/> for nobody. ML.NET's own log has the same.</summary>
    public IProgress<TrainingProgress>? Progress { get; set; }

    /// <summary>Ends training with an <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken CancellationToken { get; set; }

    /// <summary>A copy that nobody changes, after a check.</summary>
    internal NeuralNetworkOptions Snapshot()
    {
        Check();
        var copy = (NeuralNetworkOptions)MemberwiseClone();
        copy.Layers = [.. Layers];
        return copy;
    }

    private void Check()
    {
        CheckName(LabelColumnName, nameof(LabelColumnName));
        CheckName(FeatureColumnName, nameof(FeatureColumnName));
        if (ExampleWeightColumnName is not null)
        {
            CheckName(ExampleWeightColumnName, nameof(ExampleWeightColumnName));
        }

        if (Layers is null || Layers.Any(static layer => layer is null))
        {
            throw new ArgumentException("Layers must not be null, nor contain null.", nameof(Layers));
        }

        if (Optimizer is null)
        {
            throw new ArgumentException("Optimizer must not be null.", nameof(Optimizer));
        }

        Require(Epochs >= 1, Epochs, nameof(Epochs), "must be at least 1");
        Require(BatchSize >= 1, BatchSize, nameof(BatchSize), "must be at least 1");
        Require(LearningRate > 0 && double.IsFinite(LearningRate), LearningRate, nameof(LearningRate), "must be a number above 0");
        Require(L2Regularization >= 0 && double.IsFinite(L2Regularization), L2Regularization, nameof(L2Regularization), "must be a number of at least 0");
        Require(ValidationFraction >= 0 && ValidationFraction < 1, ValidationFraction, nameof(ValidationFraction), "must be at least 0 and below 1");
        Require(EarlyStoppingPatience is null or >= 1, EarlyStoppingPatience, nameof(EarlyStoppingPatience), "must be at least 1, or null");
        if (BatchSize == 1 && Layers.Any(static layer => layer is BatchNormalization))
        {
            throw new ArgumentOutOfRangeException(nameof(BatchSize), BatchSize, "BatchSize must be at least 2 where a layer normalises over the batch.");
        }
    }

    private static void CheckName(string name, string option)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            throw new ArgumentException(option + " must be the name of a column.", option);
        }
    }

    private static void Require(bool isGood, object? value, string option, string demand)
    {
        if (!isGood)
        {
            throw new ArgumentOutOfRangeException(option, value, $"{option} {demand}.");
        }
    }
}
