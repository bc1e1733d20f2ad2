using InitAnalyzer.Model;
using InitAnalyzer.Theory;
using static InitAnalyzer.Frameworks.Keras.KerasLaws;

namespace InitAnalyzer.Frameworks.Keras;

/// <summary>
/// TensorFlow.NET's Keras, as a table: layers by functions of <c>keras.layers</c> or by classes that take an object with the
/// arguments; activations and initializers as strings or objects.
/// </summary>
internal static class TensorFlowNetFramework
{
    public const string Name = "TensorFlow.NET";

    private const string Keras = "T:Tensorflow.Keras.";
    private const string Layers = Keras + "Layers.";
    private const string Arguments = Keras + "ArgsDefinition.";
    private const string Classes = "T:Tensorflow.Operations.Initializers.";
    private const string Tf = "T:Tensorflow.tensorflow";
    private const string Objects = "global::Tensorflow.KerasApi.keras.";
    private const string TfObject = "global::Tensorflow.Binding.tf.";

    /// <summary>The interface that calls are bound to, and the class behind it.</summary>
    private static readonly string[] Apis = [Layers + "ILayersApi", Layers + "LayersApi"];

    /// <summary>Every other name becomes glorot_uniform, or throws.</summary>
    private static readonly NameTable Names = new(
        Activations("linear Identity  relu ReLU  relu6 ReLU6  sigmoid Sigmoid  softmax Softmax  tanh Tanh  mish Mish"),
        Initializers("glorot_uniform zeros ones orthogonal"))
    {
        ActivationParameters = "activation recurrent_activation",
        InitializerParameters = "kernel_initializer bias_initializer depthwise_initializer recurrent_initializer",
        Fallback = "glorot_uniform",
        ActivationForms = new[] { "Linear", "Relu", "Relu6", "Sigmoid", "Softmax", "Tanh", "Mish" }
            .ToDictionary(name => name.ToLowerInvariant(), name => Objects + "activations." + name),
        InitializerForms = new Dictionary<string, string>
        {
            ["glorot_uniform"] = TfObject + "glorot_uniform_initializer",
            ["zeros"] = TfObject + "zeros_initializer",
            ["ones"] = TfObject + "ones_initializer",
            ["orthogonal"] = TfObject + "orthogonal_initializer",
            ["he_normal"] = Objects + "initializers.HeNormal()",
            ["he_uniform"] = TfObject + "variance_scaling_initializer(2f, distribution: \"uniform\")",
            ["lecun_normal"] = TfObject + "variance_scaling_initializer(1f)",
            ["lecun_uniform"] = TfObject + "variance_scaling_initializer(1f, distribution: \"uniform\")",
            ["glorot_normal"] = TfObject + "variance_scaling_initializer(1f, \"fan_avg\")",
            ["random_normal"] = TfObject + "random_normal_initializer(stddev: 0.05f)",
            ["truncated_normal"] = TfObject + "truncated_normal_initializer(stddev: 0.05f)",
        },
    };

    public static readonly FrameworkTable Table = new(
        Name,
        Marker: "T:Tensorflow.KerasApi",
        Rows:
        [
            .. Weights(),
            .. Activation(),
            .. Steps(),
            .. Laws(),
            .. Models(),
        ])
    {
        ModuleType = Keras + "Engine.Layer",
        TensorTypes = "T:Tensorflow.Tensor T:Tensorflow.Tensors",
        ForwardMethod = "Call",
        Names = Names,
        Seed = "seed",
        LawForms =
        [
            new("\"glorot_uniform\"", Distribution.Uniform, FanMode.FanAverage, 1),
            new("\"orthogonal\"", Distribution.Orthogonal, FanMode.FanIn, 1),
            new(Objects + "initializers.HeNormal()", Distribution.Normal, FanMode.FanIn, 2),
            new(TfObject + "glorot_uniform_initializer", Distribution.Uniform, FanMode.FanAverage, 1),
            new(Objects + "initializers.Orthogonal({1}f)", Distribution.Orthogonal, FanMode.FanIn),
            new(TfObject + "variance_scaling_initializer({0}f)", Distribution.Normal, FanMode.FanIn),
            new(TfObject + "variance_scaling_initializer({0}f, distribution: \"uniform\")", Distribution.Uniform, FanMode.FanIn),
        ],
    };

    private static IEnumerable<FrameworkRow> Layer(string name, ModuleConcept concept, string? type = null)
    {
        foreach (var api in Apis)
        {
            yield return new FrameworkRow(api, name, new MakesModule(concept));
        }

        yield return new FrameworkRow(Layers + (type ?? name), ".ctor", new MakesModule(concept));
    }

    private static IEnumerable<FrameworkRow> Weights() =>
    [
        .. Layer("Dense", new WeightLayerConcept("Dense", LayerGeometry.Dense, null, "units")
        {
            InputShape = "input_shape",
            DefaultLaw = Default,
            HasZeroBias = true,
            Activation = "activation",
            Initializer = "kernel_initializer",
            BiasInitializer = "bias_initializer",
        }),
        .. Convolution("Conv1D", LayerGeometry.Convolution, 1),
        .. Convolution("Conv2D", LayerGeometry.Convolution, 2),
        .. Convolution("Conv2DTranspose", LayerGeometry.TransposedConvolution, 2),
        .. Words.Split("DepthwiseConv2D EinsumDense Embedding SimpleRNN SimpleRNNCell GRU GRUCell LSTM LSTMCell StackedRNNCells Attention MultiHeadAttention")
            .SelectMany(name => Layer(name, new OpaqueLayerConcept(name))),
        .. Words.Split("RNN Bidirectional").SelectMany(name => Layer(name, new OpaqueLayerConcept(name) { HasParts = true })),

        .. Words.Split("DenseArgs Conv1DArgs Conv2DArgs").Select(name => new FrameworkRow(Arguments + name, ".ctor", new MakesArguments())),
        Argument("DenseArgs", "Units", "units"),
        Argument("DenseArgs", "Activation", "activation"),
        Argument("DenseArgs", "KernelInitializer", "kernel_initializer"),
        Argument("DenseArgs", "BiasInitializer", "bias_initializer"),
        Argument("ConvolutionalArgs", "Filters", "filters"),
        Argument("ConvolutionalArgs", "KernelSize", "kernel_size"),
        Argument("ConvolutionalArgs", "Activation", "activation"),
        Argument("ConvolutionalArgs", "KernelInitializer", "kernel_initializer"),
        Argument("ConvolutionalArgs", "BiasInitializer", "bias_initializer"),
    ];

    private static FrameworkRow Argument(string type, string property, string parameter) => new(Arguments + type, property, new SetsArgument(parameter));

    private static IEnumerable<FrameworkRow> Convolution(string name, LayerGeometry geometry, int dimensions) =>
        Layer(name, new WeightLayerConcept(name, geometry, null, "filters", "kernel_size", null, dimensions)
        {
            DefaultLaw = geometry == LayerGeometry.Convolution ? Default : null,
            HasZeroBias = geometry == LayerGeometry.Convolution,
            Activation = "activation",
            Initializer = "kernel_initializer",
            BiasInitializer = "bias_initializer",
        });

    private static IEnumerable<FrameworkRow> Activation()
    {
        foreach (var rows in new[]
        {
            Layer("ELU", new ActivationConcept("ELU", "alpha")),
            Layer("SELU", new ActivationConcept("SELU", "")),
            Layer("Softplus", new ActivationConcept("Softplus", "")),
            Layer("Softsign", new ActivationConcept("Softsign", "")),
            Layer("Swish", new ActivationConcept("SiLU", "")),
            Layer("Tanh", new ActivationConcept("Tanh", "")),
            Layer("LeakyReLU", new ActivationConcept("LeakyReLU", "alpha"), "LeakyReLu"),
            Layer("ReLU6", new ActivationConcept("ReLU6", ""), "ReLu6"),
            Layer("Softmax", new ActivationConcept("Softmax", "")),

            // 0.2x + 0.5 is not the catalogue's.
            Layer("HardSigmoid", new ActivationConcept("", "")),
            Layer("Exponential", new ActivationConcept("", "")),
        })
        {
            foreach (var row in rows)
            {
                yield return row;
            }
        }

        yield return new FrameworkRow(Arguments + "ELUArgs", ".ctor", new MakesArguments());
        yield return Argument("ELUArgs", "Alpha", "alpha");
        yield return new FrameworkRow(Arguments + "LeakyReLuArgs", ".ctor", new MakesArguments());
        yield return Argument("LeakyReLuArgs", "Alpha", "alpha");

        // Objects and properties that stand for functions.
        foreach (var api in new[] { Keras + "IActivationsApi", Keras + "Activations" })
        {
            foreach (var name in Names.ActivationForms.Values.Select(form => form.Substring(form.LastIndexOf('.') + 1)))
            {
                yield return new FrameworkRow(api, name, new MakesModule(Names.Activations[name.ToLowerInvariant()]));
            }

            yield return new FrameworkRow(api, "GetActivationFromName", new FindsActivation("name"));
        }

        yield return new FrameworkRow(Keras + "Activation", "Apply", new CallsModule("input"));
        yield return new FrameworkRow(Keras + "Activation", "op_Implicit", new ReturnsArgument());

        // Functions.
        foreach (var (container, name, activation) in new[]
        {
            ("+nn_internal", "relu", "ReLU"), ("+nn_internal", "relu6", "ReLU6"), ("+nn_internal", "elu", "ELU"), ("+nn_internal", "swish", "SiLU"),
            ("+nn_internal", "tanh", "Tanh"), ("+nn_internal", "sigmoid", "Sigmoid"), ("+nn_internal", "softmax", "Softmax"),
            ("+MathApi", "softplus", "Softplus"), ("+MathApi", "tanh", "Tanh"), ("", "tanh", "Tanh"), ("", "sigmoid", "Sigmoid"),
        })
        {
            yield return new FrameworkRow(Tf + container.Replace('+', '.'), name, new AppliesModule(new ActivationConcept(activation, "")));
        }

        yield return new FrameworkRow(Tf + ".nn_internal", "leaky_relu", new AppliesModule(new ActivationConcept("LeakyReLU", "alpha")));
    }

    private static IEnumerable<FrameworkRow> Steps()
    {
        var channels = new PassThroughConcept(KeepsMoments: false) { KeepsWidth = true };
        foreach (var (names, concept) in new (string, ModuleConcept)[]
        {
            ("Dropout", new DropoutConcept("Dropout", null) { Probability = "rate", KeepsWidth = true }),
            ("AveragePooling2D MaxPooling1D MaxPooling2D GlobalAveragePooling1D GlobalAveragePooling2D GlobalMaxPooling1D GlobalMaxPooling2D", channels),
            ("UpSampling1D UpSampling2D ZeroPadding2D", channels),
            ("Flatten Reshape Permute", new PassThroughConcept()),
            ("InputLayer", new PassThroughConcept()),
            ("Rescaling Normalization", new PassThroughConcept(KeepsMoments: false)),
            ("BatchNormalization LayerNormalization", new NormalisationConcept()),
            ("Concatenate", new JoinConcept()),
            ("Add Subtract", new AdditionConcept()),
        })
        {
            foreach (var name in Words.Split(names))
            {
                foreach (var row in Layer(name, concept))
                {
                    yield return row;
                }
            }
        }

        foreach (var name in new[] { "Cropping1D", "Cropping2D", "Cropping3D" })
        {
            foreach (var row in Layer(name, channels, "Reshaping." + name))
            {
                yield return row;
            }
        }

        yield return new FrameworkRow(Arguments + "DropoutArgs", ".ctor", new MakesArguments());
        yield return Argument("DropoutArgs", "Rate", "rate");
        yield return new FrameworkRow(Tf, "reshape squeeze transpose", new AppliesModule(new PassThroughConcept()));
        yield return new FrameworkRow(Tf + ".nn_internal", "max_pool dropout", new AppliesModule(new PassThroughConcept(KeepsMoments: false)));
        yield return new FrameworkRow(Tf + ".nn_internal", "lrn batch_normalization", new AppliesModule(new NormalisationConcept()));
        yield return new FrameworkRow("T:Tensorflow.Tensor", "op_Addition", new AppliesModule(new AdditionConcept()));
        yield return new FrameworkRow("T:Tensorflow.Tensor", "op_Multiply", new AppliesModule(new MultiplicationConcept()));
        yield return new FrameworkRow("T:Tensorflow.Tensor", "op_Subtraction op_Division", new AppliesModule(new EndConcept()));
    }

    private static IEnumerable<FrameworkRow> Laws()
    {
        foreach (var (member, name) in new[] { ("zeros_initializer", "zeros"), ("ones_initializer", "ones"), ("glorot_uniform_initializer", "glorot_uniform"), ("orthogonal_initializer", "orthogonal") })
        {
            yield return new FrameworkRow(Tf, member, new MakesInitializer(Names.Initializers[name] with { Name = member }));
        }

        yield return Law(Tf, "random_uniform_initializer", _ => InitializerLaw.OfDeviation(Distribution.Uniform, 0, new Quantity(0.05 / Math.Sqrt(3))));
        yield return Law(Tf, "constant_initializer", arguments => Frameworks.Laws.Constant(arguments, "value"));
        yield return Law(Tf, "random_normal_initializer", Normal, Deviation);
        yield return Law(Tf, "truncated_normal_initializer", TruncatedNormal, Deviation);
        yield return Law(Tf, "variance_scaling_initializer", arguments => VarianceScaling(arguments, "factor"));
        yield return Law(Tf + ".InitializersImpl", "random_normal_initializer", Normal, Deviation);
        yield return Law(Tf + ".InitializersImpl", "zeros_initializer", _ => Frameworks.Laws.Zero);
        foreach (var api in new[] { Keras + "IInitializersApi", Keras + "InitializersApi" })
        {
            yield return Law(api, "HeNormal", _ => Frameworks.Laws.Scaled(Distribution.TruncatedNormal, 2));
            yield return Law(api, "Orthogonal", Orthogonal);
        }

        yield return Class("RandomNormal", Normal, deviation: Deviation);
        yield return Class("TruncatedNormal", TruncatedNormal, deviation: Deviation);
        yield return Class("RandomUniform", arguments => Frameworks.Laws.Uniform(arguments, "minval", "maxval"));
        yield return Class("VarianceScaling", arguments => VarianceScaling(arguments, "scale"));
        yield return Class("GlorotUniform", arguments => VarianceScaling(arguments, "scale"));
        yield return Class("Orthogonal", Orthogonal);
        yield return Class("Constant", arguments => Frameworks.Laws.Constant(arguments, "value"), "Constant`1");
        yield return Class("Zeros", _ => Frameworks.Laws.Zero);
        yield return Class("Ones", _ => Frameworks.Laws.Of(Distribution.Constant));

        static InitializerLaw Orthogonal(IInitializerArguments arguments) => Frameworks.Laws.WithGain(arguments, "gain", Distribution.Orthogonal, FanMode.FanIn);

        static FrameworkRow Law(string container, string name, Func<IInitializerArguments, InitializerLaw> law, string? deviation = null) =>
            new(container, name, KerasLaws.Makes(name, law, deviation));

        static FrameworkRow Class(string name, Func<IInitializerArguments, InitializerLaw> law, string? type = null, string? deviation = null) =>
            new(Classes + (type ?? name), ".ctor", KerasLaws.Makes(name, law, deviation));
    }

    private static IEnumerable<FrameworkRow> Models() =>
    [
        new(Keras + "KerasInterface", "Sequential", new MakesModule(new SequentialConcept("layers"))),
        new(Keras + "KerasInterface", "Input", new MakesInput("shape")),
        .. Apis.Select(api => new FrameworkRow(api, "Input", new MakesInput("shape"))),
        new(Keras + "Engine.Sequential", ".ctor", new MakesModule(new SequentialConcept("layers"))),
        new(Keras + "Engine.Sequential", "add", new AddsPart("layer")),
        new(Arguments + "SequentialArgs", ".ctor", new MakesArguments()),
        new(Arguments + "SequentialArgs", "Layers", new SetsArgument("layers")),
        new(Keras + "ILayer", "Apply", new CallsModule("inputs")),
        new(Keras + "Engine.Layer", "Apply", new CallsModule("inputs")),
        new(Keras + "Engine.Model", "Apply", new CallsModule("inputs")),
        new(Keras + "Engine.Model", "compile fit evaluate predict summary save save_weights", new LeavesModule()),
        new(Keras + "Engine.IModel", "compile fit evaluate predict summary save save_weights", new LeavesModule()),
        new(Keras + "ILayer", "get_weights count_params build adapt", new LeavesModule()),
        new(Keras + "Engine.Layer", "get_weights count_params build", new LeavesModule()),
        new("T:Tensorflow.Shape", ".ctor op_Implicit", new ReturnsArgument()),
        new("T:Tensorflow.Tensors", ".ctor op_Implicit", new ReturnsArgument()),
    ];
}
