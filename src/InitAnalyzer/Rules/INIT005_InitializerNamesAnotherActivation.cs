using InitAnalyzer.Configuration;
using InitAnalyzer.Model;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Rules;

/// <summary>Takes the place of INIT001 to INIT004 where the mismatch comes from the activation, slope or gain that the author wrote.</summary>
internal sealed class INIT005_InitializerNamesAnotherActivation : InitializerCallRule
{
    private static readonly DiagnosticDescriptor Rule = new(
        "INIT005",
        "The initializer names another activation",
        "{0} {1}, but the arguments of {2} speak of {8} and give Var(w) = {3}/{9}; {1} wants {6}, {7}/fan (forward multiplier {4} a layer, origin slope multiplier {5})",
        RuleDescriptor.Initialization,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The nonlinearity, slope or gain that is passed to the initializer belongs to another activation than the one that the layer feeds; a gain passed as the slope 'a' is one such case.",
        helpLinkUri: RuleDescriptor.HelpLink("INIT005"));

    public override DiagnosticDescriptor Descriptor => Rule;

    protected override Diagnostic? Examine(InitializerCall call, RuleSettings settings) =>
        PairJudgement.Of(call, settings, Belongs)?.ToDiagnostic(Rule, call);

    private static bool Belongs(Mismatch mismatch) =>
        mismatch.NamesAnotherActivation;
}
