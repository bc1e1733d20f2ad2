using InitAnalyzer.Configuration;
using InitAnalyzer.Model;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Rules;

/// <summary>The next initialisation of the same weight undoes this one.</summary>
internal sealed class INIT104_InitialisationIsOverwritten : InitializerCallRule
{
    private static readonly DiagnosticDescriptor Rule = new(
        "INIT104",
        "The initialisation is overwritten before it is used",
        "{0} fills {1}, which is filled anew below before anything uses it: this call has no effect",
        RuleDescriptor.Usage,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Two initialisations of the same tensor follow each other in one straight run of statements. Only the last one counts; the other is left over, or was meant for another layer.",
        helpLinkUri: RuleDescriptor.HelpLink("INIT104"));

    public override DiagnosticDescriptor Descriptor => Rule;

    protected override Diagnostic? Examine(InitializerCall call, RuleSettings settings)
    {
        // A call that throws has an effect.
        if (call.OverwrittenBy is not { } later || call.Tensors.Any(tensor => tensor.Rank is { } rank && !call.Ranks.Contains(rank)))
        {
            return null;
        }

        var names = call.Tensors.Select(tensor => $"'{tensor.Name}'").Distinct().ToList();
        return Diagnostic.Create(
            Rule,
            call.Location,
            [later],
            new Prescription(PrescriptionKind.RemoveDeadCall, call.Framework).ToProperties(),
            call.Function,
            names.Count == 1 ? names[0] : "the tensor");
    }
}
