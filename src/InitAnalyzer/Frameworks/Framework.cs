using InitAnalyzer.Model;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Frameworks;

/// <summary>A framework's table bound to the symbols of one compilation.</summary>
internal sealed class Framework
{
    private readonly Dictionary<INamedTypeSymbol, Dictionary<string, Concept>> concepts =
        new(SymbolEqualityComparer.Default);

    private Framework(FrameworkTable table, INamedTypeSymbol module, INamedTypeSymbol tensor, bool hasQuirks)
    {
        Table = table;
        Module = module;
        Tensor = tensor;
        HasQuirks = hasQuirks;
    }

    public FrameworkTable Table { get; }

    public INamedTypeSymbol Module { get; }

    public INamedTypeSymbol Tensor { get; }

    /// <summary>Whether the referenced version is one whose initializers are known to be broken.</summary>
    public bool HasQuirks { get; }

    public static Framework? TryBind(FrameworkTable table, Compilation compilation)
    {
        if (Find(table.Marker, compilation) is not { } marker
            || Find(table.ModuleType, compilation) is not { } module
            || Find(table.TensorType, compilation) is not { } tensor)
        {
            return null;
        }

        var hasQuirks = marker.ContainingAssembly.Identity.Version <= table.LastQuirkyVersion;
        var framework = new Framework(table, module, tensor, hasQuirks);
        foreach (var rows in table.Rows.GroupBy(row => row.Container))
        {
            if (Find(rows.Key, compilation) is not { } container)
            {
                continue;
            }

            var members = new Dictionary<string, Concept>(StringComparer.Ordinal);
            foreach (var row in rows)
            {
                foreach (var member in Words.Split(row.Members))
                {
                    members[member] = row.Concept;
                }
            }

            framework.concepts[container] = members;
        }

        return framework;
    }

    /// <summary>What a member means, or null where the table does not know it. Members are inherited, constructors are not.</summary>
    public Concept? Find(ISymbol member)
    {
        var name = member is IPropertySymbol { IsIndexer: true } ? "this[]" : member.Name;
        for (var type = member.ContainingType?.OriginalDefinition; type is not null; type = type.BaseType?.OriginalDefinition)
        {
            if (concepts.TryGetValue(type, out var members) && members.TryGetValue(name, out var concept))
            {
                return concept;
            }

            if (member is IMethodSymbol { MethodKind: MethodKind.Constructor })
            {
                return null;
            }
        }

        return null;
    }

    public bool IsModule(ITypeSymbol? type) => Inherits(type, Module);

    public bool IsTensor(ITypeSymbol? type) => Inherits(type, Tensor);

    /// <summary>Whether a type is a part of the framework itself: one that the table speaks of, or nested in one.</summary>
    public bool Owns(INamedTypeSymbol? type)
    {
        for (; type is not null; type = type.ContainingType)
        {
            if (concepts.ContainsKey(type.OriginalDefinition))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The declarations of the framework's own types, where it is the framework that is being compiled.</summary>
    public IEnumerable<SyntaxNode> OwnDeclarations(CancellationToken cancellationToken) =>
        concepts.Keys.SelectMany(type => type.DeclaringSyntaxReferences).Select(reference => reference.GetSyntax(cancellationToken));

    /// <summary>The quirks that show at a call with these arguments.</summary>
    public InitializerQuirk QuirkOf(Initializer initializer, Func<string, bool> isWritten)
    {
        var isQuirky = HasQuirks
            && (initializer.GeneratorParameter is not { } generator || isWritten(generator));
        return isQuirky ? initializer.Quirk : InitializerQuirk.None;
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

    private static INamedTypeSymbol? Find(string documentationId, Compilation compilation) =>
        DocumentationCommentId.GetFirstSymbolForDeclarationId(documentationId, compilation) as INamedTypeSymbol;
}
