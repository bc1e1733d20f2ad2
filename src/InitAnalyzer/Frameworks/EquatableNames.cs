namespace InitAnalyzer.Frameworks;

/// <summary>A short list of names that compares by content, written in a table as words separated by spaces.</summary>
internal sealed class EquatableNames(string words) : IEquatable<EquatableNames>
{
    public static readonly EquatableNames None = new("");

    private readonly string words = words;

    public IReadOnlyList<string> Names { get; } = Words.Split(words);

    public static implicit operator EquatableNames(string words) => new(words);

    public bool Equals(EquatableNames? other) => other?.words == words;

    public override bool Equals(object? obj) => Equals(obj as EquatableNames);

    public override int GetHashCode() => words.GetHashCode();
}
