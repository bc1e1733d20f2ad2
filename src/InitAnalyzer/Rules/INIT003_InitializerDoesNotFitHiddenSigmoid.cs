using InitAnalyzer.Configuration;
using InitAnalyzer.Model;
using InitAnalyzer.Theory;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Rules;

/// <summary>An explicitly initialised hidden layer feeds a sigmoid under a law that is far too small for it: Xavier and He both.</summary>
internal sealed class INIT003_InitializerDoesNotFitHiddenSigmoid : InitializerCallRule
{
    private static readonly DiagnosticDescriptor Rule = new(
        "INIT003",
        "Initializer does not fit a hidden sigmoid",
        "{0} a hidden {1}, but {2} gives Var(w) = {3}/{9}; {1} wants {6}, {7}/fan (origin slope multiplier {5} a layer, forward multiplier {4})",
        RuleDescriptor.Initialization,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The logistic sigmoid's slope is at most 1/4, so under Xavier or He the signal that tells inputs apart, and the gradient, shrink by more than a factor of ten at every layer; Kumar (2017) derives a standard deviation of 3.6/sqrt(fan_in).",
        helpLinkUri: RuleDescriptor.HelpLink("INIT003"));

    public override DiagnosticDescriptor Descriptor => Rule;

    protected override Diagnostic? Examine(InitializerCall call, RuleSettings settings) =>
        PairJudgement.Of(call, settings, Belongs)?.ToDiagnostic(Rule, call);

    private static bool Belongs(Mismatch mismatch) =>
        !mismatch.NamesAnotherActivation && mismatch.Activation.Class == ActivationClass.SigmoidLike;
}
