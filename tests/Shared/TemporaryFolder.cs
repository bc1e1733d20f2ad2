namespace InitAnalyzer.TestSupport;

/// <summary>A folder outside the repository, deleted with everything in it at the end.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string FullPath { get; } = Directory.CreateTempSubdirectory("InitAnalyzer-").FullName;

    public string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([FullPath, .. parts]);

    public string Write(string name, string text)
    {
        var file = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return file;
    }

    public void Dispose()
    {
        // A compiler that has just exited may hold a file for a moment on Windows.
        for (var attempt = 0; Directory.Exists(FullPath); attempt++)
        {
            try
            {
                Directory.Delete(FullPath, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                if (attempt == 10)
                {
                    return;
                }

                Thread.Sleep(200);
            }
        }
    }
}
