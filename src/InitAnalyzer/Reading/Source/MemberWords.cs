namespace InitAnalyzer.Reading.Source;

/// <summary>How words stand in a member, as far as they are looked for.</summary>
internal sealed class MemberWords
{
    public static readonly MemberWords None = new();

    private readonly HashSet<string> qualified = new(StringComparer.Ordinal);
    private readonly List<(string Word, int Position)> calls = [];

    /// <summary>The calls, with their places.</summary>
    public IReadOnlyList<(string Word, int Position)> Calls => calls;

    /// <summary>Whether a word stands behind a dot or an alias, which tells what is meant.</summary>
    public bool IsQualified(string word) => qualified.Contains(word);

    /// <summary>Whether the same words stand in the same order, be it in other places.</summary>
    public bool AreStill(MemberWords now) =>
        ReferenceEquals(this, now)
        || (qualified.SetEquals(now.qualified) && calls.Select(call => call.Word).SequenceEqual(now.calls.Select(call => call.Word)));

    public void Add(string word, int position, bool isCall, bool isQualified)
    {
        if (isCall)
        {
            calls.Add((word, position));
        }

        if (isQualified)
        {
            qualified.Add(word);
        }
    }
}
