using FsCheck;
using FsCheck.Fluent;

namespace InitAnalyzer.Theory.Tests;

/// <summary>What the property tests draw from.</summary>
internal static class Arbitraries
{
    /// <summary>Elementwise activations: the catalogue's, and some with another parameter.</summary>
    public static readonly Activation[] Elementwise =
    [
        .. ActivationCatalog.All.Where(activation => activation.IsElementwise),
        ActivationCatalog.Create("LeakyReLU", 0.2),
        ActivationCatalog.Create("LeakyReLU", -0.5),
        ActivationCatalog.Create("ELU", 0.3),
        ActivationCatalog.Create("CELU", 2),
        ActivationCatalog.Create("Softplus", 4),
        ActivationCatalog.Create("Threshold", -0.7),
        ActivationCatalog.Create("Hardshrink", 1.5),
    ];

    public static readonly Arbitrary<Activation> Activations = Gen.Elements(Elementwise).ToArbitrary();

    public static readonly Arbitrary<Activation> Rectifiers =
        Between(-2, 2).Generator.Select(slope => ActivationCatalog.Create("LeakyReLU", slope)).ToArbitrary();

    /// <summary>Variances from 1e-12 to 1e12, uniform in the logarithm.</summary>
    public static readonly Arbitrary<double> Variances = Between(-12, 12).Generator.Select(exponent => Math.Pow(10, exponent)).ToArbitrary();

    /// <summary>Scales from 0.01 to 100, uniform in the logarithm.</summary>
    public static readonly Arbitrary<double> Scales = Between(-2, 2).Generator.Select(exponent => Math.Pow(10, exponent)).ToArbitrary();

    public static readonly Arbitrary<double> PreActivations = Between(-9, 9);

    public static readonly Arbitrary<(long In, long Out, long Field, long Groups)> Convolutions =
        Gen.Choose(1, 64).Four().Select(n => (In: (long)n.Item1 * n.Item4, Out: (long)n.Item2 * n.Item4, Field: (long)n.Item3, Groups: (long)n.Item4)).ToArbitrary();

    /// <summary>Doubles on a grid of a millionth of the interval.</summary>
    public static Arbitrary<double> Between(double low, double high) =>
        Gen.Choose(0, 1_000_000).Select(i => low + (high - low) * i / 1_000_000).ToArbitrary();
}
