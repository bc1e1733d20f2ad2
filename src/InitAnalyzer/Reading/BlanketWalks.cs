using System.Collections.Immutable;
using InitAnalyzer.Frameworks;
using InitAnalyzer.Model;
using InitAnalyzer.Reading.Source;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace InitAnalyzer.Reading;

/// <summary>
/// Finds the blanket initialisations that reach nothing: what a type's own reading and the readings of all that use it
/// agree on, because one call at the right time is enough.
/// </summary>
internal sealed class BlanketWalks
{
    private readonly SourceIndex index;
    private readonly SourceBodies bodies;
    private readonly InitializerSites sites;
    private readonly Entries entries;
    private readonly ImmutableArray<Framework> frameworks;
    private readonly HashSet<string> registrationNames;
    private readonly HashSet<string> walkNames;

    public BlanketWalks(
        ImmutableArray<Framework> frameworks,
        SourceIndex index,
        SourceBodies bodies,
        InitializerSites sites,
        Entries entries)
    {
        this.frameworks = frameworks;
        this.index = index;
        this.bodies = bodies;
        this.sites = sites;
        this.entries = entries;
        registrationNames = frameworks.WordsOf(concept => concept is RegistersFields or RegistersPart);
        walkNames = frameworks.WordsOf(concept => concept is EnumeratesParts or AppliesFunction);
    }

    /// <summary>The walks of a type that reach nothing, in source order.</summary>
    public IReadOnlyList<BlanketWalk> Of(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        if (!index.IsEntry(type) && !type.IsAbstract)
        {
            return [];
        }

        var own = index.CallsTo(type, walkNames).Where(IsOfThis).ToList();
        if (own.Count == 0)
        {
            return [];
        }

        // The cheap question first: most walks reach something when their own type is read.
        var alone = entries.Of(type, cancellationToken);
        own.RemoveAll(call => alone.Walks.Any(walk => walk.Node == call && !walk.IsOverNothing));
        var found = own
            .Select(call => (Call: call, Initializer: FirstInitializer(call, cancellationToken)))
            .Where(item => item.Initializer is not null)
            .ToList();
        if (found.Count == 0)
        {
            return [];
        }

        var readings = entries.UsersOf(type, cancellationToken).Select(user => entries.Of(user, cancellationToken)).Append(alone).ToList();
        return readings.All(reading => reading.IsWhole)
            ? found.Select(item => Describe(type, item.Call, item.Initializer!, readings, cancellationToken)).OfType<BlanketWalk>().ToList()
            : [];
    }

    private BlanketWalk? Describe(
        INamedTypeSymbol type,
        InvocationExpressionSyntax call,
        SyntaxNode initializer,
        IReadOnlyList<EntryReading> readings,
        CancellationToken cancellationToken)
    {
        var executions = readings.SelectMany(reading => reading.Walks).Where(walk => walk.Node == call).ToList();
        var layers = executions.SelectMany(walk => walk.Layers).GroupBy(layer => layer.Creation).Select(group => group.First().Name).Distinct().ToList();
        var registration = executions.Select(walk => walk.Registration).FirstOrDefault(node => node is not null);
        if (executions.Count == 0
            || layers.Count == 0
            || !executions.All(walk => walk.IsOverNothing)
            || bodies.OperationOf(call, cancellationToken) is not IInvocationOperation { TargetMethod: { } method }
            || frameworks.FirstOrDefault(framework => framework.Find(method) is not null) is not { } framework)
        {
            return null;
        }

        // A method may run at any time, after any other that registers; a constructor runs once.
        if (!executions.All(walk => walk.IsInConstructor) && (registration is not null || MentionsRegistration(type, cancellationToken)))
        {
            return null;
        }

        return new BlanketWalk(
            initializer.GetLocation(),
            call.GetLocation(),
            method.Name,
            framework.Table.Name,
            registration is null ? WalkReach.NeverRegistered : WalkReach.BeforeRegistration,
            registration?.GetLocation(),
            new EquatableArray<string>(ImmutableArray.CreateRange(layers)));
    }

    /// <summary>Whether a type, or one that it derives from, has to do with registration.</summary>
    private bool MentionsRegistration(INamedTypeSymbol type, CancellationToken cancellationToken) =>
        type.SourceChain()
            .SelectMany(ancestor => ancestor.DeclaringSyntaxReferences)
            .Select(reference => reference.GetSyntax(cancellationToken))
            .Any(declaration => declaration.DescendantTokens().Any(token => registrationNames.Contains(token.ValueText)));

    /// <summary>
    /// The first initializer call that a walk leads to: in the body of its loop, or in the function that it is given;
    /// the walk itself where the call stands elsewhere; null where there is none, or where the walk's result goes on.
    /// </summary>
    private SyntaxNode? FirstInitializer(InvocationExpressionSyntax walk, CancellationToken cancellationToken)
    {
        if (walk.FirstAncestorOrSelf<StatementSyntax>() is not { } statement || BodyOf(walk, statement) is not { } body)
        {
            return null;
        }

        var seen = new HashSet<SyntaxNode>();
        return InitializersIn(body).FirstOrDefault() ?? (Leads(body, 0) ? walk : null);

        IEnumerable<SyntaxNode> InitializersIn(SyntaxNode node) =>
            node.DescendantNodesAndSelf().Where(inner => sites.Find(inner, cancellationToken) is not null);

        bool Leads(SyntaxNode node, int depth) =>
            depth < 4 && seen.Add(node)
            && (InitializersIn(node).Any() || CalleesOf(node, cancellationToken).Any(callee => Leads(callee, depth + 1)));
    }

    /// <summary>What runs once for each part: a loop's body, or the functions that are handed over.</summary>
    private static SyntaxNode? BodyOf(InvocationExpressionSyntax walk, StatementSyntax statement) => statement switch
    {
        CommonForEachStatementSyntax loop when loop.Expression.Span.Contains(walk.Span) => loop.Statement,

        // apply(…), modules().ToList().ForEach(…)
        ExpressionStatementSyntax => walk.FirstAncestorOrSelf<ArgumentSyntax>() is null ? statement : null,
        _ => null,
    };

    /// <summary>The declarations in source of what a piece of code calls or hands over.</summary>
    private IEnumerable<SyntaxNode> CalleesOf(SyntaxNode node, CancellationToken cancellationToken) => node
        .DescendantNodesAndSelf()
        .OfType<SimpleNameSyntax>()
        .Select(name => bodies.Model(name).GetSymbolInfo(name, cancellationToken) is var info ? info.Symbol ?? info.CandidateSymbols.FirstOrDefault() : null)
        .Where(symbol => symbol is IMethodSymbol or ILocalSymbol or IFieldSymbol)
        .SelectMany(symbol => symbol!.DeclaringSyntaxReferences)
        .Select(reference => reference.GetSyntax(cancellationToken));

    /// <summary>Whether a call is of the object's own methods.</summary>
    private static bool IsOfThis(InvocationExpressionSyntax call) =>
        call.Expression is SimpleNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax or BaseExpressionSyntax };
}
