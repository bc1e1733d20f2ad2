using InitAnalyzer.Runtime;
using InitAnalyzer.Theory;
using TorchSharp;
using static TorchSharp.torch;

namespace InitAnalyzer.Torch;

/// <summary>A check-up of a live model: what its weights do to signal and gradient, layer by layer.</summary>
public static class SignalMeasurement
{
    /// <summary>One for all layers that feed nothing known, since tables are kept with an activation.</summary>
    private static readonly Activation s_identity = ActivationCatalog.Create("Identity");

    /// <summary>
    /// Runs a batch through the model and back and sums up what every weight layer gives and what gradient reaches it. The model runs in the mode that it is in; parameters, their
    /// gradients, buffers and torch's random state are as before.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="batch">A batch, of some dozens of samples or more.</param>
    /// <param name="loss">The loss of the model's first output; <see langword="null"/> for independent normal gradients of variance 1 at every output, which need no target.</param>
    /// <param name="options">What else to do; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>The report.</returns>
    /// <exception cref="ArgumentException">An argument is null, or the model does not take the batch.</exception>
    /// <exception cref="InvalidOperationException">No weight layer's output could be seen.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static SignalReport MeasureSignal(
        this nn.Module model, ModelInput batch, Func<Tensor, Tensor>? loss = null, MeasurementOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(batch);
        options ??= new();
        ModelTrace trace = options.Trace ?? model.Trace(batch, cancellationToken);
        using Recorder recorder = new(model, batch, training: null, keepsRun: true, cancellationToken);
        if (recorder.Layers.Count == 0)
        {
            throw new InvalidOperationException(
                "No weight layer's output could be seen. Hooks see layers that are called, by call or in a Sequential; of those run by forward, outputs that are disposed are not seen.");
        }

        Dictionary<nn.Module, TracedLayer> traced = new(ReferenceEqualityComparer.Instance);
        foreach (TracedLayer layer in trace.Layers)
        {
            traced[layer.Module] = layer;
        }

        using Recording recording = recorder.RunOrFirst();
        List<(RecordedLayer Layer, Tensor Output)> outputs = [.. recorder.Layers.SelectMany(layer => recording.OutputsOf(layer).Select(output => (layer, output)))];
        IList<Tensor> gradients = Gradients(recording, [.. outputs.Select(static pair => pair.Output)], loss, options.Seed);
        List<MeasuredWeightLayer> layers = [];
        foreach (RecordedLayer layer in recorder.Layers)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int[] calls = [.. Enumerable.Range(0, outputs.Count).Where(i => ReferenceEquals(outputs[i].Layer, layer))];
            TracedLayer known = traced.GetValueOrDefault(layer.Module) ?? new(layer.Name, layer.Module, [], false, false, "it is not traced");
            layers.Add(Measure(layers.Count, layer, known, [.. calls.Select(i => outputs[i].Output)], [.. calls.Select(i => gradients[i])], options));
        }

        return SignalReport.Of(options.Name ?? model.GetName(), layers, recorder.Unseen, [.. ModelState.AllModules(model).Select(static named => named.Module)]);
    }

    private static IList<Tensor> Gradients(Recording recording, List<Tensor> layers, Func<Tensor, Tensor>? loss, ulong seed)
    {
        using IDisposable withGradients = enable_grad();
        List<Tensor> ends = loss is null
            ? [.. recording.Outputs.Where(static output => output.requires_grad && TensorFill.CanFill(output.dtype))]
            : [loss(recording.Outputs[0])];
        if (ends.Count == 0 || !layers.TrueForAll(static layer => layer.requires_grad))
        {
            return [.. layers.Select(static _ => empty(0))];
        }

        List<Tensor> seeds = [.. ends.Select((end, i) => end.numel() == 1
            ? ones_like(end)
            : SignalInit.normal_(empty_like(end, requires_grad: false), generator: new RandomStream(seed, "gradients").Child(i)))];
        return autograd.grad(ends, layers, seeds, allow_unused: true);
    }

    private static MeasuredWeightLayer Measure(int number, RecordedLayer layer, TracedLayer traced, List<Tensor> outputs, List<Tensor> gradients, MeasurementOptions options)
    {
        int units = (int)outputs[0].shape[layer.UnitAxis(outputs[0])];
        float[] values = UnitsLast(outputs, layer);
        bool isReached = gradients.TrueForAll(static gradient => !gradient.IsInvalid && gradient.numel() > 0);
        Activation activation = traced.Activations.FirstOrDefault(static activation => activation.IsElementwise) ?? s_identity;
        LayerStatistics statistics = LayerStatistics.Of(new(number, activation, units, values)
        {
            Gradients = isReached ? UnitsLast(gradients, layer) : null,
            Samples = outputs.Count == 1 && outputs[0].dim() >= layer.Weights.Weight.dim() ? (int)outputs[0].shape[0] : 1,
            IsNormalized = traced.IsNormalized,
            Histograms = options.Histograms,
        });
        return new(layer.Name, traced, layer.Weights.Shape!, options.Moments(layer.Weights.Weight), units, statistics);
    }

    private static float[] UnitsLast(List<Tensor> tensors, RecordedLayer layer)
    {
        using IDisposable withoutGradients = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor[] flat = [.. tensors.Select(tensor => tensor.detach().movedim([layer.UnitAxis(tensor)], [tensor.dim() - 1]).to_type(ScalarType.Float32).cpu().reshape(-1))];
        return cat(flat).data<float>().ToArray();
    }
}

/// <summary>How <see cref="SignalMeasurement.MeasureSignal"/> goes about it.</summary>
public sealed record MeasurementOptions
{
    /// <summary>What the report calls the model; <see langword="null"/> for the model's own name.</summary>
    public string? Name { get; init; }

    /// <summary>The seed of the output's gradients where there is no loss.</summary>
    public ulong Seed { get; init; }

    /// <summary>Whether to tell how pre-activations and activations are distributed.</summary>
    public bool Histograms { get; init; }

    /// <summary>What the layers feed, where it is known from before: it does not depend on the weights. <see langword="null"/> to find out.</summary>
    public ModelTrace? Trace { get; init; }

    /// <summary>Looks at a weight; whoever measures the same weights many times need not do so every time.</summary>
    internal Func<Tensor, WeightMoments> Moments { get; init; } = WeightMoments.Of;
}
