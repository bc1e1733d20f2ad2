using InitAnalyzer.Tests.Reading;
using InitAnalyzer.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace InitAnalyzer.Tests.Frameworks;

/// <summary>Layers with arguments in programs as people write them: helpers, fields, other types, branches, top-level statements.</summary>
public class StyleScenarioTests
{
    private static readonly Style Keras = new(
        Stubs.Of("KerasNet"), "using System;\nusing System.Collections.Generic;\nusing System.Linq;\nusing Keras;\nusing Keras.Initializer;\nusing Keras.Layers;\nusing Keras.Models;\n\n");

    private static readonly Style Ml = new(
        Stubs.Of("MlNet"), "using System;\nusing System.Collections.Generic;\nusing System.Linq;\nusing InitAnalyzer.ML;\nusing Microsoft.ML;\nusing static InitAnalyzer.ML.Layers;\n\n");

    /// <summary>A block's law is the caller's choice; where one of them is right, the block is not at fault.</summary>
    [Fact]
    public Task A_helper_that_makes_layers() => Keras.Diagnostics(
        """
        static class Blocks
        {
            public static BaseLayer Wrong(int units) => new Dense(units, activation: "sigmoid", kernel_initializer: {|INIT003:"glorot_uniform"|});

            public static BaseLayer Given(int units, string activation, string init) => new Dense(units, activation: activation, kernel_initializer: init);

            public static BaseLayer Always(int units, string init) => new Dense(units, activation: "relu", kernel_initializer: {|INIT001:init|});
        }

        class Program
        {
            static void Main()
            {
                var model = new Sequential();
                model.Add(Blocks.Wrong(64));
                model.Add(Blocks.Given(64, "relu", "he_normal"));
                model.Add(Blocks.Given(64, "tanh", "glorot_uniform"));
                model.Add(Blocks.Always(64, "glorot_uniform"));
                model.Add(new Dense(1));
            }
        }
        """);

    [Fact]
    public Task What_a_caller_decides_has_no_fix()
    {
        const string source =
            """
            class Program
            {
                static BaseLayer Always(int units, string init) => new Dense(units, activation: "relu", kernel_initializer: {|INIT001:init|});

                public static BaseLayer Make() => Always(3, "glorot_uniform");
            }
            """;
        return Keras.Fix(source, source);
    }

    [Fact]
    public Task Fields_and_constants() => Ml.Diagnostics(
        """
        class Program
        {
            private const Activation Act = Activation.Tanh;
            private static readonly Initializer Init = Initializer.HeNormal;
            private readonly Layer first = Dense(8, Act, {|INIT002:Init|});
            private readonly List<Layer> layers = new List<Layer>();

            public Program() => layers.Add(new Dense(8, Activation.Sigmoid, {|INIT003:Initializer.GlorotNormal|}));

            void Train(MLContext ml) => ml.Regression.Trainers.NeuralNetwork(new[] { first }.Concat(layers));

            void TrainRest(MLContext ml) => ml.Regression.Trainers.NeuralNetwork(layers);
        }
        """);

    [Fact]
    public Task Branches_that_agree_and_that_do_not() => Ml.Diagnostics(
        """
        class Program
        {
            static void Train(MLContext ml, bool deep)
            {
                var init = deep ? Initializer.GlorotNormal : Initializer.HeNormal;
                var act = deep ? Activation.ReLU : Activation.SELU;
                Initializer maybe = null;
                if (deep)
                {
                    maybe = Initializer.GlorotNormal;
                }

                ml.Regression.Trainers.NeuralNetwork(
                [
                    Dense(8, Activation.ReLU, init),
                    Dense(8, act, Initializer.GlorotNormal),
                    Dense(8, Activation.ReLU, maybe),
                    Dense(8, Activation.ReLU, {|INIT001:maybe ?? Initializer.GlorotNormal|}),
                    deep ? Dense(8, Activation.ReLU, {|INIT001:Initializer.GlorotNormal|}) : Dropout(0.1),
                ]);
            }
        }
        """);

    [Fact]
    public Task Queries_and_functions() => Ml.Diagnostics(
        """
        class Program
        {
            static void Train(MLContext ml)
            {
                Func<int, Layer> make = n => Dense(n, Activation.Sigmoid, {|INIT003:Initializer.GlorotNormal|});
                Layer Local(int n) => Dense(n, Activation.SELU, {|INIT004:Initializer.HeNormal|});
                ml.Regression.Trainers.NeuralNetwork([make(8), Local(8), .. new[] { 8, 8 }.Select(n => Dense(n, Activation.ReLU, {|INIT001:Initializer.LeCunNormal|}))]);
            }
        }
        """);

    /// <summary>In a library a network may be put together in one type and used in another.</summary>
    [Fact]
    public Task Parts_in_several_types() => Keras.Diagnostics(
        """
        class Encoder
        {
            public BaseLayer Top { get; } = new Dense(64, activation: "sigmoid", kernel_initializer: {|INIT003:"glorot_uniform"|});
        }

        class Network
        {
            private readonly Encoder encoder = new Encoder();

            public BaseLayer Build(BaseLayer input) => new Dense(1, activation: "sigmoid", kernel_initializer: "glorot_uniform").Set(encoder.Top.Set(input));
        }
        """);

    [Fact]
    public Task A_network_that_goes_out_of_sight() => Keras.Diagnostics(
        """
        class Program
        {
            static BaseLayer Make() => new Dense(64, activation: "sigmoid", kernel_initializer: "glorot_uniform");

            static void Use(Action<BaseLayer> use) => use(new Dense(64, kernel_initializer: "he_normal"));
        }
        """);

    /// <summary>An editor hands the analyzer the other projects of a solution as they are, in source.</summary>
    [Fact]
    public async Task Types_of_another_compilation()
    {
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary);
        var parsing = new CSharpParseOptions(LanguageVersion.CSharp12);
        var library = CSharpCompilation.Create(
            "Library",
            [CSharpSyntaxTree.ParseText(Stubs.SourceOf("MlNet"), parsing, "/MlNet.cs"), CSharpSyntaxTree.ParseText(Ml.Usings + "public static class Blocks { public static readonly Initializer Law = Initializer.GlorotNormal; public static Layer Make(Initializer init) => Dense(3, Activation.ReLU, init); public static int Size { get; } = 3; }", parsing, "/Blocks.cs")],
            References.Net80,
            options);
        const string program =
            """
            class Net
            {
                private readonly Layer[] layers = [Dense(Blocks.Size, Activation.Tanh, Initializer.HeNormal), Dense(3), Blocks.Make(Blocks.Law)];

                void Train(MLContext ml) => ml.Regression.Trainers.NeuralNetwork(layers);
            }
            """;
        var compilation = CSharpCompilation.Create("Program", [CSharpSyntaxTree.ParseText(Ml.Usings + program, parsing, "/Net.cs")], References.Net80.Add(library.ToMetadataReference()), options);
        Assert.Equal("INIT002", Assert.Single(await Analysis.Run(compilation)).Id);
    }

    [Fact]
    public async Task Modules_of_another_compilation()
    {
        var library = Analysis.Compile(Verify.Usings +
            """
            public class Block : Module<Tensor, Tensor>
            {
                public readonly Linear fc = Linear(3, 3);

                public Block() : base("block") => RegisterComponents();

                public override Tensor forward(Tensor x) => Helpers.Twice(fc.forward(x));
            }

            public static class Helpers
            {
                public static readonly double Gain = 1;

                public static Tensor Twice(Tensor x) => x * 2;

                public static void Fill(Linear layer) => init.xavier_uniform_(layer.weight, Gain);
            }
            """).WithAssemblyName("Library");
        var program = Analysis.Compile(Verify.Usings +
            """
            class Net : Block
            {
                private readonly Block block = new Block();
                private readonly Linear head = Linear(3, 3);

                public Net()
                {
                    Helpers.Fill(head);
                    init.xavier_uniform_(block.fc.weight, Helpers.Gain);
                    init.xavier_uniform_(fc.weight);
                    RegisterComponents();
                }

                public override Tensor forward(Tensor x) => functional.relu(Helpers.Twice(head.forward(block.forward(base.forward(x)))));
            }
            """).AddReferences(library.ToMetadataReference());
        Assert.Empty(program.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        await Analysis.Run(program);
    }

    /// <summary>What is being typed must not throw: programs cut off, and with tokens taken out.</summary>
    [Theory]
    [InlineData("Keras")]
    [InlineData("Ml")]
    public async Task Code_that_is_being_typed(string name)
    {
        var (style, source) = name == "Keras"
            ? (Keras, "class P { void M(NDarray x) { var m = new Sequential(new BaseLayer[] { new Dense(8, 8, \"relu\", kernel_initializer: \"glorot_uniform\"), new Activation(\"tanh\"), new Dropout(0.1) }); m.Add(new Dense(1, kernel_initializer: new VarianceScaling(2f, \"fan_in\", seed: 1))); var y = new Dense(3).Set(new Input(new Shape(3))); m.Compile(\"adam\", \"mse\"); } }")
            : (Ml, "class P { void M(MLContext ml) { ml.Regression.Trainers.NeuralNetwork(new NeuralNetworkRegressionTrainer.Options { Epochs = 3, Layers = { Dense(8, Activation.ReLU, Initializer.Normal(0.1)), new Dropout(0.2) } }); var b = new NetworkBuilder().Dense(8, Activation.Tanh, Initializer.Orthogonal(gain: 2)).Dropout(0.1).Build(); } }");
        var tokens = CSharpSyntaxTree.ParseText(source).GetRoot().DescendantTokens().Select(token => token.ToFullString()).ToList();
        var compilation = CSharpCompilation.Create(
            "Typed", references: References.Net80.Add(style.Reference!), options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        for (var i = 0; i < tokens.Count; i++)
        {
            foreach (var typed in new[] { string.Concat(tokens.Take(i)), string.Concat(tokens.Where((_, at) => at != i)), string.Concat(tokens.Take(i)) + tokens[i] + tokens[i] + string.Concat(tokens.Skip(i + 1)) })
            {
                await Analysis.Run(compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(style.Usings + typed, new CSharpParseOptions(LanguageVersion.CSharp12))));
            }
        }
    }
}
