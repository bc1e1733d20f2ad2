using InitAnalyzer.Tests.Rules;
using Xunit;

namespace InitAnalyzer.Tests.Frameworks;

/// <summary>Keras.NET: layers are objects, activations strings, initializers strings or objects.</summary>
public class KerasNetTests
{
    private static readonly Style Style = new(
        Stubs.Of("KerasNet"),
        """
        using System;
        using System.Collections.Generic;
        using Keras;
        using Keras.Initializer;
        using Keras.Layers;
        using Keras.Models;


        """);

    [Theory]
    [InlineData("""new Dense(64, activation: "relu", kernel_initializer: {|INIT001:"glorot_uniform"|})""")]
    [InlineData("""new Dense(64, 32, "relu", true, {|INIT001:"lecun_normal"|})""")]
    [InlineData("""new Dense(64, activation: "elu", kernel_initializer: {|INIT001:new Orthogonal(2f)|})""")]
    [InlineData("""new Dense(64, activation: "relu", kernel_initializer: {|INIT001:new GlorotNormal(seed: 1)|})""")]
    [InlineData("""new Dense(64, activation: "tanh", kernel_initializer: {|INIT002:"he_normal"|})""")]
    [InlineData("""new Dense(64, activation: "sigmoid", kernel_initializer: {|INIT003:"glorot_uniform"|})""")]
    [InlineData("""new Dense(64, activation: "selu", kernel_initializer: {|INIT004:"he_uniform"|})""")]
    [InlineData("""new Dense(64, activation: "relu", kernel_initializer: {|INIT103:"zeros"|})""")]
    [InlineData("""new Dense(64, activation: "relu", kernel_initializer: {|INIT103:new Constant(0.5f)|})""")]
    [InlineData("""new Dense(64, 32, "relu", kernel_initializer: {|INIT202:new RandomNormal(stddev: 2f)|})""")]
    [InlineData("""new Dense(64, activation: "relu", input_shape: new Shape(32), kernel_initializer: {|INIT202:new RandomUniform(0f, 1f)|})""")]
    [InlineData("""new Dense(8, activation: "relu"), new Dropout(0.2), new Dense(64, activation: "relu", kernel_initializer: {|INIT202:new RandomNormal(stddev: 4f)|})""")]
    [InlineData("""new Dense(64, kernel_initializer: {|INIT001:"glorot_uniform"|}), new Dropout(0.1), new ReLU()""")]
    [InlineData("""new Dense(64, kernel_initializer: {|INIT002:"he_normal"|}), new Activation("tanh")""")]
    [InlineData("""new Conv2D(8, new Tuple<int, int>(3, 3), activation: "relu", kernel_initializer: {|INIT001:"glorot_uniform"|}), new Flatten()""")]
    [InlineData("""new Dense(64, activation: "selu"), {|INIT203:new Dropout(0.1)|}""")]
    [InlineData("""new Dense(64), new BatchNormalization(), {|INIT203:new Activation("selu")|}""")]
    public Task Reports(string layers) => Style.Diagnostics(Model(layers));

    [Theory]
    [InlineData("""new Dense(64, activation: "relu")""")]
    [InlineData("""new Dense(64, activation: "relu", kernel_initializer: null)""")]
    [InlineData("""new Dense(64, activation: "relu", kernel_initializer: "he_normal")""")]
    [InlineData("""new Dense(64, activation: "relu", kernel_initializer: "my_own")""")]
    [InlineData("""new Dense(64, activation: "my_own", kernel_initializer: "glorot_uniform")""")]
    [InlineData("""new Dense(64, activation: "hard_sigmoid", kernel_initializer: "glorot_uniform")""")]
    [InlineData("""new Dense(64, activation: "tanh", kernel_initializer: "glorot_uniform")""")]
    [InlineData("""new Dense(64, activation: "selu", kernel_initializer: "lecun_normal")""")]
    [InlineData("""new Dense(64, activation: "sigmoid", kernel_initializer: new VarianceScaling(12.8f))""")]
    [InlineData("""new Dense(64, kernel_initializer: "glorot_uniform"), new ELU()""")]
    [InlineData("""new Dense(64, kernel_initializer: "glorot_uniform"), new ReLU(negative_slope: 1f)""")]
    [InlineData("""new Dense(64, kernel_initializer: "glorot_uniform"), new LeakyReLU(1f)""")]
    [InlineData("""new Dense(64, kernel_initializer: "glorot_uniform"), new BatchNormalization(), new ReLU()""")]
    [InlineData("""new LSTM(64, activation: "relu", kernel_initializer: "glorot_uniform")""")]
    [InlineData("""new Dense(64, activation: "relu", kernel_initializer: new RandomNormal())""")]
    [InlineData("""new Dense(64, activation: "relu", input_shape: new Shape(32), kernel_initializer: new RandomNormal(stddev: 0.1f))""")]
    [InlineData("""new Dense(64, activation: "selu"), new AlphaDropout(0.1f)""")]
    [InlineData("""new Dense(64, activation: "relu", bias_initializer: "ones")""")]
    public Task Is_silent(string layers) => Style.Diagnostics(Model(layers));

    /// <summary>The last layer's activation makes no demand, where it only squashes.</summary>
    [Fact]
    public Task An_output_layer() => Style.Diagnostics(Method(
        """
        var model = new Sequential(new BaseLayer[]
        {
            new Dense(64, activation: "relu"),
            new Dense(1, activation: "sigmoid", kernel_initializer: "glorot_uniform"),
        });
        model.Summary();
        """));

    [Fact]
    public Task Layers_that_are_added_to_a_model_that_is_trained() => Style.Diagnostics(Method(
        """
        var model = new Sequential();
        model.Add(new Dense(64, activation: "sigmoid", kernel_initializer: {|INIT003:"glorot_uniform"|}));
        model.Add(new Dense(1));
        model.Compile(optimizer: "adam", loss: "mse");
        model.Fit(x, y);
        """));

    /// <summary>"uniform" is within ±0.05, whatever the width: little for 32 inputs, and not out of the question for 200.</summary>
    [Fact]
    public Task Layers_in_a_loop_over_their_widths() => Style.Diagnostics(Method(
        """
        const int features = 24;
        var model = new Sequential();
        model.Add(new Dense(200, features, "relu", kernel_initializer: {|INIT202:"uniform"|}));
        var widths = new List<int> { 100, 32, 16 };
        foreach (var width in widths)
        {
            model.Add(new Dense(width, activation: "relu", kernel_initializer: "he_normal"));
        }

        model.Add(new Dense(8, activation: "relu", kernel_initializer: {|INIT202:"uniform"|}));
        foreach (var width in new[] { 200, 50, 50 })
        {
            model.Add(new Dropout(0.1));
            model.Add(new Dense(width, activation: "tanh", kernel_initializer: {|INIT002:"he_uniform"|}));
        }

        model.Add(new Dense(1, activation: "sigmoid", kernel_initializer: "uniform"));
        """));

    [Fact]
    public Task Layers_that_are_called() => Style.Diagnostics(Method(
        """
        var input = new Input(new Shape(784));
        var a = new Dense(64, activation: "sigmoid", kernel_initializer: {|INIT003:"glorot_uniform"|}).Set(input);
        var b = new Dense(64, kernel_initializer: {|INIT202:new RandomNormal(stddev: 3f)|}).Set(a);
        var c = new ReLU().Set(b);
        var joined = new Concatenate(a, c);
        var output = new Dense(1, activation: "sigmoid", kernel_initializer: "glorot_uniform").Set(joined);
        var model = new Model(new BaseLayer[] { input }, new BaseLayer[] { output });
        """));

    [Fact]
    public Task A_sum_ends_the_path() => Style.Diagnostics(Method(
        """
        var input = new Input(new Shape(64));
        var a = new Dense(64, kernel_initializer: "glorot_uniform").Set(input);
        var output = new Dense(1).Set(new ReLU().Set(new Add(a, input)));
        """));

    [Fact]
    public async Task Glorot_by_default_before_relu_is_for_the_network_as_a_whole()
    {
        var diagnostic = Assert.Single(await Style.Run(Method(Chain(12, ""))));
        Assert.Equal("INIT201", diagnostic.Id);
        Assert.Equal("new Sequential()", RuleTest.TextAt(diagnostic.Location));
    }

    [Fact]
    public Task A_shallow_network_of_defaults() => Style.Diagnostics(Method(Chain(6, "")));

    [Fact]
    public Task Layers_that_need_it_are_initialised() => Style.Fix(
        Method(Chain(12, "").Replace("new Sequential()", "{|INIT201:new Sequential()|}")),
        Method(Chain(12, ", kernel_initializer: \"he_uniform\"")));

    [Theory]
    [InlineData("relu", "\"glorot_uniform\"", "\"he_uniform\"", "INIT001")]
    [InlineData("relu", "\"lecun_normal\"", "\"he_normal\"", "INIT001")]
    [InlineData("relu", "new GlorotNormal()", "new HeNormal()", "INIT001")]
    [InlineData("relu", "new GlorotNormal(seed: 3)", "new HeNormal(seed: 3)", "INIT001")]
    [InlineData("relu", "new GlorotNormal(3)", "new HeNormal(seed: 3)", "INIT001")]
    [InlineData("elu", "new Orthogonal(3f)", "new Orthogonal(gain: 1.414f)", "INIT001")]
    [InlineData("tanh", "\"he_normal\"", "\"glorot_normal\"", "INIT002")]
    [InlineData("sigmoid", "\"glorot_uniform\"", "new VarianceScaling(scale: 12.8f, distribution: \"uniform\")", "INIT003")]
    [InlineData("selu", "\"he_normal\"", "\"lecun_normal\"", "INIT004")]
    [InlineData("relu", "\"zeros\"", "\"he_uniform\"", "INIT103")]
    [InlineData("relu", "new RandomNormal(stddev: 2f / 32)", "new RandomNormal(stddev: (float)Math.Sqrt(2f / 32))", "INIT102")]
    public Task Fixes(string activation, string written, string wanted, string id) => Style.Fix(
        Model($"new Dense(64, {(id == "INIT102" ? 32 : "null")}, activation: \"{activation}\", kernel_initializer: {{|{id}:{written}|}})"),
        Model($"new Dense(64, {(id == "INIT102" ? 32 : "null")}, activation: \"{activation}\", kernel_initializer: {wanted})"));

    /// <summary>Convolutions take names alone, and Kumar's law has none.</summary>
    [Fact]
    public Task No_fix_where_there_is_no_name()
    {
        var source = Model("""new Conv2D(8, new Tuple<int, int>(3, 3), activation: "sigmoid", kernel_initializer: {|INIT003:"glorot_uniform"|})""");
        return Style.Fix(source, source);
    }

    [Fact]
    public Task Alpha_dropout_takes_a_float() => Style.Fix(
        Model("""new Dense(64, activation: "selu"), {|INIT203:new Dropout(0.1)|}"""),
        Model("""new Dense(64, activation: "selu"), new AlphaDropout(0.1f)"""));

    private static string Chain(int count, string initializer) =>
        "var model = new Sequential();\n" + string.Concat(Enumerable.Range(0, count).Select(i =>
            $"        model.Add(new Dense({(i < count - 1 ? 64 : 1)}{(i == 0 ? ", 64" : "")}{(i < count - 1 ? ", activation: \"relu\"" + initializer : "")}));\n"));

    private static string Model(string layers) => Method($"var model = new Sequential(new BaseLayer[] {{ {layers}, new Dense(1) }});");

    private static string Method(string statements) =>
        $$"""
        class Program
        {
            static void Run(NDarray x, NDarray y)
            {
                {{statements}}
            }
        }
        """;
}
