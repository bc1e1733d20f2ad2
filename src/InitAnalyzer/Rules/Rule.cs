using InitAnalyzer.Model;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Rules;

/// <summary>One rule: a descriptor, and a judgement over the framework-neutral model. It knows neither C# nor a framework.</summary>
internal abstract class Rule
{
    public abstract DiagnosticDescriptor Descriptor { get; }

    /// <summary>Judges one initializer call; returns null where nothing is to be said.</summary>
    public abstract Diagnostic? Examine(InitializerCall call);
}
