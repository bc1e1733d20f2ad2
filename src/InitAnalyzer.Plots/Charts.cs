using InitAnalyzer.Runtime;
using InitAnalyzer.Theory;
using ScottPlot;

namespace InitAnalyzer.Plots;

/// <summary>The pictures. Lines are theory, points are samples with their intervals of 95 %.</summary>
public static class Charts
{
    private const int PlotWidth = 640;
    private const int PlotHeight = 420;

    /// <summary>Below it, a variance is drawn as 0.</summary>
    private const double Smallest = 1e-300;

    private static readonly IPalette s_palette = new ScottPlot.Palettes.Category10();

    /// <summary>The variance of pre-activations and of gradients by layer, on logarithmic axes.</summary>
    /// <param name="reports">The networks: at least one.</param>
    /// <param name="title">A title; empty for none.</param>
    /// <returns>Two plots side by side.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="reports"/> is empty.</exception>
    public static Chart Simulation(IReadOnlyList<SideBySide> reports, string title = "")
    {
        ArgumentNullException.ThrowIfNull(title);
        Check(reports, nameof(reports));
        return new(VariancePlots(title, reports), 2, PlotWidth, PlotHeight);
    }

    /// <summary>The same for several groups of networks, one below the other.</summary>
    /// <param name="groups">Titles and networks: at least one, each with at least one network.</param>
    /// <returns>Two plots for each group.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="groups"/> is null.</exception>
    /// <exception cref="ArgumentException">A list is empty.</exception>
    public static Chart Simulations(IReadOnlyList<(string Title, IReadOnlyList<SideBySide> Reports)> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        if (groups.Count == 0)
        {
            throw new ArgumentException("There must be a group to draw.", nameof(groups));
        }

        foreach ((_, IReadOnlyList<SideBySide> reports) in groups)
        {
            Check(reports, nameof(groups));
        }

        return new([.. groups.SelectMany(static group => VariancePlots(group.Title, group.Reports))], 2, PlotWidth, PlotHeight * 3 / 4);
    }

    /// <summary>How the activations of some layers are distributed.</summary>
    /// <param name="report">A report with histograms.</param>
    /// <param name="layers">The number of layers that are shown at most: at least 1.</param>
    /// <returns>A plot for each layer; <see langword="null"/> where the report has no histogram.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="report"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="layers"/> is below 1.</exception>
    public static Chart? Histograms(SimulationReport report, int layers = 4)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentOutOfRangeException.ThrowIfLessThan(layers, 1);
        int depth = report.Layers.Count;
        int count = Math.Min(layers, depth);
        Plot[] plots = [.. Enumerable.Range(0, count)
            .Select(i => report.Layers[count == 1 ? depth - 1 : i * (depth - 1) / (count - 1)])
            .Where(static layer => layer.Activations is not null)
            .Select(HistogramPlot)];
        return plots.Length == 0 ? null : new(plots, plots.Length, PlotWidth * 2 / 3, PlotHeight * 2 / 3);
    }

    /// <summary>Where gradients vanish and explode, over the variances of weights and biases, with the edge of chaos between.</summary>
    /// <param name="diagram">The diagram.</param>
    /// <returns>One plot.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="diagram"/> is null.</exception>
    public static Chart Phase(PhaseDiagram diagram)
    {
        ArgumentNullException.ThrowIfNull(diagram);
        Plot plot = NewPlot(diagram.Activation + ": gradient factor per layer", "weights: σ_w² = Var(w)·fan_in", "biases: σ_b²");
        int rows = diagram.BiasVariances.Count;
        int columns = diagram.Scales.Count;
        double[,] logs = new double[rows, columns];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                // The first row of a heat map is the upper one.
                logs[rows - 1 - row, column] = Math.Clamp(Math.Log2(diagram.Chi[row, column]), -2, 2);
            }
        }

        double width = diagram.Scales[^1] + diagram.Scales[0];
        double height = diagram.BiasVariances[^1] + diagram.BiasVariances[0];
        ScottPlot.Plottables.Heatmap map = plot.Add.Heatmap(logs);
        map.Position = new CoordinateRect(0, width, 0, height);
        map.ManualRange = new ScottPlot.Range(-2, 2);
        map.Colormap = new ScottPlot.Colormaps.Balance();
        ScottPlot.Panels.ColorBar bar = plot.Add.ColorBar(map);
        bar.Label = "log₂ χ (ordered < 0 < chaotic)";
        if (diagram.Edge.Count > 0)
        {
            double[] scales = [.. diagram.Edge.Select(static point => point.Scale)];
            double[] biases = [.. diagram.Edge.Select(static point => point.BiasVariance)];
            ScottPlot.Plottables.Scatter edge = plot.Add.Scatter(scales, biases, Colors.Black);
            edge.LineWidth = 2;
            edge.MarkerSize = diagram.Edge.Count == 1 ? 10 : 0;
            edge.LegendText = "edge of chaos";
            plot.ShowLegend(Alignment.UpperLeft);
        }

        plot.Axes.SetLimits(0, width, 0, height);
        return new([plot], 1, PlotWidth, PlotHeight);
    }

    /// <summary>An activation and its derivative.</summary>
    /// <param name="activation">The activation: elementwise.</param>
    /// <returns>One plot.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="activation"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="activation"/> is not elementwise.</exception>
    public static Chart Activation(Activation activation)
    {
        ArgumentNullException.ThrowIfNull(activation);
        if (!activation.IsElementwise)
        {
            throw new ArgumentException(activation + " is not elementwise.", nameof(activation));
        }

        const double Reach = 6;
        double[] x = [.. Enumerable.Range(0, 1201).Select(static i => -Reach + i * Reach / 600)];
        Plot plot = NewPlot(activation.ToString(), "x", "");
        foreach ((Func<double, double> function, string label, int color) in ((Func<double, double>, string, int)[])
            [(activation.Evaluate, "φ(x)", 0), (activation.Derivative, "φ'(x)", 1)])
        {
            ScottPlot.Plottables.Scatter line = plot.Add.ScatterLine(x, [.. x.Select(function)], s_palette.GetColor(color));
            line.LineWidth = 2;
            line.LegendText = label;
        }

        plot.ShowLegend(Alignment.UpperLeft);
        return new([plot], 1, PlotWidth, PlotHeight);
    }

    private static Plot[] VariancePlots(string title, IReadOnlyList<SideBySide> reports)
    {
        string prefix = title.Length == 0 ? "" : title + ": ";
        return [VariancePlot(reports, Statistic.PreActivationVariance, prefix + "signal"), VariancePlot(reports, Statistic.GradientVariance, prefix + "gradient")];
    }

    private static Plot VariancePlot(IReadOnlyList<SideBySide> reports, Statistic statistic, string title)
    {
        Plot plot = NewPlot(title, "layer", statistic.Title);
        for (int i = 0; i < reports.Count; i++)
        {
            Color color = s_palette.GetColor(i);
            bool named = false;
            if (reports[i].Theory is { } theory)
            {
                (double[] layers, double[] values) = Logarithms(theory, statistic);
                ScottPlot.Plottables.Scatter line = plot.Add.ScatterLine(layers, values, color);
                line.LineWidth = 2;
                line.LegendText = reports[i].Network.Name;
                named = true;
            }

            if (reports[i].Sample is { } sample)
            {
                AddSample(plot, sample, statistic, color, named ? null : reports[i].Network.Name);
            }
        }

        ScottPlot.TickGenerators.NumericAutomatic ticks = new() { IntegerTicksOnly = true, LabelFormatter = static exponent => "1e" + exponent.ToString("0", System.Globalization.CultureInfo.InvariantCulture) };
        plot.Axes.Left.TickGenerator = ticks;
        plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic { IntegerTicksOnly = true };

        // A flat line is to look flat.
        plot.Axes.AutoScale();
        AxisLimits limits = plot.Axes.GetLimits();
        if (limits.Top - limits.Bottom < 2)
        {
            double middle = (limits.Top + limits.Bottom) / 2;
            plot.Axes.SetLimitsY(middle - 1, middle + 1);
        }

        plot.ShowLegend(Edge.Bottom);
        return plot;
    }

    private static void AddSample(Plot plot, SimulationReport sample, Statistic statistic, Color color, string? name)
    {
        (double[] layers, double[] values) = Logarithms(sample, statistic);
        ScottPlot.Plottables.Scatter points = plot.Add.Scatter(layers, values, color);
        points.LineWidth = 0;
        points.MarkerSize = sample.Layers.Count > 30 ? 4 : 6;
        points.LegendText = name ?? "";
        foreach (LayerStatistics layer in sample.Layers)
        {
            Estimate estimate = statistic.Of(layer);
            (double low, double high) = estimate.Interval();
            if (estimate.Value > Smallest && double.IsFinite(high) && high > low)
            {
                // An interval down to 0 or less has no lower end on this axis.
                ScottPlot.Plottables.LinePlot line = plot.Add.Line(layer.Layer + 1, Math.Log10(Math.Max(low, estimate.Value / 10)), layer.Layer + 1, Math.Log10(high));
                line.Color = color;
                line.LineWidth = 1;
            }
        }
    }

    private static (double[] Layers, double[] Values) Logarithms(SimulationReport report, Statistic statistic)
    {
        LayerStatistics[] shown = [.. report.Layers.Where(layer => statistic.Of(layer).Value is > Smallest and < double.PositiveInfinity)];
        return ([.. shown.Select(static layer => layer.Layer + 1.0)], [.. shown.Select(layer => Math.Log10(statistic.Of(layer).Value))]);
    }

    private static Plot HistogramPlot(LayerStatistics layer)
    {
        Histogram histogram = layer.Activations!;
        Plot plot = NewPlot(FormattableString.Invariant($"layer {layer.Layer + 1}"), "activation", "part");
        double[] centres = [.. Enumerable.Range(0, histogram.Fractions.Count).Select(bin => histogram.Low + (bin + 0.5) * histogram.BinWidth)];
        ScottPlot.Plottables.BarPlot bars = plot.Add.Bars(centres, histogram.Fractions);
        foreach (Bar bar in bars.Bars)
        {
            bar.Size = histogram.BinWidth;
            bar.FillColor = s_palette.GetColor(0);
            bar.LineWidth = 0;
        }

        plot.Axes.Margins(bottom: 0);
        return plot;
    }

    private static Plot NewPlot(string title, string x, string y)
    {
        Plot plot = new();
        plot.Title(title, 16);
        plot.XLabel(x, 13);
        plot.YLabel(y, 13);
        plot.Font.Set(s_font);
        return plot;
    }

    /// <summary>A plain one, where the machine has it.</summary>
    private static readonly string s_font =
        new[] { "DejaVu Sans", "Segoe UI", "Helvetica", "Arial", "Liberation Sans" }.FirstOrDefault(static name => Fonts.GetTypeface(name, false, false)?.FamilyName == name) ?? Fonts.Default;

    private static void Check(IReadOnlyList<SideBySide> reports, string name)
    {
        ArgumentNullException.ThrowIfNull(reports, name);
        if (reports.Count == 0)
        {
            throw new ArgumentException("There must be a network to draw.", name);
        }
    }
}
