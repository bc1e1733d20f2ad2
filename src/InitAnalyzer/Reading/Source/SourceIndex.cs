using System.Collections.Concurrent;
using InitAnalyzer.Frameworks;
using InitAnalyzer.Theory;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace InitAnalyzer.Reading.Source;

/// <summary>
/// Which types have to do with which, by the words of their text alone. Asking for the meaning of a body makes the
/// compiler bind it again, so only types that make layers and initialise them, be it through others, are read at all.
/// </summary>
internal sealed partial class SourceIndex
{
    /// <summary>A method's name that so many types have says nothing of which of them is meant: Dispose, ToString.</summary>
    private const int CommonName = 5;

    private readonly Dictionary<(SyntaxTree, TextSpan), TypeText> types = [];
    private readonly Dictionary<(SyntaxTree, TextSpan), MemberText> members = [];
    private readonly Dictionary<string, List<MemberText>> mentions = new(StringComparer.Ordinal);

    private readonly Dictionary<string, int> declared = new(StringComparer.Ordinal);
    private readonly NameScope scope = new();
    private readonly ConcurrentDictionary<UsedName, MemberText[]> users = new();
    private readonly ConcurrentDictionary<SyntaxNode, IReadOnlyList<SyntaxNode>> calls = new();
    private readonly HashSet<SyntaxNode> frameworkCode;
    private readonly HashSet<string> factories;
    private readonly HashSet<string> forwards;
    private HashSet<string> makers = [];

    private SourceIndex(HashSet<SyntaxNode> frameworkCode, HashSet<string> factories, HashSet<string> forwards)
    {
        this.frameworkCode = frameworkCode;
        this.factories = factories;
        this.forwards = forwards;
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
        var rows = frameworks.SelectMany(framework => framework.Table.Rows).ToList();
        var names = frameworks.Select(framework => framework.Table.Names).OfType<NameTable>().ToList();
        var initializers = WordsOf(rows, concept => concept is Initializes { Initializer: { Tensor: not null } or { NeedsNoGradient: true } }
            || ModuleOf(concept) is WeightLayerConcept { Initializer: not null });
        initializers.UnionWith(names.Where(table => table.Fallback is not null).SelectMany(table => table.InitializerParameters.Names.Concat(table.ActivationParameters.Names)));
        var factories = WordsOf(rows, concept => concept is MakesModule or AppendsModule && ModuleOf(concept) is WeightLayerConcept);
        var containers = WordsOf(rows, concept => concept is MakesModule { Module: SequentialConcept or ModuleCollectionConcept });
        var composing = WordsOf(rows, IsComposing);
        var weights = WordsOf(rows, concept => concept is ReadsParameter or MakesParameter or SetsGradient or EnumeratesParts { OfParameters: true });
        var selfNormalising = WordsOf(rows, IsSelfNormalising);
        selfNormalising.UnionWith(names.SelectMany(table => table.Activations).Where(pair => IsSelfNormalising(pair.Value)).Select(pair => pair.Key));
        var unset = WordsOf(
            frameworks.Where(framework => framework.HasQuirks).SelectMany(framework => framework.Table.Rows),
            concept => concept is MakesModule { Module: NormalisationConcept { Unset: not null } });
        var handmade = new HandmadeWords(
            WordsOf(rows, concept => concept is MakesParameter or SetsGradient),
            WordsOf(rows, concept => concept is MakesTensor { Distribution: not null }),
            WordsOf(rows, concept => concept is AppliesModule { Module: MatrixProductConcept or FunctionalWeightConcept }));
        if (!IsOfInterest(compilation, [.. initializers, .. selfNormalising, .. unset, .. factories], handmade, cancellationToken))
        {
            return null;
        }

        var index = new SourceIndex(
            new HashSet<SyntaxNode>(frameworks.SelectMany(framework => framework.OwnDeclarations(cancellationToken))),
            factories,
            WordsOf(rows, concept => concept is CallsModule));
        index.Take(
            compilation.SyntaxTrees.Select(outlines).ToList(),
            [.. initializers, .. factories, .. weights, .. composing, .. selfNormalising, .. unset, .. handmade.Parameters, .. handmade.Draws, .. handmade.Products],
            cancellationToken);
        index.SpreadInitialises(initializers.SelectMany(index.UsersOf));
        index.makers = index.SpreadMakesLayers(factories.Concat(unset).SelectMany(index.UsersOf));
        index.makers.UnionWith(factories);
        index.Mark(initializers, member => member.NamesInitializer = true);
        index.Mark(weights, member => member.NamesWeights = true);
        index.Mark(handmade.Draws, member => member.Draws = true);
        index.Mark(containers, member => member.Joins = true);
        index.Mark(composing, member => member.Composes = true);
        index.Mark(selfNormalising, member => member.NamesSelfNormalisation = true);
        index.Mark(unset, member => member.NamesUnset = true);
        index.SpreadHandmade(handmade);
        return index;
    }

    /// <summary>Whether some words stand in a file, or those of layers made by hand together.</summary>
    private static bool IsOfInterest(Compilation compilation, HashSet<string> words, HandmadeWords handmade, CancellationToken cancellationToken)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var text = tree.GetText(cancellationToken).ToString();
            if (words.Any(Stands) || (handmade.Parameters.Any(Stands) && handmade.Draws.Any(Stands) && handmade.Products.Any(Stands)))
            {
                return true;
            }

            bool Stands(string word) => text.IndexOf(word, StringComparison.Ordinal) >= 0;
        }

        return false;
    }

    /// <summary>What a layer's output may go on to; an activation that makes no demand is of no interest.</summary>
    private static bool IsComposing(Concept concept) => ModuleOf(concept) switch
    {
        ActivationConcept activation => !ActivationCatalog.TryCreate(activation.Name, null, out var known) || known!.Class != ActivationClass.Linear,
        WeightLayerConcept or FunctionalWeightConcept or MatrixProductConcept or NormalisationConcept or SequentialConcept or ModuleCollectionConcept => true,
        _ => false,
    };

    private static bool IsSelfNormalising(Concept concept) => ModuleOf(concept) is ActivationConcept activation && IsSelfNormalising(activation);

    private static bool IsSelfNormalising(ActivationConcept concept) =>
        ActivationCatalog.TryCreate(concept.Name, null, out var activation)
        && activation!.Class == ActivationClass.SelfNormalizing;

    /// <summary>What a member makes or applies.</summary>
    private static ModuleConcept? ModuleOf(Concept concept) => concept switch
    {
        MakesModule makes => makes.Module,
        AppendsModule appends => appends.Module,
        AppliesModule applies => applies.Module,
        _ => null,
    };

    private static HashSet<string> WordsOf(IEnumerable<FrameworkRow> rows, Func<Concept, bool> isWanted) =>
        new(rows.Where(row => isWanted(row.Concept)).SelectMany(row => row.Words), StringComparer.Ordinal);

    private IEnumerable<MemberText> UsersOf(string name) =>
        mentions.TryGetValue(name, out var users) ? users : Enumerable.Empty<MemberText>();

    /// <summary>The members that may mean what goes by a name.</summary>
    private IEnumerable<MemberText> UsersOf(UsedName used) => used is { Reach: null, Type: null }
        ? UsersOf(used.Name)
        : users.GetOrAdd(used, key => UsersOf(key.Name).Where(user => user.IsWithin(key.Reach) && (key.Type is null || scope.MayMean(user, key.Name, key.Type))).ToArray());

    private IEnumerable<UsedName> UsedNamesOf(MemberText member) =>
        TellingNamesOf(member.Outline).Select(name => new UsedName(name, member.Reach, member.Type.Names[0] == name ? member.Type : null));

    /// <summary>The names that tell which member is meant; of a static class's method whose name many have, the name of the class.</summary>
    private IEnumerable<string> TellingNamesOf(MemberOutline member)
    {
        var found = false;
        foreach (var name in member.Names)
        {
            if (member.Type.Names[0] == name || declared[name] < CommonName)
            {
                found = true;
                yield return name;
            }
        }

        if (!found && member.Type.IsStatic)
        {
            yield return member.Type.Names[0];
        }
    }

    /// <summary>The words of layers made by hand: what makes parameters, what draws numbers, what multiplies.</summary>
    private sealed record HandmadeWords(HashSet<string> Parameters, HashSet<string> Draws, HashSet<string> Products);

    /// <summary>A name by which others get at something.</summary>
    /// <param name="Name">The name.</param>
    /// <param name="Reach">The path of the type inside of which alone it can be mentioned; null where it can be from anywhere.</param>
    /// <param name="Type">The type whose name it is; null for a method's.</param>
    private readonly record struct UsedName(string Name, string? Reach, TypeText? Type);
}
