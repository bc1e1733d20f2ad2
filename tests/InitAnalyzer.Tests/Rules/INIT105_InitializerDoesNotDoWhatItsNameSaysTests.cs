using InitAnalyzer.Tests.Frameworks;
using InitAnalyzer.Tests.Reading;
using InitAnalyzer.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Xunit;
using static InitAnalyzer.Tests.Rules.RuleTest;

namespace InitAnalyzer.Tests.Rules;

public class INIT105_InitializerDoesNotDoWhatItsNameSaysTests
{
    [Theory]
    [InlineData("init.trunc_normal_(t)", DiagnosticSeverity.Warning, "trunc_normal_ multiplies by the mean and adds the standard deviation: with mean 0 every weight becomes the same constant")]
    [InlineData("init.trunc_normal_(t, 0, 0.02)", DiagnosticSeverity.Warning, "trunc_normal_ multiplies by the mean and adds the standard deviation: with mean 0 every weight becomes the same constant")]
    [InlineData("init.xavier_normal_(t)", DiagnosticSeverity.Info, "xavier_normal_ draws from the uniform distribution, not from the normal one")]
    [InlineData("init.glorot_normal_(t, 2)", DiagnosticSeverity.Info, "glorot_normal_ draws from the uniform distribution, not from the normal one")]
    [InlineData("init.normal_(t, 0, 0.02, g)", DiagnosticSeverity.Info, "normal_ ignores the generator it is given and draws from the global random stream")]
    [InlineData("init.uniform_(t, generator: g)", DiagnosticSeverity.Info, "uniform_ ignores the generator it is given and draws from the global random stream")]
    public async Task Message_and_severity_tell_the_quirk(string call, DiagnosticSeverity severity, string message)
    {
        var diagnostic = await Single(In(call), "INIT105");
        Assert.Equal(severity, diagnostic.Severity);
        Assert.Equal(message, Message(diagnostic));
        Assert.Equal(call, TextAt(diagnostic.Location));
        Assert.Empty(diagnostic.AdditionalLocations);
    }

    [Fact]
    public async Task Descriptor()
    {
        var descriptor = (await Single(In("init.trunc_normal_(t)"), "INIT105")).Descriptor;
        Assert.Equal("This TorchSharp initializer does not do what its name says", descriptor.Title.ToString());
        Assert.Equal(DiagnosticSeverity.Warning, descriptor.DefaultSeverity);
        Assert.True(descriptor.IsEnabledByDefault);
    }

    /// <summary>A truncated normal with a generator is wrong for the greater reason.</summary>
    [Fact]
    public async Task Truncated_normal_with_a_generator_is_reported_once()
    {
        var diagnostic = await Single(In("init.trunc_normal_(t, 0, 0.02, -2, 2, g)"), "INIT105");
        Assert.Equal(DiagnosticSeverity.Warning, diagnostic.Severity);
    }

    [Theory]
    [InlineData("init.normal_(t)")]
    [InlineData("init.normal_(t, 0, 0.02)")]
    [InlineData("init.normal_(t, 0, 0.02, null)")]
    [InlineData("init.normal_(t, generator: null)")]
    [InlineData("init.uniform_(t)")]
    [InlineData("init.uniform_(t, -1, 1, generator: default)")]
    [InlineData("init.xavier_uniform_(t)")]
    [InlineData("init.glorot_uniform_(t)")]
    [InlineData("init.kaiming_normal_(t)")]
    [InlineData("init.orthogonal_(t)")]
    [InlineData("t.normal_(0, 0.02, g)")]
    [InlineData("t.uniform_(0, 1, g)")]
    public async Task Initializers_that_are_right_are_silent(string call) => Assert.Empty(await Analysis.Run(In(call)));

    /// <summary>The quirk is the call's, whatever it fills and wherever it stands.</summary>
    [Fact]
    public Task Reported_on_every_call_wherever_it_stands() => Verify.Diagnostics(
        """
        class Net : Module<Tensor, Tensor>
        {
            private static readonly Tensor shared = {|INIT105:init.xavier_normal_(torch.empty(4, 4))|};
            private readonly Linear fc = Linear(8, 8);
            private readonly Embedding embedding = Embedding(100, 8);
            private Tensor Fresh => {|INIT105:init.trunc_normal_(torch.empty(3, 3))|};

            public Net() : base({|INIT105:init.xavier_normal_(torch.empty(2, 2))|}.ToString())
            {
                {|INIT105:init.trunc_normal_(fc.weight, 0, 0.02)|};
                {|INIT105:init.trunc_normal_(embedding.weight, 0, 0.02)|};
                {|INIT105:init.trunc_normal_(fc.bias)|};
                Action<Tensor> fill = t => {|INIT105:init.glorot_normal_(t)|};
                RegisterComponents();
                foreach (var p in parameters().Where(p => p.dim() > 1))
                {
                    {|INIT105:init.xavier_normal_(p)|};
                }

                Local();
                void Local() => {|INIT105:init.xavier_normal_(Fresh)|};
            }

            ~Net() => {|INIT105:init.xavier_normal_(shared)|};

            public override Tensor forward(Tensor x) => fc.forward(x) + {|INIT105:init.trunc_normal_(torch.empty_like(x))|};
        }

        struct Plain
        {
            public static Tensor operator +(Plain a, Plain b) => {|INIT105:init.trunc_normal_(torch.empty(3))|};
        }

        interface IFill
        {
            void Fill(Tensor t) => {|INIT105:init.trunc_normal_(t)|};
        }

        record Row(Tensor T)
        {
            public Tensor Filled { get; } = {|INIT105:init.xavier_normal_(T)|};
        }
        """);

    [Fact]
    public Task Reported_in_top_level_statements() => new Verify.AnalyzerTest(
        """
        var t = torch.empty(3, 3);
        {|INIT105:init.trunc_normal_(t)|};
        Fill();
        void Fill() => {|INIT105:init.xavier_normal_(t)|};
        """) { TestState = { OutputKind = OutputKind.ConsoleApplication } }.RunAsync();

    /// <summary>What a helper does is told at its own call, once, and not where the layer is handed over.</summary>
    [Fact]
    public Task Reported_inside_the_helper() => Verify.Diagnostics(
        """
        static class Weights
        {
            public static void Init(Linear layer) => {|INIT105:init.xavier_normal_(layer.weight)|};
        }

        class Net : Module<Tensor, Tensor>
        {
            private readonly Linear fc1 = Linear(8, 8), fc2 = Linear(8, 1);

            public Net() : base("net")
            {
                {|INIT001:Weights.Init(fc1)|};
                Weights.Init(fc2);
            }

            public override Tensor forward(Tensor x) => fc2.forward(fc1.forward(x).relu());
        }
        """);

    [Fact]
    public Task A_method_group_is_no_call() => Verify.Diagnostics(
        """
        static class Weights
        {
            public static readonly Func<Tensor, double, Tensor> Fill = init.xavier_normal_;
            public static readonly string Name = nameof(init.trunc_normal_);
        }
        """);

    [Fact]
    public Task Other_peoples_methods_of_these_names_are_theirs() => Verify.Diagnostics(
        """
        static class init
        {
            public static Tensor trunc_normal_(Tensor t, double mean = 0, double std = 1) => t;
            public static Tensor xavier_normal_(Tensor t) => t;
        }

        static class Program
        {
            static void Main()
            {
                global::init.trunc_normal_(torch.empty(3));
                global::init.xavier_normal_(torch.empty(3));
            }
        }
        """);

    /// <summary>The quirks are those of the referenced assembly's version.</summary>
    [Theory]
    [InlineData("0.96.5.0", true)]
    [InlineData("0.106.0.0", true)]
    [InlineData("0.107.0.0", true)]
    [InlineData("0.107.9.0", true)]
    [InlineData("0.108.0.0", false)]
    [InlineData("1.0.0.0", false)]
    public async Task Bound_to_the_referenced_version(string version, bool isReported)
    {
        var program = TorchSharpOfVersion.Compile(
            version,
            """
            using static TorchSharp.torch.nn;

            static class Program
            {
                static void Fill(TorchSharp.torch.Tensor t)
                {
                    init.trunc_normal_(t);
                    init.xavier_normal_(t);
                }
            }
            """);
        var found = await Analysis.Run(program);
        Assert.Equal(isReported ? ["INIT105", "INIT105"] : [], found.Select(diagnostic => diagnostic.Id));
    }

    private static string In(string call) =>
        $$"""
        static class Program
        {
            static void Fill(Tensor t, Generator g)
            {
                {{call}};
            }
        }
        """;
}
