using InitAnalyzer.Tests.Reading;
using InitAnalyzer.Tests.Verifiers;
using Xunit;
using static InitAnalyzer.Tests.Rules.RuleTest;

namespace InitAnalyzer.Tests.Rules;

public class INIT106_TemporaryIsInitialisedTests
{
    private static string In(string statements) =>
        $$"""
        class Net : Module<Tensor, Tensor>
        {
            private readonly Linear fc = Linear(16, 8), head = Linear(8, 8);
            private readonly Tensor w = zeros(3, 3);

            public Net() : base("Net")
            {
                RegisterComponents();
                {{statements}}
            }

            public override Tensor forward(Tensor x) => fc.forward(x);
        }
        """;

    [Theory]
    [InlineData("init.xavier_uniform_(fc.weight.clone())", "xavier_uniform_ fills 'fc.weight.clone()', which nothing keeps: 'fc.weight' stays as it was")]
    [InlineData("init.zeros_(fc.bias!.detach().clone())", "zeros_ fills 'fc.bias!.detach().clone()', which nothing keeps: 'fc.bias' stays as it was")]
    [InlineData("init.normal_(torch.clone(fc.weight), 0, 0.1)", "normal_ fills 'torch.clone(fc.weight)', which nothing keeps: 'fc.weight' stays as it was")]
    [InlineData("init.ones_(fc.weight.clone().detach())", "ones_ fills 'fc.weight.clone().detach()', which nothing keeps: 'fc.weight' stays as it was")]
    [InlineData("fc.weight.clone().normal_(0, 0.1)", "normal_ fills 'fc.weight.clone()', which nothing keeps: 'fc.weight' stays as it was")]
    [InlineData("init.normal_(fc.weight + 0)", "normal_ fills 'fc.weight + 0', which nothing keeps: no layer is initialised")]
    [InlineData("init.normal_(-fc.weight)", "normal_ fills '-fc.weight', which nothing keeps: no layer is initialised")]
    [InlineData("init.normal_(fc.weight.mul(2))", "normal_ fills 'fc.weight.mul(2)', which nothing keeps: no layer is initialised")]
    [InlineData("init.xavier_uniform_(torch.empty(3, 4))", "xavier_uniform_ fills 'torch.empty(3, 4)', which nothing keeps: no layer is initialised")]
    [InlineData("init.xavier_uniform_(randn_like(fc.weight))", "xavier_uniform_ fills 'randn_like(fc.weight)', which nothing keeps: no layer is initialised")]
    [InlineData("init.zeros_(w.clone())", "zeros_ fills 'w.clone()', which nothing keeps: no layer is initialised")]
    public async Task Message_tells_what_is_thrown_away(string call, string message)
    {
        foreach (var statement in new[] { call + ";", $"_ = {call};" })
        {
            var diagnostic = await Single(In(statement), "INIT106");
            Assert.Equal(message, Message(diagnostic));
            Assert.Equal(call, TextAt(diagnostic.Location));
        }
    }

    [Theory]
    [InlineData("init.xavier_uniform_(fc.weight);")]
    [InlineData("init.xavier_uniform_(fc.weight.detach());")]
    [InlineData("init.xavier_uniform_(fc.weight.to(ScalarType.Float64));")]
    [InlineData("init.xavier_uniform_(fc.weight.contiguous());")]
    [InlineData("init.xavier_uniform_(fc.weight.cuda());")]
    [InlineData("init.xavier_uniform_(fc.weight.cpu());")]
    [InlineData("init.xavier_uniform_(fc.weight.view(4, 32));")]
    [InlineData("init.xavier_uniform_(fc.weight.t());")]
    [InlineData("init.zeros_(fc.weight[0]);")]
    [InlineData("using (no_grad()) init.zeros_(fc.weight.add_(1));")]
    [InlineData("init.zeros_(w);")]
    [InlineData("var t = init.xavier_uniform_(torch.empty(3, 4));")]
    [InlineData("using var t = init.xavier_uniform_(fc.weight.clone());")]
    [InlineData("fc.weight = Parameter(init.xavier_uniform_(torch.empty(8, 16)));")]
    [InlineData("using (no_grad()) fc.weight.copy_(init.xavier_uniform_(fc.weight.clone()));")]
    [InlineData("var t = fc.weight.clone(); init.xavier_uniform_(t); using (no_grad()) fc.weight.copy_(t);")]
    [InlineData("Console.WriteLine(init.xavier_uniform_(torch.empty(3, 4)));")]
    [InlineData("Func<Tensor> make = () => init.xavier_uniform_(torch.empty(3, 4));")]
    [InlineData("init.xavier_uniform_(torch.empty(3, 4)).print();")]
    public async Task What_is_kept_is_silent(string statements) => Assert.Empty(await Analysis.Run(In(statements)));

    [Fact]
    public Task Fix_fills_the_weight_itself() => Verify.Fix(
        In(
            """
            // Small.
                    {|INIT106:init.xavier_uniform_(fc.weight.clone())|}; // weight
                    _ = {|INIT106:torch.nn.init.zeros_(tensor: fc.bias!.detach().clone())|};
                    {|INIT106:init.normal_(torch.clone(head.bias), 0, 0.1)|};
            """),
        In(
            """
            // Small.
                    init.xavier_uniform_(fc.weight); // weight
                    _ = torch.nn.init.zeros_(tensor: fc.bias!);
                    init.normal_(head.bias, 0, 0.1);
            """));

    [Theory]
    [InlineData("{|INIT106:fc.weight.clone().normal_(0, 0.1)|};", "fc.weight.detach().normal_(0, 0.1);")]
    [InlineData("{|INIT106:fc.bias!.clone().uniform_(0, 1)|};", "fc.bias!.detach().uniform_(0, 1);")]
    public Task Fix_of_a_method_of_the_tensor(string statement, string fixedStatement) => Verify.Fix(In(statement), In(fixedStatement));

    [Theory]
    [InlineData("{|INIT106:init.normal_(fc.weight + 0)|};")]
    [InlineData("{|INIT106:init.normal_(torch.empty(3, 4))|};")]
    [InlineData("{|INIT106:init.normal_(w.clone())|};")]
    public Task Nothing_is_offered(string statement) => Verify.Fix(In(statement), In(statement));
}
