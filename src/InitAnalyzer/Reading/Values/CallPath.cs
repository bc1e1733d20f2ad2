using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Reading.Values;

/// <summary>The chain of calls, and rounds of unrolled loops, that led to where the interpreter stands.</summary>
internal sealed class CallPath
{
    private Dictionary<(SyntaxNode Site, int Round), CallPath>? next;

    /// <summary>The same path, one step on; the same step gives the same object, so that paths compare by reference.</summary>
    public CallPath Enter(SyntaxNode site, int round = 0)
    {
        next ??= [];
        if (!next.TryGetValue((site, round), out var path))
        {
            next[(site, round)] = path = new CallPath();
        }

        return path;
    }
}
