using System.Text.RegularExpressions;

namespace InitAnalyzer.TestSupport;

/// <summary>Reads which diagnostics a source expects: <c>// INIT001</c>, or <c>// INIT001, INIT105: why</c>, at the end of the line.</summary>
internal static partial class Markers
{
    public static IReadOnlyList<ReportedDiagnostic> Read(string file, string source)
    {
        var expected = new List<ReportedDiagnostic>();
        var lines = source.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (Marker().Match(lines[i]) is { Success: true } match)
            {
                expected.AddRange(match.Groups["id"].Captures.Select(id => new ReportedDiagnostic(file, i + 1, id.Value)));
            }
        }

        return expected;
    }

    [GeneratedRegex(@"\S.*// (?<id>INIT\d{3})(, (?<id>INIT\d{3}))*\b", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Marker();
}
