using InitAnalyzer.Theory;
using Xunit;
using static InitAnalyzer.Tests.CodeFixes.FixRunner;

namespace InitAnalyzer.Tests.CodeFixes;

/// <summary>Names are qualified as the author does, and otherwise so that they bind.</summary>
public class QualificationTests
{
    [Theory]
    [InlineData("using static TorchSharp.torch.nn;", "init.")]
    [InlineData("using static TorchSharp.torch;", "nn.init.")]
    [InlineData("", "torch.nn.init.")]
    [InlineData("", "TorchSharp.torch.nn.init.")]
    [InlineData("", "global::TorchSharp.torch.nn.init.")]
    [InlineData("using static TorchSharp.torch.nn.init;", "")]
    [InlineData("using I = TorchSharp.torch.nn.init;", "I.")]
    [InlineData("using N = TorchSharp.torch.nn;", "N.init.")]
    [InlineData("using static TorchSharp.torch.nn.init; using static TorchSharp.torch.nn;", "init.")]
    public async Task Every_name_is_qualified_as_the_call_is(string directive, string qualifier)
    {
        var usings = "using System;\nusing TorchSharp;\n" + directive + "\n";
        Assert.Equal(
            Source(qualifier + "kaiming_uniform_(w, nonlinearity: " + qualifier + "NonlinearityType.ReLU)"),
            await Apply(Source("[|" + qualifier + "xavier_uniform_(w)|]"), Recommend("ReLU", Distribution.Uniform), usings: usings));
        Assert.Equal(
            Source(qualifier + "orthogonal_(w, gain: " + qualifier + "calculate_gain(" + qualifier + "NonlinearityType.ReLU))"),
            await Apply(Source("[|" + qualifier + "orthogonal_(w)|]"), Recommend("ReLU", Distribution.Orthogonal), usings: usings));
        Assert.Equal(
            Source(qualifier + "normal_(w, 0, 3.6 / Math.Sqrt(" + qualifier + "CalculateFanInAndFanOut(w).fanIn))"),
            await Apply(Source("[|" + qualifier + "kaiming_normal_(w)|]"), Recommend("Sigmoid", Distribution.Normal), usings: usings));

        static string Source(string call) => "class C { void M(torch.Tensor w) { " + call + "; } }";
    }

    [Fact]
    public async Task A_qualifier_over_several_lines_stays_and_is_written_out_on_one() =>
        Assert.Equal(
            """
            class C
            {
                void M(Tensor w) =>
                    torch.nn
                        .init
                        .kaiming_uniform_(w, nonlinearity: torch.nn.init.NonlinearityType.ReLU);
            }
            """,
            await Apply(
                """
                class C
                {
                    void M(Tensor w) =>
                        [|torch.nn
                            .init
                            .xavier_uniform_(w)|];
                }
                """,
                Recommend("ReLU", Distribution.Uniform)));

    [Fact]
    public async Task A_bare_name_that_means_something_else_is_qualified() =>
        Assert.Equal(
            "class C { enum NonlinearityType { ReLU } void M(torch.Tensor w) { kaiming_uniform_(w, nonlinearity: torch.nn.init.NonlinearityType.ReLU); } }",
            await Apply(
                "class C { enum NonlinearityType { ReLU } void M(torch.Tensor w) { [|xavier_uniform_(w)|]; } }",
                Recommend("ReLU", Distribution.Uniform),
                usings: "using TorchSharp;\nusing static TorchSharp.torch.nn.init;\n"));

    [Fact]
    public async Task A_bare_function_that_means_something_else_is_qualified() =>
        Assert.Equal(
            "class C { void kaiming_uniform_(int i) { } void M(torch.Tensor w) { torch.nn.init.kaiming_uniform_(w, nonlinearity: NonlinearityType.ReLU); } }",
            await Apply(
                "class C { void kaiming_uniform_(int i) { } void M(torch.Tensor w) { [|xavier_uniform_(w)|]; } }",
                Recommend("ReLU", Distribution.Uniform),
                usings: "using TorchSharp;\nusing static TorchSharp.torch.nn.init;\n"));

    [Theory]
    [InlineData("", "class C", "System.Math")]
    [InlineData("using System;\n", "class C", "Math")]
    [InlineData("global using System;\n", "class C", "Math")]
    [InlineData("using System;\n", "class Math { } class C", "System.Math")]
    [InlineData("", "class C<System>", "global::System.Math")]
    public async Task Math_is_qualified_where_it_must_be(string directive, string type, string math) =>
        Assert.Equal(
            type + " { void M(torch.Tensor w) { torch.nn.init.normal_(w, 0, 3.6 / " + math + ".Sqrt(torch.nn.init.CalculateFanInAndFanOut(w).fanIn)); } }",
            await Apply(
                type + " { void M(torch.Tensor w) { [|torch.nn.init.xavier_normal_(w)|]; } }",
                Recommend("Sigmoid", Distribution.Normal),
                usings: directive + "using TorchSharp;\n"));

    [Theory]
    [InlineData("using static TorchSharp.torch.nn;", "init.")]
    [InlineData("using static TorchSharp.torch;", "nn.init.")]
    [InlineData("", "torch.nn.init.")]
    public async Task A_fill_of_the_tensor_gets_the_shortest_qualifier(string directive, string qualifier) =>
        Assert.Equal(
            "class C { void M(torch.Tensor w) { " + qualifier + "kaiming_normal_(w, nonlinearity: " + qualifier + "NonlinearityType.ReLU); } }",
            await Apply(
                "class C { void M(torch.Tensor w) { [|w.normal_(0, 0.5)|]; } }",
                Recommend("ReLU", Distribution.Normal),
                usings: "using TorchSharp;\n" + directive + "\n"));
}
