using Microsoft.CodeAnalysis;
using Xunit;

namespace InitAnalyzer.Tests.Reading;

/// <summary>Kinds of operations that the oldest supported compiler's API does not name are known to the reader by number.</summary>
public class CompilerVersionTests
{
    [Fact]
    public void Collection_expressions_have_the_number_that_the_reader_expects()
    {
        Assert.Equal(0x7f, (int)OperationKind.CollectionExpression);
        Assert.Equal(0x80, (int)OperationKind.Spread);
    }
}
