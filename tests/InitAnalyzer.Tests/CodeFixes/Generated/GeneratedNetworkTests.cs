using Xunit;

namespace InitAnalyzer.Tests.CodeFixes.Generated;

/// <summary>What every fix owes, over generated networks with a known mismatch.</summary>
public class GeneratedNetworkTests
{
    private const int Networks = 240;
    private const int PerCase = 12;

    public static TheoryData<int> FirstSeeds => [.. Enumerable.Range(0, Networks / PerCase).Select(i => i * PerCase)];

    [Theory]
    [MemberData(nameof(FirstSeeds))]
    public async Task The_fixes_leave_nothing_to_fix(int firstSeed)
    {
        for (var seed = firstSeed; seed < firstSeed + PerCase; seed++)
        {
            await Check(seed);
        }
    }

    /// <summary>A property over networks that are all alike, or that no fix touches, would say little.</summary>
    [Fact]
    public void The_networks_are_of_many_kinds()
    {
        var networks = Enumerable.Range(0, Networks).Select(NetworkGenerator.Create).ToList();
        foreach (var id in new[] { "INIT001", "INIT002", "INIT003", "INIT004", "INIT005", "INIT105" })
        {
            Assert.True(networks.Count(network => network.Reported.Contains(id)) >= 10, id);
        }

        string[] shapes =
        [
            "Linear(", "Bilinear(", "Conv1d(", "Conv2d(", "ConvTranspose2d(", " net = Sequential(", "return Sequential(", "modules()", "named_modules()",
            "apply(m", "apply(InitWeights)", "OfType<", "new[]", "case ", " init.", " nn.init.", " torch.nn.init.", "using static TorchSharp.torch.nn.init", "tensor: ",
        ];
        foreach (var shape in shapes.Concat(InitializerChoice.All.Select(choice => choice.Function + "(")).Distinct())
        {
            Assert.True(networks.Count(network => network.Source.Contains(shape, StringComparison.Ordinal)) >= 5, shape);
        }

        Assert.All(networks, network => Assert.NotEmpty(network.Reported));
        Assert.InRange(networks.Count(network => network.IsFixed), Networks * 3 / 4, Networks - 10);
    }

    private static async Task Check(int seed)
    {
        var network = NetworkGenerator.Create(seed);
        var start = await FixSession.Open(network.Source);
        Assert.True(
            network.Reported.SequenceEqual(start.Ids),
            $"seed {seed}: due {string.Join(", ", network.Reported)}; reported {string.Join(", ", start.Ids)}\n{network.Source}");

        var end = await start.FixOneByOne();
        var all = await start.FixAll();
        Assert.True(end.Text == all.Text, $"seed {seed}: one by one and all at once differ\n{end.Text}\n{all.Text}");
        if (network.IsFixed)
        {
            Assert.True(end.Diagnostics.IsEmpty, $"seed {seed}: left {string.Join(", ", end.Ids)}\n{network.Source}\n{end.Text}");
        }

        await start.TryAlternatives();

        // Once more changes nothing.
        var again = await FixSession.Open(end.Text);
        Assert.Equal(end.Text, (await again.FixOneByOne()).Text);
        Assert.Equal(end.Text, (await again.FixAll()).Text);
    }
}
