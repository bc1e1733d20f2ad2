using InitAnalyzer.Configuration;
using InitAnalyzer.Model;
using InitAnalyzer.Theory;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Rules;

/// <summary>An explicitly initialised layer feeds SELU under another law than LeCun's.</summary>
internal sealed class INIT004_SeluNeedsLeCun : InitializerCallRule
{
    private static readonly DiagnosticDescriptor Rule = new(
        "INIT004",
        "SELU needs LeCun initialisation",
        "{0} {1}, but {2} gives Var(w) = {3}/{9}; {1} wants {6}, {7}/fan (forward multiplier {4} a layer, origin slope multiplier {5})",
        RuleDescriptor.Initialization,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "SELU keeps mean 0 and variance 1 only under a weight variance of 1/fan_in (Klambauer et al. 2017); He initialisation doubles the variance at every layer.",
        helpLinkUri: RuleDescriptor.HelpLink("INIT004"));

    public override DiagnosticDescriptor Descriptor => Rule;

    protected override Diagnostic? Examine(InitializerCall call, RuleSettings settings) =>
        PairJudgement.Of(call, settings, Belongs)?.ToDiagnostic(Rule, call);

    private static bool Belongs(Mismatch mismatch) =>
        !mismatch.NamesAnotherActivation && mismatch.Activation.Class == ActivationClass.SelfNormalizing;
}
