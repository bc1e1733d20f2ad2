using InitAnalyzer.Model;
using Xunit;

namespace InitAnalyzer.Tests.CodeFixes;

/// <summary>Puts one statement into a method with layers, tensors and a generator to hand.</summary>
internal static class Snippet
{
    private const string Head =
        """
        class Snippet
        {
            Linear fc = Linear(4, 4);
            Conv2d conv = Conv2d(1, 2, 3);
            Linear[] layers = new Linear[2];

            static Tensor NextWeight() => throw new NotImplementedException();

            static double NextGain() => throw new NotImplementedException();

            void Run(Tensor w, Generator g, double sigma, int i)
            {

        """;

    private const string Tail = "\n    }\n}\n";

    /// <summary>The statement after the fix.</summary>
    public static async Task<string> Fix(string statement, Prescription prescription, string? equivalenceKey = null)
    {
        var text = await FixRunner.Apply(Wrap(statement), prescription, equivalenceKey);
        Assert.StartsWith(Head, text, StringComparison.Ordinal);
        Assert.EndsWith(Tail, text, StringComparison.Ordinal);
        return text[Head.Length..^Tail.Length].Trim();
    }

    /// <summary>The titles of the fixes that are offered.</summary>
    public static Task<string[]> Titles(string statement, Prescription prescription) => FixRunner.Titles(Wrap(statement), prescription);

    private static string Wrap(string statement) => Head + "        " + statement + Tail;
}
