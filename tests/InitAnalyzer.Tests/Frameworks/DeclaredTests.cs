using InitAnalyzer.TestSupport;
using Microsoft.CodeAnalysis;
using Xunit;

namespace InitAnalyzer.Tests.Frameworks;

/// <summary>Layers that users declare: by attributes in source or in a library, and by lines of a file.</summary>
public class DeclaredTests
{
    /// <summary>The attributes as they are shipped.</summary>
    private static readonly string Annotations = Repository.ReadText("nuget", "annotations", "InitAnalyzer.Annotations.cs");

    private const string File =
        """
        # What a library's author, or its user, writes down once.
        M:Own.Full.#ctor  WeightLayer inputs=n outputs=m activation=act initializer=init defaultScale=1 biasIsZero=true
        F:Own.Act.None     ActivationFunction Identity
        F:Own.Act.Relu     ActivationFunction ReLU   # a comment
        F:Own.Act.Tanh     ActivationFunction
        F:Own.Act.Sigmoid  ActivationFunction name=Sigmoid
        F:Own.Act.Selu     ActivationFunction SELU
        P:Own.Init.He      WeightInitializer scale=2
        P:Own.Init.Xavier  WeightInitializer scale=1 fan=average
        P:Own.Init.Zero    WeightInitializer value=0
        M:Own.Init.Normal(System.Double)  WeightInitializer standardDeviation=sigma
        M:Own.Init.Scaled(System.Double)  WeightInitializer scale=c
        T:Own.Drop  Dropout rate=p
        T:Own.Norm  Normalization
        T:Own.Net   Network layers=layers
        M:Own.Net.Append(Own.Layer)  AddsLayer
        M:Own.Layer.Run(Own.Signal)  CallsLayer
        M:Own.Functions.Relu         ActivationFunction ReLU
        M:Own.Functions.Reshape(Own.Signal,System.Int32)  PassThrough

        T:Elsewhere.Layer  WeightLayer
        """;

    private static readonly Style ByFile = new(Stubs.Of("Own"), "using Own;\n\n") { AdditionalFiles = [("/own.initanalyzer.txt", File)] };

    [Theory]
    [InlineData("new Full(64, 64, Act.Relu, {|INIT001:Init.Xavier|})")]
    [InlineData("new Full(64, 64, Act.Tanh, {|INIT002:Init.He|})")]
    [InlineData("new Full(64, 64, Act.Sigmoid, {|INIT003:Init.Xavier|})")]
    [InlineData("new Full(64, 64, Act.Selu, {|INIT004:Init.He|})")]
    [InlineData("new Full(64, 64, Act.Relu, {|INIT103:Init.Zero|})")]
    [InlineData("new Full(64, 64, Act.Relu, {|INIT202:Init.Normal(5)|})")]
    [InlineData("new Full(64, 64, Act.Selu), {|INIT203:new Drop(0.1)|}")]
    [InlineData("new Full(64, 64, Act.Relu, {|INIT001:Init.Scaled(9)|})")]
    public Task Reports(string layers) => ByFile.Diagnostics(Net(layers));

    [Theory]
    [InlineData("new Full(64, 64, Act.Relu, Init.He)")]
    [InlineData("new Full(64, 64, Act.Relu)")]
    [InlineData("new Full(64, 64, Act.Tanh, Init.Xavier)")]
    [InlineData("new Full(64, 64, Init.He)")]
    [InlineData("new Full(64, 64, Init.Xavier), new Norm()")]
    [InlineData("new Full(64, 64, Act.Relu, Init.Normal(0.1))")]
    public Task Is_silent(string layers) => ByFile.Diagnostics(Net(layers));

    [Fact]
    public Task Functions_and_calls() => ByFile.Diagnostics(
        """
        class Program
        {
            private readonly Full a = new(64, 64, {|INIT001:Init.Xavier|});
            private readonly Full b = new(64, 8, init: Init.Xavier, act: Act.Sigmoid);

            Signal Run(Signal x)
            {
                var net = new Net();
                net.Append(a);
                return b.Run(Functions.Relu(Functions.Reshape(net.Run(x), 64)));
            }
        }
        """);

    [Theory]
    [InlineData("Act.Relu", "Init.Xavier", "Init.He", "INIT001")]
    [InlineData("Act.Tanh", "Init.He", "Init.Xavier", "INIT002")]
    [InlineData("Act.Sigmoid", "Init.Xavier", "Init.Scaled(c: 12.8)", "INIT003")]
    [InlineData("Act.Relu", "Init.Zero", "Init.He", "INIT103")]
    public Task Fixes(string activation, string written, string wanted, string id) => ByFile.Fix(
        Net($"new Full(64, 64, {activation}, {{|{id}:{written}|}})"),
        Net($"new Full(64, 64, {activation}, {wanted})"));

    [Fact]
    public async Task Nothing_is_known_without_a_declaration() =>
        Assert.Empty(await new Style(Stubs.Of("Own"), ByFile.Usings).Run(Net("new Full(64, 64, Act.Relu, Init.Xavier)")));

    [Theory]
    [InlineData("Own.Full WeightLayer", "'Own.Full' is no documentation ID of a type, method, property or field")]
    [InlineData("T:Own.Full", "there is no role; there are WeightLayer, ")]
    [InlineData("T:Own.Full Layer", "'Layer' is no role; there are WeightLayer, ")]
    [InlineData("T:Own.Fool WeightLayer", "there is no 'T:Own.Fool'")]
    [InlineData("M:Own.Full.Make WeightLayer", "there is no 'M:Own.Full.Make'")]
    [InlineData("T:Own.Full WeightLayer width=n", "WeightLayer has no 'width'; it takes inputs, ")]
    [InlineData("T:Own.Full WeightLayer inputs=n inputs=m", "'inputs' is given twice")]
    [InlineData("T:Own.Full WeightLayer layout=round", "'round' is no layout; there are dense, convolution, transposed and other")]
    [InlineData("T:Own.Full WeightLayer defaultScale=much", "'much' is no scale")]
    [InlineData("T:Own.Norm Normalization axis=1", "Normalization takes nothing, but 'axis' is given")]
    [InlineData("F:Own.Act.Relu ActivationFunction Rectifier", "there is no activation 'Rectifier'; there are ")]
    [InlineData("P:Own.Init.He WeightInitializer", "WeightInitializer needs a scale, ")]
    [InlineData("P:Own.Init.He WeightInitializer scale=2 fan=all", "'all' is no fan; there are in, out and average")]
    [InlineData("P:Own.Init.He WeightInitializer scale=2 distribution=cauchy", "'cauchy' is no distribution; ")]
    public async Task Lines_that_cannot_be_read(string line, string reason)
    {
        var style = ByFile with { AdditionalFiles = [("/own.initanalyzer.txt", "# first\n" + line + "\nP:Own.Init.Xavier WeightInitializer scale=1\n")] };
        var diagnostic = Assert.Single(await style.RunWithFiles("class Program { }"));
        Assert.Equal("INIT902", diagnostic.Id);
        Assert.Equal(DiagnosticSeverity.Warning, diagnostic.Severity);
        Assert.StartsWith("This declaration has no effect: " + reason, Rules.RuleTest.Message(diagnostic), StringComparison.Ordinal);
        Assert.Equal("/own.initanalyzer.txt", diagnostic.Location.GetLineSpan().Path);
        Assert.Equal(1, diagnostic.Location.GetLineSpan().StartLinePosition.Line);
    }

    /// <summary>Whatever stands in the file, the analyzer goes on.</summary>
    [Theory]
    [InlineData("T: WeightLayer")]
    [InlineData("T:. WeightLayer")]
    [InlineData("T:Own. WeightLayer")]
    [InlineData("T:Own..Full WeightLayer")]
    [InlineData("T:Own.Full`x WeightLayer")]
    [InlineData("T:Own.Full{ WeightLayer")]
    [InlineData("M:Own.Full.#ctor( WeightLayer")]
    [InlineData("M:Own.Full.#ctor(System.Int32{,) WeightLayer")]
    [InlineData("M:. ActivationFunction")]
    [InlineData("M:Relu ActivationFunction")]
    [InlineData("P:Own.Init.He WeightInitializer scale=")]
    [InlineData("P:Own.Init.He WeightInitializer scale=-1")]
    [InlineData("P:Own.Init.He WeightInitializer scale=1e999")]
    [InlineData("P:Own.Init.He WeightInitializer low=1 high=0")]
    [InlineData("P:Own.Init.He WeightInitializer =2")]
    [InlineData("T:Own.Full WeightLayer layout=convolution dimensions=-3 kernel=n inputs=n outputs=m")]
    [InlineData("T:Own.Full WeightLayer inputs=act outputs=init initializer=n activation=m")]
    [InlineData("T:Own.Net AddsLayer")]
    [InlineData("T:Own.Net CallsLayer")]
    [InlineData("F:Own.Act.Relu WeightLayer")]
    [InlineData("F:Own.Act.Relu Network layers=none feedsLayer=yes")]
    [InlineData("P:Own.Init.He LayerArgument initializer")]
    [InlineData("M:Own.Init.Normal LayerArguments")]
    [InlineData("\u0000 \t = # =")]
    public async Task Nonsense(string line)
    {
        var style = ByFile with { AdditionalFiles = [("/own.initanalyzer.txt", line + "\n" + line)] };
        var diagnostics = await style.RunWithFiles(Net("new Full(64, 64, Act.Relu, Init.He), new Full(3, 3, Init.Normal(2))"));
        Assert.All(diagnostics, diagnostic => Assert.StartsWith("INIT", diagnostic.Id, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Other_files_are_not_read() =>
        Assert.Empty(await (ByFile with { AdditionalFiles = [("/own.txt", "nonsense")] }).RunWithFiles("class Program { }"));

    private const string Annotated =
        """
        using InitAnalyzer.Annotations;

        namespace Mine
        {
            public class Signal { }

            public enum Act
            {
                [ActivationFunction("Identity")] None,
                [ActivationFunction] ReLU,
                [ActivationFunction("tanh")] Curve,
            }

            public class Init
            {
                [WeightInitializer(Scale = "2", Distribution = "uniform")] public static readonly Init He = new Init();
                [WeightInitializer(Scale = "1")] public static Init LeCun { get { return null; } }
                [WeightInitializer(Value = "value")] public static Init Fill(float value) { return null; }
            }

            public abstract class Layer
            {
                [CallsLayer] public Signal Run(Signal x) { return x; }
            }

            [WeightLayer]
            public class Full : Layer
            {
                public Full([OutputsParameter] int size) { }

                [ActivationParameter] public Act Act { get; set; }
                [InitializerParameter] public Init Init { get; set; }
            }

            [LayerArguments]
            public class Options
            {
                [OutputsParameter] public int Size { get; set; }
                [ActivationParameter] public Act Act { get; set; }
                [InitializerParameter] public Init Init;
            }

            public static class Make
            {
                [WeightLayer(Activation = "behind", DefaultIsRecommended = true)]
                public static Layer Grid([OutputsParameter] int channels, Act behind, [InitializerParameter] Init init) { return null; }

                [WeightLayer] public static Layer From(Options options) { return null; }

                [Network(FeedsLayer = true)] public static object Train(params Layer[] layers) { return null; }
            }
        }

        """;

    private static readonly Style InSource = new(null, "using Mine;\n");

    private const string Uses =
        """
        class Program
        {
            static void Run()
            {
                Make.Train(
                    new Full(8) { Act = Act.ReLU, Init = {|INIT001:Init.LeCun|} },
                    new Full(8) { Act = Act.Curve, Init = Init.LeCun },
                    Make.Grid(8, Act.ReLU, {|INIT103:Init.Fill(1)|}),
                    Make.Grid(8, Act.Curve, {|INIT002:Init.He|}),
                    Make.From(new Options { Size = 8, Act = Act.ReLU, Init = {|INIT001:Init.LeCun|} }),
                    Make.From(new Options { Size = 8, Act = Act.ReLU, Init = Init.He }));
            }
        }
        """;

    [Fact]
    public Task Attributes_in_source() => InSource.Diagnostics(["using Mine;\n" + Uses, Annotated, Annotations]);

    /// <summary>Whoever references a library sees what its author declared, by attributes that are internal there.</summary>
    [Fact]
    public Task Attributes_in_a_library() =>
        new Style(Stubs.Compile("Mine", Annotated, Annotations), "using Mine;\n").Diagnostics(Uses);

    [Fact]
    public Task Fixes_of_what_attributes_declare() =>
        new Style(Stubs.Compile("Mine", Annotated, Annotations), "using Mine;\n").Fix(
            Uses,
            Uses.Replace("{|INIT001:Init.LeCun|}", "Init.He").Replace("{|INIT103:Init.Fill(1)|}", "Init.He").Replace("{|INIT002:Init.He|}", "Init.LeCun"));

    [Fact]
    public Task An_attribute_that_cannot_be_read() => InSource.Diagnostics(
    [
        "using InitAnalyzer.Annotations; enum Act { [{|INIT902:ActivationFunction(\"Rectifier\")|}] Relu }",
        Annotations,
    ]);

    /// <summary>A network that is declared may put its layers together itself.</summary>
    [Fact]
    public Task The_code_of_a_declared_network_is_read() => new Style(Stubs.Compile("Mine", Annotated, Annotations), "using Mine;\n").Diagnostics(
    [
        "using Mine;\n" + """
        [InitAnalyzer.Annotations.Network]
        class Own
        {
            private readonly Layer first = Make.Grid(8, Act.ReLU, {|INIT001:Init.LeCun|});
        }
        """,
        Annotations,
    ]);

    /// <summary>A compiler of long ago takes the file.</summary>
    [Fact]
    public void The_attributes_are_C_sharp_3()
    {
        var options = new Microsoft.CodeAnalysis.CSharp.CSharpParseOptions(Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp3);
        Assert.Empty(Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText(Annotations, options).GetDiagnostics());
    }

    private static string Net(string layers) =>
        $"class Program\n{{\n    static Net Make() => new Net({layers}, new Full(64, 1));\n}}\n";
}
