using InitAnalyzer.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Xunit;
using static InitAnalyzer.Tests.Reading.ProgramTable;
using static InitAnalyzer.Tests.Rules.RuleTest;

namespace InitAnalyzer.Tests.Rules;

public class INIT204_FanCountsOtherInputsTests
{
    [Fact]
    public async Task Message_of_a_transposed_convolution()
    {
        var diagnostic = await Single(Transposed("init.kaiming_normal_(up.weight);"), "INIT204");
        Assert.Equal(
            "'up': kaiming_normal_ takes fan_in, which for a ConvTranspose2d counts the 16 output channels instead of the 64 that come in",
            Message(diagnostic));
        Assert.Equal(DiagnosticSeverity.Info, diagnostic.Severity);
        Assert.Equal("init.kaiming_normal_(up.weight)", TextAt(diagnostic.Location));
        Assert.Equal(["ConvTranspose2d(64, 16, 4, stride: 2)"], AdditionalTexts(diagnostic));
    }

    [Fact]
    public async Task Message_of_a_grouped_convolution()
    {
        var diagnostic = await Single(Grouped("init.kaiming_uniform_(conv.weight, mode: init.FanInOut.FanOut);"), "INIT204");
        Assert.Equal(
            "'conv': kaiming_uniform_ takes fan_out, which counts the outputs of all 8 groups, 8 times those that an input of a grouped Conv2d reaches",
            Message(diagnostic));
    }

    [Theory]
    [InlineData("{|INIT204:init.kaiming_uniform_(up.weight, 0, init.FanInOut.FanIn)|};")]
    [InlineData("init.kaiming_normal_(up.weight, mode: init.FanInOut.FanOut);")]
    [InlineData("init.xavier_uniform_(up.weight, Math.Sqrt(2));")]
    [InlineData("init.orthogonal_(up.weight, Math.Sqrt(2));")]
    [InlineData("init.kaiming_normal_(even.weight);")]
    [InlineData("init.kaiming_normal_(last.weight);")]
    [InlineData("{|INIT104:init.kaiming_normal_(up.weight)|};\ninit.xavier_uniform_(up.weight, Math.Sqrt(2));")]
    public Task Other_modes_initializers_and_layers_are_not(string initializer) => Verify.Diagnostics(Transposed(initializer));

    [Theory]
    [InlineData("init.kaiming_normal_(conv.weight);")]
    [InlineData("init.kaiming_normal_(head.weight, mode: init.FanInOut.FanOut);")]
    public Task Fan_in_of_a_grouped_convolution_and_fan_out_of_a_plain_one_are_not(string initializer) => Verify.Diagnostics(Grouped(initializer));

    /// <summary>The mobile networks of torchvision: depthwise, fan_out, and a normalisation behind each.</summary>
    [Fact]
    public Task Normalised_layers_are_not() => Verify.Diagnostics(
        Net(
            "private readonly Conv2d conv = Conv2d(8, 8, 3, groups: 8);\nprivate readonly ConvTranspose2d up = ConvTranspose2d(64, 8, 4);\nprivate readonly BatchNorm2d a = BatchNorm2d(8), b = BatchNorm2d(8);",
            "init.kaiming_normal_(conv.weight, mode: init.FanInOut.FanOut);\ninit.kaiming_normal_(up.weight);",
            "return b.forward(conv.forward(a.forward(up.forward(x)).relu())).relu();"));

    [Fact]
    public async Task A_loop_is_reported_once_naming_the_layers()
    {
        var diagnostic = await Single(
            Net(
                "private readonly ConvTranspose2d a = ConvTranspose2d(64, 32, 4), b = ConvTranspose2d(32, 32, 4), c = ConvTranspose2d(32, 3, 4);",
                "foreach (var l in new[] { a, b, c }) init.kaiming_normal_(l.weight);",
                "return c.forward(b.forward(a.forward(x).relu()).relu()).tanh();"),
            "INIT204");
        Assert.StartsWith("'a', 'c': kaiming_normal_ takes fan_in", Message(diagnostic), StringComparison.Ordinal);
    }

    private static string Transposed(string initializer) => Net(
        "private readonly ConvTranspose2d up = ConvTranspose2d(64, 16, 4, stride: 2), even = ConvTranspose2d(16, 9, 4);\nprivate readonly Conv2d last = Conv2d(9, 3, 3);",
        initializer,
        "return last.forward(even.forward(up.forward(x).relu()).relu());");

    private static string Grouped(string initializer) => Net(
        "private readonly Conv2d conv = Conv2d(16, 32, 3, groups: 8), head = Conv2d(32, 1, 1);",
        initializer,
        "return head.forward(conv.forward(x).relu());");
}
