using InitAnalyzer.Model;
using InitAnalyzer.Reading.Source;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitAnalyzer.Reading;

/// <summary>Finds the parameters that are changed in place where no reading of a type, or of what uses it, has a scope that allows it.</summary>
internal sealed class ParameterFills(SourceIndex index, Entries entries)
{
    /// <summary>Words of a member that asks for itself whether it may.</summary>
    private static readonly HashSet<string> Questions = new(StringComparer.Ordinal) { "requires_grad", "is_grad_enabled", "is_inference_mode_enabled", "is_leaf" };

    /// <summary>The forbidden changes that stand in a type, in source order.</summary>
    public IReadOnlyList<ParameterFill> Of(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        if (!index.IsEntry(type) && !type.IsAbstract)
        {
            return [];
        }

        // An abstract type runs in those that derive from it; who else mentions it is asked only where that shows something.
        var alone = entries.Of(type, cancellationToken);
        var users = entries.UsersOf(type, cancellationToken);
        var own = type.IsAbstract
            ? users.Where(user => user.Type.InheritsFrom(type)).Select(user => entries.Of(user, cancellationToken)).Append(alone)
            : [alone];
        if (!own.Any(reading => reading.GradientFills.Any(fill => fill is { IsForbidden: true, MayBeAllowed: false })))
        {
            return [];
        }

        var readings = users.Select(user => entries.Of(user, cancellationToken)).Append(alone).ToList();
        if (!readings.All(reading => reading.IsWhole))
        {
            return [];
        }

        var declarations = new TypeDeclarations(type, cancellationToken);
        return readings
            .SelectMany(reading => reading.GradientFills)
            .Where(fill => declarations.Hold(fill.Site))
            .GroupBy(fill => fill.Site)
            .Where(group => group.Any(fill => fill.IsForbidden) && !group.Any(fill => fill.MayBeAllowed || IsAsked(fill.Site) || IsAsked(fill.Call)))
            .Select(group => group.First(fill => fill.IsForbidden))
            .OrderBy(fill => fill.Site.SyntaxTree.FilePath, StringComparer.Ordinal)
            .ThenBy(fill => fill.Site.SpanStart)
            .Select(fill => new ParameterFill(
                fill.Site.GetLocation(),
                fill.Function,
                fill.Parameter,
                fill.Framework.Table.Name,
                fill.Site != fill.Call,
                fill.Layer?.GetLocation()))
            .ToList();
    }

    private static bool IsAsked(SyntaxNode node) =>
        node.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } member
        && member.DescendantTokens().Any(token => Questions.Contains(token.ValueText));
}
