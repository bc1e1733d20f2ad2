using InitAnalyzer.Runtime;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InitAnalyzer.ML;

/// <summary>Trains a network on rows in memory. The same rows, options and seed give the same network on the same machine.</summary>
internal sealed class Training
{
    /// <summary>Validation is not in a hurry, but memory is finite.</summary>
    private const int ValidationBatch = 4096;

    private readonly PredictionTask _task;
    private readonly NeuralNetworkOptions _options;
    private readonly RandomStream _random;

    public Training(PredictionTask task, NeuralNetworkOptions options, int seed)
    {
        _task = task;
        _options = options;
        _random = new RandomStream((ulong)(uint)seed, "InitAnalyzer.ML");
    }

    /// <summary>Trains.</summary>
    /// <param name="rows">The rows; those from <paramref name="trainingCount"/> on are for validation.</param>
    /// <param name="trainingCount">How many rows are for training; <see langword="null"/> where the options' fraction is to be drawn.</param>
    /// <param name="outputs">The number of outputs.</param>
    /// <param name="report">Told of each epoch.</param>
    public TrainingResult Run(TrainingRows rows, int? trainingCount, int outputs, Action<TrainingProgress> report)
    {
        (int[] training, int[] validation) = Split(rows.Count, trainingCount);
        if (training.Length == 0)
        {
            throw new InvalidOperationException("There are no rows to train on: each needs a label, and features that are numbers.");
        }

        float[] features = [.. rows.Features];
        (float[] shift, float[] scale) = _options.StandardizeFeatures
            ? Standardization.Of(features, rows.Width, training)
            : (new float[rows.Width], Enumerable.Repeat(1f, rows.Width).ToArray());
        Standardization.Apply(features, shift, scale);

        float[] labels = [.. rows.Labels];
        (double outputShift, double outputScale) = (0, 1);
        if (_task == PredictionTask.Regression)
        {
            (float[] labelShift, float[] labelScale) = Standardization.Of(labels, 1, training);
            Standardization.Apply(labels, labelShift, labelScale);
            (outputShift, outputScale) = (labelShift[0], labelScale[0] == 0 ? 0 : 1.0 / labelScale[0]);
        }

        using IDisposable scope = NewDisposeScope();
        using IDisposable gradients = enable_grad();
        var data = new TorchRows(_task, features, rows.Width, labels, rows.Weights);
        var network = new TorchNetwork(rows.Width, _options.Layers, outputs, _random.Child("weights"));
        (List<TrainingProgress> history, int best) = Run(network, data, training, validation, report);
        return new(network.ToModel(shift, scale, outputShift, outputScale), history, best);
    }

    private (List<TrainingProgress> History, int Best) Run(TorchNetwork network, TorchRows data, int[] training, int[] validation, Action<TrainingProgress> report)
    {
        using optim.Optimizer optimizer = Create(_options, network);
        List<TrainingProgress> history = [];
        Tensor[]? bestState = null;
        double bestLoss = double.PositiveInfinity;
        int best = 0;
        for (int epoch = 1; epoch <= _options.Epochs; epoch++)
        {
            double loss = Pass(network, data, training, optimizer, _random.Child("epoch").Child(epoch));
            double? validationLoss = validation.Length == 0 ? null : Validate(network, data, validation);
            if (!double.IsFinite(loss) || validationLoss is { } value && !double.IsFinite(value))
            {
                throw new InvalidOperationException(FormattableString.Invariant(
                    $"Training diverged in epoch {epoch}: the loss is no longer a number. A smaller LearningRate (it is {_options.LearningRate}) or other layers may help."));
            }

            var progress = new TrainingProgress(epoch, _options.Epochs, loss, validationLoss);
            history.Add(progress);
            report(progress);
            if (validationLoss is not { } current || current < bestLoss)
            {
                best = epoch;
                bestLoss = validationLoss ?? bestLoss;
                if (validationLoss is not null)
                {
                    bestState = Keep(network, bestState);
                }
            }
            else if (epoch - best >= _options.EarlyStoppingPatience)
            {
                break;
            }
        }

        Restore(network, bestState);
        return (history, best);
    }

    /// <summary>Training rows and validation rows.</summary>
    private (int[] Training, int[] Validation) Split(int count, int? trainingCount)
    {
        int[] order = new int[count];
        if (trainingCount is int given)
        {
            for (int i = 0; i < count; i++)
            {
                order[i] = i;
            }

            return (order[..given], order[given..]);
        }

        _random.Child("validation").FillPermutation(order);
        int held = (int)(count * _options.ValidationFraction);
        return (order[held..], order[..held]);
    }

    private double Pass(TorchNetwork network, TorchRows data, int[] training, optim.Optimizer optimizer, RandomStream random)
    {
        int[] order = new int[training.Length];
        random.Child("order").FillPermutation(order);
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = training[order[i]];
        }

        double sum = 0, weight = 0;
        for (int start = 0; start < order.Length; start += _options.BatchSize)
        {
            _options.CancellationToken.ThrowIfCancellationRequested();
            ReadOnlySpan<int> batch = order.AsSpan(start, Math.Min(_options.BatchSize, order.Length - start));
            if (batch.Length == 1 && network.HasNormalization)
            {
                // One row has no variance. It is another row in the next epoch.
                continue;
            }

            using IDisposable scope = NewDisposeScope();
            optimizer.zero_grad();
            Tensor loss = data.LossOf(network, batch, random.Child(start));
            loss.backward();
            optimizer.step();
            double batchWeight = data.WeightOf(batch);
            sum += loss.item<float>() * batchWeight;
            weight += batchWeight;
        }

        return weight > 0 ? sum / weight : throw new InvalidOperationException("No training row counts: all weights are 0, or a normalisation over the batch has a single row.");
    }

    private static double Validate(TorchNetwork network, TorchRows data, int[] validation)
    {
        double sum = 0, weight = 0;
        using IDisposable withoutGradients = no_grad();
        for (int start = 0; start < validation.Length; start += ValidationBatch)
        {
            using IDisposable scope = NewDisposeScope();
            ReadOnlySpan<int> batch = validation.AsSpan(start, Math.Min(ValidationBatch, validation.Length - start));
            double batchWeight = data.WeightOf(batch);
            sum += data.LossOf(network, batch, random: null).item<float>() * batchWeight;
            weight += batchWeight;
        }

        return weight > 0 ? sum / weight : throw new InvalidOperationException("No validation row counts: all weights are 0.");
    }

    private static Tensor[] Keep(TorchNetwork network, Tensor[]? kept)
    {
        using IDisposable withoutGradients = no_grad();
        if (kept is null)
        {
            return [.. network.State.Select(static tensor => tensor.detach().clone())];
        }

        foreach ((Tensor target, Tensor source) in kept.Zip(network.State))
        {
            target.copy_(source);
        }

        return kept;
    }

    private static void Restore(TorchNetwork network, Tensor[]? kept)
    {
        using IDisposable withoutGradients = no_grad();
        foreach ((Tensor source, Tensor target) in (kept ?? []).Zip(network.State))
        {
            target.copy_(source);
        }
    }

    private static optim.Optimizer Create(NeuralNetworkOptions options, TorchNetwork network)
    {
        double rate = options.LearningRate;
        double l2 = options.L2Regularization;
        Optimizer kind = options.Optimizer;
        switch (kind.Kind)
        {
            case OptimizerKind.Adam:
                return optim.Adam(Groups((parameters, decay) => new Adam.ParamGroup(parameters, rate, kind.First, kind.Second, weight_decay: decay)), rate);
            case OptimizerKind.AdamW:
                return optim.AdamW(Groups((parameters, decay) => new AdamW.ParamGroup(parameters, rate, kind.First, kind.Second, weight_decay: decay)), rate);
            case OptimizerKind.Sgd:
                return optim.SGD(Groups((parameters, decay) => new SGD.ParamGroup(parameters, rate, kind.First, weight_decay: decay, nesterov: kind.IsNesterov)), rate);
            default:
                return optim.RMSProp(Groups((parameters, decay) => new RMSProp.ParamGroup(parameters, rate, alpha: kind.First, weight_decay: decay)), rate);
        }

        IEnumerable<T> Groups<T>(Func<IEnumerable<Parameter>, double, T> group) => [group(network.Weights, l2), group(network.Others, 0)];
    }
}
