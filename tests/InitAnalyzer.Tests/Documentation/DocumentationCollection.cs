namespace InitAnalyzer.Tests.Documentation;

/// <summary>Tests that may write the same page run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class DocumentationCollection
{
    public const string Name = "Documentation";
}
