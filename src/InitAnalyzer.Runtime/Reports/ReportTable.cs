using System.Globalization;

namespace InitAnalyzer.Runtime;

/// <summary>A network's numbers as text: a row for each layer that is shown, a column for each statistic and method; z are pre-activations, ∂z their gradients, ± reaches over the interval of 95 %.</summary>
public sealed class ReportTable
{
    private ReportTable(string title, IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        Title = title;
        Columns = columns;
        Rows = rows;
    }

    /// <summary>The network's name.</summary>
    public string Title { get; }

    /// <summary>The headings.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The cells, row by row.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows { get; }

    /// <summary>Makes the table.</summary>
    /// <param name="reports">Theory and sample.</param>
    /// <param name="largestRows">The number of layers that are shown at most, evenly spread: at least 2.</param>
    /// <returns>The table.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="reports"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="largestRows"/> is below 2.</exception>
    public static ReportTable Of(SideBySide reports, int largestRows = 20)
    {
        ArgumentNullException.ThrowIfNull(reports);
        ArgumentOutOfRangeException.ThrowIfLessThan(largestRows, 2);
        (Statistic Statistic, bool TheoryToo)[] shown =
        [
            (Statistic.PreActivationVariance, true),
            (Statistic.GradientVariance, true),
            (Statistic.Saturated, reports.Sample is null),
            (Statistic.Dead, false),
            (Statistic.Cosine, true),
        ];
        List<string> columns = ["layer"];
        List<Func<int, string>> cells = [layer => reports.Network.Layers[layer].Name ?? (layer + 1).ToString(CultureInfo.InvariantCulture)];
        foreach ((Statistic statistic, bool theoryToo) in shown)
        {
            if (reports.Theory is { } theory && theoryToo)
            {
                columns.Add(statistic.Symbol + (reports.Sample is null ? "" : " theory"));
                cells.Add(layer => Number(statistic.Of(theory.Layers[layer]).Value));
            }

            if (reports.Sample is { } sample)
            {
                columns.Add(statistic.Symbol + (reports.Theory is null || !theoryToo ? "" : " sampled"));
                cells.Add(layer => Format(statistic.Of(sample.Layers[layer])));
            }
        }

        int depth = reports.Network.Layers.Count;
        int count = Math.Min(depth, largestRows);
        IEnumerable<int> layers = Enumerable.Range(0, count).Select(row => count == 1 ? 0 : (int)((long)row * (depth - 1) / (count - 1))).Distinct();
        return new(reports.Network.Name, columns, [.. layers.Select(layer => (IReadOnlyList<string>)[.. cells.Select(cell => cell(layer))])]);
    }

    /// <summary>The table in columns of characters.</summary>
    /// <returns>The text, ending in a line break.</returns>
    public override string ToString()
    {
        int[] widths = [.. Columns.Select((column, i) => Math.Max(column.Length, Rows.Max(row => row[i].Length)))];
        string Line(IReadOnlyList<string> row) => string.Join("  ", row.Select((cell, i) => cell.PadLeft(widths[i])));
        return Title + "\n" + string.Join('\n', Rows.Select(Line).Prepend(string.Join("  ", widths.Select(static width => new string('-', width)))).Prepend(Line(Columns))) + "\n";
    }

    internal static string Number(double value) =>
        double.IsNaN(value) ? "-" : value.ToString(value != 0 && Math.Abs(value) is < 0.001 or >= 10000 ? "0.00e+0" : "0.####", CultureInfo.InvariantCulture);

    /// <summary>With half the width of the interval of 95 %.</summary>
    private static string Format(Estimate estimate)
    {
        (double low, double high) = estimate.Interval();
        double reach = (high - low) / 2;
        return Number(estimate.Value) + (double.IsFinite(reach) && reach > 0 ? " ±" + reach.ToString("0.0e+0", CultureInfo.InvariantCulture) : "");
    }
}
