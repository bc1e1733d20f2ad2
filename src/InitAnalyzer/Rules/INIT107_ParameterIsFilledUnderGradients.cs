using InitAnalyzer.Configuration;
using InitAnalyzer.Model;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Rules;

/// <summary>A parameter is filled in place by a method of its tensor, with no scope around it that turns gradients off: it throws.</summary>
internal sealed class INIT107_ParameterIsFilledUnderGradients : Rule
{
    private static readonly DiagnosticDescriptor Rule = new(
        "INIT107",
        "In-place fill of a parameter outside no_grad",
        "{0} changes '{1}' in place, which needs a gradient: outside no_grad it throws at run time",
        RuleDescriptor.Usage,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A leaf tensor that requires a gradient must not be changed in place while gradients are recorded. The functions of torch.nn.init turn them off themselves; the tensor's own fills do not.",
        helpLinkUri: RuleDescriptor.HelpLink("INIT107"));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override IEnumerable<Diagnostic> Examine(TypeModel type, RuleSettings settings) => type.Fills.Select(fill => Diagnostic.Create(
        Rule,
        fill.Location,
        fill.Layer is null ? null : new[] { fill.Layer },
        fill.IsHandedOver ? null : new Prescription(PrescriptionKind.FillWithoutGradients, fill.Framework).ToProperties(),
        fill.Function,
        fill.Parameter));
}
