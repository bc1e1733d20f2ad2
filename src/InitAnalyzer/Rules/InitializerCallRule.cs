using InitAnalyzer.Configuration;
using InitAnalyzer.Model;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Rules;

/// <summary>A rule that judges each initializer call by itself.</summary>
internal abstract class InitializerCallRule : Rule
{
    public sealed override IEnumerable<Diagnostic> Examine(TypeModel type, RuleSettings settings)
    {
        foreach (var call in type.Calls)
        {
            if (Examine(call, settings) is { } diagnostic)
            {
                yield return diagnostic;
            }
        }
    }

    /// <summary>Judges one initializer call; returns null where nothing is to be said.</summary>
    protected abstract Diagnostic? Examine(InitializerCall call, RuleSettings settings);
}
