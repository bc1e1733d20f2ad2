using InitAnalyzer.Frameworks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace InitAnalyzer.Reading.Source;

/// <summary>
/// Which types have to do with which, by the words of their text alone. Asking for the meaning of a body makes the
/// compiler bind it again, so only types that make layers and initialise them, be it through others, are read at all.
/// </summary>
internal sealed partial class SourceIndex
{
    private readonly Relations relations;
    private readonly IReadOnlyList<FileOutline> files;
    private readonly Dictionary<SyntaxTree, int> numbers = [];

    private SourceIndex(Relations relations, IReadOnlyList<FileOutline> files)
    {
        this.relations = relations;
        this.files = files;
        for (var i = 0; i < files.Count; i++)
        {
            numbers[files[i].Tree] = i;
        }
    }

    /// <summary>Indexes a compilation; null where nothing in it makes a layer, initialises a weight, or names what else a rule speaks of.</summary>
    /// <param name="compilation">The compilation.</param>
    /// <param name="frameworks">The frameworks that it refers to.</param>
    /// <param name="outlines">Gives a file's outline, be it an old one.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static SourceIndex? TryBuild(
        Compilation compilation,
        IReadOnlyCollection<Framework> frameworks,
        Func<SyntaxTree, FileOutline> outlines,
        CancellationToken cancellationToken)
    {
        var files = compilation.SyntaxTrees.Select(outlines).ToList();
        var vocabulary = new Vocabulary(frameworks);

        // What is known already of files that have not changed is known by the words that were looked for then.
        vocabulary = files.Select(file => file.LastVocabulary).Distinct().FirstOrDefault(known => known?.IsSameAs(vocabulary) == true) ?? vocabulary;
        if (!AnyIsOfInterest(files, vocabulary, cancellationToken))
        {
            return null;
        }

        var frameworkTypes = FrameworkTypes(files, frameworks, cancellationToken);
        var relations = files.Select(file => file.LastRelations).Distinct().FirstOrDefault(known => known?.Hold(vocabulary, files, frameworkTypes) == true)
            ?? new Relations(vocabulary, files, frameworkTypes, cancellationToken);
        foreach (var file in files)
        {
            file.LastRelations = relations;
        }

        return new SourceIndex(relations, files);
    }

    private static bool AnyIsOfInterest(List<FileOutline> files, Vocabulary vocabulary, CancellationToken cancellationToken)
    {
        foreach (var file in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (file.IsOfInterest(vocabulary))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The framework's own types, where it is the framework that is being compiled: they are no networks.</summary>
    private static HashSet<(int File, int Type)> FrameworkTypes(List<FileOutline> files, IReadOnlyCollection<Framework> frameworks, CancellationToken cancellationToken)
    {
        var own = new HashSet<SyntaxNode>(frameworks.SelectMany(framework => framework.OwnDeclarations(cancellationToken)));
        var trees = new HashSet<SyntaxTree>(own.Select(node => node.SyntaxTree));
        var found = new HashSet<(int, int)>();
        for (var i = 0; own.Count > 0 && i < files.Count; i++)
        {
            if (trees.Contains(files[i].Tree))
            {
                found.UnionWith(files[i].Types.Where(type => type.Node.AncestorsAndSelf().Any(own.Contains)).Select(type => (i, type.Number)));
            }
        }

        return found;
    }

    /// <summary>Where a type stands.</summary>
    private TypeOutline OutlineOf(TypeText type) => files[type.File].Types[type.Number];

    private TypeText? TypeAt(SyntaxReference reference) =>
        numbers.TryGetValue(reference.SyntaxTree, out var file) ? relations.TypeAt(file, files[file].TypeAt(reference.Span)) : null;

    private MemberText? MemberAt(SyntaxTree tree, TextSpan span) =>
        numbers.TryGetValue(tree, out var file) ? relations.MemberAt(file, files[file].MemberAt(span)) : null;
}
