using InitAnalyzer.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using static InitAnalyzer.Tests.Rules.RuleTest;

namespace InitAnalyzer.Tests.Rules;

public class INIT901_SettingCannotBeReadTests
{
    [Theory]
    [InlineData("init_analyzer.tanh_gain", "1.5", "1 or 5/3", "1")]
    [InlineData("init_analyzer.distribution", "gaussian", "keep, normal or uniform", "keep")]
    [InlineData("init_analyzer.report_normalized", "yes", "true or false", "false")]
    [InlineData("init_analyzer.vanishing_threshold", "2", "a number above 0 and below 1", "1e-3")]
    [InlineData("init_analyzer.exploding_threshold", "1,000", "a number above 1", "1e3")]
    [InlineData("init_analyzer.minimum_depth", "0", "a whole number from 1", "4")]
    public Task Names_key_value_what_is_accepted_and_the_default(string key, string value, string accepted, string standard)
    {
        var test = new Verify.AnalyzerTest(Hidden("init.kaiming_uniform_(fc.weight);", "h.relu()")).Under($"{key} = {value}");
        test.ExpectedDiagnostics.Add(Unreadable($"{key} is '{value}', but {accepted} is accepted; the default, {standard}, is used"));
        return test.RunAsync();
    }

    [Fact]
    public Task The_default_is_used_and_the_other_settings_hold()
    {
        var test = new Verify.AnalyzerTest(
            Hidden("{|INIT002:init.kaiming_uniform_(fc.weight)|};", "functional.layer_norm(h, new long[] { 8 }).tanh()"))
            .Under("init_analyzer.tanh_gain = high\ninit_analyzer.report_normalized = true");
        test.ExpectedDiagnostics.Add(Unreadable("init_analyzer.tanh_gain is 'high', but 1 or 5/3 is accepted; the default, 1, is used"));
        return test.RunAsync();
    }

    [Fact]
    public Task A_value_is_reported_once_for_all_files_and_each_value_by_itself()
    {
        var source = Hidden("init.kaiming_uniform_(fc.weight);", "h.relu()");
        var test = new Verify.AnalyzerTest(source, source.Replace("Net", "Net2", StringComparison.Ordinal), source.Replace("Net", "Net3", StringComparison.Ordinal));
        test.TestState.AnalyzerConfigFiles.Add((
            "/.editorconfig",
            "root = true\n\n[*.cs]\ninit_analyzer.minimum_depth = many\n\n[Test2.cs]\ninit_analyzer.minimum_depth = few\n"));
        test.ExpectedDiagnostics.Add(Unreadable("init_analyzer.minimum_depth is 'many', but a whole number from 1 is accepted; the default, 4, is used"));
        test.ExpectedDiagnostics.Add(Unreadable("init_analyzer.minimum_depth is 'few', but a whole number from 1 is accepted; the default, 4, is used"));
        return test.RunAsync();
    }

    [Theory]
    [InlineData("init_analyzer.tanh_gain = 5/3\ninit_analyzer.distribution = Normal\ninit_analyzer.report_normalized = FALSE")]
    [InlineData("init_analyzer.vanishing_threshold = 1e-6\ninit_analyzer.exploding_threshold = 1e6\ninit_analyzer.minimum_depth = 10")]
    [InlineData("INIT_ANALYZER.MINIMUM_DEPTH = 3")]
    [InlineData("other.minimum_depth = many")]
    public Task What_can_be_read_is_not_reported(string settings) =>
        Verify.DiagnosticsUnder(settings, Hidden("init.kaiming_uniform_(fc.weight);", "h.relu()"));

    [Fact]
    public Task Nothing_is_said_where_nothing_is_initialised() =>
        Verify.DiagnosticsUnder("init_analyzer.minimum_depth = many", "class Plain { }");

    private static DiagnosticResult Unreadable(string message) =>
        new DiagnosticResult("INIT901", DiagnosticSeverity.Warning).WithMessage(message);
}
