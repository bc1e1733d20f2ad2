using InitAnalyzer.Tests.Reading;
using Xunit;

namespace InitAnalyzer.Tests.Frameworks;

/// <summary>What members of TorchSharp mean up to a version, and from the next.</summary>
public class TorchSharpQuirkTests
{
    /// <summary>Up to 0.107 it returns its input, so that no law is wrong before it.</summary>
    [Theory]
    [InlineData("0.96.5.0", "functional.hardtanh(fc.forward(x))", false)]
    [InlineData("0.107.0.0", "functional.hardtanh(fc.forward(x))", false)]
    [InlineData("0.107.0.0", "functional.hardtanh(fc.forward(x), inplace: true)", true)]
    [InlineData("0.107.0.0", "fc.forward(x).hardtanh(-1, 1)", false)]
    [InlineData("0.108.0.0", "functional.hardtanh(fc.forward(x))", true)]
    [InlineData("0.108.0.0", "functional.hardtanh(fc.forward(x), inplace: true)", true)]
    [InlineData("0.108.0.0", "fc.forward(x).hardtanh(-1, 1)", true)]
    public async Task Hardtanh_is_one_in_place_or_in_a_later_version(string version, string activation, bool isReported)
    {
        var program = TorchSharpOfVersion.Compile(
            version,
            $$"""
            using TorchSharp.Modules;
            using static TorchSharp.torch;
            using static TorchSharp.torch.nn;

            class Net : Module<Tensor, Tensor>
            {
                private readonly Linear fc = Linear(16, 16), head = Linear(16, 1);

                public Net() : base("net") => init.kaiming_uniform_(fc.weight);

                public override Tensor forward(Tensor x) => head.forward({{activation}});
            }
            """);
        var found = await Analysis.Run(program);
        Assert.Equal(isReported ? ["INIT002"] : [], found.Select(diagnostic => diagnostic.Id));
    }
}
