using System.Collections.Immutable;
using InitAnalyzer.Theory;

namespace InitAnalyzer.Model;

/// <summary>Tells a variance, c over a fan, from a standard deviation that happens to be a quotient too.</summary>
internal static class Variances
{
    /// <summary>From TorchSharp's default (a third) to Kumar's law for the hard sigmoid (28.8); a small output gain is below.</summary>
    private const double Least = 0.25;
    private const double Most = 32;

    /// <summary>Constants from half to twice those of LeCun and He: with a number for the fan, the numerator must speak for itself.</summary>
    private const double LeastOfConstants = 0.5;
    private const double MostOfConstants = 4;

    /// <summary>A smaller number is divided by for other reasons.</summary>
    private const double LeastFan = 8;

    /// <summary>Whether c can be meant as the numerator of a variance.</summary>
    public static bool Contains(double c) => c is >= Least and <= Most;

    /// <summary>The law of the square root of a constant that was divided by a layer's fan.</summary>
    public static WeightLaw? OfRoot(double number, ImmutableHashSet<double> divisors, Fans fans)
    {
        return Of(fans.In, FanMode.FanIn, 1) ?? Of(fans.Out, FanMode.FanOut, 1) ?? Of(fans.In + fans.Out, FanMode.FanAverage, 0.5);

        WeightLaw? Of(double fan, FanMode mode, double share) =>
            fan >= LeastFan && divisors.Contains(fan) && number * fan is >= LeastOfConstants and <= MostOfConstants
                ? WeightLaw.OfScale(Distribution.Normal, number * fan * share, mode)
                : null;
    }
}
