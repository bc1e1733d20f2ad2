namespace InitAnalyzer.Reading.Source;

/// <summary>A declaration of a type among all others of a compilation, wherever in its file it stands.</summary>
internal sealed class TypeText(int file, int number, TypeOutline outline)
{
    /// <summary>The number of its file.</summary>
    public int File { get; } = file;

    /// <summary>Its number in its file.</summary>
    public int Number { get; } = number;

    public string Path { get; } = outline.Path;

    public string Namespace { get; } = outline.Namespace;

    public bool IsNested { get; } = outline.IsNested;

    public string? Reach { get; } = outline.Reach;

    /// <summary>Whether its members have nothing to do with each other but what they call.</summary>
    public bool IsStatic { get; } = outline.IsStatic;

    public IReadOnlyList<string> Names { get; } = outline.Names;

    public List<MemberText> Members { get; } = new(outline.Members.Count);

    /// <summary>Whether nothing that is known of it has changed.</summary>
    public bool IsStill(TypeOutline outline) =>
        Path == outline.Path && Namespace == outline.Namespace && IsNested == outline.IsNested && Reach == outline.Reach && IsStatic == outline.IsStatic
        && Names.SequenceEqual(outline.Names) && Members.Count == outline.Members.Count;
}
