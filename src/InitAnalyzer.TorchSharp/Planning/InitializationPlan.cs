using System.Globalization;
using System.Text;
using InitAnalyzer.Runtime;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InitAnalyzer.Torch;

/// <summary>
/// What the initialisation of a model will do, layer by layer, and why. <see cref="ToString"/> prints it; <see cref="Apply"/> does it.
/// </summary>
public sealed class InitializationPlan
{
    private readonly bool _zeroBiases;
    private readonly IReadOnlyList<GroupNorm> _groupNorms;

    internal InitializationPlan(IReadOnlyList<PlannedLayer> layers, IReadOnlyList<OtherParameter> others, IReadOnlyList<GroupNorm> groupNorms, bool zeroBiases)
    {
        Layers = layers;
        OtherParameters = others;
        _groupNorms = groupNorms;
        _zeroBiases = zeroBiases;
        foreach (PlannedLayer layer in layers)
        {
            if (layer.Initializer is { } initializer && LayerWeights.Of(layer.Module) is { Shape: { } shape })
            {
                try
                {
                    _ = initializer.LawFor(shape);
                }
                catch (ArgumentException refused)
                {
                    throw new ArgumentException("The weight of '" + layer.Name + "' cannot be filled by " + initializer.Name + ": " + refused.Message, "policy", refused);
                }
            }
        }
    }

    /// <summary>The weight layers, those that come first in the flow first.</summary>
    public IReadOnlyList<PlannedLayer> Layers { get; }

    /// <summary>The parameters that belong to no weight layer and are left as they are: normalisations, embeddings, recurrent layers, parameters of one's own modules.</summary>
    public IReadOnlyList<OtherParameter> OtherParameters { get; }

    /// <summary>
    /// Fills the weights, sets biases to 0, and GroupNorm's weight and bias to 1 and 0, which TorchSharp 0.107 leaves to chance. Where it fails or is cancelled, every parameter is as it was.
    /// </summary>
    /// <param name="seed">The seed; each weight has a stream by its name, so that a weight does not depend on the others.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public void Apply(ulong seed = 0, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        (PlannedLayer Layer, LayerWeights Weights)[] written = [.. Layers.Where(static layer => layer.IsInitialized).Select(static layer => (layer, LayerWeights.Of(layer.Module)!))];
        IEnumerable<Parameter> parameters = written.SelectMany(static layer => layer.Weights.Parameters)
            .Concat(_groupNorms.SelectMany(static norm => new[] { norm.weight, norm.bias }).OfType<Parameter>());
        using ParameterSnapshot snapshot = new(parameters);
        try
        {
            ParallelOptions options = new() { CancellationToken = cancellationToken };
            foreach ((PlannedLayer layer, LayerWeights weights) in written)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (weights.Shape is { } shape)
                {
                    TensorFill.Fill(weights.Weight, layer.Initializer!, shape, new RandomStream(seed, layer.Name + ".weight"), options, "policy");
                }

                if (_zeroBiases && weights.Bias is { } bias)
                {
                    SignalInit.zeros_(bias);
                }
            }

            foreach (GroupNorm norm in _groupNorms)
            {
                SignalInit.ones_(norm.weight);
                if (norm.bias is { } bias)
                {
                    SignalInit.zeros_(bias);
                }
            }
        }
        catch
        {
            snapshot.Restore();
            throw;
        }
    }

    /// <summary>A line for each layer: what it feeds, the law that it gets, and why; then what is left.</summary>
    /// <returns>The text, ending in a line break, the same in every culture.</returns>
    public override string ToString()
    {
        string[][] rows =
        [
            ["layer", "type", "feeds", "law", "because"],
            .. Layers.Select(static layer => new[]
            {
                layer.Name,
                layer.Module.GetType().Name,
                (layer.IsNormalized ? "normalisation, " : "") + (layer.Activations.Count == 0 ? "?" : string.Join(", ", layer.Activations)),
                layer.Initializer?.Name ?? "left as it is",
                layer.Reason,
            }),
        ];
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        StringBuilder text = new();
        foreach (string[] row in rows)
        {
            text.Append(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd()).Append('\n');
        }

        if (OtherParameters.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"left as they are, being no weights of such layers: {string.Join(", ", OtherParameters.Select(static parameter => parameter.Name))}\n");
        }

        return text.ToString();
    }
}
