using InitAnalyzer.Configuration;
using InitAnalyzer.Model;
using InitAnalyzer.Theory;

namespace InitAnalyzer.Rules;

/// <summary>
/// The verdict on one layer under one initializer call: a mismatch only where the law fits nothing that the layer
/// feeds, in any context in which it is met. An activation that is not known may fit.
/// </summary>
internal static class LayerVerdict
{
    private enum Verdict
    {
        /// <summary>Nothing is seen in this context; another may tell.</summary>
        Neutral,

        /// <summary>The law fits, or may fit.</summary>
        Silent,

        /// <summary>The law fits nothing that the layer feeds.</summary>
        Mismatch,
    }

    public static Mismatch? Of(IEnumerable<Placement> contexts, RuleSettings settings)
    {
        Mismatch? found = null;
        foreach (var placement in contexts)
        {
            switch (Judge(placement, settings, out var mismatch))
            {
                case Verdict.Silent:
                    return null;
                case Verdict.Mismatch:
                    found ??= mismatch;
                    break;
            }
        }

        return found;
    }

    /// <summary>Whether one context settles that the law fits, or may fit.</summary>
    public static bool IsSilent(Placement placement, RuleSettings settings) => Judge(placement, settings, out _) == Verdict.Silent;

    private static Verdict Judge(Placement placement, RuleSettings settings, out Mismatch? mismatch)
    {
        mismatch = null;
        var (layer, initializerLaw, _) = placement;

        // Of many layers made in one place the last may leave the network; the others are judged.
        var uses = layer.Uses.Where(use => !(layer.IsSeveral && use.Kind == LayerUseKind.Output)).ToList();
        if (uses.All(use => use.Kind is LayerUseKind.Linear or LayerUseKind.Output))
        {
            return Verdict.Neutral;
        }

        // A bare number knows nothing of the fan: how far off it is, is a question of its own.
        if (initializerLaw is not { IsFixedScale: false, Law: { IsAbsolute: false, Scale: var scale } law } || !IsRandom(law)
            || double.IsInfinity(scale) || double.IsNaN(scale))
        {
            return Verdict.Silent;
        }

        if (uses.All(IsOutput))
        {
            return Verdict.Neutral;
        }

        foreach (var use in uses)
        {
            // Each of these accepts every law, or may accept this one.
            if (use.Kind != LayerUseKind.Activation || (use.IsNormalised && !settings.ReportNormalized) || use.IsGate || IsOutput(use)
                || Recommendation.For(use.Activation!, settings.TanhGain) is not { } recommendation
                || recommendation.AcceptedFor(law.Distribution, initializerLaw.GainWrittenOut).Contains(scale))
            {
                return Verdict.Silent;
            }

            mismatch ??= new Mismatch(layer, use, use.Activation!, recommendation, law, initializerLaw, scale);
        }

        return Verdict.Mismatch;
    }

    private static bool IsRandom(WeightLaw law) =>
        law.Distribution is Distribution.Normal or Distribution.Uniform or Distribution.TruncatedNormal or Distribution.Orthogonal;

    /// <summary>The last activation of a network makes no demand, where it only squashes.</summary>
    private static bool IsOutput(LayerUse use) =>
        use is { IsHidden: false, Activation.Class: ActivationClass.TanhLike or ActivationClass.SigmoidLike };
}
