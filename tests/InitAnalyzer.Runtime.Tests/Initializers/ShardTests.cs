using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using InitAnalyzer.Theory;

namespace InitAnalyzer.Runtime.Tests;

/// <summary>Processes that know nothing of each other make one tensor.</summary>
public class ShardTests
{
    private const int Shards = 8;

    [Theory]
    [InlineData("normal", Distribution.Normal)]
    [InlineData("uniform", Distribution.Uniform)]
    [InlineData("truncated", Distribution.TruncatedNormal)]
    public async Task Eight_processes_filling_eight_shards_equal_one(string name, Distribution distribution)
    {
        // Sizes that no vector and no block of the generator divides.
        WeightShape shape = WeightShape.Linear(1013, 1511);
        float[] expected = new float[shape.Count];
        Initializers.He(distribution).Fill<float>(expected, shape, new RandomStream(seed: 20260101, "fc1.weight"));

        DirectoryInfo folder = Directory.CreateTempSubdirectory("shards");
        try
        {
            string[] files = [.. Enumerable.Range(0, Shards).Select(shard => Path.Combine(folder.FullName, $"{shard}.bin"))];
            await Task.WhenAll(files.Select((file, shard) => RunAsync(name, "1511", "1013", shard.ToString(CultureInfo.InvariantCulture), Shards.ToString(CultureInfo.InvariantCulture), file)));
            byte[] written = [.. files.SelectMany(File.ReadAllBytes)];
            Assert.Equal(expected, MemoryMarshal.Cast<byte, float>(written).ToArray());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task RunAsync(params string[] arguments)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "InitAnalyzer.Runtime.Shard.dll");
        using Process process = Process.Start(new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet", ["exec", program, .. arguments])
        {
            RedirectStandardError = true,
        })!;
        string errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, errors);
    }
}
