using System.Collections.Immutable;
using System.Globalization;
using InitAnalyzer.Theory;

namespace InitAnalyzer.Configuration;

/// <summary>All settings: their keys, what they accept, and how it is read. Case does not matter, nor does the culture.</summary>
internal static class SettingCatalog
{
    /// <summary>How far a written 5/3 may be rounded: 1.67 is meant, 1.7 is not.</summary>
    private const double TanhGainTolerance = 0.005;

    public static readonly ImmutableArray<Setting> All = ImmutableArray.Create(
        new Setting(
            "init_analyzer.tanh_gain",
            "1 or 5/3",
            "1",
            "The gain that is recommended, and written by fixes, before a tanh: Glorot's 1, or PyTorch's 5/3, with which every c from 0.7 to 3 is accepted",
            (settings, text) => TanhGain(text) is { } gain ? settings with { TanhGain = gain } : null),
        new Setting(
            "init_analyzer.distribution",
            "keep, normal or uniform",
            "keep",
            "The distribution that fixes write: the one that is there, or always the same",
            (settings, text) => text.ToLowerInvariant() switch
            {
                "keep" => settings with { Distribution = null },
                "normal" => settings with { Distribution = Distribution.Normal },
                "uniform" => settings with { Distribution = Distribution.Uniform },
                _ => null,
            }),
        new Setting(
            "init_analyzer.report_normalized",
            "true or false",
            "false",
            "Whether layers behind which a normalisation cancels the scale of the weights are judged all the same",
            (settings, text) => bool.TryParse(text, out var value) ? settings with { ReportNormalized = value } : null),
        new Setting(
            "init_analyzer.vanishing_threshold",
            "a number above 0 and below 1",
            "1e-3",
            "The ratio over a network below which its signal or its gradient counts as vanishing",
            (settings, text) => Number(text) is { } value and > 0 and < 1 ? settings with { VanishingThreshold = value } : null),
        new Setting(
            "init_analyzer.exploding_threshold",
            "a number above 1",
            "1e3",
            "The ratio over a network above which its signal or its gradient counts as exploding",
            (settings, text) => Number(text) is { } value and > 1 ? settings with { ExplodingThreshold = value } : null),
        new Setting(
            "init_analyzer.minimum_depth",
            "a whole number from 1",
            "4",
            "The number of weight layers from which a network is judged as a whole",
            (settings, text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= 1
                ? settings with { MinimumDepth = value }
                : null));

    /// <summary>1 or 5/3, as a fraction or as the number that it is.</summary>
    private static double? TanhGain(string text)
    {
        const double torch = 5.0 / 3;
        var parts = text.Split('/');
        var gain = parts.Length == 2 ? Number(parts[0]) / Number(parts[1]) : Number(text);
        return gain == 1 ? 1 : gain is { } value && Math.Abs(value - torch) < TanhGainTolerance ? torch : null;
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && !double.IsNaN(value) && !double.IsInfinity(value)
            ? value
            : null;
}
