using InitAnalyzer.Frameworks;
using InitAnalyzer.Frameworks.MlNet;
using InitAnalyzer.TestSupport;
using InitAnalyzer.Tests.Rules;
using InitAnalyzer.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace InitAnalyzer.Tests.Frameworks;

/// <summary>The trainers for ML.NET: their layers by factories, constructors, builders and options.</summary>
public class MlNetTests
{
    private static readonly Style Style = new(
        Stubs.Of("MlNet"),
        """
        using System;
        using System.Collections.Generic;
        using Microsoft.ML;
        using InitAnalyzer.ML;
        using static InitAnalyzer.ML.Layers;


        """);

    [Theory]
    [InlineData("Dense(64, Activation.ReLU, {|INIT001:Initializer.GlorotUniform|})")]
    [InlineData("Dense(64, Activation.ReLU, {|INIT001:Initializer.Orthogonal()|})")]
    [InlineData("new Dense(64, Activation.ReLU, {|INIT001:Initializer.LeCunNormal|})")]
    [InlineData("new Dense(64, initializer: {|INIT001:Initializer.GlorotNormal|}, activation: Activation.GELU)")]
    [InlineData("Dense(64, Activation.Tanh, {|INIT002:Initializer.HeNormal|})")]
    [InlineData("Dense(64, Activation.Sigmoid, {|INIT003:Initializer.GlorotNormal|})")]
    [InlineData("Dense(64, Activation.SELU, {|INIT004:Initializer.HeNormal|})")]
    [InlineData("Dense(64, Activation.ReLU, {|INIT001:Initializer.VarianceScaling(8)|})")]
    [InlineData("Dense(64, Activation.ReLU, {|INIT103:Initializer.Zeros|})")]
    [InlineData("Dense(64, Activation.ReLU, {|INIT103:Initializer.Constant(0.1)|})")]
    [InlineData("Dense(64, Activation.ReLU), Dense(64, Activation.ReLU, {|INIT202:Initializer.Normal(1)|})")]
    [InlineData("Dense(64, Activation.ReLU), Dropout(0.1), new Dense(64, Activation.ReLU, {|INIT202:Initializer.Uniform(1e-3)|})")]
    [InlineData("Dense(64, Activation.SELU), {|INIT203:Dropout(0.1)|}")]
    [InlineData("Dense(64, Activation.ReLU), Dense(64, Activation.ReLU, {|INIT001:Initializer.Normal(Math.Sqrt(1.0 / 64))|})")]
    [InlineData("Dense(64, Activation.ReLU), Dense(64, Activation.ReLU, {|INIT102:Initializer.Normal(2.0 / 64)|})")]
    public Task Reports(string layers) => Style.Diagnostics(Trainer(layers));

    [Theory]
    [InlineData("Dense(64, Activation.ReLU)")]
    [InlineData("Dense(64, Activation.ReLU, null)")]
    [InlineData("Dense(64, Activation.ReLU, Initializer.HeNormal)")]
    [InlineData("Dense(64, Activation.LeakyReLU, Initializer.HeUniform)")]
    [InlineData("Dense(64, Activation.Tanh, Initializer.GlorotNormal)")]
    [InlineData("Dense(64, Activation.Sigmoid, Initializer.KumarNormal)")]
    [InlineData("Dense(64, Activation.SELU, Initializer.LeCunNormal)")]
    [InlineData("Dense(64, Activation.Linear, Initializer.GlorotNormal)")]
    [InlineData("Dense(64, initializer: Initializer.HeNormal)")]
    [InlineData("Dense(64, initializer: Initializer.GlorotNormal), BatchNormalization(), Dense(64, Activation.ReLU)")]
    [InlineData("Dense(64, Activation.ReLU, Initializer.VarianceScaling(2, InitAnalyzer.Theory.FanMode.FanOut))")]
    [InlineData("Dense(64, Activation.ReLU), Dense(64, Activation.ReLU, Initializer.Normal(Math.Sqrt(2.0 / 64)))")]
    [InlineData("Dense(64, Activation.ReLU), Dense(64, Activation.ReLU, Initializer.Normal(0.1))")]
    [InlineData("Dense(64, Activation.ReLU, Initializer.Normal(1))")]
    [InlineData("Dense(64, Activation.ReLU), Dropout(0.1)")]
    [InlineData("Dense(64, wide ? Activation.ReLU : Activation.Tanh, Initializer.GlorotNormal)")]
    [InlineData("Dense(64, Activation.ReLU, wide ? Initializer.HeNormal : null)")]
    [InlineData("Dense(64, Activation.ReLU, other)")]
    [InlineData("Dense(64, (Activation)99, Initializer.GlorotNormal)")]
    public Task Is_silent(string layers) => Style.Diagnostics(Trainer(layers));

    [Fact]
    public async Task Message_and_places()
    {
        var diagnostic = Assert.Single(await Style.Run(Trainer("Dense(64, Activation.ReLU, Initializer.GlorotNormal)")));
        Assert.Equal(
            "'Dense' feeds ReLU, but GlorotNormal gives Var(w) = 1/fan_avg; ReLU wants He, 2/fan (forward multiplier 0.5 a layer, origin slope multiplier 0)",
            RuleTest.Message(diagnostic));
        Assert.Equal("Initializer.GlorotNormal", RuleTest.TextAt(diagnostic.Location));
        Assert.Equal(["Dense(64, Activation.ReLU, Initializer.GlorotNormal)", "Activation.ReLU"], RuleTest.AdditionalTexts(diagnostic));
    }

    [Theory]
    [InlineData("Layer[] layers = [Dense(64, Activation.Sigmoid, {|INIT003:Initializer.HeNormal|}), Dropout(0.1)];\nml.Regression.Trainers.NeuralNetwork(layers);")]
    [InlineData("var layers = new List<Layer> { Dense(8, Activation.ReLU) };\nlayers.Add(Dense(64, Activation.Sigmoid, {|INIT003:Initializer.HeNormal|}));\nml.Regression.Trainers.NeuralNetwork(layers);")]
    [InlineData("ml.Regression.Trainers.NeuralNetwork(new NetworkBuilder().Dense(64, Activation.Sigmoid, {|INIT003:Initializer.HeNormal|}).Dropout(0.1).Build());")]
    [InlineData("var builder = new NetworkBuilder().Dense(64);\nbuilder.Dense(64, Activation.Sigmoid, {|INIT003:Initializer.HeNormal|});\nml.Regression.Trainers.NeuralNetwork(builder.Build());")]
    [InlineData("ml.Regression.Trainers.NeuralNetwork(new NeuralNetworkRegressionTrainer.Options { Epochs = 3, Layers = [Dense(64, Activation.Sigmoid, {|INIT003:Initializer.HeNormal|})] });")]
    [InlineData("ml.Regression.Trainers.NeuralNetwork(new NeuralNetworkRegressionTrainer.Options { Layers = { Dense(64, Activation.Sigmoid, {|INIT003:Initializer.HeNormal|}), Dropout(0.1) } });")]
    [InlineData("var options = new NeuralNetworkRegressionTrainer.Options();\noptions.Layers.Add(Dense(64, Activation.Sigmoid, {|INIT003:Initializer.HeNormal|}));\nml.Regression.Trainers.NeuralNetwork(options);")]
    [InlineData("var init = Initializer.HeNormal;\nvar act = Activation.Sigmoid;\nml.Regression.Trainers.NeuralNetwork([Dense(64, act, {|INIT003:init|})]);")]
    [InlineData("var layers = new List<Layer>();\nfor (var i = 0; i < 3; i++)\n{\n    layers.Add(Dense(64, Activation.Sigmoid, {|INIT003:Initializer.HeNormal|}));\n}\nml.Regression.Trainers.NeuralNetwork(layers);")]
    [InlineData("ml.Regression.Trainers.NeuralNetwork(Dense(8), Dense(64, Activation.Sigmoid, {|INIT003:Initializer.HeNormal|}));")]
    [InlineData("var layers = new List<Layer>();\nfor (var i = 0; i < count; i++)\n{\n    layers.Add(Dense(64, Activation.Sigmoid, {|INIT003:Initializer.HeNormal|}));\n}\nml.Regression.Trainers.NeuralNetwork(layers);")]
    [InlineData("ml.Regression.Trainers.NeuralNetwork(Hidden);\n}\nprivate static readonly Layer[] Hidden = [Dense(64, Activation.Sigmoid, {|INIT003:Initializer.HeNormal|})];\nvoid Other()\n{")]
    [InlineData("ml.Regression.Trainers.NeuralNetwork(Dense(8, Activation.Sigmoid, {|INIT003:LawOf(Activation.ReLU)|}), Dense(8, Activation.ReLU, LawOf(Activation.ReLU)));\n}\nstatic Initializer LawOf(Activation act) => act switch { Activation.ReLU => Initializer.HeNormal, _ => Initializer.GlorotNormal };\nvoid Other()\n{")]
    [InlineData("new NeuralNetworkBinaryTrainer.Options { Layers = new NetworkBuilder().Dense(64, Activation.Sigmoid, {|INIT003:Initializer.HeNormal|}).Build() }.ToString();")]
    public Task Finds_hidden_layers_in_every_form(string statements) => Style.Diagnostics(Method(statements));

    /// <summary>Nothing is known to follow layers that no trainer takes: a sigmoid may be the last.</summary>
    [Fact]
    public Task Layers_without_a_trainer() => Style.Diagnostics(
        Method("Layer[] layers = [Dense(64, Activation.Sigmoid, Initializer.HeNormal), Dense(8, Activation.ReLU, {|INIT001:Initializer.GlorotNormal|})];"));

    [Theory]
    [InlineData("Activation.ReLU", "Initializer.GlorotNormal", "Initializer.HeNormal", "INIT001")]
    [InlineData("Activation.ReLU", "Initializer.GlorotUniform", "Initializer.HeUniform", "INIT001")]
    [InlineData("Activation.ReLU", "Initializer.Orthogonal()", "Initializer.Orthogonal(1.414)", "INIT001")]
    [InlineData("Activation.ReLU", "InitAnalyzer.ML.Initializer.LeCunUniform", "InitAnalyzer.ML.Initializer.HeUniform", "INIT001")]
    [InlineData("Activation.ReLU", "Initializer.VarianceScaling(8)", "Initializer.HeNormal", "INIT001")]
    [InlineData("Activation.Tanh", "Initializer.HeNormal", "Initializer.GlorotNormal", "INIT002")]
    [InlineData("Activation.Sigmoid", "Initializer.GlorotNormal", "Initializer.KumarNormal", "INIT003")]
    [InlineData("Activation.Sigmoid", "Initializer.GlorotUniform", "Initializer.VarianceScaling(12.8, distribution: InitAnalyzer.Theory.Distribution.Uniform)", "INIT003")]
    [InlineData("Activation.SELU", "Initializer.HeUniform", "Initializer.LeCunUniform", "INIT004")]
    [InlineData("Activation.ReLU", "Initializer.Ones", "Initializer.HeUniform", "INIT103")]
    [InlineData("Activation.ReLU", "Initializer.Normal(3)", "Initializer.HeNormal", "INIT202")]
    [InlineData("Activation.ReLU", "Initializer.Normal(2.0 / 64)", "Initializer.Normal(Math.Sqrt(2.0 / 64))", "INIT102")]
    [InlineData("Activation.ReLU", "Initializer.Normal(std: 1.0 / 64)", "Initializer.HeNormal", "INIT102")]
    public Task Fixes(string activation, string written, string wanted, string id) => Style.Fix(
        Trainer($"Dense(64), Dense(64, {activation}, /* why */ {{|{id}:{written}|}} /* so */)"),
        Trainer($"Dense(64), Dense(64, {activation}, /* why */ {wanted} /* so */)"));

    [Fact]
    public async Task A_chain_of_linear_layers_vanishes()
    {
        var layers = string.Join(", ", Enumerable.Repeat("Dense(64, Activation.Linear, Initializer.Normal(0.01))", 6));
        var diagnostic = Assert.Single(await Style.Run(Trainer(layers)));
        Assert.Equal("INIT201", diagnostic.Id);
        Assert.StartsWith("ml.Regression.Trainers.NeuralNetwork(", RuleTest.TextAt(diagnostic.Location), StringComparison.Ordinal);
    }

    [Fact]
    public Task The_recommended_default_keeps_the_signal() => Style.Diagnostics(
        Trainer(string.Join(", ", Enumerable.Repeat("Dense(64, Activation.ReLU)", 20))));

    /// <summary>The table speaks of what the trainers' public interface has, and of all of it: no initializer or activation is left out.</summary>
    [Fact]
    public void The_table_is_that_of_the_real_library()
    {
        var lines = (Repository.ReadText("src", "InitAnalyzer.ML", "PublicAPI.Shipped.txt") + "\n" + Repository.ReadText("src", "InitAnalyzer.ML", "PublicAPI.Unshipped.txt"))
            .ReplaceLineEndings("\n").Split('\n')
            .Select(line => line.StartsWith("static ", StringComparison.Ordinal) ? line["static ".Length..] : line)
            .ToList();
        var rows = MlNetFramework.Table.Rows
            .SelectMany(row => Words.Split(row.Members).Select(member =>
                $"{row.Container[2..]}.{(member == ".ctor" ? row.Container[(row.Container.LastIndexOf('.') + 1)..] : member)}"))
            .ToHashSet(StringComparer.Ordinal);
        Assert.All(rows, row => Assert.Contains(lines, line => line.StartsWith(row + "(", StringComparison.Ordinal)
            || line.StartsWith(row + ".get ", StringComparison.Ordinal) || line.StartsWith(row + " = ", StringComparison.Ordinal)));
        Assert.All(
            lines.Where(line => line.StartsWith("InitAnalyzer.ML.Activation.", StringComparison.Ordinal) || line.EndsWith("-> InitAnalyzer.ML.Initializer!", StringComparison.Ordinal)),
            line => Assert.Contains(line.Split(['(', ' '])[0].Replace(".get", "", StringComparison.Ordinal), rows));
        Assert.Contains(lines, line => line.StartsWith("InitAnalyzer.ML.Layers.Dense(int units, InitAnalyzer.ML.Activation activation = InitAnalyzer.ML.Activation.Linear, InitAnalyzer.ML.Initializer? initializer = null)", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("InitAnalyzer.ML.Initializer.VarianceScaling(double scale, InitAnalyzer.Theory.FanMode mode = InitAnalyzer.Theory.FanMode.FanIn, InitAnalyzer.Theory.Distribution distribution = InitAnalyzer.Theory.Distribution.Normal)", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("InitAnalyzer.ML.Initializer.Normal(double std)", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("InitAnalyzer.ML.Initializer.Uniform(double range)", StringComparison.Ordinal));
    }

    /// <summary>Every row speaks of a member of what stands for the library.</summary>
    [Fact]
    public void Every_row_is_a_member()
    {
        var compilation = CSharpCompilation.Create("Rows", references: References.Net80.Add(Stubs.Of("MlNet")));
        var missing = MlNetFramework.Table.Rows
            .SelectMany(row => Words.Split(row.Members).Select(member => (row.Container, Member: member)))
            .Where(row => DocumentationCommentId.GetFirstSymbolForDeclarationId(row.Container, compilation) is not INamedTypeSymbol type || type.GetMembers(row.Member).IsEmpty)
            .Select(row => $"{row.Container} {row.Member}");
        Assert.Empty(missing);
    }

    private static string Trainer(string layers) => Method($"ml.Regression.Trainers.NeuralNetwork(layers: [{layers}], epochs: 3);");

    private static string Method(string statements) =>
        $$"""
        class Program
        {
            static void Run(MLContext ml, bool wide, Initializer other, int count)
            {
                {{statements}}
            }
        }
        """;
}
