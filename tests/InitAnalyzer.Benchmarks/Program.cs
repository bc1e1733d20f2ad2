using InitAnalyzer.Benchmarks;

const string Usage =
    """
    usage: dotnet run -c Release --project tests/InitAnalyzer.Benchmarks -- [option]

      (none)            BenchmarkDotNet over a generated project of 500 module classes, and over 500 classes without TorchSharp
      --quick           the same projects with a stopwatch
      --folder PATH     every .cs file under PATH as one compilation, with a stopwatch, and the diagnostics by rule
      --list            with --folder: prints each diagnostic as well

    Each prints analysis time over compile time; the aim is at most 0.05.
    """;

var arguments = new Queue<string>(args);
var (quick, list, folder) = (false, false, (string?)null);
while (arguments.TryDequeue(out var argument))
{
    switch (argument)
    {
        case "--quick":
            quick = true;
            break;
        case "--list":
            list = true;
            break;
        case "--folder" when arguments.TryDequeue(out var path) && Directory.Exists(path):
            folder = path;
            break;
        default:
            Console.WriteLine(Usage);
            return argument is "--help" or "-h" ? 0 : 1;
    }
}

if (folder is not null)
{
    Stopwatch.Run(SourceSet.FromFolder(folder), list);
}
else if (quick)
{
    Stopwatch.Run(SourceSet.Generate(ProjectKind.TorchSharp), list);
    Stopwatch.Run(SourceSet.Generate(ProjectKind.NoFramework), list);
}
else
{
    AnalysisBenchmarks.Run();
}

return 0;
