using InitAnalyzer.Theory;

namespace InitAnalyzer.Frameworks;

/// <summary>What a module does to the tensors that pass it.</summary>
internal abstract record ModuleConcept;

/// <summary>A layer with a weight matrix or kernel, subject to the pair rules.</summary>
/// <param name="Kind">The framework's name for it.</param>
/// <param name="Geometry">How its weight is laid out.</param>
/// <param name="Inputs">The parameter that gives the number of inputs or input channels; null where they are those of what comes in.</param>
/// <param name="Outputs">The parameter that gives the number of outputs or output channels.</param>
/// <param name="Kernel">The parameter that gives the kernel size, for convolutions.</param>
/// <param name="Groups">The parameter that gives the groups, for convolutions.</param>
/// <param name="Dimensions">The number of dimensions of the kernel, for convolutions.</param>
internal sealed record WeightLayerConcept(
    string Kind,
    LayerGeometry Geometry,
    string? Inputs,
    string Outputs,
    string? Kernel = null,
    string? Groups = null,
    int? Dimensions = null) : ModuleConcept
{
    /// <summary>The parameter that says whether there is a bias.</summary>
    public string? Bias { get; init; }

    /// <summary>
    /// The law that the framework gives the weight, and to the variance the bias too; null where it is none over a fan that
    /// counts what is summed up.
    /// </summary>
    public WeightLaw? DefaultLaw { get; init; }

    /// <summary>Whether the default is the law that the activation behind the layer wants, whatever that is.</summary>
    public bool DefaultsToRecommended { get; init; }

    /// <summary>Whether the bias is zero at first, whatever the weight's law.</summary>
    public bool HasZeroBias { get; init; }

    /// <summary>The parameter that gives the shape of the input, where it can be given; its last size is the number of inputs.</summary>
    public string? InputShape { get; init; }

    /// <summary>Whether the number of inputs is that of what comes in, where it is not given.</summary>
    public bool InfersInputs => Inputs is null || InputShape is not null;

    /// <summary>The parameter that gives the activation that is a part of the layer.</summary>
    public string? Activation { get; init; }

    /// <summary>The parameter that gives the law of the weight.</summary>
    public string? Initializer { get; init; }

    /// <summary>The parameter that gives the law of the bias.</summary>
    public string? BiasInitializer { get; init; }
}

/// <summary>A layer with weights of another kind (embedding, recurrent, attention): it is fed by activations, and gets no verdict itself.</summary>
internal sealed record OpaqueLayerConcept(string Kind) : ModuleConcept
{
    /// <summary>Whether its weight needs a gradient from the start; one that is given a weight may be frozen.</summary>
    public bool NeedsGradient { get; init; } = true;

    /// <summary>Whether it is made of other modules.</summary>
    public bool HasParts { get; init; }
}

/// <summary>An activation of the catalogue.</summary>
/// <param name="Name">Its name in the catalogue.</param>
/// <param name="Parameters">The parameters that shape it; their mean is the catalogue's parameter (RReLU has two).</param>
internal sealed record ActivationConcept(string Name, EquatableNames Parameters) : ModuleConcept
{
    /// <summary>Parameters that make another activation of it where anything is passed for them.</summary>
    public EquatableNames Unless { get; init; } = EquatableNames.None;

    /// <summary>A parameter without which, as true, it is another activation, or none.</summary>
    public string? OnlyWith { get; init; }
}

/// <summary>The activation that a string names.</summary>
/// <param name="Name">The parameter that takes the string.</param>
internal sealed record NamedActivationConcept(string Name) : ModuleConcept;

/// <summary>A normalisation: what stands before it loses its scale.</summary>
/// <param name="Shape">The parameter that gives the shape of its weight, where that need not be one-dimensional.</param>
internal sealed record NormalisationConcept(string? Shape = null) : ModuleConcept
{
    /// <summary>
    /// Where, up to the last quirky version, the weight and bias are memory that nobody has set: the parameter that says
    /// whether there are any.
    /// </summary>
    public string? Unset { get; init; }
}

/// <summary>A step through which a layer feeds what follows: dropout, pooling, padding, reshaping.</summary>
/// <param name="KeepsMoments">
/// Whether signal and gradient come through as strong as they were; a step that takes the largest, averages or blends keeps
/// the order of magnitude alone.
/// </param>
internal record PassThroughConcept(bool KeepsMoments = true) : ModuleConcept
{
    /// <summary>Whether the next layer has as many inputs as without it.</summary>
    public bool KeepsWidth { get; init; }
}

/// <summary>A step that sets random inputs to zero, and so moves the mean and variance that SELU keeps.</summary>
/// <param name="Name">The framework's name for it.</param>
/// <param name="SelfNormalizing">The framework's name for the one that keeps them; null where it has none.</param>
internal sealed record DropoutConcept(string Name, string? SelfNormalizing) : PassThroughConcept
{
    /// <summary>The parameter that gives the probability.</summary>
    public string Probability { get; init; } = "p";

    /// <summary>The parameter that says whether anything is dropped at all.</summary>
    public string Training { get; init; } = "training";
}

/// <summary>A step that leaves every number and its place: a move to another device or scope.</summary>
internal sealed record MoveConcept : PassThroughConcept;

/// <summary>A step that exchanges two dimensions; for a matrix: rows and columns.</summary>
internal sealed record TransposeConcept : PassThroughConcept;

/// <summary>A step that lays several tensors side by side.</summary>
internal sealed record JoinConcept : ModuleConcept;

/// <summary>A sum of tensors.</summary>
internal sealed record AdditionConcept : ModuleConcept;

/// <summary>A product of tensors, element by element: what makes an activation a gate.</summary>
internal sealed record MultiplicationConcept : ModuleConcept;

/// <summary>An operation that ends a path and that is no activation: a reduction, a matrix product, a loss.</summary>
/// <param name="Arithmetic">What it computes of numbers, where it is applied to some.</param>
internal sealed record EndConcept(Arithmetic Arithmetic = Arithmetic.None) : ModuleConcept;

/// <summary>A product of two matrices; where one of them is a parameter, it is the weight of a layer.</summary>
internal sealed record MatrixProductConcept : ModuleConcept;

/// <summary>A weight applied by a function instead of a layer; what feeds it is hidden.</summary>
/// <param name="Geometry">How the weight is laid out.</param>
/// <param name="Weight">The parameter that takes the weight.</param>
/// <param name="Groups">The parameter that gives the groups, for convolutions.</param>
internal sealed record FunctionalWeightConcept(LayerGeometry Geometry, string Weight, string? Groups = null) : ModuleConcept;

/// <summary>Modules called one after the other.</summary>
/// <param name="Parts">The parameter that takes them; null where it is the only one.</param>
internal sealed record SequentialConcept(string? Parts = null) : ModuleConcept
{
    /// <summary>Whether a layer with weights follows that is not among them: the output layer, which a trainer adds.</summary>
    public bool FeedsLayer { get; init; }
}

/// <summary>A list or dictionary of modules, which is not called itself.</summary>
/// <param name="IsKeyed">Whether its elements are found by a key.</param>
internal sealed record ModuleCollectionConcept(bool IsKeyed = false) : ModuleConcept;

/// <summary>What an operation computes of numbers.</summary>
internal enum Arithmetic
{
    None,
    Addition,
    Subtraction,
    Multiplication,
    Division,
    Negation,
}

/// <summary>How a layer's weight tensor is laid out.</summary>
internal enum LayerGeometry
{
    /// <summary>[outputs, inputs].</summary>
    Dense,

    /// <summary>[out, in / groups, kernel…].</summary>
    Convolution,

    /// <summary>[in, out / groups, kernel…].</summary>
    TransposedConvolution,

    /// <summary>A weight that no fan is defined for here, such as Bilinear's [out, in1, in2].</summary>
    Other,
}
