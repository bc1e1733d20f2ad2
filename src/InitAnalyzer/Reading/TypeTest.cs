using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Reading;

/// <summary>A test of a value's type, with what all its executions in one entry tell.</summary>
/// <param name="node">The pattern, the <c>is</c>, or the <c>OfType</c>.</param>
/// <param name="type">The type that is asked for.</param>
internal sealed class TypeTest(SyntaxNode node, ITypeSymbol type)
{
    public SyntaxNode Node { get; } = node;

    public ITypeSymbol Type { get; } = type;

    /// <summary>Whether something passed it, or may have.</summary>
    public bool MayMatch { get; private set; }

    /// <summary>Whether it was put to something else than the modules of a network all of which are known.</summary>
    public bool IsOfOthers { get; private set; }

    /// <summary>Whether it was put to nothing but what is not known at all.</summary>
    public bool IsOfUnknown { get; private set; } = true;

    /// <summary>The call that walks over the modules, as the framework names it.</summary>
    public string Walk { get; private set; } = "";

    /// <summary>Tells of one execution.</summary>
    public void Ran(bool? outcome, string? knownWalk)
    {
        MayMatch |= outcome != false;
        IsOfOthers |= knownWalk is null;
        IsOfUnknown &= outcome is null && knownWalk is null;
        Walk = Walk.Length == 0 ? knownWalk ?? "" : Walk;
    }
}
