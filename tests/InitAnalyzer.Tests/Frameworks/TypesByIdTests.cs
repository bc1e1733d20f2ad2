using InitAnalyzer.Frameworks;
using InitAnalyzer.Tests.Reading;
using Microsoft.CodeAnalysis;
using Xunit;

namespace InitAnalyzer.Tests.Frameworks;

public class TypesByIdTests
{
    [Fact]
    public void Every_container_of_every_table_is_found_as_the_compiler_finds_it()
    {
        var compilation = Analysis.Compile();
        var ids = FrameworkCatalog.Tables.SelectMany(table => table.Rows.Select(row => row.Container).Append(table.Marker)).Distinct().ToList();
        Assert.Contains(ids, id => TypesById.Find(id, compilation) is not null);
        Assert.All(ids, id => Assert.Equal(
            DocumentationCommentId.GetFirstSymbolForDeclarationId(id, compilation),
            TypesById.Find(id, compilation),
            SymbolEqualityComparer.Default));
    }

    [Theory]
    [InlineData("T:Outer", "Outer")]
    [InlineData("T:Space.Outer`1", "Space.Outer<T>")]
    [InlineData("T:Space.Outer`1.Inner`2", "Space.Outer<T>.Inner<U, V>")]
    [InlineData("T:Space.Outer`1.Inner", "Space.Outer<T>.Inner")]
    [InlineData("T:Space.Both.InType", "Space.Both.InType")]
    [InlineData("T:Space.Deep.InSpace", "Space.Deep.InSpace")]
    [InlineData("T:Space.Outer", null)]
    [InlineData("T:Space", null)]
    [InlineData("T:", null)]
    [InlineData("M:Outer", null)]
    [InlineData("T:No.Such", null)]
    public void Types_are_found_by_namespace_nesting_and_arity(string id, string? expected)
    {
        var compilation = Analysis.Compile([Analysis.Parse(
            """
            class Outer;
            namespace Space
            {
                class Outer<T> { class Inner; class Inner<U, V>; }
                class Both { class InType; }
                namespace Deep { class InSpace; }
            }
            """,
            "/types.cs")]);
        Assert.Equal(expected, TypesById.Find(id, compilation)?.ToDisplayString());
    }
}
