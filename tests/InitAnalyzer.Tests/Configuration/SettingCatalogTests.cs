using System.Globalization;
using InitAnalyzer.Configuration;
using InitAnalyzer.Theory;
using Xunit;

namespace InitAnalyzer.Tests.Configuration;

/// <summary>What each setting accepts, and how it is read.</summary>
public class SettingCatalogTests
{
    public static TheoryData<string> Keys => new(SettingCatalog.All.Select(setting => setting.Key));

    [Theory]
    [MemberData(nameof(Keys))]
    public void The_default_of_a_setting_is_the_default(string key)
    {
        var setting = Find(key);
        var changed = new RuleSettings(2, Distribution.Orthogonal, true, 0.5, 2, 99);
        Assert.Equal(RuleSettings.Default, setting.Apply(RuleSettings.Default, setting.Default));
        Assert.NotEqual(changed, setting.Apply(changed, setting.Default));
    }

    [Theory]
    [InlineData("1", 1.0)]
    [InlineData("1.0", 1.0)]
    [InlineData("5/3", 5.0 / 3)]
    [InlineData("5 / 3", 5.0 / 3)]
    [InlineData("5.0/3.0", 5.0 / 3)]
    [InlineData("1.6667", 5.0 / 3)]
    [InlineData("1.67", 5.0 / 3)]
    [InlineData("1.7", null)]
    [InlineData("2", null)]
    [InlineData("3/5", null)]
    [InlineData("1/0", null)]
    [InlineData("5/3/1", null)]
    [InlineData("1,67", null)]
    [InlineData("tanh", null)]
    [InlineData("", null)]
    public void Tanh_gain(string text, double? expected) => Check("init_analyzer.tanh_gain", text, settings => settings.TanhGain, expected);

    [Theory]
    [InlineData("normal", Distribution.Normal)]
    [InlineData("Uniform", Distribution.Uniform)]
    [InlineData("KEEP", null)]
    public void Distribution_is_a_word(string text, Distribution? expected)
    {
        var read = Find("init_analyzer.distribution").Apply(RuleSettings.Default, text);
        Assert.NotNull(read);
        Assert.Equal(expected, read.Distribution);
    }

    [Theory]
    [InlineData("orthogonal")]
    [InlineData("0")]
    [InlineData("normal, uniform")]
    public void Distribution_is_no_other_word(string text) => Assert.Null(Find("init_analyzer.distribution").Apply(RuleSettings.Default, text));

    [Theory]
    [InlineData("true", true)]
    [InlineData("False", false)]
    [InlineData("yes", null)]
    [InlineData("1", null)]
    public void Report_normalized(string text, bool? expected) =>
        Check("init_analyzer.report_normalized", text, settings => settings.ReportNormalized, expected);

    [Theory]
    [InlineData("1e-3", 1e-3)]
    [InlineData("0.5", 0.5)]
    [InlineData(".01", 0.01)]
    [InlineData("0", null)]
    [InlineData("-1", null)]
    [InlineData("1", null)]
    [InlineData("0,5", null)]
    [InlineData("NaN", null)]
    public void Vanishing_threshold(string text, double? expected) =>
        Check("init_analyzer.vanishing_threshold", text, settings => settings.VanishingThreshold, expected);

    [Theory]
    [InlineData("1000", 1000.0)]
    [InlineData("1E6", 1e6)]
    [InlineData("1.5", 1.5)]
    [InlineData("1", null)]
    [InlineData("0.5", null)]
    [InlineData("1,000", null)]
    [InlineData("1e999", null)]
    [InlineData("Infinity", null)]
    public void Exploding_threshold(string text, double? expected) =>
        Check("init_analyzer.exploding_threshold", text, settings => settings.ExplodingThreshold, expected);

    [Theory]
    [InlineData("1", 1)]
    [InlineData("12", 12)]
    [InlineData("0", null)]
    [InlineData("-4", null)]
    [InlineData("4.0", null)]
    [InlineData("99999999999", null)]
    public void Minimum_depth(string text, int? expected) => Check("init_analyzer.minimum_depth", text, settings => settings.MinimumDepth, expected);

    [Fact]
    public void The_culture_does_not_matter()
    {
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("tr-TR");
        try
        {
            Assert.Equal(0.5, Find("init_analyzer.vanishing_threshold").Apply(RuleSettings.Default, "0.5")?.VanishingThreshold);
            Assert.Equal(Distribution.Uniform, Find("init_analyzer.distribution").Apply(RuleSettings.Default, "UNIFORM")?.Distribution);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    private static Setting Find(string key) => SettingCatalog.All.Single(setting => setting.Key == key);

    private static void Check<T>(string key, string text, Func<RuleSettings, T> value, T? expected)
        where T : struct =>
        Assert.Equal(expected, Find(key).Apply(RuleSettings.Default, text) is { } read ? value(read) : null);
}
