using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitAnalyzer.Reading.Source;

/// <content>What is asked of a type or a member.</content>
internal sealed partial class SourceIndex
{
    /// <summary>Whether an initializer is named in a type itself.</summary>
    public bool NamesInitializer(INamedTypeSymbol type) => AnyMember(type, member => member.NamesInitializer);

    /// <summary>Whether the weights of layers are named in a type itself, or parameters of its own.</summary>
    public bool NamesWeights(INamedTypeSymbol type) => AnyMember(type, member => member.NamesWeights);

    /// <summary>Whether a type initialises weights, itself or through others.</summary>
    public bool Initialises(INamedTypeSymbol type) => AnyMember(type, member => member.Initialises);

    /// <summary>Whether a type makes layers, itself or through others.</summary>
    public bool MakesLayers(INamedTypeSymbol type) => AnyMember(type, member => member.MakesLayers);

    /// <summary>Whether a type makes layers and names a self-normalising activation.</summary>
    public bool NamesSelfNormalisation(INamedTypeSymbol type) =>
        AnyMember(type, member => member.NamesSelfNormalisation) && MakesLayers(type);

    /// <summary>Whether a type names a module whose parameters the framework leaves unset.</summary>
    public bool NamesUnset(INamedTypeSymbol type) => AnyMember(type, member => member.NamesUnset);

    /// <summary>
    /// Whether a method does no more than make an object of its own type, be it of blocks that it chooses: a user of the
    /// type like any other, and of no interest where the type by itself tells enough.
    /// </summary>
    public bool IsFactory(MemberText member) =>
        member is { ReturnsOwnType: true, NamesInitializer: false, NamesWeights: false, NamesUnset: false, Joins: false }
        && !member.Called.Any(relations.Factories.Contains);

    /// <summary>Likewise.</summary>
    public bool IsFactory(IMethodSymbol method) =>
        method.IsStatic && MemberOf(method) is { } member && IsFactory(member);

    /// <summary>The declarations in which one member both names such a module and initialises something.</summary>
    public IEnumerable<SyntaxNode> InitialiseUnset() =>
        relations.Types.Where(text => text.Members.Any(member => member is { NamesUnset: true, Initialises: true })).Select(text => OutlineOf(text).Node);

    /// <summary>
    /// Whether a type both makes layers and initialises weights, itself or through others. The methods of a static class have
    /// nothing to do with each other, but for what its fields hold: one of them must do both.
    /// </summary>
    public bool IsEntry(INamedTypeSymbol type) => type.IsStatic && !HoldsLayers(type)
        ? AnyMember(type, member => member is { Initialises: true, MakesLayers: true })
        : Initialises(type) && MakesLayers(type);

    /// <summary>
    /// Whether a type may put together a chain of layers: it makes so many, or blocks of them, or some in a loop. What only uses a
    /// network that is made elsewhere has none of its own; nor has what is no module and puts none together.
    /// </summary>
    public bool MayHoldChain(INamedTypeSymbol type, bool isModule, int depth)
    {
        var texts = TextsOf(type).Where(text => text.Members.Any(member => member.MakesLayers)).ToList();
        var layers = texts.Sum(text => MadeIn(text).Count(call => relations.Factories.Contains(call.Word)));
        return layers >= depth
            || ((isModule || texts.Any(text => text.Members.Any(member => member.Joins))) && texts.Any(RepeatsOrCombines));
    }

    private IEnumerable<(string Word, int Position)> MadeIn(TypeText text) => text.Members
        .Where(member => member.MakesLayers)
        .SelectMany(member => relations.WordsOf(files[text.File]).ByMember[member.Number].Calls)
        .Where(call => relations.Makers.Contains(call.Word));

    /// <summary>Whether layers or blocks are made in a loop, or several of which one at least is a block.</summary>
    private bool RepeatsOrCombines(TypeText text)
    {
        var type = OutlineOf(text).Node;
        var made = MadeIn(text).ToList();
        var blocks = made.Count(call => !relations.Factories.Contains(call.Word));
        if ((made.Count > 1 && blocks > 0) || made.Any(call => IsInLoop(call.Position)))
        {
            return true;
        }

        // new(…), of a type that is named elsewhere.
        var unnamed = type.DescendantNodes().Count(node => node is ImplicitObjectCreationExpressionSyntax);
        return unnamed > 0 && made.Count + unnamed > 1;

        bool IsInLoop(int position) => type.SyntaxTree.GetRoot().FindToken(position).Parent!
            .AncestorsAndSelf()
            .TakeWhile(node => node != type)
            .Any(node => node is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax or LambdaExpressionSyntax);
    }

    /// <summary>Whether making a type, or using it for the first time, makes layers.</summary>
    public bool HoldsLayers(INamedTypeSymbol type) =>
        TextsOf(type).Any(text => text.Members.Any(member => member.MakesLayers && member.Names.Contains(text.Names[0])));

    /// <summary>Whether a method makes layers, itself or through others.</summary>
    public bool MakesLayers(SyntaxNode method) =>
        MemberAt(method.SyntaxTree, method.Span)?.MakesLayers != false;

    /// <summary>Whether an initializer is named in a method itself.</summary>
    public bool NamesInitializer(SyntaxNode method) =>
        MemberAt(method.SyntaxTree, method.Span)?.NamesInitializer == true;

    /// <summary>
    /// Whether a static method has nothing to do with layers: it makes and initialises none, itself or through others, and
    /// applies nothing to a tensor that a layer's output may go on to.
    /// </summary>
    public bool IsApart(IMethodSymbol method) =>
        method.IsStatic
        && MemberOf(method) is { MakesLayers: false, Initialises: false, NamesWeights: false, NamesUnset: false, Composes: false };

    /// <summary>Whether a method draws numbers.</summary>
    public bool Draws(IMethodSymbol method) => MemberOf(method)?.Draws != false;

    /// <summary>Whether the member in which a node stands may make a weight of numbers that are drawn elsewhere, or multiply by them.</summary>
    public bool MayTakeDraws(SyntaxNode node) =>
        MemberAround(node) is not { NamesWeights: false, NamesInitializer: false } member || member.Called.Any(relations.Products.Contains);

    private MemberText? MemberOf(IMethodSymbol method) =>
        method.DeclaringSyntaxReferences is [var reference] ? MemberAt(reference.SyntaxTree, reference.Span) : null;

    /// <summary>The member in which a node stands.</summary>
    public MemberText? MemberAround(SyntaxNode node)
    {
        for (var around = node; around is not null; around = around.Parent)
        {
            if (MemberAt(around.SyntaxTree, around.Span) is { } member)
            {
                return member;
            }
        }

        return null;
    }

    /// <summary>The files in whose text something stands, in upper or lower case.</summary>
    public IEnumerable<SyntaxTree> FilesWith(string text) => files.Where(file => file.Holds(text)).Select(file => file.Tree);

    /// <summary>Where a member stands.</summary>
    public MemberOutline OutlineOf(MemberText member) => files[member.Type.File].Members[member.Number];

    /// <summary>Whether a weight may get to a member, as far as words tell.</summary>
    public bool MayMeetWeights(MemberText member) => relations.MayMeetWeights(member);

    /// <summary>The members that one mentions, as far as they initialise or mention such members in turn.</summary>
    public IReadOnlyList<MemberText> InitialisingIn(MemberText member) => relations.InitialisingIn(member);

    /// <summary>The members of a type.</summary>
    public IEnumerable<MemberText> MembersOf(INamedTypeSymbol type) => TextsOf(type).SelectMany(text => text.Members);

    /// <summary>The calls of what goes by one of some names that are looked for; those that stand in a type itself, not in a type nested in it.</summary>
    public IEnumerable<InvocationExpressionSyntax> CallsTo(INamedTypeSymbol type, HashSet<string> names) => TextsOf(type)
        .SelectMany(text => text.Members.SelectMany(member => relations.WordsOf(files[text.File]).ByMember[member.Number].Calls
            .Where(call => names.Contains(call.Word))
            .Select(call => CallAt(files[text.File].Tree, call.Position))))
        .OfType<InvocationExpressionSyntax>();

    /// <summary>The call of which the name stands at a place.</summary>
    private static InvocationExpressionSyntax? CallAt(SyntaxTree tree, int position) =>
        tree.GetRoot().FindToken(position) is { Parent: SimpleNameSyntax name } token && token.SpanStart == position
            ? (name.Parent is MemberAccessExpressionSyntax or MemberBindingExpressionSyntax ? name.Parent.Parent : name.Parent) as InvocationExpressionSyntax
            : null;

    /// <summary>The members of other types, and of the type itself, that mention a type, directly or through others, and initialise weights.</summary>
    public IReadOnlyCollection<MemberText> UsersOf(INamedTypeSymbol type) => relations.UsersOf(TextsOf(type).ToList(), member => member.Initialises);

    /// <summary>The same members and those that mention the type for whatever reason.</summary>
    public IReadOnlyCollection<MemberText> AllUsersOf(INamedTypeSymbol type) => relations.UsersOf(TextsOf(type).ToList(), _ => true);

    private bool AnyMember(INamedTypeSymbol type, Func<MemberText, bool> predicate) => TextsOf(type).Any(text => text.Members.Any(predicate));

    private IEnumerable<TypeText> TextsOf(INamedTypeSymbol type)
    {
        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            if (TypeAt(reference) is { } text)
            {
                yield return text;
            }
        }
    }
}
