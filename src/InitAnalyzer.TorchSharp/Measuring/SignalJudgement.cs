using System.Globalization;
using InitAnalyzer.Theory;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InitAnalyzer.Torch;

/// <summary>What a rule of the analyzer says, where the measured signal shows it.</summary>
/// <param name="Rule">The rule: "INIT201".</param>
/// <param name="Layers">The layers that it is about.</param>
/// <param name="Text">What was measured.</param>
public sealed record SignalVerdict(string Rule, IReadOnlyList<string> Layers, string Text)
{
    /// <summary>Rule and text: "INIT001: …".</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => Rule + ": " + Text;
}

/// <summary>Compares what was measured with what the rules predict. Thresholds and ranges are the rules' own.</summary>
internal static class SignalJudgement
{
    /// <summary>A layer shows what a law predicts where it multiplies the signal's power, or the gradient's, by at least this.</summary>
    private const double Shown = 1.25;

    /// <summary>A mean of weights is not 0 where it is further away than chance puts it: by more standard errors than this.</summary>
    private const double Certain = 5;

    public static IReadOnlyList<SignalVerdict> Of(IReadOnlyList<MeasuredWeightLayer> layers, IReadOnlyList<nn.Module> modules)
    {
        List<SignalVerdict> verdicts = [];
        foreach (MeasuredWeightLayer layer in layers)
        {
            if (OfLayer(layer) is { } verdict)
            {
                verdicts.Add(verdict);
            }
        }

        HashSet<string> explained = [.. verdicts.SelectMany(static verdict => verdict.Layers)];
        verdicts.AddRange(Chains(layers).Where(chain => !chain.Any(layer => explained.Contains(layer.Name))).Select(OfChain).OfType<SignalVerdict>());
        verdicts.AddRange(OfSelu(layers, modules));
        return verdicts;
    }

    /// <summary>INIT001 to INIT004, INIT103 and INIT202.</summary>
    private static SignalVerdict? OfLayer(MeasuredWeightLayer layer)
    {
        if (layer.Traced is not { IsNormalized: false, Problem: null, Activations: [{ IsElementwise: true } activation] }
            || (!layer.Traced.IsHidden && activation.Class is ActivationClass.SigmoidLike or ActivationClass.TanhLike)
            || Recommendation.For(activation) is not { } wanted)
        {
            return null;
        }

        if (layer.Traced.IsHidden && OfMean(layer, activation, wanted) is { } verdict)
        {
            return verdict;
        }

        if (layer.Weights.Variance == 0 || wanted.Accepted.Contains(layer.Scale) || IsDefault(layer))
        {
            return null;
        }

        // The sample's own factors: the power of what the layer passes on over that of what it was given, and the gradient's back.
        double power = layer.Statistics.PreActivationVariance.Value + Square(layer.Statistics.PreActivationMean.Value);
        double output = layer.Statistics.ActivationVariance.Value + Square(layer.Statistics.ActivationMean.Value);
        double forward = power > 0 ? layer.Scale * output / power : 0;
        double origin = layer.Scale * Square(activation.SlopeAtZero);
        bool isFarOff = layer.Traced.IsHidden
            && (layer.Scale > JudgementThresholds.FarOff * wanted.Scale || layer.Scale < wanted.Scale / JudgementThresholds.FarOff);
        bool isShown = isFarOff || forward is > Shown or < 1 / Shown || (activation.Class is ActivationClass.TanhLike or ActivationClass.SigmoidLike && origin is > Shown or < 1 / Shown);
        string rule = isFarOff ? "INIT202" : activation.Class switch
        {
            ActivationClass.TanhLike => "INIT002",
            ActivationClass.SigmoidLike => "INIT003",
            ActivationClass.SelfNormalizing => "INIT004",
            _ => "INIT001",
        };
        return isShown
            ? new(rule, [layer.Name], string.Create(
                CultureInfo.InvariantCulture,
                $"'{layer.Name}' feeds {activation}, and its weights have Var(w) = {layer.Scale:G3}/fan_in; {wanted.LawName}'s is {wanted.Scale:G3}/fan_in. It multiplies the power of its signal by {forward:G3} (origin slope multiplier {origin:G3})"))
            : null;
    }

    /// <summary>Weights that are all alike (INIT103), or whose mean is not 0 (INIT202): what the units have in common outweighs what tells them apart.</summary>
    private static SignalVerdict? OfMean(MeasuredWeightLayer layer, Activation activation, Recommendation wanted)
    {
        double variance = layer.Weights.Variance;
        if (variance == 0)
        {
            return layer.Units > 1 && layer.Shape.Groups == 1
                ? new("INIT103", [layer.Name], string.Create(
                    CultureInfo.InvariantCulture,
                    $"'{layer.Name}' feeds {activation}, and all its weights are {layer.Weights.Mean:G3}, so that every unit weighs its inputs alike; {wanted.LawName} has Var(w) = {wanted.Scale:G3}/fan_in"))
                : null;
        }

        double count = layer.Shape.Sizes.Aggregate(1.0, static (product, length) => product * length);
        double ratio = Square(layer.Weights.Mean) / variance;
        double factor = 1 + ratio * Math.Max(1, layer.Shape.Fans.In);
        return factor > Shown && ratio * count > Square(Certain)
            ? new("INIT202", [layer.Name], string.Create(
                CultureInfo.InvariantCulture,
                $"'{layer.Name}' feeds {activation}, and its weights have mean {layer.Weights.Mean:G3} and standard deviation {Math.Sqrt(variance):G3}; {wanted.LawName}'s mean is 0. Of independent inputs of mean 0 it multiplies the power of the sums by {factor:G3}, and moves all units alike"))
            : null;
    }

    private static SignalVerdict? OfChain(IReadOnlyList<MeasuredWeightLayer> chain)
    {
        double signal = Ratio(chain[^1].Statistics.PreActivationVariance.Value, chain[0].Statistics.PreActivationVariance.Value);
        double gradient = Ratio(chain[0].Statistics.GradientVariance.Value, chain[^1].Statistics.GradientVariance.Value);
        bool isGradient = Math.Abs(Math.Log(gradient)) > Math.Abs(Math.Log(signal));
        double ratio = isGradient ? gradient : signal;
        if (!(ratio < JudgementThresholds.Vanishing || ratio > JudgementThresholds.Exploding))
        {
            return null;
        }

        string verb = ratio < 1 ? "vanishes" : "explodes";
        (string from, string to) = isGradient ? (chain[^1].Name, "back to '" + chain[0].Name) : (chain[0].Name, "to '" + chain[^1].Name);
        return new("INIT201", [.. chain.Select(static layer => layer.Name)], string.Create(
            CultureInfo.InvariantCulture,
            $"the {(isGradient ? "gradient" : "signal")} {verb}: from '{from}' {to}', across {chain.Count} weight layers, its variance is multiplied by {ratio:G3}"));
    }

    /// <summary>Layers one after the other, without a normalisation and without anything that is not known, before the last.</summary>
    private static IEnumerable<IReadOnlyList<MeasuredWeightLayer>> Chains(IReadOnlyList<MeasuredWeightLayer> layers)
    {
        List<MeasuredWeightLayer> chain = [];
        foreach (MeasuredWeightLayer layer in layers)
        {
            chain.Add(layer);
            if (layer.Traced is { IsHidden: true, IsNormalized: false, Problem: null })
            {
                continue;
            }

            if (chain.Count >= JudgementThresholds.MinimumDepth)
            {
                yield return chain;
            }

            chain = [];
        }

        if (chain.Count >= JudgementThresholds.MinimumDepth)
        {
            yield return chain;
        }
    }

    /// <summary>INIT203, where mean or variance of a SELU are not those that it keeps.</summary>
    private static IEnumerable<SignalVerdict> OfSelu(IReadOnlyList<MeasuredWeightLayer> layers, IReadOnlyList<nn.Module> modules)
    {
        bool drops = modules.Any(static module => module is Dropout { p: > 0 } or Dropout1d { p: > 0 } or Dropout2d { p: > 0 } or Dropout3d { p: > 0 });
        foreach (MeasuredWeightLayer layer in layers.Where(static layer => layer.Traced.Activations.Any(static activation => activation.Name == "SELU")))
        {
            if (layer.Traced.IsNormalized || drops)
            {
                string what = layer.Traced.IsNormalized ? "stands behind a normalisation" : "is in a network with Dropout, where AlphaDropout keeps mean and variance";
                yield return new("INIT203", [layer.Name], string.Create(
                    CultureInfo.InvariantCulture,
                    $"the SELU behind '{layer.Name}' {what}; its pre-activations have mean {layer.Statistics.PreActivationMean.Value:G3} and variance {layer.Statistics.PreActivationVariance.Value:G3}"));
            }
        }
    }

    /// <summary>TorchSharp's default, which nobody chose: one such layer is not reported, a chain of them is.</summary>
    private static bool IsDefault(MeasuredWeightLayer layer)
    {
        // TorchSharp counts the fan of every weight as that of a convolution.
        double fan = layer.Shape.Sizes.Skip(1).Aggregate(1.0, static (product, length) => product * length);
        return Math.Abs(layer.Weights.Variance * fan * 3 - 1) < 0.1 && Math.Abs(layer.Weights.Kurtosis - 1.8) < 0.15;
    }

    /// <summary>What is beyond all numbers has exploded.</summary>
    private static double Ratio(double last, double first) => !(first > 0 && double.IsFinite(first)) ? double.NaN : double.IsFinite(last) ? last / first : double.PositiveInfinity;

    private static double Square(double value) => value * value;
}
