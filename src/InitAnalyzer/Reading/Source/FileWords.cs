namespace InitAnalyzer.Reading.Source;

/// <summary>Which words of a set the members of a file mention.</summary>
internal sealed class FileWords
{
    private FileWords(WordTable words, Dictionary<string, List<int>> users, IReadOnlyList<MemberWords> byMember)
    {
        Words = words;
        Users = users;
        ByMember = byMember;
    }

    public WordTable Words { get; }

    /// <summary>By word, the numbers of the members that mention it, in the order of their places.</summary>
    public Dictionary<string, List<int>> Users { get; }

    /// <summary>What else is known of the words in a member, by its number.</summary>
    public IReadOnlyList<MemberWords> ByMember { get; }

    public static FileWords Find(WordTable words, string text, IReadOnlyList<MemberOutline> members)
    {
        var users = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        var byMember = new MemberWords[members.Count];
        var current = 0;
        foreach (var (word, position) in words.FindIn(text))
        {
            while (current < members.Count && members[current].Span.End <= position)
            {
                current++;
            }

            if (current == members.Count)
            {
                break;
            }

            if (members[current].Span.Start > position || members[current].IsOnlyCalled(word))
            {
                continue;
            }

            if (!users.TryGetValue(word, out var mentioning))
            {
                users[word] = mentioning = [];
            }

            if (mentioning.Count == 0 || mentioning[mentioning.Count - 1] != current)
            {
                mentioning.Add(current);
            }

            var end = position + word.Length;
            var isCall = IsCalled(text, end);
            var isQualified = IsQualified(text, position);
            if (isCall || isQualified)
            {
                (byMember[current] ??= new MemberWords()).Add(word, position, isCall, isQualified);
            }
        }

        for (var i = 0; i < byMember.Length; i++)
        {
            byMember[i] ??= MemberWords.None;
        }

        return new FileWords(words, users, byMember);
    }

    /// <summary>Whether the same members mention the same words.</summary>
    public bool AreStill(FileWords now) =>
        ReferenceEquals(this, now)
        || (Words == now.Words && Users.Count == now.Users.Count
            && Users.All(pair => now.Users.TryGetValue(pair.Key, out var numbers) && pair.Value.SequenceEqual(numbers)));

    /// <summary>Whether arguments follow on what ends at a place, be it behind a comment or type arguments.</summary>
    private static bool IsCalled(string text, int end)
    {
        var depth = 0;
        for (var i = end; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '(' when depth == 0:
                    return true;
                case '<':
                    depth++;
                    break;
                case '>' when depth > 0:
                    depth--;
                    break;
                case '/' when TextLiterals.EndOf(text, i, out _) is var behind && behind > i:
                    i = behind - 1;
                    break;
                case var letter when char.IsWhiteSpace(letter) || (depth > 0 && MayStandInTypeArguments(letter)):
                    break;
                default:
                    return false;
            }
        }

        return false;
    }

    private static bool MayStandInTypeArguments(char letter) =>
        char.IsLetterOrDigit(letter) || letter is '_' or '.' or ':' or ',' or '?' or '[' or ']' or '(' or ')';

    /// <summary>Whether a word stands behind a dot, or the colons of an alias.</summary>
    private static bool IsQualified(string text, int position)
    {
        do
        {
            position--;
        }
        while (position >= 0 && char.IsWhiteSpace(text[position]));

        return position >= 0 && text[position] is '.' or ':';
    }
}
