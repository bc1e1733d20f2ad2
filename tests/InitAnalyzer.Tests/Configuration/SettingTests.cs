using InitAnalyzer.Tests.Verifiers;
using Xunit;
using static InitAnalyzer.Tests.Rules.RuleTest;

namespace InitAnalyzer.Tests.Configuration;

/// <summary>What the settings change in reports and fixes.</summary>
public class SettingTests
{
    private const string TorchGain = "init_analyzer.tanh_gain = 5/3";

    [Theory]
    [InlineData("init.xavier_uniform_(fc.weight);")]
    [InlineData("init.xavier_uniform_(fc.weight, 5.0 / 3);")]
    [InlineData("init.kaiming_uniform_(fc.weight);")]
    [InlineData("init.kaiming_uniform_(fc.weight, nonlinearity: init.NonlinearityType.Tanh);")]
    [InlineData("{|INIT002:init.orthogonal_(fc.weight, 0.5)|};")]
    [InlineData("{|INIT002:init.xavier_uniform_(fc.weight, 2)|};")]
    public Task With_the_gain_of_torch_both_conventions_are_accepted(string initializer) =>
        Verify.DiagnosticsUnder(TorchGain, Hidden(initializer, "h.tanh()"));

    [Theory]
    [InlineData("init.xavier_uniform_(fc.weight, 2)", "init.xavier_uniform_(fc.weight, init.calculate_gain(init.NonlinearityType.Tanh))")]
    [InlineData("init.xavier_uniform_(fc.weight, gain: 0.1)", "init.xavier_uniform_(fc.weight, gain: init.calculate_gain(init.NonlinearityType.Tanh))")]
    [InlineData("init.orthogonal_(fc.weight, gain: 3)", "init.orthogonal_(fc.weight, gain: init.calculate_gain(init.NonlinearityType.Tanh))")]
    [InlineData("init.normal_(fc.weight, 0, Math.Sqrt(4.0 / 16))", "init.kaiming_normal_(fc.weight, nonlinearity: init.NonlinearityType.Tanh)")]
    public Task With_the_gain_of_torch_fixes_write_it(string initializer, string fixedInitializer) => new Verify.FixTest(
        Hidden($"{{|INIT002:{initializer}|}};", "h.tanh()"),
        Hidden($"{fixedInitializer};", "h.tanh()")).Under(TorchGain).RunAsync();

    [Theory]
    [InlineData("normal", "init.xavier_uniform_(fc.weight)", "init.kaiming_normal_(fc.weight, nonlinearity: init.NonlinearityType.ReLU)")]
    [InlineData("uniform", "init.xavier_uniform_(fc.weight)", "init.kaiming_uniform_(fc.weight, nonlinearity: init.NonlinearityType.ReLU)")]
    [InlineData("keep", "init.orthogonal_(fc.weight)", "init.orthogonal_(fc.weight, gain: init.calculate_gain(init.NonlinearityType.ReLU))")]
    [InlineData("uniform", "init.orthogonal_(fc.weight)", "init.kaiming_uniform_(fc.weight, nonlinearity: init.NonlinearityType.ReLU)")]
    public Task Fixes_write_the_distribution_that_is_set(string distribution, string initializer, string fixedInitializer) => new Verify.FixTest(
        Hidden($"{{|INIT001:{initializer}|}};", "h.relu()"),
        Hidden($"{fixedInitializer};", "h.relu()")).Under("init_analyzer.distribution = " + distribution).RunAsync();

    [Fact]
    public Task A_broken_normal_becomes_what_is_set() => new Verify.FixTest(
        Hidden("{|INIT105:init.xavier_normal_(fc.weight)|};", "h.tanh()"),
        Hidden("init.xavier_uniform_(fc.weight);", "h.tanh()")).Under("init_analyzer.distribution = uniform").RunAsync();

    [Theory]
    [InlineData("false", "init.xavier_uniform_(fc.weight);")]
    [InlineData("true", "{|INIT001:init.xavier_uniform_(fc.weight)|};")]
    [InlineData("true", "init.kaiming_uniform_(fc.weight);")]
    public Task Normalised_layers_are_judged_where_that_is_set(string value, string initializer) => Verify.DiagnosticsUnder(
        "init_analyzer.report_normalized = " + value,
        Hidden(initializer, "functional.layer_norm(h, new long[] { 8 }).relu()"));

    /// <summary>A file's settings hold for the types that are declared in it.</summary>
    [Fact]
    public Task Each_file_has_its_own_settings()
    {
        var source = Hidden("init.kaiming_uniform_(fc.weight);", "h.tanh()");
        var other = Hidden("{|INIT002:init.kaiming_uniform_(fc.weight)|};", "h.tanh()").Replace("Net", "Other", StringComparison.Ordinal);
        var test = new Verify.AnalyzerTest(source, other);
        test.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", $"root = true\n\n[Test0.cs]\n{TorchGain}\n"));
        return test.RunAsync();
    }

    [Fact]
    public Task A_global_configuration_file_will_do()
    {
        var test = new Verify.AnalyzerTest(Hidden("init.kaiming_uniform_(fc.weight);", "h.tanh()"));
        test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", $"is_global = true\n{TorchGain}\n"));
        return test.RunAsync();
    }
}
