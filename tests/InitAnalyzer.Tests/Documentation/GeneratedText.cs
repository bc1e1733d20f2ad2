using System.Text.RegularExpressions;
using InitAnalyzer.TestSupport;

namespace InitAnalyzer.Tests.Documentation;

/// <summary>
/// Text of this repository that follows from code: whole files, and blocks of pages between
/// <c>&lt;!-- generated: name --&gt;</c> and <c>&lt;!-- end --&gt;</c>. Tests compare it; with the environment variable
/// <c>INITANALYZER_UPDATE=1</c> they write it instead.
/// </summary>
internal static class GeneratedText
{
    public const string UpdateVariable = "INITANALYZER_UPDATE";

    private static bool IsUpdate => Environment.GetEnvironmentVariable(UpdateVariable) == "1";

    /// <summary>Compares a whole file.</summary>
    public static void CheckFile(string path, string expected)
    {
        if (IsUpdate)
        {
            File.WriteAllText(Repository.PathOf(path), expected);
        }

        Compare(path, expected, File.Exists(Repository.PathOf(path)) ? Repository.ReadText(path) : "");
    }

    /// <summary>Compares one block of a page.</summary>
    public static void CheckBlock(string path, string name, string expected)
    {
        var text = Repository.ReadText(path);
        var block = Block(name).Match(text);
        Assert.True(block.Success, $"{path} has no block '<!-- generated: {name} -->' ... '<!-- end -->'.");
        var content = block.Groups["content"];
        expected = expected.ReplaceLineEndings("\n").Trim('\n') + "\n";
        if (IsUpdate)
        {
            File.WriteAllText(Repository.PathOf(path), text[..content.Index] + expected + text[(content.Index + content.Length)..]);
            return;
        }

        Compare($"{path}, block '{name}'", expected, content.Value);
    }

    private static void Compare(string what, string expected, string actual)
    {
        if (expected != actual)
        {
            Assert.Fail($"{what} does not follow from the code; '{UpdateVariable}=1 dotnet test' writes it anew.\n"
                + $"--- expected\n{expected}\n--- found\n{actual}");
        }
    }

    private static Regex Block(string name) => new(
        $@"<!-- generated: {Regex.Escape(name)} -->\n(?<content>.*?)<!-- end -->",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture);
}
