namespace InitAnalyzer.Frameworks;

/// <summary>Tables are written as words separated by white space.</summary>
internal static class Words
{
    private static readonly char[] Separators = [' ', '\n', '\r', '\t'];

    public static string[] Split(string words) => words.Split(Separators, StringSplitOptions.RemoveEmptyEntries);
}
