using InitAnalyzer.Model;
using InitAnalyzer.Theory;
using Microsoft.CodeAnalysis.CodeFixes;
using Xunit;
using static InitAnalyzer.Tests.CodeFixes.FixRunner;

namespace InitAnalyzer.Tests.CodeFixes;

/// <summary>Fix All rewrites every site in one pass, whatever each of them looks like.</summary>
public class FixAllTests
{
    private const string Law = "InitAnalyzer.RecommendedLaw";

    private const string First =
        """
        class A
        {
            void M(Tensor v, Tensor w)
            {
                [|init.xavier_uniform_(v)|]; [|init.kaiming_uniform_(w, a: Math.Sqrt(5))|]; // both
                [|nn.init.xavier_uniform_([|init.xavier_uniform_(w)|], gain: 2)|];
            }
        }
        """;

    private const string FirstFixed =
        """
        class A
        {
            void M(Tensor v, Tensor w)
            {
                init.kaiming_uniform_(v, nonlinearity: init.NonlinearityType.ReLU); init.kaiming_uniform_(w, nonlinearity: init.NonlinearityType.ReLU); // both
                nn.init.xavier_uniform_(init.kaiming_uniform_(w, nonlinearity: init.NonlinearityType.ReLU), gain: 2);
            }
        }
        """;

    private const string Second = "class B { Tensor M(Tensor w) => [|init.glorot_uniform_(w)|]; }";

    private const string SecondFixed = "class B { Tensor M(Tensor w) => init.kaiming_uniform_(w, nonlinearity: init.NonlinearityType.ReLU); }";

    private static readonly Prescription s_relu = Recommend("ReLU", Distribution.Uniform);

    [Fact]
    public async Task In_a_document() =>
        AssertSources([FirstFixed, Second.Replace("[|", "").Replace("|]", "")], await ApplyToAll(FixAllScope.Document, s_relu, Law, First, Second));

    [Theory]
    [InlineData(FixAllScope.Project)]
    [InlineData(FixAllScope.Solution)]
    public async Task In_all_documents(FixAllScope scope) =>
        AssertSources([FirstFixed, SecondFixed], await ApplyToAll(scope, s_relu, Law, First, Second));

    [Fact]
    public async Task Only_the_chosen_fix_is_applied() =>
        AssertSources(
            ["class A { void M(Tensor w) { init.xavier_uniform_(w); init.glorot_uniform_(w, 2); } }"],
            await ApplyToAll(
                FixAllScope.Document,
                Prescribe(PrescriptionKind.ReplaceXavierNormal),
                "InitAnalyzer.HonestName",
                "class A { void M(Tensor w) { [|init.xavier_normal_(w)|]; [|init.glorot_normal_(w, 2)|]; } }"));

    [Fact]
    public async Task Sites_that_cannot_be_rewritten_stay() =>
        AssertSources(
            ["class A { void M(Tensor w) { init.normal_(w, 0, 3.6 / Math.Sqrt(init.CalculateFanInAndFanOut(w).fanIn)); init.xavier_normal_(w.clone()); } }"],
            await ApplyToAll(
                FixAllScope.Document,
                Recommend("Sigmoid", Distribution.Normal),
                Law,
                "class A { void M(Tensor w) { [|init.xavier_normal_(w)|]; [|init.xavier_normal_(w.clone())|]; } }"));

    [Theory]
    [InlineData("INIT001")]
    [InlineData("INIT002")]
    [InlineData("INIT003")]
    [InlineData("INIT004")]
    [InlineData("INIT005")]
    [InlineData("INIT105")]
    [InlineData("INIT107")]
    [InlineData("INIT108")]
    [InlineData("INIT110")]
    [InlineData("INIT111")]
    public void Every_rule_is_served(string id) =>
        Assert.Contains(id, new InitAnalyzer.CodeFixes.InitializerCodeFixProvider().FixableDiagnosticIds);

    private static void AssertSources(string[] expected, string[] actual) =>
        Assert.True(expected.SequenceEqual(actual), string.Join("\n---\n", actual));
}
