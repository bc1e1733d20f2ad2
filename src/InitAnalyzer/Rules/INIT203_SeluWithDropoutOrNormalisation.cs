using System.Collections.Immutable;
using InitAnalyzer.Configuration;
using InitAnalyzer.Model;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Rules;

/// <summary>SELU feeds a plain dropout, or stands behind a normalisation: the network does not normalise itself.</summary>
internal sealed class INIT203_SeluWithDropoutOrNormalisation : Rule
{
    private static readonly DiagnosticDescriptor Descriptor203 = new(
        "INIT203",
        "SELU network with Dropout or BatchNorm",
        "{0}",
        RuleDescriptor.Initialization,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "SELU keeps mean 0 and variance 1 from layer to layer by itself (Klambauer et al. 2017). Dropping out at zero moves both, alpha dropout keeps them; a normalisation before SELU does again what SELU is there for.",
        helpLinkUri: RuleDescriptor.HelpLink("INIT203"));

    public override DiagnosticDescriptor Descriptor => Descriptor203;

    public override IEnumerable<Diagnostic> Examine(TypeModel type, RuleSettings settings) =>
        type.SelfNormalisation.Select(finding => Diagnostic.Create(
            Descriptor203,
            finding.Location,
            finding.Activation is { } activation ? ImmutableArray.Create(activation) : ImmutableArray<Location>.Empty,
            finding is { Framework: { } framework, IsShared: false, Alternative: not null }
                ? new Prescription(PrescriptionKind.SelfNormalisingDropout, framework).ToProperties()
                : ImmutableDictionary<string, string?>.Empty,
            finding.Break == SelfNormalisationBreak.Dropout
                ? $"SELU feeds {finding.Step}, which moves the mean and variance that SELU keeps; {finding.Alternative ?? "dropping out at SELU's lower bound"} keeps them"
                : "SELU stands behind a normalisation, which does what SELU is there for; one of the two is enough"));
}
