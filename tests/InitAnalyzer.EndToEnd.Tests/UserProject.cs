using System.Security;
using InitAnalyzer.TestSupport;

namespace InitAnalyzer.EndToEnd.Tests;

/// <summary>A project as a user has it, outside the repository, that references the packed analyzer and the real TorchSharp.</summary>
internal sealed class UserProject : IDisposable
{
    private const string SourceFile = "Networks.cs";

    private readonly TemporaryFolder folder = new();
    private int builds;

    private UserProject()
    {
    }

    public string Source => File.ReadAllText(folder.PathOf(SourceFile));

    public IReadOnlyList<ReportedDiagnostic> Expected => [.. Markers.Read(SourceFile, Source).Order()];

    /// <summary>Makes the project.</summary>
    /// <param name="analyzer">The package.</param>
    /// <param name="properties">Further properties of the project.</param>
    /// <param name="source">The source; the networks of these tests where none is given.</param>
    public static async Task<UserProject> CreateAsync(PackedAnalyzer analyzer, string properties = "", string? source = null)
    {
        var project = new UserProject();
        var folder = project.folder;

        // Nothing above this folder has a say.
        folder.Write(".editorconfig", "root = true\n");
        folder.Write("Directory.Build.props", "<Project />");
        folder.Write("Directory.Build.targets", "<Project />");
        folder.Write("Directory.Packages.props", "<Project />");
        folder.Write(
            "NuGet.config",
            $"""
            <configuration>
              <config>
                <add key="globalPackagesFolder" value="{SecurityElement.Escape(folder.PathOf("packages"))}" />
              </config>
              <fallbackPackageFolders>
                <add key="machine" value="{SecurityElement.Escape(analyzer.GlobalPackages)}" />
              </fallbackPackageFolders>
              <packageSources>
                <add key="feed" value="{SecurityElement.Escape(analyzer.Feed)}" />
              </packageSources>
              <packageSourceMapping>
                <clear />
              </packageSourceMapping>
            </configuration>
            """);
        folder.Write(
            "User.csproj",
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <NuGetAudit>false</NuGetAudit>
                <!-- No user has the packages among the sources. -->
                <DefaultItemExcludes>$(DefaultItemExcludes);packages/**</DefaultItemExcludes>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="TorchSharp" Version="{PackedAnalyzer.TorchSharpVersion}" />
                <PackageReference Include="InitAnalyzer" Version="{analyzer.Version}" PrivateAssets="all" />
              </ItemGroup>
            </Project>
            """);
        folder.Write(SourceFile, source ?? File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Sources", SourceFile)));
        try
        {
            (await DotNet.RunAsync(folder.FullPath, "restore")).EnsureSuccess();
        }
        catch
        {
            project.Dispose();
            throw;
        }

        return project;
    }

    public void Write(string file, string text) => folder.Write(file, text);

    public void WriteEditorConfig(string section) => folder.Write(".editorconfig", "root = true\n\n" + section);

    /// <summary>Builds from scratch, and reads the compiler's log.</summary>
    public async Task<UserBuild> BuildAsync(string? mode = null)
    {
        var log = folder.PathOf($"build{++builds}.sarif");
        string[] arguments =
        [
            "build",
            "--no-restore",
            "--no-incremental",
            $"-p:ErrorLog={log}%2Cversion=2.1",
            .. mode is null ? Array.Empty<string>() : [$"-p:InitAnalyzerMode={mode}"],
        ];
        var result = await DotNet.RunAsync(folder.FullPath, arguments);
        return File.Exists(log)
            ? new UserBuild(result, Sarif.Read(log, folder.FullPath))
            : throw new InvalidOperationException(result.Output);
    }

    /// <summary>Applies every fix of the analyzer, as the documentation says.</summary>
    public async Task<DotNetResult> FormatAsync() =>
        (await DotNet.RunAsync(folder.FullPath, "format", "analyzers", "--no-restore", "--severity", "info", "--verbosity", "normal")).EnsureSuccess();

    /// <summary>The files that the build has put out.</summary>
    public IEnumerable<string> OutputFiles =>
        Directory.EnumerateFiles(folder.PathOf("bin"), "*", SearchOption.AllDirectories).Select(file => Path.GetFileName(file));

    public void Dispose() => folder.Dispose();
}

/// <summary>What a build returned, printed and logged.</summary>
internal sealed record UserBuild(DotNetResult Result, IReadOnlyList<SarifResult> Diagnostics)
{
    public IEnumerable<ReportedDiagnostic> Reported => Diagnostics.Select(diagnostic => diagnostic.Diagnostic);

    /// <summary>The levels at which each rule is reported, in the words of the log: note, warning, error.</summary>
    public IEnumerable<(string Id, string Level)> Levels =>
        Diagnostics.Select(diagnostic => (diagnostic.Id, diagnostic.Level)).Distinct().Order();
}
