using InitAnalyzer.Frameworks;
using InitAnalyzer.Model;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Reading;

/// <summary>One initializer call, as executed on one path of calls.</summary>
internal sealed class Initialisation(SyntaxNode node, SyntaxNode reportNode, Framework framework, Initializer? initializer, string? layerName, int ordinal, bool isAlternative)
{
    private InitializerLaw? law;

    /// <summary>The initializer call.</summary>
    public SyntaxNode Node { get; } = node;

    /// <summary>Where it is to be reported: the call itself, or the call that hands the layer to a helper.</summary>
    public SyntaxNode ReportNode { get; } = reportNode;

    public Framework Framework { get; } = framework;

    /// <summary>The initializer; null where the tensor is made by an expression.</summary>
    public Initializer? Initializer { get; } = initializer;

    /// <summary>Whether it is a call of an initializer; otherwise it is a part of what makes the tensor or the layer.</summary>
    public bool IsCall => Initializer is not null && !IsArgument;

    /// <summary>Whether it is an argument of what makes the layer, and no call by itself.</summary>
    public bool IsArgument { get; init; }

    /// <summary>For an expression: what the elements are drawn from.</summary>
    public Draw? Draw { get; set; }

    /// <summary>The layer as this call names it, where it does.</summary>
    public string? LayerName { get; } = layerName;

    /// <summary>The order of execution.</summary>
    public int Ordinal { get; } = ordinal;

    /// <summary>Whether the call fills one of several layers, and which is not known.</summary>
    public bool IsAlternative { get; } = isAlternative;

    public InitializerLaw Law => law ?? InitializerLaw.Unknown;

    /// <summary>Tells the law of this execution; rounds of a loop that disagree leave it unknown.</summary>
    public void Gives(InitializerLaw executed) =>
        law = law is null || law.Equals(executed) ? executed : InitializerLaw.Unknown;
}
