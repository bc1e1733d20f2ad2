using FixMyNetwork;
using InitAnalyzer.Native.Tests;

namespace InitAnalyzer.Torch.Tests;

/// <summary>The samples show what they promise: nothing is learnt before the fix, and all after it.</summary>
[Collection(NativeCollection.Name)]
public class SampleTests
{
    [NativeFact]
    public void A_deep_network_learns_after_one_line() => Learns("fix-my-network.svg", static (output, folder) => new DeepNetwork(output).Run(folder), Math.Log(2), "INIT201");

    [NativeFact]
    public void A_network_for_digits_learns_after_the_fix() => Learns("digits.svg", static (output, folder) => new DigitNetwork(output).Run(folder), Math.Log(10), "INIT202");

    private static void Learns(string plot, Func<TextWriter, string, (double[] Before, double[] After)> run, double chance, string rule)
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            using StringWriter output = new();
            (double[] before, double[] after) = run(output, folder);
            Assert.InRange(before[^1], 0.98 * chance, 1.02 * chance);
            Assert.InRange(after[^1], 0, 0.2 * chance);
            Assert.Contains(rule, output.ToString());
            Assert.Contains("<svg", File.ReadAllText(Path.Combine(folder, plot)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
