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
internal sealed class SourceIndex
{
    /// <summary>A method's name that so many types have says nothing of which of them is meant: Dispose, ToString.</summary>
    private const int CommonName = 5;

    private readonly Dictionary<(SyntaxTree, TextSpan), TypeText> types = [];
    private readonly Dictionary<(SyntaxTree, TextSpan), MemberText> members = [];
    private readonly Dictionary<string, List<MemberText>> mentions = new(StringComparer.Ordinal);

    private readonly Dictionary<string, int> declared = new(StringComparer.Ordinal);
    private readonly HashSet<SyntaxNode> frameworkCode;
    private readonly HashSet<string> factories;
    private HashSet<string> makers = [];

    private SourceIndex(HashSet<SyntaxNode> frameworkCode, HashSet<string> factories)
    {
        this.frameworkCode = frameworkCode;
        this.factories = factories;
    }

    /// <summary>Indexes a compilation; null where nothing in it makes a layer, initialises a weight, or names what else a rule speaks of.</summary>
    public static SourceIndex? TryBuild(Compilation compilation, IReadOnlyCollection<Framework> frameworks, CancellationToken cancellationToken)
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
        var texts = new List<(SyntaxTree Tree, string Text)>();
        var isOfInterest = false;
        foreach (var tree in compilation.SyntaxTrees)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var text = tree.GetText(cancellationToken).ToString();
            texts.Add((tree, text));
            isOfInterest = isOfInterest || initializers.Concat(selfNormalising).Concat(unset).Concat(factories).Any(Stands)
                || (handmade.Parameters.Any(Stands) && handmade.Draws.Any(Stands) && handmade.Products.Any(Stands));

            bool Stands(string word) => text.IndexOf(word, StringComparison.Ordinal) >= 0;
        }

        if (!isOfInterest)
        {
            return null;
        }

        var index = new SourceIndex(new HashSet<SyntaxNode>(frameworks.SelectMany(framework => framework.OwnDeclarations(cancellationToken))), factories);
        var words = new WordTable();
        words.AddRange(initializers);
        words.AddRange(factories);
        words.AddRange(weights);
        words.AddRange(composing);
        words.AddRange(selfNormalising);
        words.AddRange(unset);
        words.AddRange(handmade.Parameters);
        words.AddRange(handmade.Draws);
        words.AddRange(handmade.Products);
        var spans = new List<MemberText[]>();
        foreach (var (tree, _) in texts)
        {
            spans.Add(index.Declare(tree, cancellationToken));
        }

        foreach (var member in index.members.Values)
        {
            words.AddRange(index.TellingNamesOf(member));
        }

        for (var i = 0; i < texts.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            index.Connect(texts[i].Text, spans[i], words);
        }

        index.SpreadInitialises(initializers.SelectMany(index.UsersOf));
        index.makers = index.SpreadMakesLayers(factories.Concat(unset).SelectMany(index.UsersOf));
        index.makers.UnionWith(factories);
        index.Mark(initializers, member => member.NamesInitializer = true);
        index.Mark(weights, member => member.NamesWeights = true);
        index.Mark(containers, member => member.Joins = true);
        index.Mark(composing, member => member.Composes = true);
        index.Mark(selfNormalising, member => member.NamesSelfNormalisation = true);
        index.Mark(unset, member => member.NamesUnset = true);
        index.SpreadHandmade(handmade);
        return index;
    }

    /// <summary>Whether an initializer is named in a type itself.</summary>
    public bool NamesInitializer(INamedTypeSymbol type) => AnyMember(type, member => member.NamesInitializer);

    /// <summary>Whether the weights of layers are named in a type itself, or parameters of its own.</summary>
    public bool NamesWeights(INamedTypeSymbol type) => AnyMember(type, member => member.NamesWeights);

    /// <summary>Whether a type initialises weights, itself or through others.</summary>
    public bool Initialises(INamedTypeSymbol type) => AnyMember(type, member => member.Initialises);

    /// <summary>Whether a type makes layers and names a self-normalising activation.</summary>
    public bool NamesSelfNormalisation(INamedTypeSymbol type) =>
        AnyMember(type, member => member.NamesSelfNormalisation) && AnyMember(type, member => member.MakesLayers);

    /// <summary>Whether a type names a module whose parameters the framework leaves unset.</summary>
    public bool NamesUnset(INamedTypeSymbol type) => AnyMember(type, member => member.NamesUnset);

    /// <summary>The declarations in which one member both names such a module and initialises something.</summary>
    public IEnumerable<SyntaxNode> InitialiseUnset() =>
        types.Values.Where(text => text.Members.Any(member => member is { NamesUnset: true, Initialises: true })).Select(text => text.Node);

    /// <summary>Whether a type both makes layers and initialises weights, itself or through others.</summary>
    public bool IsEntry(INamedTypeSymbol type) =>
        Initialises(type) && AnyMember(type, member => member.MakesLayers);

    /// <summary>
    /// Whether a type may put together a chain of layers: it makes so many, or blocks of them, or some in a loop. What only uses a
    /// network that is made elsewhere has none of its own; nor has what is no module and puts none together.
    /// </summary>
    public bool MayHoldChain(INamedTypeSymbol type, bool isModule, int depth)
    {
        var texts = TextsOf(type).Where(text => text.Members.Any(member => member.MakesLayers)).ToList();
        var layers = texts.Sum(text => MadeIn(text).Count(call => factories.Contains(call.Word)));
        return layers >= depth
            || ((isModule || texts.Any(text => text.Members.Any(member => member.Joins))) && texts.Any(text => RepeatsOrCombines(text.Node, MadeIn(text).ToList())));
    }

    private IEnumerable<(string Word, int Position)> MadeIn(TypeText text) => text.Members
        .Where(member => member.MakesLayers)
        .SelectMany(member => member.Calls)
        .Where(call => makers.Contains(call.Word));

    /// <summary>Whether layers or blocks are made in a loop, or several of which one at least is a block.</summary>
    private bool RepeatsOrCombines(SyntaxNode type, List<(string Word, int Position)> made)
    {
        var blocks = made.Count(call => !factories.Contains(call.Word));
        foreach (var node in type.DescendantNodes())
        {
            switch (node)
            {
                // new(…), of a type that is named elsewhere.
                case ImplicitObjectCreationExpressionSyntax creation:
                    made.Add(("", creation.SpanStart));
                    blocks++;
                    break;
                case ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax or LambdaExpressionSyntax
                    when made.Any(call => node.Span.Contains(call.Position)):
                    return true;
            }
        }

        return made.Count > 1 && blocks > 0;
    }

    /// <summary>Whether making a type, or using it for the first time, makes layers.</summary>
    public bool HoldsLayers(INamedTypeSymbol type) =>
        TextsOf(type).Any(text => text.Members.Any(member => member.MakesLayers && member.Names.Contains(text.Names[0])));

    /// <summary>Whether a method makes layers, itself or through others.</summary>
    public bool MakesLayers(SyntaxNode method) =>
        !members.TryGetValue((method.SyntaxTree, method.Span), out var member) || member.MakesLayers;

    /// <summary>Whether an initializer is named in a method itself.</summary>
    public bool NamesInitializer(SyntaxNode method) =>
        members.TryGetValue((method.SyntaxTree, method.Span), out var member) && member.NamesInitializer;

    /// <summary>The members in which an initializer is named.</summary>
    public IEnumerable<MemberText> InitialisingMembers() => members.Values.Where(member => member.NamesInitializer);

    /// <summary>The members that mention another by a name that tells which is meant.</summary>
    public IEnumerable<MemberText> CallersOf(MemberText member) => TellingNamesOf(member)
        .SelectMany(name => UsersOf(name).Where(user => user.IsWithin(member.Reach) && !user.Names.Contains(name)));

    /// <summary>Whether a type has a declaration among some.</summary>
    public bool IsAmong(INamedTypeSymbol type, HashSet<TypeText> texts) => TextsOf(type).Any(texts.Contains);

    /// <summary>The members of other types, and of the type itself, that mention a type, directly or through others, and initialise weights.</summary>
    public IReadOnlyCollection<MemberText> UsersOf(INamedTypeSymbol type) => UsersOf(type, member => member.Initialises);

    /// <summary>The same members and those that mention the type for whatever reason.</summary>
    public IReadOnlyCollection<MemberText> AllUsersOf(INamedTypeSymbol type) => UsersOf(type, _ => true);

    private HashSet<MemberText> UsersOf(INamedTypeSymbol type, Func<MemberText, bool> counts)
    {
        var users = new HashSet<MemberText>(TextsOf(type).SelectMany(text => text.Members));
        var done = new HashSet<(string Name, string? Reach)>(TextsOf(type).SelectMany(text => text.Names.Select(name => (name, text.Reach))));
        var queue = new Queue<(string Name, string? Reach)>(done);
        while (queue.Count > 0)
        {
            var used = queue.Dequeue();
            foreach (var user in UsersOf(used.Name))
            {
                if (user.IsWithin(used.Reach) && counts(user) && users.Add(user))
                {
                    // An object's members share what it holds; of a class of static functions, only this one has to do with it.
                    var names = user.Type.IsStatic ? TellingNamesOf(user).Select(name => (name, user.Reach)) : [(user.Type.Names[0], user.Type.Reach)];
                    foreach (var name in names.Where(done.Add))
                    {
                        queue.Enqueue(name);
                    }
                }
            }
        }

        return users;
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

    private bool AnyMember(INamedTypeSymbol type, Func<MemberText, bool> predicate) => TextsOf(type).Any(text => text.Members.Any(predicate));

    private IEnumerable<TypeText> TextsOf(INamedTypeSymbol type)
    {
        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            if (types.TryGetValue((reference.SyntaxTree, reference.Span), out var text))
            {
                yield return text;
            }
        }
    }

    /// <summary>The names that tell which member is meant; of a static class's method whose name many have, the name of the class.</summary>
    private IEnumerable<string> TellingNamesOf(MemberText member)
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

    private void Mark(IEnumerable<string> words, Action<MemberText> mark)
    {
        foreach (var member in words.SelectMany(UsersOf))
        {
            mark(member);
        }
    }

    /// <summary>Notes the types of a file and their members; returns the members in the order of their places.</summary>
    private MemberText[] Declare(SyntaxTree tree, CancellationToken cancellationToken)
    {
        var found = new List<MemberText>();
        var root = tree.GetRoot(cancellationToken);
        foreach (var node in root.DescendantNodesAndSelf(node =>
            node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax && !frameworkCode.Contains(node)))
        {
            var text = node switch
            {
                CompilationUnitSyntax unit when unit.Members.Any(member => member is GlobalStatementSyntax) => TypeText.OfProgram(unit),
                TypeDeclarationSyntax type when !frameworkCode.Contains(type) => TypeText.Of(type),
                _ => null,
            };
            if (text is null)
            {
                continue;
            }

            types[(tree, node.Span)] = text;
            foreach (var member in text.Members)
            {
                found.Add(member);
                members[(tree, member.Span)] = member;
            }

            // Overloads, and the constructors and fields that go by the type's name, count once.
            foreach (var name in text.Members.SelectMany(member => member.Names).Distinct())
            {
                declared[name] = declared.TryGetValue(name, out var count) ? count + 1 : 1;
            }
        }

        return found.OrderBy(member => member.Span.Start).ToArray();
    }

    /// <summary>Notes which members mention which words.</summary>
    private void Connect(string text, MemberText[] inOrder, WordTable words)
    {
        if (inOrder.Length == 0)
        {
            return;
        }

        var current = 0;
        foreach (var (word, position) in words.FindIn(text))
        {
            while (current < inOrder.Length && inOrder[current].Span.End <= position)
            {
                current++;
            }

            if (current == inOrder.Length)
            {
                break;
            }

            // A static class's header names the class, which is no use of it; others have to do with what their constructors do.
            if (inOrder[current].Span.Start > position
                || (inOrder[current] is { Type.IsStatic: true, Node: BaseTypeDeclarationSyntax } header && header.Names.Contains(word)))
            {
                continue;
            }

            if (!mentions.TryGetValue(word, out var users))
            {
                mentions[word] = users = [];
            }

            // In the order of the text, so that one member's mentions come one after the other.
            if (users.Count == 0 || users[users.Count - 1] != inOrder[current])
            {
                users.Add(inOrder[current]);
            }

            var end = position + word.Length;
            if (end < text.Length && text[end] == '(')
            {
                inOrder[current].Calls.Add((word, position));
            }
        }
    }

    private void SpreadInitialises(IEnumerable<MemberText> seeds) => Spread(seeds, member => member.Initialises, member => member.Initialises = true);

    private HashSet<string> SpreadMakesLayers(IEnumerable<MemberText> seeds) => Spread(seeds, member => member.MakesLayers, member => member.MakesLayers = true);

    /// <summary>
    /// Marks the types that make layers by hand: they have parameters, multiply by something, and draw numbers or initialise.
    /// </summary>
    private void SpreadHandmade(HandmadeWords words)
    {
        var parameters = words.Parameters.SelectMany(UsersOf).ToLookup(member => member.Type);
        var draws = words.Draws.SelectMany(UsersOf).ToLookup(member => member.Type);
        var multiplying = new HashSet<TypeText>(words.Products.SelectMany(UsersOf).Select(member => member.Type));
        var found = parameters
            .Select(group => group.Key)
            .Where(type => multiplying.Contains(type) && (draws.Contains(type) || type.Members.Any(member => member.Initialises)))
            .ToList();
        foreach (var member in found.SelectMany(type => draws[type]))
        {
            member.NamesInitializer = true;
        }

        SpreadInitialises(found.SelectMany(type => draws[type]));
        SpreadMakesLayers(found.SelectMany(type => parameters[type]));
    }

    /// <summary>Marks some members, and those that mention their names in turn; returns these names.</summary>
    private HashSet<string> Spread(IEnumerable<MemberText> seeds, Func<MemberText, bool> isMarked, Action<MemberText> mark)
    {
        var queue = new Queue<MemberText>(seeds);
        var done = new HashSet<(string Name, string? Reach)>();
        while (queue.Count > 0)
        {
            var user = queue.Dequeue();
            if (isMarked(user))
            {
                continue;
            }

            mark(user);
            foreach (var name in TellingNamesOf(user))
            {
                if (done.Add((name, user.Reach)))
                {
                    foreach (var next in UsersOf(name).Where(next => next.IsWithin(user.Reach)))
                    {
                        queue.Enqueue(next);
                    }
                }
            }
        }

        return new HashSet<string>(done.Select(item => item.Name), StringComparer.Ordinal);
    }

    /// <summary>The words of layers made by hand: what makes parameters, what draws numbers, what multiplies.</summary>
    private sealed record HandmadeWords(HashSet<string> Parameters, HashSet<string> Draws, HashSet<string> Products);
}
