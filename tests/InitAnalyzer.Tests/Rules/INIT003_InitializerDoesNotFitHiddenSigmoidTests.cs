using InitAnalyzer.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Xunit;
using static InitAnalyzer.Tests.Rules.RuleTest;

namespace InitAnalyzer.Tests.Rules;

public class INIT003_InitializerDoesNotFitHiddenSigmoidTests
{
    [Fact]
    public async Task Message_names_layer_activation_laws_and_multipliers()
    {
        var diagnostic = await Single(Hidden("init.xavier_uniform_(fc.weight);", "torch.sigmoid(h)"), "INIT003");
        Assert.Equal(
            "'fc' feeds a hidden Sigmoid, but xavier_uniform_ gives Var(w) = 1/fan_avg; Sigmoid wants Kumar, 12.8/fan (origin slope multiplier 0.0625 a layer, forward multiplier 0.293)",
            Message(diagnostic));
        Assert.Equal(DiagnosticSeverity.Warning, diagnostic.Severity);
        Assert.Equal("Initializer does not fit a hidden sigmoid", diagnostic.Descriptor.Title.ToString());
    }

    [Fact]
    public async Task Hardsigmoid_wants_more()
    {
        var diagnostic = await Single(Hidden("init.kaiming_normal_(fc.weight);", "functional.hardsigmoid(h)"), "INIT003");
        Assert.Equal(
            "'fc' feeds a hidden Hardsigmoid, but kaiming_normal_ gives Var(w) = 2/fan_in; Hardsigmoid wants Kumar, 28.8/fan (origin slope multiplier 0.0556 a layer, forward multiplier 0.555)",
            Message(diagnostic));
    }

    [Fact]
    public async Task Stands_on_the_initializer_call_and_points_at_layer_and_activation()
    {
        var diagnostic = await Single(Hidden("init.xavier_uniform_(fc.weight);", "h.sigmoid()"), "INIT003");
        Assert.Equal("init.xavier_uniform_(fc.weight)", TextAt(diagnostic.Location));
        Assert.Equal(["Linear(16, 8)", "h.sigmoid()"], AdditionalTexts(diagnostic));
    }

    [Fact]
    public Task Xavier_and_He_both_fail_and_Kumar_fits() => Verify.Diagnostics(
        """
        class Net : Module<Tensor, Tensor>
        {
            private readonly Linear a = Linear(8, 8), b = Linear(8, 8), c = Linear(8, 8), d = Linear(8, 1);

            public Net() : base("net")
            {
                {|INIT003:init.xavier_uniform_(a.weight)|};
                {|INIT003:init.kaiming_uniform_(b.weight)|};
                init.normal_(c.weight, 0, 3.6 / Math.Sqrt(c.in_features));
                init.xavier_uniform_(d.weight);
            }

            public override Tensor forward(Tensor x)
            {
                x = torch.sigmoid(a.forward(x));
                x = torch.sigmoid(b.forward(x));
                x = torch.sigmoid(c.forward(x));
                return torch.sigmoid(d.forward(x));
            }
        }
        """);
}
