using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Xunit;
using Analysis = InitAnalyzer.Tests.Reading.Analysis;

namespace InitAnalyzer.Tests.Programs;

/// <summary>
/// One small program in a shape that real code has: a title, the rows of <see cref="ShapeRows"/> that it shows, and a
/// source whose lines end in the rules that are due on them, as <c>// INIT001 INIT105</c>.
/// </summary>
public sealed partial record ShapeProgram(string File, string Title, ImmutableArray<string> Rows, string Source)
{
    private const string Heading = "//// ";

    /// <summary>A verdict on the network as a whole, which a program states only where it is about that.</summary>
    private const string WholeNetwork = "INIT201";

    public string Name => $"{File}: {Title}";

    /// <summary>What is due, as "line rule".</summary>
    public IEnumerable<string> Expected => Source
        .Split('\n')
        .SelectMany((line, i) => Marker().Match(line).Groups["rule"].Captures.Select(rule => $"{i + 1} {rule.Value}"));

    public bool IsSilent => !Expected.Any();

    /// <summary>The programs of one file: each begins with a heading "//// title: rows".</summary>
    public static IEnumerable<ShapeProgram> Split(string file, string text)
    {
        var programs = text.ReplaceLineEndings("\n").Split("\n" + Heading).Skip(1);
        foreach (var program in programs)
        {
            var end = program.IndexOf('\n', StringComparison.Ordinal);
            var colon = program.LastIndexOf(':', end);
            yield return new ShapeProgram(
                file,
                program[..colon],
                [.. program[(colon + 1)..end].Split(' ', StringSplitOptions.RemoveEmptyEntries)],
                program[(end + 1)..].Trim('\n'));
        }
    }

    /// <summary>Asserts that what is marked, and nothing else, is reported.</summary>
    public async Task Verify()
    {
        var isAboutWhole = (Title + Source).Contains(WholeNetwork, StringComparison.Ordinal);
        var diagnostics = (await Analysis.Run(Source)).Where(diagnostic => isAboutWhole || diagnostic.Id != WholeNetwork).ToList();
        var preamble = Verifiers.Verify.Usings.Count(character => character == '\n');
        var found = diagnostics.Select(diagnostic => $"{diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1 - preamble} {diagnostic.Id}");
        Assert.True(
            Expected.Order(StringComparer.Ordinal).SequenceEqual(found.Order(StringComparer.Ordinal)),
            $"{Name}\nexpected: [{string.Join("; ", Expected)}]\nfound:    [{string.Join("; ", diagnostics.Select(Describe))}]\n{Source}");

        string Describe(Diagnostic diagnostic) =>
            $"{diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1 - preamble} {diagnostic.Id} {diagnostic.GetMessage(null)}";
    }

    [GeneratedRegex(@"//(?: (?<rule>INIT\d{3}))+$")]
    private static partial Regex Marker();
}
