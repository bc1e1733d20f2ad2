using System.Text.Json;

namespace InitAnalyzer.TestSupport;

/// <summary>One result in the error log of a compilation.</summary>
internal sealed record SarifResult(ReportedDiagnostic Diagnostic, string Level, string Message)
{
    public string Id => Diagnostic.Id;
}

/// <summary>Reads the error log that the compiler writes with <c>-p:ErrorLog=file,version=2.1</c>.</summary>
internal static class Sarif
{
    /// <summary>The results that are not suppressed, in the order of files and lines; files by their path under <paramref name="root"/>.</summary>
    public static IReadOnlyList<SarifResult> Read(string file, string root)
    {
        using var log = JsonDocument.Parse(File.ReadAllText(file));
        var results = new List<SarifResult>();
        foreach (var run in log.RootElement.GetProperty("runs").EnumerateArray())
        {
            foreach (var result in run.GetProperty("results").EnumerateArray())
            {
                if (!result.TryGetProperty("suppressions", out _))
                {
                    results.Add(ReadResult(result, root));
                }
            }
        }

        return [.. results.OrderBy(result => result.Diagnostic)];
    }

    private static SarifResult ReadResult(JsonElement result, string root)
    {
        var (path, line) = ("", 0);
        if (result.TryGetProperty("locations", out var locations) && locations.GetArrayLength() > 0)
        {
            var place = locations[0].GetProperty("physicalLocation");
            var uri = new Uri(place.GetProperty("artifactLocation").GetProperty("uri").GetString()!, UriKind.RelativeOrAbsolute);
            path = uri.IsAbsoluteUri ? Path.GetRelativePath(RealPath(root), RealPath(uri.LocalPath)) : uri.OriginalString;
            line = place.GetProperty("region").GetProperty("startLine").GetInt32();
        }

        return new SarifResult(
            new ReportedDiagnostic(path.Replace('\\', '/'), line, result.GetProperty("ruleId").GetString()!),
            result.TryGetProperty("level", out var level) ? level.GetString()! : "warning",
            result.GetProperty("message").GetProperty("text").GetString()!);
    }

    /// <summary>macOS keeps its temporary folder behind a link, and the compiler may or may not look through it.</summary>
    private static string RealPath(string path) =>
        path.StartsWith("/private/", StringComparison.Ordinal) ? path["/private".Length..] : path;
}
