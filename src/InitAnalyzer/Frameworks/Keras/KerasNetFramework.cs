using InitAnalyzer.Theory;
using static InitAnalyzer.Frameworks.Keras.KerasLaws;

namespace InitAnalyzer.Frameworks.Keras;

/// <summary>Keras.NET, as a table: layers are objects, activations strings, initializers strings or objects. The strings are Python's.</summary>
internal static class KerasNetFramework
{
    public const string Name = "Keras.NET";

    public const string Layers = "T:Keras.Layers.";
    public const string Initializer = "T:Keras.Initializer.";

    private const string Kernel = "kernel_initializer";

    /// <summary>
    /// The strings that Keras has had since the first version that the wrapper calls; its hard_sigmoid is another than the catalogue's.
    /// </summary>
    private static readonly NameTable Names = new(
        Activations(
            """
            linear Identity  relu ReLU  relu6 ReLU6  elu ELU  selu SELU  gelu GELU  swish SiLU  silu SiLU  mish Mish
            softplus Softplus  softsign Softsign  tanh Tanh  sigmoid Sigmoid  log_sigmoid LogSigmoid
            softmax Softmax  log_softmax LogSoftmax
            """),
        Initializers(
            """
            he_normal he_uniform glorot_normal glorot_uniform lecun_normal lecun_uniform orthogonal variance_scaling
            zeros zero ones one constant identity random_normal normal random_uniform uniform truncated_normal
            HeNormal HeUniform GlorotNormal GlorotUniform LecunNormal LecunUniform Orthogonal VarianceScaling
            Zeros Ones Constant Identity RandomNormal RandomUniform TruncatedNormal
            """));

    public static readonly FrameworkTable Table = new(
        Name,
        Marker: Layers + "BaseLayer",
        Rows:
        [
            .. Weights(),
            .. Activation(),
            .. Steps(),
            .. Laws(),
            .. Models(),
        ])
    {
        // A layer that is given its inputs is handed on as their result.
        ModuleType = Layers + "BaseLayer",
        TensorTypes = Layers + "BaseLayer",
        Names = Names,
        LawForms = Forms,
        Seed = "seed",
    };

    private static LawForm[] Forms =>
    [
        Named("he_normal", Distribution.Normal, FanMode.FanIn, 2),
        Object("HeNormal", Distribution.Normal, FanMode.FanIn, 2),
        Named("he_uniform", Distribution.Uniform, FanMode.FanIn, 2),
        Object("HeUniform", Distribution.Uniform, FanMode.FanIn, 2),
        Named("glorot_normal", Distribution.Normal, FanMode.FanAverage, 1),
        Object("GlorotNormal", Distribution.Normal, FanMode.FanAverage, 1),
        Named("glorot_uniform", Distribution.Uniform, FanMode.FanAverage, 1),
        Object("GlorotUniform", Distribution.Uniform, FanMode.FanAverage, 1),
        Named("lecun_normal", Distribution.Normal, FanMode.FanIn, 1),
        Object("LecunNormal", Distribution.Normal, FanMode.FanIn, 1),
        Named("lecun_uniform", Distribution.Uniform, FanMode.FanIn, 1),
        Object("LecunUniform", Distribution.Uniform, FanMode.FanIn, 1),
        new($"new global::Keras.Initializer.Orthogonal(gain: {{1}}f)", Distribution.Orthogonal, FanMode.FanIn),
        new($"new global::Keras.Initializer.VarianceScaling(scale: {{0}}f)", Distribution.Normal, FanMode.FanIn),
        new($"new global::Keras.Initializer.VarianceScaling(scale: {{0}}f, distribution: \"uniform\")", Distribution.Uniform, FanMode.FanIn),
    ];

    private static LawForm Named(string text, Distribution distribution, FanMode fan, double scale) =>
        new($"\"{text}\"", distribution, fan, scale);

    private static LawForm Object(string type, Distribution distribution, FanMode fan, double scale) =>
        new($"new global::Keras.Initializer.{type}()", distribution, fan, scale);

    private static FrameworkRow Makes(string layers, ModuleConcept concept) => new(Layers + layers, ".ctor", new MakesModule(concept));

    private static IEnumerable<FrameworkRow> Weights()
    {
        yield return Makes("Dense", new WeightLayerConcept("Dense", LayerGeometry.Dense, "input_dim", "units")
        {
            InputShape = "input_shape",
            Bias = "use_bias",
            DefaultLaw = Default,
            HasZeroBias = true,
            Activation = "activation",
            Initializer = Kernel,
            BiasInitializer = "bias_initializer",
        });
        for (var dimensions = 1; dimensions <= 3; dimensions++)
        {
            yield return Convolution($"Conv{dimensions}D", LayerGeometry.Convolution, dimensions);
        }

        yield return Convolution("Conv2DTranspose", LayerGeometry.TransposedConvolution, 2);
        yield return Convolution("Conv3DTranspose", LayerGeometry.TransposedConvolution, 3);

        // Two weights, or one for each place.
        foreach (var name in Words.Split("SeparableConv1D SeparableConv2D DepthwiseConv2D LocallyConnected1D LocallyConnected2D"))
        {
            yield return Makes(name, new OpaqueLayerConcept(name));
        }

        foreach (var name in Words.Split("Embedding SimpleRNN SimpleRNNCell GRU GRUCell LSTM LSTMCell ConvLSTM2D ConvLSTM2DCell CuDNNGRU CuDNNLSTM Bidirectional"))
        {
            yield return Makes(name, new OpaqueLayerConcept(name) { HasParts = name == "Bidirectional" });
        }
    }

    private static FrameworkRow Convolution(string name, LayerGeometry geometry, int dimensions) =>
        Makes(name, new WeightLayerConcept(name, geometry, null, "filters", "kernel_size", null, dimensions)
        {
            InputShape = "input_shape",
            Bias = "use_bias",
            DefaultLaw = geometry == LayerGeometry.Convolution ? Default : null,
            HasZeroBias = true,
            Activation = "activation",
            Initializer = Kernel,
            BiasInitializer = "bias_initializer",
        });

    private static IEnumerable<FrameworkRow> Activation() =>
    [
        Makes("Activation", new NamedActivationConcept("act")),
        Makes("ReLU", new ActivationConcept("ReLU", "") { Unless = "max_value negative_slope threshold" }),
        Makes("LeakyReLU", new ActivationConcept("LeakyReLU", "alpha")),
        Makes("PReLU", new ActivationConcept("PReLU", "") { Unless = "alpha_initializer" }),
        Makes("Softmax", new ActivationConcept("Softmax", "")),

        // The wrapper's ELU makes Python's LeakyReLU.
        Makes("ELU", new ActivationConcept("", "")),
        Makes("ThresholdedReLU", new ActivationConcept("", "")),
    ];

    private static IEnumerable<FrameworkRow> Steps()
    {
        var keeping = new PassThroughConcept { KeepsWidth = true };
        var channels = new PassThroughConcept(KeepsMoments: false) { KeepsWidth = true };
        foreach (var (names, concept) in new (string, ModuleConcept)[]
        {
            ("Dropout", new DropoutConcept("Dropout", "AlphaDropout") { Probability = "rate", KeepsWidth = true }),
            ("AlphaDropout GaussianDropout GaussianNoise SpatialDropout1D SpatialDropout2D SpatialDropout3D", channels),
            ("AveragePooling1D AveragePooling2D AveragePooling3D MaxPooling1D MaxPooling2D MaxPooling3D", channels),
            ("GlobalAveragePooling1D GlobalAveragePooling2D GlobalAveragePooling3D", channels),
            ("GlobalMaxPooling1D GlobalMaxPooling2D GlobalMaxPooling3D UpSampling1D UpSampling2D UpSampling3D", channels),
            ("Cropping1D Cropping2D Cropping3D ZeroPadding1D ZeroPadding2D ZeroPadding3D", channels),
            ("ActivityRegularization Masking", keeping),
            ("Flatten Reshape Permute", new PassThroughConcept()),
            ("RepeatVector", new PassThroughConcept(KeepsMoments: false) { KeepsWidth = true }),
            ("BatchNormalization", new NormalisationConcept()),
        })
        {
            foreach (var name in Words.Split(names))
            {
                yield return Makes(name, concept);
            }
        }

        // These are made of what they join.
        yield return new FrameworkRow(Layers + "Concatenate", ".ctor", new AppliesModule(new JoinConcept()));
        yield return new FrameworkRow(Layers + "Add", ".ctor", new AppliesModule(new AdditionConcept()));
        yield return new FrameworkRow(Layers + "Input", ".ctor", new MakesInput("shape"));
    }

    private static IEnumerable<FrameworkRow> Laws()
    {
        foreach (var name in Words.Split("HeNormal HeUniform GlorotNormal GlorotUniform LecunNormal LecunUniform Zeros Ones"))
        {
            var known = Names.Initializers[name];
            yield return new FrameworkRow(Initializer + name, ".ctor", new MakesInitializer(known));
        }

        yield return Law("Identity", _ => Frameworks.Laws.Of(Distribution.Identity));
        yield return Law("Constant", arguments => Frameworks.Laws.Constant(arguments, "value"));
        yield return Law("RandomNormal", Normal, Deviation);
        yield return Law("TruncatedNormal", TruncatedNormal, Deviation);
        yield return Law("RandomUniform", arguments => Frameworks.Laws.Uniform(arguments, "minval", "maxval"));
        yield return Law("VarianceScaling", arguments => VarianceScaling(arguments, "scale"));
        yield return Law("Orthogonal", arguments => Frameworks.Laws.WithGain(arguments, "gain", Distribution.Orthogonal, FanMode.FanIn));

        static FrameworkRow Law(string name, Func<IInitializerArguments, Model.InitializerLaw> law, string? deviation = null) =>
            new(Initializer + name, ".ctor", KerasLaws.Makes(name, law, deviation));
    }

    private static IEnumerable<FrameworkRow> Models() =>
    [
        new("T:Keras.Models.Sequential", ".ctor", new MakesModule(new SequentialConcept("layers"))),
        new("T:Keras.Models.Sequential", "Add", new AddsPart("layer")),
        new("T:Keras.Models.BaseModel", "Compile Fit FitGenerator Evaluate EvaluateGenerator Predict PredictMultipleOutputs PredictOnBatch PredictGenerator TrainOnBatch TestOnBatch", new LeavesModule()),
        new("T:Keras.Models.BaseModel", "Save SaveWeight SaveOnnx SaveTensorflowJSFormat Summary ToJson GetWeights", new LeavesModule()),
        new(Layers + "BaseLayer", "Set", new CallsModule("inputs")),
        new("T:Keras.Shape", ".ctor op_Implicit", new ReturnsArgument()),
        new("T:Keras.StringOrInstance", "op_Implicit", new ReturnsArgument()),
    ];
}
