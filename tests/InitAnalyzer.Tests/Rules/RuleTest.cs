using System.Globalization;
using InitAnalyzer.Tests.Reading;
using Microsoft.CodeAnalysis;
using Xunit;

namespace InitAnalyzer.Tests.Rules;

/// <summary>What the tests of one rule ask of its diagnostics: text, severity, places.</summary>
internal static class RuleTest
{
    /// <summary>A layer <c>fc</c> under an initializer, before an activation that is hidden.</summary>
    public static string Hidden(string initializer, string activation) => ProgramTable.Net(
        members: "private readonly Linear fc = Linear(16, 8), head = Linear(8, 1);",
        init: initializer,
        forward: $"var h = fc.forward(x);\nh = {activation};\nreturn head.forward(h);");

    public static async Task<Diagnostic> Single(string source, string id)
    {
        var diagnostic = Assert.Single(await Analysis.Run(source));
        Assert.Equal(id, diagnostic.Id);
        return diagnostic;
    }

    public static string Message(Diagnostic diagnostic) => diagnostic.GetMessage(CultureInfo.InvariantCulture);

    public static string TextAt(Location location) =>
        location.SourceTree!.ToString().Substring(location.SourceSpan.Start, location.SourceSpan.Length);

    public static IEnumerable<string> AdditionalTexts(Diagnostic diagnostic) => diagnostic.AdditionalLocations.Select(TextAt);
}
