using InitAnalyzer.Configuration;
using InitAnalyzer.Model;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Rules;

/// <summary>An initialisation never runs: no module of the network has the type that it asks for, or it stands in a query that nothing enumerates.</summary>
internal sealed class INIT111_InitialisationMatchesNoLayer : InitializerCallRule
{
    private static readonly DiagnosticDescriptor Rule = new(
        "INIT111",
        "The initialisation matches no layer of this network",
        "{0} never runs, because {1}",
        RuleDescriptor.Usage,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "A blanket initialisation asks for a type that no module of the network has, such as Conv2d where all are ConvTranspose2d; or it stands in a LINQ query, which does nothing until somebody enumerates it. The layers keep the framework's default.",
        helpLinkUri: RuleDescriptor.HelpLink("INIT111"));

    public override DiagnosticDescriptor Descriptor => Rule;

    protected override Diagnostic? Examine(InitializerCall call, RuleSettings settings)
    {
        if (call.NeverEnumerated is { } query)
        {
            return Diagnostic.Create(
                Rule,
                call.Location,
                DiagnosticSeverity.Warning,
                [query.Location],
                query.IsLoop ? new Prescription(PrescriptionKind.WriteLoop, call.Framework).ToProperties() : null,
                call.Function,
                $"{query.Function} does nothing until its result is enumerated, and nothing enumerates it");
        }

        return call is { IsHandedOver: false, Matchless: { } test }
            ? Diagnostic.Create(Rule, call.Location, [test.Location], call.Function, $"none of the modules that {test.Walk}() visits is a {test.Type}")
            : null;
    }
}
