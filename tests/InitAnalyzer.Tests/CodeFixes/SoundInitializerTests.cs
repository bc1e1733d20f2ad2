using InitAnalyzer.Model;
using Xunit;
using static InitAnalyzer.Tests.CodeFixes.FixRunner;

namespace InitAnalyzer.Tests.CodeFixes;

/// <summary>What takes the place of an initializer that does not do what its name says.</summary>
public class SoundInitializerTests
{
    private static readonly Prescription s_truncated = Prescribe(PrescriptionKind.ReplaceTruncatedNormal);
    private static readonly Prescription s_xavier = Prescribe(PrescriptionKind.ReplaceXavierNormal);
    private static readonly Prescription s_generator = Prescribe(PrescriptionKind.DropGenerator);

    [Theory]
    [InlineData("init.trunc_normal_(w, 0, 0.02)", "init.normal_(w, 0, 0.02)")]
    [InlineData("init.trunc_normal_(w, std: 0.02)", "init.normal_(w, std: 0.02)")]
    [InlineData("init.trunc_normal_(w, mean: 0.0, std: 0.02)", "init.normal_(w, mean: 0.0, std: 0.02)")]
    [InlineData("init.trunc_normal_(w, std: 0.02, mean: 0)", "init.normal_(w, std: 0.02, mean: 0)")]
    [InlineData("init.trunc_normal_(w, std: 0.02, a: -0.1, b: 0.1)", "init.normal_(w, std: 0.02)")]
    [InlineData("init.trunc_normal_(w, 0, 0.5, -2, 2)", "init.normal_(w, 0, 0.5)")]
    [InlineData("init.trunc_normal_(w, 0, sigma)", "init.normal_(w, 0, sigma)")]
    [InlineData("init.trunc_normal_(w, sigma, 0.02, -2, 2)", "init.normal_(w, sigma, 0.02)")]
    [InlineData("init.trunc_normal_(w, std: NextGain())", "init.normal_(w, std: NextGain())")]
    [InlineData("init.trunc_normal_(w, std: 0.02, generator: null)", "init.normal_(w, std: 0.02)")]
    [InlineData("var x = init.trunc_normal_(w, 0, 0.02)", "var x = init.normal_(w, 0, 0.02)")]
    public Task Bounds_that_do_not_bite_are_dropped(string before, string after) => AssertFix(s_truncated, before, after);

    [Theory]
    [InlineData("init.trunc_normal_(w)", "init.normal_(w, 0, 0.8796)")]
    [InlineData("init.trunc_normal_(tensor: w)", "init.normal_(tensor: w, std: 0.8796)")]
    [InlineData("init.trunc_normal_(w, 0, 1)", "init.normal_(w, 0, 0.8796)")]
    [InlineData("init.trunc_normal_(w, std: 0.02, a: -0.04, b: 0.04)", "init.normal_(w, std: 0.01759)")]
    [InlineData("init.trunc_normal_(w, 0, 0.02, -0.02, 0.02)", "init.normal_(w, 0, 0.01079)")]
    [InlineData("init.trunc_normal_(w, a: 0)", "init.normal_(w, mean: 0.7228, std: 0.5013)")]
    [InlineData("init.trunc_normal_(w, 0, 1, 0, double.PositiveInfinity)", "init.normal_(w, 0.7979, 0.6028)")]
    [InlineData("init.trunc_normal_(w, 1, 0.5)", "init.normal_(w, 0.9724, 0.4708)")]
    public Task Bounds_that_bite_show_in_the_moments(string before, string after) => AssertFix(s_truncated, before, after);

    [Theory]
    [InlineData("init.trunc_normal_(w, 0, sigma, -2 * sigma, 2 * sigma)", "init.normal_(w, 0, 0.8796 * sigma)")]
    [InlineData("init.trunc_normal_(w, std: sigma + 1, a: -(sigma + 1), b: (sigma + 1) * 1)", "init.normal_(w, std: 0.5396 * (sigma + 1))")]
    [InlineData("init.trunc_normal_(w, 0, sigma, -4 * sigma, 4 * sigma)", "init.normal_(w, 0, sigma)")]
    [InlineData("init.trunc_normal_(w, 0, sigma, -2 * sigma, 1 * sigma)", "init.normal_(w, 0, sigma)")]
    public Task Bounds_in_units_of_the_standard_deviation_are_understood(string before, string after) =>
        AssertFix(s_truncated, before, after);

    [Theory]
    [InlineData("init.trunc_normal_(w, 0, 0.02, -2, 2, g)", "w.detach().normal_(0, 0.02, g)")]
    [InlineData("init.trunc_normal_(w, std: 0.02, generator: g)", "w.detach().normal_(std: 0.02, generator: g)")]
    [InlineData("_ = init.trunc_normal_(w, generator: g)", "_ = w.detach().normal_(std: 0.8796, generator: g)")]
    public Task A_truncated_normal_with_a_generator_is_drawn_from_it(string before, string after) => AssertFix(s_truncated, before, after);

    [Theory]
    [InlineData("init.xavier_normal_(fc.weight)", "init.normal_(fc.weight, 0, Math.Sqrt(2.0 / (fc.weight.shape[0] + fc.weight.shape[1])))")]
    [InlineData("init.xavier_normal_(layers[i].weight)", "init.normal_(layers[i].weight, 0, Math.Sqrt(2.0 / (layers[i].weight.shape[0] + layers[i].weight.shape[1])))")]
    [InlineData("init.xavier_normal_(conv.weight)", "init.normal_(conv.weight, 0, Math.Sqrt(2.0 / (init.CalculateFanInAndFanOut(conv.weight).fanIn + init.CalculateFanInAndFanOut(conv.weight).fanOut)))")]
    [InlineData("init.glorot_normal_(fc.weight, 2)", "init.normal_(fc.weight, 0, 2 * Math.Sqrt(2.0 / (fc.weight.shape[0] + fc.weight.shape[1])))")]
    [InlineData("init.xavier_normal_(fc.weight, gain: 5.0 / 3)", "init.normal_(fc.weight, std: 5.0 / 3 * Math.Sqrt(2.0 / (fc.weight.shape[0] + fc.weight.shape[1])))")]
    [InlineData("init.xavier_normal_(fc.weight, sigma + 1)", "init.normal_(fc.weight, 0, (sigma + 1) * Math.Sqrt(2.0 / (fc.weight.shape[0] + fc.weight.shape[1])))")]
    [InlineData("init.xavier_normal_(fc.weight, NextGain())", "init.normal_(fc.weight, 0, NextGain() * Math.Sqrt(2.0 / (fc.weight.shape[0] + fc.weight.shape[1])))")]
    [InlineData("init.xavier_normal_(fc.weight, 1.0)", "init.normal_(fc.weight, 0, Math.Sqrt(2.0 / (fc.weight.shape[0] + fc.weight.shape[1])))")]
    [InlineData("return; Tensor F() => init.xavier_normal_(fc.weight)", "return; Tensor F() => init.normal_(fc.weight, 0, Math.Sqrt(2.0 / (fc.weight.shape[0] + fc.weight.shape[1])))")]
    public Task Xavier_normal_becomes_normal(string before, string after) => AssertFix(s_xavier, before, after);

    [Theory]
    [InlineData("init.xavier_normal_(w)", "init.xavier_uniform_(w)")]
    [InlineData("init.glorot_normal_(w, gain: 2)", "init.glorot_uniform_(w, gain: 2)")]
    [InlineData("init.xavier_normal_(NextWeight(), NextGain())", "init.xavier_uniform_(NextWeight(), NextGain())")]
    public async Task Xavier_normal_may_be_called_what_it_is(string before, string after) =>
        Assert.Equal(after + ";", await Snippet.Fix(Mark(before), s_xavier, "InitAnalyzer.HonestName"));

    [Theory]
    [InlineData("init.normal_(w, 0, 0.02, generator: g)", "w.detach().normal_(0, 0.02, generator: g)")]
    [InlineData("init.normal_(w, 0, 0.02, g)", "w.detach().normal_(0, 0.02, g)")]
    [InlineData("init.normal_(w, generator: g)", "w.detach().normal_(generator: g)")]
    [InlineData("init.normal_(generator: g, tensor: fc.weight)", "fc.weight.detach().normal_(generator: g)")]
    [InlineData("init.uniform_(w, -0.1, 0.1, g)", "w.detach().uniform_(-0.1, 0.1, g)")]
    [InlineData("init.uniform_(w, generator: g)", "w.detach().uniform_(0, 1, generator: g)")]
    [InlineData("init.uniform_(w, -1, generator: g)", "w.detach().uniform_(-1, 1, generator: g)")]
    [InlineData("init.uniform_(w, high: 2, generator: g)", "w.detach().uniform_(from: 0, to: 2, generator: g)")]
    [InlineData("init.uniform_(w, low: -1, high: 1, generator: g)", "w.detach().uniform_(from: -1, to: 1, generator: g)")]
    [InlineData("init.normal_((Tensor)w, 0, 0.02, g)", "((Tensor)w).detach().normal_(0, 0.02, g)")]
    [InlineData("init.normal_(w ?? fc.weight!, 0, 0.02, g)", "(w ?? fc.weight!).detach().normal_(0, 0.02, g)")]
    [InlineData("init.normal_(NextWeight(), 0, 0.02, new Generator(1))", "NextWeight().detach().normal_(0, 0.02, new Generator(1))")]
    [InlineData("_ = init.normal_(w, 0, 0.02, g)", "_ = w.detach().normal_(0, 0.02, g)")]
    [InlineData("Action draw = () => init.normal_(w, 0, 0.02, g)", "Action draw = () => w.detach().normal_(0, 0.02, g)")]
    [InlineData("return; void Draw() => init.normal_(w, 0, 0.02, g)", "return; void Draw() => w.detach().normal_(0, 0.02, g)")]
    public Task A_generator_is_honoured(string before, string after) => AssertFix(s_generator, before, after);

    [Theory]
    [InlineData("var x = init.normal_(w, 0, 0.02, generator: g)", "var x = init.normal_(w, 0, 0.02)")]
    [InlineData("Func<Tensor> draw = () => init.uniform_(w, -1, 1, g)", "Func<Tensor> draw = () => init.uniform_(w, -1, 1)")]
    [InlineData("w = init.normal_(w, generator: g)", "w = init.normal_(w)")]
    [InlineData("init.normal_(w, 0, 0.02, null)", "init.normal_(w, 0, 0.02)")]
    [InlineData("init.normal_(w, 0, 0.02, g).mul_(2)", "init.normal_(w, 0, 0.02).mul_(2)")]
    public Task A_generator_is_removed_where_the_value_is_used(string before, string after) => AssertFix(s_generator, before, after);

    [Theory]
    [InlineData("init.trunc_normal_(w, std: 0.02)", "Use normal_")]
    [InlineData("init.trunc_normal_(w)", "Use normal_ with standard deviation 0.8796")]
    [InlineData("init.trunc_normal_(w, 0, 0.02, -2, 2, g)", "Use Tensor.normal_, which honours the generator")]
    public async Task The_title_of_a_replaced_truncated_normal(string before, string title) =>
        Assert.Equal([title], await Snippet.Titles(Mark(before), s_truncated));

    [Fact]
    public async Task The_normal_law_is_offered_before_the_honest_name() =>
        Assert.Equal(
            ["Use normal_ with the variance of Xavier", "Use glorot_uniform_, which draws the same numbers"],
            await Snippet.Titles("[|init.glorot_normal_(w)|];", s_xavier));

    [Theory]
    [InlineData("init.uniform_(w, 0, 1, g)", "Use Tensor.uniform_, which honours the generator")]
    [InlineData("var x = init.uniform_(w, 0, 1, g)", "Remove the ignored generator")]
    public async Task The_title_of_a_generator(string before, string title) =>
        Assert.Equal([title], await Snippet.Titles(Mark(before), s_generator));

    private static async Task AssertFix(Prescription prescription, string before, string after) =>
        Assert.Equal(after + ";", await Snippet.Fix(Mark(before), prescription));

    /// <summary>Marks the initializer call in a statement: from the qualifier to the parenthesis that closes its argument list.</summary>
    private static string Mark(string statement)
    {
        var start = statement.IndexOf("init.", StringComparison.Ordinal);
        var end = statement.IndexOf('(', start);
        for (var depth = 1; depth > 0;)
        {
            end++;
            depth += statement[end] == '(' ? 1 : statement[end] == ')' ? -1 : 0;
        }

        return statement[..start] + "[|" + statement[start..(end + 1)] + "|]" + statement[(end + 1)..] + ";";
    }
}
