namespace InitAnalyzer.Reading.Source;

/// <summary>A set of words that can be looked up in the middle of a text without cutting them out.</summary>
internal sealed class WordTable
{
    // Fowler, Noll, Vo (FNV-1a, 32 bits).
    private const int Seed = unchecked((int)2166136261);

    private readonly HashSet<string> words;
    private readonly Lazy<Buckets> buckets;

    public WordTable(HashSet<string> words)
    {
        this.words = words;
        buckets = new Lazy<Buckets>(() => new Buckets(words));
    }

    /// <summary>Whether its words are these.</summary>
    public bool Holds(HashSet<string> others) => words.SetEquals(others);

    /// <summary>The words of the set that stand in the code of a file or in what may be names in its strings, with their places.</summary>
    public IEnumerable<(string Word, int Position)> FindIn(string text)
    {
        var (byHash, ends) = buckets.Value;

        // What begins before is in a string.
        var endOfString = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (!IsWordPart(text[i]))
            {
                if (i >= endOfString && text[i] is '/' or '"' or '\'')
                {
                    var end = TextLiterals.EndOf(text, i, out var mayHoldNames);
                    if (mayHoldNames)
                    {
                        endOfString = end;
                    }
                    else if (end > i)
                    {
                        i = end - 1;
                    }
                }

                continue;
            }

            var start = i;
            var hash = Seed;
            while (i < text.Length && IsWordPart(text[i]))
            {
                hash = Next(hash, text[i++]);
            }

            // What ended the word may begin a string.
            i--;
            if (ends[hash & (ends.Length - 1)] && byHash.TryGetValue(hash, out var bucket))
            {
                foreach (var word in bucket)
                {
                    if (word.Length == i + 1 - start && string.CompareOrdinal(text, start, word, 0, word.Length) == 0)
                    {
                        yield return (word, start);
                    }
                }
            }
        }
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

    /// <summary>The words by their hashes.</summary>
    private sealed class Buckets
    {
        private readonly Dictionary<int, List<string>> byHash = [];

        /// <summary>Which ends the hashes have: most words of a text are turned away here.</summary>
        private readonly bool[] ends = new bool[1 << 14];

        public Buckets(IEnumerable<string> words)
        {
            foreach (var word in words)
            {
                var hash = Hash(word);
                ends[hash & (ends.Length - 1)] = true;
                if (!byHash.TryGetValue(hash, out var bucket))
                {
                    byHash[hash] = bucket = [];
                }

                bucket.Add(word);
            }
        }

        public void Deconstruct(out Dictionary<int, List<string>> byHash, out bool[] ends) => (byHash, ends) = (this.byHash, this.ends);
    }
}
