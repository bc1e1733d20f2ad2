using InitAnalyzer.Configuration;
using InitAnalyzer.Model;
using InitAnalyzer.Theory;

namespace InitAnalyzer.Rules;

/// <summary>The verdict on a chain of layers: what the theory says of its signal and of its gradient, where that is beyond the thresholds.</summary>
/// <param name="Links">The layers that count.</param>
/// <param name="IsGradient">Whether it is the gradient that vanishes or explodes.</param>
/// <param name="Ratio">The ratio, for inputs of second moment 1.</param>
/// <param name="Worst">The layer that contributes most.</param>
/// <param name="WorstFactor">Its factor.</param>
internal sealed record ChainJudgement(IReadOnlyList<ChainLink> Links, bool IsGradient, double Ratio, ChainLink Worst, double WorstFactor)
{
    /// <summary>What is known of the inputs: images in 0 to 1, standardised features, and more.</summary>
    private static readonly double[] InputSecondMoments = [0.1, 10];

    public bool Vanishes => Ratio < 1;

    /// <summary>The verdict; null where nothing is to be said, be it because something else is reported already.</summary>
    public static ChainJudgement? Of(LayerChain chain, RuleSettings settings)
    {
        // How strong the output of a network shall be is the author's choice, where one is made.
        var links = chain.Links.ToList();
        if (links[links.Count - 1].Written is not null)
        {
            links.RemoveAt(links.Count - 1);
        }

        return links.Count < settings.MinimumDepth || links.Any(link => IsExplained(link, settings)) ? null : Of(links, settings);
    }

    private static ChainJudgement? Of(IReadOnlyList<ChainLink> links, RuleSettings settings)
    {
        var nominal = Propagate(links, 1, mostBias: true, isTraining: true);
        var forward = Enumerable.Range(1, links.Count - 1)
            .Select(i => nominal.PreActivationVariances[i] / nominal.PreActivationVariances[i - 1])
            .ToList();
        return new[] { Judge(false, nominal.ForwardRatio, forward), Judge(true, nominal.GradientRatio, nominal.GradientFactors) }
            .OfType<ChainJudgement>()
            .OrderByDescending(verdict => Math.Abs(Math.Log(verdict.Ratio)))
            .FirstOrDefault();

        ChainJudgement? Judge(bool isGradient, double ratio, IReadOnlyList<double> factors)
        {
            bool IsBeyond(double value) => ratio < 1 ? value < settings.VanishingThreshold : value > settings.ExplodingThreshold;

            // What is not known must not matter: the inputs, biases that are zero or not, and whether it trains.
            if (double.IsNaN(ratio) || !IsBeyond(ratio) || !Variations(links).All(variation => IsBeyond(isGradient ? variation.GradientRatio : variation.ForwardRatio)))
            {
                return null;
            }

            var extreme = ratio < 1 ? factors.Min() : factors.Max();
            var index = Enumerable.Range(0, factors.Count).First(i => factors[i] == extreme);
            return new ChainJudgement(links, isGradient, ratio, links[index + 1], extreme);
        }
    }

    private static IEnumerable<ChainPropagation> Variations(IReadOnlyList<ChainLink> links) =>
        from input in InputSecondMoments
        from mostBias in new[] { false, true }
        from isTraining in new[] { false, true }
        select Propagate(links, input, mostBias, isTraining);

    private static ChainPropagation Propagate(IReadOnlyList<ChainLink> links, double input, bool mostBias, bool isTraining) => Propagation.Chain(
        links.Select(link => new ChainLayer(
            link.Activation,
            link.Scale,
            mostBias ? link.MostBiasVariance : link.LeastBiasVariance,
            isTraining ? 1 - link.Kept : 0)).ToList(),
        input);

    private static bool IsExplained(ChainLink link, RuleSettings settings)
    {
        if (link.Written is not { } law)
        {
            return false;
        }

        Placement[] contexts = [new(link.Layer, law)];
        return LayerVerdict.Of(contexts, settings) is not null || INIT202_FixedScaleIsFarOff.Judge(contexts, settings) is not null;
    }
}
