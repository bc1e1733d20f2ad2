using System.Text;
using InitAnalyzer.Runtime;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace InitAnalyzer.Tool;

/// <summary>Where results, progress and notes go: colours and moving bars on terminals alone.</summary>
internal sealed class Display
{
    private readonly TextWriter _output;
    private readonly IAnsiConsole _results;
    private readonly IAnsiConsole _messages;
    private readonly bool _isTerminal;

    public Display(TextWriter output, TextWriter error)
    {
        _output = output;
        bool resultsOnTerminal = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;
        _isTerminal = ReferenceEquals(error, Console.Error) && !Console.IsErrorRedirected;
        _results = Create(output, resultsOnTerminal);
        _messages = Create(error, _isTerminal);
    }

    public void Heading(string title) => _results.Write(new Rule(Markup.Escape(title)) { Justification = Justify.Left, Style = new Style(Color.Blue) });

    public void Table(ReportTable report) => Table(report.Title, report.Columns, report.Rows);

    public void Table(string title, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows, int textColumns = 0)
    {
        Table table = new() { Title = title.Length == 0 ? null : new TableTitle(Markup.Escape(title)), Border = TableBorder.Simple };
        for (int i = 0; i < columns.Count; i++)
        {
            TableColumn column = new(Markup.Escape(columns[i]));
            table.AddColumn(i < textColumns ? column.LeftAligned() : column.RightAligned().NoWrap());
        }

        foreach (IReadOnlyList<string> row in rows)
        {
            table.AddRow([.. row.Select(static cell => (IRenderable)new Text(cell))]);
        }

        _results.Write(table);
    }

    /// <summary>How much is left at the end.</summary>
    public void Summary(IReadOnlyList<SideBySide> reports) => Table(
        "from end to end",
        ["initializer", "method", "signal ×", "gradient ×"],
        reports.SelectMany(static pair => pair.Reports.Select(report => (IReadOnlyList<string>)
            [pair.Network.Name, report.Method == SimulationMethod.Theory ? "theory" : "sample", ReportNumber(report.SignalRatio), ReportNumber(report.GradientRatio)])),
        textColumns: 2);

    public void Line(string text) => _results.Write(new Text(text + "\n"));

    public void Note(string text) => _messages.Write(new Text("note: " + text + "\n", new Style(Color.Yellow)));

    /// <summary>Bytes as they are.</summary>
    public void Write(Action<Stream> write)
    {
        using MemoryStream stream = new();
        write(stream);
        _output.WriteLine(Encoding.UTF8.GetString(stream.ToArray()));
    }

    public void WithProgress(string title, Action<IProgress<double>> work)
    {
        if (!_isTerminal)
        {
            work(new Ignore());
            return;
        }

        _messages.Progress().AutoClear(true).Start(context =>
        {
            ProgressTask task = context.AddTask(title, maxValue: 1);
            work(new Bar(task));
        });
    }

    internal static string ReportNumber(double value) => double.IsNaN(value) ? "-" : value.ToString("G4", System.Globalization.CultureInfo.InvariantCulture);

    private static IAnsiConsole Create(TextWriter writer, bool isTerminal)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal && Environment.GetEnvironmentVariable("NO_COLOR") is null ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!isTerminal)
        {
            // A file has no width that would force lines to break.
            console.Profile.Width = 240;
        }

        return console;
    }

    private sealed class Bar(ProgressTask task) : IProgress<double>
    {
        public void Report(double value) => task.Value = value;
    }

    private sealed class Ignore : IProgress<double>
    {
        public void Report(double value)
        {
        }
    }
}
