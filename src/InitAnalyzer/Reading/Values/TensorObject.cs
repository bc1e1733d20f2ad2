using System.Collections.Immutable;
using InitAnalyzer.Frameworks;
using InitAnalyzer.Theory;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Reading.Values;

/// <summary>A tensor made in source: a parameter made by hand, or what may become one.</summary>
internal sealed class TensorObject(SyntaxNode creation, int? rank, ImmutableArray<long>? sizes = null) : AbstractObject(creation, null), IWeightLayer
{
    private readonly HashSet<(LayerGeometry Geometry, bool IsTransposed, long? Groups)> layouts = [];

    /// <summary>The number of dimensions, where it is known.</summary>
    public int? Rank { get; } = rank;

    /// <summary>The sizes, where all of them are known.</summary>
    public ImmutableArray<long>? Sizes { get; } = sizes;

    /// <summary>Whether it was said to be a parameter, or to need a gradient.</summary>
    public bool IsParameter { get; set; }

    /// <summary>Whether it was last told to need no gradient.</summary>
    public bool IsFrozen { get; set; }

    /// <summary>Whether it goes into something else than a product with a tensor, as in weight normalisation.</summary>
    public bool IsUsedOtherwise { get; set; }

    /// <summary>The function that multiplies by it, where one does: the kind of layer that it makes.</summary>
    public string? Kind { get; private set; }

    /// <summary>Whether a layer is made of it that is trained, and its layout there is certain.</summary>
    public bool IsWeight => layouts.Count == 1 && !IsFrozen;

    /// <summary>Whether it is a matrix of [inputs, outputs], where the framework's initializers take it for [outputs, inputs].</summary>
    public bool IsTransposed => Layout is { Geometry: LayerGeometry.Dense, IsTransposed: true };

    /// <summary>Whether it is the kernel of a transposed convolution.</summary>
    public bool IsTransposedConvolution => Layout is { Geometry: LayerGeometry.TransposedConvolution };

    /// <summary>The groups of the convolution; 1 for a matrix.</summary>
    public long? Groups => Layout is { Geometry: LayerGeometry.Dense } ? 1 : Layout?.Groups;

    /// <summary>The fans as the framework's initializers compute them from the sizes.</summary>
    public Fans? NominalFans => Sizes is { Length: >= 2 } sizes && KernelOf(sizes) is { } kernel
        ? new Fans((double)sizes[1] * kernel, (double)sizes[0] * kernel)
        : null;

    /// <summary>The fans of the layer that it makes.</summary>
    public Fans? Fans => Inputs is { } inputs && Outputs is { } outputs && Groups is > 0 and var groups && KernelOf(Sizes!.Value) is { } kernel
        && inputs % groups == 0 && outputs % groups == 0
        ? Layout!.Value.Geometry switch
        {
            LayerGeometry.Dense => Theory.Fans.ForLinear(inputs, outputs),
            LayerGeometry.Convolution => Theory.Fans.ForConvolution(inputs, outputs, kernel, groups),
            LayerGeometry.TransposedConvolution => Theory.Fans.ForTransposedConvolution(inputs, outputs, kernel, groups),
            _ => null,
        }
        : null;

    /// <summary>The number of inputs of the layer that it makes.</summary>
    public long? Inputs => Layout switch
    {
        { Geometry: LayerGeometry.Dense, IsTransposed: false } => SizeAt(1),
        { Geometry: LayerGeometry.Convolution } => SizeAt(1) * Groups,
        { Geometry: LayerGeometry.Dense or LayerGeometry.TransposedConvolution } => SizeAt(0),
        _ => null,
    };

    /// <summary>The number of outputs of the layer that it makes.</summary>
    public long? Outputs => Layout switch
    {
        { Geometry: LayerGeometry.Dense, IsTransposed: true } => SizeAt(1),
        { Geometry: LayerGeometry.TransposedConvolution } => SizeAt(1) * Groups,
        { Geometry: LayerGeometry.Dense or LayerGeometry.Convolution } => SizeAt(0),
        _ => null,
    };

    private (LayerGeometry Geometry, bool IsTransposed, long? Groups)? Layout => layouts.Count == 1 ? layouts.First() : null;

    /// <summary>Tells of a layer that is made of it.</summary>
    public void IsAppliedBy(string function, LayerGeometry geometry, bool isTransposed, long? groups)
    {
        Kind ??= function;
        layouts.Add((geometry, isTransposed, groups));
    }

    private long? SizeAt(int index) => Sizes is { Length: >= 2 } sizes ? sizes[index] : null;

    /// <summary>The product of the sizes of the kernel.</summary>
    private static long? KernelOf(ImmutableArray<long> sizes) =>
        sizes.Skip(2).Aggregate((long?)1, (product, size) => product is < 1 << 20 && size < 1 << 20 ? product * size : null);
}
