using System.Text.RegularExpressions;
using InitAnalyzer.Reading.Source;
using InitAnalyzer.Tests.Robustness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace InitAnalyzer.Tests.Reading;

/// <summary>The words of a file are those of its code, and names in strings; not those of comments and of texts of several lines.</summary>
public partial class WordTableTests
{
    [Theory]
    [InlineData("a.relu(); // tanh", "a relu")]
    [InlineData("a /* relu\n tanh */ / b", "a b")]
    [InlineData("/// <see cref=\"relu\"/>\nvoid a() { }", "void a")]
    [InlineData("a / b / c", "a b c")]
    [InlineData("a(\"relu\", b)", "a relu b")]
    [InlineData("a(\"re\\\"lu // x\", b) // c", "a re lu x b")]
    [InlineData("a(\"http://relu\", b)", "a http relu b")]
    [InlineData("a(@\"relu \"\"tanh\"\" \\\", b) // c", "a relu tanh b")]
    [InlineData("a(@\"relu\n\"\"tanh\"\" \\\", b)", "a b")]
    [InlineData("a(\"\", b, \"\")", "a b")]
    [InlineData("a(\"\"\"relu\"\"\", b)", "a relu b")]
    [InlineData("a(\"\"\"\n relu \" tanh \"\" \n\"\"\", b)", "a b")]
    [InlineData("a(\"\"\"\"\n relu \"\"\" tanh\n\"\"\"\", b)", "a b")]
    [InlineData("a($\"x {b.relu(\"y\")} }} z\", c) // d", "a x b relu y z c")]
    [InlineData("a($\"{{ // {b} }}\", c) // d", "a b c")]
    [InlineData("a($\"{$\"{b[\"c\"]}\"} d\", e) // f", "a b c d e")]
    [InlineData("a($@\"x\n{b}\", @$\"y\n{c} \"\"d\"\"\", e) // f", "a x b y c d e")]
    [InlineData("a($\"\"\"\n x {b} // \n\"\"\", c) // d", "a x b c")]
    [InlineData("a('\"', b, '\\'', '\\\\', '\\u0022') // c", "a b")]
    [InlineData("#region don't do\na.relu(\"b\"); // c\n#endregion", "region don t do a relu b endregion")]
    [InlineData("a(\"relu\nb.tanh(); // c", "a relu b tanh")]
    [InlineData("a($\"relu {b", "a relu b")]
    [InlineData("a(@\"relu", "a relu")]
    [InlineData("a /* relu", "a")]
    [InlineData("a(\"\"\"", "a")]
    [InlineData("a('", "a")]
    [InlineData("a // b", "a")]
    [InlineData("", "")]
    public void What_stands_in_code_is_found(string text, string words) =>
        Assert.Equal(words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => word.Length > 0), Find(text).Select(found => found.Word));

    [Fact]
    public void Strings_within_strings_without_end_are_looked_through()
    {
        var text = string.Concat(Enumerable.Repeat("$\"{", 20000));
        Assert.Empty(Find(text));
    }

    [Fact]
    public void As_the_compiler_has_it_in_every_file_of_the_repository()
    {
        foreach (var path in TestSources.Files)
        {
            var text = File.ReadAllText(path);
            var root = CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Latest)).GetRoot();
            var apart = root.DescendantTrivia(descendIntoTrivia: true).Where(IsComment).Select(trivia => trivia.FullSpan)
                .Concat(root.DescendantTokens().Where(IsTextOrCharacter).Select(token => token.Span))
                .OrderBy(span => span.Start)
                .ToList();
            Assert.Equal(
                Word().Matches(text).Where(word => !IsIn(word.Index)).Select(word => (word.Value, word.Index)),
                Find(text));

            bool IsIn(int position) => apart.BinarySearch(new TextSpan(position, 0), Comparer<TextSpan>.Create((span, at) => span.End <= at.Start ? -1 : span.Start > at.Start ? 1 : 0)) >= 0;
        }
    }

    [GeneratedRegex("[A-Za-z0-9_\u0080-\uffff]+")]
    private static partial Regex Word();

    private static IEnumerable<(string Word, int Position)> Find(string text) => new WordTable([.. Word().Matches(text).Select(word => word.Value)]).FindIn(text);

    private static bool IsComment(SyntaxTrivia trivia) => trivia.Kind()
        is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia or SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia;

    private static bool IsTextOrCharacter(SyntaxToken token) =>
        token.Parent is LiteralExpressionSyntax literal
        && (token.IsKind(SyntaxKind.CharacterLiteralToken) || (literal.Token.Value is string && token.Text.Contains('\n')))
        && !literal.Ancestors().OfType<InterpolationSyntax>().Any();
}
