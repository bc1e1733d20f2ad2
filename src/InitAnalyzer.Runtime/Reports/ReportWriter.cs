using System.Globalization;
using System.Text.Json;

namespace InitAnalyzer.Runtime;

/// <summary>Reports for other programs: JSON and CSV, in every culture the same.</summary>
public static class ReportWriter
{
    /// <summary>
    /// Writes an array with an object for each network: its name, inputs and depth, and for each method the statistics of all layers, each with value and, of a sample, the ends of
    /// its interval of 95 %; histograms where there are any. What is not a number is null.
    /// </summary>
    /// <param name="reports">The reports.</param>
    /// <param name="stream">Written to, in UTF-8.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static void WriteJson(IReadOnlyList<SideBySide> reports, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(reports);
        ArgumentNullException.ThrowIfNull(stream);
        using Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartArray();
        foreach (SideBySide pair in reports)
        {
            json.WriteStartObject();
            json.WriteString("name", pair.Network.Name);
            json.WriteNumber("inputs", pair.Network.Inputs);
            json.WriteNumber("depth", pair.Network.Layers.Count);
            foreach (SimulationReport report in pair.Reports)
            {
                json.WriteStartObject(NameOf(report));
                Write(json, "signal_ratio", report.SignalRatio);
                Write(json, "gradient_ratio", report.GradientRatio);
                json.WriteStartArray("layers");
                foreach (LayerStatistics layer in report.Layers)
                {
                    WriteLayer(json, pair.Network.Layers[layer.Layer], layer);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Writes a line for each network, method and layer, under a line of headings.</summary>
    /// <param name="reports">The reports.</param>
    /// <param name="writer">Written to.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static void WriteCsv(IReadOnlyList<SideBySide> reports, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(reports);
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write("network,method,layer,width,activation,weights");
        foreach (Statistic statistic in Statistic.All)
        {
            writer.Write("," + statistic.Name + "," + statistic.Name + "_low," + statistic.Name + "_high");
        }

        writer.Write("\r\n");
        foreach (SideBySide pair in reports)
        {
            foreach (SimulationReport report in pair.Reports)
            {
                foreach (LayerStatistics layer in report.Layers)
                {
                    NetworkLayer made = pair.Network.Layers[layer.Layer];
                    writer.Write(string.Join(
                        ',', Quote(pair.Network.Name), NameOf(report), Text(layer.Layer + 1), Text(made.Width), Quote(made.Activation.ToString()), Quote(made.Weights.Name)));
                    foreach (Statistic statistic in Statistic.All)
                    {
                        Estimate estimate = statistic.Of(layer);
                        (double low, double high) = estimate.Interval();
                        writer.Write("," + Text(estimate.Value) + "," + Text(low) + "," + Text(high));
                    }

                    writer.Write("\r\n");
                }
            }
        }
    }

    private static void WriteLayer(Utf8JsonWriter json, NetworkLayer made, LayerStatistics layer)
    {
        json.WriteStartObject();
        json.WriteNumber("layer", layer.Layer + 1);
        if (made.Name is { } name)
        {
            json.WriteString("name", name);
        }

        json.WriteNumber("width", made.Width);
        json.WriteString("activation", made.Activation.ToString());
        json.WriteString("weights", made.Weights.Name);
        foreach (Statistic statistic in Statistic.All)
        {
            Estimate estimate = statistic.Of(layer);
            if (estimate.Draws == 0)
            {
                Write(json, statistic.Name, estimate.Value);
                continue;
            }

            (double low, double high) = estimate.Interval();
            json.WriteStartObject(statistic.Name);
            Write(json, "value", estimate.Value);
            Write(json, "low", low);
            Write(json, "high", high);
            json.WriteEndObject();
        }

        WriteHistogram(json, "preactivations", layer.PreActivations);
        WriteHistogram(json, "activations", layer.Activations);
        json.WriteEndObject();
    }

    private static void WriteHistogram(Utf8JsonWriter json, string name, Histogram? histogram)
    {
        if (histogram is null)
        {
            return;
        }

        json.WriteStartObject(name);
        json.WriteNumber("low", histogram.Low);
        json.WriteNumber("high", histogram.High);
        json.WriteStartArray("fractions");
        foreach (double fraction in histogram.Fractions)
        {
            json.WriteNumberValue(fraction);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static string NameOf(SimulationReport report) => report.Method == SimulationMethod.Theory ? "theory" : "sample";

    private static string Text(double value) => double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : "";

    private static string Quote(string text) => text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : "\"" + text.Replace("\"", "\"\"") + "\"";
}
