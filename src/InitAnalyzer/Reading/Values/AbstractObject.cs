using InitAnalyzer.Frameworks;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Reading.Values;

/// <summary>
/// An object as abstract interpretation knows it: by the place where it is made and the calls that led there.
/// </summary>
internal abstract class AbstractObject(SyntaxNode creation, ITypeSymbol? type)
{
    private ISymbol? holder;
    private AbstractObject? container;
    private int index;

    /// <summary>Where it is made.</summary>
    public SyntaxNode Creation { get; } = creation;

    /// <summary>Its exact type, where that is known.</summary>
    public ITypeSymbol? Type { get; } = type;

    /// <summary>The object whose code makes it; null for what is made by no object's.</summary>
    public AbstractObject? Maker { get; set; }

    /// <summary>Whether one place makes many (it is inside a loop), so that what is told of it is told of all.</summary>
    public bool IsSeveral { get; set; }

    /// <summary>The question, not followed, on which it depends whether it is made.</summary>
    public Interpretation.Question? MadeUnder { get; set; }

    /// <summary>For what contains other objects in an order: the sequence of them.</summary>
    public virtual SequenceObject? Sequence => null;

    /// <summary>The object as the user calls it: the field that holds it, its place in a container, or a variable.</summary>
    public string? Name =>
        holder is not (null or ILocalSymbol) || container?.Name is not { } name ? holder?.Name : $"{name}[{index}]";

    /// <summary>Tells of a variable that holds the object; a field's name says more than a local's.</summary>
    public void HeldBy(ISymbol symbol)
    {
        if (holder is null || (holder is ILocalSymbol && symbol is IFieldSymbol or IPropertySymbol))
        {
            holder = symbol;
        }
    }

    public void PartOf(AbstractObject parent, int position)
    {
        if (container is null && !ReferenceEquals(parent, this))
        {
            container = parent;
            index = position;
        }
    }
}

/// <summary>A module that the framework makes: layer, activation, normalisation, pass-through, container.</summary>
internal sealed class FrameworkModule(SyntaxNode creation, ITypeSymbol? type, Framework framework, ModuleConcept concept)
    : AbstractObject(creation, type), IWeightLayer
{
    private bool isFed;
    private long? fedInputs;

    public Framework Framework { get; } = framework;

    public ModuleConcept Concept { get; } = concept;

    public string? Kind => (Concept as WeightLayerConcept)?.Kind;

    public bool IsTransposedConvolution => Concept is WeightLayerConcept { Geometry: LayerGeometry.TransposedConvolution };

    /// <summary>For an activation: the catalogue's parameter; null for its default.</summary>
    public double? Parameter { get; init; }

    /// <summary>For an activation: whether its parameter could not be followed.</summary>
    public bool IsParameterUnknown { get; init; }

    /// <summary>For a weight layer: its fans, where the sizes are known.</summary>
    public Theory.Fans? Fans => Inputs is { } inputs ? FansWith?.Invoke(inputs) : null;

    /// <summary>For a weight layer: its fans with a number of inputs.</summary>
    public Func<long, Theory.Fans?>? FansWith { get; init; }

    /// <summary>For a normalisation: the number of dimensions of its weight and bias, where it is known.</summary>
    public int? ParameterRank { get; init; }

    /// <summary>For a normalisation: whether the framework leaves its weight and bias unset; null where that is not known.</summary>
    public bool? IsUnset { get; init; } = false;

    /// <summary>For a weight layer: the number of its inputs, where it is known.</summary>
    public long? Inputs => GivenInputs ?? fedInputs;

    /// <summary>For a weight layer: the number of inputs that it is made for.</summary>
    public long? GivenInputs { get; init; }

    /// <summary>For a weight layer with an activation of its own: what comes out of it.</summary>
    public TensorValue? Result { get; set; }

    /// <summary>For a weight layer: the number of its outputs, where it is known.</summary>
    public long? Outputs { get; init; }

    /// <summary>For a weight layer: its groups, where they are known; 1 where it has none.</summary>
    public long? Groups { get; init; }

    /// <summary>For a weight layer: whether its weight was last told to need no gradient.</summary>
    public bool IsFrozen { get; set; }

    /// <summary>For a weight layer: whether it has a bias, where that is known.</summary>
    public bool? HasBias { get; init; }

    /// <summary>For a dropout: whether it drops nothing.</summary>
    public bool IsIdentity { get; init; }

    /// <summary>For a dropout: the probability with which it drops, where it is known.</summary>
    public double? DropProbability { get; init; }

    /// <summary>For a container: the sequence of its parts.</summary>
    public SequenceObject? Parts { get; init; }

    public override SequenceObject? Sequence => Parts;

    /// <summary>Tells the number of inputs that comes in; from several places, it must be the same.</summary>
    public void IsFed(long? width)
    {
        fedInputs = isFed && fedInputs != width ? null : width;
        isFed = true;
    }
}

/// <summary>An instance of a type in source.</summary>
internal sealed class InstanceObject(SyntaxNode creation, INamedTypeSymbol type) : AbstractObject(creation, type)
{
    public new INamedTypeSymbol Type { get; } = type;

    /// <summary>For a type that derives from a container of the framework: the container.</summary>
    public FrameworkModule? Inner { get; set; }

    public override SequenceObject? Sequence => Inner?.Parts;

    /// <summary>For a module: its registered parts, as (name, part).</summary>
    public SequenceObject Children { get; } = new(creation);
}

/// <summary>An array, list or other collection, whose contents the state holds.</summary>
internal sealed class SequenceObject(SyntaxNode creation) : AbstractObject(creation, null)
{
    /// <summary>Whether its elements are entries, (key, value).</summary>
    public bool IsKeyed { get; init; }

    public override SequenceObject Sequence => this;
}
