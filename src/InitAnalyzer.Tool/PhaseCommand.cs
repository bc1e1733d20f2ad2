using System.Text.Json;
using InitAnalyzer.Plots;
using InitAnalyzer.Runtime;
using InitAnalyzer.Theory;

namespace InitAnalyzer.Tool;

/// <summary>The command phase.</summary>
internal static class PhaseCommand
{
    public static int Run(Activation activation, double largestScale, double largestBias, string? plot, bool json, Display display, CancellationToken cancellationToken)
    {
        PhaseDiagram? diagram = null;
        display.WithProgress("computing the diagram", progress =>
            diagram = PhaseDiagram.Compute(activation, largestScale, largestBias, progress: progress, cancellationToken: cancellationToken));
        if (plot is not null)
        {
            Charts.Phase(diagram!).Save(plot);
        }

        if (json)
        {
            display.Write(stream => WriteJson(diagram!, stream));
            return 0;
        }

        if (diagram!.Edge.Count == 0)
        {
            display.Line(activation + " has no edge of chaos with σ_w² up to " + Display.ReportNumber(largestScale) + " and σ_b² up to " + Display.ReportNumber(largestBias) + ".");
            return 0;
        }

        int step = Math.Max(1, diagram.Edge.Count / 20);
        display.Table(
            activation + ": the edge of chaos",
            ["pre-activation variance q", "σ_w² = Var(w)·fan_in", "σ_b²"],
            diagram.Edge.Where((_, i) => i % step == 0).Select(static point => (IReadOnlyList<string>)
                [Display.ReportNumber(point.Q), Display.ReportNumber(point.Scale), Display.ReportNumber(point.BiasVariance)]));
        if (diagram.Edge.Count == 1)
        {
            display.Line("Every variance q is a fixed point there.");
        }

        return 0;
    }

    private static void WriteJson(PhaseDiagram diagram, Stream stream)
    {
        using Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteString("activation", diagram.Activation.ToString());
        json.WriteStartArray("edge");
        foreach (EdgeOfChaos point in diagram.Edge)
        {
            json.WriteStartObject();
            json.WriteNumber("q", point.Q);
            json.WriteNumber("scale", point.Scale);
            json.WriteNumber("bias_variance", point.BiasVariance);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteArray(json, "scales", diagram.Scales);
        WriteArray(json, "bias_variances", diagram.BiasVariances);
        json.WriteStartArray("chi");
        for (int row = 0; row < diagram.BiasVariances.Count; row++)
        {
            json.WriteStartArray();
            for (int column = 0; column < diagram.Scales.Count; column++)
            {
                if (double.IsFinite(diagram.Chi[row, column]))
                {
                    json.WriteNumberValue(diagram.Chi[row, column]);
                }
                else
                {
                    json.WriteNullValue();
                }
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteArray(Utf8JsonWriter json, string name, IReadOnlyList<double> values)
    {
        json.WriteStartArray(name);
        foreach (double value in values)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }
}
