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

    /// <summary>What a type's own reading tells; empty where it cannot tell anything. Its factories are users like any other.</summary>
    public EntryReading Of(INamedTypeSymbol type, CancellationToken cancellationToken) =>
        EntryReading.Of(Read(type, isWanted: null, cancellationToken));

    /// <summary>The same of layers that the type makes: a method of a static class that makes none has no part in that.</summary>
    public EntryReading OfLayersMadeIn(INamedTypeSymbol type, CancellationToken cancellationToken) => EntryReading.Of(Read(
        type,
        type.IsStatic && !index.HoldsLayers(type) ? method => index.MakesLayers(method.GetSyntax(cancellationToken)) : null,
        cancellationToken));

    /// <summary>What a type and its own factories tell together.</summary>
    public EntryReading WithFactoriesOf(INamedTypeSymbol type, CancellationToken cancellationToken) =>
        EntryReading.Of(Read(type, isWanted: null, cancellationToken).Concat(type.IsStatic
            ? []
            : EntryReader.RunnableMethodsOf(type, frameworks).Where(index.IsFactory).Select(factory => ReadOnce(type, factory, cancellationToken))));

    /// <summary>
    /// The types that use a type in order to initialise, directly or through others, itself among them; of a class of
    /// static methods, which have nothing to do with each other, each that does. In the order of the source.
    /// </summary>
    public IReadOnlyList<EntryUser> UsersOf(INamedTypeSymbol type, CancellationToken cancellationToken) =>
        Users(index.UsersOf(type), cancellationToken).Where(user => index.IsEntry(user.Type)).ToList();

    /// <summary>The types that use a type for whatever reason, itself among them, likewise.</summary>
    public IReadOnlyList<EntryUser> AllUsersOf(INamedTypeSymbol type, CancellationToken cancellationToken) =>
        Users(index.AllUsersOf(type), cancellationToken).ToList();

    /// <summary>What the other types tell that use a type, directly or through others, and initialise weights in whatever member.</summary>
    public IEnumerable<EntryReading> OfInitialisingUsers(INamedTypeSymbol type, CancellationToken cancellationToken) =>
        Users(index.AllUsersOf(type), cancellationToken)
            .Where(user => !SymbolEqualityComparer.Default.Equals(user.Type, type) && index.Initialises(user.Type))
            .OrderBy(user => user.Length)
            .Select(user => Of(user, cancellationToken));

    private IEnumerable<EntryUser> Users(IEnumerable<MemberText> members, CancellationToken cancellationToken) => members
        .Select(member => (Member: member, Outline: index.OutlineOf(member)))
        .OrderBy(user => user.Outline.Node.SyntaxTree.FilePath, StringComparer.Ordinal)
        .ThenBy(user => user.Outline.Span.Start)
        .Select(user => (user.Member, user.Outline.Span, Type: SymbolOf(user.Outline.Type.Node, cancellationToken)))
        .Where(user => user.Type is not null && !frameworks.Own(user.Type))
        .GroupBy(user => user.Type!.IsStatic || index.IsFactory(user.Member) ? (object)user.Member : user.Type)
        .Select(group => new EntryUser(group.First().Type!, group.Select(user => user.Member).ToList(), group.Sum(user => user.Span.Length)) { IsFactory = index.IsFactory(group.First().Member) });

    /// <summary>What a user's reading tells; of a class of static methods, those that have to do with what is used.</summary>
    public EntryReading Of(EntryUser user, CancellationToken cancellationToken)
    {
        if (!user.IsFactory && !user.Type.IsStatic)
        {
            return Of(user.Type, cancellationToken);
        }

        var reaching = new HashSet<(SyntaxTree, TextSpan)>(user.Members.Select(index.OutlineOf).Select(member => (member.Node.SyntaxTree, member.Span)));
        return EntryReading.Of(Read(user.Type, method => reaching.Contains((method.SyntaxTree, method.Span)), cancellationToken));
    }

    /// <summary>Reads a type; of a static class, and of factories, method by method, only those that are wanted.</summary>
    private IEnumerable<EntryReading> Read(INamedTypeSymbol type, Func<SyntaxReference, bool>? isWanted, CancellationToken cancellationToken) =>
        type.IsStatic || isWanted is not null
            ? EntryReader.RunnableMethodsOf(type, frameworks)
                .Where(method => isWanted is null || isWanted(method.DeclaringSyntaxReferences[0]))
                .Select(method => ReadOnce(type, method, cancellationToken))
            : [ReadOnce(type, null, cancellationToken)];

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

/// <summary>A type that uses another.</summary>
/// <param name="Type">The type that uses it.</param>
/// <param name="Members">The members by which it does.</param>
/// <param name="Length">How much there is to read.</param>
internal sealed record EntryUser(INamedTypeSymbol Type, IReadOnlyList<MemberText> Members, int Length)
{
    /// <summary>Whether it is a method of a type that makes an object of it, and does nothing else.</summary>
    public bool IsFactory { get; init; }
}
