using System.Collections.Concurrent;
using System.Collections.Immutable;
using InitAnalyzer.Frameworks;
using InitAnalyzer.Model;
using InitAnalyzer.Reading.Source;
using InitAnalyzer.Theory;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace InitAnalyzer.Reading;

/// <summary>
/// Reads one compilation into the model, type by type, on demand. A type is read once, by itself; what is known of an
/// initializer call is gathered from all types that use, directly or not, the type in which it stands.
/// </summary>
internal sealed class NetworkReader
{
    private readonly Compilation compilation;
    private readonly ImmutableArray<Framework> frameworks;
    private readonly SourceIndex index;
    private readonly SourceBodies bodies;
    private readonly HashSet<string> initializerNames;
    private readonly ConcurrentDictionary<ISymbol, object> entries = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, ImmutableArray<EntryPlacement>> results =
        new(SymbolEqualityComparer.Default);

    private readonly ConcurrentDictionary<SyntaxNode, INamedTypeSymbol?> symbols = new();

    private NetworkReader(Compilation compilation, ImmutableArray<Framework> frameworks, SourceIndex index)
    {
        this.compilation = compilation;
        this.frameworks = frameworks;
        this.index = index;
        bodies = new SourceBodies(compilation);
        initializerNames = new HashSet<string>(
            frameworks
                .SelectMany(framework => framework.Table.Rows)
                .Where(row => row.Concept is Initializes)
                .SelectMany(row => Words.Split(row.Members)),
            StringComparer.Ordinal);
    }

    /// <summary>Prepares to read a compilation; null where it has nothing that a rule could speak of.</summary>
    public static NetworkReader? TryCreate(Compilation compilation, CancellationToken cancellationToken)
    {
        var frameworks = FrameworkCatalog.Bind(compilation);
        return !frameworks.IsEmpty
            && SourceIndex.TryBuild(compilation, frameworks, cancellationToken) is { } index
            ? new NetworkReader(compilation, frameworks, index)
            : null;
    }

    /// <summary>The initializer calls that stand in a type, in source order; those of nested types are theirs.</summary>
    public IReadOnlyList<InitializerCall> Read(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        if (IsFrameworkCode(type) || !index.Initialises(type))
        {
            return [];
        }

        var declarations = type.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellationToken)).ToImmutableArray();
        var calls = new List<InitializerCall>();
        var sites = declarations.SelectMany(InvocationsIn).ToList();
        var initializers = sites
            .Select(site => (Site: site, Initializer: InitializerOf(site, cancellationToken)))
            .Where(item => item.Initializer is not null)
            .ToDictionary(item => item.Site, item => item.Initializer!.Value);
        var placements = PlacementsFor(type, initializers, cancellationToken).ToLookup(placement => placement.ReportNode);
        foreach (var site in sites)
        {
            calls.AddRange(Describe(site, placements[site], initializers));
        }

        return calls;
    }

    /// <summary>
    /// What the type's initializer calls fill. Where the type's own reading settles that, it is all that is read;
    /// otherwise the types that use it may tell more: what follows a block, what a helper is handed.
    /// </summary>
    private IEnumerable<EntryPlacement> PlacementsFor(
        INamedTypeSymbol type,
        Dictionary<SyntaxNode, (Framework Framework, Initializer Initializer, InitializerQuirk Quirk)> initializers,
        CancellationToken cancellationToken)
    {
        if (index.IsEntry(type))
        {
            var own = EntriesOf(type, null, cancellationToken);
            var byCall = own.ToLookup(placement => placement.Initialisation.Node);
            if (initializers.All(item => !item.Value.Initializer.HasScale || IsSettled(byCall[item.Key])))
            {
                return own;
            }
        }
        else if (initializers.Count == 0)
        {
            return [];
        }

        var reaching = index.MethodsThatReach(type);
        var entries = index
            .UsersOf(type)
            .OrderBy(node => node.SyntaxTree.FilePath, StringComparer.Ordinal)
            .ThenBy(node => node.SpanStart)
            .Select(node => SymbolOf(node, cancellationToken))
            .OfType<INamedTypeSymbol>()
            .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default)
            .Where(user => index.IsEntry(user) && !IsFrameworkCode(user))
            .Select(user => (Type: user, Placements: EntriesOf(user, reaching, cancellationToken)))
            .ToList();

        // By itself a type does not know what its constructor is given; where it is made, that is known.
        var usedCalls = new HashSet<SyntaxNode>(entries
            .Where(entry => !SymbolEqualityComparer.Default.Equals(entry.Type, type))
            .SelectMany(entry => entry.Placements)
            .Select(placement => placement.Initialisation.Node));
        return entries.SelectMany(entry => SymbolEqualityComparer.Default.Equals(entry.Type, type)
            ? entry.Placements.Where(placement => !(DependsOnUse(placement) && usedCalls.Contains(placement.Initialisation.Node)))
            : entry.Placements);
    }

    private static bool DependsOnUse(EntryPlacement placement) =>
        placement.Placement.Law.Law is null || placement.Placement.Layer.Uses.Any(use => use.Kind == LayerUseKind.Unknown);

    /// <summary>Whether no user of a type could tell more of these layers: each feeds activations that are known, and followed to their end.</summary>
    private static bool IsSettled(IEnumerable<EntryPlacement> placements) =>
        placements.Any()
        && placements.All(placement =>
            placement.ReportNode == placement.Initialisation.Node
            && placement.Placement.Law.Law is not null
            && placement.Placement.Layer.Uses is { Count: > 0 } uses
            && uses.All(use => use is { Kind: LayerUseKind.Activation }
                && (use.IsHidden || use.IsNormalised || use.Activation!.Class is not (ActivationClass.TanhLike or ActivationClass.SigmoidLike))));

    /// <summary>The calls that stand in a type itself, not in a type nested in it.</summary>
    private static IEnumerable<SyntaxNode> InvocationsIn(SyntaxNode declaration) =>
        declaration
            .DescendantNodes(node => node == declaration || node is not BaseTypeDeclarationSyntax)
            .Where(node => node is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax or ConstructorInitializerSyntax);

    private static IEnumerable<InitializerCall> Describe(
        SyntaxNode invocation,
        IEnumerable<EntryPlacement> placements,
        Dictionary<SyntaxNode, (Framework Framework, Initializer Initializer, InitializerQuirk Quirk)> initializers)
    {
        var own = new List<Placement>();
        foreach (var group in placements.GroupBy(placement => placement.Initialisation.Node))
        {
            if (group.Key == invocation)
            {
                own.AddRange(group.Select(placement => placement.Placement));
                continue;
            }

            var handedOver = group.First().Initialisation;
            yield return new InitializerCall(
                invocation.GetLocation(),
                handedOver.Initializer.Name,
                handedOver.Framework.Table.Name,
                InitializerQuirk.None,
                IsHandedOver: true,
                Array(group.Select(placement => placement.Placement)));
        }

        if (initializers.TryGetValue(invocation, out var found))
        {
            var (framework, initializer, quirk) = found;
            yield return new InitializerCall(
                invocation.GetLocation(),
                initializer.Name,
                framework.Table.Name,
                quirk,
                IsHandedOver: false,
                Array(own));
        }

        static EquatableArray<Placement> Array(IEnumerable<Placement> items) => new(ImmutableArray.CreateRange(items.Distinct()));
    }

    /// <summary>The initializer that a call names, looked up only where the name is one of an initializer.</summary>
    private (Framework Framework, Initializer Initializer, InitializerQuirk Quirk)? InitializerOf(SyntaxNode site, CancellationToken cancellationToken)
    {
        if (site is not InvocationExpressionSyntax call)
        {
            return null;
        }

        var name = call.Expression switch
        {
            MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
            SimpleNameSyntax simple => simple.Identifier.ValueText,
            MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
            _ => "",
        };
        if (!initializerNames.Contains(name) || bodies.OperationOf(call, cancellationToken) is not IInvocationOperation operation)
        {
            return null;
        }

        foreach (var framework in frameworks)
        {
            if (framework.Find(operation.TargetMethod) is Initializes { Initializer: var initializer })
            {
                return (framework, initializer, framework.QuirkOf(initializer, parameter => IsPassed(operation, parameter)));
            }
        }

        return null;
    }

    private static bool IsPassed(IInvocationOperation operation, string parameter) =>
        operation.Arguments.Any(argument =>
            argument.Parameter?.Name == parameter
            && argument.ArgumentKind != ArgumentKind.DefaultValue
            && argument.Value.ConstantValue is not { HasValue: true, Value: null });

    /// <summary>The framework's own sources are no networks, when it is the framework that is being compiled.</summary>
    private bool IsFrameworkCode(INamedTypeSymbol type) => frameworks.Any(framework => framework.Owns(type));

    /// <summary>What a type's reading tells; of a static class, only the methods that reach the type that is asked about.</summary>
    private ImmutableArray<EntryPlacement> EntriesOf(
        INamedTypeSymbol type,
        HashSet<(SyntaxTree, TextSpan)>? reaching,
        CancellationToken cancellationToken)
    {
        if (!type.IsStatic)
        {
            return EntryOf(type, null, cancellationToken);
        }

        return EntryReader.RunnableMethodsOf(type)
            .Where(method => method.DeclaringSyntaxReferences[0] is var reference
                && (reaching is null || reaching.Contains((reference.SyntaxTree, reference.Span))))
            .SelectMany(method => EntryOf(type, method, cancellationToken))
            .ToImmutableArray();
    }

    private ImmutableArray<EntryPlacement> EntryOf(INamedTypeSymbol type, IMethodSymbol? only, CancellationToken cancellationToken)
    {
        // One thread reads, others that want the same wait; a cancelled reading is no result.
        var key = (ISymbol?)only ?? type;
        lock (entries.GetOrAdd(key, _ => new object()))
        {
            if (!results.TryGetValue(key, out var known))
            {
                known = results[key] = EntryReader.Read(type, only, index, bodies, frameworks, cancellationToken);
            }

            return known;
        }
    }

    private INamedTypeSymbol? SymbolOf(SyntaxNode declaration, CancellationToken cancellationToken) =>
        symbols.GetOrAdd(declaration, node => node is CompilationUnitSyntax
            ? compilation.GetEntryPoint(cancellationToken)?.ContainingType
            : bodies.Model(node).GetDeclaredSymbol(node, cancellationToken) as INamedTypeSymbol);
}
