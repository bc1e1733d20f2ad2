namespace InitAnalyzer.Reading.Source;

/// <summary>A set of words that can be looked up in the middle of a text without cutting them out.</summary>
internal sealed class WordTable
{
    private readonly Dictionary<int, List<string>> buckets = [];

    private void Add(string word)
    {
        var hash = Hash(word, 0, word.Length);
        if (!buckets.TryGetValue(hash, out var bucket))
        {
            buckets[hash] = bucket = [];
        }

        if (!bucket.Contains(word))
        {
            bucket.Add(word);
        }
    }

    public void AddRange(IEnumerable<string> words)
    {
        foreach (var word in words)
        {
            Add(word);
        }
    }

    /// <summary>The words of the set that stand in a text, with their places.</summary>
    public IEnumerable<(string Word, int Position)> FindIn(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!IsWordPart(text[i]))
            {
                // A line that is a comment, or in a string that looks like one.
                if (text[i] == '/' && i + 1 < text.Length && text[i + 1] == '/' && IsFirstOfLine(text, i))
                {
                    i = text.IndexOf('\n', i) is var end && end < 0 ? text.Length : end;
                }

                continue;
            }

            var start = i;
            while (i < text.Length && IsWordPart(text[i]))
            {
                i++;
            }

            if (buckets.TryGetValue(Hash(text, start, i), out var bucket))
            {
                foreach (var word in bucket)
                {
                    if (word.Length == i - start && string.CompareOrdinal(text, start, word, 0, word.Length) == 0)
                    {
                        yield return (word, start);
                    }
                }
            }
        }
    }

    private static bool IsFirstOfLine(string text, int position)
    {
        while (position > 0 && text[position - 1] is ' ' or '\t')
        {
            position--;
        }

        return position == 0 || text[position - 1] == '\n';
    }

    private static bool IsWordPart(char letter) => letter is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' or '_' or > '\u007f';

    private static int Hash(string text, int start, int end)
    {
        var hash = unchecked((int)2166136261);
        for (var i = start; i < end; i++)
        {
            hash = unchecked((hash ^ text[i]) * 16777619);
        }

        return hash;
    }
}
