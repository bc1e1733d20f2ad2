using InitAnalyzer.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Xunit;
using static InitAnalyzer.Tests.Reading.ProgramTable;
using static InitAnalyzer.Tests.Rules.RuleTest;

namespace InitAnalyzer.Tests.Rules;

public class INIT203_SeluWithDropoutOrNormalisationTests
{
    [Fact]
    public async Task Message_of_a_dropout()
    {
        var diagnostic = await Single(Sequence("Linear(8, 8), SELU(), Dropout(0.2), Linear(8, 1)"), "INIT203");
        Assert.Equal("SELU feeds Dropout, which moves the mean and variance that SELU keeps; AlphaDropout keeps them", Message(diagnostic));
        Assert.Equal(DiagnosticSeverity.Info, diagnostic.Severity);
        Assert.Equal("Dropout(0.2)", TextAt(diagnostic.Location));
        Assert.Equal(["SELU()"], AdditionalTexts(diagnostic));
    }

    [Fact]
    public async Task Message_of_a_normalisation()
    {
        var diagnostic = await Single(Sequence("Linear(8, 8), BatchNorm1d(8), SELU(), Linear(8, 1)"), "INIT203");
        Assert.Equal("SELU stands behind a normalisation, which does what SELU is there for; one of the two is enough", Message(diagnostic));
        Assert.Equal("SELU()", TextAt(diagnostic.Location));
    }

    [Theory]
    [InlineData("Linear(8, 8), SELU(), Flatten(), {|INIT203:Dropout()|}, Linear(8, 1)")]
    [InlineData("Conv2d(1, 8, 3), SELU(), {|INIT203:Dropout2d(0.1)|}, Conv2d(8, 1, 3)")]
    [InlineData("Linear(8, 8), LayerNorm(8), Dropout(0.1), {|INIT203:SELU()|}, Linear(8, 1)")]
    [InlineData("Linear(8, 8), SELU(), AlphaDropout(0.1), Linear(8, 1)")]
    [InlineData("Conv2d(1, 8, 3), SELU(), FeatureAlphaDropout(0.1), Conv2d(8, 1, 3)")]
    [InlineData("Linear(8, 8), SELU(), Dropout(0), Linear(8, 1)")]
    [InlineData("Linear(8, 8), ReLU(), Dropout(0.1), Linear(8, 8), SELU(), Linear(8, 1)")]
    [InlineData("Linear(8, 8), SELU(), Linear(8, 8), Dropout(0.1), Linear(8, 1)")]
    [InlineData("BatchNorm1d(8), Linear(8, 8), SELU(), Linear(8, 1)")]
    [InlineData("Linear(8, 8), SELU(), BatchNorm1d(8), Linear(8, 1)")]
    [InlineData("Linear(8, 8), BatchNorm1d(8), ReLU(), Dropout(0.1), Linear(8, 1)")]
    public Task In_a_sequence(string parts) => Verify.Diagnostics(Sequence(parts));

    [Theory]
    [InlineData("{|INIT203:functional.dropout(functional.selu(fc.forward(x)), 0.1, training)|}")]
    [InlineData("{|INIT203:functional.dropout(fc.forward(x).selu())|}")]
    [InlineData("{|INIT203:functional.selu(functional.layer_norm(fc.forward(x), new long[] { 8 }))|}")]
    [InlineData("functional.dropout(functional.selu(fc.forward(x)), 0.1, training: false)")]
    [InlineData("functional.alpha_dropout(functional.selu(fc.forward(x)), 0.1, training)")]
    [InlineData("functional.dropout(functional.selu(fc.forward(x)) + x, 0.1, training)")]
    [InlineData("functional.dropout(training ? functional.selu(fc.forward(x)) : x.relu(), 0.1, training)")]
    [InlineData("functional.selu(training ? functional.layer_norm(fc.forward(x), new long[] { 8 }) : fc.forward(x))")]
    [InlineData("functional.selu(functional.layer_norm(x, new long[] { 8 }))")]
    public Task In_functions(string hidden) => Verify.Diagnostics(
        Net("private readonly Linear fc = Linear(8, 8), head = Linear(8, 1);", "", $"return head.forward({hidden});"));

    [Fact]
    public Task A_dropout_that_several_activations_share_has_no_fix()
    {
        var source = Net(
            "private readonly Linear a = Linear(8, 8), b = Linear(8, 8), head = Linear(8, 1);\nprivate readonly Module<Tensor, Tensor> drop = {|INIT203:Dropout(0.1)|};",
            "",
            "x = drop.forward(functional.selu(a.forward(x)));\nx = drop.forward(b.forward(x).relu());\nreturn head.forward(x);");
        return Verify.Fix(source, source);
    }

    /// <summary>An activation that is chosen at run time may be another.</summary>
    [Fact]
    public Task An_activation_that_is_not_certain() => Verify.Diagnostics(
        """
        class Net : Module<Tensor, Tensor>
        {
            private readonly Linear fc = Linear(8, 8), head = Linear(8, 1);
            private readonly Module<Tensor, Tensor> act, drop = Dropout(0.1);

            public Net(bool selu) : base("net")
            {
                act = selu ? SELU() : ReLU();
                RegisterComponents();
            }

            public override Tensor forward(Tensor x) => head.forward(drop.forward(act.forward(fc.forward(x))));
        }
        """);

    [Fact]
    public Task What_stands_in_another_type_is_reported_there_alone() => Verify.Diagnostics(
        """
        class Block : Module<Tensor, Tensor>
        {
            private readonly Linear fc = Linear(8, 8);
            private readonly Dropout drop = {|INIT203:Dropout(0.1)|};

            public Block() : base("block") => RegisterComponents();

            public override Tensor forward(Tensor x) => drop.forward(functional.selu(fc.forward(x)));
        }

        class Net : Module<Tensor, Tensor>
        {
            private readonly Block a = new(), b = new();
            private readonly Linear head = Linear(8, 1);
            private readonly SELU selu = SELU();

            public Net() : base("net") => RegisterComponents();

            public override Tensor forward(Tensor x) => head.forward(selu.forward(b.forward(a.forward(x))));
        }
        """);

    [Fact]
    public Task Fix_all_writes_alpha_dropout() => Verify.Fix(
        Sequence("Linear(8, 8), SELU(), {|INIT203:Dropout(0.2)|}, Linear(8, 8), SELU(), {|INIT203:nn.Dropout(p: 0.1, inplace: true)|} /* late */, Linear(8, 1)"),
        Sequence("Linear(8, 8), SELU(), AlphaDropout(0.2), Linear(8, 8), SELU(), nn.AlphaDropout(p: 0.1, inplace: true) /* late */, Linear(8, 1)"));

    [Fact]
    public Task Fix_in_named_parts_and_for_channels() => Verify.Fix(
        Sequence("(\"conv\", Conv2d(1, 8, 3)), (\"act\", SELU()), (\"drop\", {|INIT203:Dropout2d(0.1)|}), (\"last\", Conv2d(8, 1, 3))"),
        Sequence("(\"conv\", Conv2d(1, 8, 3)), (\"act\", SELU()), (\"drop\", FeatureAlphaDropout(0.1)), (\"last\", Conv2d(8, 1, 3))"));

    /// <summary>A field that can hold nothing but a Dropout, and functions, which drop by default and do not.</summary>
    [Theory]
    [InlineData("private readonly Dropout drop = {|INIT203:Dropout(0.1)|};", "drop.forward(functional.selu(fc.forward(x)))")]
    [InlineData("", "{|INIT203:functional.dropout(functional.selu(fc.forward(x)), 0.1)|}")]
    public Task No_fix_where_it_would_not_do(string member, string hidden)
    {
        var source = Net("private readonly Linear fc = Linear(8, 8), head = Linear(8, 1);\n" + member, "", $"return head.forward({hidden});");
        return Verify.Fix(source, source);
    }

    private static string Sequence(string parts) => Net($"private readonly Sequential net = Sequential({parts});", "", "return net.forward(x);");
}
