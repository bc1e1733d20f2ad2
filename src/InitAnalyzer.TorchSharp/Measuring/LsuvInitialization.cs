using System.Globalization;
using System.Text;
using InitAnalyzer.Runtime;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InitAnalyzer.Torch;

/// <summary>Layer-sequential unit-variance initialisation (Mishkin and Matas, 2015, "All you need is a good init", algorithm 1) of a live model.</summary>
public static class LsuvInitialization
{
    /// <summary>
    /// Gives every weight layer, in the order of execution, an orthonormal weight and a bias of 0, and divides the weight by the standard deviation of what the layer gives for a
    /// batch, until its variance is 1. The model runs without training mode: dropout does nothing, and batch normalisation keeps its statistics.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="batch">A batch, of some dozens of real samples or more.</param>
    /// <param name="options">Seed, tolerance and number of iterations; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Ends it early; every parameter is as it was then, as it is where the model throws.</param>
    /// <returns>What was done to each layer, and which could not be seen and are as they were.</returns>
    /// <exception cref="ArgumentException">An argument is null or outside its range, or the model does not take the batch.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static LsuvReport Lsuv(this nn.Module model, ModelInput batch, LsuvOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(batch);
        options ??= new();
        options.Check();
        using Recorder recorder = new(model, batch, training: false, keepsRun: false, cancellationToken);
        using ParameterSnapshot snapshot = new(recorder.Layers.SelectMany(static layer => layer.Weights.Parameters));
        try
        {
            return new([.. recorder.Layers.Select(layer => Scale(recorder, layer, options, cancellationToken))], recorder.Unseen);
        }
        catch
        {
            snapshot.Restore();
            throw;
        }
    }

    private static LsuvLayerReport Scale(Recorder recorder, RecordedLayer layer, LsuvOptions options, CancellationToken cancellationToken)
    {
        Parameter weight = layer.Weights.Weight;
        using ParameterSnapshot before = new(layer.Weights.Parameters);
        ParallelOptions threads = new() { CancellationToken = cancellationToken };
        TensorFill.Fill(weight, Initializers.Orthogonal(), layer.Weights.Shape!, new RandomStream(options.Seed, layer.Name + ".weight"), threads, "model");
        if (layer.Weights.Bias is { } bias)
        {
            SignalInit.zeros_(bias);
        }

        double factor = 1;
        int iterations = 0;
        double variance = Variance(recorder, layer);
        while (Math.Abs(variance - 1) > options.Tolerance && variance > 0 && double.IsFinite(variance) && iterations < options.LargestIterations)
        {
            double step = 1 / Math.Sqrt(variance);
            using (no_grad())
            {
                TensorMath.Multiply(weight, step);
            }

            factor *= step;
            iterations++;
            variance = Variance(recorder, layer);
        }

        if (variance > 0 && double.IsFinite(variance))
        {
            return new(layer.Name, factor, variance, iterations, Math.Abs(variance - 1) <= options.Tolerance);
        }

        before.Restore();
        return new(layer.Name, 1, variance, 0, false);
    }

    private static double Variance(Recorder recorder, RecordedLayer layer)
    {
        using Recording recording = recorder.Run(gradients: false);
        using DisposeScope scope = NewDisposeScope();
        using IDisposable withoutGradients = no_grad();
        Tensor all = cat([.. recording.OutputsOf(layer).Select(static output => output.detach().flatten().to_type(ScalarType.Float64))]);
        Tensor variance = TensorMath.Square(all - all.mean()).mean();
        return variance.cpu().item<double>();
    }
}

/// <summary>How <see cref="LsuvInitialization.Lsuv"/> goes about it.</summary>
public sealed record LsuvOptions
{
    /// <summary>The seed of the orthonormal weights.</summary>
    public ulong Seed { get; init; }

    /// <summary>How far the variance may be from 1: above 0.</summary>
    public double Tolerance { get; init; } = 0.01;

    /// <summary>The number of times that a layer is scaled at most: at least 1.</summary>
    public int LargestIterations { get; init; } = 10;

    internal void Check()
    {
        if (!(Tolerance > 0))
        {
            throw new ArgumentOutOfRangeException("options", Tolerance, "The tolerance must be above 0.");
        }

        if (LargestIterations < 1)
        {
            throw new ArgumentOutOfRangeException("options", LargestIterations, "There must be at least one iteration.");
        }
    }
}

/// <summary>What <see cref="LsuvInitialization.Lsuv"/> did to a layer.</summary>
/// <param name="Name">The name that the model knows it by.</param>
/// <param name="Factor">The factor on an orthonormal weight; 1 where the layer was put back.</param>
/// <param name="Variance">The variance of its output for the batch.</param>
/// <param name="Iterations">The number of times that the weight was scaled.</param>
/// <param name="HasConverged">Whether the variance is as near to 1 as was asked; where it is 0 or not finite, the layer is as it was.</param>
public sealed record LsuvLayerReport(string Name, double Factor, double Variance, int Iterations, bool HasConverged);

/// <summary>What <see cref="LsuvInitialization.Lsuv"/> did to a model.</summary>
/// <param name="Layers">The layers, in the order of execution.</param>
/// <param name="Unseen">The weight layers whose output could not be seen, or that did not run; they are as they were.</param>
public sealed record LsuvReport(IReadOnlyList<LsuvLayerReport> Layers, IReadOnlyList<string> Unseen)
{
    /// <summary>A line for each layer.</summary>
    /// <returns>The text, ending in a line break, the same in every culture.</returns>
    public override string ToString()
    {
        StringBuilder text = new();
        foreach (LsuvLayerReport layer in Layers)
        {
            text.Append(CultureInfo.InvariantCulture, $"{layer.Name}: variance {layer.Variance:G4} after {layer.Iterations} steps, factor {layer.Factor:G4}{(layer.HasConverged ? "" : ", not converged")}\n");
        }

        return text.Append(Unseen.Count == 0 ? "" : "not seen: " + string.Join(", ", Unseen) + "\n").ToString();
    }
}
