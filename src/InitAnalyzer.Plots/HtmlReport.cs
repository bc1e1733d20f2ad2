using System.Net;
using System.Text;
using InitAnalyzer.Runtime;

namespace InitAnalyzer.Plots;

/// <summary>A page that holds all it shows, pictures too: it needs no network and no script.</summary>
public static class HtmlReport
{
    private const string Style =
        """
        body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 1300px; padding: 0 1rem; color: #222; background: #fff; }
        table { border-collapse: collapse; font-variant-numeric: tabular-nums; margin: 1rem 0; display: block; overflow-x: auto; }
        th, td { padding: .2rem .7rem; text-align: right; border-bottom: 1px solid #ddd; white-space: nowrap; }
        th { background: #f5f5f5; white-space: normal; vertical-align: bottom; }
        img { max-width: 100%; height: auto; }
        """;

    /// <summary>The page of some networks.</summary>
    /// <param name="reports">The networks: at least one.</param>
    /// <param name="title">The page's title.</param>
    /// <returns>The page.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="reports"/> is empty.</exception>
    public static string Of(IReadOnlyList<SideBySide> reports, string title = "Signal and gradient by layer")
    {
        ArgumentNullException.ThrowIfNull(title);
        Chart overview = Charts.Simulation(reports);
        StringBuilder page = new();
        page.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>")
            .Append(WebUtility.HtmlEncode(title)).Append("</title>\n<style>\n").Append(Style).Append("\n</style>\n</head>\n<body>\n<h1>")
            .Append(WebUtility.HtmlEncode(title)).Append("</h1>\n<p>Lines are mean-field theory, points are samples with their intervals of 95 %.</p>\n");
        AppendPicture(page, overview, "variance of signal and gradient by layer");
        foreach (SideBySide report in reports)
        {
            ReportTable table = ReportTable.Of(report, largestRows: 50);
            page.Append("<h2>").Append(WebUtility.HtmlEncode(table.Title)).Append("</h2>\n");
            foreach (SimulationReport method in report.Reports)
            {
                page.Append("<p>").Append(method.Method == SimulationMethod.Theory ? "Theory" : "Sample")
                    .Append(FormattableString.Invariant($": the signal's variance is multiplied by {method.SignalRatio:G4} from the first layer to the last, the gradient's by {method.GradientRatio:G4} on the way back.</p>\n"));
            }

            if (report.Reports.Select(static method => Charts.Histograms(method)).LastOrDefault(static chart => chart is not null) is { } histograms)
            {
                AppendPicture(page, histograms, "histograms of activations");
            }

            page.Append("<table>\n<tr>").AppendJoin("", table.Columns.Select(static column => "<th>" + WebUtility.HtmlEncode(column) + "</th>")).Append("</tr>\n");
            foreach (IReadOnlyList<string> row in table.Rows)
            {
                page.Append("<tr>").AppendJoin("", row.Select(static cell => "<td>" + WebUtility.HtmlEncode(cell) + "</td>")).Append("</tr>\n");
            }

            page.Append("</table>\n");
        }

        return page.Append("</body>\n</html>\n").ToString();
    }

    private static void AppendPicture(StringBuilder page, Chart chart, string description)
    {
        // As an image of its own: the names inside one SVG would clash with those of the next.
        page.Append("<img alt=\"").Append(WebUtility.HtmlEncode(description)).Append("\" src=\"data:image/svg+xml;base64,")
            .Append(Convert.ToBase64String(Encoding.UTF8.GetBytes(chart.ToSvg()))).Append("\">\n");
    }
}
