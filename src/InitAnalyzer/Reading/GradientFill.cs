using InitAnalyzer.Frameworks;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Reading;

/// <summary>A call that changes a parameter in place, with what all its executions in one entry tell.</summary>
/// <param name="site">Where it is to be reported: the call itself, or the call that hands the layer to a helper.</param>
/// <param name="call">The call.</param>
/// <param name="framework">Whose call it is.</param>
/// <param name="function">Its name.</param>
/// <param name="parameter">The parameter, as the call names it.</param>
/// <param name="layer">Where the layer is made.</param>
internal sealed class GradientFill(SyntaxNode site, SyntaxNode call, Framework framework, string function, string parameter, SyntaxNode? layer)
{
    public SyntaxNode Site { get; } = site;

    public SyntaxNode Call { get; } = call;

    public Framework Framework { get; } = framework;

    public string Function { get; } = function;

    public string Parameter { get; } = parameter;

    public SyntaxNode? Layer { get; } = layer;

    /// <summary>Whether it may run where it is allowed, or change something that needs no gradient.</summary>
    public bool MayBeAllowed { get; private set; }

    /// <summary>Whether it was seen to run where it is not allowed.</summary>
    public bool IsForbidden { get; private set; }

    public void Ran(GradientMode mode, bool isEntry)
    {
        MayBeAllowed |= mode is GradientMode.Off or GradientMode.Unknown;

        // Who calls a method that nobody is seen to call may have a scope around it.
        IsForbidden |= mode == GradientMode.Recorded || (mode == GradientMode.Assumed && !isEntry);
    }
}
