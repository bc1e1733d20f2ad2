namespace InitAnalyzer.Runtime;

/// <summary>Sums of the first four powers of numbers that stand for <paramref name="Scale"/> times themselves.</summary>
internal readonly record struct PowerSums(double Count, double First, double Second, double Third, double Fourth, double Scale = 1)
{
    public double Mean => Scale * (First / Count);

    public double Variance => Scale * Math.Max(0, CentralSecond) * Scale;

    public double MeanSquare => Second / Count * Scale * Scale;

    public double Kurtosis
    {
        get
        {
            double m = First / Count;
            double fourth = Fourth / Count - 4 * m * Third / Count + 6 * m * m * Second / Count - 3 * m * m * m * m;
            return CentralSecond > 1e-14 * Second / Count ? fourth / (CentralSecond * CentralSecond) : double.NaN;
        }
    }

    private double CentralSecond => Second / Count - First / Count * (First / Count);

    public static PowerSums operator +(PowerSums a, PowerSums b) =>
        new(a.Count + b.Count, a.First + b.First, a.Second + b.Second, a.Third + b.Third, a.Fourth + b.Fourth, b.Scale);

    public static PowerSums Of(ReadOnlySpan<float> values, double scale)
    {
        double first = 0;
        double second = 0;
        double third = 0;
        double fourth = 0;
        foreach (float value in values)
        {
            double x = value;
            double square = x * x;
            first += x;
            second += square;
            third += square * x;
            fourth += square * square;
        }

        return new(values.Length, first, second, third, fourth, scale);
    }
}
