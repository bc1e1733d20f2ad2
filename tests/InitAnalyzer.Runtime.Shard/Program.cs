using System.Globalization;
using System.Runtime.InteropServices;
using InitAnalyzer.Runtime;
using InitAnalyzer.Theory;

// Fills one shard of a tensor, as one of several processes would, and writes it to a file.
if (args is not [var kind, var outputs, var inputs, var shard, var shards, var file])
{
    Console.Error.WriteLine("usage: InitAnalyzer.Runtime.Shard normal|uniform|truncated OUTPUTS INPUTS SHARD SHARDS FILE");
    return 1;
}

Distribution distribution = kind switch
{
    "normal" => Distribution.Normal,
    "uniform" => Distribution.Uniform,
    "truncated" => Distribution.TruncatedNormal,
    _ => throw new ArgumentException($"'{kind}' is no distribution.", nameof(args)),
};
WeightShape shape = WeightShape.Linear(Number(inputs), Number(outputs));
long start = shape.Count * Number(shard) / Number(shards);
long end = shape.Count * (Number(shard) + 1) / Number(shards);
float[] weights = new float[end - start];
Initializers.He(distribution).FillSlice<float>(weights, shape, new RandomStream(seed: 20260101, "fc1.weight"), start);
File.WriteAllBytes(file, MemoryMarshal.AsBytes<float>(weights));
return 0;

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
