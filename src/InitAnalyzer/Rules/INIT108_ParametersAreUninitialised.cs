using InitAnalyzer.Configuration;
using InitAnalyzer.Model;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Rules;

/// <summary>A normalisation's weight and bias are memory that nobody has set.</summary>
internal sealed class INIT108_ParametersAreUninitialised : Rule
{
    private static readonly DiagnosticDescriptor Rule = new(
        "INIT108",
        "GroupNorm's weight and bias are uninitialised memory",
        "{0} leaves the weight and bias of '{1}' as uninitialised memory, and nothing sets or loads them",
        RuleDescriptor.Usage,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Up to TorchSharp 0.107, GroupNorm takes memory for its weight and bias and does not set it. What it holds is chance: often zeros, so that nothing passes, sometimes anything, NaN among it. The weight is meant to begin as ones and the bias as zeros.",
        helpLinkUri: RuleDescriptor.HelpLink("INIT108"));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override IEnumerable<Diagnostic> Examine(TypeModel type, RuleSettings settings) => type.Unset.Select(module => Diagnostic.Create(
        Rule,
        module.Location,
        new Prescription(PrescriptionKind.SetParameters, module.Framework).ToProperties(),
        module.Kind,
        module.Name));
}
