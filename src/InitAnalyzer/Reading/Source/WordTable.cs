namespace InitAnalyzer.Reading.Source;

/// <summary>A set of words that can be looked up in the middle of a text without cutting them out.</summary>
internal sealed class WordTable
{
    // Fowler, Noll, Vo (FNV-1a, 32 bits).
    private const int Seed = unchecked((int)2166136261);

    private readonly Dictionary<int, List<string>> buckets = [];

    /// <summary>Which ends the hashes have: most words of a text are turned away here.</summary>
    private readonly bool[] ends = new bool[1 << 14];

    private void Add(string word)
    {
        var hash = Hash(word);
        ends[hash & (ends.Length - 1)] = true;
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
            var hash = Seed;
            while (i < text.Length && IsWordPart(text[i]))
            {
                hash = Next(hash, text[i++]);
            }

            if (ends[hash & (ends.Length - 1)] && buckets.TryGetValue(hash, out var bucket))
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

    private static int Hash(string word)
    {
        var hash = Seed;
        foreach (var letter in word)
        {
            hash = Next(hash, letter);
        }

        return hash;
    }

    private static int Next(int hash, char letter) => unchecked((hash ^ letter) * 16777619);
}
