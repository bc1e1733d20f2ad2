using System.Globalization;
using InitAnalyzer.CodeFixes.Syntax;
using InitAnalyzer.Frameworks;
using InitAnalyzer.Model;
using InitAnalyzer.Theory;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitAnalyzer.CodeFixes.Frameworks;

/// <summary>The recommended law as an argument of what makes the layer: in the place of another, or added.</summary>
internal static class WrittenLaw
{
    /// <summary>How far a form with a fixed scale may be from what is recommended: He before a leaky rectifier.</summary>
    private const double Tolerance = 0.1;

    /// <summary>Writes the law that an activation wants in the place of an argument.</summary>
    public static Rewrite? Replace(
        FrameworkTable table, ExpressionSyntax argument, Activation activation, Prescription prescription, SemanticModel model, CancellationToken cancellationToken)
    {
        // What a parameter stands for is the caller's to say; inside #if, a rewrite would be right for one set of symbols only.
        if (argument.ContainsDirectives
            || model.GetSymbolInfo(argument, cancellationToken).Symbol is IParameterSymbol
            || Recommendation.For(activation, prescription.TanhGain) is not { } wanted)
        {
            return null;
        }

        var seed = SeedOf(table, argument, model, cancellationToken);
        var isName = argument is LiteralExpressionSyntax;
        foreach (var text in Texts(table, wanted, prescription.Distribution, isName))
        {
            if (Place(text, seed, argument, model) is { } replacement && OwnedArgument.Replace(table, argument, replacement, model, cancellationToken) is { } edit)
            {
                return new Rewrite(
                    $"Use {replacement.WithoutTrivia()} for {activation.Name}",
                    EquivalenceKeys.RecommendedLaw,
                    argument,
                    edit);
            }
        }

        return null;
    }

    /// <summary>Adds the laws that layers want which have the default.</summary>
    public static Rewrite? Add(FrameworkTable table, SyntaxNode site, Prescription prescription, SemanticModel model, CancellationToken cancellationToken)
    {
        var root = site.SyntaxTree.GetRoot(cancellationToken);
        var edits = new List<Action<Microsoft.CodeAnalysis.Editing.SyntaxEditor>>();
        foreach (var layer in prescription.Layers)
        {
            if (!root.FullSpan.Contains(layer.Creation)
                || root.FindNode(layer.Creation, getInnermostNodeForTie: true) is not ExpressionSyntax creation
                || creation.Span != layer.Creation || creation.ContainsDirectives
                || Recommendation.For(layer.Activation, prescription.TanhGain) is not { } wanted
                || EditFor(creation, wanted) is not { } edit)
            {
                return null;
            }

            edits.Add(edit);
        }

        return edits.Count == 0 ? null : new Rewrite(
            edits.Count == 1 ? "Initialise the layer for its activation" : $"Initialise {edits.Count} layers for their activations",
            EquivalenceKeys.InitialiseLayers,
            site,
            editor => edits.ForEach(edit => edit(editor)));

        Action<Microsoft.CodeAnalysis.Editing.SyntaxEditor>? EditFor(ExpressionSyntax creation, Recommendation wanted)
        {
            foreach (var asName in new[] { true, false })
            {
                foreach (var text in Texts(table, wanted, prescription.Distribution, asName))
                {
                    if (Place(text, null, creation, model) is { } law && OwnedArgument.Add(table, creation, law, model, cancellationToken) is { } edit)
                    {
                        return edit;
                    }
                }
            }

            return null;
        }
    }

    /// <summary>The ways of writing a law, the best first: of its distribution before others, by its own fan, by name where a name stands.</summary>
    private static IEnumerable<string> Texts(FrameworkTable table, Recommendation wanted, Distribution distribution, bool isName)
    {
        var kind = distribution is Distribution.TruncatedNormal ? Distribution.Normal
            : distribution is Distribution.Normal or Distribution.Uniform or Distribution.Orthogonal ? distribution
            : Distribution.Uniform;
        var fan = wanted.LawName == "Xavier" ? FanMode.FanAverage : FanMode.FanIn;
        return table.LawForms
            .Where(form => form.Scale is not { } scale || Math.Abs((scale / wanted.Scale) - 1) <= Tolerance)
            .OrderBy(form => form.Distribution == kind ? 0 : 1)
            .ThenBy(form => form.IsName == isName ? 0 : 1)
            .ThenBy(form => form.Scale is null ? 1 : 0)
            .ThenBy(form => form.Fan == fan ? 0 : 1)
            .Where(form => form.Distribution == kind || form.Distribution is Distribution.Normal or Distribution.Uniform)
            .Select(form => form.Text
                .Replace("{0}", Number(wanted.Scale))
                .Replace("{1}", Number(Math.Sqrt(wanted.Scale))));
    }

    private static string Number(double value) => Numbers.Write(double.Parse(value.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));

    /// <summary>An expression with names as short as they can be where it is to stand, and with a seed where one is to be kept.</summary>
    private static ExpressionSyntax? Place(string text, ArgumentSyntax? seed, ExpressionSyntax at, SemanticModel model)
    {
        if (ShortNames.Shorten(Expressions.Parse(text), at, model) is not { } expression)
        {
            return null;
        }

        if (seed is null)
        {
            return expression;
        }

        var named = Expressions.NamedArgument(seed.NameColon?.Name.Identifier.ValueText ?? "seed", seed.Expression.WithoutTrivia());
        return expression switch
        {
            InvocationExpressionSyntax call => call.WithArgumentList(OwnedArgument.Append(call.ArgumentList, named)),
            ObjectCreationExpressionSyntax { ArgumentList: { } list } creation => creation.WithArgumentList(OwnedArgument.Append(list, named)),
            _ => null,
        };
    }

    private static ArgumentSyntax? SeedOf(FrameworkTable table, ExpressionSyntax argument, SemanticModel model, CancellationToken cancellationToken)
    {
        if (table.Seed is not { } seed || OwnedArgument.ListOf(argument) is not { } list || model.GetSymbolInfo(argument, cancellationToken).Symbol is not IMethodSymbol method)
        {
            return null;
        }

        for (var i = 0; i < list.Arguments.Count; i++)
        {
            if (OwnedArgument.ParameterOf(list, i, method) == seed)
            {
                return list.Arguments[i];
            }
        }

        return null;
    }
}
