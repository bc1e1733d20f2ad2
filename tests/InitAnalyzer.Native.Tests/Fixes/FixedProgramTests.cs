using System.Runtime.InteropServices;
using InitAnalyzer.Tests.CodeFixes.Generated;
using InitAnalyzer.Tests.Verifiers;
using Xunit.Sdk;

namespace InitAnalyzer.Native.Tests.Fixes;

/// <summary>
/// Programs that report something, fixed and run. A row of <see cref="FixedPrograms"/> is all that a fix needs to be checked
/// by what it does.
/// </summary>
[Collection(NativeCollection.Name)]
public class FixedProgramTests
{
    public static TheoryData<string> Names => [.. FixedPrograms.All.Select(program => program.Name)];

    [NativeTheory]
    [MemberData(nameof(Names))]
    public async Task A_fixed_program_does_what_was_meant(string name)
    {
        var row = FixedPrograms.All.Single(program => program.Name == name);
        var start = await FixSession.Open(Verify.Usings + row.Source);
        Assert.Equal(row.Reported.Order(StringComparer.Ordinal), start.Ids);
        using var program = LoadedProgram.Load(start.Compilation);
        switch (row.Before)
        {
            case Unfixed.Throws:
                Assert.Throws<ExternalException>(program.Create);
                break;
            case Unfixed.IsWrong:
                // Or else the row would say nothing about its fix.
                Assert.ThrowsAny<XunitException>(() => Check(program, row, start.Text));
                break;
            case Unfixed.MayBeRight:
                break;
            default:
                Check(program, row, start.Text);
                break;
        }

        var end = await start.FixAll();
        Assert.True(end.Diagnostics.IsEmpty, $"Left: {string.Join(", ", end.Ids)}\n{end.Text}");
        Assert.Equal(end.Text, (await start.FixOneByOne()).Text);

        using var fixedProgram = LoadedProgram.Load(end.Compilation);
        Check(fixedProgram, row, end.Text);
    }

    private static void Check(LoadedProgram program, FixedProgram row, string text)
    {
        using var network = program.Create();
        Assert.NotEmpty(row.Expected);
        foreach (var (parameter, check) in row.Expected)
        {
            check(LoadedProgram.ParameterOf(network, parameter), $"{parameter} of\n{text}\n");
        }
    }
}
