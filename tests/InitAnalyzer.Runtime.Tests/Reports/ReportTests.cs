using System.Text;
using System.Text.Json;
using InitAnalyzer.Plots;
using InitAnalyzer.Theory;
using static InitAnalyzer.Runtime.Tests.RandomStreamTests;

namespace InitAnalyzer.Runtime.Tests;

public class ReportTests
{
    private static readonly SideBySide s_reports = Of(Network.Uniform(5, 64, ActivationCatalog.Create("Tanh"), Initializers.He()));

    private static SideBySide Of(Network network) =>
        new(network, MeanField.Simulate(network, histograms: true), Sampling.Simulate(network, new() { Draws = 3, Batch = 16, Histograms = true }));

    [Fact]
    public void Json_has_all_numbers()
    {
        using MemoryStream stream = new();
        ReportWriter.WriteJson([s_reports], stream);
        using JsonDocument document = JsonDocument.Parse(stream.ToArray());
        JsonElement network = document.RootElement[0];
        Assert.Equal("Tanh, He normal", network.GetProperty("name").GetString());
        JsonElement layer = network.GetProperty("theory").GetProperty("layers")[4];
        Assert.Equal(s_reports.Theory!.Layers[4].GradientVariance.Value, layer.GetProperty("gradient_variance").GetDouble());
        Assert.Equal(JsonValueKind.Null, layer.GetProperty("dead").ValueKind);
        JsonElement sampled = network.GetProperty("sample").GetProperty("layers")[4].GetProperty("gradient_variance");
        Assert.Equal(s_reports.Sample!.Layers[4].GradientVariance.Interval().High, sampled.GetProperty("high").GetDouble());
        Assert.Equal(1, layer.GetProperty("activations").GetProperty("fractions").EnumerateArray().Sum(static part => part.GetDouble()), 1e-6);
    }

    [Fact]
    public void Csv_has_a_line_for_every_layer_and_method()
    {
        StringWriter writer = new();
        ReportWriter.WriteCsv([s_reports], writer);
        string[] lines = writer.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(11, lines.Length);
        string[] headings = lines[0].Split(',');
        Assert.All(lines, line => Assert.Equal(headings.Length, line.Replace("\"Tanh, He normal\"", "name").Split(',').Length));
        int column = Array.IndexOf(headings, "preactivation_variance");
        Assert.Equal(
            s_reports.Theory!.Layers[2].PreActivationVariance.Value,
            double.Parse(lines[3].Replace("\"Tanh, He normal\"", "name").Split(',')[column], System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Tables_show_at_most_the_rows_that_fit()
    {
        ReportTable table = ReportTable.Of(s_reports, largestRows: 3);
        Assert.Equal(["1", "3", "5"], table.Rows.Select(static row => row[0]));
        Assert.All(table.Rows, row => Assert.Equal(table.Columns.Count, row.Count));
        Assert.Contains("Var ∂z sampled", table.ToString(), StringComparison.Ordinal);
        Assert.Single(ReportTable.Of(Of(Network.Uniform(1, 8, ActivationCatalog.Create("ReLU"), Initializers.He()))).Rows);
        Refuses("largestRows", () => ReportTable.Of(s_reports, 1));
    }

    [Fact]
    public void Pictures_are_png_and_svg_of_the_stated_size()
    {
        PhaseDiagram diagram = PhaseDiagram.Compute(ActivationCatalog.Create("Tanh"), columns: 8, rows: 6);
        Chart[] charts =
        [
            Charts.Simulation([s_reports], "title"), Charts.Simulations([("a", [s_reports]), ("b", [s_reports])]), Charts.Histograms(s_reports.Sample!)!, Charts.Phase(diagram),
            Charts.Phase(PhaseDiagram.Compute(ActivationCatalog.Create("ReLU"), columns: 4, rows: 4)), Charts.Activation(ActivationCatalog.Create("GELU")),
        ];
        foreach (Chart chart in charts)
        {
            byte[] png = chart.ToPng();
            Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], png[..4]);
            Assert.Equal(chart.Width, System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)));
            System.Xml.Linq.XDocument svg = System.Xml.Linq.XDocument.Parse(chart.ToSvg());
            Assert.Equal("svg", svg.Root!.Name.LocalName);
            Assert.True(svg.Descendants().Count() > 20);
        }

        Refuses("path", () => charts[0].Save("picture.gif"));
        Refuses("reports", () => Charts.Simulation([]));
    }

    [Fact]
    public void The_page_holds_all_it_shows()
    {
        string page = HtmlReport.Of([s_reports], "a < b");
        Assert.Contains("<title>a &lt; b</title>", page, StringComparison.Ordinal);
        Assert.Contains("Tanh, He normal", page, StringComparison.Ordinal);

        // Nothing is fetched: every source is data, and there is no script or style sheet.
        Assert.Equal(page.Split(" src=\"").Length, page.Split(" src=\"data:image/svg+xml;base64,").Length);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<link", page, StringComparison.Ordinal);
        Assert.Equal(5, page.Split("<tr><td>").Length - 1);
    }

    [Fact]
    public void The_phase_diagram_has_order_chaos_and_the_edge_between()
    {
        PhaseDiagram tanh = PhaseDiagram.Compute(ActivationCatalog.Create("Tanh"), largestScale: 4, largestBiasVariance: 1, columns: 20, rows: 10);
        Assert.InRange(tanh.Chi[0, 1], 0, 0.5);
        Assert.InRange(tanh.Chi[0, 19], 1.1, 3);
        foreach (EdgeOfChaos point in tanh.Edge)
        {
            Assert.Equal(1, Propagation.FindFixedPoint(ActivationCatalog.Create("Tanh"), point.Scale, point.BiasVariance) is { } at && at.Q > 1e-3 ? at.Chi : 1, 1e-3);
        }

        PhaseDiagram relu = PhaseDiagram.Compute(ActivationCatalog.Create("ReLU"), columns: 10, rows: 10);
        EdgeOfChaos only = Assert.Single(relu.Edge);
        Assert.Equal(2, only.Scale, 1e-9);
        Assert.Equal(double.PositiveInfinity, relu.Chi[0, 9]);
    }

    [Fact]
    public void Names_stand_for_their_initializers()
    {
        Activation leaky = InitializerNames.CreateActivation("leaky-relu:0.2");
        Assert.Equal(ActivationCatalog.Create("LeakyReLU", 0.2), leaky);
        Assert.Equal(leaky, InitializerNames.CreateActivation("LeakyReLU(0.2)"));
        WeightShape shape = WeightShape.Linear(10, 10);
        Assert.Equal(2 / 1.04, InitializerNames.Create("He-Uniform", leaky).Weights.LawFor(shape).Scale, 1e-12);
        Assert.Equal(Distribution.Uniform, InitializerNames.Create("he-uniform", leaky).Weights.LawFor(shape).Distribution);
        Assert.Equal(0.25, InitializerNames.Create("normal:0.5", leaky).Weights.LawFor(shape).VarianceFor(shape.Fans));
        Assert.NotSame(Initializers.Zeros, InitializerNames.Create("edge-of-chaos:1", ActivationCatalog.Create("Tanh")).Biases);
        foreach ((string pattern, _) in InitializerNames.All)
        {
            string name = pattern.Split('[')[0].Replace("sparsity", "0.5").Replace("std", "1").Replace("low", "-1").Replace("high", "1").Replace("value", "2").Replace(":c", ":1");
            Assert.NotNull(InitializerNames.Create(name, ActivationCatalog.Create("Tanh")).Weights);
        }

        foreach (string bad in (string[])["", "nope", "normal:x", "he:2", "uniform:1", "sparse:7", "uniform:1:0", "kumar"])
        {
            Refuses("name", () => InitializerNames.Create(bad, ActivationCatalog.Create("ReLU")));
        }

        Refuses("name", () => InitializerNames.CreateActivation("nope"));
        Refuses("name", () => InitializerNames.CreateActivation("relu:1"));
        Refuses("name", () => InitializerNames.CreateActivation("CELU:-1"));
    }
}
