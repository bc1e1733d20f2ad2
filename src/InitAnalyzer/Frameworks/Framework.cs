using System.Collections.Concurrent;
using System.Collections.Immutable;
using InitAnalyzer.Frameworks.Declared;
using InitAnalyzer.Model;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Frameworks;

/// <summary>A framework's table bound to the symbols of one compilation.</summary>
internal sealed class Framework
{
    private readonly Dictionary<INamedTypeSymbol, Dictionary<string, Concept>> concepts =
        new(SymbolEqualityComparer.Default);

    /// <summary>What single members mean, where a user has said it of them.</summary>
    private readonly IReadOnlyDictionary<ISymbol, Concept>? declared;

    private readonly ImmutableArray<INamedTypeSymbol> tensors;

    /// <summary>By type, what its own members mean, and then those of each base type; types that have none are left out.</summary>
    private readonly ConcurrentDictionary<INamedTypeSymbol, Dictionary<string, Concept>[]> inherited = new(SymbolEqualityComparer.Default);

    private readonly ConcurrentDictionary<ITypeSymbol, bool> knownModules = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ITypeSymbol, bool> knownTensors = new(SymbolEqualityComparer.Default);

    private Framework(FrameworkTable table, INamedTypeSymbol marker, INamedTypeSymbol? module, ImmutableArray<INamedTypeSymbol> tensors)
    {
        Table = table;
        Assembly = marker.ContainingAssembly;
        Module = module;
        this.tensors = tensors;
        HasQuirks = table.LastQuirkyVersion is { } last && marker.ContainingAssembly.Identity.Version <= last;
    }

    /// <summary>The layers that users declare.</summary>
    public Framework(DeclaredFramework framework)
    {
        Table = framework.Table;
        declared = framework.Concepts;
        tensors = framework.Tensors;
    }

    public FrameworkTable Table { get; }

    /// <summary>The assembly that the framework is known by; null where it is spread over those that are compiled.</summary>
    public IAssemblySymbol? Assembly { get; }

    /// <summary>The base type of all modules, where there is one.</summary>
    public INamedTypeSymbol? Module { get; }

    /// <summary>Stands for the framework where something is noted of it for an object.</summary>
    public ISymbol? Mark => (ISymbol?)Module ?? Assembly;

    /// <summary>Whether the referenced version is one of which it is known what is broken.</summary>
    public bool HasQuirks { get; }

    public static Framework? TryBind(FrameworkTable table, Compilation compilation)
    {
        // A framework's own build holds the framework, and no networks.
        if (TypesById.Find(table.Marker, compilation) is not { } marker
            || (compilation.AssemblyName == table.Name && SymbolEqualityComparer.Default.Equals(marker.ContainingAssembly, compilation.Assembly)))
        {
            return null;
        }

        var framework = new Framework(
            table,
            marker,
            table.ModuleType is { } moduleType ? TypesById.Find(moduleType, compilation) : null,
            ImmutableArray.CreateRange(table.TensorTypes.Names.Select(name => TypesById.Find(name, compilation)).OfType<INamedTypeSymbol>()));
        foreach (var rows in table.Rows.GroupBy(row => row.Container))
        {
            if (TypesById.Find(rows.Key, compilation) is not { } container)
            {
                continue;
            }

            var members = new Dictionary<string, Concept>(StringComparer.Ordinal);
            foreach (var row in rows)
            {
                foreach (var member in Words.Split(row.Members))
                {
                    members[member] = framework.HasQuirks && row.Quirk is { } quirk ? quirk : row.Concept;
                }
            }

            framework.concepts[container] = members;
        }

        return framework;
    }

    /// <summary>What a member means, or null where the table does not know it. Members are inherited, constructors are not.</summary>
    public Concept? Find(ISymbol member)
    {
        if (declared is not null)
        {
            return declared.TryGetValue(member.OriginalDefinition, out var meaning) ? meaning : null;
        }

        if (member.ContainingType is not { } container)
        {
            return null;
        }

        var name = member is IPropertySymbol { IsIndexer: true } ? "this[]" : member.Name;
        if (member is IMethodSymbol { MethodKind: MethodKind.Constructor })
        {
            return concepts.TryGetValue(container.OriginalDefinition, out var constructors) && constructors.TryGetValue(name, out var made) ? made : null;
        }

        foreach (var members in inherited.GetOrAdd(container.OriginalDefinition, MembersOf))
        {
            if (members.TryGetValue(name, out var concept))
            {
                return concept;
            }
        }

        return null;
    }

    public bool IsModule(ITypeSymbol? type) => Module is not null && type is not null && knownModules.GetOrAdd(type, key => Inherits(key, Module));

    public bool IsTensor(ITypeSymbol? type) => type is not null && !tensors.IsEmpty && knownTensors.GetOrAdd(type, key => tensors.Any(tensor => Inherits(key, tensor)));

    /// <summary>Whether a type is a part of the framework itself: one that the table speaks of, or nested in one.</summary>
    public bool Owns(INamedTypeSymbol? type)
    {
        for (; type is not null; type = type.ContainingType)
        {
            if (declared is not null && type.InstanceConstructors.Any(constructor => declared.TryGetValue(constructor.OriginalDefinition, out var meaning) && IsPart(meaning)))
            {
                return true;
            }

            if (concepts.ContainsKey(type.OriginalDefinition))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The declarations of the framework's own types, where it is the framework that is being compiled.</summary>
    public IEnumerable<SyntaxNode> OwnDeclarations(CancellationToken cancellationToken) =>
        concepts.Keys
            .Concat(declared?.Where(pair => pair.Key is IMethodSymbol { MethodKind: MethodKind.Constructor } && IsPart(pair.Value)).Select(pair => pair.Key.ContainingType) ?? [])
            .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default)
            .SelectMany(type => type.DeclaringSyntaxReferences).Select(reference => reference.GetSyntax(cancellationToken));

    /// <summary>The quirks that show at a call with these arguments.</summary>
    public InitializerQuirk QuirkOf(Initializer initializer, Func<string, bool> isWritten)
    {
        var isQuirky = HasQuirks
            && (initializer.GeneratorParameter is not { } generator || isWritten(generator));
        return isQuirky ? initializer.Quirk : InitializerQuirk.None;
    }

    /// <summary>Whether a declared type is what networks are made of, and none itself.</summary>
    private static bool IsPart(Concept concept) => concept is not MakesModule { Module: SequentialConcept };

    private Dictionary<string, Concept>[] MembersOf(INamedTypeSymbol type)
    {
        var found = new List<Dictionary<string, Concept>>();
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType?.OriginalDefinition)
        {
            if (concepts.TryGetValue(current, out var members))
            {
                found.Add(members);
            }
        }

        return [.. found];
    }

    private static bool Inherits(ITypeSymbol? type, INamedTypeSymbol ancestor)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, ancestor))
            {
                return true;
            }
        }

        return false;
    }
}
