using InitAnalyzer.Reading.Source;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitAnalyzer.Reading;

/// <summary>
/// Whether what a tensor's own method is called on may be a weight. Such methods serve all kinds of tensors, and to ask
/// what one is called on makes the compiler bind all that it stands in.
/// </summary>
internal sealed class WeightReceivers(SourceIndex index)
{
    /// <summary>Whether a call in a type may fill a weight, as far as its text and that of its callers tells.</summary>
    public bool MayFill(InvocationExpressionSyntax site, INamedTypeSymbol type) =>
        site.Expression is not MemberAccessExpressionSyntax access

        // What a type inherits may be a weight whose name says nothing.
        || type.SourceChain().Skip(1).Any(ancestor => index.NamesWeights(ancestor) || index.MakesLayers(ancestor))
        || index.MemberAround(site) is not { } member
        || index.MayMeetWeights(member)
        || NamesMember(access.Expression)
        || IsGivenMember(VariablesIn(access.Expression), index.OutlineOf(member).Node);

    /// <summary>Whether it may be what another object holds, under whatever name, or a part of that.</summary>
    private static bool NamesMember(ExpressionSyntax value) =>
        Parts(value).Any(node => node is MemberAccessExpressionSyntax && node.Parent is not InvocationExpressionSyntax);

    private static HashSet<string> VariablesIn(ExpressionSyntax value) =>
        new(Parts(value).OfType<IdentifierNameSyntax>().Select(name => name.Identifier.ValueText), StringComparer.Ordinal);

    private static IEnumerable<SyntaxNode> Parts(ExpressionSyntax value) => value.DescendantNodesAndSelf(node => node is not ArgumentListSyntax);

    /// <summary>Whether one of some variables is set to such a thing.</summary>
    private static bool IsGivenMember(HashSet<string> variables, SyntaxNode member) => member.DescendantNodes().Any(node => node switch
    {
        VariableDeclaratorSyntax { Initializer.Value: var value } declarator => value is MemberAccessExpressionSyntax && variables.Contains(declarator.Identifier.ValueText),
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax left, Right: var value } => value is MemberAccessExpressionSyntax && variables.Contains(left.Identifier.ValueText),
        _ => false,
    });
}
