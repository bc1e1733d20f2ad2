using InitAnalyzer.Tests.Reading;
using InitAnalyzer.Tests.Verifiers;
using Xunit;
using static InitAnalyzer.Tests.Rules.RuleTest;

namespace InitAnalyzer.Tests.Rules;

public class INIT104_InitialisationIsOverwrittenTests
{
    /// <summary>Statements of a constructor of a network whose layers feed a ReLU.</summary>
    private static string In(string statements) =>
        $$"""
        class Net : Module<Tensor, Tensor>
        {
            private readonly Linear fc = Linear(16, 8), head = Linear(8, 8), last = Linear(8, 8);
            private readonly Linear[] list = new[] { Linear(8, 8), Linear(8, 8) };

            public Net(bool flag, double std) : base("Net")
            {
                RegisterComponents();
                {{statements}}
            }

            private static void Fill(Tensor t) => init.kaiming_uniform_(t, nonlinearity: init.NonlinearityType.ReLU);

            private static void Both(Linear a, Linear b)
            {
                init.kaiming_normal_(a.weight, nonlinearity: init.NonlinearityType.ReLU);
                init.kaiming_uniform_(b.weight, nonlinearity: init.NonlinearityType.ReLU);
            }

            public override Tensor forward(Tensor x) => last.forward(head.forward(fc.forward(x).relu()).relu());
        }
        """;

    /// <summary>The first would not fit a ReLU; as it has no effect, that is not reported.</summary>
    [Fact]
    public async Task Message_and_places()
    {
        var diagnostic = await Single(In("init.xavier_uniform_(fc.weight);\n        init.kaiming_uniform_(fc.weight);"), "INIT104");
        Assert.Equal(
            "xavier_uniform_ fills 'fc.weight', which is filled anew below before anything uses it: this call has no effect",
            Message(diagnostic));
        Assert.Equal("init.xavier_uniform_(fc.weight)", TextAt(diagnostic.Location));
        Assert.Equal(["init.kaiming_uniform_(fc.weight)"], AdditionalTexts(diagnostic));
    }

    [Theory]
    [InlineData("{|INIT104:init.xavier_normal_(fc.weight)|}; init.kaiming_normal_(fc.weight);")]
    [InlineData("{|INIT104:init.trunc_normal_(fc.weight)|}; init.kaiming_normal_(fc.weight);")]
    [InlineData("{|INIT104:init.zeros_(fc.weight)|}; {|INIT104:init.ones_(this.fc.weight)|}; init.kaiming_normal_(fc.weight!);")]
    [InlineData("{|INIT104:init.ones_(fc.bias)|}; init.kaiming_normal_(fc.weight); init.zeros_(fc.bias);")]
    [InlineData("{|INIT104:init.zeros_(fc.weight)|}; var n = fc.weight.shape[1]; var s = Math.Sqrt(2.0 / n); init.normal_(fc.weight, 0, s);")]
    [InlineData("_ = {|INIT104:init.zeros_(fc.weight)|}; using var w = init.kaiming_normal_(fc.weight);")]
    [InlineData("if (flag) { {|INIT104:init.zeros_(fc.weight)|}; init.kaiming_normal_(fc.weight); }")]
    [InlineData("using (no_grad()) { {|INIT104:fc.weight.fill_(1)|}; fc.weight.normal_(0, Math.Sqrt(2.0 / 16)); }")]
    [InlineData("var w = fc.weight; {|INIT104:init.zeros_(w)|}; init.kaiming_normal_(fc.weight);")]
    [InlineData("foreach (var l in list) { {|INIT104:init.zeros_(l.weight)|}; init.kaiming_normal_(l.weight); }")]
    [InlineData("foreach (var m in modules()) if (m is Linear l) { {|INIT104:init.zeros_(l.weight)|}; init.kaiming_normal_(l.weight); }")]
    [InlineData("switch (flag) { case true: {|INIT104:init.zeros_(fc.weight)|}; init.kaiming_normal_(fc.weight); break; }")]
    public Task Reported(string statements) => Verify.Diagnostics(In(statements));

    [Theory]
    [InlineData("init.kaiming_uniform_(fc.weight); if (flag) init.kaiming_normal_(fc.weight);")]
    [InlineData("if (flag) init.kaiming_uniform_(fc.weight); else init.kaiming_normal_(fc.weight);")]
    [InlineData("if (flag) { init.kaiming_uniform_(fc.weight); } init.kaiming_normal_(fc.weight);")]
    [InlineData("init.kaiming_uniform_(fc.weight); init.zeros_(fc.bias); init.kaiming_normal_(head.weight);")]
    [InlineData("init.kaiming_uniform_(fc.weight); Console.WriteLine(fc.weight); init.kaiming_normal_(fc.weight);")]
    [InlineData("init.kaiming_uniform_(fc.weight); var y = forward(zeros(1, 16)); init.kaiming_normal_(fc.weight);")]
    [InlineData("init.kaiming_uniform_(fc.weight); var copy = fc.weight.clone(); init.kaiming_normal_(fc.weight);")]
    [InlineData("init.kaiming_uniform_(fc.weight); var copy = fc.weight * 2; init.kaiming_normal_(fc.weight);")]
    [InlineData("init.kaiming_uniform_(fc.weight); init.normal_(fc.weight, 0, fc.weight.std().item<float>());")]
    [InlineData("init.kaiming_normal_(fc.weight); using (no_grad()) { fc.weight.mul_(1); fc.weight.clamp_(-1, 1); }")]
    [InlineData("using (no_grad()) { fc.weight.fill_(2); fc.weight.copy_(fc.weight * 2); }")]
    [InlineData("init.kaiming_normal_(fc.weight); init.zeros_(fc.weight[0]);")]
    [InlineData("init.kaiming_normal_(fc.weight); init.zeros_(fc.weight.view(-1));")]
    [InlineData("var w = init.kaiming_uniform_(fc.weight); init.kaiming_normal_(fc.weight);")]
    [InlineData("foreach (var m in modules()) if (m is Linear l) init.kaiming_normal_(l.weight); init.kaiming_uniform_(fc.weight);")]
    [InlineData("for (var i = 0; i < 2; i++) { init.zeros_(list[i].weight); init.kaiming_normal_(list[0].weight); }")]
    [InlineData("init.kaiming_uniform_(fc.weight); fc.weight = Parameter(randn(8, 16)); init.kaiming_normal_(fc.weight);")]
    [InlineData("init.kaiming_uniform_(fc.weight); { init.kaiming_normal_(fc.weight); }")]
    [InlineData("init.kaiming_uniform_(fc.weight); Fill(fc.weight);")]
    [InlineData("Both(fc, fc);")]
    [InlineData("Both(fc, head);")]
    public Task Silent(string statements) => Verify.Diagnostics(In(statements));

    /// <summary>It throws, which is the greater trouble.</summary>
    [Fact]
    public Task A_call_that_throws_is_reported_for_that() =>
        Verify.Diagnostics(In("{|INIT101:init.xavier_uniform_(fc.bias)|}; init.zeros_(fc.bias);"));

    [Fact]
    public Task Fix_removes_the_dead_calls_and_keeps_comments() => Verify.Fix(
        In(
            """
            // The hidden layer.
                    {|INIT104:init.xavier_uniform_(fc.weight)|}; // too small
                    {|INIT104:init.zeros_(fc.bias)|};
                    init.kaiming_uniform_(fc.weight); // for ReLU
                    init.ones_(fc.bias);

                    {|INIT104:init.zeros_(head.weight)|};
                    // The head.
                    _ = {|INIT104:init.ones_(head.weight)|};

                    init.kaiming_normal_(head.weight);
            """),
        In(
            """
            // The hidden layer.
                    init.kaiming_uniform_(fc.weight); // for ReLU
                    init.ones_(fc.bias);

                    // The head.

                    init.kaiming_normal_(head.weight);
            """));

    [Theory]
    [InlineData("{|INIT104:init.normal_(fc.weight, 0, Console.Read())|};\n        init.kaiming_normal_(fc.weight);")]
    [InlineData("init.zeros_(head.bias); {|INIT104:init.zeros_(fc.weight)|}; init.kaiming_normal_(fc.weight);")]
    public Task Nothing_is_offered(string statements) => Verify.Fix(In(statements), In(statements));
}
