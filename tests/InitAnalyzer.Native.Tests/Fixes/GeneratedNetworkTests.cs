using InitAnalyzer.Tests.CodeFixes.Generated;

namespace InitAnalyzer.Native.Tests.Fixes;

/// <summary>Generated networks with a known mismatch, fixed and run: each weight has the law that it should.</summary>
[Collection(NativeCollection.Name)]
public class GeneratedNetworkTests
{
    private const int Networks = 80;
    private const int PerCase = 8;

    /// <summary>Others than those of the test that does not run them.</summary>
    private const int FirstSeed = 1000;

    public static TheoryData<int> FirstSeeds => [.. Enumerable.Range(0, Networks / PerCase).Select(i => FirstSeed + (i * PerCase))];

    [NativeTheory]
    [MemberData(nameof(FirstSeeds))]
    public async Task Fixed_networks_have_the_recommended_laws(int firstSeed)
    {
        for (var seed = firstSeed; seed < firstSeed + PerCase; seed++)
        {
            var generated = NetworkGenerator.Create(seed);
            var session = await (await FixSession.Open(generated.Source)).FixAll();
            if (generated.IsFixed)
            {
                Assert.Empty(session.Diagnostics);
                using var program = LoadedProgram.Load(session.Compilation);
                using var network = program.Create();
                Assert.NotEmpty(generated.Weights);
                foreach (var (parameter, law) in generated.Weights)
                {
                    Expectation.Of(parameter, law).Check(
                        LoadedProgram.ParameterOf(network, parameter), $"{parameter} of\n{generated.Source}\n->\n{session.Text}\n");
                }
            }
        }
    }
}
