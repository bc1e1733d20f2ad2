using System.Diagnostics;
using System.Text;

namespace InitAnalyzer.TestSupport;

/// <summary>What a <c>dotnet</c> command wrote and returned.</summary>
internal sealed record DotNetResult(string CommandLine, int ExitCode, string Output)
{
    /// <summary>Fails the test, with everything that the command wrote, unless it succeeded.</summary>
    public DotNetResult EnsureSuccess() => ExitCode == 0
        ? this
        : throw new InvalidOperationException($"'{CommandLine}' returned {ExitCode}:\n{Output}");
}

/// <summary>Runs the .NET command line as on a machine where nobody has set anything.</summary>
internal static class DotNet
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(5);

    public static async Task<DotNetResult> RunAsync(string workingFolder, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Host, arguments)
        {
            WorkingDirectory = workingFolder,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };

        // A test host inherits from 'dotnet test' where MSBuild is, and in what mode; a build of its own must not.
        foreach (var name in start.Environment.Keys.Where(IsBuildState).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_SKIP_FIRST_TIME_EXPERIENCE"] = "1";

        // Nodes and servers that outlive the command keep the analyzer's files open, and an old analyzer loaded.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["UseSharedCompilation"] = "false";

        var output = new StringBuilder();
        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, e) => Append(output, e.Data);
        process.ErrorDataReceived += (_, e) => Append(output, e.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var timeout = new CancellationTokenSource(s_timeout);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"'dotnet {string.Join(' ', start.ArgumentList)}' did not end in {s_timeout}:\n{output}");
        }

        lock (output)
        {
            return new DotNetResult($"dotnet {string.Join(' ', start.ArgumentList)}", process.ExitCode, output.ToString());
        }
    }

    /// <summary>The <c>dotnet</c> that runs the tests, so that its SDK is the one that built them.</summary>
    private static string Host =>
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host && File.Exists(host) ? host : "dotnet";

    private static bool IsBuildState(string name) =>
        name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("DOTNET_CLI_", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Configuration", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Platform", StringComparison.OrdinalIgnoreCase)
        || name.Equals("CI", StringComparison.OrdinalIgnoreCase);

    private static void Append(StringBuilder output, string? line)
    {
        if (line is not null)
        {
            lock (output)
            {
                output.AppendLine(line);
            }
        }
    }
}
