using System.Globalization;
using InitAnalyzer.Runtime;
using TorchSharp;
using Xunit.Abstractions;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace InitAnalyzer.Torch.Tests;

/// <summary>
/// Pairs that take more width than every run of the tests can afford: what is predicted is what is measured for these too, at every depth from 5 to 30 layers. They take minutes
/// and gigabytes, and are run where INITANALYZER_LONG is 1.
/// </summary>
[Collection(NativeCollection.Name)]
public sealed class AgreementInTheLimitTests : IDisposable
{
    private const int LeastDepth = 5;
    private const int Depth = 30;

    private readonly ITestOutputHelper _output;
    private readonly int _threads = get_num_threads();

    /// <summary>Layers as wide as these are worth all cores.</summary>
    public AgreementInTheLimitTests(ITestOutputHelper output)
    {
        _output = output;
        set_num_threads(Environment.ProcessorCount);
    }

    /// <summary>
    /// What the first layers add by chance grows to its fifth to ninth power: it is the mean over networks and inputs that takes many. When run: GELU over 67 networks, at 30 layers,
    /// signal −0.004 ± 0.050 and gradient 0.071 ± 0.050, farthest at any depth 0.074; Mish over 44, −0.053 ± 0.050 and 0.030 ± 0.047, farthest 0.064; five minutes.
    /// </summary>
    [LongFact]
    public void Where_a_ratio_hangs_on_the_first_layers_wide_layers_do() => FullyConnected(4096, ["GELU", "Mish"], measurements: 4);

    /// <summary>
    /// What of a gradient is along the signal is 1/N of it at first and leads in the end; for more layers it takes more width. When run: Softplus over 23 networks, at 26 layers,
    /// signal −0.014 ± 0.025 and gradient 0.101 ± 0.048, farthest at any depth 0.127 ± 0.027; LogSigmoid over 24, −0.006 ± 0.026 and 0.101 ± 0.049, farthest 0.118; a minute.
    /// </summary>
    [LongFact]
    public void Where_a_gradient_along_the_signal_lasts_longer_those_of_up_to_26_layers_do() => FullyConnected(4096, ["Softplus", "LogSigmoid"], measurements: 4, depth: 26);

    /// <summary>
    /// At 30 layers the logarithm of what rectifiers do scatters by √(150/N). When run, over 10 to 30 networks: signal −0.041 to −0.125 ± 0.06, farthest −0.134 ± 0.049 (RReLU,
    /// Xavier); gradient at most 0.083 off (SELU, He). With Kumar's law and the default, over 10 to 22: signal −0.019 to 0.020 ± 0.06, farthest −0.079 ± 0.041 (Mish, Kumar);
    /// gradient at most 0.071 off (GELU, Kumar). One to three minutes a law.
    /// </summary>
    [LongTheory]
    [MemberData(nameof(AgreementTests.LawNames), MemberType = typeof(AgreementTests))]
    public void Convolutional_networks_of_rectifiers_do(string law)
    {
        using SharedLayers layers = AgreementTests.Circular(Depth, 1536, 8);
        Holds(layers.Compare(law, AgreementTests.Modules.Keys.Where(name => AgreementTests.WorksAsRectifier(law, name)), new(AgreementTests.Error, 60)));
    }

    /// <summary>
    /// When run, over 10 to 31 networks: signal −0.101 to 0.046 ± 0.06 at 30 layers, farthest at any depth −0.117 ± 0.057 (LeCun's law); gradient at most 0.095 ± 0.034 off (ELU, He).
    /// Three to four minutes a law.
    /// </summary>
    [LongTheory]
    [MemberData(nameof(AgreementTests.LawNames), MemberType = typeof(AgreementTests))]
    public void Those_without_padding_do(string law)
    {
        using SharedLayers layers = AgreementTests.Unpadded(Depth, 1536);
        Holds(layers.Compare(law, AgreementTests.Modules.Keys.Where(name => AgreementTests.WorksAsRectifier(law, name)), new(AgreementTests.Error, 60)));
    }

    /// <summary>Ten seconds a law.</summary>
    [LongTheory]
    [MemberData(nameof(AgreementTests.LawNames), MemberType = typeof(AgreementTests))]
    public void Narrower_ones_of_other_activations_without_padding_do(string law)
    {
        using SharedLayers layers = AgreementTests.Unpadded(Depth, 512);
        Holds(layers.Compare(law, AgreementTests.Modules.Keys.Where(name => !AgreementTests.IsHard(law, name) && !AgreementTests.WorksAsRectifier(law, name)), new(AgreementTests.Error, 60)));
    }

    /// <summary>
    /// When run, with padding: GELU over 46 networks, signal −0.024 ± 0.059 and gradient 0.047 ± 0.058, Mish over 38, −0.020 ± 0.059 and 0.017 ± 0.058; without: GELU over 89,
    /// 0.038 ± 0.060 and 0.091 ± 0.055, Mish over 68, 0.029 ± 0.059 and 0.075 ± 0.056, none farther than 0.091 at any depth. Six to twelve minutes each, with other work beside it.
    /// </summary>
    [LongTheory]
    [InlineData("GELU", true)]
    [InlineData("GELU", false)]
    [InlineData("Mish", true)]
    [InlineData("Mish", false)]
    public void Convolutional_networks_whose_ratio_hangs_on_the_first_layers_do(string name, bool isPadded)
    {
        const int Channels = 2048;
        using SharedLayers layers = isPadded ? AgreementTests.Circular(Depth, Channels, 8) : AgreementTests.Unpadded(Depth, Channels);
        Holds(layers.Compare("He", [name], new(AgreementTests.Error, 150, Measurements: 4)));
    }

    /// <summary>
    /// The gradient of a loss that leaves the output's length alone has no part along the signal. When run, with padding, over 39 to 41 networks: signal −0.030 ± 0.024 and gradient
    /// −0.044 ± 0.060 (Softplus); without, over 58: 0.054 ± 0.030 and 0.090 ± 0.060; LogSigmoid within 0.015 of these. Half a minute each.
    /// </summary>
    [LongTheory]
    [InlineData(true)]
    [InlineData(false)]
    public void Those_whose_gradient_has_no_part_along_the_signal_do(bool isPadded)
    {
        using SharedLayers layers = isPadded ? AgreementTests.Circular(Depth, 1024, 8) : AgreementTests.Unpadded(Depth, 1024);
        Holds(layers.Compare("He", ["Softplus", "LogSigmoid"], new(AgreementTests.Error, 60), AgreementTests.OfDirection));
    }

    /// <summary>
    /// When run: Softplus over 18 networks, signal 0.013 ± 0.038 and gradient 0.013 ± 0.058; LogSigmoid over 22, −0.008 ± 0.036 and −0.033 ± 0.059; at any depth no more than 0.047
    /// off; half a minute each.
    /// </summary>
    [LongTheory]
    [InlineData("Softplus")]
    [InlineData("LogSigmoid")]
    public void With_any_gradient_they_do_up_to_20_layers(string name)
    {
        using SharedLayers layers = AgreementTests.Circular(20, 1536, 8);
        Holds(layers.Compare("He", [name], new(AgreementTests.Error, 60)));
    }

    public void Dispose() => set_num_threads(_threads);

    /// <summary>One sample at a time, since the mean over a batch is led by those that run away.</summary>
    private void FullyConnected(int width, string[] names, int measurements, int depth = Depth)
    {
        using SharedLayers layers = new(depth, () => Linear(width, width), width);
        Holds(layers.Compare("He", names, new(0.05, 100, Measurements: measurements)));
    }

    private void Holds(IReadOnlyList<Agreement> agreements)
    {
        foreach (Agreement agreement in agreements)
        {
            _output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{agreement.Law}, {agreement.Activation}, {agreement.Signal[^1].Draws} seeds, {agreement.Signal.Count} layers: signal {Text(agreement.Signal[^1])}, gradient {Text(agreement.Gradient[^1])}; farthest: {Text(Farthest(agreement.Signal))}, {Text(Farthest(agreement.Gradient))}"));
        }

        AgreementTests.Holds(agreements);

        static Estimate Farthest(IEnumerable<Estimate> deviations) => deviations.Skip(LeastDepth - 1).MaxBy(static deviation => Math.Abs(deviation.Value));

        static string Text(Estimate deviation) => string.Create(CultureInfo.InvariantCulture, $"{deviation.Value:F3} ± {deviation.StandardError:F3}");
    }

    /// <summary>Why a long test is skipped; null where it is not.</summary>
    private static string? Skipped =>
        NativeLibrary.Failure ?? (Environment.GetEnvironmentVariable("INITANALYZER_LONG") == "1" ? null : "It takes minutes, and is run where INITANALYZER_LONG is 1.");

    private sealed class LongFactAttribute : FactAttribute
    {
        public LongFactAttribute() => Skip = Skipped;
    }

    private sealed class LongTheoryAttribute : TheoryAttribute
    {
        public LongTheoryAttribute() => Skip = Skipped;
    }
}
