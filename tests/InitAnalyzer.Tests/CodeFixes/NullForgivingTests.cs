using InitAnalyzer.Theory;
using Xunit;
using static InitAnalyzer.Tests.CodeFixes.FixRunner;

namespace InitAnalyzer.Tests.CodeFixes;

/// <summary>A layer's bias, and a weight read through an interface, are declared as nullable: they come with an exclamation mark.</summary>
public class NullForgivingTests
{
    [Theory]
    [InlineData("[|init.xavier_uniform_(fc.weight!)|];", "init.kaiming_uniform_(fc.weight!, nonlinearity: init.NonlinearityType.ReLU);")]
    public async Task The_mark_stays(string statement, string fixedStatement) =>
        Assert.Equal(fixedStatement, await Snippet.Fix(statement, Recommend("ReLU", Distribution.Uniform)));
}
