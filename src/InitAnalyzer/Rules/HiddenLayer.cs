using InitAnalyzer.Configuration;
using InitAnalyzer.Model;
using InitAnalyzer.Theory;

namespace InitAnalyzer.Rules;

/// <summary>
/// The verdict on a layer that is certainly hidden: in every context that tells, its output reaches nothing but
/// known activations whose results go on to further weight layers.
/// </summary>
internal static class HiddenLayer
{
    /// <summary>Judges one layer under one initializer call.</summary>
    /// <param name="contexts">The contexts in which the layer is met.</param>
    /// <param name="settings">What the user has set.</param>
    /// <param name="judge">The verdict before one activation; null where nothing is to be said, which settles the layer.</param>
    public static Mismatch? Judge(
        IEnumerable<Placement> contexts,
        RuleSettings settings,
        Func<Placement, LayerUse, Recommendation, Mismatch?> judge)
    {
        Mismatch? found = null;
        foreach (var placement in contexts)
        {
            if (UsesOf(placement.Layer) is not { } uses)
            {
                continue;
            }

            foreach (var use in uses)
            {
                if (JudgeUse(placement, use, settings, judge) is not { } mismatch)
                {
                    return null;
                }

                found ??= mismatch;
            }
        }

        return found;
    }

    /// <summary>Whether one context settles that nothing is to be said.</summary>
    /// <param name="placement">The layer in this context.</param>
    /// <param name="settings">What the user has set.</param>
    /// <param name="judge">The verdict before one activation; null where nothing is to be said.</param>
    public static bool IsSilent(Placement placement, RuleSettings settings, Func<Placement, LayerUse, Recommendation, Mismatch?> judge) =>
        UsesOf(placement.Layer) is { } uses && uses.Any(use => JudgeUse(placement, use, settings, judge) is null);

    private static Mismatch? JudgeUse(
        Placement placement,
        LayerUse use,
        RuleSettings settings,
        Func<Placement, LayerUse, Recommendation, Mismatch?> judge) =>
        use is { Kind: LayerUseKind.Activation, IsHidden: true, IsGate: false }
            && Recommendation.For(use.Activation!, settings.TanhGain) is { } recommendation
            ? judge(placement, use, recommendation)
            : null;

    /// <summary>What the output is seen to reach; null where that tells nothing.</summary>
    private static List<LayerUse>? UsesOf(LayerSite layer)
    {
        // Of many layers made in one place the last may leave the network; the others are judged.
        var uses = layer.Uses.Where(use => !(layer.IsSeveral && use.Kind == LayerUseKind.Output)).ToList();

        // A block by itself does not know what follows it.
        return uses.All(use => use.Kind is LayerUseKind.Linear or LayerUseKind.Output)
            || uses.All(use => use.Kind == LayerUseKind.Activation && !use.IsHidden)
            ? null
            : uses;
    }
}
