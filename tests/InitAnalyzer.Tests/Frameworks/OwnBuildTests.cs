using InitAnalyzer.Frameworks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace InitAnalyzer.Tests.Frameworks;

/// <summary>A framework's own build is not read; sources of it that are compiled into something else are.</summary>
public class OwnBuildTests
{
    [Theory]
    [InlineData("TorchSharp", false)]
    [InlineData("Net", true)]
    public void Is_bound_unless_it_is_what_is_built(string assembly, bool isBound)
    {
        var compilation = CSharpCompilation.Create(
            assembly,
            [CSharpSyntaxTree.ParseText("namespace TorchSharp { public static class torch { public static class nn { public static class init { } } } }")],
            [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)]);

        Assert.Equal(isBound, FrameworkCatalog.Bind(compilation, FrameworkCatalog.Tables).Any());
    }
}
