using System.Globalization;

namespace FixMyNetwork;

/// <summary>Two loss curves side by side.</summary>
internal static class Curves
{
    private const int Width = 40;

    public static void Write(TextWriter output, string unit, double[] before, double[] after)
    {
        var largest = before.Concat(after).Where(double.IsFinite).Max();
        output.WriteLine($"{unit,6}  {"before",-Width - 8}  after");
        for (var i = 0; i < before.Length; i++)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{i + 1,6}  {Bar(before[i], largest),-Width - 8}  {Bar(after[i], largest)}"));
        }
    }

    private static string Bar(double loss, double largest) =>
        loss.ToString("0.0000", CultureInfo.InvariantCulture) + " " + new string('#', double.IsFinite(loss) ? (int)Math.Round(Width * loss / largest) : 0);
}
