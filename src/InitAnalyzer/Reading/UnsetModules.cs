using System.Collections.Immutable;
using InitAnalyzer.Frameworks;
using InitAnalyzer.Model;
using InitAnalyzer.Reading.Source;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Reading;

/// <summary>
/// Finds the modules whose parameters the framework leaves unset and nobody sets: neither the type that makes them, nor
/// any type that uses it, directly or through others, nor a file that is loaded.
/// </summary>
internal sealed class UnsetModules(
    ImmutableArray<Framework> frameworks,
    SourceIndex index,
    Entries entries,
    LoadedTypes loads)
{
    /// <summary>The modules that are made in a type, in source order.</summary>
    public IReadOnlyList<UnsetModule> Of(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        // What a base type in another assembly does is not seen.
        if (type.SourceChain().Last().BaseType is { SpecialType: not (SpecialType.System_Object or SpecialType.System_ValueType) } root
            && !frameworks.Any(framework => framework.IsModule(root) && SymbolEqualityComparer.Default.Equals(root.ContainingAssembly, framework.Assembly)))
        {
            return [];
        }

        var declarations = new TypeDeclarations(type, cancellationToken);
        var alone = entries.Of(type, cancellationToken);
        if (!alone.IsWhole || (!type.IsAbstract && !alone.UnsetModules.Any(item => !item.MayBeSet && declarations.Hold(item.Module.Creation))))
        {
            return [];
        }

        // What one member does to such modules is known only where it is run.
        var users = new HashSet<SyntaxNode>(index.AllUsersOf(type).Select(member => index.OutlineOf(member).Type.Node));
        if (index.InitialiseUnset().Any(node => !users.Contains(node)) || loads.MayLoad(type, cancellationToken))
        {
            return [];
        }

        // Who sets one of them is enough; the shortest are asked first.
        var found = new Dictionary<SyntaxNode, Values.FrameworkModule>();
        var set = new HashSet<SyntaxNode>();
        foreach (var user in entries.AllUsersOf(type, cancellationToken).OrderBy(user => user.Length))
        {
            var reading = entries.Of(user, cancellationToken);
            foreach (var item in reading.UnsetModules.Where(item => declarations.Hold(item.Module.Creation)))
            {
                if (item.MayBeSet)
                {
                    set.Add(item.Module.Creation);
                }
                else if (!found.ContainsKey(item.Module.Creation))
                {
                    found[item.Module.Creation] = item.Module;
                }
            }

            if (!reading.IsWhole || (found.Count > 0 && found.Keys.All(set.Contains)))
            {
                return [];
            }
        }

        return found
            .Where(pair => !set.Contains(pair.Key))
            .OrderBy(pair => pair.Key.SyntaxTree.FilePath, StringComparer.Ordinal)
            .ThenBy(pair => pair.Key.SpanStart)
            .Select(pair => Describe(pair.Value))
            .ToList();
    }

    private static UnsetModule Describe(Values.FrameworkModule module)
    {
        var kind = module.Type?.Name ?? "";
        return new UnsetModule(module.Creation.GetLocation(), module.Name ?? kind, kind, module.Framework.Table.Name);
    }
}
