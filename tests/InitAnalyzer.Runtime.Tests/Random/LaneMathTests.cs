namespace InitAnalyzer.Runtime.Tests;

public class LaneMathTests
{
    [Fact]
    public void The_logarithm_is_within_2_ulp()
    {
        // Every third significand around 1, where the result is small, and a part of them for all other exponents.
        double worst = 0;
        for (int exponent = -126; exponent <= 127; exponent++)
        {
            int step = exponent is -1 or 0 ? 3 : 40009;
            for (int significand = 0; significand < 1 << 23; significand += step)
            {
                float x = BitConverter.Int32BitsToSingle((exponent + 127) << 23 | significand);
                worst = Math.Max(worst, UlpError(Call(static a => LaneMath.MinusTwoLog(a), x), -2 * Math.Log(x)));
            }
        }

        Assert.InRange(worst, 0.5, 2);
    }

    [Fact]
    public void The_logarithm_divides_by_a_power_of_2_without_an_error()
    {
        for (float x = 0.5f; x <= 2147483648f; x *= 1.003f)
        {
            Assert.Equal(Call(static a => LaneMath.MinusTwoLog(a), x / 2147483648f), Call(static a => LaneMath.MinusTwoLog(a, 31), x));
        }
    }

    [Fact]
    public void Sine_and_cosine_are_within_2_ulp()
    {
        double worst = 0;
        for (int k = -(1 << 24); k <= 1 << 24; k += 7)
        {
            float t = k / (float)(1 << 24);
            LaneMath.SinCosQuarters(Lanes64.Floats(t), out Lanes64 sin, out Lanes64 cos);
            // The cosine from the distance to its zero, which π/2 in double precision misses.
            double exact = Math.Abs(t) > 0.5 ? Math.Sin((1 - Math.Abs((double)t)) * Math.PI / 2) : Math.Cos(t * Math.PI / 2);
            worst = Math.Max(worst, Math.Max(UlpError(Value(sin), Math.Sin(t * Math.PI / 2)), UlpError(Value(cos), exact)));
        }

        Assert.InRange(worst, 0.5, 2);
    }

    [Fact]
    public void The_quantile_has_single_precision()
    {
        double worst = 0;
        for (float t = 1.2e-38f; t <= 0.5f; t *= 1.003f)
        {
            double expected = ScalarMath.UpperNormalQuantile(t);
            worst = Math.Max(worst, Math.Abs(Call(static a => LaneMath.UpperNormalQuantile(a, LaneMath.MinusTwoLogOfTails(a)), t) - expected) / Math.Max(expected, 0.1));
        }

        Assert.InRange(worst, 0, 6e-7);
    }

    [Fact]
    public void The_quantile_near_the_mean_has_single_precision()
    {
        double worst = 0;
        float reach = (float)(2 * Statistics.NormalCdf(LaneMath.CentralReach) - 1);
        for (int k = -20_000; k <= 20_000; k++)
        {
            float c = k / 20_000f * reach;
            double expected = Math.Sign(c) * ScalarMath.UpperNormalQuantile((1 - Math.Abs((double)c)) / 2);
            worst = Math.Max(worst, Math.Abs(Call(static a => LaneMath.CentralNormalQuantile(a), c) - expected) / Math.Max(Math.Abs(expected), 1e-3));
        }

        Assert.InRange(worst, 0, 6e-7);
    }

    [Fact]
    public void Words_are_rounded_to_the_nearest_number()
    {
        foreach (uint word in (uint[])[0, 1, 0xFFFF, 0x10000, 0x1000001, 0x1000003, 0x7FFFFFFF, 0x80000000, 0xFFFFFF7F, 0xFFFFFF80, uint.MaxValue])
        {
            Assert.Equal((float)word, Value(LaneMath.UnsignedToFloats(Lanes64.Words(word))));
        }
    }

    [Fact]
    public void Double_precision_is_within_2_ulp()
    {
        double[] u = new double[200_000];
        new RandomStream(1, "arguments").FillUniform<double>(u, -1, 1);
        double worst = 0;
        foreach (double x in u)
        {
            double wide = Math.ScaleB(1.5 + x / 2, (int)(x * 1000));
            worst = Math.Max(worst, UlpError(ScalarMath.Log(wide), Math.Log(wide)));
            worst = Math.Max(worst, UlpError(ScalarMath.Log(1 + x * 0.3), Math.Log(1 + x * 0.3)));
            (double sin, double cos) = ScalarMath.SinCosQuarters(x / 2);
            worst = Math.Max(worst, UlpError(sin, Math.Sin(x * Math.PI / 4)));
            worst = Math.Max(worst, UlpError(cos, Math.Cos(x * Math.PI / 4)));
        }

        Assert.InRange(worst, 0, 2);
    }

    [Fact]
    public void The_quantile_inverts_the_distribution_function()
    {
        for (double t = 1e-300; t < 0.5; t *= 1.7)
        {
            double z = ScalarMath.UpperNormalQuantile(t);
            Assert.Equal(1, Statistics.NormalCdf(-z) / t, 3e-13 * Math.Max(1, z * z));
        }
    }

    private static float Call(Func<Lanes64, Lanes64> function, float x) => Value(function(Lanes64.Floats(x)));

    private static float Value(Lanes64 lanes)
    {
        float[] pair = new float[2];
        Lanes64.Store(lanes, ref pair[0]);
        return pair[0];
    }

    private static double UlpError(float actual, double exact) =>
        exact == 0 ? actual == 0 ? 0 : double.PositiveInfinity : Math.Abs(actual - exact) / (MathF.BitIncrement(Math.Abs((float)exact)) - (double)Math.Abs((float)exact));

    private static double UlpError(double actual, double exact) =>
        exact == 0 ? actual == 0 ? 0 : double.PositiveInfinity : Math.Abs(actual - exact) / (Math.BitIncrement(Math.Abs(exact)) - Math.Abs(exact));
}
