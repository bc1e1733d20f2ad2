using InitAnalyzer.Benchmarks;

const string Usage =
    """
    usage: dotnet run -c Release --project tests/InitAnalyzer.Benchmarks -- [option]

      (none)            BenchmarkDotNet over a generated project of 500 module classes, and over 500 classes without TorchSharp
      --quick             the same projects with a stopwatch
      --folder PATH       every .cs file under PATH as one compilation, with a stopwatch, and the diagnostics by rule
      --response FILE...  what each of these response files has the compiler compile, likewise
      --list              with --folder or --response: prints each diagnostic as well
      --edit [FILE...]    with --folder: what an editor waits for when one of these files was changed; without, files of 1,000 generated lines

    Each prints analysis time over compile time, of which the aim is at most 0.05; --edit prints milliseconds, of which it is 20.
    """;

var arguments = new Queue<string>(args);
var (quick, list, edit, folder) = (false, false, false, (string?)null);
var files = new List<string>();
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
        case "--edit":
            edit = true;
            break;
        case "--response":
            break;
        case "--folder" when arguments.TryDequeue(out var path) && Directory.Exists(path):
            folder = path;
            break;
        case var file when File.Exists(file):
            files.Add(file);
            break;
        default:
            Console.WriteLine(Usage);
            return argument is "--help" or "-h" ? 0 : 1;
    }
}

if (edit)
{
    Edit.Run(folder is null ? SourceSet.GenerateLongFiles() : SourceSet.FromFolder(folder), files);
}
else if (folder is not null)
{
    Stopwatch.Run(SourceSet.FromFolder(folder), list);
}
else if (files.Count > 0)
{
    Stopwatch.Run([.. files.Select(SourceSet.FromResponseFile)], list);
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
