using InitAnalyzer.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Xunit;
using static InitAnalyzer.Tests.Rules.RuleTest;

namespace InitAnalyzer.Tests.Rules;

public class INIT107_ParameterIsFilledUnderGradientsTests
{
    [Theory]
    [InlineData("{|INIT107:fc.weight.normal_(0, 0.5)|};")]
    [InlineData("{|INIT107:fc.weight!.uniform_(-0.5, 0.5)|};")]
    [InlineData("{|INIT107:fc.bias.fill_(0.1)|};")]
    [InlineData("{|INIT107:this.fc.bias.zero_()|};")]
    [InlineData("{|INIT107:norm.weight.fill_(1)|};")]
    [InlineData("{|INIT107:embedding.weight.normal_(0, 0.5)|};")]
    [InlineData("{|INIT107:fc.weight.copy_(randn(2, 4))|};")]
    [InlineData("{|INIT107:fc.weight.mul_(2)|};")]
    [InlineData("{|INIT107:fc.weight.clamp_(-1, 1)|};")]
    [InlineData("var w = fc.weight; {|INIT107:w.normal_(0, 0.5)|};")]
    [InlineData("foreach (var p in fc.parameters()) {|INIT107:p.normal_(0, 0.5)|};")]
    [InlineData("RegisterComponents(); foreach (var m in modules()) if (m is Linear l) {|INIT107:l.weight.normal_(0, 0.5)|};")]
    [InlineData("RegisterComponents(); apply(m => { if (m is Linear l) {|INIT107:l.weight.normal_(0, 0.5)|}; });")]
    [InlineData("using (no_grad()) { } {|INIT107:fc.weight.normal_(0, 0.5)|};")]
    [InlineData("using (no_grad()) { using (enable_grad()) {|INIT107:fc.weight.normal_(0, 0.5)|}; }")]
    [InlineData("using (set_grad_enabled(true)) {|INIT107:fc.weight.normal_(0, 0.5)|};")]
    [InlineData("{ using var _ = no_grad(); } {|INIT107:fc.weight.normal_(0, 0.5)|};")]
    [InlineData("using (NewDisposeScope()) {|INIT107:fc.weight.normal_(0, 0.5)|};")]
    [InlineData("if (flag) {|INIT107:fc.weight.normal_(0, 0.5)|};")]
    [InlineData("Helper(); {|INIT107:fc.weight.normal_(0, 0.5)|};")]
    [InlineData("{|INIT107:Fill(fc)|};")]
    public Task Reported_in_a_constructor(string statement) => Verify.Diagnostics(Net(statement));

    [Theory]
    [InlineData("init.uniform_(fc.weight, -0.5, 0.5);")]
    [InlineData("using (no_grad()) fc.weight.normal_(0, 0.5);")]
    [InlineData("using (torch.no_grad()) { if (flag) { fc.weight.normal_(0, 0.5); } }")]
    [InlineData("using var _ = torch.no_grad(); fc.weight.normal_(0, 0.5);")]
    [InlineData("using var scope = torch.inference_mode(); fc.weight.normal_(0, 0.5);")]
    [InlineData("using (set_grad_enabled(false)) fc.weight.normal_(0, 0.5);")]
    [InlineData("using (enable_grad(false)) fc.weight.normal_(0, 0.5);")]
    [InlineData("using (set_grad_enabled(flag)) fc.weight.normal_(0, 0.5);")]
    [InlineData("var guard = no_grad(); fc.weight.normal_(0, 0.5);")]
    [InlineData("using (no_grad()) Fill(fc);")]
    [InlineData("using (no_grad()) { Helper(); fc.weight.normal_(0, 0.5); }")]
    [InlineData("using (no_grad()) Helper(); Open(); fc.weight.normal_(0, 0.5);")]
    [InlineData("using (no_grad()) { RegisterComponents(); foreach (var p in parameters()) p.normal_(0, 0.5); }")]
    [InlineData("fc.weight.requires_grad = false; fc.weight.normal_(0, 0.5); fc.weight.requires_grad = true;")]
    [InlineData("fc.weight.requires_grad_(false); fc.weight.normal_(0, 0.5);")]
    [InlineData("RegisterComponents(); foreach (var p in parameters()) p.requires_grad = false; fc.weight.normal_(0, 0.5);")]
    [InlineData("fc.weight.detach().normal_(0, 0.5);")]
    [InlineData("var w = fc.weight.detach(); w.normal_(0, 0.5);")]
    [InlineData("fc.weight.with_requires_grad(false).normal_(0, 0.5);")]
    [InlineData("fc.weight = Parameter(zeros(2, 4), requires_grad: false); fc.weight.normal_(0, 0.5);")]
    [InlineData("{|INIT106:fc.weight.clone().normal_(0, 0.5)|};")]
    [InlineData("var t = randn(2, 4); t.normal_(0, 0.5);")]
    [InlineData("try { fc.weight.normal_(0, 0.5); } catch (Exception) { }")]
    [InlineData("if (!fc.weight.requires_grad) fc.weight.normal_(0, 0.5);")]
    [InlineData("if (!is_grad_enabled()) fc.weight.normal_(0, 0.5);")]
    [InlineData("Action fill = () => fc.weight.normal_(0, 0.5);")]
    [InlineData("pretrained.weight.normal_(0, 0.5);")]
    public Task Silent_in_a_constructor(string statement) => Verify.Diagnostics(Net(statement));

    [Theory]
    [InlineData("Reset();", "private void Reset() { {|INIT107:fc.weight.normal_(0, 0.5)|}; }")]
    [InlineData("Outer();", "private void Outer() { Reset(); } public void Reset() { {|INIT107:fc.weight.normal_(0, 0.5)|}; }")]
    [InlineData("", "public void Outer() { Reset(); } private void Reset() { {|INIT107:fc.weight.normal_(0, 0.5)|}; }")]
    [InlineData("using (no_grad()) Reset();", "private void Reset() { fc.weight.normal_(0, 0.5); }")]
    [InlineData("Outer();", "private void Outer() { using var _ = no_grad(); Reset(); } public void Reset() { fc.weight.normal_(0, 0.5); }")]
    [InlineData("Reset();", "private void Reset() { fc.weight.normal_(0, 0.5); } public void Again() { using (no_grad()) Reset(); }")]
    [InlineData("", "public void Reset() { fc.weight.normal_(0, 0.5); }")]
    [InlineData("", "private void Reset() { fc.weight.normal_(0, 0.5); }")]
    public Task In_methods(string statement, string methods) => Verify.Diagnostics(Net(statement, methods));

    [Fact]
    public Task A_scope_around_the_making_of_the_network() => Verify.Diagnostics(
        Net("fc.weight.normal_(0, 0.5);") + "\nstatic class Program { static void Main() { using (no_grad()) { var net = new Net(true); } } }");

    [Fact]
    public Task A_program_that_has_no_scope() => Verify.Diagnostics(
        "static class Program { static void Main() { var fc = Linear(4, 2); {|INIT107:fc.weight.normal_(0, 0.5)|}; using (no_grad()) fc.bias.zero_(); } }");

    [Fact]
    public async Task The_message_names_fill_and_parameter()
    {
        var diagnostic = await Single(Net("fc.bias.fill_(0.1);"), "INIT107");
        Assert.Equal(DiagnosticSeverity.Warning, diagnostic.Severity);
        Assert.Equal("fill_ changes 'fc.bias' in place, which needs a gradient: outside no_grad it throws at run time", Message(diagnostic));
        Assert.Equal(["Linear(4, 2)"], AdditionalTexts(diagnostic));
    }

    private static string Net(string statement, string methods = "") =>
        $$"""
        class Net : Module<Tensor, Tensor>
        {
            private readonly Linear fc = Linear(4, 2);
            private readonly LayerNorm norm = LayerNorm(4);
            private readonly Embedding embedding = Embedding(4, 4), pretrained = Embedding_from_pretrained(torch.zeros(4, 4));

            public Net(bool flag) : base("net")
            {
                {{statement}}
            }

            {{methods}}

            private static void Fill(Linear layer) => layer.weight.normal_(0, 0.5);

            private static void Helper()
            {
                using (enable_grad())
                {
                    if (is_grad_enabled()) return;
                }
            }

            private static void Open()
            {
                no_grad();
            }

            public override Tensor forward(Tensor x) => fc.forward(norm.forward(x));
        }
        """;
}
