using System.Collections.Concurrent;
using System.Collections.Immutable;
using InitAnalyzer.Frameworks;
using InitAnalyzer.Reading.Source;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace InitAnalyzer.Reading;

/// <summary>The readings of the types of one compilation, each made once, when it is first asked for.</summary>
internal sealed class Entries(Compilation compilation, SourceIndex index, SourceBodies bodies, ImmutableArray<Framework> frameworks)
{
    private readonly ConcurrentDictionary<ISymbol, object> locks = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, EntryReading> readings = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<SyntaxNode, INamedTypeSymbol?> symbols = new();

    /// <summary>What a type's own reading tells; empty where it cannot tell anything.</summary>
    public EntryReading Of(INamedTypeSymbol type, CancellationToken cancellationToken) =>
        EntryReading.Of(Read(type, reaching: null, cancellationToken));

    /// <summary>What the types tell that use a type, directly or through others, itself among them; in the order of the source.</summary>
    public IReadOnlyList<(INamedTypeSymbol Type, EntryReading Reading)> OfUsers(
        INamedTypeSymbol type,
        CancellationToken cancellationToken)
    {
        var reaching = index.MethodsThatReach(type);
        return Symbols(index.UsersOf(type), cancellationToken)
            .Where(index.IsEntry)
            .Select(user => (user, EntryReading.Of(Read(user, reaching, cancellationToken))))
            .ToList();
    }

    /// <summary>What the types tell that use a type for whatever reason, itself among them; in the order of the source.</summary>
    public IReadOnlyList<EntryReading> OfAllUsers(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        var reaching = index.MethodsThatReach(type);
        return Symbols(index.AllUsersOf(type), cancellationToken)
            .Select(user => EntryReading.Of(Read(user, reaching, cancellationToken)))
            .ToList();
    }

    /// <summary>What the other types tell that use a type, directly or through others, and initialise weights.</summary>
    public IReadOnlyList<EntryReading> OfInitialisingUsers(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        var reaching = index.MethodsThatReach(type);
        return Symbols(index.InitialisingUsersOf(type), cancellationToken)
            .Where(user => !SymbolEqualityComparer.Default.Equals(user, type))
            .Select(user => EntryReading.Of(Read(user, reaching, cancellationToken)))
            .ToList();
    }

    private IEnumerable<INamedTypeSymbol> Symbols(IEnumerable<SyntaxNode> declarations, CancellationToken cancellationToken) =>
        declarations
            .OrderBy(node => node.SyntaxTree.FilePath, StringComparer.Ordinal)
            .ThenBy(node => node.SpanStart)
            .Select(node => SymbolOf(node, cancellationToken))
            .OfType<INamedTypeSymbol>()
            .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default)
            .Where(user => !frameworks.Any(framework => framework.Owns(user)));

    /// <summary>Reads a type; of a static class only the methods that reach the type that is asked about.</summary>
    private IEnumerable<EntryReading> Read(
        INamedTypeSymbol type,
        HashSet<(SyntaxTree, TextSpan)>? reaching,
        CancellationToken cancellationToken)
    {
        if (!type.IsStatic)
        {
            return [ReadOnce(type, null, cancellationToken)];
        }

        return EntryReader.RunnableMethodsOf(type)
            .Where(method => method.DeclaringSyntaxReferences[0] is var reference
                && (reaching is null || reaching.Contains((reference.SyntaxTree, reference.Span))))
            .Select(method => ReadOnce(type, method, cancellationToken));
    }

    private EntryReading ReadOnce(INamedTypeSymbol type, IMethodSymbol? only, CancellationToken cancellationToken)
    {
        // One thread reads, others that want the same wait; a cancelled reading is no result.
        var key = (ISymbol?)only ?? type;
        lock (locks.GetOrAdd(key, _ => new object()))
        {
            if (!readings.TryGetValue(key, out var known))
            {
                known = readings[key] = EntryReader.Read(type, only, index, bodies, frameworks, cancellationToken);
            }

            return known;
        }
    }

    private INamedTypeSymbol? SymbolOf(SyntaxNode declaration, CancellationToken cancellationToken) =>
        symbols.GetOrAdd(declaration, node => node is CompilationUnitSyntax
            ? compilation.GetEntryPoint(cancellationToken)?.ContainingType
            : bodies.Model(node).GetDeclaredSymbol(node, cancellationToken) as INamedTypeSymbol);
}
