using InitAnalyzer.Model;
using InitAnalyzer.Theory;
using static InitAnalyzer.Frameworks.TorchSharp.TorchSharpFramework;

namespace InitAnalyzer.Frameworks.TorchSharp;

/// <summary>Layers with weights, their parameters, and the functions that apply a weight without a layer.</summary>
internal static class TorchSharpLayers
{
    private const string Modules = "T:TorchSharp.Modules.";

    /// <summary>kaiming_uniform_ with a = √5; the bias has the same variance.</summary>
    private static readonly WeightLaw Default = WeightLaw.OfScale(Distribution.Uniform, 1.0 / 3);

    public static readonly FrameworkRow[] Rows =
    [
        new(NN, "Linear", new MakesModule(new WeightLayerConcept("Linear", LayerGeometry.Dense, "inputSize", "outputSize") { Bias = "hasBias", DefaultLaw = Default })),
        new(NN, "Bilinear", new MakesModule(new WeightLayerConcept("Bilinear", LayerGeometry.Other, "in1_features", "out_features"))),
        Convolution("Conv1d", 1),
        Convolution("Conv2d", 2),
        Convolution("Conv3d", 3),
        TransposedConvolution("ConvTranspose1d", 1),
        TransposedConvolution("ConvTranspose2d", 2),
        TransposedConvolution("ConvTranspose3d", 3),

        .. Opaque("Embedding", "Embedding_from_pretrained", "EmbeddingBag", "EmbeddingBag_from_pretrained"),
        .. Opaque("RNN", "LSTM", "GRU", "RNNCell", "LSTMCell", "GRUCell"),
        .. Composed("MultiheadAttention", "Transformer", "TransformerEncoder", "TransformerEncoderLayer", "TransformerDecoder", "TransformerDecoderLayer"),

        new(Functional, "linear", new AppliesModule(new FunctionalWeightConcept(LayerGeometry.Dense, "weights"))),
        new(Functional, "bilinear", new AppliesModule(new FunctionalWeightConcept(LayerGeometry.Other, "weight"))),
        new(Functional, "conv1d conv1d_padding conv2d conv2d_padding conv3d conv3d_padding",
            new AppliesModule(new FunctionalWeightConcept(LayerGeometry.Convolution, "weight", "groups"))),
        new(Functional, "conv_transpose1d conv_transpose2d conv_transpose3d",
            new AppliesModule(new FunctionalWeightConcept(LayerGeometry.TransposedConvolution, "weight", "groups"))),

        new(Modules + "Linear", "weight", new ReadsParameter(ParameterRole.Weight, Rank: 2)),
        new(Modules + "Linear", "bias", new ReadsParameter(ParameterRole.Bias, Rank: 1)),
        new(Modules + "Linear", "in_features", new ReadsFan(FanPart.In)),
        new(Modules + "Linear", "out_features", new ReadsFan(FanPart.Out)),
        new(Modules + "Embedding", "weight", new ReadsParameter(ParameterRole.Weight, Rank: 2)),
        new(Modules + "EmbeddingBag", "weight", new ReadsParameter(ParameterRole.Weight, Rank: 2)),
        new(Modules + "NormBase", "weight", new ReadsParameter(ParameterRole.Weight, Rank: 1)),
        new(Modules + "NormBase", "bias", new ReadsParameter(ParameterRole.Bias, Rank: 1)),
        new(Modules + "GroupNorm", "weight", new ReadsParameter(ParameterRole.Weight, Rank: 1)),
        new(Modules + "GroupNorm", "bias", new ReadsParameter(ParameterRole.Bias, Rank: 1)),
        new(Modules + "PReLU", "weight", new ReadsParameter(ParameterRole.Weight, Rank: 1)),
        new(Modules + "LayerNorm", "weight", new ReadsParameter(ParameterRole.Weight)),
        new(Modules + "LayerNorm", "bias", new ReadsParameter(ParameterRole.Bias)),
        new(Modules + "Bilinear", "weight", new ReadsParameter(ParameterRole.Weight, Rank: 3)),
        new(Modules + "Bilinear", "bias", new ReadsParameter(ParameterRole.Bias, Rank: 1)),
        new(Modules + "Convolution", "weight", new ReadsParameter(ParameterRole.Weight)),
        new(Modules + "Convolution", "bias", new ReadsParameter(ParameterRole.Bias, Rank: 1)),
    ];

    private static FrameworkRow Convolution(string name, int dimensions) =>
        new(NN, name, new MakesModule(
            new WeightLayerConcept(name, LayerGeometry.Convolution, "in_channels", "out_channels", "kernel_size", "groups", dimensions) { Bias = "bias", DefaultLaw = Default }));

    private static FrameworkRow TransposedConvolution(string name, int dimensions) =>
        new(NN, name, new MakesModule(
            new WeightLayerConcept(name, LayerGeometry.TransposedConvolution, "in_channels", "out_channels", "kernel_size", "groups", dimensions)));

    private static IEnumerable<FrameworkRow> Composed(params string[] names) =>
        names.Select(name => new FrameworkRow(NN, name, new MakesModule(new OpaqueLayerConcept(name) { HasParts = true })));

    private static IEnumerable<FrameworkRow> Opaque(params string[] names) =>
        names.Select(name => new FrameworkRow(NN, name, new MakesModule(new OpaqueLayerConcept(name) { NeedsGradient = !name.EndsWith("_from_pretrained", StringComparison.Ordinal) })));
}
