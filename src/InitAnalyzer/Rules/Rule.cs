using InitAnalyzer.Configuration;
using InitAnalyzer.Model;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Rules;

/// <summary>One rule: a descriptor, and a judgement over the framework-neutral model. It knows neither C# nor a framework.</summary>
internal abstract class Rule
{
    public abstract DiagnosticDescriptor Descriptor { get; }

    /// <summary>Judges what was read of one type, under the settings that hold for it.</summary>
    public abstract IEnumerable<Diagnostic> Examine(TypeModel type, RuleSettings settings);
}
