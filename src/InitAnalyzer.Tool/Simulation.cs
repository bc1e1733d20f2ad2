using InitAnalyzer.Plots;
using InitAnalyzer.Runtime;

namespace InitAnalyzer.Tool;

/// <summary>The commands simulate and compare.</summary>
internal static class Simulation
{
    public static int Run(SimulationRequest request, Display display, CancellationToken cancellationToken)
    {
        CheckFiles(request);
        List<(string Title, IReadOnlyList<SideBySide> Reports)> groups = [];
        List<string> notes = [];
        int count = request.Groups.Sum(static group => group.Networks.Count);
        int done = 0;
        display.WithProgress("drawing networks", progress =>
        {
            foreach (NetworkGroup group in request.Groups)
            {
                List<SideBySide> reports = [];
                foreach (Network network in group.Networks)
                {
                    reports.Add(Simulate(network, request, notes, new Progress(part => progress.Report((done + part) / count)), cancellationToken));
                    progress.Report(++done / (double)count);
                }

                groups.Add((group.Title, reports));
            }
        });

        IReadOnlyList<SideBySide> all = [.. groups.SelectMany(static group => group.Reports)];
        WriteFiles(request, groups, all);
        if (request.Json)
        {
            display.Write(stream => ReportWriter.WriteJson(all, stream));
            return 0;
        }

        foreach ((string title, IReadOnlyList<SideBySide> reports) in groups)
        {
            display.Heading(title);
            foreach (SideBySide report in reports)
            {
                display.Table(ReportTable.Of(report, largestRows: reports.Count > 1 ? 6 : 20));
            }

            display.Summary(reports);
        }

        foreach (string note in notes.Distinct())
        {
            display.Note(note);
        }

        return 0;
    }

    private static SideBySide Simulate(Network network, SimulationRequest request, List<string> notes, IProgress<double> progress, CancellationToken cancellationToken)
    {
        if (request.Lsuv)
        {
            network = Lsuv.Apply(network, request.Sampling, cancellationToken: cancellationToken).Network;
            network = new(network.Inputs, network.Layers, "LSUV");
        }

        string? reason = MeanField.WhyNot(network);
        if (reason is not null && request.TheoryOnly)
        {
            throw new ArgumentException(network.Name + ": " + reason);
        }

        if (reason is not null)
        {
            notes.Add(network.Name + ": " + reason);
        }

        SimulationReport? theory = reason is null ? MeanField.Simulate(network, request.Sampling.Input, request.Sampling.Histograms, request.TheoryOnly ? 0 : request.Sampling.Batch) : null;
        SimulationReport? sample = request.TheoryOnly ? null : Sampling.Simulate(network, request.Sampling, progress, cancellationToken);
        return new(network, theory, sample);
    }

    /// <summary>Before the work, so that it is not in vain.</summary>
    private static void CheckFiles(SimulationRequest request)
    {
        foreach ((string option, string? picture) in ((string, string?)[])[("--plot", request.Plot), ("--histograms", request.Histograms)])
        {
            if (picture is not null && Path.GetExtension(picture).ToLowerInvariant() is not (".png" or ".svg"))
            {
                throw new ArgumentException(option + " needs a file that ends in .png or .svg: '" + picture + "'.");
            }
        }

        if (request.Histograms is not null && request.Groups.Sum(static group => group.Networks.Count) > 1)
        {
            throw new ArgumentException("--histograms draws one network.");
        }

        foreach (string? file in (string?[])[request.Plot, request.Histograms, request.Html, request.Csv])
        {
            if (file is not null && Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder && !Directory.Exists(folder))
            {
                throw new ArgumentException("There is no folder '" + folder + "'.");
            }
        }
    }

    private static void WriteFiles(SimulationRequest request, IReadOnlyList<(string Title, IReadOnlyList<SideBySide> Reports)> groups, IReadOnlyList<SideBySide> all)
    {
        if (request.Plot is { } plot)
        {
            Chart chart = groups.Count == 1 ? Charts.Simulation(groups[0].Reports, groups[0].Title) : Charts.Simulations(groups);
            chart.Save(plot);
        }

        if (request.Histograms is { } histograms)
        {
            Chart chart = Charts.Histograms(all[0].Reports.Last())
                ?? throw new ArgumentException("There is nothing to draw: every activation has one value.");
            chart.Save(histograms);
        }

        if (request.Html is { } html)
        {
            File.WriteAllText(html, HtmlReport.Of(all, string.Join("; ", groups.Select(static group => group.Title))));
        }

        if (request.Csv is { } csv)
        {
            using StreamWriter writer = new(csv);
            ReportWriter.WriteCsv(all, writer);
        }
    }

    /// <summary>Tells at once; <see cref="Progress{T}"/> tells later, on another thread.</summary>
    private sealed class Progress(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}
