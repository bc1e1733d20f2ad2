using InitAnalyzer.Configuration;
using InitAnalyzer.Model;

namespace InitAnalyzer.Rules;

/// <summary>
/// Whether one context of a layer decides that nothing is to be said of it: a context in which the law fits outweighs
/// all others, so that these need not be read.
/// </summary>
internal static class SettledPlacement
{
    public static bool IsSilent(Placement placement, RuleSettings settings) =>
        placement.Law is { Law: { } law, OfRoot: null }
        && placement.Layer.Uses.All(use => use.Kind != LayerUseKind.Unknown)
        && (placement.Law.IsFixedScale || law.IsAbsolute
            ? HiddenLayer.IsSilent(placement, settings, (context, use, wanted) =>
                INIT103_ConstantWeightsNeverBreakSymmetry.Judge(context, use, wanted)
                ?? INIT202_FixedScaleIsFarOff.Judge(context, use, wanted, settings))
            : LayerVerdict.IsSilent(placement, settings));
}
