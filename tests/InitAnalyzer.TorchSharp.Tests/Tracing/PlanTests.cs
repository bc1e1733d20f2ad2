using InitAnalyzer.Runtime;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace InitAnalyzer.Torch.Tests;

/// <summary>The plan is right however a model is written.</summary>
[Collection(NativeCollection.Name)]
public class PlanTests
{
    private static readonly Dictionary<string, (Func<nn.Module> Model, Func<ModelInput> Input, string[] Plan)> s_models = new()
    {
        ["fields, disposed at once"] = (() => new DisposingMlp(), () => randn(3, 12),
        [
            "fc1: ReLU -> He normal",
            "fc2: Tanh -> Xavier normal",
            "fc3: Identity -> LeCun normal",
        ]),
        ["a scope of its own"] = (() => new ScopedMlp(), () => randn(3, 12),
        [
            "first: ELU(0.7) -> He normal",
            "last: Sigmoid -> LeCun normal",
        ]),
        ["in place and fluent"] = (() => new InPlaceMlp(), () => randn(3, 12),
        [
            "a: ReLU -> He normal",
            "b: LeakyReLU(0.15) -> He normal",
            "c: Sigmoid -> Variance 12.8/fan_in normal",
            "d: Softmax -> LeCun normal",
        ]),
        ["Sequential"] = (() => Sequential(("a", Linear(12, 20)), ("b", Tanh()), ("c", Linear(20, 8)), ("d", Hardswish()), ("e", Linear(8, 1))), () => randn(3, 12),
        [
            "a: Tanh -> Xavier normal",
            "c: Hardswish -> He normal",
            "e: Identity -> LeCun normal",
        ]),
        ["blocks"] = (() => new BlockNet(), () => randn(2, 3, 16, 16),
        [
            "features.block1.conv: normalised LeakyReLU(0.2) -> He normal",
            "features.block2.conv: normalised LeakyReLU(0.2) -> He normal",
            "fc1: GELU -> He normal",
            "fc2: LogSoftmax -> LeCun normal",
        ]),
        ["residual"] = (() => new ResidualNet(), () => randn(2, 3, 8, 8),
        [
            "stem: ReLU -> He normal",
            "block1.conv1: normalised ReLU -> He normal",
            "block1.conv2: normalised  -> left: its output is added to another before 'block2.shortcut'",
            "block2.conv1: normalised ReLU -> He normal",
            "block2.conv2: normalised  -> left: its output is added to another before 'head'",
            "block2.shortcut:  -> left: its output is added to another before 'head'",
            "head: Identity -> LeCun normal",
        ]),
        ["transformer"] = (() => new Transformer(), () => tensor(new long[] { 1, 5, 3, 2, 7, 7 }).reshape(2, 3),
        [
            "blocks.0.query:  -> left",
            "blocks.0.key:  -> left",
            "blocks.0.value: Identity -> LeCun normal",
            "blocks.0.projection:  -> left",
            "blocks.0.up: GELU -> He normal",
            "blocks.0.down:  -> left",
            "blocks.1.query:  -> left",
            "blocks.1.key:  -> left",
            "blocks.1.value: Identity -> LeCun normal",
            "blocks.1.projection:  -> left",
            "blocks.1.up: GELU -> He normal",
            "blocks.1.down:  -> left",
            "head: Identity -> LeCun normal",
        ]),
        ["shared"] = (() => new SharedMlp(), () => randn(3, 16),
        [
            "shared: ReLU -> He normal",
            "last: Identity -> LeCun normal",
        ]),
        ["list"] = (() => new ListMlp(), () => randn(3, 12),
        [
            "layers.0: Mish -> He normal",
            "layers.1: Mish -> He normal",
            "layers.2: Mish -> He normal",
            "layers.3: Mish -> He normal",
            "layers.4: Identity -> LeCun normal",
        ]),
        ["conditional, deep"] = (() => new ConditionalMlp(true, "silu"), () => randn(3, 12),
        [
            "first: SiLU -> He normal",
            "optional: SiLU -> He normal",
            "last: Identity -> LeCun normal",
        ]),
        ["conditional, flat"] = (() => new ConditionalMlp(false, "softplus"), () => randn(3, 12),
        [
            "first: Softplus(1) -> He normal",
            "last: Identity -> LeCun normal",
            "optional:  -> left: no gradient of the model's output reached it in a pass over the sample",
        ]),
        ["two inputs and outputs"] = (() => new TwoTowers(), () => (randn(3, 6), randn(3, 9)),
        [
            "left: ReLU -> He normal",
            "right: Tanh -> Xavier normal",
            "joint: SiLU -> He normal",
            "policy: Softmax -> LeCun normal",
            "value: Tanh -> LeCun normal",
        ]),
        ["nested, transposed"] = (() => new AutoEncoder(), () => randn(2, 1, 16, 16),
        [
            "encoder.down: ReLU -> He normal",
            "encoder.bottleneck: ReLU -> He normal",
            "decoder.up1: ReLU -> He normal",
            "decoder.up2: Sigmoid -> LeCun normal",
        ]),
        ["skip connection"] = (() => new SkipNet(), () => randn(2, 3, 8, 8),
        [
            "down: ReLU -> He normal",
            "middle: ReLU -> He normal",
            "up: ReLU -> He normal",
            "last: Identity -> LeCun normal",
        ]),
        ["gates"] = (() => new GatedMlp(), () => randn(3, 12),
        [
            "content:  -> left: its output goes into an operation before 'glu' that is not followed",
            "gate:  -> left: its output goes into an operation before 'glu' that is not followed",
            "glu:  -> left: its output goes into an operation before 'last' that is not followed",
            "last: Identity -> LeCun normal",
        ]),
        ["recurrent"] = (() => new RecurrentNet(), () => randn(3, 4, 6),
        [
            "before:  -> left",
            "after: ReLU -> He normal",
            "last: Identity -> LeCun normal",
        ]),
        ["normalisations"] = (() => new NormalizedMlp(), () => randn(3, 12),
        [
            "a: normalised ReLU -> He normal",
            "b: normalised Tanh -> Xavier normal",
            "c: normalised ReLU -> He normal",
            "d: Identity -> LeCun normal",
        ]),
        ["self-normalising"] = (() => new SeluConv(), () => randn(2, 4, 21),
        [
            "net.0: SELU -> LeCun normal",
            "net.3: SELU -> LeCun normal",
            "net.7: Sigmoid -> Variance 12.8/fan_in normal",
            "net.9: Identity -> LeCun normal",
        ]),
        ["without gradients"] = (() => new WithoutGradients(), () => randn(3, 12),
        [
            "a:  -> left: no gradient of the model's output reached it in a pass over the sample",
            "b:  -> left: no gradient of the model's output reached it in a pass over the sample",
        ]),
        ["forked"] = (() => new ForkedMlp(), () => randn(3, 12),
        [
            "a: ReLU, Tanh -> left: feeds ReLU and Tanh, which want different laws",
            "relu: Identity -> LeCun normal",
            "tanh: Identity -> LeCun normal",
            "last: Identity -> LeCun normal",
        ]),
    };

    public static TheoryData<string> Models() => [.. s_models.Keys];

    [NativeTheory]
    [MemberData(nameof(Models))]
    public void The_plan_is_right(string name)
    {
        (Func<nn.Module> make, Func<ModelInput> input, string[] expected) = s_models[name];
        manual_seed(1);
        using nn.Module model = make();
        InitializationPlan plan = model.PlanInitialization(input());
        string[] actual = [.. plan.Layers.Select(Text).Order(StringComparer.Ordinal)];

        // Where a reason is not spelt out, any will do.
        Array.Sort(expected, StringComparer.Ordinal);
        for (int i = 0; i < Math.Min(expected.Length, actual.Length); i++)
        {
            if (expected[i].EndsWith("-> left", StringComparison.Ordinal) && actual[i].StartsWith(expected[i] + ":", StringComparison.Ordinal))
            {
                actual[i] = expected[i];
            }
        }

        Assert.Equal(string.Join("\n", expected), string.Join("\n", actual));
    }

    private static string Text(PlannedLayer layer) =>
        layer.Name + ": " + (layer.IsNormalized ? "normalised " : "") + string.Join(", ", layer.Activations) + " -> " + (layer.Initializer?.Name ?? "left: " + layer.Reason);
}
