namespace InitAnalyzer.TestSupport;

/// <summary>The files of this repository.</summary>
internal static class Repository
{
    /// <summary>The folder of the solution, found upwards from the test assembly.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A file or folder, by its path from the root.</summary>
    public static string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    /// <summary>The text of a file, with line ends as on Linux.</summary>
    public static string ReadText(params ReadOnlySpan<string> parts) =>
        File.ReadAllText(PathOf(parts)).ReplaceLineEndings("\n");

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "InitAnalyzer.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No InitAnalyzer.sln above {AppContext.BaseDirectory}.");
    }
}
