using InitAnalyzer.Model;
using InitAnalyzer.Theory;

namespace InitAnalyzer.Frameworks.MlNet;

/// <summary>
/// The neural-network trainers of <c>InitAnalyzer.ML</c> for ML.NET, as a table. The layers that a trainer is given are the
/// hidden ones; it adds the output layer itself. Where no initializer is given, a layer has the law that its activation wants.
/// </summary>
internal static class MlNetFramework
{
    public const string Name = "InitAnalyzer.ML";

    private const string Space = "T:InitAnalyzer.ML.";
    private const string Initializer = "global::InitAnalyzer.ML.Initializer.";

    private static readonly SequentialConcept Network = new("layers") { FeedsLayer = true };

    public static readonly FrameworkTable Table = new(
        Name,
        Marker: Space + "Layer",
        Rows:
        [
            .. Layer("Dense", new WeightLayerConcept("Dense", LayerGeometry.Dense, null, "units")
            {
                DefaultsToRecommended = true,
                HasZeroBias = true,
                Activation = "activation",
                Initializer = "initializer",
            }),
            .. Layer("Dropout", new DropoutConcept("Dropout", null) { Probability = "rate", KeepsWidth = true }),
            .. Layer("BatchNormalization", new NormalisationConcept()),
            .. Activations(),
            .. Initializers(),
            new(Space + "NetworkBuilder", ".ctor", new MakesModule(Network)),
            new(Space + "NetworkBuilder", "Add", new AddsPart("layer")),
            new(Space + "NetworkBuilder", "Build", new ReturnsOperand()),
            .. Trainers(),
        ])
    {
        LawForms =
        [
            new(Initializer + "HeNormal", Distribution.Normal, FanMode.FanIn, 2),
            new(Initializer + "HeUniform", Distribution.Uniform, FanMode.FanIn, 2),
            new(Initializer + "GlorotNormal", Distribution.Normal, FanMode.FanAverage, 1),
            new(Initializer + "GlorotUniform", Distribution.Uniform, FanMode.FanAverage, 1),
            new(Initializer + "LeCunNormal", Distribution.Normal, FanMode.FanIn, 1),
            new(Initializer + "LeCunUniform", Distribution.Uniform, FanMode.FanIn, 1),
            new(Initializer + "KumarNormal", Distribution.Normal, FanMode.FanIn, 12.8),
            new(Initializer + "Orthogonal({1})", Distribution.Orthogonal, FanMode.FanIn),
            new(Initializer + "VarianceScaling({0})", Distribution.Normal, FanMode.FanIn),
            new(Initializer + "VarianceScaling({0}, distribution: global::InitAnalyzer.Theory.Distribution.Uniform)", Distribution.Uniform, FanMode.FanIn),
        ],
    };

    /// <summary>A layer by a factory, a constructor and a builder.</summary>
    private static IEnumerable<FrameworkRow> Layer(string name, ModuleConcept concept) =>
    [
        new(Space + "Layers", name, new MakesModule(concept)),
        new(Space + name, ".ctor", new MakesModule(concept)),
        new(Space + "NetworkBuilder", name, new AppendsModule(concept)),
    ];

    private static IEnumerable<FrameworkRow> Activations() => new[]
    {
        ("Linear", "Identity"), ("HardSigmoid", "Hardsigmoid"), ("HardSwish", "Hardswish"), ("HardTanh", "Hardtanh"),
    }
        .Concat(Words.Split("ReLU ReLU6 LeakyReLU ELU SELU GELU SiLU Mish Softplus Tanh Softsign Sigmoid").Select(name => (name, name)))
        .Select(pair => new FrameworkRow(Space + "Activation", pair.Item1, new MakesModule(new ActivationConcept(pair.Item2, ""))));

    private static IEnumerable<FrameworkRow> Initializers() =>
    [
        Law("HeNormal", _ => Laws.Scaled(Distribution.Normal, 2)),
        Law("HeUniform", _ => Laws.Scaled(Distribution.Uniform, 2)),
        Law("GlorotNormal", _ => Laws.Scaled(Distribution.Normal, 1, FanMode.FanAverage)),
        Law("GlorotUniform", _ => Laws.Scaled(Distribution.Uniform, 1, FanMode.FanAverage)),
        Law("LeCunNormal", _ => Laws.Scaled(Distribution.Normal, 1)),
        Law("LeCunUniform", _ => Laws.Scaled(Distribution.Uniform, 1)),
        Law("KumarNormal", _ => Laws.Scaled(Distribution.Normal, 12.8)),
        Law("Zeros", _ => Laws.Zero),
        Law("Ones", _ => Laws.Of(Distribution.Constant)),
        Law("Normal", arguments => Laws.Normal(arguments, null, "std"), "std"),
        Law("Uniform", arguments => Laws.Within(arguments, "range")),
        Law("Constant", arguments => Laws.Constant(arguments, "value")),
        Law("Orthogonal", arguments => Laws.WithGain(arguments, "gain", Distribution.Orthogonal, FanMode.FanIn)),
        Law("VarianceScaling", arguments => Laws.VarianceScaling(
            arguments, "scale", (FanMode?)arguments.Enum("mode") ?? FanMode.FanIn, (Distribution?)arguments.Enum("distribution") ?? Distribution.Normal)),
    ];

    private static FrameworkRow Law(string name, Func<IInitializerArguments, InitializerLaw> law, string? deviation = null) =>
        new(Space + "Initializer", name, new MakesInitializer(new Initializer(name, null, law) { HasScale = true, Deviation = deviation }));

    /// <summary>The extension methods of the catalogs, and the objects with the options of the trainers.</summary>
    private static IEnumerable<FrameworkRow> Trainers() =>
    [
        new("T:Microsoft.ML.NeuralNetworkCatalog", "NeuralNetwork", new MakesModule(Network)),
        new(Space + "NeuralNetworkOptions", "Layers", new HoldsParts()),
        .. Words.Split("Regression Binary Multiclass").Select(task => new FrameworkRow($"{Space}NeuralNetwork{task}Trainer.Options", ".ctor", new MakesModule(Network))),
    ];
}
