using InitAnalyzer.Tests.Verifiers;
using Xunit;

namespace InitAnalyzer.Tests.CodeFixes;

/// <summary>A fill that throws becomes a function that turns gradients off, or goes into a scope that does.</summary>
public class FillWithoutGradientsTests
{
    [Theory]
    [InlineData("{|INIT107:fc.weight.normal_(0, 0.5)|};", "init.normal_(fc.weight, 0, 0.5);")]
    [InlineData("{|INIT107:fc.weight.normal_(std: 0.5)|};", "init.normal_(fc.weight, std: 0.5);")]
    [InlineData("{|INIT107:fc.weight.normal_()|};", "init.normal_(fc.weight);")]
    [InlineData("{|INIT107:fc.weight.uniform_(-0.5, 0.5)|};", "init.uniform_(fc.weight, -0.5, 0.5);")]
    [InlineData("{|INIT107:fc.weight.uniform_(from: -0.5, to: 0.5)|};", "init.uniform_(fc.weight, low: -0.5, high: 0.5);")]
    [InlineData("{|INIT107:fc.bias!.fill_(0.1)|}; // small", "init.constant_(fc.bias!, 0.1); // small")]
    [InlineData("{|INIT107:fc.bias.zero_()|};", "init.zeros_(fc.bias);")]
    [InlineData("if (flag) {|INIT107:fc.bias.zero_()|};", "if (flag) init.zeros_(fc.bias);")]
    [InlineData("if (flag) {|INIT107:fc.weight.copy_(fc.weight)|};", "if (flag) using (no_grad()) fc.weight.copy_(fc.weight);")]
    [InlineData("{|INIT107:fc.weight.copy_(fc.weight)|}; {|INIT107:fc.bias.zero_()|};", "using (no_grad()) fc.weight.copy_(fc.weight); init.zeros_(fc.bias);")]
    public Task The_function_where_there_is_one(string before, string after) => Verify.Fix(Net(before), Net(after));

    [Fact]
    public Task A_scope_with_its_comments() => Verify.Fix(
        Net(
            """
            // from the paper
                    {|INIT107:fc.weight.copy_(randn(2, 4))|}; // as it stands

                    {|INIT107:fc2.weight.normal_(0, 0.5, generator)|};
                    {|INIT107:fc.bias.zero_()|};
            """),
        Net(
            """
            // from the paper
                    using (no_grad())
                    {
                        fc.weight.copy_(randn(2, 4)); // as it stands
                    }

                    using (no_grad())
                    {
                        fc2.weight.normal_(0, 0.5, generator);
                    }
                    init.zeros_(fc.bias);
            """));

    [Theory]
    [InlineData("var w = {|INIT107:fc.weight.copy_(fc.weight)|};")]
    [InlineData("Tensor w; w = {|INIT107:fc.weight.copy_(fc.weight)|};")]
    [InlineData("Action scale = () => {|INIT107:fc.weight.copy_(fc.weight)|}; scale();")]
    [InlineData("{|INIT107:Fill(fc)|};")]
    public Task Not_where_a_value_is_used_or_the_fill_stands_elsewhere(string statement) => Verify.Fix(Net(statement), Net(statement));

    private static string Net(string statement) =>
        $$"""
        class Net : Module<Tensor, Tensor>
        {
            private readonly Linear fc = Linear(4, 2), fc2 = Linear(4, 2);

            public Net(bool flag, Generator generator) : base("net")
            {
                {{statement}}
            }

            private static void Fill(Linear layer) => layer.weight.copy_(layer.weight);

            public override Tensor forward(Tensor x) => fc.forward(x);
        }
        """;
}
