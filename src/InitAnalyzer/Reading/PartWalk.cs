using InitAnalyzer.Reading.Values;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Reading;

/// <summary>A walk over one module's parts (<c>apply</c>, <c>modules()</c>, <c>parameters()</c>), with what all its executions tell.</summary>
/// <param name="node">The call that walks.</param>
/// <param name="owner">The module that is walked, where its own method walks; null where it is not known.</param>
internal sealed class PartWalk(SyntaxNode node, InstanceObject? owner)
{
    public SyntaxNode Node { get; } = node;

    public InstanceObject? Owner { get; } = owner;

    /// <summary>Whether it ran over nothing at all, every time: no part was registered.</summary>
    public bool IsOverNothing { get; private set; } = true;

    /// <summary>Whether it ran every time while the module's own constructor was under way.</summary>
    public bool IsInConstructor { get; private set; } = true;

    /// <summary>Tells of one execution.</summary>
    public void Ran(bool overNothing, bool inConstructor)
    {
        IsOverNothing &= overNothing;
        IsInConstructor &= inConstructor;
    }
}
