using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace InitAnalyzer.Reading.Source;

/// <summary>A member among all others of a compilation: what it has to do with.</summary>
internal sealed class MemberText(TypeText type, MemberOutline outline, MemberWords words)
{
    public TypeText Type { get; } = type;

    public SyntaxNode Node => outline.Node;

    public TextSpan Span => outline.Span;

    public string[] Names => outline.Names;

    public string? Reach => outline.Reach;

    public bool ReturnsOwnType => outline.ReturnsOwnType;

    public MemberOutline Outline => outline;

    /// <summary>Whether a word that is looked for stands here behind a dot or an alias, which tells what is meant.</summary>
    public bool IsQualified(string word) => words.IsQualified(word);

    /// <summary>The calls in it, as far as they are of words that are looked for, with their places.</summary>
    public IReadOnlyList<(string Word, int Position)> Calls => words.Calls;

    /// <summary>Whether it stands where what reaches so far can be mentioned.</summary>
    public bool IsWithin(string? reach) =>
        reach is null || (Type.Path.StartsWith(reach, StringComparison.Ordinal) && (Type.Path.Length == reach.Length || Type.Path[reach.Length] == '.'));

    /// <summary>Whether it names an initializer itself.</summary>
    public bool NamesInitializer { get; set; }

    /// <summary>Whether it names an initializer, or a member that does.</summary>
    public bool Initialises { get; set; }

    /// <summary>Whether it names a layer that can be made, or a member that does.</summary>
    public bool MakesLayers { get; set; }

    /// <summary>Whether it names a module whose parameters the framework leaves unset.</summary>
    public bool NamesUnset { get; set; }

    /// <summary>Whether it names the weights of layers, or parameters of its own.</summary>
    public bool NamesWeights { get; set; }

    /// <summary>Whether it names what draws random numbers.</summary>
    public bool Draws { get; set; }

    /// <summary>Whether it names a container of modules.</summary>
    public bool Joins { get; set; }

    /// <summary>Whether it names what a layer's output may go on to: activations, other layers, containers.</summary>
    public bool Composes { get; set; }

    /// <summary>Whether it names a self-normalising activation.</summary>
    public bool NamesSelfNormalisation { get; set; }
}
