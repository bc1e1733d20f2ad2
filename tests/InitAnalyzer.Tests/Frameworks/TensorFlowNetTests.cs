using InitAnalyzer.Tests.Rules;
using Xunit;

namespace InitAnalyzer.Tests.Frameworks;

/// <summary>TensorFlow.NET: layers by functions or by classes with an object of arguments; names and objects for the rest.</summary>
public class TensorFlowNetTests
{
    private static readonly Style Style = new(
        Stubs.Of("TensorFlowNet"),
        """
        using System;
        using System.Collections.Generic;
        using Tensorflow;
        using Tensorflow.Keras;
        using Tensorflow.Keras.ArgsDefinition;
        using Tensorflow.Keras.Engine;
        using Tensorflow.Keras.Layers;
        using Tensorflow.Operations.Initializers;
        using static Tensorflow.Binding;
        using static Tensorflow.KerasApi;


        """);

    [Theory]
    [InlineData("layers.Dense(64, activation: keras.activations.Relu, kernel_initializer: {|INIT001:tf.glorot_uniform_initializer|})")]
    [InlineData("layers.Dense(64, keras.activations.Mish, {|INIT001:new GlorotUniform()|})")]
    [InlineData("""layers.Dense(64, keras.activations.GetActivationFromName("relu"), {|INIT001:tf.orthogonal_initializer|})""")]
    [InlineData("""layers.Conv2D(8, (3, 3), activation: "relu", kernel_initializer: {|INIT001:"glorot_uniform"|})""")]
    [InlineData("""layers.Conv1D(8, 3, activation: "relu6", kernel_initializer: {|INIT001:"orthogonal"|})""")]
    [InlineData("layers.Dense(64, activation: keras.activations.Tanh, kernel_initializer: {|INIT002:keras.initializers.HeNormal()|})")]
    [InlineData("layers.Dense(64, activation: keras.activations.Sigmoid, kernel_initializer: {|INIT003:keras.initializers.HeNormal()|})")]
    [InlineData("layers.Dense(64, kernel_initializer: {|INIT004:keras.initializers.HeNormal()|}), layers.SELU()")]
    [InlineData("layers.Dense(64, kernel_initializer: {|INIT002:tf.variance_scaling_initializer(4f, \"fan_out\")|}), layers.Dropout(0.1f), layers.Tanh()")]
    [InlineData("layers.Dense(64, activation: keras.activations.Relu, kernel_initializer: {|INIT103:tf.zeros_initializer|})")]
    [InlineData("layers.Dense(64, activation: keras.activations.Relu, kernel_initializer: {|INIT103:tf.constant_initializer(0.5f)|})")]
    [InlineData("layers.Dense(64, keras.activations.Relu, {|INIT202:tf.random_normal_initializer()|}, input_shape: 64)")]
    [InlineData("layers.Dense(64, \"relu\"), layers.Dense(64, keras.activations.Relu, {|INIT202:new RandomNormal(stddev: 4f)|})")]
    [InlineData("layers.Dense(64, kernel_initializer: tf.glorot_uniform_initializer), layers.SELU(), {|INIT203:layers.Dropout(0.2f)|}")]
    [InlineData("layers.Dense(64), layers.BatchNormalization(), {|INIT203:layers.SELU()|}")]
    [InlineData("layers.Dense(64), layers.Dense(64, keras.activations.Relu, {|INIT102:tf.random_normal_initializer(0f, 2f / 64)|})")]
    [InlineData("new Dense(new DenseArgs { Units = 64, Activation = keras.activations.Relu, KernelInitializer = {|INIT001:tf.glorot_uniform_initializer|} })")]
    [InlineData("new Conv2D(new Conv2DArgs { Filters = 8, KernelSize = (3, 3), Activation = keras.activations.Relu, KernelInitializer = {|INIT001:new GlorotUniform()|} })")]
    public Task Reports(string layers) => Style.Diagnostics(Model(layers));

    [Theory]
    [InlineData("layers.Dense(64)")]
    [InlineData("layers.Dense(64, \"relu\")")]
    [InlineData("""layers.Conv2D(8, (3, 3), activation: "relu")""")]
    [InlineData("layers.Dense(64, activation: keras.activations.Relu, kernel_initializer: keras.initializers.HeNormal())")]
    [InlineData("layers.Dense(64, activation: keras.activations.Relu, kernel_initializer: tf.variance_scaling_initializer(2f, \"fan_avg\", \"uniform\"))")]
    [InlineData("layers.Dense(64, activation: keras.activations.Relu, kernel_initializer: null)")]
    [InlineData("layers.Dense(64, activation: own, kernel_initializer: tf.glorot_uniform_initializer)")]
    [InlineData("layers.Dense(64, activation: keras.activations.Relu, kernel_initializer: init)")]
    [InlineData("layers.Dense(64, kernel_initializer: tf.glorot_uniform_initializer), layers.HardSigmoid()")]
    [InlineData("layers.Dense(64, kernel_initializer: tf.glorot_uniform_initializer), layers.BatchNormalization(), layers.LeakyReLU()")]
    [InlineData("layers.Dense(64, keras.activations.Relu, tf.random_normal_initializer(stddev: 0.05f), input_shape: 64)")]
    [InlineData("new Dense(new DenseArgs { Units = 64, Activation = keras.activations.Relu })")]
    [InlineData("new Dense(new DenseArgs { Units = 64, KernelInitializer = tf.glorot_uniform_initializer })")]
    public Task Is_silent(string layers) => Style.Diagnostics(Model(layers));

    [Theory]
    [InlineData("""layers.Conv2D(8, (3, 3), activation: "relu", kernel_initializer: {|INIT109:"he_normal"|})""")]
    [InlineData("""layers.Conv2D(8, (3, 3), activation: "relu", bias_initializer: {|INIT109:"zeroes"|})""")]
    [InlineData("""layers.Conv1D(8, 3, activation: {|INIT109:"gelu"|})""")]
    [InlineData("""layers.Dense(64, {|INIT109:"swish"|})""")]
    [InlineData("""layers.GRU(64, recurrent_initializer: {|INIT109:"identity"|}, activation: {|INIT109:"selu"|})""")]
    [InlineData("""layers.Dense(64, keras.activations.GetActivationFromName({|INIT109:"elu"|}))""")]
    [InlineData("""layers.GRU(64, recurrent_initializer: "orthogonal", bias_initializer: "ones", activation: "linear")""")]
    [InlineData("""layers.Dense(64, "")""")]
    public Task Names_that_it_does_not_know(string layers) => Style.Diagnostics(Model(layers));

    [Fact]
    public async Task Messages_of_unknown_names()
    {
        var initializer = Assert.Single(await Style.Run(Model("""layers.Conv1D(8, 3, kernel_initializer: "he_normal")""")));
        Assert.Equal(
            "TensorFlow.NET has no initializer 'he_normal' and takes glorot_uniform in its place; it knows 'glorot_uniform', 'ones', 'orthogonal', 'zeros'",
            RuleTest.Message(initializer));
        var activation = Assert.Single(await Style.Run(Model("""layers.Dense(8, "gelu")""")));
        Assert.Equal(
            "TensorFlow.NET has no activation 'gelu' and throws; it knows 'linear', 'mish', 'relu', 'relu6', 'sigmoid', 'softmax', 'tanh'",
            RuleTest.Message(activation));
    }

    [Fact]
    public Task A_model_that_is_built_and_trained() => Style.Diagnostics(Method(
        """
        var model = keras.Sequential(new List<ILayer>
        {
            layers.Dense(64, keras.activations.Sigmoid, {|INIT003:tf.glorot_uniform_initializer|}),
            layers.Dense(1, keras.activations.Sigmoid, tf.glorot_uniform_initializer),
        }, name: "net");
        model.summary();
        model.compile("adam", "mse", new string[0]);
        model.fit(x, x, epochs: 3);
        """));

    [Fact]
    public Task Layers_that_are_applied() => Style.Diagnostics(Method(
        """
        var inputs = keras.Input(shape: 784);
        var a = layers.Dense(64, keras.activations.Sigmoid, {|INIT003:tf.glorot_uniform_initializer|}).Apply(inputs);
        var b = layers.Dense(64, kernel_initializer: {|INIT202:tf.random_normal_initializer(stddev: 3f)|}).Apply(a);
        b = keras.activations.Relu.Apply(b);
        var c = layers.Concatenate().Apply((a, b));
        var outputs = layers.Dense(10, keras.activations.Softmax, keras.initializers.HeNormal()).Apply(c);
        var model = keras.Model(inputs, outputs, name: "net");
        model.summary();
        """));

    [Fact]
    public Task A_sum_ends_the_path() => Style.Diagnostics(Method(
        """
        Tensors inputs = keras.Input(shape: 64);
        var a = layers.Dense(64, kernel_initializer: tf.glorot_uniform_initializer).Apply(inputs);
        var sum = layers.Add().Apply((a, inputs));
        var outputs = layers.Dense(10).Apply(keras.activations.Relu.Apply(sum));
        """));

    [Fact]
    public Task A_model_of_the_users_own() => Style.Diagnostics(
        """
        class Net : Model
        {
            private readonly ILayer fc = keras.layers.Dense(64, kernel_initializer: {|INIT003:tf.glorot_uniform_initializer|});
            private readonly ILayer head = keras.layers.Dense(1);

            protected override Tensors Call(Tensors inputs, Tensors state = null, bool? training = null)
            {
                inputs = fc.Apply(inputs);
                return head.Apply(keras.activations.Sigmoid.Apply(inputs));
            }
        }
        """);

    [Theory]
    [InlineData("layers.Dense(64, keras.activations.Relu, {|INIT001:tf.glorot_uniform_initializer|})", "layers.Dense(64, keras.activations.Relu, tf.variance_scaling_initializer(2f, distribution: \"uniform\"))")]
    [InlineData("layers.Dense(64, keras.activations.Relu, {|INIT001:tf.variance_scaling_initializer(seed: 7)|})", "layers.Dense(64, keras.activations.Relu, keras.initializers.HeNormal(seed: 7))")]
    [InlineData("layers.Dense(64, keras.activations.Tanh, {|INIT002:keras.initializers.HeNormal()|})", "layers.Dense(64, keras.activations.Tanh, tf.variance_scaling_initializer(1f))")]
    [InlineData("layers.Dense(64, keras.activations.Sigmoid, {|INIT003:keras.initializers.HeNormal()|})", "layers.Dense(64, keras.activations.Sigmoid, tf.variance_scaling_initializer(12.8f))")]
    [InlineData("layers.Dense(64, kernel_initializer: {|INIT004:keras.initializers.HeNormal()|}), layers.SELU()", "layers.Dense(64, kernel_initializer: tf.variance_scaling_initializer(1f)), layers.SELU()")]
    [InlineData("layers.Dense(64, keras.activations.Relu, {|INIT103:tf.zeros_initializer|})", "layers.Dense(64, keras.activations.Relu, tf.variance_scaling_initializer(2f, distribution: \"uniform\"))")]
    [InlineData("new Dense(new DenseArgs { Units = 64, Activation = keras.activations.Mish, KernelInitializer = {|INIT001:tf.orthogonal_initializer|} })", "new Dense(new DenseArgs { Units = 64, Activation = keras.activations.Mish, KernelInitializer = keras.initializers.Orthogonal(1.414f) })")]
    [InlineData("""layers.Conv2D(8, (3, 3), activation: "relu", kernel_initializer: {|INIT001:"glorot_uniform"|}, bias_initializer: "ones")""", """layers.Conv2D(8, (3, 3), activation: keras.activations.Relu, kernel_initializer: tf.variance_scaling_initializer(2f, distribution: "uniform"), bias_initializer: tf.ones_initializer)""")]
    [InlineData("""layers.Conv2D(8, (3, 3), activation: "relu", kernel_initializer: {|INIT109:"he_normal"|})""", """layers.Conv2D(8, (3, 3), activation: keras.activations.Relu, kernel_initializer: keras.initializers.HeNormal())""")]
    [InlineData("""layers.Conv1D(8, 3, kernel_initializer: {|INIT109:"glorot_unifrom"|})""", """layers.Conv1D(8, 3, kernel_initializer: "glorot_uniform")""")]
    [InlineData("""layers.Conv1D(8, 3, kernel_initializer: {|INIT109:"he_normal"|})""", """layers.Conv1D(8, 3, kernel_initializer: "glorot_uniform")""")]
    [InlineData("""layers.Dense(8, {|INIT109:"Relu"|})""", """layers.Dense(8, "relu")""")]
    public Task Fixes(string layers, string wanted) => Style.Fix(Model(layers), Model(wanted));

    [Theory]
    [InlineData("""layers.Conv1D(8, 3, activation: "relu", kernel_initializer: {|INIT001:"orthogonal"|})""")]
    [InlineData("""layers.Dense(8, {|INIT109:"gelu"|})""")]
    public Task Has_no_fix(string layers) => Style.Fix(Model(layers), Model(layers));

    [Fact]
    public Task Layers_that_need_it_are_initialised() => Style.Fix(
        Model(string.Join(", ", Enumerable.Repeat("layers.Dense(64, \"relu\")", 12)), "{|INIT201:keras.Sequential(", ")|}"),
        Model(string.Join(", ", Enumerable.Repeat("layers.Dense(64, \"relu\")", 1).Concat(Enumerable.Repeat("layers.Dense(64, keras.activations.Relu, kernel_initializer: tf.variance_scaling_initializer(2f, distribution: \"uniform\"))", 11)))));

    private static string Model(string layers, string open = "keras.Sequential(", string close = ")") => Method($"var model = {open}{layers}, layers.Dense(1){close};");

    private static string Method(string statements) =>
        $$"""
        class Program
        {
            static void Run(ILayersApi layers, Tensor x, Activation own, IInitializer init)
            {
                {{statements}}
            }
        }
        """;
}
