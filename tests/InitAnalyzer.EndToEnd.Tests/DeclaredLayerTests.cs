using InitAnalyzer.TestSupport;

namespace InitAnalyzer.EndToEnd.Tests;

/// <summary>Layers of a user's own, declared by the attributes that the package brings and by a file beside the project.</summary>
[Collection(PackedAnalyzerCollection.Name)]
public class DeclaredLayerTests(PackedAnalyzer analyzer)
{
    private const string Source =
        """
        using InitAnalyzer.Annotations;

        public enum Act
        {
            [ActivationFunction] ReLU,
        }

        public class Init
        {
            [WeightInitializer(Scale = "2")] public static Init He => new();
            [WeightInitializer(Scale = "1")] public static Init LeCun => new();
        }

        public static class Layers
        {
            [WeightLayer] public static object Marked([ActivationParameter] Act act, [InitializerParameter] Init init) => new();

            public static object Listed(Act behind, Init law) => new();
        }

        public static class Program
        {
            public static object One => Layers.Marked(Act.ReLU, Init.LeCun); // INIT001
            public static object Other => Layers.Listed(Act.ReLU, Init.LeCun); // INIT001
        }
        """;

    [Fact]
    public async Task Attributes_and_a_file_are_read_and_the_fix_writes_what_is_declared()
    {
        using var project = await UserProject.CreateAsync(analyzer, "<InitAnalyzerAnnotations>true</InitAnalyzerAnnotations>", Source);
        project.Write("own.initanalyzer.txt", "M:Layers.Listed  WeightLayer activation=behind initializer=law\nM:Layers.Listed  Layer\n");

        var build = await project.BuildAsync();
        build.Result.EnsureSuccess();
        Assert.Equal(project.Expected, build.Reported.Where(diagnostic => diagnostic.Id == "INIT001"));
        Assert.Contains("own.initanalyzer.txt(2,1): warning INIT902", build.Result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("warning CS", build.Result.Output, StringComparison.Ordinal);

        await project.FormatAsync();
        Assert.Equal(Source.Replace("Init.LeCun);", "Init.He);", StringComparison.Ordinal).ReplaceLineEndings("\n"), project.Source.ReplaceLineEndings("\n"));
    }
}
