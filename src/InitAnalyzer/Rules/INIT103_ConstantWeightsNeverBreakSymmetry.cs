using InitAnalyzer.Configuration;
using InitAnalyzer.Model;
using InitAnalyzer.Theory;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Rules;

/// <summary>All weights of a hidden layer are the same number.</summary>
internal sealed class INIT103_ConstantWeightsNeverBreakSymmetry : InitializerCallRule
{
    private static readonly DiagnosticDescriptor Rule = new(
        "INIT103",
        "Constant weights never break symmetry",
        "{0} a hidden {1}, but {2} makes all its weights equal, so that every unit weighs its inputs alike; {1} wants {3}, {4}/fan",
        RuleDescriptor.Usage,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Units whose weights are all the same number compute the same and are told apart by nothing of their own; a hidden layer of them starts out as if it had a single unit. Weights are drawn at random for this reason.",
        helpLinkUri: RuleDescriptor.HelpLink("INIT103"));

    public override DiagnosticDescriptor Descriptor => Rule;

    protected override Diagnostic? Examine(InitializerCall call, RuleSettings settings) =>
        PairJudgement.Of(call, settings, contexts => HiddenLayer.Judge(contexts, settings, Judge), _ => true) is { First: var first } judgement
            ? judgement.ToDiagnostic(
                Rule,
                call,
                Distribution.Uniform,
                judgement.WhatFeeds,
                PairJudgement.NameOf(first.Activation),
                call.Function,
                first.Recommendation.LawName,
                PairJudgement.Format(first.Recommendation.Scale))
            : null;

    public static Mismatch? Judge(Placement placement, LayerUse use, Recommendation wanted)
    {
        // One unit has nobody to be like; each group of a convolution sees other inputs; a filter that is not trained is
        // meant as it is; a branch of a sum or a product that starts at nothing is a way to start out as the identity.
        var layer = placement.Layer;
        return placement.Law.Law is { } law && IsConstant(law)
            && layer is { Outputs: not 1, Groups: 1, IsFrozen: false, IsCombined: false }
            ? new Mismatch(layer, use, use.Activation!, wanted, law, placement.Law, Scale: 0)
            : null;
    }

    /// <summary>A normal or uniform law of no width is a constant, too.</summary>
    private static bool IsConstant(WeightLaw law) =>
        law.Distribution == Distribution.Constant
        || (law is { IsAbsolute: true, Distribution: Distribution.Normal or Distribution.Uniform } && law.VarianceFor(new Fans(1, 1)) == 0);
}
