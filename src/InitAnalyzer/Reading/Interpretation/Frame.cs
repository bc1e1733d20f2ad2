using InitAnalyzer.Reading.Values;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Reading.Interpretation;

/// <summary>One call under way.</summary>
internal sealed class Frame(ISymbol? member, AbstractObject? receiver, Frame? caller, SyntaxNode? callSite)
{
    private const int MaximumDepth = 40;

    /// <summary>A network within a network within a network: further down nothing new is learnt.</summary>
    private const int MaximumRecursion = 4;

    /// <summary>The states in which break, continue and goto leave for a label; most calls have none.</summary>
    private Dictionary<ILabelSymbol, State>? leaving;

    public ISymbol? Member { get; } = member;

    public AbstractObject? Receiver { get; } = receiver;

    public Frame? Caller { get; } = caller;

    /// <summary>The object whose method is under way, or whose method has called static ones that are.</summary>
    public AbstractObject? NearestReceiver { get; } = receiver ?? caller?.NearestReceiver;

    public SyntaxNode? CallSite { get; } = callSite;

    public int Depth { get; } = caller is null ? 0 : caller.Depth + 1;

    /// <summary>Layers that the call hands over as arguments: what goes wrong with them is reported on the call.</summary>
    public HashSet<AbstractObject>? HandedOver { get; set; }

    /// <summary>What the call returns, so far.</summary>
    public Value? Returned { get; set; }

    /// <summary>The state at the returns, so far.</summary>
    public State? ReturnState { get; set; }

    /// <summary>What an iterator has yielded; null until it does.</summary>
    public SequenceObject? Yielded { get; set; }

    /// <summary>Notes that a state leaves for a label.</summary>
    public void Leave(ILabelSymbol label, State? state)
    {
        leaving ??= new(SymbolEqualityComparer.Default);
        if (State.Join(leaving.TryGetValue(label, out var earlier) ? earlier : null, state) is { } joined)
        {
            leaving[label] = joined;
        }
    }

    /// <summary>The states that have left for a label, joined; null where none has. They are asked for once.</summary>
    public State? Land(ILabelSymbol label)
    {
        if (leaving is null || !leaving.TryGetValue(label, out var state))
        {
            return null;
        }

        leaving.Remove(label);
        return state;
    }

    /// <summary>Whether a call would go deeper than is followed: into itself, or into the same method over and over.</summary>
    public bool IsTooDeep(ISymbol symbol, AbstractObject? instance)
    {
        if (Depth >= MaximumDepth)
        {
            return true;
        }

        var count = 0;
        for (var frame = this; frame is not null; frame = frame.Caller)
        {
            if (SymbolEqualityComparer.Default.Equals(frame.Member, symbol)
                && (ReferenceEquals(frame.Receiver, instance) || ++count >= MaximumRecursion))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether one of an object's constructors is under way.</summary>
    public bool IsConstructing(AbstractObject instance)
    {
        for (var frame = this; frame is not null; frame = frame.Caller)
        {
            if (ReferenceEquals(frame.Receiver, instance) && frame.Member is IMethodSymbol { MethodKind: MethodKind.Constructor })
            {
                return true;
            }
        }

        return false;
    }

    public bool IsRunning(ISymbol symbol, AbstractObject? instance)
    {
        for (var frame = this; frame is not null; frame = frame.Caller)
        {
            if (ReferenceEquals(frame.Receiver, instance) && SymbolEqualityComparer.Default.Equals(frame.Member, symbol))
            {
                return true;
            }
        }

        return false;
    }
}
