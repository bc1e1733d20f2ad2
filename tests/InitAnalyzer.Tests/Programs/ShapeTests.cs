using Xunit;

namespace InitAnalyzer.Tests.Programs;

/// <summary>Networks in the shapes that real code has; each program states what is due, and half of them nothing.</summary>
public class ShapeTests
{
    private static readonly IReadOnlyList<ShapeProgram> All = Read();

    private static readonly Dictionary<string, ShapeProgram> ByName = All.ToDictionary(program => program.Name, StringComparer.Ordinal);

    public static TheoryData<string> Names => [.. ByName.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public Task What_is_marked_is_reported_and_nothing_else(string name) => ByName[name].Verify();

    [Fact]
    public void There_are_many_programs_and_half_of_them_are_silent()
    {
        Assert.True(All.Count >= 150, $"{All.Count} programs");
        var silent = All.Count(program => program.IsSilent);
        Assert.True(2 * silent >= All.Count, $"{silent} of {All.Count} programs are silent");
    }

    [Theory]
    [MemberData(nameof(ShapeRows.Ids), MemberType = typeof(ShapeRows))]
    public void Every_row_has_a_program(string row) => Assert.Contains(All, program => program.Rows.Contains(row));

    [Fact]
    public void Programs_name_rows_that_exist() =>
        Assert.Empty(All.SelectMany(program => program.Rows.Except(ShapeRows.Descriptions.Keys).Select(row => $"{program.Name}: {row}")));

    private static List<ShapeProgram> Read()
    {
        var assembly = typeof(ShapeTests).Assembly;
        const string Folder = "Programs.Shapes.";
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .SelectMany(name =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                return ShapeProgram.Split(name[Folder.Length..], reader.ReadToEnd());
            })
            .ToList();
    }
}
