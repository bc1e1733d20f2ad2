using System.Runtime.InteropServices;
using InitAnalyzer.TestSupport;
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

        using TemporaryFolder folder = new();
        string program = Path.Combine(AppContext.BaseDirectory, "InitAnalyzer.Runtime.Shard.dll");
        string[] files = [.. Enumerable.Range(0, Shards).Select(shard => folder.PathOf($"{shard}.bin"))];
        DotNetResult[] results = await Task.WhenAll(files.Select((file, shard) => DotNet.RunAsync(folder.FullPath, program, name, "1511", "1013", $"{shard}", $"{Shards}", file)));

        Assert.All(results, static result => result.EnsureSuccess());
        byte[] written = [.. files.SelectMany(File.ReadAllBytes)];
        Assert.Equal(expected, MemoryMarshal.Cast<byte, float>(written).ToArray());
    }
}
