using InitAnalyzer.Model;
using InitAnalyzer.Theory;
using Xunit;
using static InitAnalyzer.Tests.CodeFixes.FixRunner;

namespace InitAnalyzer.Tests.CodeFixes;

/// <summary>Where a rewrite would change more than the weight's law, nothing is offered.</summary>
public class RefusalTests
{
    [Theory]
    [InlineData("[|init.xavier_normal_(NextWeight())|];")]
    [InlineData("[|init.xavier_normal_(layers[i++].weight)|];")]
    [InlineData("[|init.xavier_normal_(layers[--i].weight)|];")]
    [InlineData("[|init.xavier_normal_(w = fc.weight)|];")]
    public async Task A_weight_that_would_be_evaluated_twice(string statement)
    {
        Assert.Empty(await Snippet.Titles(statement, Recommend("Sigmoid", Distribution.Normal)));
        Assert.Empty(await Snippet.Titles(statement, Recommend("Sigmoid", Distribution.Uniform)));
        Assert.Single(await Snippet.Titles(statement, Recommend("ReLU", Distribution.Normal)));
        Assert.Equal(
            ["Use xavier_uniform_, which draws the same numbers"],
            await Snippet.Titles(statement, Prescribe(PrescriptionKind.ReplaceXavierNormal)));
    }

    [Theory]
    [InlineData("[|init.xavier_uniform_(w, NextGain())|];")]
    [InlineData("[|init.xavier_uniform_(w, sigma += 1)|];")]
    [InlineData("[|init.xavier_uniform_(w, i++)|];")]
    [InlineData("[|init.uniform_(w, 0, 1, manual_seed(5))|];")]
    [InlineData("[|init.kaiming_uniform_(w, nonlinearity: NextGain() > 1 ? init.NonlinearityType.ReLU : init.NonlinearityType.Tanh)|];")]
    public async Task An_argument_that_does_something_would_be_dropped(string statement) =>
        Assert.Empty(await Snippet.Titles(statement, Recommend("SELU", Distribution.Uniform)));

    [Theory]
    [InlineData("var x = [|w.normal_(0, 0.5)|];")]
    [InlineData("[|w.normal_(0, 0.5)|].mul_(2);")]
    [InlineData("w?[|.normal_(0, 0.5)|];")]
    public async Task The_value_of_a_fill_is_used(string statement) =>
        Assert.Empty(await Snippet.Titles(statement, Recommend("ReLU", Distribution.Normal)));

    [Theory]
    [InlineData("var x = [|init.trunc_normal_(w, 0, 0.02, -2, 2, g)|];")]
    [InlineData("[|init.trunc_normal_(w, 0, -1)|];")]
    [InlineData("[|init.trunc_normal_(w, 0, 1, 2, -2)|];")]
    [InlineData("[|init.trunc_normal_(w, a: NextGain())|];")]
    public async Task A_truncated_normal_that_cannot_be_replaced(string statement) =>
        Assert.Empty(await Snippet.Titles(statement, Prescribe(PrescriptionKind.ReplaceTruncatedNormal)));

    [Fact]
    public async Task Swapping_the_weight_and_a_generator_that_does_something() =>
        Assert.Empty(await Snippet.Titles(
            "[|init.normal_(generator: manual_seed(5), tensor: NextWeight())|];", Prescribe(PrescriptionKind.DropGenerator)));

    [Theory]
    [InlineData("[|init.eye_(w)|];")]
    [InlineData("[|init.sparse_(w, 0.1)|];")]
    [InlineData("[|Console.WriteLine(w)|];")]
    [InlineData("[|w.random_(0, 2)|];")]
    [InlineData("init.[|xavier_uniform_|](w);")]
    [InlineData("[|var x = init.xavier_uniform_(w);|]")]
    public async Task Something_else_stands_at_the_diagnostic(string statement) =>
        Assert.Empty(await Snippet.Titles(statement, Recommend("ReLU", Distribution.Uniform)));

    [Theory]
    [InlineData(PrescriptionKind.ReplaceTruncatedNormal)]
    [InlineData(PrescriptionKind.ReplaceXavierNormal)]
    [InlineData(PrescriptionKind.DropGenerator)]
    internal async Task The_prescription_is_for_another_initializer(PrescriptionKind kind) =>
        Assert.Empty(await Snippet.Titles("[|init.orthogonal_(w)|];", Prescribe(kind)));

    [Fact]
    public async Task A_namesake_of_the_initializer_is_called() =>
        Assert.Empty(await Titles(
            "static class Mine { public static Tensor xavier_uniform_(Tensor w) => w; } class C { void M(Tensor w) { [|Mine.xavier_uniform_(w)|]; } }",
            Recommend("ReLU", Distribution.Uniform)));

    [Fact]
    public async Task The_arguments_depend_on_a_symbol_of_the_preprocessor() =>
        Assert.Empty(await Titles(
            """
            class C
            {
                void M(Tensor w) => [|init.xavier_uniform_(w
            #if HALF
                    , gain: 0.5
            #endif
                    )|];
            }
            """,
            Recommend("ReLU", Distribution.Uniform)));

    [Fact]
    public async Task There_is_no_prescription() =>
        Assert.Empty(await Titles("class C { void M(Tensor w) { [|init.xavier_uniform_(w)|]; } }", prescription: null));

    [Fact]
    public async Task The_prescription_is_of_another_framework() =>
        Assert.Empty(await Titles(
            "class C { void M(Tensor w) { [|init.xavier_uniform_(w)|]; } }",
            Recommend("ReLU", Distribution.Uniform) with { Framework = "Another" }));

    [Theory]
    [InlineData("Softmax")]
    [InlineData("Tanhshrink")]
    public async Task No_law_is_known_for_the_activation(string activation) =>
        Assert.Empty(await Snippet.Titles("[|init.xavier_uniform_(w)|];", Recommend(activation, Distribution.Uniform)));

    [Fact]
    public async Task The_call_already_is_what_the_fix_would_write() =>
        Assert.Empty(await Snippet.Titles(
            "[|init.kaiming_uniform_(w, nonlinearity: init.NonlinearityType.ReLU)|];", Recommend("ReLU", Distribution.Uniform)));
}
