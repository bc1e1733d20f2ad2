using InitAnalyzer.Tests.Reading;
using InitAnalyzer.Tests.Verifiers;
using Xunit;
using static InitAnalyzer.Tests.Rules.RuleTest;

namespace InitAnalyzer.Tests.Rules;

public class INIT102_VarianceIsPassedTests
{
    /// <summary>A network of one hidden layer <c>fc</c> and an output layer, and a convolution.</summary>
    private static string In(string statements, string activation = "h.relu()", string more = "") =>
        $$"""
        class Net : Module<Tensor, Tensor>
        {
            private readonly Linear fc = Linear(64, 32), head = Linear(32, 16);
            private readonly Conv2d conv = Conv2d(16, 64, 3);

            public Net(double gain, int n) : base("Net")
            {
                RegisterComponents();
                {{statements}}
            }

            {{more}}

            public override Tensor forward(Tensor x)
            {
                var h = fc.forward(conv.forward(x).relu().flatten(1));
                h = {{activation}};
                return head.forward(h);
            }
        }
        """;

    [Theory]
    [InlineData("init.normal_(fc.weight, 0, 2.0 / fc.in_features)", "normal_ takes a standard deviation, but 2/fan_in of 'fc' is a variance: its square root is meant (0.177 instead of 0.0312)")]
    [InlineData("init.normal_(fc.weight, std: 2.0 / fc.weight.shape[1])", "normal_ takes a standard deviation, but 2/fan_in of 'fc' is a variance: its square root is meant (0.177 instead of 0.0312)")]
    [InlineData("init.normal_(fc.weight, std: 1.0 / fc.weight.size(0))", "normal_ takes a standard deviation, but 1/fan_out of 'fc' is a variance: its square root is meant (0.177 instead of 0.0312)")]
    [InlineData("init.normal_(conv.weight, 0, 2.0 / init.CalculateFanInAndFanOut(conv.weight).fanIn)", "normal_ takes a standard deviation, but 2/fan_in of 'conv' is a variance: its square root is meant (0.118 instead of 0.0139)")]
    [InlineData("init.normal_(fc.weight, 0, 2.0 / (fc.in_features + fc.out_features))", "normal_ takes a standard deviation, but 2/(fan_in + fan_out) of 'fc' is a variance: its square root is meant (0.144 instead of 0.0208)")]
    [InlineData("init.normal_(fc.weight, 0, 2.0 / 64)", "normal_ takes a standard deviation, but 2/fan_in of 'fc' is a variance: its square root is meant (0.177 instead of 0.0312)")]
    [InlineData("init.normal_(fc.weight, 0, 2.0 / (64 + 32))", "normal_ takes a standard deviation, but 2/(fan_in + fan_out) of 'fc' is a variance: its square root is meant (0.144 instead of 0.0208)")]
    [InlineData("init.normal_(head.weight, 0, 2.0 / head.in_features)", "normal_ takes a standard deviation, but 2/fan_in of 'head' is a variance: its square root is meant (0.25 instead of 0.0625)")]
    public async Task Message_names_the_quotient_and_the_numbers(string call, string message)
    {
        var diagnostic = await Single(In(call + ";"), "INIT102");
        Assert.Equal(message, Message(diagnostic));
        Assert.Equal(call, TextAt(diagnostic.Location));
    }

    [Theory]
    [InlineData("var fan = fc.in_features; var std = 2.0 / fan; {|INIT102:init.normal_(fc.weight, 0, std)|};")]
    [InlineData("var (fanIn, fanOut) = init.CalculateFanInAndFanOut(fc.weight); {|INIT102:init.normal_(fc.weight, 0, 2.0 / (fanIn + fanOut))|};")]
    [InlineData("using (no_grad()) { {|INIT102:fc.weight.normal_(0, 2.0 / fc.in_features)|}; }")]
    [InlineData("var g = init.calculate_gain(init.NonlinearityType.ReLU); {|INIT102:init.normal_(fc.weight, 0, g * g / fc.in_features)|};")]
    [InlineData("foreach (var m in modules()) if (m is Linear l) {|INIT102:init.normal_(l.weight, 0, 2.0 / l.in_features)|};")]
    [InlineData("{|INIT102:Fill(fc)|};")]
    [InlineData("{|INIT102:init.normal_(fc.weight, 0, 1.0 / fc.in_features)|};")]
    public Task Reported(string statements) => Verify.Diagnostics(In(
        statements,
        more: "private static void Fill(Linear l) => init.normal_(l.weight, 0, 2.0 / l.weight.shape[1]);"));

    [Theory]
    [InlineData("init.normal_(fc.weight, 0, Math.Sqrt(2.0 / fc.in_features));")]
    [InlineData("init.normal_(fc.weight, 0, Math.Sqrt(2.0 / 64));")]
    [InlineData("init.normal_(fc.weight, 0, Math.Sqrt(2) / Math.Sqrt(fc.in_features));")]
    [InlineData("init.normal_(fc.weight, 0, Math.Pow(2.0 / fc.in_features, 0.5));")]
    [InlineData("init.normal_(fc.weight, 0, 0.05);")]
    [InlineData("init.normal_(fc.weight, 0, 0.1);")]
    [InlineData("init.normal_(fc.weight, 0, 2.0 / 20);")]
    [InlineData("init.normal_(fc.weight, 0, gain / fc.in_features);")]
    [InlineData("init.normal_(fc.weight, 0, 2.0 / n);")]
    [InlineData("init.normal_(fc.weight, 0, 0.1 / fc.in_features);")]
    [InlineData("init.normal_(fc.weight, 0, 2.0 / head.in_features);")]
    [InlineData("init.uniform_(fc.weight, -1.0 / fc.in_features, 1.0 / fc.in_features);")]
    [InlineData("init.normal_(fc.bias, 0, 1.0 / fc.in_features);")]
    [InlineData("init.normal_(head.weight, 0, 1.0 / head.in_features);")]
    [InlineData("init.normal_(head.weight, 0, 1.0 / 32);")]
    [InlineData("init.normal_(fc.weight, 0, 2 / fc.in_features);")]
    public Task Silent(string statements) => Verify.Diagnostics(In(statements));

    /// <summary>Small fans are divided by for other reasons.</summary>
    [Fact]
    public Task A_number_that_is_the_fan_by_chance() => Verify.Diagnostics(ProgramTable.Net(
        members: "private readonly Linear fc = Linear(10, 2), head = Linear(2, 2);",
        init: "init.normal_(fc.weight, 0, 1.0 / 2);\ninit.normal_(head.weight, 0, 0.2 / 2);",
        forward: "return head.forward(fc.forward(x).relu());"));

    [Fact]
    public Task Fix_takes_the_root() => Verify.Fix(
        In(
            """
            // He
                    {|INIT102:init.normal_(fc.weight, 0, 2.0 / fc.in_features)|}; // by hand
                    {|INIT102:init.normal_(conv.weight, std: /* He */ 2.0 / init.CalculateFanInAndFanOut(conv.weight).fanIn, mean: 0)|};
                    var std = 2.0 / 32;
                    _ = {|INIT102:init.normal_(head.weight, 0, 2.0 / (16 + 32))|};
            """),
        In(
            """
            // He
                    init.normal_(fc.weight, 0, Math.Sqrt(2.0 / fc.in_features)); // by hand
                    init.normal_(conv.weight, std: /* He */ Math.Sqrt(2.0 / init.CalculateFanInAndFanOut(conv.weight).fanIn), mean: 0);
                    var std = 2.0 / 32;
                    _ = init.normal_(head.weight, 0, Math.Sqrt(2.0 / (16 + 32)));
            """));

    /// <summary>The root alone would be too small for a ReLU.</summary>
    [Fact]
    public Task Fix_writes_the_recommended_law_where_the_root_does_not_fit() => Verify.Fix(
        In("{|INIT102:init.normal_(fc.weight, 0, 1.0 / fc.in_features)|};"),
        In("init.kaiming_normal_(fc.weight, nonlinearity: init.NonlinearityType.ReLU);"));

    [Theory]
    [InlineData("{|INIT102:Fill(fc)|};")]
    public Task Nothing_is_offered(string statements)
    {
        var source = In(statements, more: "private static void Fill(Linear l) => init.normal_(l.weight, 0, 2.0 / l.weight.shape[1]);");
        return Verify.Fix(source, source);
    }
}
