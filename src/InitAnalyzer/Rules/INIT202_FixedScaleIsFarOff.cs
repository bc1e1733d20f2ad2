using System.Globalization;
using InitAnalyzer.Configuration;
using InitAnalyzer.Model;
using InitAnalyzer.Theory;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Rules;

/// <summary>A hidden layer has random weights of a fixed scale that is far from what the fan asks for, or whose mean is not 0.</summary>
internal sealed class INIT202_FixedScaleIsFarOff : InitializerCallRule
{
    /// <summary>A mean counts once it moves the pre-activations by a tenth of their standard deviation.</summary>
    private const double MeanTolerance = 0.1;

    private static readonly DiagnosticDescriptor Rule = new(
        "INIT202",
        "Fixed-scale random weights are far off",
        "{0} {1}, but {2} gives {3}; {1} wants {4}, {5}",
        RuleDescriptor.Initialization,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A standard deviation or range that does not depend on the number of inputs fits one width only. Where it is far off, the signal dies or explodes within a few layers; where the mean is not 0, all units add up their inputs and grow alike.",
        helpLinkUri: RuleDescriptor.HelpLink("INIT202"));

    public override DiagnosticDescriptor Descriptor => Rule;

    protected override Diagnostic? Examine(InitializerCall call, RuleSettings settings)
    {
        if (PairJudgement.Of(call, settings, contexts => Judge(contexts, settings), _ => true)
            is not { First: var first } judgement)
        {
            return null;
        }

        var isMean = IsMeanFarOff(first.Law, first.Layer.Fans);
        var law = $"{PairJudgement.Format(first.Recommendation.Scale)}/fan";
        return judgement.ToDiagnostic(
            Rule,
            call,
            first.Law.Distribution,
            judgement.WhatFeeds,
            PairJudgement.NameOf(first.Activation),
            call.Function,
            isMean ? DescribeMean(first.Law) : DescribeScale(first),
            first.Recommendation.LawName,
            isMean ? $"mean 0 and Var(w) = {law}" : law);
    }

    /// <summary>The verdict on one layer, from all contexts in which it is met.</summary>
    public static Mismatch? Judge(IEnumerable<Placement> contexts, RuleSettings settings) =>
        HiddenLayer.Judge(contexts, settings, (placement, use, wanted) => Judge(placement, use, wanted, settings));

    public static Mismatch? Judge(Placement placement, LayerUse use, Recommendation wanted, RuleSettings settings)
    {
        var layer = placement.Layer;
        if ((use.IsNormalised && !settings.ReportNormalized)
            || placement.Law is not { IsFixedScale: true, Law: { IsAbsolute: true, Distribution: Distribution.Normal or Distribution.Uniform } law }
            || Variance(law) == 0)
        {
            return null;
        }

        var isFarOff = layer.Fans is { } fans && FactorOff(law.ScaleFor(fans), wanted) > JudgementThresholds.FarOff
            && (!layer.IsTransposed || FactorOff(Variance(law) * fans.Out, wanted) > JudgementThresholds.FarOff);
        return isFarOff || IsMeanFarOff(law, layer.Fans)
            ? new Mismatch(layer, use, use.Activation!, wanted, law, placement.Law, layer.Fans is { } known ? law.ScaleFor(known) : double.NaN)
            : null;
    }

    /// <summary>How many times a scale is above or below the recommended one.</summary>
    private static double FactorOff(double scale, Recommendation wanted) => Math.Max(scale / wanted.Scale, wanted.Scale / scale);

    private static bool IsMeanFarOff(WeightLaw law, Fans? fans) =>
        Math.Abs(law.Mean) * Math.Sqrt(Math.Max(1, fans?.In ?? 1)) > MeanTolerance * Math.Sqrt(Variance(law));

    private static double Variance(WeightLaw law) => law.VarianceFor(new Fans(1, 1));

    private static string DescribeMean(WeightLaw law) =>
        $"weights of mean {PairJudgement.Format(law.Mean)} and standard deviation {PairJudgement.Format(Math.Sqrt(Variance(law)))}";

    private static string DescribeScale(Mismatch mismatch)
    {
        var factor = FactorOff(mismatch.Scale, mismatch.Recommendation);
        var times = factor < 1000 ? PairJudgement.Format(factor) : factor < 1e6 ? Math.Round(factor).ToString(CultureInfo.InvariantCulture) : PairJudgement.Format(factor);
        return $"Var(w) = {PairJudgement.Format(Variance(mismatch.Law))}, which is {PairJudgement.Format(mismatch.Scale)}/fan_in, "
            + $"{times} times too {(mismatch.Scale < mismatch.Recommendation.Scale ? "small" : "large")} "
            + $"(forward multiplier {PairJudgement.Format(Propagation.ForwardMultiplier(mismatch.Activation, mismatch.Scale))} a layer)";
    }
}
