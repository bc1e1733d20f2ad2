using InitAnalyzer.Theory;

namespace InitAnalyzer.Runtime;

/// <summary>A network that can be simulated: layers in the order of the flow. Immutable.</summary>
public sealed class Network
{
    /// <summary>A network of any layers.</summary>
    /// <param name="inputs">The number of inputs: at least 1.</param>
    /// <param name="layers">The layers: at least one.</param>
    /// <param name="name">What reports call it; <see langword="null"/> for a name from the layers.</param>
    /// <exception cref="ArgumentNullException"><paramref name="layers"/> is null.</exception>
    /// <exception cref="ArgumentException">There is no layer, one is null, or one is not as <see cref="NetworkLayer"/> wants it.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="inputs"/> is below 1.</exception>
    public Network(int inputs, IEnumerable<NetworkLayer> layers, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(layers);
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        NetworkLayer[] all = [.. layers];
        if (all.Length == 0)
        {
            throw new ArgumentException("A network needs a layer.", nameof(layers));
        }

        int width = inputs;
        for (int i = 0; i < all.Length; i++)
        {
            if (Fault(all[i], width) is string fault)
            {
                throw new ArgumentException(FormattableString.Invariant($"Layer {i}: {fault}"), nameof(layers));
            }

            width = all[i].Width;
        }

        Inputs = inputs;
        Layers = Array.AsReadOnly(all);
        Name = name ?? all[0].Activation + ", " + all[0].Weights.Name;
    }

    /// <summary>What reports call it.</summary>
    public string Name { get; }

    /// <summary>The number of inputs.</summary>
    public int Inputs { get; }

    /// <summary>The layers.</summary>
    public IReadOnlyList<NetworkLayer> Layers { get; }

    /// <summary>A network of equal layers.</summary>
    /// <param name="depth">The number of layers: at least 1.</param>
    /// <param name="width">The number of inputs and of every layer's units: at least 1.</param>
    /// <param name="activation">The activation after every layer: elementwise.</param>
    /// <param name="weights">The initializer of the weights.</param>
    /// <param name="biases">The initializer of the biases; <see langword="null"/> for none.</param>
    /// <returns>The network.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="activation"/> or <paramref name="weights"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="activation"/> is not elementwise.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    public static Network Uniform(int depth, int width, Activation activation, Initializer weights, Initializer? biases = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentNullException.ThrowIfNull(activation);
        ArgumentNullException.ThrowIfNull(weights);
        if (!activation.IsElementwise)
        {
            throw new ArgumentException(activation + " is not elementwise.", nameof(activation));
        }

        NetworkLayer layer = new(width, activation, weights) { Biases = biases };
        return new(width, Enumerable.Repeat(layer, depth));
    }

    /// <summary>The width that a layer's weights see.</summary>
    internal int InputsOf(int layer) => layer == 0 ? Inputs : Layers[layer - 1].Width;

    /// <summary>The shape [units, inputs, field], with the fans of a convolution where there is a receptive field.</summary>
    internal WeightShape ShapeOf(int layer)
    {
        NetworkLayer self = Layers[layer];
        return self.ReceptiveField == 1
            ? WeightShape.Linear(InputsOf(layer), self.Width)
            : WeightShape.Convolution(InputsOf(layer), self.Width, [self.ReceptiveField]);
    }

    private static string? Fault(NetworkLayer layer, int inputs) =>
        layer is null ? "it is null."
        : layer.Activation is null || layer.Weights is null ? "it has no activation or no initializer."
        : !layer.Activation.IsElementwise ? layer.Activation + " is not elementwise."
        : layer.Width < 1 ? "its width must be at least 1."
        : layer.ReceptiveField < 1 ? "its receptive field must be at least 1."
        : !(layer.Dropout >= 0 && layer.Dropout < 1) ? "its dropout must be from 0 on, below 1."
        : layer.Normalization is < Normalization.None or > Normalization.Batch ? "its normalisation is not a member of the enumeration."
        : layer.Residual && layer.Width != inputs ? "a residual connection needs as many units as inputs."
        : null;
}
