using System.Globalization;

namespace InitAnalyzer.CodeFixes.Syntax;

/// <summary>Numbers as a person would write them in C#.</summary>
internal static class Numbers
{
    /// <summary>
    /// A number that its author chose, in full; one that was computed, or was a float, and so has a tail of digits, in four
    /// significant digits.
    /// </summary>
    public static string Write(double value)
    {
        var exact = value.ToString("R", CultureInfo.InvariantCulture);
        return exact.Length <= 8 ? exact : value.ToString("G4", CultureInfo.InvariantCulture);
    }

    /// <summary>The shortest number whose square is within 1% of a variance.</summary>
    public static string WriteRoot(double variance)
    {
        var root = Math.Sqrt(variance);
        for (var digits = 1; ; digits++)
        {
            var text = root.ToString("G" + digits, CultureInfo.InvariantCulture);
            var value = double.Parse(text, CultureInfo.InvariantCulture);
            if (Math.Abs((value * value / variance) - 1) <= 0.01 || digits == 15)
            {
                return text;
            }
        }
    }
}
