using System.Globalization;
using InitAnalyzer.Theory;
using Microsoft.CodeAnalysis.Text;

namespace InitAnalyzer.Model;

/// <summary>A layer that a fix shall initialise.</summary>
/// <param name="Creation">Where it is made, in the file of the diagnostic.</param>
/// <param name="Activation">The activation that it feeds.</param>
internal sealed record PrescribedLayer(TextSpan Creation, Activation Activation)
{
    public string ToText() => string.Join(
        ",",
        Creation.Start.ToString(CultureInfo.InvariantCulture),
        Creation.Length.ToString(CultureInfo.InvariantCulture),
        Activation.Name,
        Activation.Parameter?.ToString("R", CultureInfo.InvariantCulture) ?? "");

    public static PrescribedLayer? TryRead(string text)
    {
        var parts = text.Split(',');
        return parts.Length == 4
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var start)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            && ActivationCatalog.TryCreate(
                parts[2], parts[3].Length == 0 ? null : double.Parse(parts[3], NumberStyles.Float, CultureInfo.InvariantCulture), out var activation)
            ? new PrescribedLayer(new TextSpan(start, length), activation!)
            : null;
    }
}
