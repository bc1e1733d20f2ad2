using System.Text;
using InitAnalyzer.Plots;
using InitAnalyzer.Runtime;
using InitAnalyzer.Theory;
using static TorchSharp.torch;

namespace InitAnalyzer.Torch;

/// <summary>What the measurement of one weight layer has to go by.</summary>
internal sealed record MeasuredWeightLayer(string Name, TracedLayer Traced, WeightShape Shape, WeightMoments Weights, int Units, LayerStatistics Statistics)
{
    /// <summary>The scale c = Var(w)·fan-in that the layer has, however it came by it.</summary>
    public double Scale => Weights.Variance * Math.Max(1, Shape.Fans.In);
}

/// <summary>What <see cref="SignalMeasurement.MeasureSignal"/> found: the runtime library's report, with its tables, plots, JSON and HTML, and a verdict.</summary>
public sealed class SignalReport
{
    private SignalReport(SimulationReport simulation, IReadOnlyList<SignalVerdict> verdicts, IReadOnlyList<string> unseen)
    {
        Report = simulation;
        Verdicts = verdicts;
        Unseen = unseen;
    }

    /// <summary>The statistics of the layers, in the order of execution. A number of one run has no interval.</summary>
    public SimulationReport Report { get; }

    /// <summary>The layers by name, as in the report.</summary>
    public IEnumerable<string> Names => Report.Network.Layers.Select(static layer => layer.Name!);

    /// <summary>What the analyzer's rules predict and the signal shows.</summary>
    public IReadOnlyList<SignalVerdict> Verdicts { get; }

    /// <summary>The weight layers whose output could not be seen, or that did not run.</summary>
    public IReadOnlyList<string> Unseen { get; }

    /// <summary>The report as the writers and plots of <c>InitAnalyzer.Runtime</c> and <c>InitAnalyzer.Plots</c> take it.</summary>
    /// <returns>The report of the sample, without a theory.</returns>
    public SideBySide AsSideBySide() => new(Report.Network, null, Report);

    /// <summary>Variance of signal and gradient by layer.</summary>
    /// <returns>Two plots side by side; they can be saved as PNG and SVG.</returns>
    public Chart Plot() => Charts.Simulation([AsSideBySide()]);

    /// <summary>Writes the statistics as JSON.</summary>
    /// <param name="stream">Written to, in UTF-8.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public void WriteJson(Stream stream) => ReportWriter.WriteJson([AsSideBySide()], stream);

    /// <summary>A page that holds all it shows.</summary>
    /// <returns>The page.</returns>
    public string ToHtml() => HtmlReport.Of([AsSideBySide()], "Signal and gradient of " + Report.Network.Name);

    /// <summary>The table of all layers, and the verdicts.</summary>
    /// <returns>The text, ending in a line break, the same in every culture.</returns>
    public override string ToString()
    {
        StringBuilder text = new(ReportTable.Of(AsSideBySide(), Math.Max(2, Report.Layers.Count)).ToString());
        foreach (SignalVerdict verdict in Verdicts)
        {
            text.Append(verdict).Append('\n');
        }

        return text.Append(Unseen.Count == 0 ? "" : "not seen: " + string.Join(", ", Unseen) + "\n").ToString();
    }

    internal static SignalReport Of(string name, IReadOnlyList<MeasuredWeightLayer> layers, IReadOnlyList<string> unseen, IReadOnlyList<nn.Module> modules)
    {
        IEnumerable<NetworkLayer> network = layers.Select(static layer => new NetworkLayer(
            layer.Units,
            layer.Traced.Activations.FirstOrDefault(static activation => activation.IsElementwise) ?? ActivationCatalog.Create("Identity"),
            Initializers.Of(WeightLaw.OfScale(Distribution.Normal, layer.Scale)))
        {
            Name = layer.Name,
            Normalization = layer.Traced.IsNormalized ? Normalization.Batch : Normalization.None,
            ReceptiveField = (int)layer.Shape.Sizes.Skip(2).Aggregate(1L, static (product, length) => product * length),
        });
        SimulationReport report = new(
            new Network((int)Math.Max(1, layers[0].Shape.Fans.In), network, name), SimulationMethod.Sampling, [.. layers.Select(static layer => layer.Statistics)]);
        return new(report, SignalJudgement.Of(layers, modules), unseen);
    }
}
