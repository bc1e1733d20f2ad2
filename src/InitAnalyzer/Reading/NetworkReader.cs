using System.Collections.Concurrent;
using System.Collections.Immutable;
using InitAnalyzer.Frameworks;
using InitAnalyzer.Model;
using InitAnalyzer.Reading.Source;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

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
    private readonly ConcurrentDictionary<INamedTypeSymbol, ImmutableArray<EntryPlacement>> entries =
        new(SymbolEqualityComparer.Default);

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
            && SourceIndex.TryBuild(compilation, frameworks.Select(framework => framework.Table), cancellationToken) is { } index
            ? new NetworkReader(compilation, frameworks, index)
            : null;
    }

    /// <summary>The initializer calls that stand in a type, in source order; those of nested types are theirs.</summary>
    public IReadOnlyList<InitializerCall> Read(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        if (!index.IsRelevant(type, cancellationToken))
        {
            return [];
        }

        var declarations = type.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellationToken)).ToImmutableArray();
        var placements = index
            .UsersOf(type, cancellationToken)
            .OrderBy(node => node.SyntaxTree.FilePath, StringComparer.Ordinal)
            .ThenBy(node => node.SpanStart)
            .Select(node => SymbolOf(node, cancellationToken))
            .OfType<INamedTypeSymbol>()
            .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default)
            .SelectMany(user => EntryOf(user, cancellationToken))
            .ToLookup(placement => placement.ReportNode);
        var calls = new List<InitializerCall>();
        foreach (var declaration in declarations)
        {
            foreach (var invocation in InvocationsIn(declaration))
            {
                calls.AddRange(Describe(invocation, placements[invocation], cancellationToken));
            }
        }

        return calls;
    }

    /// <summary>The calls that stand in a type itself, not in a type nested in it.</summary>
    private static IEnumerable<SyntaxNode> InvocationsIn(SyntaxNode declaration) =>
        declaration
            .DescendantNodes(node => node == declaration || node is not BaseTypeDeclarationSyntax)
            .Where(node => node is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax or ConstructorInitializerSyntax);

    private IEnumerable<InitializerCall> Describe(SyntaxNode invocation, IEnumerable<EntryPlacement> placements, CancellationToken cancellationToken)
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

        if (invocation is InvocationExpressionSyntax call && InitializerOf(call, cancellationToken) is var (framework, initializer, quirk))
        {
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
    private (Framework Framework, Initializer Initializer, InitializerQuirk Quirk)? InitializerOf(InvocationExpressionSyntax call, CancellationToken cancellationToken)
    {
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

    private ImmutableArray<EntryPlacement> EntryOf(INamedTypeSymbol type, CancellationToken cancellationToken) =>
        entries.TryGetValue(type, out var known)
            ? known
            : entries.GetOrAdd(type, EntryReader.Read(type, bodies, frameworks, cancellationToken));

    private INamedTypeSymbol? SymbolOf(SyntaxNode declaration, CancellationToken cancellationToken) => declaration switch
    {
        CompilationUnitSyntax => compilation.GetEntryPoint(cancellationToken)?.ContainingType,
        _ => bodies.Model(declaration).GetDeclaredSymbol(declaration, cancellationToken) as INamedTypeSymbol,
    };
}
