using InitAnalyzer.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Xunit;
using static InitAnalyzer.Tests.Rules.RuleTest;

namespace InitAnalyzer.Tests.Rules;

public class INIT004_SeluNeedsLeCunTests
{
    /// <summary>E[SELU(z)²] is 1 by construction, so c is the forward multiplier; the slope at 0 from the left is 1.758.</summary>
    [Fact]
    public async Task Message_names_layer_activation_laws_and_multipliers()
    {
        var diagnostic = await Single(Hidden("init.kaiming_normal_(fc.weight);", "functional.selu(h)"), "INIT004");
        Assert.Equal(
            "'fc' feeds SELU, but kaiming_normal_ gives Var(w) = 2/fan_in; SELU wants LeCun, 1/fan (forward multiplier 2 a layer, origin slope multiplier 6.18)",
            Message(diagnostic));
        Assert.Equal(DiagnosticSeverity.Warning, diagnostic.Severity);
        Assert.Equal("SELU needs LeCun initialisation", diagnostic.Descriptor.Title.ToString());
    }

    [Fact]
    public async Task Stands_on_the_initializer_call_and_points_at_layer_and_activation()
    {
        var diagnostic = await Single(Hidden("init.kaiming_normal_(tensor: fc.weight);", "h.selu()"), "INIT004");
        Assert.Equal("init.kaiming_normal_(tensor: fc.weight)", TextAt(diagnostic.Location));
        Assert.Equal(["Linear(16, 8)", "h.selu()"], AdditionalTexts(diagnostic));
    }

    [Fact]
    public Task LeCun_in_its_several_spellings_fits() => Verify.Diagnostics(
        """
        class Net : Module<Tensor, Tensor>
        {
            private readonly Linear a = Linear(8, 8), b = Linear(8, 8), c = Linear(8, 8), d = Linear(8, 1);

            public Net() : base("net")
            {
                init.kaiming_normal_(a.weight, nonlinearity: init.NonlinearityType.Linear);
                init.normal_(b.weight, 0, 1 / Math.Sqrt(b.in_features));
                init.normal_(c.weight, std: Math.Sqrt(1.0 / 8));
                {|INIT004:init.xavier_uniform_(d.weight, 1.2)|};
            }

            public override Tensor forward(Tensor x)
            {
                x = functional.alpha_dropout(functional.selu(a.forward(x)), 0.1, training);
                x = functional.selu(b.forward(x));
                x = functional.selu(c.forward(x));
                return functional.selu(d.forward(x));
            }
        }
        """);
}
