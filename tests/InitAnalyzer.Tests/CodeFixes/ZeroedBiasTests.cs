using InitAnalyzer.Model;
using Xunit;
using static InitAnalyzer.Tests.CodeFixes.FixRunner;

namespace InitAnalyzer.Tests.CodeFixes;

/// <summary>A bias that an initializer cannot fill becomes zero.</summary>
public class ZeroedBiasTests
{
    [Theory]
    [InlineData("[|init.xavier_uniform_(fc.bias)|];", "init.zeros_(fc.bias);")]
    [InlineData("[|init.xavier_uniform_(fc.bias!)|];", "init.zeros_(fc.bias!);")]
    [InlineData("[|torch.nn.init.kaiming_normal_(fc.bias!, mode: init.FanInOut.FanOut)|];", "torch.nn.init.zeros_(fc.bias!);")]
    [InlineData("[|nn.init.orthogonal_( /* bias */ fc.bias, 2)|];", "nn.init.zeros_( /* bias */ fc.bias);")]
    [InlineData("[|init.sparse_(sparsity: 0.5, tensor: fc.bias)|];", "init.zeros_(tensor: fc.bias);")]
    [InlineData("var b = [|init.eye_(fc.bias)|];", "var b = init.zeros_(fc.bias);")]
    [InlineData("[|init.dirac_(fc.bias)|].mul_(2);", "init.zeros_(fc.bias).mul_(2);")]
    public async Task Zeros_are_written(string statement, string fixedStatement) =>
        Assert.Equal(fixedStatement, await Snippet.Fix(statement, Prescribe(PrescriptionKind.ZeroBias), "InitAnalyzer.ZeroBias"));

    [Fact]
    public async Task An_argument_that_does_something_is_not_dropped() =>
        Assert.Empty(await Snippet.Titles("[|init.xavier_uniform_(fc.bias, NextGain())|];", Prescribe(PrescriptionKind.ZeroBias)));

    [Theory]
    [InlineData("[|init.xavier_uniform_(fc.bias)|];", "Use zeros_ for the bias", "Remove the call of xavier_uniform_")]
    [InlineData("var b = [|init.xavier_uniform_(fc.bias)|];", "Use zeros_ for the bias")]
    public async Task Removal_is_the_second_choice(string statement, params string[] titles) =>
        Assert.Equal(titles, await Snippet.Titles(statement, Prescribe(PrescriptionKind.ZeroBias)));
}
