using System.Globalization;
using System.Text;
using InitAnalyzer.Configuration;
using InitAnalyzer.Frameworks;
using InitAnalyzer.Frameworks.Declared;
using InitAnalyzer.Frameworks.Keras;
using InitAnalyzer.Frameworks.TorchSharp;
using InitAnalyzer.Rules;
using InitAnalyzer.Theory;

namespace InitAnalyzer.Tests.Documentation;

/// <summary>The tables of the rule pages, computed by the theory.</summary>
internal static class NumberTables
{
    private static readonly Activation s_relu = ActivationCatalog.Create("ReLU");
    private static readonly Activation s_tanh = ActivationCatalog.Create("Tanh");
    private static readonly Activation s_sigmoid = ActivationCatalog.Create("Sigmoid");
    private static readonly Activation s_selu = ActivationCatalog.Create("SELU");

    private static readonly double s_tanhGain = 5 / 3.0;

    /// <summary>The initialisers that people reach for, by rising scale.</summary>
    private static readonly Initializer[] s_usual =
    [
        new("TorchSharp's default", LeakyScale(Math.Sqrt(5))),
        new("Xavier, LeCun, orthogonal", 1),
        new("He", Recommendation.For(s_relu)!.Scale),
        new("Xavier with the gain of Tanh", s_tanhGain * s_tanhGain, GainWrittenOut: true),
        new("Kumar for Sigmoid", Recommendation.For(s_sigmoid)!.Scale),
    ];

    public static string For(string id) => id switch
    {
        "INIT001" => Pairs(
            s_relu,
            [.. Of(ActivationClass.Rectifier), ActivationCatalog.Create("LeakyReLU", 0.2), .. Of(ActivationClass.SmoothRectifier), .. Of(ActivationClass.Elu)]),
        "INIT002" => Pairs(s_tanh, Of(ActivationClass.TanhLike)),
        "INIT003" => Pairs(s_sigmoid, Of(ActivationClass.SigmoidLike)),
        "INIT004" => Pairs(s_selu, Of(ActivationClass.SelfNormalizing)),
        "INIT005" => WrittenArguments(),
        "INIT101" => Ranks(),
        "INIT102" => Roots(),
        "INIT103" => RecommendedLaws(),
        "INIT104" => Overwriting(),
        "INIT105" => BrokenInitializers(),
        "INIT106" => Copies(),
        "INIT107" => Filling(),
        "INIT108" => Unset(),
        "INIT110" => WrittenAndKept(),
        "INIT111" => WrittenAndKept(),
        "INIT201" => Chains(),
        "INIT202" => FixedDeviations(),
        "INIT203" => DropoutBehindSelu(),
        "INIT204" => ComputedFans(),
        "INIT109" => Names(),
        "INIT901" => Settings(),
        "INIT902" => DeclaredRoles(),
        _ => throw new ArgumentOutOfRangeException(nameof(id), id, "Say which numbers the page of this rule shows."),
    };

    /// <summary>Which initializer fills tensors of how many dimensions, as the table of the framework says it.</summary>
    private static string Ranks()
    {
        var table = new Table(["initialiser", "bias, norm: 1", "`Linear`: 2", "`Conv1d`: 3", "`Conv2d`: 4", "`Conv3d`: 5"]);
        foreach (var row in TorchSharpInitializers.Rows)
        {
            if (row.Concept is Initializes { Initializer: { Tensor: not null } initializer })
            {
                table.Add([$"`{initializer.Name}`", .. Enumerable.Range(1, 5).Select(rank => initializer.Ranks.Contains(rank) ? "fills" : "**throws**")]);
            }
        }

        return table.ToString();
    }

    /// <summary>What is left of signal and gradient across chains of equal layers.</summary>
    private static string Chains()
    {
        const int fan = 256;
        int[] depths = [4, 5, 6, 10];
        var table = new Table(["activation", "initialiser", .. depths.SelectMany(depth => new[] { $"signal, {depth} layers", $"gradient, {depth} layers" })]);
        foreach (var activation in new[] { s_relu, ActivationCatalog.Create("GELU"), s_tanh, s_sigmoid, s_selu })
        {
            var wanted = Recommendation.For(activation)!;
            foreach (var (name, scale) in new[] { ("TorchSharp's default", s_usual[0].Scale), (wanted.LawName, wanted.Scale) })
            {
                var chains = depths.Select(depth => Propagation.Chain(activation, scale, depth - 1, s_usual[0].Scale / fan));
                table.Add([activation.ToString(), name, .. chains.SelectMany(chain => new[] { Text(chain.ForwardRatio), Text(chain.GradientRatio) })]);
            }
        }

        return table.ToString();
    }

    /// <summary>He's variance as a standard deviation, for several fans.</summary>
    private static string Roots()
    {
        var table = new Table(["fan_in", "√(2/fan_in)", "scale c", "forward multiplier", "2/fan_in", "scale c", "forward multiplier"]);
        foreach (var fan in new[] { 16, 64, 256, 1024 })
        {
            var cells = new List<string> { Text(fan) };
            foreach (var deviation in new[] { Math.Sqrt(2.0 / fan), 2.0 / fan })
            {
                var scale = deviation * deviation * fan;
                cells.AddRange([Text(deviation), Text(scale), Text(Propagation.ForwardMultiplier(s_relu, scale))]);
            }

            table.Add([.. cells]);
        }

        return table.ToString();
    }

    /// <summary>The scale that a layer before a ReLU is left with, whatever was written before.</summary>
    private static string Overwriting()
    {
        var table = new Table(["first", "then", "scale c that is left", "forward multiplier before ReLU"]);
        foreach (var (first, then) in new[] { (s_usual[1], s_usual[2]), (s_usual[2], s_usual[1]) })
        {
            table.Add([first.Name, then.Name, Text(then.Scale), Text(Propagation.ForwardMultiplier(s_relu, then.Scale))]);
        }

        return table.ToString();
    }

    /// <summary>What the layer keeps, and what it was meant to get, before a ReLU.</summary>
    private static string Copies()
    {
        var table = new Table(["filled with He's law", "scale c of the layer", "forward multiplier before ReLU"]);
        foreach (var (text, initializer) in new[] { ("`fc.weight`", s_usual[2]), ("`fc.weight.clone()`", s_usual[0]) })
        {
            table.Add([text, $"{Text(initializer.Scale)} ({initializer.Name})", Text(Propagation.ForwardMultiplier(s_relu, initializer.Scale))]);
        }

        return table.ToString();
    }

    /// <summary>How the fills of a tensor are written as functions that need no scope.</summary>
    private static string Filling()
    {
        var table = new Table(["in place", "scale c before ReLU with fan_in 256", "function that needs no scope"]);
        foreach (var deviation in new[] { 0.02, Math.Sqrt(Recommendation.For(s_relu)!.Scale / 256) })
        {
            table.Add([$"`w.normal_(0, {Text(deviation)})`", Text(deviation * deviation * 256), $"`init.normal_(w, 0, {Text(deviation)})`"]);
        }

        return table.ToString();
    }

    /// <summary>What a normalised signal is multiplied by, for what memory may hold.</summary>
    private static string Unset()
    {
        var table = new Table(["weight", "variance of what comes out", $"power behind {s_relu}"]);
        foreach (var weight in new[] { 1, 0, 1e-4, 1e4 })
        {
            table.Add([Text(weight), Text(Propagation.ForwardMultiplier(ActivationCatalog.Create("Identity"), weight * weight)), Text(Propagation.ForwardMultiplier(s_relu, weight * weight))]);
        }

        return table.ToString();
    }

    private static string WrittenAndKept()
    {
        var kept = LeakyScale(Math.Sqrt(5));
        var written = Recommendation.For(s_relu)!.Scale;
        var table = new Table(["", "c", $"forward multiplier of {s_relu}"]);
        table.Add(["written", Text(written), Text(Propagation.ForwardMultiplier(s_relu, written))]);
        table.Add(["TorchSharp's default, which stays", Text(kept), Text(Propagation.ForwardMultiplier(s_relu, kept))]);
        return table.ToString();
    }

    private static string Pairs(Activation example, IReadOnlyList<Activation> activations) => string.Join(
        "\n",
        "Bold: accepted.\n",
        "**Forward multiplier** c·E[φ(z)²], z ~ N(0, 1): the factor on the power of a signal of variance 1, a layer.\n",
        Multipliers(activations, Propagation.ForwardMultiplier),
        "**Origin slope multiplier** c·φ'(0)²: the factor on the variance of a small signal around 0, a layer. Where the slope jumps at 0, the left one counts.\n",
        Multipliers(activations, Propagation.OriginSlopeMultiplier),
        $"**Through {example}**: what becomes of the variance of the pre-activations, and of a gradient on its way back, after 10 and 50 layers.\n",
        Chains(example));

    private static string Multipliers(IReadOnlyList<Activation> activations, Func<Activation, double, double> multiplier)
    {
        var table = new Table(["activation", "wanted", "accepted c", .. s_usual.Select(initializer => $"{initializer.Name}, c = {Text(initializer.Scale)}")]);
        foreach (var activation in activations)
        {
            var wanted = Recommendation.For(activation)!;
            table.Add([
                activation.Parameter is { } parameter ? $"{activation.Name}({Text(parameter)})" : activation.Name,
                $"{wanted.LawName}, c = {Text(wanted.Scale)}",
                $"{Text(wanted.Accepted.Minimum)} to {Text(wanted.Accepted.Maximum)}",
                .. s_usual.Select(initializer => Marked(
                    Text(multiplier(activation, initializer.Scale)),
                    wanted.AcceptedFor(Distribution.Uniform, initializer.GainWrittenOut).Contains(initializer.Scale))),
            ]);
        }

        return table.ToString();
    }

    private static string Chains(Activation activation)
    {
        var table = new Table(["initialiser", "c", "signal, 10 layers", "gradient, 10 layers", "signal, 50 layers", "gradient, 50 layers"]);
        foreach (var initializer in s_usual)
        {
            var shallow = Propagation.Chain(activation, initializer.Scale, depth: 10);
            var deep = Propagation.Chain(activation, initializer.Scale, depth: 50);
            table.Add([
                initializer.Name,
                Text(initializer.Scale),
                Text(shallow.ForwardRatio),
                Text(shallow.GradientRatio),
                Text(deep.ForwardRatio),
                Text(deep.GradientRatio),
            ]);
        }

        return table.ToString();
    }

    /// <summary>INIT005: what the arguments of an initialiser say, and what comes of it before activations they do not name.</summary>
    private static string WrittenArguments()
    {
        var he = Recommendation.For(s_relu)!.Scale;
        Initializer[] written =
        [
            new("`kaiming_uniform_(w, a: Math.Sqrt(5))`", LeakyScale(Math.Sqrt(5))),
            new("`kaiming_uniform_(w, calculate_gain(ReLU))`, a gain in the place of the slope", LeakyScale(Math.Sqrt(he))),
            new("`kaiming_uniform_(w, nonlinearity: Linear)`", 1),
            new("`kaiming_uniform_(w, nonlinearity: Sigmoid)`", 1),
            new("`kaiming_uniform_(w, nonlinearity: Tanh)`", s_tanhGain * s_tanhGain, GainWrittenOut: true),
            new("`xavier_uniform_(w, gain: calculate_gain(Tanh))`", s_tanhGain * s_tanhGain, GainWrittenOut: true),
            new("`xavier_uniform_(w, gain: calculate_gain(ReLU))`", he),
            new("`kaiming_uniform_(w, nonlinearity: ReLU)`", he),
        ];
        Activation[] activations = [s_relu, ActivationCatalog.Create("GELU"), s_tanh, s_selu];
        var table = new Table(["written", "c", .. activations.Select(activation =>
            activation.Class == ActivationClass.TanhLike ? $"{activation}, origin slope" : $"{activation}, forward")]);
        foreach (var initializer in written)
        {
            table.Add([
                initializer.Name,
                Text(initializer.Scale),
                .. activations.Select(activation => Marked(
                    Text(activation.Class == ActivationClass.TanhLike
                        ? Propagation.OriginSlopeMultiplier(activation, initializer.Scale)
                        : Propagation.ForwardMultiplier(activation, initializer.Scale)),
                    Recommendation.For(activation)!.AcceptedFor(Distribution.Uniform, initializer.GainWrittenOut).Contains(initializer.Scale))),
            ]);
        }

        return "The multiplier a layer. Bold: accepted.\n\n" + table;
    }

    /// <summary>INIT105: the law that is promised, and the one that comes, for a layer of 256 inputs and 256 outputs.</summary>
    private static string BrokenInitializers()
    {
        var xavier = Math.Sqrt(WeightLaw.OfScale(Distribution.Normal, 1, FanMode.FanAverage).VarianceFor(new Fans(256, 256)));
        var table = new Table(["written", "promised", "drawn"]);
        table.Add(["`xavier_normal_(w)`, 256 inputs and outputs", $"normal, σ = {Text(xavier)}, unbounded", $"uniform, σ = {Text(xavier)}, never beyond ±{Text(Math.Sqrt(3) * xavier)}"]);
        foreach (var deviation in new[] { 0.02, 1 })
        {
            table.Add([$"`trunc_normal_(w, 0, {Text(deviation)})`", $"normal about 0, σ = {Text(deviation)}, cut at ±2", $"the constant {Text(deviation)}"]);
        }

        // It multiplies erfinv of U(-1, 1), which is normal with variance ½, by the mean, and adds the deviation.
        const int Mean = 1;
        const int Deviation = 2;
        table.Add([
            $"`trunc_normal_(w, {Mean}, {Deviation}, -10, 10)`",
            $"normal about {Mean}, σ = {Deviation}, cut at ±10",
            $"normal about {Deviation}, σ = {Text(Mean / Math.Sqrt(2))}",
        ]);
        return table.ToString();
    }

    /// <summary>INIT103: the law that each class of activations wants, by its best known member.</summary>
    private static string RecommendedLaws()
    {
        var table = new Table(["activation", "wanted", "Var(w)"]);
        foreach (var activation in new[] { s_relu, ActivationCatalog.Create("LeakyReLU", 0.2), ActivationCatalog.Create("GELU"), ActivationCatalog.Create("ELU"), s_tanh, s_sigmoid, s_selu })
        {
            var wanted = Recommendation.For(activation)!;
            table.Add([$"{activation}", wanted.LawName, $"{Text(wanted.Scale)}/fan"]);
        }

        return table.ToString();
    }

    /// <summary>INIT202: from which deviation to which a fixed one is left alone.</summary>
    private static string FixedDeviations()
    {
        int[] widths = [16, 128, 1024];
        var table = new Table(["activation", "wanted c", .. widths.Select(width => $"σ with {width} inputs")]);
        foreach (var activation in new[] { s_relu, s_tanh, s_sigmoid, s_selu })
        {
            var scale = Recommendation.For(activation)!.Scale;
            table.Add([
                $"{activation}",
                Text(scale),
                .. widths.Select(width => string.Join(
                    " … ",
                    new[] { 1 / JudgementThresholds.FarOff, 1, JudgementThresholds.FarOff }
                        .Select(factor => Text(Math.Sqrt(factor * scale / width))))),
            ]);
        }

        return table.ToString();
    }

    /// <summary>
    /// INIT203: mean and variance of SELU's output for a normal input, which are 0 and 1, behind the two kinds of dropout.
    /// Dropout divides what it leaves by 1 - p: E[x²] grows by that, and the mean stays. Alpha dropout puts -λα in the
    /// place of what it drops, and an affine map brings both back (Klambauer et al. 2017).
    /// </summary>
    private static string DropoutBehindSelu()
    {
        var second = Propagation.ForwardMultiplier(s_selu, 1);
        var table = new Table(["p", "variance behind Dropout", "after 8 layers", "variance behind AlphaDropout"]);
        foreach (var p in new[] { 0.05, 0.1, 0.2, 0.5 })
        {
            var factor = second / (1 - p);
            table.Add([Text(p), Text(factor), Text(Math.Pow(factor, 8)), Text(second)]);
        }

        return table.ToString();
    }

    /// <summary>INIT204: the fans that are computed, and those that are.</summary>
    private static string ComputedFans()
    {
        const int Kernel = 3 * 3;
        var table = new Table(["layer", "fan", "computed", "true", "Var(w) is"]);
        foreach (var (inputs, outputs) in new[] { (128, 32), (32, 3), (3, 32) })
        {
            var computed = Fans.ForTransposedConvolution(inputs, outputs, Kernel).In;
            Add($"`ConvTranspose2d({inputs}, {outputs}, 3)`", "fan_in", computed, inputs * Kernel);
        }

        foreach (var groups in new[] { 8, 32 })
        {
            var computed = Fans.ForConvolution(32, 32, Kernel, groups).Out;
            Add($"`Conv2d(32, 32, 3, groups: {groups})`", "fan_out", computed, 32.0 / groups * Kernel);
        }

        return table.ToString();

        void Add(string layer, string fan, double computed, double correct)
        {
            var factor = correct / computed;
            table.Add([layer, fan, $"{computed}", $"{correct}", $"{Text(Math.Max(factor, 1 / factor))} times too {(factor > 1 ? "large" : "small")}"]);
        }
    }

    /// <summary>INIT109: what strings mean, and what that is before ReLU.</summary>
    private static string Names()
    {
        var relu = ActivationCatalog.Create("ReLU");
        var names = TensorFlowNetFramework.Table.Names!;
        var table = new Table(["string", "is", "forward multiplier before ReLU"]);
        foreach (var name in new[] { "glorot_uniform", "he_normal", "he_uniform", "lecun_normal" })
        {
            var taken = names.Initializers.ContainsKey(name) ? name : names.Fallback!;
            table.Add([$"`\"{name}\"`", $"`{taken}`", Text(Propagation.ForwardMultiplier(relu, KerasNetFramework.Table.Names!.Initializers[taken].Law(null!).Law!.Scale))]);
        }

        return table + "\nIt knows the initialisers " + List(names.Initializers.Keys) + ", and the activations " + List(names.Activations.Keys) + ".\n";

        static string List(IEnumerable<string> items) => string.Join(", ", items.Order(StringComparer.Ordinal).Select(item => $"`{item}`"));
    }

    /// <summary>INIT902: what can be said in which role.</summary>
    private static string DeclaredRoles()
    {
        var table = new Table(["role", "keys"]);
        foreach (var role in Roles.Keys)
        {
            table.Add([$"`{role.Key}`", string.Join(", ", role.Value.Select(key => key == Roles.Name ? "`name` (the key may be left out)" : $"`{key}`"))]);
        }

        return table.ToString();
    }

    /// <summary>INIT901: what each setting accepts.</summary>
    public static string Settings()
    {
        var table = new Table(["key", "accepted", "default", "what it decides"]);
        foreach (var setting in SettingCatalog.All)
        {
            table.Add([$"`{setting.Key}`", setting.Accepted, $"`{setting.Default}`", setting.Meaning]);
        }

        return table.ToString();
    }

    /// <summary>The scale of Kaiming's law for a rectifier of negative slope a.</summary>
    private static double LeakyScale(double slope) => Recommendation.For(ActivationCatalog.Create("LeakyReLU", slope))!.Scale;

    private static Activation[] Of(ActivationClass @class) => [.. ActivationCatalog.All.Where(activation => activation.Class == @class)];

    private static string Marked(string text, bool isAccepted) => isAccepted ? $"**{text}**" : text;

    private static string Text(double value) => value.ToString("G3", CultureInfo.InvariantCulture);

    private sealed record Initializer(string Name, double Scale, bool GainWrittenOut = false);

    private sealed class Table(IReadOnlyList<string> header)
    {
        private readonly StringBuilder text = new StringBuilder()
            .Append(Row(header)).Append('|').Append(string.Concat(Enumerable.Repeat("---|", header.Count))).Append('\n');

        public void Add(IReadOnlyList<string> cells) => text.Append(Row(cells));

        public override string ToString() => text.ToString();

        private static string Row(IReadOnlyList<string> cells) => $"| {string.Join(" | ", cells)} |\n";
    }
}
