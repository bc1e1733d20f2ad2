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

    /// <summary>Whether a type makes layers and names a self-normalising activation.</summary>
    public bool NamesSelfNormalisation(INamedTypeSymbol type) =>
        AnyMember(type, member => member.NamesSelfNormalisation) && AnyMember(type, member => member.MakesLayers);

    /// <summary>Whether a type names a module whose parameters the framework leaves unset.</summary>
    public bool NamesUnset(INamedTypeSymbol type) => AnyMember(type, member => member.NamesUnset);

    /// <summary>
    /// Whether a method does no more than make an object of its own type, be it of blocks that it chooses: a user of the
    /// type like any other, and of no interest where the type by itself tells enough.
    /// </summary>
    public bool IsFactory(MemberText member) =>
        member is { ReturnsOwnType: true, NamesInitializer: false, NamesWeights: false, NamesUnset: false, Joins: false }
        && !member.Calls.Any(call => factories.Contains(call.Word));

    /// <summary>Likewise.</summary>
    public bool IsFactory(IMethodSymbol method) =>
        method.IsStatic
        && method.DeclaringSyntaxReferences is [var reference]
        && members.TryGetValue((reference.SyntaxTree, reference.Span), out var member)
        && IsFactory(member);

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

    /// <summary>
    /// Whether a static method has nothing to do with layers: it makes and initialises none, itself or through others,
    /// draws no numbers, and applies nothing to a tensor that a layer's output may go on to.
    /// </summary>
    public bool IsApart(IMethodSymbol method) =>
        method.IsStatic
        && method.DeclaringSyntaxReferences is [var reference]
        && members.TryGetValue((reference.SyntaxTree, reference.Span), out var member)
        && member is { MakesLayers: false, Initialises: false, NamesWeights: false, NamesUnset: false, Composes: false, Draws: false };

    /// <summary>The member in which a node stands.</summary>
    public MemberText? MemberAround(SyntaxNode node)
    {
        for (var around = node; around is not null; around = around.Parent)
        {
            if (members.TryGetValue((around.SyntaxTree, around.Span), out var member))
            {
                return member;
            }
        }

        return null;
    }

    /// <summary>
    /// Whether a weight may get to a member: it is named there or in a member that calls it, directly or through others.
    /// An object's members share what it holds; those of a static class share nothing but its fields.
    /// </summary>
    public bool MayMeetWeights(MemberText member)
    {
        var seen = new HashSet<MemberText> { member };
        var queue = new Queue<MemberText>(seen);
        while (queue.Count > 0)
        {
            var next = queue.Dequeue();
            if (next.NamesWeights || next.Type.Members.Any(other => other.NamesWeights && (!next.Type.IsStatic || other.Node is BaseFieldDeclarationSyntax)))
            {
                return true;
            }

            // What goes through a module is what it works on.
            if (next.Names.Any(forwards.Contains))
            {
                continue;
            }

            if (!UsedNamesOf(next).Any())
            {
                return true;
            }

            foreach (var caller in CallersOf(next).Where(seen.Add))
            {
                queue.Enqueue(caller);
            }
        }

        return false;
    }

    /// <summary>The members in which an initializer is named.</summary>
    public IEnumerable<MemberText> InitialisingMembers() => members.Values.Where(member => member.NamesInitializer);

    /// <summary>The members that mention another by a name that tells which is meant.</summary>
    public IEnumerable<MemberText> CallersOf(MemberText member) => UsedNamesOf(member)
        .SelectMany(used => UsersOf(used).Where(user => !user.Names.Contains(used.Name)));

    /// <summary>The calls that stand in a type itself, not in a type nested in it.</summary>
    public IReadOnlyList<SyntaxNode> CallsIn(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        var declarations = type.DeclaringSyntaxReferences;
        return declarations.Length == 1
            ? In(declarations[0].GetSyntax(cancellationToken))
            : declarations.SelectMany(reference => In(reference.GetSyntax(cancellationToken))).ToList();

        IReadOnlyList<SyntaxNode> In(SyntaxNode declaration) => calls.GetOrAdd(declaration, static key => key
            .DescendantNodes(node => node == key || node is not BaseTypeDeclarationSyntax)
            .Where(node => node is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax
                or ConstructorInitializerSyntax or PrimaryConstructorBaseTypeSyntax)
            .ToList());
    }

    /// <summary>Whether a type has a declaration among some.</summary>
    public bool IsAmong(INamedTypeSymbol type, HashSet<TypeText> texts) => TextsOf(type).Any(texts.Contains);

    /// <summary>The members of other types, and of the type itself, that mention a type, directly or through others, and initialise weights.</summary>
    public IReadOnlyCollection<MemberText> UsersOf(INamedTypeSymbol type) => UsersOf(type, member => member.Initialises);

    /// <summary>The same members and those that mention the type for whatever reason.</summary>
    public IReadOnlyCollection<MemberText> AllUsersOf(INamedTypeSymbol type) => UsersOf(type, _ => true);

    private HashSet<MemberText> UsersOf(INamedTypeSymbol type, Func<MemberText, bool> counts)
    {
        var users = new HashSet<MemberText>(TextsOf(type).SelectMany(text => text.Members));
        var done = new HashSet<UsedName>(TextsOf(type).SelectMany(text => text.Names.Select((name, i) => new UsedName(name, text.Reach, i == 0 ? text : null))));
        var queue = new Queue<UsedName>(done);
        while (queue.Count > 0)
        {
            foreach (var user in UsersOf(queue.Dequeue()))
            {
                if (counts(user) && users.Add(user))
                {
                    // An object's members share what it holds; of a class of static functions, only this one has to do with it.
                    var names = user.Type.IsStatic ? UsedNamesOf(user) : [new UsedName(user.Type.Names[0], user.Type.Reach, user.Type)];
                    foreach (var name in names.Where(done.Add))
                    {
                        queue.Enqueue(name);
                    }
                }
            }
        }

        return users;
    }

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
}
