using Microsoft.ML.Data;

namespace MlNetTabular;

/// <summary>Well-known data sets that follow from a formula and a seed. No linear model fits them.</summary>
internal static class Datasets
{
    /// <summary>Points on spirals that wind around each other: two of them are the benchmark of Lang and Witbrock (1988).</summary>
    /// <param name="count">The number of points.</param>
    /// <param name="arms">The number of spirals.</param>
    /// <param name="turns">How often a spiral winds around.</param>
    /// <param name="noise">The standard deviation of both coordinates.</param>
    /// <param name="seed">The seed.</param>
    public static IEnumerable<SpiralPoint> Spirals(int count, int arms, double turns, double noise, int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            var arm = i % arms;
            var radius = Math.Sqrt(random.NextDouble());
            var angle = 2 * Math.PI * ((turns * radius) + ((double)arm / arms));
            yield return new SpiralPoint
            {
                X = (float)((radius * Math.Cos(angle)) + (noise * Normal(random))),
                Y = (float)((radius * Math.Sin(angle)) + (noise * Normal(random))),
                IsFirst = arm == 0,
                Arm = "arm " + (char)('A' + arm),
            };
        }
    }

    /// <summary>Friedman #1 (1991): 10·sin(πx₁x₂) + 20·(x₃ − ½)² + 10·x₄ + 5·x₅ and normal noise of variance 1; five further features say nothing.</summary>
    public static IEnumerable<FriedmanRow> Friedman(int count, int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            var x = new float[10];
            for (var j = 0; j < x.Length; j++)
            {
                x[j] = random.NextSingle();
            }

            yield return new FriedmanRow
            {
                Features = x,
                Label = (float)((10 * Math.Sin(Math.PI * x[0] * x[1])) + (20 * Math.Pow(x[2] - 0.5, 2)) + (10 * x[3]) + (5 * x[4]) + Normal(random)),
            };
        }
    }

    /// <summary>Box and Muller (1958).</summary>
    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}

/// <summary>A point of a spiral.</summary>
internal sealed class SpiralPoint
{
    public float X { get; set; }

    public float Y { get; set; }

    public bool IsFirst { get; set; }

    public string Arm { get; set; } = "";
}

/// <summary>A row of Friedman #1.</summary>
internal sealed class FriedmanRow
{
    [VectorType(10)]
    public float[] Features { get; set; } = [];

    public float Label { get; set; }
}
