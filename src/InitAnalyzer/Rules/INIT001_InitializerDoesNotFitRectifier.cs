using InitAnalyzer.Configuration;
using InitAnalyzer.Model;
using InitAnalyzer.Theory;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Rules;

/// <summary>An explicitly initialised layer feeds a rectifier, a smooth rectifier or ELU under a law of another scale: Xavier before ReLU.</summary>
internal sealed class INIT001_InitializerDoesNotFitRectifier : InitializerCallRule
{
    private static readonly DiagnosticDescriptor Rule = new(
        "INIT001",
        "Initializer does not fit a rectifier",
        "{0} {1}, but {2} gives Var(w) = {3}/{9}; {1} wants {6}, {7}/fan (forward multiplier {4} a layer, origin slope multiplier {5})",
        RuleDescriptor.Initialization,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A rectifier passes about half of its input's second moment, so a weight variance of 1/fan halves the signal's variance at every layer; He initialisation, 2/fan, keeps it (He et al. 2015).",
        helpLinkUri: RuleDescriptor.HelpLink("INIT001"));

    public override DiagnosticDescriptor Descriptor => Rule;

    protected override Diagnostic? Examine(InitializerCall call, RuleSettings settings) =>
        PairJudgement.Of(call, settings, Belongs)?.ToDiagnostic(Rule, call);

    private static bool Belongs(Mismatch mismatch) =>
        !mismatch.NamesAnotherActivation
        && mismatch.Activation.Class is ActivationClass.Rectifier or ActivationClass.SmoothRectifier or ActivationClass.Elu;
}
