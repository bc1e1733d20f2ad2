using InitAnalyzer.Configuration;
using InitAnalyzer.Model;
using InitAnalyzer.Theory;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Rules;

/// <summary>An explicitly initialised hidden layer feeds a tanh-like activation under a law of another scale: He before tanh.</summary>
internal sealed class INIT002_InitializerDoesNotFitTanh : InitializerCallRule
{
    private static readonly DiagnosticDescriptor Rule = new(
        "INIT002",
        "Initializer does not fit a tanh-like activation",
        "{0} {1}, but {2} gives Var(w) = {3}/{9}; {1} wants {6}, {7}/fan (origin slope multiplier {5} a layer, forward multiplier {4})",
        RuleDescriptor.Initialization,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Near zero tanh is the identity, so a weight variance of 2/fan doubles small signals at every layer until tanh saturates and gradients grow with depth; Xavier initialisation, 1/fan, keeps both (Glorot and Bengio 2010).",
        helpLinkUri: RuleDescriptor.HelpLink("INIT002"));

    public override DiagnosticDescriptor Descriptor => Rule;

    protected override Diagnostic? Examine(InitializerCall call, RuleSettings settings) =>
        PairJudgement.Of(call, settings, Belongs)?.ToDiagnostic(Rule, call);

    private static bool Belongs(Mismatch mismatch) =>
        !mismatch.NamesAnotherActivation && mismatch.Activation.Class == ActivationClass.TanhLike;
}
