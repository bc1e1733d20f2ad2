using InitAnalyzer.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Xunit;
using static InitAnalyzer.Tests.Rules.RuleTest;

namespace InitAnalyzer.Tests.Rules;

public class INIT002_InitializerDoesNotFitTanhTests
{
    [Fact]
    public async Task Message_names_layer_activation_laws_and_multipliers()
    {
        var diagnostic = await Single(Hidden("init.kaiming_uniform_(fc.weight);", "torch.tanh(h)"), "INIT002");
        Assert.Equal(
            "'fc' feeds Tanh, but kaiming_uniform_ gives Var(w) = 2/fan_in; Tanh wants Xavier, 1/fan (origin slope multiplier 2 a layer, forward multiplier 0.789)",
            Message(diagnostic));
        Assert.Equal(DiagnosticSeverity.Warning, diagnostic.Severity);
        Assert.Equal("Initializer does not fit a tanh-like activation", diagnostic.Descriptor.Title.ToString());
    }

    [Fact]
    public async Task Stands_on_the_initializer_call_and_points_at_layer_and_activation()
    {
        var diagnostic = await Single(Hidden("torch.nn.init.kaiming_normal_(fc.weight);", "h.tanh_()"), "INIT002");
        Assert.Equal("torch.nn.init.kaiming_normal_(fc.weight)", TextAt(diagnostic.Location));
        Assert.Equal(["Linear(16, 8)", "h.tanh_()"], AdditionalTexts(diagnostic));
    }

    [Theory]
    [InlineData("Hardtanh", "inplace: true", "2", "1.03")]
    [InlineData("Softsign", "", "2", "0.366")]
    public async Task Message_gives_the_multipliers_of_the_activation(string activation, string arguments, string slope, string forward)
    {
        var diagnostic = await Single(Hidden("init.kaiming_normal_(fc.weight);", $"nn.{activation}({arguments}).forward(h)"), "INIT002");
        Assert.EndsWith(
            $"{activation} wants Xavier, 1/fan (origin slope multiplier {slope} a layer, forward multiplier {forward})",
            Message(diagnostic),
            StringComparison.Ordinal);
    }

    /// <summary>PyTorch's recommended gain for tanh is meant where it is written.</summary>
    [Fact]
    public Task The_gain_of_tanh_is_accepted() => Verify.Diagnostics(
        """
        class Net : Module<Tensor, Tensor>
        {
            private readonly Linear a = Linear(8, 8), b = Linear(8, 8), c = Linear(8, 8), d = Linear(8, 1);

            public Net() : base("net")
            {
                init.xavier_uniform_(a.weight, init.calculate_gain(init.NonlinearityType.Tanh));
                init.xavier_uniform_(b.weight, gain: 5.0 / 3.0);
                init.orthogonal_(c.weight, Math.Sqrt(2));
                init.xavier_uniform_(d.weight);
            }

            public override Tensor forward(Tensor x) => d.forward(c.forward(b.forward(a.forward(x).tanh()).tanh()).tanh());
        }
        """);

    /// <summary>The policy networks of reinforcement learning: orthogonal with sqrt(2), 0.01 at the end.</summary>
    [Fact]
    public Task Orthogonal_policy_network_with_tanh() => Verify.Diagnostics(
        """
        class Policy : Module<Tensor, Tensor>
        {
            private readonly Sequential net;

            public Policy() : base("policy")
            {
                Linear fc1 = Linear(4, 64), fc2 = Linear(64, 64), head = Linear(64, 2);
                init.orthogonal_(fc1.weight, Math.Sqrt(2));
                init.orthogonal_(fc2.weight, Math.Sqrt(2));
                init.orthogonal_(head.weight, 0.01);
                net = Sequential(fc1, Tanh(), fc2, Tanh(), head);
                RegisterComponents();
            }

            public override Tensor forward(Tensor x) => net.forward(x);
        }
        """);
}
