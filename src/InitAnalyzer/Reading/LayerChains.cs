using System.Collections.Immutable;
using InitAnalyzer.Model;
using InitAnalyzer.Reading.Source;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitAnalyzer.Reading;

/// <summary>
/// The chains of layers that a type puts together, as its own reading shows them, where nobody else is seen to change the laws of their weights.
/// </summary>
internal sealed class LayerChains(Entries entries, LoadedTypes loads)
{
    public IReadOnlyList<LayerChain> Of(INamedTypeSymbol type, int minimumDepth, CancellationToken cancellationToken)
    {
        var declarations = new TypeDeclarations(type, cancellationToken);
        var own = entries.OfLayersMadeIn(type, cancellationToken).Chains
            .Where(chain => chain.Links.Length >= minimumDepth && chain.Tops.Any(declarations.Hold))
            .ToList();
        if (own.Count == 0 || loads.MayLoad(type, cancellationToken))
        {
            return [];
        }

        // Who uses the type may initialise its layers.
        var filled = new HashSet<Location>();
        foreach (var user in entries.OfInitialisingUsers(type, cancellationToken))
        {
            if (user is not { IsWhole: true, LosesTrack: false })
            {
                return [];
            }

            filled.UnionWith(user.Placements.Select(placement => placement.Placement.Layer.Creation).OfType<Location>());
            own.RemoveAll(chain => chain.Creations.Any(creation => filled.Contains(creation.GetLocation())));
            if (own.Count == 0)
            {
                return [];
            }
        }

        return own
            .Select(chain => new LayerChain(PlaceOf(chain, declarations), chain.Framework, new EquatableArray<ChainLink>(chain.Links)))
            .Distinct()
            .ToList();
    }

    /// <summary>The container; for layers that are held one by one, the type that holds them; for those that no object holds, the first.</summary>
    private static Location PlaceOf(EntryChain chain, TypeDeclarations declarations)
    {
        if (chain.Container is { } container && declarations.Hold(container))
        {
            return container.GetLocation();
        }

        return !chain.IsHeld
            ? chain.Tops.First(declarations.Hold).GetLocation()
            : declarations.Nodes.OfType<TypeDeclarationSyntax>().OrderBy(node => node.SyntaxTree.FilePath, StringComparer.Ordinal).First().Identifier.GetLocation();
    }
}
