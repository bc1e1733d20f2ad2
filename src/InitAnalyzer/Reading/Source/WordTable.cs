namespace InitAnalyzer.Reading.Source;

/// <summary>A set of words that can be looked up in the middle of a text without cutting them out.</summary>
internal sealed class WordTable
{
    // Fowler, Noll, Vo (FNV-1a, 32 bits).
    private const int Seed = unchecked((int)2166136261);

    /// <summary>What the letters of code are; all others may be parts of words.</summary>
    private static readonly Kind[] Kinds = FindKinds();

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
        var place = default(Place);
        while (FindNext(text, ref place) is { } word)
        {
            yield return (word, place.Next - word.Length);
        }
    }

    /// <summary>The next word of the set; null where there is none. All of a project's text goes through here.</summary>
    private string? FindNext(string text, ref Place place)
    {
        var (byHash, ends) = buckets.Value;
        var kinds = Kinds;
        var mask = ends.Length - 1;
        for (var i = place.Next; i < text.Length; i++)
        {
            var kind = text[i] < kinds.Length ? kinds[text[i]] : Kind.WordPart;
            if (kind == Kind.Other)
            {
                continue;
            }

            if (kind == Kind.Literal)
            {
                if (i >= place.EndOfString)
                {
                    var end = TextLiterals.EndOf(text, i, out var mayHoldNames);
                    if (mayHoldNames)
                    {
                        place.EndOfString = end;
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
            do
            {
                hash = Next(hash, text[i++]);
            }
            while (i < text.Length && (text[i] >= kinds.Length || kinds[text[i]] == Kind.WordPart));

            if (ends[hash & mask] && byHash.TryGetValue(hash, out var bucket))
            {
                foreach (var word in bucket)
                {
                    if (word.Length == i - start && string.CompareOrdinal(text, start, word, 0, word.Length) == 0)
                    {
                        place.Next = i;
                        return word;
                    }
                }
            }

            // What ended the word may begin a string.
            i--;
        }

        return null;
    }

    private static Kind[] FindKinds()
    {
        var kinds = new Kind[128];
        for (var letter = '\0'; letter < kinds.Length; letter++)
        {
            kinds[letter] = letter is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' or '_' ? Kind.WordPart
                : letter is '/' or '"' or '\'' ? Kind.Literal
                : Kind.Other;
        }

        return kinds;
    }

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

    private enum Kind : byte
    {
        Other,
        WordPart,

        /// <summary>A comment or a string may begin here.</summary>
        Literal,
    }

    /// <summary>How far a text has been searched.</summary>
    private struct Place
    {
        /// <summary>Where to go on.</summary>
        public int Next;

        /// <summary>Where the string ends in which that is; what begins before is in it.</summary>
        public int EndOfString;
    }

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
