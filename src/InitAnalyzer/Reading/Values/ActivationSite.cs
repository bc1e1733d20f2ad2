using InitAnalyzer.Theory;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Reading.Values;

/// <summary>One place where an activation is applied, and what becomes of its result.</summary>
internal sealed class ActivationSite(Activation? activation, SyntaxNode node)
{
    /// <summary>The activation; null where it is not known.</summary>
    public Activation? Activation { get; } = activation;

    public SyntaxNode Node { get; } = node;

    /// <summary>Whether the result goes on to a further weight layer.</summary>
    public bool IsHidden { get; set; }

    /// <summary>Whether the result is multiplied with another tensor.</summary>
    public bool IsGate { get; set; }
}
