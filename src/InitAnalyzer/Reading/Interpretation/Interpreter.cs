using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using InitAnalyzer.Frameworks;
using InitAnalyzer.Reading.Source;
using InitAnalyzer.Reading.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace InitAnalyzer.Reading.Interpretation;

/// <summary>
/// Executes operations over abstract values: every path, loops to a fixed point (or round by round, where their number
/// is known), calls of methods in source by executing them in turn. What it cannot follow is Unknown.
/// </summary>
/// <remarks>One interpreter reads one entry (a type, or a program); it is not used by two threads.</remarks>
internal sealed partial class Interpreter(
    SourceIndex index,
    SourceBodies bodies,
    ImmutableArray<Framework> frameworks,
    CancellationToken cancellationToken)
{
    /// <summary>Operations that one entry may cost; a network is far below, and what is above is given up as a whole.</summary>
    private const int Budget = 80_000;

    private readonly FlowFacts facts = new();
    private readonly Dictionary<(SyntaxNode, CallPath, Type), AbstractObject> objects = [];
    private readonly List<AbstractObject> allocated = [];
    private readonly HashSet<AbstractObject> called = [];
    private readonly HashSet<FrameworkModule> calling = [];
    private readonly HashSet<IMethodSymbol> executed = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<(SyntaxNode, CallPath, AbstractObject), Initialisation> initialisations = [];
    private readonly Dictionary<IMethodSymbol, ILocalFunctionOperation> localFunctions = new(SymbolEqualityComparer.Default);

    private State? state = State.Empty;
    private Frame frame = new(null, null, null, null);
    private CallPath path = new();
    private int spent;
    private int loopDepth;

    /// <summary>The state where execution stands; null where it cannot be reached.</summary>
    public State? State
    {
        get => state;
        set => state = value;
    }

    public FlowFacts Facts => facts;

    /// <summary>The initializer calls executed so far that fill no weight of a layer: biases, norms, embeddings.</summary>
    public HashSet<SyntaxNode> OtherCalls { get; } = [];

    /// <summary>Every object made so far, in order.</summary>
    public IReadOnlyList<AbstractObject> Allocated => allocated;

    /// <summary>Whether a module has been called.</summary>
    public bool WasCalled(AbstractObject module) => called.Contains(module);

    /// <summary>Whether a method has been executed, be it from another.</summary>
    public bool WasExecuted(IMethodSymbol method) => executed.Contains(method.Implementation());

    /// <summary>The value of an expression; Unknown where it cannot be followed.</summary>
    private Value Visit(IOperation? operation)
    {
        if (operation is null || state is null)
        {
            return Value.Unknown;
        }

        if (++spent > Budget)
        {
            throw new BudgetExceededException();
        }

        if ((spent & 1023) == 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (operation.ConstantValue is { HasValue: true, Value: var constant } && constant is not (double or float or decimal))
        {
            return new ConstantValue(constant);
        }

        return VisitExpression(operation) ?? VisitStatement(operation);
    }

    private Concept? Find(ISymbol symbol, out Framework framework)
    {
        foreach (var candidate in frameworks)
        {
            if (candidate.Find(symbol) is { } concept)
            {
                framework = candidate;
                return concept;
            }
        }

        framework = frameworks[0];
        return null;
    }

    private bool IsInSource(ISymbol symbol) => bodies.Contain(symbol);

    private bool IsTensor(ITypeSymbol? type) => frameworks.IsTensor(type);

    private bool IsModule(ITypeSymbol? type) => frameworks.IsModule(type);

    /// <summary>The object made at a place on the present path; the same place and path give the same object.</summary>
    private T Allocate<T>(SyntaxNode site, Func<SyntaxNode, T> create)
        where T : AbstractObject
    {
        // An argument list's array stands at the same place as the call itself, so the kind is part of the key.
        if (!objects.TryGetValue((site, path, typeof(T)), out var existing))
        {
            objects[(site, path, typeof(T))] = existing = create(site);
            existing.Maker = frame.NearestReceiver;
            existing.MadeUnder = doubt.Question;
            allocated.Add(existing);
        }

        var made = (T)existing;

        if (loopDepth > 0)
        {
            made.IsSeveral = true;
        }

        return made;
    }

    /// <summary>Keeps the state through an alternative: runs it from here, and returns where it ends.</summary>
    private State? Branch(State? from, Action alternative)
    {
        state = from;
        alternative();
        return state;
    }
}

/// <summary>An entry costs more than it may; nothing is claimed of it.</summary>
internal sealed class BudgetExceededException : Exception;
