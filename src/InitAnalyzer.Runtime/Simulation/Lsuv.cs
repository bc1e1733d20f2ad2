namespace InitAnalyzer.Runtime;

/// <summary>
/// Layer-sequential unit-variance initialisation (Mishkin and Matas, 2015, "All you need is a good init", algorithm 1): orthonormal weights, divided layer by layer by the
/// standard deviation of what they give for a batch, until that is 1.
/// </summary>
public static class Lsuv
{
    /// <summary>Finds the factors on a drawn network.</summary>
    /// <param name="network">The network; its layers' own weights are replaced by orthogonal ones.</param>
    /// <param name="options">The batch, seed and inputs (the draw is the first); <see langword="null"/> for the defaults.</param>
    /// <param name="tolerance">How far the variance may be from 1: above 0.</param>
    /// <param name="largestIterations">The number of times that a layer is scaled at most: at least 1.</param>
    /// <param name="cancellationToken">Ends the search early.</param>
    /// <returns>The network with the weights that were found, and how it went.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="network"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static LsuvResult Apply(
        Network network, SamplingOptions? options = null, double tolerance = 0.01, int largestIterations = 10, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        options ??= new();
        options.Check(nameof(options));
        if (!(tolerance > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(tolerance), tolerance, "The tolerance must be above 0.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(largestIterations, 1);
        NetworkLayer[] layers = [.. network.Layers.Select(static layer => layer with { Weights = Initializers.Orthogonal() })];
        LsuvLayer[] results = new LsuvLayer[layers.Length];
        RandomStream stream = SampledNetwork.Root(options.Seed).Child(0);
        Network current = new(network.Inputs, layers, network.Name);
        SampledNetwork sample = new(current, options, cancellationToken);
        Batch signal = sample.Inputs(stream);
        for (int i = 0; i < layers.Length; i++)
        {
            double factor = 1;
            int iterations = 0;
            Batch z = sample.PreActivations(i, signal, stream);
            double variance = z.Sums(Initializer.SingleThread).Variance;
            while (Math.Abs(variance - 1) > tolerance && variance > 0 && iterations < largestIterations)
            {
                factor /= Math.Sqrt(variance);
                iterations++;
                layers[i] = layers[i] with { Weights = new ScaledInitializer(Initializers.Orthogonal(), factor) };
                current = new(network.Inputs, layers, network.Name);
                sample = new(current, options, cancellationToken);
                z = sample.PreActivations(i, signal, stream);
                variance = z.Sums(Initializer.SingleThread).Variance;
            }

            results[i] = new(factor, variance, iterations);
            signal = sample.Output(i, signal, z, stream, new Measurement());
        }

        return new(current, Array.AsReadOnly(results));
    }
}

/// <summary>What <see cref="Lsuv"/> found.</summary>
/// <param name="Network">The network with scaled orthogonal weights.</param>
/// <param name="Layers">The layers, in the order of the flow.</param>
public sealed record LsuvResult(Network Network, IReadOnlyList<LsuvLayer> Layers);

/// <summary>What <see cref="Lsuv"/> did to a layer.</summary>
/// <param name="Factor">The factor on orthonormal weights.</param>
/// <param name="Variance">The variance of the pre-activations that they give.</param>
/// <param name="Iterations">The number of times that the weights were scaled.</param>
public readonly record struct LsuvLayer(double Factor, double Variance, int Iterations);
