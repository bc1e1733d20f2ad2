using InitAnalyzer.Tests.Verifiers;
using Xunit;

namespace InitAnalyzer.Tests.CodeFixes;

/// <summary>The parameters of a normalisation are set where it has a name to set them by.</summary>
public class SetParametersTests
{
    private const string Made = "{|INIT108:GroupNorm(8, 32)|}";

    [Theory]
    [InlineData("private readonly GroupNorm gn;", "gn = {0};\n        RegisterComponents();", "gn = {0};\n        init.ones_(gn.weight);\n        init.zeros_(gn.bias);\n        RegisterComponents();")]
    [InlineData("private readonly GroupNorm gn;", "this.gn = {0}; // eight groups\n        Console.WriteLine();\n\n        // known from here on\n        RegisterComponents();", "this.gn = {0}; // eight groups\n        Console.WriteLine();\n        init.ones_(this.gn.weight);\n        init.zeros_(this.gn.bias);\n\n        // known from here on\n        RegisterComponents();")]
    [InlineData("private readonly GroupNorm gn;", "gn = {0};", "gn = {0};\n        init.ones_(gn.weight);\n        init.zeros_(gn.bias);")]
    [InlineData("private readonly GroupNorm gn = {0};", "RegisterComponents();", "init.ones_(gn.weight);\n        init.zeros_(gn.bias);\n        RegisterComponents();")]
    [InlineData("private GroupNorm gn {{ get; }} = {0};", "RegisterComponents();", "init.ones_(gn.weight);\n        init.zeros_(gn.bias);\n        RegisterComponents();")]
    [InlineData("private readonly Module<Tensor, Tensor> gn;", "var n = {0};\n        gn = n;", "var n = {0};\n        init.ones_(n.weight);\n        init.zeros_(n.bias);\n        gn = n;")]
    public Task Where_it_has_a_name(string field, string body, string fixedBody) => Verify.Fix(
        Net(string.Format(field, Made), string.Format(body, Made)),
        Net(string.Format(field, "GroupNorm(8, 32)"), string.Format(fixedBody, "GroupNorm(8, 32)")));

    [Fact]
    public Task All_of_a_type_in_their_order() => Verify.Fix(
        Net("private readonly GroupNorm gn, g2;", $"gn = {Made};\n        g2 = {Made};\n        RegisterComponents();"),
        Net("private readonly GroupNorm gn, g2;", "gn = GroupNorm(8, 32);\n        g2 = GroupNorm(8, 32);\n        init.ones_(gn.weight);\n        init.zeros_(gn.bias);\n        init.ones_(g2.weight);\n        init.zeros_(g2.bias);\n        RegisterComponents();"));

    [Fact]
    public Task Qualified_as_the_call_is_and_forgiving_where_null_is_asked_for() => Verify.Fix(
        "#nullable enable\n" + Net("private readonly GroupNorm gn;", "gn = {|INIT108:torch.nn.GroupNorm(8, 32)|};\n        RegisterComponents();"),
        "#nullable enable\n" + Net("private readonly GroupNorm gn;", "gn = torch.nn.GroupNorm(8, 32);\n        torch.nn.init.ones_(gn.weight);\n        torch.nn.init.zeros_(gn.bias!);\n        RegisterComponents();"));

    [Theory]
    [InlineData("private readonly Module<Tensor, Tensor> gn = {0};", "RegisterComponents();")]
    [InlineData("private readonly Sequential gn = Sequential({0}, ReLU());", "RegisterComponents();")]
    [InlineData("private readonly GroupNorm gn = {0};", "RegisterComponents(); Console.WriteLine();")]
    [InlineData("private static readonly GroupNorm gn = {0};", "RegisterComponents();")]
    public Task No_fix_where_there_is_no_name_or_no_place(string field, string body) => Verify.Fix(
        Net(string.Format(field, Made), string.Format(body, Made)),
        Net(string.Format(field, Made), string.Format(body, Made)));

    private static string Net(string field, string body) =>
        $$"""
        class Net : Module<Tensor, Tensor>
        {
            {{field}}

            public Net() : base("net")
            {
                {{body}}
            }

            public override Tensor forward(Tensor x) => gn.forward(x);
        }
        """;
}
