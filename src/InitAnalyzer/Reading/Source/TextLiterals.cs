namespace InitAnalyzer.Reading.Source;

/// <summary>
/// Where comments, strings and characters end in the text of a file. Names stand in strings that are written on one line,
/// and code in interpolated ones; a string of several lines is a text, be it one in C#.
/// </summary>
internal static class TextLiterals
{
    /// <summary>No one writes strings in the code in strings deeper than this; what is broken may look like it.</summary>
    private const int Deepest = 8;

    /// <summary>Where the comment, the string or the character ends that begins at a place; the place itself where none does.</summary>
    /// <param name="text">The text of a file.</param>
    /// <param name="start">A place outside of all of these, with a slash or a quote.</param>
    /// <param name="mayHoldNames">Whether it is a string in which names may stand, or code.</param>
    public static int EndOf(string text, int start, out bool mayHoldNames) => EndOf(text, start, 0, out mayHoldNames);

    private static int EndOf(string text, int start, int depth, out bool mayHoldNames)
    {
        mayHoldNames = false;
        switch (text[start])
        {
            case '"':
                var end = EndOfString(text, start, depth, out var isInterpolated);
                mayHoldNames = isInterpolated || text.IndexOf('\n', start, end - start) < 0;
                return end;
            case '\'':
                return EndOfCharacter(text, start);
            case '/' when Stands(text, start, "//"):
                return IndexOrEnd(text, "\n", start);
            case '/' when Stands(text, start, "/*"):
                return Behind(text, "*/", start + 2);
            default:
                return start;
        }
    }

    private static int EndOfString(string text, int start, int depth, out bool isInterpolated)
    {
        var isVerbatim = false;
        isInterpolated = false;
        for (var i = start - 1; i >= 0 && text[i] is '$' or '@'; i--)
        {
            isVerbatim |= text[i] == '@';
            isInterpolated |= text[i] == '$';
        }

        var quotes = 1;
        while (start + quotes < text.Length && text[start + quotes] == '"')
        {
            quotes++;
        }

        if (!isVerbatim && quotes >= 3)
        {
            return Behind(text, new string('"', quotes), start + quotes);
        }

        for (var i = start + 1; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '"' when isVerbatim && Stands(text, i, "\"\""):
                case '\\' when !isVerbatim:
                case '{' when isInterpolated && Stands(text, i, "{{"):
                    i++;
                    break;
                case '"':
                    return i + 1;
                case '\n' when !isVerbatim:
                    return i;
                case '{' when isInterpolated:
                    i = EndOfHole(text, i, depth + 1) - 1;
                    break;
            }
        }

        return text.Length;
    }

    /// <summary>Where the code in an interpolated string ends.</summary>
    private static int EndOfHole(string text, int start, int depth)
    {
        var braces = 0;
        for (var i = start; i < text.Length && depth < Deepest; i++)
        {
            switch (text[i])
            {
                case '{':
                    braces++;
                    break;
                case '}':
                    if (--braces == 0)
                    {
                        return i + 1;
                    }

                    break;
                case '"' or '\'' or '/':
                    i = Math.Max(i, EndOf(text, i, depth, out _) - 1);
                    break;
            }
        }

        return text.Length;
    }

    /// <summary>An apostrophe in a directive begins none.</summary>
    private static int EndOfCharacter(string text, int start)
    {
        const int longest = 12;
        for (var i = start + 1; i < text.Length && i < start + longest && text[i] != '\n'; i++)
        {
            if (text[i] == '\'' && i > start + 1)
            {
                return i + 1;
            }

            if (text[i] == '\\')
            {
                i++;
            }
        }

        return start;
    }

    private static bool Stands(string text, int position, string other) => string.CompareOrdinal(text, position, other, 0, other.Length) == 0;

    private static int IndexOrEnd(string text, string other, int start) => text.IndexOf(other, start, StringComparison.Ordinal) is var index && index < 0 ? text.Length : index;

    private static int Behind(string text, string other, int start) => start > text.Length ? text.Length : Math.Min(text.Length, IndexOrEnd(text, other, start) + other.Length);
}
